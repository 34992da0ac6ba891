//! What clearing and reviewing need beside the feedback: what is masked, hidden and asked, and whether it was answered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{FeedbackAccess, OpenAsk, Review, VisitFacts, feedback_access};
use fieldwalk_core::ids::{AskId, EvidenceId, VisitId};

use super::Service;
use super::caller::Caller;
use super::feedback::{NoFeedback, VisitFeedback, live};
use super::reading::{VisitReading, read_visit};

/// A visit's feedback as who clears or reviews it reads it.
#[derive(Debug, Clone)]
pub struct Clearing {
    /// The facts.
    pub facts: VisitFacts,
    /// The feedback through the reader's own lens.
    pub feedback: VisitFeedback,
    /// What is masked, hidden and asked.
    pub review: Review,
    /// Pieces that the evidence check said something of as they were worded, masked or not.
    pub flagged: BTreeSet<EvidenceId>,
    /// The asks that their authors answered: reworded or shared again since, or withdrawn.
    pub answered: BTreeSet<AskId>,
}

/// The feedback of a visit with what is to clear, for who reads it as it is now: facilitators, and the host once it is
/// cleared.
///
/// # Errors
/// [`NoFeedback`].
pub async fn clearing_for(service: &Service, caller: &Caller, visit: VisitId) -> Result<Clearing, NoFeedback> {
    let reading = read_visit(service, caller.network, visit).await?.ok_or(NoFeedback::NoSuchVisit)?;
    let Some(FeedbackAccess::Live(lens)) = feedback_access(&caller.member, &reading.facts) else {
        return Err(NoFeedback::NoSuchVisit);
    };
    let flagged = if lens.is_clearing { flagged(&reading) } else { BTreeSet::new() };
    let answered = answered(&reading);
    let (facts, review) = (reading.facts.clone(), reading.review.clone());
    let feedback = live(service, caller.network, Arc::new(reading), lens).await;
    Ok(Clearing { facts, feedback, review, flagged, answered })
}

fn flagged(reading: &VisitReading) -> BTreeSet<EvidenceId> {
    reading.contributions.values().flat_map(|reading| reading.flags.keys().copied()).collect()
}

fn answered(reading: &VisitReading) -> BTreeSet<AskId> {
    if reading.review.asks.is_empty() {
        return BTreeSet::new();
    }
    let worded = worded_at(reading);
    let is_answered = |ask: &OpenAsk| worded.get(&ask.evidence).is_none_or(|worded| *worded > ask.asked_at);
    let asks = reading.review.asks.iter();
    asks.filter(|(_, ask)| is_answered(ask)).map(|(id, _)| *id).collect()
}

/// When each shared piece got the words it has.
fn worded_at(reading: &VisitReading) -> BTreeMap<EvidenceId, Timestamp> {
    let shared = reading.contributions.values().flat_map(|reading| reading.contribution.worded_at());
    shared.map(|(item, at)| (EvidenceId::of(item), at)).collect()
}
