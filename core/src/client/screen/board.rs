//! The board on which a group sorts evidence under statements.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Client, ClientError};
use crate::domain::{Bearing, Debrief, DebriefStep, Feedback, NextStep, Statement, VisitFacts, is_participant};
use crate::ids::{EvidenceId, PatternId, StatementId, VisitId};
use crate::order::Gather as _;

/// A piece of evidence as a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardEvidence {
    /// Which.
    pub evidence: EvidenceId,
    /// The room's code, where it may be told.
    pub room: Option<String>,
    /// What was seen; of a tally what is counted and how many, e.g. "hands raised: 12 / 24".
    pub text: String,
    /// How it stands to the pattern it is under. More than one where people placed it differently; none outside.
    pub bearings: BTreeSet<Bearing>,
}

/// A pattern as a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardPattern {
    /// Which.
    pub pattern: PatternId,
    /// What the group says.
    pub statement: String,
    /// The cards under it; a card whose evidence this device does not have is left out.
    pub evidence: Vec<BoardEvidence>,
}

/// What the debrief screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebriefBoard {
    /// Where the group is.
    pub step: DebriefStep,
    /// Whether this member works on it, or only reads.
    pub may_edit: bool,
    /// The patterns, in the order they were begun.
    pub patterns: Vec<BoardPattern>,
    /// The cards under no pattern.
    pub unplaced: Vec<BoardEvidence>,
    /// The predictions.
    pub predictions: BTreeMap<StatementId, Statement>,
    /// The wonderings of the group.
    pub wonderings: BTreeMap<StatementId, Statement>,
    /// The next steps.
    pub next_steps: BTreeMap<StatementId, NextStep>,
}

/// Makes the board.
pub fn debrief_board(facts: &VisitFacts, may_edit: bool, debrief: Debrief, feedback: &Feedback) -> DebriefBoard {
    let cards = cards(feedback);
    let card = |evidence: &EvidenceId, bearings: &BTreeSet<Bearing>| {
        let card: &BoardEvidence = cards.get(evidence)?;
        Some(BoardEvidence { bearings: bearings.clone(), ..card.clone() })
    };
    let patterns = debrief.patterns.iter().map(|(id, pattern)| BoardPattern {
        pattern: *id,
        statement: pattern.statement.clone(),
        evidence: pattern.evidence.iter().filter_map(|(evidence, bearings)| card(evidence, bearings)).collect(),
    });
    DebriefBoard {
        step: facts.debrief_step,
        may_edit,
        patterns: patterns.collect(),
        unplaced: feedback.unclustered.iter().filter_map(|evidence| cards.get(evidence).cloned()).collect(),
        predictions: debrief.predictions,
        wonderings: debrief.wonderings,
        next_steps: debrief.next_steps,
    }
}

fn cards(feedback: &Feedback) -> BTreeMap<EvidenceId, BoardEvidence> {
    let card = |evidence: EvidenceId, room: &Option<String>, text: String| {
        (evidence, BoardEvidence { evidence, room: room.clone(), text, bearings: BTreeSet::new() })
    };
    let notes = feedback.notes.iter().map(|note| card(note.evidence, &note.room, note.text.clone()));
    let tallies = feedback.counted.iter().map(|tally| {
        let of = tally.denominator.map(|denominator| format!(" / {denominator}")).unwrap_or_default();
        card(tally.evidence, &tally.room, format!("{}: {}{of}", tally.label, tally.count))
    });
    let wonderings = feedback
        .wonderings
        .iter()
        .map(|wondering| card(wondering.evidence, &wondering.room, wondering.text.clone()));
    notes.chain(tallies).chain(wonderings).gather()
}

impl Client {
    /// The debrief board of a visit. The host and facilitators see it too.
    ///
    /// # Errors
    /// [`ClientError::NotAllowed`], [`ClientError::UnknownVisit`]; those of the store.
    pub fn debrief_board(&self, visit: VisitId) -> Result<DebriefBoard, ClientError> {
        let (facts, may_edit) = {
            let inner = self.lock();
            let facts = inner.known_visit(visit)?;
            let may_edit = is_participant(&inner.me()?, &facts);
            (facts, may_edit)
        };
        let debrief = self.debrief(visit)?;
        // A host who does not walk reads cleared feedback in the console; here the group's words without the cards.
        let feedback = match self.feedback(visit) {
            Err(ClientError::NotAllowed) => Feedback::default(),
            feedback => feedback?,
        };
        Ok(debrief_board(&facts, may_edit, debrief, &feedback))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FeedbackTally, Pattern};
    use crate::testing::ByHand;
    use uuid::Uuid;

    #[test]
    fn card_is_under_its_pattern_or_beside_all_and_one_that_is_not_here_is_left_out() {
        let facts = ByHand::new(1).facts.visits.into_values().next().unwrap();
        let evidence = |n: u128| EvidenceId(Uuid::from_u128(n));
        let tally = |n: u128| FeedbackTally {
            evidence: evidence(n),
            room: Some("Room A".into()),
            label: "hands raised".into(),
            count: 12,
            denominator: Some(24),
            observer: None,
            is_hidden: false,
        };
        let feedback =
            Feedback { counted: vec![tally(1), tally(2)], unclustered: vec![evidence(2)], ..Feedback::default() };
        let placed = BTreeMap::from([
            (evidence(1), BTreeSet::from([Bearing::Supports, Bearing::Exception])),
            (evidence(3), BTreeSet::from([Bearing::Supports])),
        ]);
        let pattern = Pattern { statement: "Students talk".into(), evidence: placed, ..Pattern::default() };
        let debrief =
            Debrief { patterns: BTreeMap::from([(PatternId(Uuid::from_u128(9)), pattern)]), ..Debrief::default() };
        let board = debrief_board(&facts, true, debrief, &feedback);
        assert_eq!(board.patterns[0].evidence.len(), 1);
        assert_eq!(board.patterns[0].evidence[0].bearings.len(), 2);
        assert_eq!(board.patterns[0].evidence[0].text, "hands raised: 12 / 24");
        assert_eq!(board.unplaced.iter().map(|card| card.evidence).collect::<Vec<_>>(), [evidence(2)]);
    }
}
