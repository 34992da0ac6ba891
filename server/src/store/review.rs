//! What was masked, hidden and asked before feedback is released.

use std::collections::{BTreeMap, BTreeSet};

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Ask, AskKind, OpenAsk, Review};
use fieldwalk_core::ids::{AskId, EvidenceId, ItemId, MemberId, NetworkId, VisitId};
use rusqlite::{Connection, OptionalExtension, Transaction};

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

/// Where an act of clearing or reviewing belongs, and when it was done.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The network.
    pub network: NetworkId,
    /// The visit.
    pub visit: VisitId,
    /// When.
    pub at: Timestamp,
}

/// Covers words in a piece of evidence. Covering them again changes nothing.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn mask(
    transaction: &Transaction<'_>,
    place: Place,
    evidence: EvidenceId,
    words: &str,
) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO mask (network, visit, evidence, words, masked_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO NOTHING",
        (place.network.to_string(), place.visit.to_string(), evidence.to_string(), words, place.at.0),
    )?;
    Ok(())
}

/// Uncovers them.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn unmask(
    transaction: &Transaction<'_>,
    place: Place,
    evidence: EvidenceId,
    words: &str,
) -> Result<(), StoreError> {
    transaction.execute(
        "DELETE FROM mask WHERE network = ?1 AND visit = ?2 AND evidence = ?3 AND words = ?4",
        (place.network.to_string(), place.visit.to_string(), evidence.to_string(), words),
    )?;
    Ok(())
}

/// Leaves a piece of evidence out. Leaving it out again changes nothing.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn hide(transaction: &Transaction<'_>, place: Place, evidence: EvidenceId) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO hidden (network, visit, evidence, hidden_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        (place.network.to_string(), place.visit.to_string(), evidence.to_string(), place.at.0),
    )?;
    Ok(())
}

/// Takes it in again.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn unhide(transaction: &Transaction<'_>, place: Place, evidence: EvidenceId) -> Result<(), StoreError> {
    transaction.execute(
        "DELETE FROM hidden WHERE network = ?1 AND visit = ?2 AND evidence = ?3",
        (place.network.to_string(), place.visit.to_string(), evidence.to_string()),
    )?;
    Ok(())
}

/// The item that an ask is about, and its author.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The piece of evidence.
    pub evidence: EvidenceId,
    /// The author's item.
    pub item: ItemId,
    /// The author.
    pub author: MemberId,
}

/// Keeps an ask. The same one again changes nothing.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn ask(
    transaction: &Transaction<'_>,
    place: Place,
    id: AskId,
    asked: Asked,
    kind: AskKind,
    words: &str,
) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO ask (id, network, visit, evidence, item, author, kind, words, asked_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
        (
            id.to_string(),
            place.network.to_string(),
            place.visit.to_string(),
            asked.evidence.to_string(),
            asked.item.to_string(),
            asked.author.to_string(),
            kind.as_str(),
            words,
            place.at.0,
        ),
    )?;
    Ok(())
}

/// The visit that an ask belongs to; `None` where there is no such ask.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn visit_of(connection: &Connection, id: AskId) -> Result<Option<(NetworkId, VisitId)>, StoreError> {
    let visit = connection
        .prepare_cached("SELECT network, visit FROM ask WHERE id = ?1")?
        .query_row([id.to_string()], |row| Ok((parsed(row, "network")?, parsed(row, "visit")?)))
        .optional()?;
    Ok(visit)
}

/// Closes an ask.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn settle(transaction: &Transaction<'_>, id: AskId, now: Timestamp) -> Result<(), StoreError> {
    transaction
        .execute("UPDATE ask SET settled_at = coalesce(settled_at, ?2) WHERE id = ?1", (id.to_string(), now.0))?;
    Ok(())
}
