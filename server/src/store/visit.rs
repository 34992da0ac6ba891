//! The facts of visits, and since when each observer takes part.

use std::collections::BTreeSet;

use fieldwalk_core::domain::{Audience, DebriefStep, Shows, Stage, VisitFacts, VisitKind};
use fieldwalk_core::ids::{MemberId, NetworkId, VisitId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::StoreError;
use super::sql::{collected, natural, parsed, signed, word};

/// A visit's facts and since when the host may read what it may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitRow {
    /// The facts.
    pub facts: VisitFacts,
    /// The number of the last change of host or policy.
    pub policy_number: u64,
}

/// Adds the visit or changes it, its stage included. Observers that are new take part from `number` on; so does the
/// host, where host or policy changed.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn put(
    transaction: &Transaction<'_>,
    network: NetworkId,
    facts: &VisitFacts,
    number: u64,
) -> Result<(), StoreError> {
    let (network, visit) = (network.to_string(), facts.visit.to_string());
    transaction.execute(
        "INSERT INTO visit (network, id, kind, host_school, date, stage, names_observers, policy_number,
             debrief_step, shows, audience, is_response_published, releases)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT DO UPDATE SET
             policy_number = CASE
                 WHEN host_school = excluded.host_school AND names_observers = excluded.names_observers
                     AND is_response_published = excluded.is_response_published
                 THEN policy_number ELSE excluded.policy_number END,
             kind = excluded.kind, host_school = excluded.host_school, date = excluded.date,
             stage = excluded.stage, names_observers = excluded.names_observers,
             debrief_step = excluded.debrief_step, shows = excluded.shows, audience = excluded.audience,
             is_response_published = excluded.is_response_published, releases = excluded.releases",
        (
            &network,
            &visit,
            facts.kind.as_str(),
            facts.host_school.to_string(),
            facts.date.to_string(),
            facts.stage.as_str(),
            facts.names_observers,
            signed(number),
            facts.debrief_step.as_str(),
            facts.shows.as_str(),
            facts.audience.as_str(),
            facts.is_response_published,
            facts.releases,
        ),
    )?;
    for gone in observers(transaction, &network, &visit)?.difference(&facts.observers) {
        transaction
            .prepare_cached("DELETE FROM observer WHERE network = ?1 AND visit = ?2 AND member = ?3")?
            .execute((&network, &visit, gone.to_string()))?;
    }
    for observer in &facts.observers {
        transaction
            .prepare_cached(
                "INSERT INTO observer (network, visit, member, granted_number) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO NOTHING",
            )?
            .execute((&network, &visit, observer.to_string(), signed(number)))?;
    }
    Ok(())
}

/// One visit.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find(connection: &Connection, network: NetworkId, visit: VisitId) -> Result<Option<VisitRow>, StoreError> {
    let row = connection
        .prepare_cached("SELECT * FROM visit WHERE network = ?1 AND id = ?2")?
        .query_row((network.to_string(), visit.to_string()), visit_row)
        .optional()?;
    row.map(|row| with_observers(connection, network, row)).transpose()
}

/// All visits of a network, by id.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn all(connection: &Connection, network: NetworkId) -> Result<Vec<VisitRow>, StoreError> {
    let rows: Vec<VisitRow> = collected(
        connection
            .prepare_cached("SELECT * FROM visit WHERE network = ?1 ORDER BY id")?
            .query_map([network.to_string()], visit_row)?,
    )?;
    rows.into_iter().map(|row| with_observers(connection, network, row)).collect()
}

/// The network that a visit belongs to, for whoever knows the visit alone.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn networks_of(connection: &Connection, visit: VisitId) -> Result<Vec<NetworkId>, StoreError> {
    let mut query = connection.prepare("SELECT network FROM visit WHERE id = ?1")?;
    collected(query.query_map([visit.to_string()], |row| parsed(row, "network"))?)
}

/// Since when `member` is an observer of the visit; `None` for one who is not.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn observer_since(
    connection: &Connection,
    network: NetworkId,
    visit: VisitId,
    member: MemberId,
) -> Result<Option<u64>, StoreError> {
    let number = connection
        .prepare_cached("SELECT granted_number FROM observer WHERE network = ?1 AND visit = ?2 AND member = ?3")?
        .query_row((network.to_string(), visit.to_string(), member.to_string()), |row| {
            natural(row, "granted_number")
        })
        .optional()?;
    Ok(number)
}

/// The visits where `member` became an observer, or where host or policy changed, at `number` or later.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn granted_since(
    connection: &Connection,
    network: NetworkId,
    member: MemberId,
    number: u64,
) -> Result<BTreeSet<VisitId>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT visit FROM observer WHERE member = ?2 AND granted_number >= ?3 AND network = ?1
         UNION SELECT id FROM visit WHERE network = ?1 AND policy_number >= ?3",
    )?;
    collected(
        query.query_map((network.to_string(), member.to_string(), signed(number)), |row| parsed(row, "visit"))?,
    )
}

/// Visits that were released more often than there are releases kept.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn with_releases_missing(connection: &Connection) -> Result<Vec<VisitId>, StoreError> {
    let mut query = connection.prepare(
        "SELECT id FROM visit WHERE releases <>
             (SELECT count(*) FROM release WHERE release.network = visit.network AND release.visit = visit.id)",
    )?;
    collected(query.query_map([], |row| parsed(row, "id"))?)
}

fn with_observers(connection: &Connection, network: NetworkId, mut row: VisitRow) -> Result<VisitRow, StoreError> {
    row.facts.observers = observers(connection, &network.to_string(), &row.facts.visit.to_string())?;
    Ok(row)
}

fn observers(connection: &Connection, network: &str, visit: &str) -> Result<BTreeSet<MemberId>, StoreError> {
    let mut query = connection.prepare_cached("SELECT member FROM observer WHERE network = ?1 AND visit = ?2")?;
    collected(query.query_map((network, visit), |row| parsed(row, "member"))?)
}

fn visit_row(row: &Row<'_>) -> rusqlite::Result<VisitRow> {
    Ok(VisitRow {
        facts: VisitFacts {
            visit: parsed(row, "id")?,
            kind: word(row, "kind", VisitKind::from_word)?,
            host_school: parsed(row, "host_school")?,
            date: parsed(row, "date")?,
            stage: word(row, "stage", Stage::from_word)?,
            debrief_step: word(row, "debrief_step", DebriefStep::from_word)?,
            names_observers: row.get("names_observers")?,
            shows: word(row, "shows", Shows::from_word)?,
            audience: word(row, "audience", Audience::from_word)?,
            is_response_published: row.get("is_response_published")?,
            releases: row.get("releases")?,
            observers: BTreeSet::new(),
        },
        policy_number: natural(row, "policy_number")?,
    })
}
