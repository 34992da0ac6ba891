//! What is asked of a member, and what the host answers to the visit.

use fieldwalk_core::client;
use fieldwalk_core::domain;

use super::{forms, mirror, record, text};

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

record! {
    /// Something asked of this member; answered by rewording or withdrawing the item.
    AskedOfMe {
        /// Its id.
        id: String,
        /// About which item.
        item: String,
        /// How the item is worded where it is shared.
        wording: String,
        /// For what.
        kind: AskKind,
        /// In whose words; may be empty.
        text: String,
        /// When.
        asked_at: i64,
    }
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

forms! {
    /// What a comment is about.
    CommentAbout {
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
}

record! {
    /// A comment of the host.
    Comment {
        /// Its id.
        id: String,
        /// What it is about.
        about: CommentAbout,
        /// The words.
        text: String,
        /// When it was written.
        made_at: i64,
    }
}

record! {
    /// Something the host takes on.
    Commitment {
        /// Its id.
        id: String,
        /// What.
        text: String,
        /// Who sees to it, in the host's words.
        owner: String,
        /// The day by which.
        due: Option<String>,
        /// When it was done.
        done_at: Option<i64>,
    }
}

record! {
    /// A question that a cycle is to answer.
    CycleQuestion {
        /// Its id.
        id: String,
        /// The question.
        question: String,
        /// What the team expects.
        prediction: String,
        /// What the data say, against the prediction.
        finding: String,
    }
}

record! {
    /// A Plan-Do-Study-Act record.
    ImprovementCycle {
        /// Its id.
        id: String,
        /// What it is to improve, by how much, by when.
        aim: String,
        /// The change that is tried.
        change_idea: String,
        /// Which data will tell, and who collects them.
        data_plan: String,
        /// The questions with their predictions.
        questions: Vec<CycleQuestion>,
        /// What was seen while doing it.
        observations: String,
        /// What becomes of the change idea.
        decision: Option<CycleDecision>,
        /// When its predictions were locked.
        locked_at: Option<i64>,
    }
}

record! {
    /// The host's response to a visit.
    HostResponse {
        /// Comments.
        comments: Vec<Comment>,
        /// Commitments.
        commitments: Vec<Commitment>,
        /// Improvement cycles.
        cycles: Vec<ImprovementCycle>,
        /// The day on which the host reports back to the participants.
        report_back_on: Option<String>,
    }
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
