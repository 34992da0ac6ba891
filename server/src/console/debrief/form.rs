//! A form of the debrief, read into one act. What does not make sense is told apart here and nowhere later.

use std::str::FromStr;

use data_encoding::HEXLOWER_PERMISSIVE;
use fieldwalk_core::document::{PROSE_UNITS_MAX, TextPlace};
use fieldwalk_core::domain::{Bearing, DebriefStep, Horizon, Level};
use fieldwalk_core::ids::{CommandId, EditId, EvidenceId, MemberId, PatternId, PlacementId, StatementId};
use serde::Deserialize;

/// The fields of any form of the debrief, as they came.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Sent {
    /// Who is meant to send it: a browser may have been handed on since.
    pub(super) member: String,
    /// Where it was sent from; see `Looking`.
    pub(super) back: String,
    act: String,
    id: String,
    step: String,
    pattern: String,
    from: String,
    evidence: String,
    bearing: String,
    place: String,
    seen: String,
    edit: String,
    text: String,
    level: String,
    horizon: String,
}

/// What somebody does.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Moves the group to a step.
    Step(CommandId, DebriefStep),
    /// Begins a pattern.
    AddPattern(PatternId, String),
    /// Removes one.
    RemovePattern(PatternId),
    /// Places a piece under a pattern, taking it from another one or from there.
    Place {
        /// The placement.
        id: PlacementId,
        /// From under this one.
        from: Option<PatternId>,
        /// To under this one.
        to: PatternId,
        /// The piece.
        evidence: EvidenceId,
        /// How it stands to the statement.
        bearing: Bearing,
    },
    /// Takes a piece from under a pattern.
    TakeAway(PatternId, EvidenceId),
    /// Rewords a text.
    Edit {
        /// Which.
        place: TextPlace,
        /// The view that the writer had.
        seen: Vec<[u8; 32]>,
        /// The words.
        text: String,
        /// The writing that this is part of.
        edit: EditId,
    },
    /// Adds a prediction.
    AddPrediction(StatementId, String),
    /// Adds a wondering of the group.
    AddWondering(StatementId, String),
    /// Adds a next step.
    AddNextStep(StatementId, String, Level, Horizon),
    /// Says where and by when a next step shows.
    SetNextStep(StatementId, Level, Horizon),
    /// Removes a prediction, a wondering or a next step.
    RemoveStatement(TextPlace),
    /// Withdraws a piece of one's own.
    Withdraw(EvidenceId),
}

/// Why a form is no act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotAnAct {
    /// A field is missing or is not what it is meant to be.
    Unreadable,
    /// No words where words are needed.
    Empty,
    /// More words than one text may have.
    TooLong,
}

impl Sent {
    /// Whether it is meant to be sent by `member`.
    pub(super) fn is_of(&self, member: MemberId) -> bool {
        self.member.is_empty() || self.member.parse() == Ok(member)
    }

    /// The act.
    ///
    /// # Errors
    /// [`NotAnAct`].
    pub(super) fn act(&self) -> Result<Act, NotAnAct> {
        match self.act.as_str() {
            "step" => Ok(Act::Step(read(&self.id)?, word(DebriefStep::from_word(&self.step))?)),
            "add-pattern" => Ok(Act::AddPattern(read(&self.id)?, self.words()?)),
            "remove-pattern" => Ok(Act::RemovePattern(read(&self.pattern)?)),
            "place" => Ok(Act::Place {
                id: read(&self.id)?,
                from: if self.from.is_empty() { None } else { Some(read(&self.from)?) },
                to: read(&self.pattern)?,
                evidence: read(&self.evidence)?,
                bearing: word(Bearing::from_word(&self.bearing))?,
            }),
            "take-away" => Ok(Act::TakeAway(read(&self.from)?, read(&self.evidence)?)),
            "edit" => Ok(Act::Edit {
                place: self.place()?,
                seen: heads(&self.seen)?,
                text: self.text_of_any_length()?,
                edit: read(&self.edit)?,
            }),
            "add-prediction" => Ok(Act::AddPrediction(read(&self.id)?, self.words()?)),
            "add-wondering" => Ok(Act::AddWondering(read(&self.id)?, self.words()?)),
            "add-next-step" => {
                let (level, horizon) = self.reach()?;
                Ok(Act::AddNextStep(read(&self.id)?, self.words()?, level, horizon))
            }
            "set-next-step" => {
                let (level, horizon) = self.reach()?;
                Ok(Act::SetNextStep(read(&self.id)?, level, horizon))
            }
            "remove" => match self.place()? {
                TextPlace::Pattern(_) => Err(NotAnAct::Unreadable),
                place => Ok(Act::RemoveStatement(place)),
            },
            "withdraw" => Ok(Act::Withdraw(read(&self.evidence)?)),
            _ => Err(NotAnAct::Unreadable),
        }
    }

    fn words(&self) -> Result<String, NotAnAct> {
        let text = self.text_of_any_length()?;
        let text = text.trim();
        if text.is_empty() { Err(NotAnAct::Empty) } else { Ok(text.to_owned()) }
    }

    /// A browser sends line ends as CR LF; everywhere else they are LF.
    fn text_of_any_length(&self) -> Result<String, NotAnAct> {
        let text = self.text.replace("\r\n", "\n");
        let is_too_long = text.encode_utf16().count() > PROSE_UNITS_MAX;
        if is_too_long { Err(NotAnAct::TooLong) } else { Ok(text) }
    }

    fn reach(&self) -> Result<(Level, Horizon), NotAnAct> {
        Ok((word(Level::from_word(&self.level))?, word(Horizon::from_word(&self.horizon))?))
    }

    /// One of the texts of a debrief.
    fn place(&self) -> Result<TextPlace, NotAnAct> {
        match read(&self.place)? {
            place @ (TextPlace::Pattern(_)
            | TextPlace::Prediction(_)
            | TextPlace::Wondering(_)
            | TextPlace::NextStep(_)) => Ok(place),
            _ => Err(NotAnAct::Unreadable),
        }
    }
}

fn read<T: FromStr>(field: &str) -> Result<T, NotAnAct> {
    field.parse().map_err(|_| NotAnAct::Unreadable)
}

fn word<T>(found: Option<T>) -> Result<T, NotAnAct> {
    found.ok_or(NotAnAct::Unreadable)
}

/// Heads as [`written`] writes them.
fn heads(field: &str) -> Result<Vec<[u8; 32]>, NotAnAct> {
    let read = |head: &str| HEXLOWER_PERMISSIVE.decode(head.as_bytes()).ok()?.try_into().ok();
    field.split(',').filter(|head| !head.is_empty()).map(|head| word(read(head))).collect()
}

/// Heads as a form carries them.
pub(super) fn written(heads: &[[u8; 32]]) -> String {
    heads.iter().map(|head| HEXLOWER_PERMISSIVE.encode(head)).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b21";

    fn sent(fields: &[(&str, &str)]) -> Sent {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let object: serde_json::Map<String, serde_json::Value> =
            fields.map(|(name, value)| (name, value.into())).collect();
        serde_json::from_value(object.into()).unwrap()
    }

    #[test]
    fn heads_are_read_as_they_are_written() {
        let both = vec![[7; 32], [255; 32]];
        assert_eq!(heads(&written(&both)), Ok(both));
        assert_eq!(heads(""), Ok(Vec::new()));
        assert_eq!(heads("00ff"), Err(NotAnAct::Unreadable));
    }

    #[test]
    fn words_lose_only_the_space_around_them() {
        let act = sent(&[("act", "add-prediction"), ("id", ID), ("text", "  one\r\ntwo \n")]).act();
        assert_eq!(act, Ok(Act::AddPrediction(ID.parse().unwrap(), "one\ntwo".to_owned())));
        let empty = sent(&[("act", "add-pattern"), ("id", ID), ("text", " \r\n")]).act();
        assert_eq!(empty, Err(NotAnAct::Empty));
        let long = "x".repeat(PROSE_UNITS_MAX + 1);
        let long = sent(&[("act", "add-pattern"), ("id", ID), ("text", &long)]).act();
        assert_eq!(long, Err(NotAnAct::TooLong));
    }

    #[test]
    fn texts_of_other_documents_are_not_edited_here() {
        for place in ["vision", "problem_of_practice", &format!("comment/{ID}"), "pattern/1"] {
            let act = sent(&[("act", "edit"), ("place", place), ("edit", ID), ("text", "x")]).act();
            assert_eq!(act, Err(NotAnAct::Unreadable), "{place}");
        }
        let pattern = format!("pattern/{ID}");
        assert_eq!(sent(&[("act", "remove"), ("place", &pattern)]).act(), Err(NotAnAct::Unreadable));
    }
}
