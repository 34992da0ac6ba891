//! What the database knows about itself: its history, the server's key, whether it is a copy.

use fieldwalk_core::ids::HistoryId;
use fieldwalk_core::protocol::Keys;
use rusqlite::{Connection, OptionalExtension, Transaction};
use uuid::Uuid;

use super::StoreError;

const HISTORY: &str = "history";
const SIGNING_KEY: &str = "signing_key";
const COPY: &str = "copy";

/// The identity of an open database.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The course of history that its cursors belong to.
    pub history: HistoryId,
    /// The key that snapshots are signed with.
    pub keys: Keys,
}

/// Reads the identity; `None` in a database that has never served.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn identity(connection: &Connection) -> Result<Option<Identity>, StoreError> {
    let (Some(history), Some(secret)) = (value::<16>(connection, HISTORY)?, value::<32>(connection, SIGNING_KEY)?)
    else {
        return Ok(None);
    };
    Ok(Some(Identity { history: HistoryId(Uuid::from_bytes(history)), keys: Keys::from_secret(&secret) }))
}

/// Keeps the identity, and forgets that the database was a copy: from now on it goes its own way.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn set_identity(transaction: &Transaction<'_>, identity: &Identity) -> Result<(), StoreError> {
    put(transaction, HISTORY, identity.history.0.as_bytes())?;
    put(transaction, SIGNING_KEY, &identity.keys.secret())?;
    transaction.execute("DELETE FROM meta WHERE key = ?1", [COPY])?;
    Ok(())
}

/// Whether this is a copy that has not served yet. Serving it starts a new history.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn is_copy(connection: &Connection) -> Result<bool, StoreError> {
    Ok(value::<1>(connection, COPY)?.is_some())
}

/// Marks the database as a copy.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn mark_copy(connection: &Connection) -> Result<(), StoreError> {
    put(connection, COPY, &[1])
}

fn value<const N: usize>(connection: &Connection, key: &str) -> Result<Option<[u8; N]>, StoreError> {
    Ok(connection.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0)).optional()?)
}

fn put(connection: &Connection, key: &str, value: &[u8]) -> Result<(), StoreError> {
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)", (key, value))?;
    Ok(())
}
