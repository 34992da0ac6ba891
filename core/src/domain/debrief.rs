//! The group's work after the walk: describe, group, predict, name the next level of work.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::ids::{EvidenceId, PatternId, StatementId};

/// The steps of a debrief, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DebriefStep {
    /// Read what was seen, and say only that.
    #[default]
    Describe,
    /// Group evidence under statements.
    Group,
    /// "If you were a student here and did all you were asked, what would you know and be able to do?"
    Predict,
    /// Name the next level of work.
    NextLevel,
}

impl DebriefStep {
    /// All steps, in order.
    pub const ALL: [Self; 4] = [Self::Describe, Self::Group, Self::Predict, Self::NextLevel];

    /// The word used in JSON and SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Describe => "describe",
            Self::Group => "group",
            Self::Predict => "predict",
            Self::NextLevel => "next_level",
        }
    }

    /// The step that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == word)
    }

    /// Whether the group may go to `to` from here: back to any step, or on to the next one.
    pub fn may_move_to(self, to: Self) -> bool {
        to as usize <= self as usize + 1
    }
}

/// How a piece of evidence stands to the statement it is placed under. Contrasts and exceptions are kept, not
/// averaged away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bearing {
    /// It shows what the statement says.
    #[default]
    Supports,
    /// It shows something else beside it.
    Contrasts,
    /// It is the one case where it was not so.
    Exception,
}

impl Bearing {
    /// All bearings, in the order they are listed to people.
    pub const ALL: [Self; 3] = [Self::Supports, Self::Contrasts, Self::Exception];

    /// The word used in JSON and in documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Contrasts => "contrasts",
            Self::Exception => "exception",
        }
    }

    /// The bearing that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bearing| bearing.as_str() == word)
    }
}

/// Where a next step takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// In classrooms.
    #[default]
    Classroom,
    /// In the school as a whole.
    School,
    /// In the network.
    Network,
}

impl Level {
    /// All levels, in order.
    pub const ALL: [Self; 3] = [Self::Classroom, Self::School, Self::Network];

    /// The word used in JSON and in documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Classroom => "classroom",
            Self::School => "school",
            Self::Network => "network",
        }
    }

    /// The level that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == word)
    }
}

/// By when a next step shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Horizon {
    /// Next week.
    #[default]
    Week,
    /// Next month.
    Month,
    /// By the end of the year.
    Year,
}

impl Horizon {
    /// All horizons, in order.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Year];

    /// The word used in JSON and in documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The horizon that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|horizon| horizon.as_str() == word)
    }
}

/// A statement about what was seen, with evidence under it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pattern {
    /// What the group says, written together.
    pub statement: String,
    /// When it was begun.
    pub made_at: Timestamp,
    /// The evidence placed under it. Where people place the same piece differently, every placement is here.
    pub evidence: BTreeMap<EvidenceId, BTreeSet<Bearing>>,
}

/// A prediction or a wondering of the group.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Statement {
    /// The words, written together.
    pub text: String,
    /// When it was begun.
    pub made_at: Timestamp,
}

/// A next step of the work.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NextStep {
    /// The words, written together.
    pub text: String,
    /// Where.
    pub level: Level,
    /// By when.
    pub horizon: Horizon,
    /// When it was begun.
    pub made_at: Timestamp,
}

/// What the group has made of the evidence. Removed things are not in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Debrief {
    /// The patterns, by id and so in the order they were begun.
    pub patterns: BTreeMap<PatternId, Pattern>,
    /// The predictions.
    pub predictions: BTreeMap<StatementId, Statement>,
    /// The wonderings of the group.
    pub wonderings: BTreeMap<StatementId, Statement>,
    /// The next steps.
    pub next_steps: BTreeMap<StatementId, NextStep>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_debrief_goes_back_to_any_step_and_on_to_the_next_only() {
        use DebriefStep::{Describe, Group, NextLevel, Predict};
        for (from, to, may) in [
            (Describe, Group, true),
            (Describe, Predict, false),
            (Describe, NextLevel, false),
            (Group, Group, true),
            (Predict, NextLevel, true),
            (NextLevel, Describe, true),
        ] {
            assert_eq!(from.may_move_to(to), may, "{from:?} to {to:?}");
        }
    }
}
