//! What is asked of a member, and what the host answers to the visit.

use fieldwalk_core::client;
use fieldwalk_core::domain;

use super::{mirror, text};

mirror! {
    /// What an author is asked for.
    AskKind of domain::AskKind {
        /// To reword: a facilitator's wish when clearing.
        Reword,
        /// To answer a question: a host's wish when reviewing.
        Question,
    }
}

mirror! {
    /// What becomes of a change idea.
    CycleDecision of domain::Decision {
        /// It is kept.
        Adopt,
        /// It is changed and tried again.
        Adapt,
        /// It is given up.
        Abandon,
    }
}

/// Something asked of this member; answered by rewording or withdrawing the item.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct AskedOfMe {
    /// Its id.
    pub id: String,
    /// About which item.
    pub item: String,
    /// How the item is worded where it is shared.
    pub wording: String,
    /// For what.
    pub kind: AskKind,
    /// In whose words; may be empty.
    pub text: String,
    /// When.
    pub asked_at: i64,
}

impl From<client::AskedOfMe> for AskedOfMe {
    fn from(asked: client::AskedOfMe) -> Self {
        Self {
            id: text(&asked.ask),
            item: text(&asked.item),
            wording: asked.wording,
            kind: asked.kind.into(),
            text: asked.text,
            asked_at: asked.asked_at.0,
        }
    }
}

/// What a comment is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum CommentAbout {
    /// The feedback as a whole.
    WholeFeedback,
    /// A piece of evidence.
    OneEvidence {
        /// Which.
        evidence: String,
    },
    /// A pattern.
    OnePattern {
        /// Which.
        pattern: String,
    },
}

/// A comment of the host.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Comment {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub about: CommentAbout,
    /// The words.
    pub text: String,
    /// When it was written.
    pub made_at: i64,
}

/// Something the host takes on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Commitment {
    /// Its id.
    pub id: String,
    /// What.
    pub text: String,
    /// Who sees to it, in the host's words.
    pub owner: String,
    /// The day by which.
    pub due: Option<String>,
    /// When it was done.
    pub done_at: Option<i64>,
}

/// A question that a cycle is to answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CycleQuestion {
    /// Its id.
    pub id: String,
    /// The question.
    pub question: String,
    /// What the team expects.
    pub prediction: String,
    /// What the data say, against the prediction.
    pub finding: String,
}

/// A Plan-Do-Study-Act record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ImprovementCycle {
    /// Its id.
    pub id: String,
    /// What it is to improve, by how much, by when.
    pub aim: String,
    /// The change that is tried.
    pub change_idea: String,
    /// Which data will tell, and who collects them.
    pub data_plan: String,
    /// The questions with their predictions.
    pub questions: Vec<CycleQuestion>,
    /// What was seen while doing it.
    pub observations: String,
    /// What becomes of the change idea.
    pub decision: Option<CycleDecision>,
    /// When its predictions were locked.
    pub locked_at: Option<i64>,
}

/// The host's response to a visit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct HostResponse {
    /// Comments.
    pub comments: Vec<Comment>,
    /// Commitments.
    pub commitments: Vec<Commitment>,
    /// Improvement cycles.
    pub cycles: Vec<ImprovementCycle>,
    /// The day on which the host reports back to the participants.
    pub report_back_on: Option<String>,
}

impl From<domain::Response> for HostResponse {
    fn from(response: domain::Response) -> Self {
        let comments = response.comments.into_iter().map(|(id, comment)| Comment {
            id: text(&id),
            about: match comment.about {
                domain::About::Feedback => CommentAbout::WholeFeedback,
                domain::About::Evidence(evidence) => CommentAbout::OneEvidence { evidence: text(&evidence) },
                domain::About::Pattern(pattern) => CommentAbout::OnePattern { pattern: text(&pattern) },
            },
            text: comment.text,
            made_at: comment.made_at.0,
        });
        let commitments = response.commitments.into_iter().map(|(id, commitment)| Commitment {
            id: text(&id),
            text: commitment.text,
            owner: commitment.owner,
            due: commitment.due.as_ref().map(text),
            done_at: commitment.done_at.map(|at| at.0),
        });
        let cycles = response.cycles.into_iter().map(|(id, cycle)| ImprovementCycle {
            id: text(&id),
            aim: cycle.aim,
            change_idea: cycle.change_idea,
            data_plan: cycle.data_plan,
            questions: cycle
                .questions
                .into_iter()
                .map(|(id, question)| CycleQuestion {
                    id: text(&id),
                    question: question.question,
                    prediction: question.prediction,
                    finding: question.finding,
                })
                .collect(),
            observations: cycle.observations,
            decision: cycle.decision.map(Into::into),
            locked_at: cycle.locked_at.map(|at| at.0),
        });
        Self {
            comments: comments.collect(),
            commitments: commitments.collect(),
            cycles: cycles.collect(),
            report_back_on: response.report_back_on.as_ref().map(text),
        }
    }
}
