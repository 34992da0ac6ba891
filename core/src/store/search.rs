//! Search over the texts of one's own items. They are copied out of the documents when they are searched, never while
//! writing: a note must not wait for it.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::StoreError;
use crate::domain::{DocumentKey, Sought};
use crate::ids::{ItemId, VisitId};

/// An item that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The visit it was written on.
    pub visit: VisitId,
    /// The item.
    pub item: ItemId,
    /// Its text.
    pub text: String,
}

/// The state of `document` that its texts were last copied from.
///
/// # Errors
/// Those of the read.
pub fn indexed(connection: &Connection, document: &DocumentKey) -> Result<Option<(i64, i64)>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT change, chunk FROM searched WHERE document = ?1")?;
    Ok(statement.query_row([document.to_string()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Replaces the copied texts of a visit's notebook.
///
/// # Errors
/// Those of the write.
pub fn index(
    tx: &Transaction<'_>,
    document: &DocumentKey,
    visit: VisitId,
    version: (i64, i64),
    texts: &[(ItemId, &str)],
) -> Result<(), StoreError> {
    tx.execute("DELETE FROM text WHERE visit = ?1", [visit.to_string()])?;
    let mut insert = tx.prepare_cached("INSERT OR REPLACE INTO text (item, visit, text) VALUES (?1, ?2, ?3)")?;
    for (item, text) in texts {
        insert.execute(params![item.to_string(), visit.to_string(), text])?;
    }
    tx.execute(
        "INSERT OR REPLACE INTO searched (document, change, chunk) VALUES (?1, ?2, ?3)",
        params![document.to_string(), version.0, version.1],
    )?;
    Ok(())
}

/// The items whose texts were copied from a visit's notebook: all that are not deleted, in the state that [`indexed`] tells.
///
/// # Errors
/// Those of the read.
pub fn items(connection: &Connection, visit: VisitId) -> Result<Vec<ItemId>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT item FROM text WHERE visit = ?1")?;
    let items = statement.query_map([visit.to_string()], |row| row.get::<_, String>(0))?;
    items.map(|item| item?.parse().map_err(|_| StoreError::Unreadable("copied texts"))).collect()
}

/// The newest `limit` items with all words that are sought; none where nothing is.
///
/// # Errors
/// Those of the read.
pub fn find(connection: &Connection, sought: &Sought, limit: usize) -> Result<Vec<Match>, StoreError> {
    let mut found = Vec::new();
    if sought.is_empty() {
        return Ok(found);
    }
    let mut statement = connection.prepare_cached("SELECT visit, item, text FROM text ORDER BY item DESC")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()?
        && found.len() < limit
    {
        let text: String = row.get(2)?;
        if sought.is_in(&text) {
            let (visit, item): (String, String) = (row.get(0)?, row.get(1)?);
            match (visit.parse(), item.parse()) {
                (Ok(visit), Ok(item)) => found.push(Match { visit, item, text }),
                _ => return Err(StoreError::Unreadable("copied texts")),
            }
        }
    }
    Ok(found)
}
