//! The host's own: comments, commitments and improvement cycles. Read by participants once the host publishes it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::ids::{CommentId, CommitmentId, CycleId, EvidenceId, PatternId, QuestionId, StatementId};

/// What a comment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The feedback as a whole.
    Feedback,
    /// A piece of evidence.
    Evidence(EvidenceId),
    /// A pattern.
    Pattern(PatternId),
}

/// A comment of the host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// What it is about.
    pub about: About,
    /// The words.
    pub text: String,
    /// When it was written.
    pub made_at: Timestamp,
}

/// Something the host takes on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Commitment {
    /// What.
    pub text: String,
    /// Who sees to it, in the host's words.
    pub owner: String,
    /// By when.
    pub due: Option<Date>,
    /// When it was done; `None` while it is open.
    pub done_at: Option<Timestamp>,
    /// When it was taken on.
    pub made_at: Timestamp,
}

/// What becomes of a change idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It is kept.
    Adopt,
    /// It is changed and tried again.
    Adapt,
    /// It is given up.
    Abandon,
}

impl Decision {
    /// All decisions, in the order they are listed to people.
    pub const ALL: [Self; 3] = [Self::Adopt, Self::Adapt, Self::Abandon];

    /// The word used in JSON and in documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Adopt => "adopt",
            Self::Adapt => "adapt",
            Self::Abandon => "abandon",
        }
    }

    /// The decision that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.as_str() == word)
    }
}

/// A question that a cycle is to answer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CycleQuestion {
    /// The question. Once the cycle is locked, the words as they were locked.
    pub question: String,
    /// What the team expects. Once the cycle is locked, the words as they were locked.
    pub prediction: String,
    /// What the data say, against the prediction.
    pub finding: String,
}

/// A Plan-Do-Study-Act record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImprovementCycle {
    /// What it is to improve, by how much, by when.
    pub aim: String,
    /// The change that is tried.
    pub change_idea: String,
    /// Which data will tell, and who collects them.
    pub data_plan: String,
    /// The questions with their predictions.
    pub questions: BTreeMap<QuestionId, CycleQuestion>,
    /// What was seen while doing it.
    pub observations: String,
    /// What becomes of the change idea; `None` before Act.
    pub decision: Option<Decision>,
    /// The next step of the debrief that it came from.
    pub next_step: Option<StatementId>,
    /// When it was begun.
    pub made_at: Timestamp,
    /// When its questions and predictions were locked, before Do; `None` while it is being planned.
    pub locked_at: Option<Timestamp>,
}

/// The host's response to a visit. Removed things are not in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Response {
    /// Comments.
    pub comments: BTreeMap<CommentId, Comment>,
    /// Commitments.
    pub commitments: BTreeMap<CommitmentId, Commitment>,
    /// Improvement cycles.
    pub cycles: BTreeMap<CycleId, ImprovementCycle>,
    /// When the host reports back to the participants.
    pub report_back_on: Option<Date>,
}
