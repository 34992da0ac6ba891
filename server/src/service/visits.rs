//! The visits that a member knows of, and what things in their network are called.

use std::sync::Arc;

use fieldwalk_core::domain::{Member, Role, School, VisitFacts, feedback_access, is_host, is_participant};
use fieldwalk_core::ids::VisitId;

use super::Service;
use super::caller::Caller;
use super::names::Names;
use crate::store::{StoreError, network, visit};

/// What a member's own network looks like to them.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The network's name.
    pub network: String,
    /// The visits they host, take part in, or may read something of; the latest first.
    pub visits: Vec<VisitFacts>,
    /// Names of members and schools.
    pub names: Arc<Names>,
}

/// The caller's network as they may see it.
///
/// # Errors
/// [`StoreError`].
pub async fn surroundings(service: &Service, caller: &Caller) -> Result<Surroundings, StoreError> {
    let (network, member, memory) = (caller.network, caller.member.clone(), service.memory.clone());
    service
        .store
        .read(move |connection| {
            let rows = visit::all(connection, network)?.into_iter().map(|row| row.facts);
            let mut visits: Vec<_> = rows.filter(|facts| may_know(&member, facts)).collect();
            visits.sort_by_key(|facts| (std::cmp::Reverse(facts.date), facts.visit));
            let found = network::find(connection, network)?;
            let name = found.map(|row| row.name).unwrap_or_default();
            Ok(Surroundings { network: name, visits, names: Names::now(connection, &memory, network)? })
        })
        .await
}

/// One visit with the names around it; `None` for whoever may not know of it.
///
/// # Errors
/// [`StoreError`].
pub async fn find(
    service: &Service,
    caller: &Caller,
    visit: VisitId,
) -> Result<Option<(VisitFacts, Arc<Names>)>, StoreError> {
    let (network, member, memory) = (caller.network, caller.member.clone(), service.memory.clone());
    service
        .store
        .read(move |connection| {
            let facts = visit::find(connection, network, visit)?.map(|row| row.facts);
            let Some(facts) = facts.filter(|facts| may_know(&member, facts)) else { return Ok(None) };
            Ok(Some((facts, Names::now(connection, &memory, network)?)))
        })
        .await
}

/// Members who have not been removed and schools, for the forms of whoever may run a visit.
///
/// # Errors
/// [`StoreError`].
pub async fn people(service: &Service, caller: &Caller) -> Result<(Vec<Member>, Vec<School>), StoreError> {
    let network = caller.network;
    service
        .store
        .read(move |connection| {
            let rows = network::members(connection, network)?.into_iter();
            let mut members: Vec<_> = rows.filter(|row| row.removed_at.is_none()).map(|row| row.member).collect();
            members.sort_by_cached_key(|member| member.name.to_lowercase());
            let mut schools: Vec<_> = network::schools(connection, network)?.into_values().collect();
            schools.sort_by_cached_key(|school| school.name.to_lowercase());
            Ok((members, schools))
        })
        .await
}

/// Whether a member may know of the visit at all.
pub fn may_know(member: &Member, facts: &VisitFacts) -> bool {
    is_participant(member, facts) || is_host(member, facts) || feedback_access(member, facts).is_some()
}

/// Whether a member runs the visit: facilitators and the host do.
pub fn may_run(member: &Member, facts: &VisitFacts) -> bool {
    member.role == Role::Facilitator || is_host(member, facts)
}
