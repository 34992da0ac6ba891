//! Devices, and the standing that a token or a signature stands for.

use std::collections::BTreeMap;

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::DeviceFacts;
use fieldwalk_core::ids::{DeviceId, MemberId, NetworkId};
use fieldwalk_core::protocol::PublicKey;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use serde::Serialize;

use super::StoreError;
use super::sql::{collected, parsed};

/// The BLAKE3 hash of a token.
pub type TokenHash = [u8; 32];

/// One device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeviceRow {
    /// Its id.
    pub id: DeviceId,
    /// Whose it is.
    pub member: MemberId,
    /// Its public key.
    #[serde(skip)]
    pub public_key: PublicKey,
    /// What its owner calls it.
    pub name: String,
    /// When it was first enrolled.
    pub enrolled_at: Timestamp,
    /// When it last synced, to the hour.
    pub last_seen_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// Adds a device, or gives a known one a new token and name; a revoked one is one again.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn put(transaction: &Transaction<'_>, device: &DeviceRow, token: &TokenHash) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO device (id, member, public_key, name, token_hash, enrolled_at, last_seen_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE
             SET name = excluded.name, token_hash = excluded.token_hash, revoked_at = NULL",
        (
            device.id.to_string(),
            device.member.to_string(),
            device.public_key,
            &device.name,
            token,
            device.enrolled_at.0,
            device.last_seen_at.0,
        ),
    )?;
    Ok(())
}

/// When any device of each member of a network last synced, to the hour. Members who never did are not in it.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn last_seen(
    connection: &Connection,
    network: NetworkId,
) -> Result<BTreeMap<MemberId, Timestamp>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT device.member, max(device.last_seen_at) AS last_seen_at FROM device
         JOIN member ON member.id = device.member WHERE member.network = ?1 GROUP BY device.member",
    )?;
    collected(query.query_map([network.to_string()], |row| {
        Ok((parsed(row, "member")?, Timestamp(row.get("last_seen_at")?)))
    })?)
}

/// Notes that a device was here.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn seen(transaction: &Transaction<'_>, device: DeviceId, now: Timestamp) -> Result<(), StoreError> {
    transaction.execute("UPDATE device SET last_seen_at = ?2 WHERE id = ?1", (device.to_string(), now.0))?;
    Ok(())
}

/// Revokes a device.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn revoke(transaction: &Transaction<'_>, device: DeviceId, now: Timestamp) -> Result<(), StoreError> {
    transaction.execute(
        "UPDATE device SET revoked_at = coalesce(revoked_at, ?2) WHERE id = ?1",
        (device.to_string(), now.0),
    )?;
    Ok(())
}

/// One device.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find(connection: &Connection, device: DeviceId) -> Result<Option<DeviceRow>, StoreError> {
    let mut query = connection.prepare_cached("SELECT * FROM device WHERE id = ?1")?;
    Ok(query.query_row([device.to_string()], device_row).optional()?)
}

/// The device that a token belongs to.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find_by_token(connection: &Connection, token: &TokenHash) -> Result<Option<DeviceRow>, StoreError> {
    let mut query = connection.prepare_cached("SELECT * FROM device WHERE token_hash = ?1")?;
    Ok(query.query_row([token], device_row).optional()?)
}

/// All devices of a network, revoked ones and those of removed members included, by id.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn all(connection: &Connection, network: NetworkId) -> Result<Vec<DeviceRow>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT device.* FROM device JOIN member ON member.id = device.member
         WHERE member.network = ?1 ORDER BY device.id",
    )?;
    collected(query.query_map([network.to_string()], device_row)?)
}

/// The keys of the devices that may write.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn facts(connection: &Connection, network: NetworkId) -> Result<BTreeMap<DeviceId, DeviceFacts>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT device.* FROM device JOIN member ON member.id = device.member
         WHERE member.network = ?1 AND member.removed_at IS NULL AND device.revoked_at IS NULL",
    )?;
    collected(query.query_map([network.to_string()], |row| {
        let device = device_row(row)?;
        Ok((device.id, DeviceFacts { member: device.member, public_key: device.public_key }))
    })?)
}

fn device_row(row: &Row<'_>) -> rusqlite::Result<DeviceRow> {
    Ok(DeviceRow {
        id: parsed(row, "id")?,
        member: parsed(row, "member")?,
        public_key: row.get("public_key")?,
        name: row.get("name")?,
        enrolled_at: Timestamp(row.get("enrolled_at")?),
        last_seen_at: Timestamp(row.get("last_seen_at")?),
        revoked_at: row.get::<_, Option<i64>>("revoked_at")?.map(Timestamp),
    })
}
