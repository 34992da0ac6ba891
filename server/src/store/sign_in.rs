//! Sign-in codes: single-use, expiring, kept as hashes.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::ids::MemberId;
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::StoreError;
use super::invite::CodeHash;
use super::sql::parsed;

/// One code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInRow {
    /// Whom it signs in.
    pub member: MemberId,
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

/// Adds a code.
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
        "INSERT INTO sign_in (code_hash, member, made_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
        (code, member.to_string(), now.0, expires_at.0),
    )?;
    Ok(())
}

/// The row of a code.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find(connection: &Connection, code: &CodeHash) -> Result<Option<SignInRow>, StoreError> {
    let mut query = connection.prepare_cached("SELECT * FROM sign_in WHERE code_hash = ?1")?;
    let row = query.query_row([code], |row| {
        Ok(SignInRow {
            member: parsed(row, "member")?,
            expires_at: Timestamp(row.get("expires_at")?),
            used_at: row.get::<_, Option<i64>>("used_at")?.map(Timestamp),
        })
    });
    Ok(row.optional()?)
}

/// Notes that the code was used.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn used(transaction: &Transaction<'_>, code: &CodeHash, now: Timestamp) -> Result<(), StoreError> {
    transaction.execute("UPDATE sign_in SET used_at = ?2 WHERE code_hash = ?1", (code, now.0))?;
    Ok(())
}

/// Forgets the codes of a member, used or not.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn forget_of(transaction: &Transaction<'_>, member: MemberId) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM sign_in WHERE member = ?1", [member.to_string()])?;
    Ok(())
}

/// Forgets the codes of a member that expired before `before`.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn forget_expired(
    transaction: &Transaction<'_>,
    member: MemberId,
    before: Timestamp,
) -> Result<(), StoreError> {
    transaction
        .execute("DELETE FROM sign_in WHERE member = ?1 AND expires_at < ?2", (member.to_string(), before.0))?;
    Ok(())
}
