//! The merged evidence of a visit and what the group made of it: one pure function, used by the server's exports, the
//! console and the phones alike.
//!
//! It counts and places what observers shared; it never rates, ranks or compares. Rooms are known by code only,
//! observers are left out unless the caller may know them, and the time of a note is told as the minute of its slot,
//! because the hour and the rotation together would name the team; for the same reason evidence has ids of its own.
//! Where fewer than [`ROOMS_FOR_A_BREAKDOWN`] rooms were observed, nothing is told that points at one of them.
//!
//! Every reader is told the same numbers. Hidden evidence counts nowhere; who clears reads it all the same, marked.

mod count;
mod evidence;
mod lens;
mod mask;
mod pattern;
mod piece;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Contribution, Debrief, Focus, NoteKind, Review, Shows, Visit};
use crate::evidence::Kind;
use crate::ids::{EvidenceId, MemberId};
use crate::order::Gather as _;

pub use count::{CoverageCell, Gap, LookForSeen, TallySum, Totals};
pub use evidence::{FeedbackAttachment, FeedbackNote, FeedbackTally, FeedbackWondering};
pub use lens::{Lens, ROOMS_FOR_A_BREAKDOWN};
pub use mask::MASK;
pub use pattern::{NextStepSeen, PatternSeen, PlacedEvidence};

use evidence::Shown;
use piece::{Pieces, counting};

/// What each member shares, wherever it is kept: a visit's texts may be large, so nobody has to copy them here.
pub trait Contributions: std::fmt::Debug {
    /// Every contribution once, in the order of its members.
    fn of_members(&self) -> Box<dyn Iterator<Item = (MemberId, &Contribution)> + '_>;
}

impl Contributions for BTreeMap<MemberId, Contribution> {
    fn of_members(&self) -> Box<dyn Iterator<Item = (MemberId, &Contribution)> + '_> {
        Box::new(self.iter().map(|(member, contribution)| (*member, contribution)))
    }
}

/// What feedback is made of.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The plan.
    pub visit: &'a Visit,
    /// What each member shares.
    pub contributions: &'a dyn Contributions,
    /// What the group made of it.
    pub debrief: &'a Debrief,
    /// What was masked, hidden and asked.
    pub review: &'a Review,
    /// What the evidence check says of what is shared.
    pub flags: &'a BTreeMap<EvidenceId, Vec<Flag>>,
}

impl<'a> Sources<'a> {
    /// The plan and what was shared, before anybody debriefed, cleared or checked.
    pub fn shared(visit: &'a Visit, contributions: &'a dyn Contributions) -> Self {
        static NO_DEBRIEF: Debrief = Debrief {
            patterns: BTreeMap::new(),
            predictions: BTreeMap::new(),
            wonderings: BTreeMap::new(),
            next_steps: BTreeMap::new(),
        };
        static NO_REVIEW: Review =
            Review { masks: BTreeMap::new(), hidden: BTreeSet::new(), asks: BTreeMap::new() };
        static NO_FLAGS: BTreeMap<EvidenceId, Vec<Flag>> = BTreeMap::new();
        Self { visit, contributions, debrief: &NO_DEBRIEF, review: &NO_REVIEW, flags: &NO_FLAGS }
    }

    /// Every piece that is shared now, hidden or not.
    pub fn evidence(&self) -> BTreeSet<EvidenceId> {
        let pieces = self.contributions.of_members().flat_map(|(_, shared)| {
            shared.notes.keys().chain(shared.tallies.keys()).chain(shared.wonderings.keys())
        });
        pieces.map(|item| EvidenceId::of(*item)).gather()
    }
}

/// What the host reads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Feedback {
    /// The question as worded on the day.
    pub problem_of_practice: String,
    /// How many observers shared something that counts.
    pub observers: usize,
    /// Notes per room and team: every team that was due in a room has a cell, also when it is empty. No cells where
    /// fewer than [`ROOMS_FOR_A_BREAKDOWN`] rooms were observed.
    pub coverage: Vec<CoverageCell>,
    /// How often each look-for was seen, in the order of the plan.
    pub look_fors: Vec<LookForSeen>,
    /// Notes per part of the instructional core.
    pub focus: BTreeMap<Focus, usize>,
    /// Notes per kind of evidence.
    pub kinds: BTreeMap<NoteKind, usize>,
    /// Counts of the same thing, added up.
    pub tallies: Vec<TallySum>,
    /// Every shared note once, by room and then by minute.
    pub notes: Vec<FeedbackNote>,
    /// Every shared tally once.
    pub counted: Vec<FeedbackTally>,
    /// Every shared wondering once.
    pub wonderings: Vec<FeedbackWondering>,
    /// Where to look next.
    pub gaps: Vec<Gap>,
    /// How many rooms were observed: a note, a tally or a wondering was shared from there.
    pub rooms: usize,
    /// How many pieces of evidence there are.
    pub totals: Totals,
    /// How much of the evidence is shown: with themes only, single pieces of evidence are left out and counts stay.
    pub shows: Shows,
    /// What the group saw, in the order it was begun.
    pub patterns: Vec<PatternSeen>,
    /// Notes and tallies under no pattern, by id.
    pub unclustered: Vec<EvidenceId>,
    /// The group's predictions.
    pub predictions: Vec<String>,
    /// The group's wonderings.
    pub group_wonderings: Vec<String>,
    /// The next level of work.
    pub next_steps: Vec<NextStepSeen>,
    /// Pieces of evidence with masked words in them.
    pub masked: usize,
    /// Pieces of evidence that are left out.
    pub hidden: usize,
    /// What the evidence check says, in positions of the text as it is read; only for who clears.
    pub flags: BTreeMap<EvidenceId, Vec<Flag>>,
}

/// Something that the evidence check says of a shared text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// What it is about.
    pub kind: Kind,
    /// First UTF-16 code unit of the words meant.
    pub start: usize,
    /// UTF-16 code unit after the last of the words meant.
    pub end: usize,
}

impl Feedback {
    /// The same with themes only: single pieces of evidence are left out, and all counts stay.
    #[must_use]
    pub fn themes_only(self) -> Self {
        let patterns = self.patterns.into_iter();
        Self {
            shows: Shows::ThemesOnly,
            notes: Vec::new(),
            counted: Vec::new(),
            wonderings: Vec::new(),
            unclustered: Vec::new(),
            flags: BTreeMap::new(),
            patterns: patterns.map(|pattern| PatternSeen { evidence: Vec::new(), ..pattern }).collect(),
            ..self
        }
    }
}

/// Merges what observers shared and what the group made of it.
pub fn feedback(sources: Sources<'_>, lens: Lens) -> Feedback {
    let Sources { visit, debrief, .. } = sources;
    let pieces = Pieces::of(sources);
    let rooms = pieces.rooms().len();
    let is_generalised = lens.generalises(rooms);
    let rooms_told = (!is_generalised).then_some(rooms);
    let shown = Shown::new(sources, lens, is_generalised, &pieces);

    let mut focus: BTreeMap<Focus, usize> = Focus::ALL.into_iter().map(|part| (part, 0)).gather();
    let mut kinds: BTreeMap<NoteKind, usize> = NoteKind::ALL.into_iter().map(|kind| (kind, 0)).gather();
    for piece in counting(&pieces.notes) {
        *focus.entry(piece.item.focus).or_default() += 1;
        *kinds.entry(piece.item.kind).or_default() += 1;
    }
    let coverage = if is_generalised { Vec::new() } else { count::coverage(visit, counting(&pieces.notes)) };
    let look_fors = count::look_fors(visit, counting(&pieces.notes), rooms_told);
    let unclustered = pattern::unclustered(debrief, &pieces);
    let totals = Totals {
        notes: counting(&pieces.notes).count(),
        tallies: counting(&pieces.tallies).count(),
        wonderings: counting(&pieces.wonderings).count(),
        unclustered: unclustered.len(),
    };
    let whole = Feedback {
        problem_of_practice: visit.problem_of_practice.clone(),
        observers: pieces.observers(),
        gaps: count::gaps(&coverage, &look_fors, &focus, totals.notes),
        tallies: count::sums(&shown.counted),
        coverage,
        look_fors,
        focus,
        kinds,
        rooms,
        totals,
        shows: Shows::WholeEvidence,
        patterns: pattern::patterns(debrief, &pieces, rooms_told),
        unclustered,
        predictions: pattern::words(&debrief.predictions),
        group_wonderings: pattern::words(&debrief.wonderings),
        next_steps: pattern::next_steps(debrief),
        masked: shown.masked,
        hidden: pieces.hidden(),
        flags: shown.flags,
        notes: shown.notes,
        counted: shown.counted,
        wonderings: shown.wonderings,
    };
    match lens.shows {
        Shows::WholeEvidence => whole,
        Shows::ThemesOnly => whole.themes_only(),
    }
}
