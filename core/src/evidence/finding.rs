//! What the evidence check says: findings, their kinds, and the verdict they add up to.
//!
//! Positions count UTF-16 code units from the start of the text, half open, because the phone apps and
//! the browser that show them count so. A position never falls inside a character.

use serde::{Deserialize, Serialize};

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A value put on what was seen: good, effective, rude, well, always.
    Judgement,
    /// What goes on inside a person, or why: seemed, wanted, because she was angry.
    Inference,
    /// What ought to be: should, needs to, next time try.
    Prescription,
    /// An amount nobody counted: a lot of students.
    VagueQuantity,
    /// A fact and an inference in one sentence; carries the [`Split`] to offer.
    FactAndInference,
    /// Words that tell who or where: a title with a name, a member's name, a door number.
    Identifying,
}

impl Kind {
    /// Whether a finding of this kind makes the text a judgement.
    ///
    /// An uncounted amount or a name does not: the sentence still says what a camera would record.
    pub fn makes_judgement(self) -> bool {
        match self {
            Self::Judgement | Self::Inference | Self::Prescription | Self::FactAndInference => true,
            Self::VagueQuantity | Self::Identifying => false,
        }
    }
}

/// One thing the check has to say about a text. It is advice: nothing is ever refused because of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is about.
    pub kind: Kind,
    /// First UTF-16 code unit of the words meant.
    pub start: usize,
    /// UTF-16 code unit after the last of the words meant.
    pub end: usize,
    /// A plain sentence addressed to the observer.
    pub hint: &'static str,
    /// The two halves on offer; only for [`Kind::FactAndInference`].
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub split: Option<Split>,
}

/// The two halves of a sentence that holds a fact and an inference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Split {
    /// The half a camera would record.
    pub fact: Span,
    /// The half that was added to it, with the word that joins it on.
    pub inference: Span,
}

/// A stretch of text in UTF-16 code units, half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First code unit.
    pub start: usize,
    /// The code unit after the last.
    pub end: usize,
}

/// What the findings on a text add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A camera would have recorded it.
    Evidence,
    /// Something was added to what was seen and heard.
    Judgement,
}

/// Returns what `findings` add up to.
pub fn verdict(findings: &[Finding]) -> Verdict {
    if findings.iter().any(|finding| finding.kind.makes_judgement()) {
        Verdict::Judgement
    } else {
        Verdict::Evidence
    }
}
