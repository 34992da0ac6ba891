//! Networks, their schools and their members.

use std::collections::BTreeMap;

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Member, Role, School};
use fieldwalk_core::ids::{MemberId, NetworkId, SchoolId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use serde::Serialize;

use super::StoreError;
use super::sql::{collected, natural, parsed, parsed_if_any, signed, word};

/// One network of this server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NetworkRow {
    /// Its id.
    pub id: NetworkId,
    /// Its name.
    pub name: String,
    /// Whether photographs may be attached to notes.
    pub allows_photographs: bool,
    /// The last number that changed one of its facts.
    #[serde(skip)]
    pub facts_number: u64,
}

/// One member, removed ones included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberRow {
    /// What everybody in the network may know.
    #[serde(flatten)]
    pub member: Member,
    /// The network.
    pub network: NetworkId,
    /// Since when the member may read what role and school open.
    #[serde(skip)]
    pub granted_number: u64,
    /// When the member was removed.
    pub removed_at: Option<Timestamp>,
    /// The member's id in the roster of school or district, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The language that the member reads the console in, a BCP 47 tag; `None` where the browser is asked.
    #[serde(skip)]
    pub language: Option<String>,
}

/// Adds a network without members.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn insert(transaction: &Transaction<'_>, id: NetworkId, name: &str, now: Timestamp) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO network (id, name, created_at) VALUES (?1, ?2, ?3)",
        (id.to_string(), name, now.0),
    )?;
    Ok(())
}

/// Notes that facts of the network changed with this number of its log.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn facts_changed(transaction: &Transaction<'_>, id: NetworkId, number: u64) -> Result<(), StoreError> {
    transaction.execute("UPDATE network SET facts_number = ?2 WHERE id = ?1", (id.to_string(), signed(number)))?;
    Ok(())
}

/// All networks, by id.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn all(connection: &Connection) -> Result<Vec<NetworkRow>, StoreError> {
    collected(connection.prepare("SELECT * FROM network ORDER BY id")?.query_map([], network_row)?)
}

/// One network.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find(connection: &Connection, id: NetworkId) -> Result<Option<NetworkRow>, StoreError> {
    let mut query = connection.prepare_cached("SELECT * FROM network WHERE id = ?1")?;
    Ok(query.query_row([id.to_string()], network_row).optional()?)
}

/// Lets photographs into a network, or no longer.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn allow_photographs(transaction: &Transaction<'_>, id: NetworkId, allowed: bool) -> Result<(), StoreError> {
    transaction.execute("UPDATE network SET allows_photographs = ?2 WHERE id = ?1", (id.to_string(), allowed))?;
    Ok(())
}

/// Adds a school or changes its name.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn put_school(transaction: &Transaction<'_>, network: NetworkId, school: &School) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO school (network, id, name) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET name = excluded.name",
        (network.to_string(), school.id.to_string(), &school.name),
    )?;
    Ok(())
}

/// The schools of a network.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn schools(connection: &Connection, network: NetworkId) -> Result<BTreeMap<SchoolId, School>, StoreError> {
    let mut query = connection.prepare_cached("SELECT id, name FROM school WHERE network = ?1")?;
    collected(query.query_map([network.to_string()], |row| {
        let school = School { id: parsed(row, "id")?, name: row.get("name")? };
        Ok((school.id, school))
    })?)
}

/// Adds a member, or gives a known one a new name, role or school; a removed one is one again. Rights count from
/// `number` on.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn put_member(
    transaction: &Transaction<'_>,
    network: NetworkId,
    member: &Member,
    number: u64,
) -> Result<(), StoreError> {
    let mut upsert = transaction.prepare_cached(
        "INSERT INTO member (id, network, name, role, school, granted_number) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, school = excluded.school,
             granted_number = excluded.granted_number, removed_at = NULL
         WHERE network = excluded.network",
    )?;
    upsert.execute((
        member.id.to_string(),
        network.to_string(),
        &member.name,
        member.role.as_str(),
        member.school.map(|school| school.to_string()),
        signed(number),
    ))?;
    Ok(())
}

/// Notes the member's id in the roster of school or district.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn set_source(transaction: &Transaction<'_>, member: MemberId, source: &str) -> Result<(), StoreError> {
    transaction
        .prepare_cached("UPDATE member SET source = ?2 WHERE id = ?1")?
        .execute((member.to_string(), source))?;
    Ok(())
}

/// Notes the language that a member reads the console in.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn set_language(
    transaction: &Transaction<'_>,
    member: MemberId,
    language: Option<&str>,
) -> Result<(), StoreError> {
    transaction.execute("UPDATE member SET language = ?2 WHERE id = ?1", (member.to_string(), language))?;
    Ok(())
}

/// Removes a member. What the member wrote stays.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn remove_member(transaction: &Transaction<'_>, member: MemberId, now: Timestamp) -> Result<(), StoreError> {
    transaction.execute("UPDATE member SET removed_at = ?2 WHERE id = ?1", (member.to_string(), now.0))?;
    Ok(())
}

/// One member, also a removed one.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find_member(connection: &Connection, member: MemberId) -> Result<Option<MemberRow>, StoreError> {
    let mut query = connection.prepare_cached("SELECT * FROM member WHERE id = ?1")?;
    Ok(query.query_row([member.to_string()], member_row).optional()?)
}

/// All members of a network, removed ones included, by id.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn members(connection: &Connection, network: NetworkId) -> Result<Vec<MemberRow>, StoreError> {
    let mut query = connection.prepare_cached("SELECT * FROM member WHERE network = ?1 ORDER BY id")?;
    collected(query.query_map([network.to_string()], member_row)?)
}

fn network_row(row: &Row<'_>) -> rusqlite::Result<NetworkRow> {
    Ok(NetworkRow {
        id: parsed(row, "id")?,
        name: row.get("name")?,
        allows_photographs: row.get("allows_photographs")?,
        facts_number: natural(row, "facts_number")?,
    })
}

fn member_row(row: &Row<'_>) -> rusqlite::Result<MemberRow> {
    Ok(MemberRow {
        member: Member {
            id: parsed(row, "id")?,
            name: row.get("name")?,
            role: word(row, "role", Role::from_word)?,
            school: parsed_if_any(row, "school")?,
        },
        network: parsed(row, "network")?,
        granted_number: natural(row, "granted_number")?,
        removed_at: row.get::<_, Option<i64>>("removed_at")?.map(Timestamp),
        source: row.get("source")?,
        language: row.get("language")?,
    })
}
