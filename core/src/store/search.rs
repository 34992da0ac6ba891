//! Full-text search over one's own items (SQLite FTS5). The index is rebuilt from documents when it is asked, never
//! while writing: a note must not wait for it.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::StoreError;
use crate::domain::DocumentKey;
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

/// The state of `document` that the index was last made from.
///
/// # Errors
/// Those of the read.
pub fn indexed(connection: &Connection, document: &DocumentKey) -> Result<Option<(i64, i64)>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT change, chunk FROM searched WHERE document = ?1")?;
    Ok(statement.query_row([document.to_string()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Replaces what the index holds of a visit's notebook.
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
    tx.execute("DELETE FROM search WHERE visit = ?1", [visit.to_string()])?;
    let mut insert = tx.prepare_cached("INSERT INTO search (text, item, visit) VALUES (?1, ?2, ?3)")?;
    for (item, text) in texts {
        insert.execute(params![text, item.to_string(), visit.to_string()])?;
    }
    tx.execute(
        "INSERT OR REPLACE INTO searched (document, change, chunk) VALUES (?1, ?2, ?3)",
        params![document.to_string(), version.0, version.1],
    )?;
    Ok(())
}

/// The newest `limit` items that hold every word of `words`, the last one perhaps unfinished.
///
/// # Errors
/// Those of the read.
pub fn find(connection: &Connection, words: &str, limit: usize) -> Result<Vec<Match>, StoreError> {
    let query: Vec<String> =
        words.split_whitespace().map(|word| format!("\"{}\"*", word.replace('"', "\"\""))).collect();
    if query.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare_cached(
        "SELECT visit, item, text FROM search WHERE search MATCH ?1 ORDER BY item DESC LIMIT ?2",
    )?;
    let rows = statement
        .query_map(params![query.join(" "), limit as i64], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    rows.into_iter()
        .map(|(visit, item, text)| {
            let unreadable = StoreError::Unreadable("search index");
            match (visit.parse(), item.parse()) {
                (Ok(visit), Ok(item)) => Ok(Match { visit, item, text }),
                _ => Err(unreadable),
            }
        })
        .collect()
}
