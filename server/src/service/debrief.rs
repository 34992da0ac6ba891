//! The debrief as one member sees it and works on it.
//!
//! Participants read the shared evidence under the lens of participants: masked words covered, hidden pieces left out,
//! nobody named. The host follows what the group says and reads no single piece here: that is what the feedback is for,
//! once it is cleared.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fieldwalk_core::domain::{Contribution, DocumentKey, Feedback, Lens, VisitFacts, is_participant, may_read};
use fieldwalk_core::ids::{DeviceId, EvidenceId, ItemId, MemberId, VisitId};

use super::Service;
use super::caller::{Caller, NotACaller, standing};
use super::feedback::made;
use super::reading::{VisitReading, read_visit};
use crate::store::{StoreError, device, document, review, visit};
use crate::worker::{DebriefReading, VisitPlan};

/// Why there is no debrief to see.
#[derive(Debug, thiserror::Error)]
pub enum NoDebrief {
    /// No such visit, or none of whose debrief the caller may know.
    #[error("there is no such visit")]
    NoSuchVisit,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The debrief of a visit as one member sees it.
#[derive(Debug, Clone)]
pub struct VisitDebrief {
    /// The facts.
    pub facts: VisitFacts,
    /// The name of the school that hosts.
    pub host_school_name: String,
    /// The plan: rooms and look-fors.
    pub plan: Arc<VisitPlan>,
    /// What the group made of the evidence so far.
    pub debrief: Arc<DebriefReading>,
    /// The shared evidence; `None` for the host, who may only follow.
    pub evidence: Option<Arc<Feedback>>,
    /// The member's own pieces, and the items they are of.
    pub own: BTreeMap<EvidenceId, ItemId>,
    /// Documents that could not be read. What they say is missing.
    pub unreadable: Vec<DocumentKey>,
}

/// The debrief as the caller may see it.
///
/// # Errors
/// [`NoDebrief`].
pub async fn debrief_for(service: &Service, caller: &Caller, visit: VisitId) -> Result<VisitDebrief, NoDebrief> {
    let reading = read_visit(service, caller.network, visit).await?.ok_or(NoDebrief::NoSuchVisit)?;
    if !may_read(&caller.member, &DocumentKey::Debrief(visit), Some(&reading.facts)) {
        return Err(NoDebrief::NoSuchVisit);
    }
    let is_participant = is_participant(&caller.member, &reading.facts);
    let host_school_name = reading.host_school_name().to_owned();
    let own = own(&reading, caller.member.id);
    let reading = Arc::new(reading);
    let evidence = if is_participant {
        Some(made(service, caller.network, &reading, Lens::participant()).await)
    } else {
        None
    };
    Ok(VisitDebrief {
        facts: reading.facts.clone(),
        host_school_name,
        plan: reading.plan.clone(),
        debrief: reading.debrief.clone(),
        evidence,
        own,
        unreadable: reading.unreadable.clone(),
    })
}

fn own(reading: &VisitReading, member: MemberId) -> BTreeMap<EvidenceId, ItemId> {
    let Some(mine) = reading.contributions.get(&member) else { return BTreeMap::new() };
    let Contribution { notes, tallies, wonderings } = &mine.contribution;
    let items = notes.keys().chain(tallies.keys()).chain(wonderings.keys());
    items.map(|item| (EvidenceId::of(*item), *item)).collect()
}

/// What is the same as long as the debrief shows the same: the last numbers of the visit's documents, notebooks left
/// out, and its facts. `None` where the visit's debrief is nothing that the device's member may know.
///
/// # Errors
/// Each of [`NotACaller`].
pub async fn mark(service: &Service, device: DeviceId, visit: VisitId) -> Result<Option<[u8; 32]>, NotACaller> {
    service
        .store
        .read(move |connection| {
            let device = device::find(connection, device)?.ok_or(NotACaller::TokenUnknown)?;
            let caller = standing(connection, &device)?;
            let Some(row) = visit::find(connection, caller.network, visit)? else { return Ok(None) };
            if !may_read(&caller.member, &DocumentKey::Debrief(visit), Some(&row.facts)) {
                return Ok(None);
            }
            let shown = document::of_visit(connection, caller.network, visit)?.into_iter();
            let shown =
                shown.filter(|row| !matches!(row.key, DocumentKey::Notebook(..) | DocumentKey::Response(_)));
            let numbers: BTreeSet<(String, u64)> =
                shown.map(|row| (row.key.to_string(), row.last_number)).collect();
            let review = review::of_visit(connection, caller.network, visit)?;
            let shown = format!("{numbers:?} {:?} {:?} {:?}", row.facts, review.masks, review.hidden);
            Ok(Some(*blake3::hash(shown.as_bytes()).as_bytes()))
        })
        .await
}
