//! One piece of evidence as a page shows it.

use fieldwalk_core::domain::{Bearing, Feedback, FeedbackNote, FeedbackTally, Focus};
use fieldwalk_core::ids::{EvidenceId, PlacementId};

use super::board::{Board, Fresh};
use super::view::PieceView;

/// Characters that name a piece or a pattern where all of its words are too many.
const SHORT: usize = 60;

/// A note or a tally.
#[derive(Clone, Copy)]
pub(super) enum Piece<'a> {
    Note(&'a FeedbackNote),
    Tally(&'a FeedbackTally),
}

impl Board<'_> {
    pub(super) fn piece(&self, piece: Piece<'_>, fresh: &mut Fresh<'_>) -> PieceView {
        let evidence = piece.evidence();
        let (kind, words) = match piece {
            Piece::Note(note) => (note.kind.as_str(), note.text.clone()),
            Piece::Tally(tally) => ("tally", self.counted(tally)),
        };
        PieceView {
            evidence: evidence.to_string(),
            short: short(&words),
            words,
            kind: self.text.word("debrief-kind", kind),
            focus: piece.focus().map(|focus| self.text.word("debrief-focus", focus.as_str())),
            room: piece.room().map(str::to_owned),
            look_fors: piece.look_fors().to_vec(),
            is_own: self.debrief.own.contains_key(&evidence),
            placement: PlacementId::new(fresh.now, fresh.rng).to_string(),
            bearing: Bearing::default().as_str(),
            ..PieceView::default()
        }
    }

    pub(super) fn counted(&self, tally: &FeedbackTally) -> String {
        match tally.denominator {
            Some(of) => self
                .text
                .say("debrief-tally-of")
                .with("count", tally.count)
                .with("of", of)
                .with("label", &tally.label)
                .to_string(),
            None => {
                self.text.say("debrief-tally").with("count", tally.count).with("label", &tally.label).to_string()
            }
        }
    }
}

impl<'a> Piece<'a> {
    pub(super) fn evidence(self) -> EvidenceId {
        match self {
            Self::Note(note) => note.evidence,
            Self::Tally(tally) => tally.evidence,
        }
    }

    pub(super) fn room(self) -> Option<&'a str> {
        match self {
            Self::Note(note) => note.room.as_deref(),
            Self::Tally(tally) => tally.room.as_deref(),
        }
    }

    pub(super) fn focus(self) -> Option<Focus> {
        match self {
            Self::Note(note) => Some(note.focus),
            Self::Tally(_) => None,
        }
    }

    pub(super) fn look_fors(self) -> &'a [String] {
        match self {
            Self::Note(note) => &note.look_fors,
            Self::Tally(_) => &[],
        }
    }
}

/// What can be placed: notes and tallies. A wondering is no evidence.
pub(super) fn pieces(evidence: &Feedback) -> impl Iterator<Item = Piece<'_>> {
    evidence.notes.iter().map(Piece::Note).chain(evidence.counted.iter().map(Piece::Tally))
}

pub(super) fn short(words: &str) -> String {
    let mut line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = line.char_indices().nth(SHORT) {
        line.truncate(at);
        line.push('…');
    }
    line
}
