//! What a group works on together.

use fieldwalk_core::client;
use fieldwalk_core::client::screen;
use fieldwalk_core::domain;
use fieldwalk_core::ids::StatementId;

use super::{mirror, text};
use crate::error::{Answer, bad_argument};

mirror! {
    /// The steps of a debrief, in their order.
    DebriefStep of domain::DebriefStep {
        /// Read what was seen, and say only that.
        Describe,
        /// Group evidence under statements.
        Group,
        /// What would a student know and be able to do who did all that was asked?
        Predict,
        /// Name the next level of work.
        NextLevel,
    }
}

mirror! {
    /// How a piece of evidence stands to the statement it is placed under.
    EvidenceBearing of domain::Bearing {
        /// It shows what the statement says.
        Supports,
        /// It shows something else beside it.
        Contrasts,
        /// It is the one case where it was not so.
        Exception,
    }
}

mirror! {
    /// Where a next step takes place.
    NextStepLevel of domain::Level {
        /// In classrooms.
        Classroom,
        /// In the school as a whole.
        School,
        /// In the network.
        Network,
    }
}

mirror! {
    /// By when a next step shows.
    NextStepHorizon of domain::Horizon {
        /// Next week.
        Week,
        /// Next month.
        Month,
        /// By the end of the year.
        Year,
    }
}

/// A piece of evidence as a card.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct BoardEvidence {
    /// Which.
    pub evidence: String,
    /// The room's code, where it may be told.
    pub room: Option<String>,
    /// What was seen.
    pub text: String,
    /// How it stands to the pattern it is under; none outside.
    pub bearings: Vec<EvidenceBearing>,
}

impl From<screen::BoardEvidence> for BoardEvidence {
    fn from(card: screen::BoardEvidence) -> Self {
        Self {
            evidence: text(&card.evidence),
            room: card.room,
            text: card.text,
            bearings: card.bearings.into_iter().map(Into::into).collect(),
        }
    }
}

/// A pattern as a column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct BoardPattern {
    /// Its id.
    pub id: String,
    /// What the group says; edited as the shared text `pattern/<id>`.
    pub statement: String,
    /// The cards under it.
    pub evidence: Vec<BoardEvidence>,
}

/// A prediction or a wondering of the group; edited as the shared text `prediction/<id>` or `wondering/<id>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Statement {
    /// Its id.
    pub id: String,
    /// The words.
    pub text: String,
}

/// A next step; edited as the shared text `next_step/<id>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct NextStep {
    /// Its id.
    pub id: String,
    /// The words.
    pub text: String,
    /// Where.
    pub level: NextStepLevel,
    /// By when.
    pub horizon: NextStepHorizon,
}

/// What the debrief screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
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
    pub predictions: Vec<Statement>,
    /// The wonderings of the group.
    pub wonderings: Vec<Statement>,
    /// The next steps.
    pub next_steps: Vec<NextStep>,
}

impl From<screen::DebriefBoard> for DebriefBoard {
    fn from(board: screen::DebriefBoard) -> Self {
        let cards = |cards: Vec<screen::BoardEvidence>| cards.into_iter().map(Into::into).collect();
        let patterns = board.patterns.into_iter().map(|pattern| BoardPattern {
            id: text(&pattern.pattern),
            statement: pattern.statement,
            evidence: cards(pattern.evidence),
        });
        let steps = board.next_steps.into_iter().map(|(id, step)| NextStep {
            id: text(&id),
            text: step.text,
            level: step.level.into(),
            horizon: step.horizon.into(),
        });
        Self {
            step: board.step.into(),
            may_edit: board.may_edit,
            patterns: patterns.collect(),
            unplaced: cards(board.unplaced),
            predictions: board.predictions.into_iter().map(statement).collect(),
            wonderings: board.wonderings.into_iter().map(statement).collect(),
            next_steps: steps.collect(),
        }
    }
}

fn statement((id, statement): (StatementId, domain::Statement)) -> Statement {
    Statement { id: text(&id), text: statement.text }
}

/// A text that several people write together, as a person begins to edit it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct SharedText {
    /// Its place: `pattern/<id>`, `prediction/<id>`, `wondering/<id>`, `next_step/<id>`, `comment/<id>`, `vision`,
    /// `problem_of_practice`.
    pub place: String,
    /// What it says.
    pub text: String,
    /// What it was seen with: give it back when editing, so that what others wrote meanwhile is kept.
    pub seen: String,
}

impl SharedText {
    pub(crate) fn of(place: String, shared: client::SharedText) -> Self {
        let seen = shared.seen.iter().flatten().map(|byte| format!("{byte:02x}")).collect();
        Self { place, text: shared.text, seen }
    }

    /// What a text was seen with, from its text form.
    pub(crate) fn parse_seen(seen: &str) -> Answer<Vec<[u8; 32]>> {
        let wrong = || bad_argument("`seen` is not what a shared text came with");
        // As many heads as a change may depend on, and some.
        if !seen.len().is_multiple_of(64)
            || seen.len() > 64 * 256
            || !seen.bytes().all(|byte| byte.is_ascii_hexdigit())
        {
            return Err(wrong());
        }
        let head = |hex: &str| {
            let mut head = [0; 32];
            for (byte, digits) in head.iter_mut().zip(0..32) {
                *byte = u8::from_str_radix(&hex[digits * 2..digits * 2 + 2], 16).map_err(|_| wrong())?;
            }
            Ok(head)
        };
        (0..seen.len() / 64).map(|number| head(&seen[number * 64..(number + 1) * 64])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_was_seen_with_survives_its_text_form_and_rubbish_is_refused() {
        let seen = vec![[7; 32], [255; 32]];
        let shared = client::SharedText { text: String::new(), seen: seen.clone() };
        let shared = SharedText::of("vision".into(), shared);
        assert_eq!(SharedText::parse_seen(&shared.seen), Ok(seen));
        assert_eq!(SharedText::parse_seen(""), Ok(Vec::new()));
        for wrong in ["0", &"g".repeat(64), &"é".repeat(32), &"00".repeat(32 * 300)] {
            assert!(SharedText::parse_seen(wrong).is_err());
        }
    }
}
