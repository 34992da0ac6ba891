//! The visits that a member knows of, and what things in their network are called.

use fieldwalk_core::domain::{Member, VisitFacts, feedback_access, is_host, is_participant};

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
    pub names: Names,
}

/// The caller's network as they may see it.
///
/// # Errors
/// [`StoreError`].
pub async fn surroundings(service: &Service, caller: &Caller) -> Result<Surroundings, StoreError> {
    let (network, member) = (caller.network, caller.member.clone());
    service
        .store
        .read(move |connection| {
            let rows = visit::all(connection, network)?.into_iter().map(|row| row.facts);
            let mut visits: Vec<_> = rows.filter(|facts| may_know(&member, facts)).collect();
            visits.sort_by_key(|facts| (std::cmp::Reverse(facts.date), facts.visit));
            let found = network::find(connection, network)?;
            let name = found.map(|row| row.name).unwrap_or_default();
            Ok(Surroundings { network: name, visits, names: Names::read(connection, network)? })
        })
        .await
}

/// The name of the caller's network.
///
/// # Errors
/// [`StoreError`].
pub async fn network_name(service: &Service, caller: &Caller) -> Result<String, StoreError> {
    let network = caller.network;
    let found = service.store.read(move |connection| network::find(connection, network)).await?;
    Ok(found.map(|row| row.name).unwrap_or_default())
}

/// Whether a member may know of the visit at all.
pub fn may_know(member: &Member, facts: &VisitFacts) -> bool {
    is_participant(member, facts) || is_host(member, facts) || feedback_access(member, facts).is_some()
}
