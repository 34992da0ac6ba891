//! Commands that took effect.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::ids::MemberId;
use fieldwalk_core::protocol::CommandId;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::StoreError;
use super::sql::{natural, signed};

/// The number that the command got when it took effect.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn number_of(connection: &Connection, member: MemberId, id: CommandId) -> Result<Option<u64>, StoreError> {
    let number = connection
        .prepare_cached("SELECT number FROM command WHERE member = ?1 AND id = ?2")?
        .query_row((member.to_string(), id.to_string()), |row| natural(row, "number"))
        .optional()?;
    Ok(number)
}

/// Notes that the command took effect.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn insert(
    transaction: &Transaction<'_>,
    member: MemberId,
    id: CommandId,
    number: u64,
    now: Timestamp,
) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO command (member, id, number, received_at) VALUES (?1, ?2, ?3, ?4)",
        (member.to_string(), id.to_string(), signed(number), now.0),
    )?;
    Ok(())
}
