//! Documents: what the server knows about each without looking inside.

use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::ids::{NetworkId, VisitId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::StoreError;
use super::sql::{collected, natural, parsed, signed};

/// One document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its row.
    pub id: i64,
    /// Its network.
    pub network: NetworkId,
    /// Its key.
    pub key: DocumentKey,
    /// The number of its last chunk.
    pub last_number: u64,
    /// What has come since the snapshot, in bytes.
    pub tail_bytes: u64,
    /// What has come since the snapshot, in chunks.
    pub tail_chunks: u64,
    /// Up to which number its snapshot covers it; 0 where there is none.
    pub covers: u64,
}

/// One document; `None` before its first chunk.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find(
    connection: &Connection,
    network: NetworkId,
    key: &DocumentKey,
) -> Result<Option<DocumentRow>, StoreError> {
    let mut query = connection.prepare_cached("SELECT * FROM document WHERE network = ?1 AND key = ?2")?;
    Ok(query.query_row((network.to_string(), key.to_string()), document_row).optional()?)
}

/// Notes that a chunk came, making the document if it is its first. Returns the document's row.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn grown(
    transaction: &Transaction<'_>,
    network: NetworkId,
    key: &DocumentKey,
    number: u64,
    size_bytes: u64,
) -> Result<i64, StoreError> {
    let row = transaction
        .prepare_cached(
            "INSERT INTO document (network, key, visit, last_number, tail_bytes, tail_chunks)
             VALUES (?1, ?2, ?3, ?4, ?5, 1)
             ON CONFLICT (network, key) DO UPDATE SET last_number = excluded.last_number,
                 tail_bytes = tail_bytes + excluded.tail_bytes, tail_chunks = tail_chunks + 1
             RETURNING id",
        )?
        .query_row(
            (
                network.to_string(),
                key.to_string(),
                key.visit().map(|visit| visit.to_string()),
                signed(number),
                signed(size_bytes),
            ),
            |row| row.get(0),
        )?;
    Ok(row)
}

/// Documents that changed at `number` or later.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn changed_since(
    connection: &Connection,
    network: NetworkId,
    number: u64,
) -> Result<Vec<DocumentRow>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT * FROM document WHERE network = ?1 AND last_number >= ?2")?;
    collected(query.query_map((network.to_string(), signed(number)), document_row)?)
}

/// The documents of one visit.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn of_visit(
    connection: &Connection,
    network: NetworkId,
    visit: VisitId,
) -> Result<Vec<DocumentRow>, StoreError> {
    let mut query = connection.prepare_cached("SELECT * FROM document WHERE network = ?1 AND visit = ?2")?;
    collected(query.query_map((network.to_string(), visit.to_string()), document_row)?)
}

/// Documents whose tail has grown beyond these limits, and that were not found unfoldable as they are.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn with_long_tail(connection: &Connection, bytes: u64, chunks: u64) -> Result<Vec<DocumentRow>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT * FROM document
         WHERE (tail_bytes > ?1 OR tail_chunks > ?2) AND unfoldable_number < last_number ORDER BY id",
    )?;
    collected(query.query_map((signed(bytes), signed(chunks)), document_row)?)
}

/// Every document of the server.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn all(connection: &Connection) -> Result<Vec<DocumentRow>, StoreError> {
    collected(connection.prepare("SELECT * FROM document ORDER BY id")?.query_map([], document_row)?)
}

/// Notes that the document, as it is at `number`, cannot be folded.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn unfoldable(transaction: &Transaction<'_>, document: i64, number: u64) -> Result<(), StoreError> {
    transaction.execute("UPDATE document SET unfoldable_number = ?2 WHERE id = ?1", (document, signed(number)))?;
    Ok(())
}

fn document_row(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    Ok(DocumentRow {
        id: row.get("id")?,
        network: parsed(row, "network")?,
        key: parsed(row, "key")?,
        last_number: natural(row, "last_number")?,
        tail_bytes: natural(row, "tail_bytes")?,
        tail_chunks: natural(row, "tail_chunks")?,
        covers: natural(row, "covers")?,
    })
}
