//! The feedback of a visit for whoever may read it: as it is now, or as it was released.
//!
//! What a member may read is one question, asked in one place: `feedback_access`. Whoever may read nothing learns no
//! more than that there is no such visit, whatever the reason.

use std::collections::BTreeMap;
use std::sync::Arc;

use fieldwalk_core::domain::{
    Contribution, Contributions, DocumentKey, Feedback, FeedbackAccess, Lens, Shows, Sources, Stage, VisitFacts,
    VisitKind, feedback, feedback_access,
};
use fieldwalk_core::ids::{MemberId, NetworkId, SchoolId, VisitId};

use super::Service;
use super::caller::Caller;
use super::reading::{VisitReading, read_visit};
use super::release::{self, Kept, ReleaseRef};
use crate::store::{StoreError, audit, visit};

/// Why there is no feedback.
#[derive(Debug, thiserror::Error)]
pub enum NoFeedback {
    /// No such visit, or nothing of it that the caller may read.
    #[error("there is no such visit")]
    NoSuchVisit,
    /// The visit was never released under this number.
    #[error("there is no such release")]
    NoSuchRelease,
    /// A document of the visit cannot be read, and what was asked for would be incomplete without it.
    #[error("the {kind} of this visit could not be read; nothing is lost, and nothing was written")]
    Unreadable {
        /// The noun for its kind.
        kind: &'static str,
    },
    /// A release is not as it was released.
    #[error("a release of this visit is damaged; run `fieldwalk check --release`")]
    Damaged,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The feedback of a visit as one member reads it. Who was invited is left out.
#[derive(Debug, Clone)]
pub struct VisitFeedback {
    /// The visit.
    pub visit: VisitId,
    /// Its kind.
    pub kind: VisitKind,
    /// The school that opened its classrooms.
    pub host_school: SchoolId,
    /// That school's name.
    pub host_school_name: String,
    /// The day.
    pub date: jiff::civil::Date,
    /// How far it has come.
    pub stage: Stage,
    /// The feedback.
    pub feedback: Arc<Feedback>,
    /// Names of the observers; empty unless the reader may know them.
    pub observers: BTreeMap<MemberId, String>,
    /// The release that this is; `None` for the feedback as it is now.
    pub release: Option<ReleaseRef>,
    /// Documents that could not be read. What they say is missing in the feedback.
    pub unreadable: Vec<DocumentKey>,
}

/// The feedback of a visit as the caller may read it: as it is now, or the latest release.
///
/// # Errors
/// [`NoFeedback`].
pub async fn feedback_for(
    service: &Service,
    caller: &Caller,
    visit: VisitId,
) -> Result<VisitFeedback, NoFeedback> {
    let (facts, access) = access(service, caller, visit).await?;
    note_reading(service, caller, visit);
    match access {
        FeedbackAccess::Released(shows) => {
            let kept = release::find(service, caller.network, visit, facts.releases).await?;
            Ok(released(&facts, &kept, shows))
        }
        FeedbackAccess::Live(_) => {
            let reading = read_visit(service, caller.network, visit).await?.ok_or(NoFeedback::NoSuchVisit)?;
            // Asked again: facts may have changed before the documents were read.
            match feedback_access(&caller.member, &reading.facts) {
                Some(FeedbackAccess::Live(lens)) => {
                    Ok(live(service, caller.network, Arc::new(reading), lens).await)
                }
                _ => Err(NoFeedback::NoSuchVisit),
            }
        }
    }
}

/// What the caller may read of the visit's feedback, and the facts by which that is so.
///
/// # Errors
/// [`NoFeedback::NoSuchVisit`] where that is nothing.
pub(super) async fn access(
    service: &Service,
    caller: &Caller,
    visit: VisitId,
) -> Result<(VisitFacts, FeedbackAccess), NoFeedback> {
    let network = caller.network;
    let row = service.store.read(move |connection| visit::find(connection, network, visit)).await?;
    let facts = row.ok_or(NoFeedback::NoSuchVisit)?.facts;
    let access = feedback_access(&caller.member, &facts).ok_or(NoFeedback::NoSuchVisit)?;
    Ok((facts, access))
}

/// Who has read feedback is noted soon; nobody waits for that.
pub(super) fn note_reading(service: &Service, caller: &Caller, visit: VisitId) {
    let (device, now) = (caller.device, service.now());
    service.store.write_soon(move |transaction| {
        audit::note(transaction, now, &audit::Actor::Device(device), "feedback-read", visit)
    });
}

/// The feedback as it is now, through `lens`.
pub(super) async fn live(
    service: &Service,
    network: NetworkId,
    reading: Arc<VisitReading>,
    lens: Lens,
) -> VisitFeedback {
    let observers = if lens.names_observers {
        let named = reading.names.members.iter().filter(|(member, _)| reading.contributions.contains_key(member));
        named.map(|(member, name)| (*member, name.clone())).collect()
    } else {
        BTreeMap::new()
    };
    let feedback = made(service, network, &reading, lens).await;
    let VisitFacts { visit, kind, host_school, date, stage, .. } = reading.facts;
    VisitFeedback {
        visit,
        kind,
        host_school,
        host_school_name: reading.host_school_name().to_owned(),
        date,
        stage,
        feedback,
        observers,
        release: None,
        unreadable: reading.unreadable.clone(),
    }
}

/// The feedback made of a reading: once for each lens, as long as nothing changes.
pub(super) async fn made(
    service: &Service,
    network: NetworkId,
    reading: &Arc<VisitReading>,
    lens: Lens,
) -> Arc<Feedback> {
    let basis = reading.basis();
    if let Some(basis) = &basis
        && let Some(known) = service.memory.feedback(network, basis, lens)
    {
        return known;
    }
    let of = reading.clone();
    let made = tokio::task::spawn_blocking(move || of.with_sources(|sources| feedback(sources, lens)));
    let feedback = Arc::new(match made.await {
        Ok(feedback) => feedback,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Feedback::default(),
        },
    });
    if let Some(basis) = basis {
        service.memory.put_feedback(network, basis, lens, &feedback);
    }
    feedback
}

/// A release, at most as much of it as `shows`.
pub(super) fn released(facts: &VisitFacts, kept: &Kept, shows: Shows) -> VisitFeedback {
    let release = &kept.release;
    VisitFeedback {
        visit: facts.visit,
        kind: release.kind,
        host_school: facts.host_school,
        host_school_name: release.host_school.clone(),
        date: release.date,
        stage: facts.stage,
        feedback: match shows {
            Shows::WholeEvidence => Arc::new(release.feedback.clone()),
            Shows::ThemesOnly => Arc::new(release.feedback.clone().themes_only()),
        },
        observers: BTreeMap::new(),
        release: Some(kept.reference),
        unreadable: Vec::new(),
    }
}

impl Contributions for VisitReading {
    fn of_members(&self) -> Box<dyn Iterator<Item = (MemberId, &Contribution)> + '_> {
        Box::new(self.contributions.iter().map(|(member, reading)| (*member, &reading.contribution)))
    }
}

impl VisitReading {
    /// Does `work` with what the visit's feedback is made of.
    pub fn with_sources<T>(&self, work: impl FnOnce(Sources<'_>) -> T) -> T {
        work(Sources {
            visit: &self.plan.plan,
            contributions: self,
            debrief: &self.debrief.debrief,
            review: &self.review,
            flags: &self.flags(),
        })
    }
}
