//! Brings over what can be read of a damaged file.
//!
//! Each table is read row by row, first from the front and, when a page cannot be read, once more from the back, so
//! that one bad page costs the rows on it and no more. Lists and what is searched are rebuilt by use.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use super::StoreError;
use super::key::StoreKey;

/// Tables worth saving, with their columns; chunks before the changes that refer to them.
const TABLES: &[(&str, &[&str], &str)] = &[
    ("meta", &["key", "value"], "key"),
    ("chunk", &["id", "document", "hash", "signer", "signature", "bytes", "state", "refusal", "number"], "id"),
    ("change", &["id", "document", "item", "bytes", "chunk"], "id"),
    ("command", &["id", "body", "state", "refusal"], "rowid"),
    ("blob", &["id", "document", "hash", "media_type", "size_bytes", "state", "refusal"], "id"),
    ("blob_part", &["blob", "number", "bytes"], "blob, number"),
    ("release", &["visit", "number", "body"], "visit"),
    ("draft", &["visit", "place", "text", "started_at"], "visit, place"),
];

/// Copies every readable row of `damaged`, which is encrypted with `key`, into the fresh file; returns how many.
pub(super) fn bring_over(damaged: &Path, key: Option<&StoreKey>, fresh: &Connection) -> Result<u64, StoreError> {
    let Ok(old) = Connection::open_with_flags(damaged, OpenFlags::SQLITE_OPEN_READ_WRITE) else { return Ok(0) };
    if let Some(key) = key {
        key.unlock(&old)?;
    }
    // See `open`: in a browser a write-ahead log needs the file for itself.
    #[cfg(target_family = "wasm")]
    let _ = old.pragma_update(None, "locking_mode", "EXCLUSIVE");
    // A row may refer to one that was lost.
    fresh.pragma_update(None, "foreign_keys", false)?;
    let mut rows = 0;
    for (table, columns, order) in TABLES {
        let complete = copy(&old, fresh, table, columns, &order.replace(", ", " ASC, "), &mut rows)?;
        if !complete {
            copy(&old, fresh, table, columns, &format!("{} DESC", order.replace(", ", " DESC, ")), &mut rows)?;
        }
    }
    fresh.execute("UPDATE change SET chunk = NULL WHERE chunk NOT IN (SELECT id FROM chunk)", [])?;
    fresh.execute("DELETE FROM blob_part WHERE blob NOT IN (SELECT id FROM blob)", [])?;
    // Every document is looked at again; what misses a part is fetched whole from the server.
    fresh.execute("INSERT OR IGNORE INTO unfinished SELECT DISTINCT document, 'unverified' FROM chunk", [])?;
    fresh.execute("DELETE FROM meta WHERE key = 'cursor'", [])?;
    fresh.pragma_update(None, "foreign_keys", true)?;
    Ok(rows)
}

/// Copies rows until one cannot be read; says whether it reached the end.
fn copy(
    old: &Connection,
    fresh: &Connection,
    table: &str,
    columns: &[&str],
    order: &str,
    rows: &mut u64,
) -> Result<bool, StoreError> {
    let names = columns.join(", ");
    let Ok(mut select) = old.prepare(&format!("SELECT {names} FROM {table} ORDER BY {order}")) else {
        return Ok(false);
    };
    let marks = vec!["?"; columns.len()].join(", ");
    let mut insert = fresh.prepare(&format!("INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"))?;
    let Ok(mut cursor) = select.query([]) else { return Ok(false) };
    loop {
        match cursor.next() {
            Ok(Some(row)) => {
                let values: Result<Vec<Value>, _> = (0..columns.len()).map(|column| row.get(column)).collect();
                let Ok(values) = values else { continue };
                *rows += insert.execute(params_from_iter(values))? as u64;
            }
            Ok(None) => return Ok(true),
            Err(_) => return Ok(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    /// What use makes again, or what is asked for by the end of it.
    const MADE_AGAIN: [&str; 3] = ["searched", "text", "unfinished"];

    #[test]
    fn every_table_is_brought_over_whole_or_made_again() {
        let (folder, copy) = (tempfile::tempdir().unwrap(), Store::open_in_memory().unwrap());
        let (store, _) = Store::open(&folder.path().join("ada.fieldwalk")).unwrap();
        let names = |sql: &str, of: &str| -> Vec<String> {
            let mut select = store.read().prepare(sql).unwrap();
            select.query_map([of], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        for table in names("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE ?1", "sqlite_%")
        {
            let saved = TABLES.iter().find(|(name, ..)| *name == table);
            let columns = names("SELECT name FROM pragma_table_info(?1)", &table);
            match saved {
                Some((_, saved, _)) => assert_eq!(columns, *saved, "{table}"),
                None => assert!(MADE_AGAIN.contains(&table.as_str()), "{table}"),
            }
        }
        let path = store.read().path().unwrap();
        assert_eq!(bring_over(Path::new(path), None, copy.read()).unwrap(), 0, "an empty file has no rows");
    }
}
