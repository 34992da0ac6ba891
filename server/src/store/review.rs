//! What was masked, hidden and asked before feedback is released.

use std::collections::{BTreeMap, BTreeSet};

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Ask, AskKind, OpenAsk, Review};
use fieldwalk_core::ids::{AskId, EvidenceId, MemberId, NetworkId, VisitId};
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

/// Everything that was masked, hidden and asked in one visit.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn of_visit(connection: &Connection, network: NetworkId, visit: VisitId) -> Result<Review, StoreError> {
    let visit = (network.to_string(), visit.to_string());
    let mut masks: BTreeMap<EvidenceId, BTreeSet<String>> = BTreeMap::new();
    let mut query =
        connection.prepare_cached("SELECT evidence, words FROM mask WHERE network = ?1 AND visit = ?2")?;
    for row in query.query_map((&visit.0, &visit.1), |row| Ok((parsed(row, "evidence")?, row.get("words")?)))? {
        let (evidence, words) = row?;
        masks.entry(evidence).or_default().insert(words);
    }
    let mut query = connection.prepare_cached("SELECT evidence FROM hidden WHERE network = ?1 AND visit = ?2")?;
    let hidden = collected(query.query_map((&visit.0, &visit.1), |row| parsed(row, "evidence"))?)?;
    let mut query =
        connection.prepare_cached("SELECT * FROM ask WHERE network = ?1 AND visit = ?2 AND settled_at IS NULL")?;
    let asks = collected(query.query_map((&visit.0, &visit.1), |row| {
        let ask = OpenAsk {
            evidence: parsed(row, "evidence")?,
            kind: word(row, "kind", AskKind::from_word)?,
            text: row.get("words")?,
            asked_at: Timestamp(row.get("asked_at")?),
        };
        Ok((parsed(row, "id")?, ask))
    })?)?;
    Ok(Review { masks, hidden, asks })
}
