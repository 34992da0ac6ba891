//! Who did what to whom, and what was refused: by id, never by name or text.

use std::fmt::Display;

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::ids::DeviceId;
use fieldwalk_core::protocol::Refusal;
use rusqlite::Transaction;

use super::StoreError;

/// Notes one act. `action` is a fixed word.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn note(
    transaction: &Transaction<'_>,
    now: Timestamp,
    actor: &Actor,
    action: &'static str,
    subject: impl Display,
) -> Result<(), StoreError> {
    let actor = match actor {
        Actor::Operator => "operator".to_owned(),
        Actor::Device(device) => format!("device/{device}"),
    };
    transaction
        .prepare_cached("INSERT INTO audit (at, actor, action, subject) VALUES (?1, ?2, ?3, ?4)")?
        .execute((now.0, actor, action, subject.to_string()))?;
    Ok(())
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Whoever runs commands on the server's machine.
    Operator,
    /// A member, through one of the member's devices.
    Device(DeviceId),
}

/// Keeps a refusal for the owner of the device that offered.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn refused(
    transaction: &Transaction<'_>,
    now: Timestamp,
    device: DeviceId,
    document: Option<&DocumentKey>,
    reason: Refusal,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached("INSERT INTO refusal (device, document, reason, at) VALUES (?1, ?2, ?3, ?4)")?
        .execute((device.to_string(), document.map(ToString::to_string), format!("{reason:?}"), now.0))?;
    Ok(())
}

/// Forgets refusals from before `before`, and all but the newest `keep` of each device.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn forget_refusals(transaction: &Transaction<'_>, before: Timestamp, keep: u32) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM refusal WHERE at < ?1", [before.0])?;
    transaction.execute(
        "DELETE FROM refusal WHERE id IN (
             SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY device ORDER BY id DESC) AS age FROM refusal)
             WHERE age > ?1)",
        [keep],
    )?;
    Ok(())
}
