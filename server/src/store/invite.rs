//! Invites: single-use, expiring, kept as hashes.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::ids::MemberId;
use fieldwalk_core::protocol::PublicKey;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::StoreError;
use super::sql::parsed;

/// The BLAKE3 hash of a normalised code.
pub type CodeHash = [u8; 32];

/// One invite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteRow {
    /// For whom.
    pub member: MemberId,
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// The key of the device that used it.
    pub used_by: Option<PublicKey>,
}

/// Adds an invite.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn insert(
    transaction: &Transaction<'_>,
    code: &CodeHash,
    member: MemberId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO invite (code_hash, member, made_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
        (code, member.to_string(), now.0, expires_at.0),
    )?;
    Ok(())
}

/// The invite of a code.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find(connection: &Connection, code: &CodeHash) -> Result<Option<InviteRow>, StoreError> {
    let mut query = connection.prepare("SELECT * FROM invite WHERE code_hash = ?1")?;
    let invite = query.query_row([code], |row| {
        Ok(InviteRow {
            member: parsed(row, "member")?,
            expires_at: Timestamp(row.get("expires_at")?),
            used_by: row.get("used_by")?,
        })
    });
    Ok(invite.optional()?)
}

/// Notes by whom the invite was used.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn used(
    transaction: &Transaction<'_>,
    code: &CodeHash,
    by: &PublicKey,
    now: Timestamp,
) -> Result<(), StoreError> {
    transaction.execute(
        "UPDATE invite SET used_at = ?2, used_by = ?3 WHERE code_hash = ?1 AND used_by IS NULL",
        (code, now.0, by),
    )?;
    Ok(())
}
