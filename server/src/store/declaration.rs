//! What each device said last that it has of a visit.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::Declared;
use fieldwalk_core::ids::{DeviceId, NetworkId, VisitId};
use fieldwalk_core::protocol::Declaration;
use rusqlite::types::Type;
use rusqlite::{Connection, Row, Transaction};

use super::StoreError;
use super::sql::{collected, parsed};

/// Keeps a declaration unless the device has declared something later. `now` is the server's clock.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn put(
    transaction: &Transaction<'_>,
    device: DeviceId,
    declaration: &Declaration,
    now: Timestamp,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "INSERT INTO declaration (device, visit, written, shared, waiting, heads, declared_at, received_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT DO UPDATE SET written = excluded.written, shared = excluded.shared,
                 waiting = excluded.waiting, heads = excluded.heads, declared_at = excluded.declared_at,
                 received_at = excluded.received_at
             WHERE declared_at <= excluded.declared_at",
        )?
        .execute((
            device.to_string(),
            declaration.visit.to_string(),
            declaration.written,
            declaration.shared,
            declaration.waiting,
            declaration.heads.as_flattened(),
            declaration.declared_at.0,
            now.0,
        ))?;
    Ok(())
}

/// What the devices of the network's members declared about a visit. Devices that were revoked are not among them:
/// nobody waits for those.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn of_visit(connection: &Connection, network: NetworkId, visit: VisitId) -> Result<Vec<Declared>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT declaration.*, device.member FROM declaration
         JOIN device ON device.id = declaration.device JOIN member ON member.id = device.member
         WHERE declaration.visit = ?2 AND member.network = ?1 AND device.revoked_at IS NULL
         ORDER BY device.member, device.id",
    )?;
    collected(query.query_map((network.to_string(), visit.to_string()), declared)?)
}

fn declared(row: &Row<'_>) -> rusqlite::Result<Declared> {
    let heads: Vec<u8> = row.get("heads")?;
    let (heads, rest) = heads.as_chunks::<32>();
    if !rest.is_empty() {
        let index = row.as_ref().column_index("heads")?;
        return Err(rusqlite::Error::InvalidColumnType(index, "heads".to_owned(), Type::Blob));
    }
    Ok(Declared {
        member: parsed(row, "member")?,
        device: parsed(row, "device")?,
        written: row.get("written")?,
        shared: row.get("shared")?,
        waiting: row.get("waiting")?,
        heads: heads.to_vec(),
        declared_at: Timestamp(row.get("received_at")?),
    })
}
