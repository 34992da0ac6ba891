//! What workers read from documents, kept so that a cold start reads nothing twice.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::StoreError;
use super::document::DocumentRow;
use super::sql::signed;

/// What a reading was made of, besides the document itself. One that was made of something else is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MadeOf {
    /// The version of the form it is kept in.
    pub version: u32,
    /// The hash of the names that the evidence check knew.
    pub names: [u8; 32],
}

/// The kept reading of the document as it is now; `None` where there is none.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find(
    connection: &Connection,
    document: &DocumentRow,
    made_of: MadeOf,
) -> Result<Option<Vec<u8>>, StoreError> {
    let bytes = connection
        .prepare_cached(
            "SELECT bytes FROM reading WHERE document = ?1 AND number = ?2 AND version = ?3 AND names = ?4",
        )?
        .query_row((document.id, signed(document.last_number), made_of.version, made_of.names), |row| row.get(0))
        .optional()?;
    Ok(bytes)
}

/// Keeps the reading of a document as it was at `number`, in place of any before.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn put(
    transaction: &Transaction<'_>,
    document: i64,
    number: u64,
    made_of: MadeOf,
    bytes: &[u8],
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "INSERT INTO reading (document, number, version, names, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET number = excluded.number, version = excluded.version,
                 names = excluded.names, bytes = excluded.bytes
             WHERE number <= excluded.number",
        )?
        .execute((document, signed(number), made_of.version, made_of.names, bytes))?;
    Ok(())
}
