//! Sessions: browsers that are signed in, by the hash of their token.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::ids::{MemberId, SessionId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::StoreError;
use super::device::TokenHash;
use super::sql::{collected, parsed};

/// One session, ended ones included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Its id, which opens nothing.
    pub id: SessionId,
    /// Who is signed in.
    pub member: MemberId,
    /// The browser in a few words, as its owner may recognise it.
    pub browser: String,
    /// When it began.
    pub made_at: Timestamp,
    /// When it was last used, to the hour.
    pub last_seen_at: Timestamp,
    /// When it ends unless it is used before.
    pub expires_at: Timestamp,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

impl SessionRow {
    /// Whether it is good at `now`.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && now < self.expires_at
    }
}

/// Adds a session.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn insert(transaction: &Transaction<'_>, session: &SessionRow, token: &TokenHash) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO session (id, token_hash, member, browser, made_at, last_seen_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            session.id.to_string(),
            token,
            session.member.to_string(),
            &session.browser,
            session.made_at.0,
            session.last_seen_at.0,
            session.expires_at.0,
        ),
    )?;
    Ok(())
}

/// The session that a token belongs to.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find_by_token(connection: &Connection, token: &TokenHash) -> Result<Option<SessionRow>, StoreError> {
    let mut query = connection.prepare_cached("SELECT * FROM session WHERE token_hash = ?1")?;
    Ok(query.query_row([token], session_row).optional()?)
}

/// All sessions of a member, the newest first.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn of_member(connection: &Connection, member: MemberId) -> Result<Vec<SessionRow>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT * FROM session WHERE member = ?1 ORDER BY made_at DESC, id DESC")?;
    collected(query.query_map([member.to_string()], session_row)?)
}

/// Notes that a session was used, and until when it is good now.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn seen(
    transaction: &Transaction<'_>,
    session: SessionId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    transaction.execute(
        "UPDATE session SET last_seen_at = ?2, expires_at = ?3 WHERE id = ?1 AND ended_at IS NULL",
        (session.to_string(), now.0, expires_at.0),
    )?;
    Ok(())
}

/// Ends a session of `member`, for good. Whether there was one to end.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn end(
    transaction: &Transaction<'_>,
    member: MemberId,
    session: SessionId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let ended = transaction.execute(
        "UPDATE session SET ended_at = ?3 WHERE id = ?2 AND member = ?1 AND ended_at IS NULL",
        (member.to_string(), session.to_string(), now.0),
    )?;
    Ok(ended > 0)
}

/// Ends all sessions of `member` but `except`. How many there were to end.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn end_all(
    transaction: &Transaction<'_>,
    member: MemberId,
    except: Option<SessionId>,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let ended = transaction.execute(
        "UPDATE session SET ended_at = ?3 WHERE member = ?1 AND id IS NOT ?2 AND ended_at IS NULL",
        (member.to_string(), except.map(|session| session.to_string()), now.0),
    )?;
    Ok(ended)
}

/// Ends the sessions of everybody.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn end_for_everybody(transaction: &Transaction<'_>, now: Timestamp) -> Result<(), StoreError> {
    transaction.execute("UPDATE session SET ended_at = ?1 WHERE ended_at IS NULL", [now.0])?;
    Ok(())
}

/// Forgets the sessions of a member that were last used before `before`.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn forget(transaction: &Transaction<'_>, member: MemberId, before: Timestamp) -> Result<(), StoreError> {
    transaction
        .execute("DELETE FROM session WHERE member = ?1 AND last_seen_at < ?2", (member.to_string(), before.0))?;
    Ok(())
}

fn session_row(row: &Row<'_>) -> rusqlite::Result<SessionRow> {
    Ok(SessionRow {
        id: parsed(row, "id")?,
        member: parsed(row, "member")?,
        browser: row.get("browser")?,
        made_at: Timestamp(row.get("made_at")?),
        last_seen_at: Timestamp(row.get("last_seen_at")?),
        expires_at: Timestamp(row.get("expires_at")?),
        ended_at: row.get::<_, Option<i64>>("ended_at")?.map(Timestamp),
    })
}
