//! What is being typed. One row for each place to type, written at every keystroke.

use rusqlite::{Connection, Transaction, params};

use super::StoreError;
use crate::clock::Timestamp;
use crate::ids::VisitId;

/// What is being typed at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// Where.
    pub place: String,
    /// The text so far.
    pub text: String,
    /// When its first character was typed.
    pub started_at: Timestamp,
}

/// Keeps the text typed at `place` so far; an empty text removes the row.
///
/// # Errors
/// Those of the write.
pub fn put(
    tx: &Transaction<'_>,
    visit: VisitId,
    place: &str,
    text: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    if text.is_empty() {
        return remove(tx, visit, place);
    }
    tx.prepare_cached(
        "INSERT INTO draft (visit, place, text, started_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET text = excluded.text",
    )?
    .execute(params![visit.to_string(), place, text, now.0])?;
    Ok(())
}

/// Forgets the draft at `place`.
///
/// # Errors
/// Those of the write.
pub fn remove(tx: &Transaction<'_>, visit: VisitId, place: &str) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM draft WHERE visit = ?1 AND place = ?2")?
        .execute(params![visit.to_string(), place])?;
    Ok(())
}

/// All drafts of a visit.
///
/// # Errors
/// Those of the read.
pub fn of_visit(connection: &Connection, visit: VisitId) -> Result<Vec<DraftRow>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT place, text, started_at FROM draft WHERE visit = ?1 ORDER BY place")?;
    let rows = statement.query_map([visit.to_string()], |row| {
        Ok(DraftRow { place: row.get(0)?, text: row.get(1)?, started_at: Timestamp(row.get(2)?) })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The draft at `place`.
///
/// # Errors
/// Those of the read.
pub fn get(connection: &Connection, visit: VisitId, place: &str) -> Result<Option<DraftRow>, StoreError> {
    Ok(of_visit(connection, visit)?.into_iter().find(|draft| draft.place == place))
}
