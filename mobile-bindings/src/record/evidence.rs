//! What the evidence check says.

use fieldwalk_core::evidence;

use super::mirror;
use crate::ids::number;

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

/// A stretch of text, half open, in both units that languages count in. It never falls inside a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Record)]
pub struct TextSpan {
    /// First UTF-16 code unit: as Kotlin, Java, JavaScript and `NSRange` count.
    pub start: i64,
    /// UTF-16 code unit after the last.
    pub end: i64,
    /// First code point: as Python and Swift's `unicodeScalars` count.
    pub start_scalar: i64,
    /// Code point after the last.
    pub end_scalar: i64,
}

/// The two halves of a sentence that holds a fact and an inference.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct FindingSplit {
    /// The half a camera would record.
    pub fact: TextSpan,
    /// The half that was added to it.
    pub inference: TextSpan,
}

/// One thing the check has to say. It is advice: nothing is ever refused because of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct EvidenceFinding {
    /// What it is about.
    pub kind: FindingKind,
    /// The words meant.
    pub span: TextSpan,
    /// A plain English sentence addressed to the observer.
    pub hint: String,
    /// The two halves on offer.
    pub split: Option<FindingSplit>,
}

impl EvidenceFinding {
    /// The findings on `text`, in reading order.
    pub(crate) fn all(findings: Vec<evidence::Finding>, text: &str) -> Vec<Self> {
        let scalars = Scalars::of(text);
        let finding = |finding: evidence::Finding| Self {
            kind: finding.kind.into(),
            span: scalars.span(finding.start, finding.end),
            hint: finding.hint.to_owned(),
            split: finding.split.map(|split| FindingSplit {
                fact: scalars.span(split.fact.start, split.fact.end),
                inference: scalars.span(split.inference.start, split.inference.end),
            }),
        };
        findings.into_iter().map(finding).collect()
    }
}

/// For each code point of a text, the UTF-16 code unit that it starts at.
struct Scalars(Vec<usize>);

impl Scalars {
    fn of(text: &str) -> Self {
        let starts = text.chars().scan(0, |unit, character| {
            let start = *unit;
            *unit += character.len_utf16();
            Some(start)
        });
        Self(starts.collect())
    }

    fn span(&self, start: usize, end: usize) -> TextSpan {
        let scalar = |unit: usize| number(self.0.partition_point(|start| *start < unit));
        TextSpan { start: number(start), end: number(end), start_scalar: scalar(start), end_scalar: scalar(end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn span_counts_code_units_and_code_points() {
        let scalars = Scalars::of("a😀é!");
        let all = TextSpan { start: 1, end: 4, start_scalar: 1, end_scalar: 3 };
        assert_eq!(scalars.span(1, 4), all);
        assert_eq!(scalars.span(5, 5).end_scalar, 4, "the end of the text");
    }
}
