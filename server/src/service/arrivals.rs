//! Before the team leaves the building: for each observer, what the phones declared and what the server holds.
//!
//! Notebooks are private. Here they are counted and their changes looked for by hash, in a worker; nothing that is
//! written in one comes out of it.

use std::collections::{BTreeMap, BTreeSet};

use fieldwalk_core::domain::{
    Declared, DocumentKey, Held, ObserverAccount, Role, is_host, is_participant, reconcile,
};
use fieldwalk_core::ids::{MemberId, NetworkId, VisitId};
use fieldwalk_core::protocol::{Declaration, Refusal};

use super::Service;
use super::caller::Caller;
use super::feedback::NoFeedback;
use super::reading::read_all;
use crate::store::{StoreError, chunk, declaration, device, document, network, visit};
use crate::worker::Reading;

/// Heads that one device may declare of a visit: it has two documents, each with few.
const HEADS_MAX: usize = 64;

/// Keeps what a device declares, of visits that exist.
pub(super) async fn declared(
    service: &Service,
    caller: &Caller,
    declarations: Vec<Declaration>,
) -> Result<(), StoreError> {
    if declarations.is_empty() {
        return Ok(());
    }
    let (network, device, now) = (caller.network, caller.device, service.now());
    service
        .store
        .write(move |transaction| {
            for declared in declarations.iter().filter(|declared| declared.heads.len() <= HEADS_MAX) {
                if visit::find(transaction, network, declared.visit)?.is_some() {
                    declaration::put(transaction, device, declared, now)?;
                }
            }
            Ok(())
        })
        .await
}

/// An account for each observer of the visit, and for each facilitator who declared or wrote something; for
/// facilitators and the host.
///
/// # Errors
/// [`NoFeedback`].
pub async fn arrivals(
    service: &Service,
    caller: &Caller,
    visit: VisitId,
) -> Result<Vec<ObserverAccount>, NoFeedback> {
    let network = caller.network;
    let seen = service.store.read(move |connection| {
        let Some(row) = visit::find(connection, network, visit)? else { return Ok(None) };
        let declared = declaration::of_visit(connection, network, visit)?;
        let members = network::members(connection, network)?;
        let participants = members.into_iter().filter(|row_| is_participant(&row_.member, &row.facts));
        let mut writers: BTreeSet<MemberId> = declared.iter().map(|declared| declared.member).collect();
        writers.extend(document::of_visit(connection, network, visit)?.iter().filter_map(|row| row.key.owner()));
        let participants: BTreeSet<MemberId> = participants
            .map(|row| row.member.id)
            .filter(|member| row.facts.observers.contains(member) || writers.contains(member))
            .collect();
        let last_seen = device::last_seen(connection, network)?;
        Ok::<_, StoreError>(Some((row.facts, declared, participants, last_seen)))
    });
    let (facts, declared, observers, last_seen) = seen.await?.ok_or(NoFeedback::NoSuchVisit)?;
    if caller.member.role != Role::Facilitator && !is_host(&caller.member, &facts) {
        return Err(NoFeedback::NoSuchVisit);
    }
    let documents = observers.iter().flat_map(|member| own(visit, *member)).collect();
    let readings = read_all(service, network, documents).await?;
    let held = observers.iter().map(|member| held(service, network, visit, *member, &declared, &readings));
    let mut held = futures_util::future::try_join_all(held).await?;
    for one in &mut held {
        one.last_seen_at = last_seen.get(&one.member).copied();
    }
    Ok(reconcile(&declared, &held, &observers))
}

/// The documents that a member writes alone.
fn own(visit: VisitId, member: MemberId) -> [DocumentKey; 2] {
    [DocumentKey::Notebook(visit, member), DocumentKey::Contribution(visit, member)]
}

/// What the server holds of one member, beside what the member's devices declared.
async fn held(
    service: &Service,
    network: NetworkId,
    visit: VisitId,
    member: MemberId,
    declared: &[Declared],
    readings: &BTreeMap<DocumentKey, Result<Reading, Refusal>>,
) -> Result<Held, NoFeedback> {
    let (mut written, mut shared) = (0, 0);
    let mut unknown: BTreeSet<[u8; 32]> =
        declared.iter().filter(|one| one.member == member).flat_map(|one| &one.heads).copied().collect();
    for key in own(visit, member) {
        let heads: &[[u8; 32]] = match readings.get(&key) {
            Some(Ok(Reading::Notebook(reading))) => {
                written = reading.written;
                &reading.heads
            }
            Some(Ok(Reading::Contribution(reading))) => {
                let contribution = &reading.contribution;
                let items = contribution.notes.len() + contribution.tallies.len() + contribution.wonderings.len();
                shared = u32::try_from(items).unwrap_or(u32::MAX);
                &reading.heads
            }
            _ => &[],
        };
        unknown.retain(|head| !heads.contains(head));
    }
    // Heads of a moment before the latest change: few, and mostly of a second device.
    for key in own(visit, member) {
        if !unknown.is_empty() {
            find(service, network, key, &mut unknown).await?;
        }
    }
    Ok(Held { member, written, shared, heads_known: unknown.is_empty(), last_seen_at: None })
}

/// Takes out of `unknown` what is somewhere in the document.
async fn find(
    service: &Service,
    network: NetworkId,
    key: DocumentKey,
    unknown: &mut BTreeSet<[u8; 32]>,
) -> Result<(), StoreError> {
    let parts = service
        .store
        .read(move |connection| match document::find(connection, network, &key)? {
            Some(row) => chunk::whole(connection, &row),
            None => Ok(Vec::new()),
        })
        .await?;
    let parts = parts.into_iter().map(|held| held.chunk.bytes).collect();
    // A document that cannot be read holds nothing that anybody could vouch for.
    let found = service.vetting.find(key, parts, unknown.iter().copied().collect()).await.unwrap_or_default();
    unknown.retain(|change| !found.contains(change));
    Ok(())
}
