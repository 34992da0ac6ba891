//! Releases: feedback as it was frozen, byte for byte, with its hash and the server's signature. Never changed.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::ids::{MemberId, NetworkId, VisitId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::StoreError;
use super::sql::{collected, parsed};

/// One release of a visit's feedback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseRow {
    /// The network.
    pub network: NetworkId,
    /// The visit.
    pub visit: VisitId,
    /// Which release of the visit, from 1.
    pub number: u32,
    /// The hash of the bytes.
    pub hash: [u8; 32],
    /// The server's signature over the hash.
    pub signature: [u8; 64],
    /// What was frozen.
    pub bytes: Vec<u8>,
    /// Who released it.
    pub released_by: MemberId,
    /// When.
    pub released_at: Timestamp,
}

/// Keeps a release.
///
/// # Errors
/// [`StoreError::Sqlite`], also where the visit has a release of this number.
pub fn insert(transaction: &Transaction<'_>, release: &ReleaseRow) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO release (network, visit, number, hash, signature, bytes, released_by, released_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (
            release.network.to_string(),
            release.visit.to_string(),
            release.number,
            release.hash,
            release.signature,
            &release.bytes,
            release.released_by.to_string(),
            release.released_at.0,
        ),
    )?;
    Ok(())
}

/// One release of a visit.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find(
    connection: &Connection,
    network: NetworkId,
    visit: VisitId,
    number: u32,
) -> Result<Option<ReleaseRow>, StoreError> {
    let release = connection
        .prepare_cached("SELECT * FROM release WHERE network = ?1 AND visit = ?2 AND number = ?3")?
        .query_row((network.to_string(), visit.to_string(), number), release_row)
        .optional()?;
    Ok(release)
}

/// What is known of a release without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReleaseEntry {
    /// Which release of the visit, from 1.
    pub number: u32,
    /// The hash of its bytes.
    pub hash: [u8; 32],
    /// When.
    pub released_at: Timestamp,
}

/// One release of a visit without its bytes.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find_entry(
    connection: &Connection,
    network: NetworkId,
    visit: VisitId,
    number: u32,
) -> Result<Option<ReleaseEntry>, StoreError> {
    let entry = connection
        .prepare_cached(
            "SELECT number, hash, released_at FROM release WHERE network = ?1 AND visit = ?2 AND number = ?3",
        )?
        .query_row((network.to_string(), visit.to_string(), number), release_entry)
        .optional()?;
    Ok(entry)
}

/// All releases of a visit without their bytes, in order.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn of_visit(
    connection: &Connection,
    network: NetworkId,
    visit: VisitId,
) -> Result<Vec<ReleaseEntry>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT number, hash, released_at FROM release WHERE network = ?1 AND visit = ?2 ORDER BY number",
    )?;
    collected(query.query_map((network.to_string(), visit.to_string()), release_entry)?)
}

/// Which releases there are on this server.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn all(connection: &Connection) -> Result<Vec<(NetworkId, VisitId, u32)>, StoreError> {
    let mut query =
        connection.prepare("SELECT network, visit, number FROM release ORDER BY network, visit, number")?;
    collected(query.query_map([], |row| Ok((parsed(row, "network")?, parsed(row, "visit")?, row.get("number")?)))?)
}

fn release_entry(row: &Row<'_>) -> rusqlite::Result<ReleaseEntry> {
    Ok(ReleaseEntry {
        number: row.get("number")?,
        hash: row.get("hash")?,
        released_at: Timestamp(row.get("released_at")?),
    })
}

fn release_row(row: &Row<'_>) -> rusqlite::Result<ReleaseRow> {
    Ok(ReleaseRow {
        network: parsed(row, "network")?,
        visit: parsed(row, "visit")?,
        number: row.get("number")?,
        hash: row.get("hash")?,
        signature: row.get("signature")?,
        bytes: row.get("bytes")?,
        released_by: parsed(row, "released_by")?,
        released_at: Timestamp(row.get("released_at")?),
    })
}
