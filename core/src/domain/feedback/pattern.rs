//! What the group made of the evidence, with the numbers it rests on.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::{Bearing, Debrief, Horizon, Level, Pattern, Statement};
use super::piece::{Pieces, counting};
use crate::ids::{EvidenceId, MemberId, PatternId, RoomId, StatementId};
use crate::order::{Gather as _, order_by_key};

/// A pattern with what is under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatternSeen {
    /// The pattern.
    pub pattern: PatternId,
    /// What the group says.
    pub statement: String,
    /// In how many rooms its supporting evidence was seen, of how many observed; `None` where that rests on fewer
    /// than [`ROOMS_FOR_A_BREAKDOWN`](super::ROOMS_FOR_A_BREAKDOWN) rooms.
    pub rooms: Option<(usize, usize)>,
    /// By how many observers.
    pub observers: usize,
    /// How many pieces of evidence under it support it, contrast with it, or are exceptions. A piece that people saw
    /// differently counts under each.
    pub bearings: BTreeMap<Bearing, usize>,
    /// The pieces; empty with themes only.
    pub evidence: Vec<PlacedEvidence>,
}

/// A piece of evidence under a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedEvidence {
    /// Which.
    pub evidence: EvidenceId,
    /// How it stands to the statement; several where people saw it differently.
    pub bearings: BTreeSet<Bearing>,
}

/// A next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStepSeen {
    /// Which.
    pub step: StatementId,
    /// The words.
    pub text: String,
    /// Where.
    pub level: Level,
    /// By when.
    pub horizon: Horizon,
}

/// The patterns, each with what under it is shared and not hidden; `observed` is `None` where no rooms are told.
pub(super) fn patterns(debrief: &Debrief, pieces: &Pieces<'_>, observed: Option<usize>) -> Vec<PatternSeen> {
    let placed = placed(debrief);
    let seen: BTreeMap<EvidenceId, (Option<RoomId>, MemberId)> = pieces
        .seen()
        .filter(|(evidence, ..)| placed.contains(evidence))
        .map(|(evidence, room, member)| (evidence, (room, member)))
        .gather();
    debrief.patterns.iter().map(|(id, pattern)| pattern_seen(*id, pattern, &seen, observed)).collect()
}

fn pattern_seen(
    id: PatternId,
    pattern: &Pattern,
    seen: &BTreeMap<EvidenceId, (Option<RoomId>, MemberId)>,
    observed: Option<usize>,
) -> PatternSeen {
    let mut bearings: BTreeMap<Bearing, usize> = Bearing::ALL.into_iter().map(|bearing| (bearing, 0)).gather();
    let (mut rooms, mut observers) = (BTreeSet::new(), BTreeSet::new());
    let mut evidence = Vec::new();
    for (piece, borne) in &pattern.evidence {
        let Some((room, member)) = seen.get(piece) else { continue };
        for bearing in borne {
            *bearings.entry(*bearing).or_default() += 1;
        }
        if borne.contains(&Bearing::Supports) {
            rooms.extend(*room);
            observers.insert(*member);
        }
        evidence.push(PlacedEvidence { evidence: *piece, bearings: borne.clone() });
    }
    PatternSeen {
        pattern: id,
        statement: pattern.statement.clone(),
        rooms: observed.map(|observed| (rooms.len(), observed)),
        observers: observers.len(),
        bearings,
        evidence,
    }
}

/// The notes and tallies that count and are under no pattern, by id.
pub(super) fn unclustered(debrief: &Debrief, pieces: &Pieces<'_>) -> Vec<EvidenceId> {
    let placed = placed(debrief);
    let notes = counting(&pieces.notes).map(|piece| piece.evidence);
    let both = notes.chain(counting(&pieces.tallies).map(|piece| piece.evidence));
    let mut unclustered: Vec<EvidenceId> = both.filter(|evidence| !placed.contains(evidence)).collect();
    order_by_key(&mut unclustered, |evidence| *evidence);
    unclustered
}

/// The words of statements in the order they were begun; one that is still empty says nothing yet.
pub(super) fn words(statements: &BTreeMap<StatementId, Statement>) -> Vec<String> {
    let said = statements.values().filter(|statement| !statement.text.trim().is_empty());
    said.map(|statement| statement.text.clone()).collect()
}

/// The next steps in the order they were begun; one that is still empty says nothing yet.
pub(super) fn next_steps(debrief: &Debrief) -> Vec<NextStepSeen> {
    let said = debrief.next_steps.iter().filter(|(_, step)| !step.text.trim().is_empty());
    said.map(|(id, step)| NextStepSeen {
        step: *id,
        text: step.text.clone(),
        level: step.level,
        horizon: step.horizon,
    })
    .collect()
}

fn placed(debrief: &Debrief) -> BTreeSet<EvidenceId> {
    debrief.patterns.values().flat_map(|pattern| pattern.evidence.keys().copied()).gather()
}
