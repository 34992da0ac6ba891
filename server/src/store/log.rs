//! A network's log: the numbers that order everything, and the tags that tell one course of history from another.

use fieldwalk_core::ids::NetworkId;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::StoreError;
use super::sql::{natural, signed};

/// The end of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The last number given; 0 where none was.
    pub number: u64,
    /// Its tag; 0 where there is none.
    pub tag: u64,
}

/// Takes the next number. Inside the one write transaction, so no reader ever sees a later number first.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn append(transaction: &Transaction<'_>, network: NetworkId, tag: u64) -> Result<u64, StoreError> {
    let number = head(transaction, network)?.number + 1;
    transaction.prepare_cached("INSERT INTO log (network, number, tag) VALUES (?1, ?2, ?3)")?.execute((
        network.to_string(),
        signed(number),
        signed(tag),
    ))?;
    Ok(number)
}

/// The end of the log.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn head(connection: &Connection, network: NetworkId) -> Result<Head, StoreError> {
    let head = connection
        .prepare_cached("SELECT number, tag FROM log WHERE network = ?1 ORDER BY number DESC LIMIT 1")?
        .query_row([network.to_string()], |row| {
            Ok(Head { number: natural(row, "number")?, tag: natural(row, "tag")? })
        })
        .optional()?;
    Ok(head.unwrap_or(Head { number: 0, tag: 0 }))
}

/// The tag of a number; `None` where the log has not come so far. Number 0 has the tag 0.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn tag(connection: &Connection, network: NetworkId, number: u64) -> Result<Option<u64>, StoreError> {
    if number == 0 {
        return Ok(Some(0));
    }
    let tag = connection
        .prepare_cached("SELECT tag FROM log WHERE network = ?1 AND number = ?2")?
        .query_row((network.to_string(), signed(number)), |row| natural(row, "tag"))
        .optional()?;
    Ok(tag)
}

/// Whether the numbers of the log run from 1 without a gap.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn is_gapless(connection: &Connection, network: NetworkId) -> Result<bool, StoreError> {
    Ok(connection.query_row(
        "SELECT count(*) = coalesce(max(number), 0) FROM log WHERE network = ?1",
        [network.to_string()],
        |row| row.get(0),
    )?)
}
