//! The latest release of each visit that this member may read, kept for reading it without a network.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::StoreError;
use crate::ids::VisitId;
use crate::protocol::{self, ReleaseAnswer};

/// Keeps a release, in place of an earlier one of the same visit.
///
/// # Errors
/// Those of the write.
pub fn put(tx: &Transaction<'_>, release: &ReleaseAnswer) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT OR REPLACE INTO release (visit, number, body) VALUES (?1, ?2, ?3)")?
        .execute(params![release.visit.to_string(), release.number, protocol::encode_body(release)])?;
    Ok(())
}

/// The release that is kept of a visit; `None` where there is none, or one of a form that this version cannot read,
/// which is asked for again.
///
/// # Errors
/// Those of the read.
pub fn find(connection: &Connection, visit: VisitId) -> Result<Option<ReleaseAnswer>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT body FROM release WHERE visit = ?1")?;
    let body: Option<Vec<u8>> = statement.query_row([visit.to_string()], |row| row.get(0)).optional()?;
    Ok(body.and_then(|body| protocol::decode_body(&body).ok()))
}

/// Which release of which visit is kept.
///
/// # Errors
/// Those of the read.
pub fn numbers(connection: &Connection) -> Result<BTreeMap<VisitId, u32>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT visit, number FROM release")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    let mut numbers = BTreeMap::new();
    for row in rows {
        let (visit, number) = row?;
        numbers.insert(visit.parse().map_err(|_| StoreError::Unreadable("release"))?, number);
    }
    Ok(numbers)
}

/// Forgets what is kept of a visit.
///
/// # Errors
/// Those of the write.
pub fn remove(tx: &Transaction<'_>, visit: VisitId) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM release WHERE visit = ?1")?.execute([visit.to_string()])?;
    Ok(())
}
