//! What the evidence check says.

use fieldwalk_core::evidence;

use super::{mirror, number, record};

mirror! {
    /// What a finding is about.
    FindingKind of evidence::Kind {
        /// A value put on what was seen.
        Judgement,
        /// What goes on inside a person, or why.
        Inference,
        /// What ought to be.
        Prescription,
        /// An amount nobody counted.
        VagueQuantity,
        /// A fact and an inference in one sentence; carries the split to offer.
        FactAndInference,
        /// Words that tell who or where.
        Identifying,
    }
}

record! {
    /// A stretch of text in UTF-16 code units, half open. It never falls inside a character.
    TextSpan {
        /// First code unit.
        start: i64,
        /// The code unit after the last.
        end: i64,
    }
}

record! {
    /// The two halves of a sentence that holds a fact and an inference.
    FindingSplit {
        /// The half a camera would record.
        fact: TextSpan,
        /// The half that was added to it.
        inference: TextSpan,
    }
}

record! {
    /// One thing the check has to say. It is advice: nothing is ever refused because of it.
    EvidenceFinding {
        /// What it is about.
        kind: FindingKind,
        /// The words meant.
        span: TextSpan,
        /// A plain English sentence addressed to the observer.
        hint: String,
        /// The two halves on offer.
        split: Option<FindingSplit>,
    }
}

impl From<evidence::Finding> for EvidenceFinding {
    fn from(finding: evidence::Finding) -> Self {
        let span = |start, end| TextSpan { start: number(start), end: number(end) };
        Self {
            kind: finding.kind.into(),
            span: span(finding.start, finding.end),
            hint: finding.hint.to_owned(),
            split: finding.split.map(|split| FindingSplit {
                fact: span(split.fact.start, split.fact.end),
                inference: span(split.inference.start, split.inference.end),
            }),
        }
    }
}
