//! Single values of a profile: CBOR under a name.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, params};
use serde::{Serialize, de::DeserializeOwned};

use super::{StoreError, StoreKey};
use crate::protocol;

/// Reads the value under `key`; `None` where there is none.
///
/// # Errors
/// [`StoreError::Unreadable`] for a value of another form.
pub fn get<T: DeserializeOwned>(connection: &Connection, key: &'static str) -> Result<Option<T>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    let value: Option<Vec<u8>> = statement.query_row([key], |row| row.get(0)).optional()?;
    value.map(|bytes| protocol::decode(&bytes).map_err(|_| StoreError::Unreadable(key))).transpose()
}

/// Reads the bytes under `key`, as [`get`] does. Through a list: an array is read by code for each of its places.
///
/// # Errors
/// [`StoreError::Unreadable`] for a value of another form or length.
pub fn get_bytes<const BYTES: usize>(
    connection: &Connection,
    key: &'static str,
) -> Result<Option<[u8; BYTES]>, StoreError> {
    let bytes: Option<Vec<u8>> = get(connection, key)?;
    bytes.map(|bytes| bytes.try_into().map_err(|_| StoreError::Unreadable(key))).transpose()
}

/// Writes the value under `key`.
///
/// # Errors
/// Those of the write.
pub fn put<T: Serialize>(tx: &Transaction<'_>, key: &'static str, value: &T) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?
        .execute(params![key, protocol::encode(value)])?;
    Ok(())
}

/// Forgets the value under `key`.
///
/// # Errors
/// Those of the write.
pub fn remove(tx: &Transaction<'_>, key: &'static str) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM meta WHERE key = ?1")?.execute([key])?;
    Ok(())
}

/// Reads a value of a file that may be open elsewhere, without locking it; `None` where that cannot be done now. `key`
/// is asked for where it cannot be read without.
///
/// The head of the file is not looked at for that: to close a file that SQLite has open elsewhere in this process would
/// take SQLite's own locks from it.
pub fn peek<T: DeserializeOwned>(
    path: &Path,
    name: &'static str,
    key: impl FnOnce() -> Option<StoreKey>,
) -> Option<T> {
    let open = || {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        // See `open`: in a browser there is no memory to share a log's index in.
        #[cfg(target_family = "wasm")]
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        Ok::<_, rusqlite::Error>(connection)
    };
    if let Ok(value) = get(&open().ok()?, name) {
        return value;
    }
    let (key, connection) = (key()?, open().ok()?);
    key.unlock(&connection).ok()?;
    get(&connection, name).ok().flatten()
}
