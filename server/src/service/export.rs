//! The evidence of one visit for its host: feedback, and the same as files.
//!
//! Made of contributions alone, never of notebooks. Documents are folded by a worker first, so that only what a
//! worker wrote is loaded here. Observers are named only where the visit's policy names them.

use std::collections::BTreeMap;

use fieldwalk_core::clock::{Timestamp, seeded_rng};
use fieldwalk_core::document::{Actor, Document};
use fieldwalk_core::domain::{
    Contribution, DocumentKey, Feedback, Lens, ReleaseHash, Role, Sources, Stage, VisitFacts, VisitKind, feedback,
    is_host,
};
use fieldwalk_core::ids::{DeviceId, MemberId, NetworkId, SchoolId, VisitId};
use fieldwalk_core::protocol::Refusal;
use serde::Serialize;
use uuid::Uuid;

use super::Service;
use super::caller::Caller;
use crate::store::{StoreError, audit, chunk, document, network, visit};

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum NoExport {
    /// No such visit, or none that the caller may ask about.
    #[error("there is no such visit")]
    NoSuchVisit,
    /// A document of the visit cannot be read.
    #[error("a document of this visit could not be read ({0}); nothing was exported")]
    Unreadable(Refusal),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// All that the host may read about a visit. Who was invited is left out: files travel further than phones.
#[derive(Debug, Serialize)]
pub struct VisitExport {
    /// The visit.
    pub visit: VisitId,
    /// Its kind.
    pub kind: VisitKind,
    /// The school that opened its classrooms.
    pub host_school: SchoolId,
    /// Its name.
    pub host_school_name: String,
    /// The day.
    pub date: jiff::civil::Date,
    /// How far it has come.
    pub stage: Stage,
    /// The release that this is; `None` for feedback as it stands now.
    pub release: Option<ReleaseName>,
    /// The merged evidence and what the group made of it.
    pub feedback: Feedback,
    /// Names of the observers; empty unless the visit's policy names them.
    pub observers: BTreeMap<MemberId, String>,
}

/// Which release an export is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReleaseName {
    /// Its number, from 1.
    pub number: u32,
    /// When it was released.
    pub released_at: Timestamp,
    /// The hash of its bytes.
    pub hash: ReleaseHash,
}

/// The export for a member: the host of the visit, or a facilitator.
///
/// # Errors
/// [`NoExport`]; who may not ask learns no more than that there is no such visit.
pub async fn export_for(service: &Service, caller: &Caller, visit: VisitId) -> Result<VisitExport, NoExport> {
    let network = caller.network;
    let facts = facts(service, network, visit).await?;
    if caller.member.role != Role::Facilitator && !is_host(&caller.member, &facts) {
        return Err(NoExport::NoSuchVisit);
    }
    let (device, now) = (caller.device, service.now());
    service
        .store
        .write(move |transaction| {
            audit::note(transaction, now, &audit::Actor::Device(device), "feedback-read", visit)
        })
        .await?;
    export(service, network, visit).await
}

/// The export for the operator.
///
/// # Errors
/// [`NoExport`].
pub async fn export(service: &Service, network: NetworkId, visit: VisitId) -> Result<VisitExport, NoExport> {
    let facts = facts(service, network, visit).await?;
    let documents = service.store.read(move |connection| document::of_visit(connection, network, visit)).await?;
    let mut plan = Document::new(DocumentKey::Visit(visit), &reader()).visit();
    let mut contributions: BTreeMap<MemberId, Contribution> = BTreeMap::new();
    for row in documents {
        match row.key {
            DocumentKey::Visit(_) => plan = load(service, network, row.key).await?.visit(),
            DocumentKey::Contribution(_, owner) => {
                contributions.insert(owner, load(service, network, row.key).await?.contribution());
            }
            // Private: not even opened.
            DocumentKey::Notebook(..)
            | DocumentKey::Network
            | DocumentKey::Debrief(_)
            | DocumentKey::Response(_) => {}
        }
    }
    let observers = if facts.names_observers {
        let members = service.store.read(move |connection| network::members(connection, network)).await?;
        let named = members.into_iter().filter(|row| contributions.contains_key(&row.member.id));
        named.map(|row| (row.member.id, row.member.name)).collect()
    } else {
        BTreeMap::new()
    };
    let feedback = feedback(Sources::shared(&plan, &contributions), Lens::host(&facts));
    let VisitFacts { visit, kind, host_school, date, stage, .. } = facts;
    let schools = service.store.read(move |connection| network::schools(connection, network)).await?;
    let host_school_name = schools.get(&host_school).map(|school| school.name.clone()).unwrap_or_default();
    Ok(VisitExport { visit, kind, host_school, host_school_name, date, stage, release: None, feedback, observers })
}

async fn facts(service: &Service, network: NetworkId, visit: VisitId) -> Result<VisitFacts, NoExport> {
    let row = service.store.read(move |connection| visit::find(connection, network, visit)).await?;
    row.map(|row| row.facts).ok_or(NoExport::NoSuchVisit)
}

/// The networks that know this visit; more than one only where the same id was made twice.
///
/// # Errors
/// [`StoreError`].
pub async fn networks_of(service: &Service, visit: VisitId) -> Result<Vec<NetworkId>, StoreError> {
    service.store.read(move |connection| visit::networks_of(connection, visit)).await
}

/// Loads a document from what a worker makes of its parts.
async fn load(service: &Service, network: NetworkId, key: DocumentKey) -> Result<Document, NoExport> {
    let parts = service
        .store
        .read(move |connection| {
            let Some(row) = document::find(connection, network, &key)? else { return Ok(Vec::new()) };
            chunk::whole(connection, &row)
        })
        .await?;
    let parts = parts.into_iter().map(|held| held.chunk.bytes).collect();
    let whole = service.vetting.fold(key, parts).await.map_err(NoExport::Unreadable)?;
    Document::load(key, &reader(), [whole.as_slice()]).map_err(|_| NoExport::Unreadable(Refusal::Unreadable))
}

/// Nobody writes under this name.
fn reader() -> Actor {
    Actor::new(DeviceId(Uuid::nil()), &mut seeded_rng(0))
}
