//! What is being typed. One row for each place to type, written at every keystroke.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::StoreError;
use crate::clock::Timestamp;
use crate::ids::VisitId;

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
        "INSERT INTO draft (visit, place, text, updated_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET text = excluded.text, updated_at = excluded.updated_at",
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

/// The draft at `place`.
///
/// # Errors
/// Those of the read.
pub fn get(connection: &Connection, visit: VisitId, place: &str) -> Result<Option<String>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT text FROM draft WHERE visit = ?1 AND place = ?2")?;
    Ok(statement.query_row(params![visit.to_string(), place], |row| row.get(0)).optional()?)
}

/// All drafts of a visit: place and text.
///
/// # Errors
/// Those of the read.
pub fn of_visit(connection: &Connection, visit: VisitId) -> Result<Vec<(String, String)>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT place, text FROM draft WHERE visit = ?1 ORDER BY place")?;
    let rows = statement.query_map([visit.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
