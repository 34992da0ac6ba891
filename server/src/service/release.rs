//! Releases: freezing feedback when the host releases it, and reading what was frozen.
//!
//! What was released is never changed and never added to. What arrives later is listed as arrived after the release,
//! and another release can take it in.

use std::sync::Arc;

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{
    Feedback, FeedbackAccess, Lens, Release, ReleaseChanges, ReleaseHash, Review, Shows, VisitFacts,
    arrived_after, changes,
};
use fieldwalk_core::ids::{EvidenceId, MemberId, NetworkId, VisitId};
use fieldwalk_core::protocol::{
    NotAsReleased, Refusal, ReleaseAnswer, SignedRelease, sign_release, verify_release,
};
use serde::Serialize;

use super::Service;
use super::caller::Caller;
use super::feedback::{NoFeedback, VisitFeedback, access, live, note_reading, released};
use super::reading::{Basis, read_visit};
use crate::store::release::{ReleaseEntry, ReleaseRow};
use crate::store::{StoreError, release};

/// Names one release of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ReleaseRef {
    /// Which release of the visit, from 1.
    pub number: u32,
    /// The hash of what was released.
    pub hash: ReleaseHash,
    /// When.
    pub released_at: Timestamp,
}

impl From<ReleaseEntry> for ReleaseRef {
    fn from(entry: ReleaseEntry) -> Self {
        Self { number: entry.number, hash: ReleaseHash(entry.hash), released_at: entry.released_at }
    }
}

/// A release as it is kept.
pub(super) struct Kept {
    pub(super) reference: ReleaseRef,
    pub(super) release: Arc<Release>,
}

/// A release as one member reads it.
#[derive(Debug, Clone)]
pub struct ReleaseView {
    /// The feedback.
    pub feedback: VisitFeedback,
    /// What is different from the release before; `None` for the first.
    pub changes: Option<ReleaseChanges>,
    /// What was shared after this release; only for who may read the feedback as it is now.
    pub arrived_after: Vec<EvidenceId>,
}

/// The releases of a visit, in order.
///
/// # Errors
/// [`NoFeedback`].
pub async fn releases(service: &Service, caller: &Caller, visit: VisitId) -> Result<Vec<ReleaseRef>, NoFeedback> {
    access(service, caller, visit).await?;
    let network = caller.network;
    let entries = service.store.read(move |connection| release::of_visit(connection, network, visit)).await?;
    Ok(entries.into_iter().map(ReleaseRef::from).collect())
}

/// One release of a visit, as much of it as the caller may read.
///
/// # Errors
/// [`NoFeedback`].
pub async fn release(
    service: &Service,
    caller: &Caller,
    visit: VisitId,
    number: u32,
) -> Result<ReleaseView, NoFeedback> {
    let (facts, access) = access(service, caller, visit).await?;
    let kept = find(service, caller.network, visit, number).await?;
    let (shows, arrived) = match access {
        FeedbackAccess::Released(shows) => (shows, Vec::new()),
        FeedbackAccess::Live(lens) => {
            let reading = read_visit(service, caller.network, visit).await?.ok_or(NoFeedback::NoSuchVisit)?;
            // Read as who clears does: policy and hiding leave nothing out of the list.
            let now = live(service, caller.network, Arc::new(reading), Lens::facilitator()).await;
            (lens.shows, arrived_after(&kept.release, &now.feedback))
        }
    };
    let feedback = released(&facts, &kept, shows);
    let changes = match number.checked_sub(1) {
        None | Some(0) => None,
        Some(before) => {
            let before = find(service, caller.network, visit, before).await?;
            Some(changes(&released(&facts, &before, shows).feedback, &feedback.feedback))
        }
    };
    Ok(ReleaseView { feedback, changes, arrived_after: arrived })
}

/// The latest release of a visit, as much of it as the caller may read, to be kept by a device.
///
/// # Errors
/// [`NoFeedback`].
pub async fn latest_release(
    service: &Service,
    caller: &Caller,
    visit: VisitId,
) -> Result<ReleaseAnswer, NoFeedback> {
    let (facts, access) = access(service, caller, visit).await?;
    let kept = find(service, caller.network, visit, facts.releases).await?;
    let shows = match access {
        FeedbackAccess::Live(lens) => lens.shows,
        FeedbackAccess::Released(shows) => shows,
    };
    note_reading(service, caller, visit);
    Ok(ReleaseAnswer {
        visit,
        number: kept.reference.number,
        hash: kept.reference.hash,
        released_at: kept.reference.released_at,
        host_school: kept.release.host_school.clone(),
        feedback: Feedback::clone(&released(&facts, &kept, shows).feedback),
    })
}

/// A release as the file that anybody can verify, for who may read all of it.
///
/// # Errors
/// [`NoFeedback`].
pub async fn signed_release(
    service: &Service,
    caller: &Caller,
    visit: VisitId,
    number: u32,
) -> Result<SignedRelease, NoFeedback> {
    let (_, access) = access(service, caller, visit).await?;
    let shows = match access {
        FeedbackAccess::Live(lens) => lens.shows,
        FeedbackAccess::Released(shows) => shows,
    };
    let network = caller.network;
    let kept = find(service, network, visit, number).await?;
    if shows == Shows::ThemesOnly && kept.release.feedback.shows == Shows::WholeEvidence {
        return Err(NoFeedback::NoSuchRelease);
    }
    signed_file(service, network, visit, number).await
}

async fn signed_file(
    service: &Service,
    network: NetworkId,
    visit: VisitId,
    number: u32,
) -> Result<SignedRelease, NoFeedback> {
    let row = service.store.read(move |connection| release::find(connection, network, visit, number)).await?;
    let row = row.ok_or(NoFeedback::NoSuchRelease)?;
    SignedRelease::new(&row.bytes, &row.signature, &service.server_key()).map_err(|_| NoFeedback::Damaged)
}

/// Every release of a visit as a file, with its number; for the operator.
///
/// # Errors
/// [`NoFeedback`].
pub async fn signed_files(
    service: &Service,
    network: NetworkId,
    visit: VisitId,
) -> Result<Vec<(u32, SignedRelease)>, NoFeedback> {
    let entries = service.store.read(move |connection| release::of_visit(connection, network, visit)).await?;
    let mut files = Vec::with_capacity(entries.len());
    for entry in entries {
        files.push((entry.number, signed_file(service, network, visit, entry.number).await?));
    }
    Ok(files)
}

/// A release as it is kept, after looking whether it is as it was released.
pub(super) async fn find(
    service: &Service,
    network: NetworkId,
    visit: VisitId,
    number: u32,
) -> Result<Kept, NoFeedback> {
    let (memory, server_key) = (service.memory.clone(), service.identity.keys.public());
    service
        .store
        .read(move |connection| {
            let reference =
                release::find_entry(connection, network, visit, number)?.ok_or(NoFeedback::NoSuchRelease)?;
            if let Some(release) = memory.release(ReleaseHash(reference.hash)) {
                return Ok(Kept { reference: reference.into(), release });
            }
            let row = release::find(connection, network, visit, number)?.ok_or(NoFeedback::NoSuchRelease)?;
            let release = verified(&row, &server_key).map_err(|_| NoFeedback::Damaged)?;
            let (hash, release) = (ReleaseHash(row.hash), Arc::new(release));
            memory.put_release(hash, &release, row.bytes.len());
            Ok(Kept { reference: reference.into(), release })
        })
        .await
}

/// Reads a kept release, if it is as it was released by this server.
pub(super) fn verified(row: &ReleaseRow, server_key: &[u8; 32]) -> Result<Release, NotAsReleased> {
    let found = ReleaseHash::of(&row.bytes);
    if found.0 != row.hash {
        return Err(NotAsReleased::Altered { named: ReleaseHash(row.hash).to_string(), found });
    }
    if !verify_release(&found, server_key, &row.signature) {
        return Err(NotAsReleased::WrongSignature);
    }
    let release = Release::from_bytes(&row.bytes).map_err(|_| NotAsReleased::OtherVersion)?;
    let named = (release.visit, release.number, release.released_at);
    // A good release in another one's place is as wrong as a bad one.
    if named == (row.visit, row.number, row.released_at) { Ok(release) } else { Err(NotAsReleased::Rewritten) }
}

/// Feedback that is ready to be released, and what that depends on.
pub(super) struct Frozen {
    pub(super) basis: Basis,
    row: ReleaseRow,
}

impl Frozen {
    /// The release, when the host releases it.
    pub(super) fn row(&self) -> &ReleaseRow {
        &self.row
    }

    /// Whether the facts and what was cleared are as they were when this was frozen.
    pub(super) fn is_of(&self, facts: &VisitFacts, review: &Review) -> bool {
        self.basis.facts == *facts && self.basis.review == *review
    }
}

/// Freezes what the host would release now.
pub(super) async fn freeze(
    service: &Service,
    network: NetworkId,
    visit: VisitId,
    released_by: MemberId,
) -> Result<Result<Frozen, Refusal>, StoreError> {
    let Some(reading) = read_visit(service, network, visit).await? else { return Ok(Err(Refusal::UnknownVisit)) };
    // Never released with a gap that would look like the whole.
    let Some(basis) = reading.basis() else { return Ok(Err(Refusal::Unreadable)) };
    let latest = reading.facts.releases;
    let previous =
        service.store.read(move |connection| release::find_entry(connection, network, visit, latest)).await?;
    let previous = previous.map(|release| ReleaseHash(release.hash));
    let (released_at, keys) = (service.now(), service.identity.keys.clone());
    let frozen = tokio::task::spawn_blocking(move || {
        let (facts, host_school) = (&reading.facts, reading.host_school_name());
        let release =
            reading.with_sources(|sources| Release::new(facts, host_school, sources, previous, released_at));
        let bytes = release.to_bytes();
        let hash = ReleaseHash::of(&bytes);
        let signature = sign_release(&hash, &keys);
        let number = release.number;
        let row = ReleaseRow { network, visit, number, hash: hash.0, signature, bytes, released_by, released_at };
        Frozen { basis, row }
    });
    // It panics on nothing that was read; should it be stopped, the host tries again.
    Ok(frozen.await.map_err(|_| Refusal::TooCostly))
}
