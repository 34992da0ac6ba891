//! What a group works on together.

use fieldwalk_core::client;
use fieldwalk_core::client::screen;
use fieldwalk_core::domain;
use fieldwalk_core::hex;
use fieldwalk_core::ids::StatementId;

use super::{mirror, record, text};
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

record! {
    /// A piece of evidence as a card.
    BoardEvidence {
        /// Which.
        evidence: String,
        /// The room's code, where it may be told.
        room: Option<String>,
        /// What was seen.
        text: String,
        /// How it stands to the pattern it is under; null outside.
        bearings: Vec<EvidenceBearing>,
    }
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

record! {
    /// A pattern as a column.
    BoardPattern {
        /// Its id.
        id: String,
        /// What the group says; edited as the shared text `pattern/<id>`.
        statement: String,
        /// The cards under it.
        evidence: Vec<BoardEvidence>,
    }
}

record! {
    /// A prediction or a wondering of the group; edited as the shared text `prediction/<id>` or `wondering/<id>`.
    Statement {
        /// Its id.
        id: String,
        /// The words.
        text: String,
    }
}

record! {
    /// A next step; edited as the shared text `next_step/<id>`.
    NextStep {
        /// Its id.
        id: String,
        /// The words.
        text: String,
        /// Where.
        level: NextStepLevel,
        /// By when.
        horizon: NextStepHorizon,
    }
}

record! {
    /// What the debrief screen shows.
    DebriefBoard {
        /// Where the group is.
        step: DebriefStep,
        /// Whether this member works on it, or only reads.
        may_edit: bool,
        /// The patterns, in the order they were begun.
        patterns: Vec<BoardPattern>,
        /// The cards under no pattern.
        unplaced: Vec<BoardEvidence>,
        /// The predictions.
        predictions: Vec<Statement>,
        /// The wonderings of the group.
        wonderings: Vec<Statement>,
        /// The next steps.
        next_steps: Vec<NextStep>,
    }
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

record! {
    /// A text that several people write together, as a person begins to edit it.
    SharedText {
        /// Its place: `pattern/<id>`, `prediction/<id>`, `wondering/<id>`, `next_step/<id>`, `comment/<id>`, `vision`,
        /// `problem_of_practice`.
        place: String,
        /// What it says.
        text: String,
        /// What it was seen with: give it back when editing, so that what others wrote meanwhile is kept.
        seen: String,
    }
}

impl SharedText {
    pub(crate) fn of(place: String, shared: client::SharedText) -> Self {
        Self { place, text: shared.text, seen: hex::encode(shared.seen.as_flattened()) }
    }

    /// What a text was seen with, from its text form.
    pub(crate) fn parse_seen(seen: &str) -> Answer<Vec<[u8; 32]>> {
        let wrong = || bad_argument("`seen` is not what a shared text came with");
        // As many heads as a change may depend on, and some.
        let bytes = Some(seen).filter(|seen| seen.len() <= 64 * 256).map(hex::decode_any);
        let bytes = bytes.flatten().ok_or_else(wrong)?;
        let (heads, rest) = bytes.as_chunks();
        if rest.is_empty() { Ok(heads.to_vec()) } else { Err(wrong()) }
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
