//! What was masked, hidden and asked before feedback is released.

use std::collections::BTreeMap;

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Ask, AskKind};
use fieldwalk_core::ids::{AskId, MemberId};
use rusqlite::Connection;

use super::StoreError;
use super::sql::{collected, parsed, word};

/// What is asked of a member and not settled, by id.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn asks_of(connection: &Connection, author: MemberId) -> Result<BTreeMap<AskId, Ask>, StoreError> {
    let mut query = connection.prepare_cached("SELECT * FROM ask WHERE author = ?1 AND settled_at IS NULL")?;
    collected(query.query_map([author.to_string()], |row| {
        let ask = Ask {
            visit: parsed(row, "visit")?,
            item: parsed(row, "item")?,
            kind: word(row, "kind", AskKind::from_word)?,
            text: row.get("words")?,
            asked_at: Timestamp(row.get("asked_at")?),
        };
        Ok((parsed(row, "id")?, ask))
    })?)
}
