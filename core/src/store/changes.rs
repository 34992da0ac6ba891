//! Changes made here, and the bytes that a document is made of.

use rusqlite::{Connection, Transaction, params};

use super::StoreError;
use crate::domain::DocumentKey;
use crate::ids::ItemId;

/// Keeps one change of `document`; `item` is the notebook item it concerns.
///
/// # Errors
/// Those of the write.
pub fn append(
    tx: &Transaction<'_>,
    document: &DocumentKey,
    item: Option<ItemId>,
    bytes: &[u8],
) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO change (document, item, bytes) VALUES (?1, ?2, ?3)")?.execute(params![
        document.to_string(),
        item.map(|item| item.to_string()),
        bytes
    ])?;
    Ok(())
}

/// Everything that `document` is made of on this device, oldest first: chunks, then changes not sealed yet.
///
/// # Errors
/// Those of the read.
pub fn parts(connection: &Connection, document: &DocumentKey) -> Result<Vec<Vec<u8>>, StoreError> {
    let key = document.to_string();
    let mut parts = Vec::new();
    for query in [
        "SELECT bytes FROM chunk WHERE document = ?1 ORDER BY id",
        "SELECT bytes FROM change WHERE document = ?1 AND bytes IS NOT NULL ORDER BY id",
    ] {
        let mut statement = connection.prepare_cached(query)?;
        let rows = statement.query_map([&key], |row| row.get(0))?;
        for row in rows {
            parts.push(row?);
        }
    }
    Ok(parts)
}

/// The documents that this device has anything of.
///
/// # Errors
/// Those of the read.
pub fn documents(connection: &Connection) -> Result<Vec<DocumentKey>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT document FROM chunk UNION SELECT document FROM change WHERE bytes IS NOT NULL ORDER BY 1",
    )?;
    let keys = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    // A key that only a newer version understands stays where it is.
    Ok(keys.iter().filter_map(|key| key.parse().ok()).collect())
}

/// Items of `document` with a change that the server does not hold yet, and how many changes beyond those wait.
///
/// # Errors
/// Those of the read.
pub fn waiting_items(connection: &Connection, document: &DocumentKey) -> Result<Vec<ItemId>, StoreError> {
    let mut statement = connection.prepare_cached(
        // From what waits, which is little, and not through all that was ever written: CROSS keeps SQLite to this order.
        "SELECT item FROM change WHERE document = ?1 AND bytes IS NOT NULL AND item IS NOT NULL
         UNION
         SELECT change.item FROM chunk CROSS JOIN change ON change.chunk = chunk.id
         WHERE chunk.state <> 'held' AND change.document = ?1 AND change.item IS NOT NULL",
    )?;
    let items = statement
        .query_map([document.to_string()], |row| row.get::<_, String>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    items.iter().map(|item| item.parse().map_err(|_| StoreError::Unreadable("item"))).collect()
}

/// How many items of `document` wait for more than their receipt: those with a change that the server refused, that
/// is in doubt or that could not be sealed, and with `ready` also those that are ready to be sent.
///
/// # Errors
/// Those of the read.
pub fn items_held_up(connection: &Connection, document: &DocumentKey, ready: bool) -> Result<u32, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT count(DISTINCT change.item) FROM change LEFT JOIN chunk ON chunk.id = change.chunk
         WHERE change.document = ?1 AND change.item IS NOT NULL
           AND (change.bytes IS NOT NULL OR chunk.state IN ('wedged', 'unsure') OR (?2 AND chunk.state = 'ready'))",
    )?;
    Ok(statement.query_row(params![document.to_string(), ready], |row| row.get(0))?)
}

/// The highest chunk of `document`, and its highest change that is in none yet: changes whenever the document may have.
///
/// # Errors
/// Those of the read.
pub fn version(connection: &Connection, document: &DocumentKey) -> Result<(i64, i64), StoreError> {
    let key = document.to_string();
    let highest = |query: &str| -> Result<i64, StoreError> {
        Ok(connection.prepare_cached(query)?.query_row([&key], |row| row.get(0))?)
    };
    Ok((
        highest("SELECT coalesce(max(id), 0) FROM change WHERE document = ?1 AND bytes IS NOT NULL")?,
        highest("SELECT coalesce(max(id), 0) FROM chunk WHERE document = ?1")?,
    ))
}
