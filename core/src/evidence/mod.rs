//! The evidence check: reads what an observer wrote and points at words that a camera would not have recorded.
//!
//! Three ideas. **Rules are data**: what to look for, why, and what to say about it stand in `english/*.rules`,
//! and the code here knows no word of English. **Speech is evidence**: what somebody said is exempt, however
//! judging, and only names are looked for in it. **It warns and never blocks**: the answer is a list of
//! findings with hints, and nothing in the client may refuse a note because of one.
//!
//! It is pure and runs on the phone. It must not log, store or send what it reads, and must accept any text.

mod finding;
mod lines;
mod names;
mod pattern;
mod rules;
mod speech;
mod split;
mod token;
mod words;

#[cfg(test)]
mod accuracy;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use finding::{Finding, Kind, Span, Split, Verdict, verdict};
pub use lines::check_line;
pub use names::NameList;
pub use rules::Rule;

use crate::order::order_by_key;
use pattern::Seen;
use rules::{ENGLISH, Hit, overlap};
use token::{Shape, Token, tokens};

/// The check for one network: the rules of the language and the names that must stay out.
///
/// Made once and kept; making one costs no more than copying the names.
#[derive(Debug, Clone, Default)]
pub struct Check {
    names: NameList,
}

impl Check {
    /// Makes the check for a network whose people are called `names`.
    pub fn new(names: NameList) -> Self {
        Self { names }
    }

    /// Returns what there is to say about `text`, in reading order; empty when there is nothing.
    pub fn findings(&self, text: &str) -> Vec<Finding> {
        let tokens = tokens(text);
        let seen = seen(text, &tokens);
        let hits = without_overlaps(ENGLISH.hits(&seen));
        let positions = Positions::new(text, &tokens);
        let mut findings: Vec<Finding> =
            hits.iter().map(|hit| positions.finding(hit.rule.kind, &hit.words, hit.rule.hint)).collect();
        for words in self.names.find(text, &tokens) {
            if !hits.iter().any(|hit| hit.rule.kind == Kind::Identifying && overlap(&hit.words, &words)) {
                findings.push(positions.finding(Kind::Identifying, &words, ENGLISH.member_name().hint));
            }
        }
        for halves in split::halves(&ENGLISH, &seen, &hits) {
            let (fact, inference) = (positions.span(&halves.fact), positions.span(&halves.inference));
            findings.push(Finding {
                kind: Kind::FactAndInference,
                start: fact.start,
                end: inference.end,
                hint: ENGLISH.split().hint,
                split: Some(Split { fact, inference }),
            });
        }
        order_by_key(&mut findings, |finding| (finding.start, finding.end, finding.kind));
        findings
    }
}

/// Checks one text once; keep a [`Check`] where there are many.
pub fn check(text: &str, names: &NameList) -> Vec<Finding> {
    Check::new(names.clone()).findings(text)
}

/// Every rule the check knows, for pages that explain it.
pub fn rules() -> impl Iterator<Item = Rule> {
    ENGLISH.list()
}

/// Looks every token up and marks what is speech.
fn seen(text: &str, tokens: &[Token]) -> Vec<Seen> {
    let speech = speech::marked_speech(text, &ENGLISH);
    let mut lower = String::new();
    let mut seen: Vec<Seen> = tokens
        .iter()
        .map(|token| Seen {
            spoken: speech.iter().any(|range| overlap(range, &token.at)),
            ..match token.shape {
                Shape::Word { .. } | Shape::Number => Seen {
                    shape: token.shape,
                    word: ENGLISH.word(&text[token.at.clone()], &mut lower),
                    spoken: false,
                },
                shape => Seen::break_of(shape),
            }
        })
        .collect();
    ENGLISH.mark_reported(&mut seen);
    seen
}

/// Keeps, of hits that overlap, the one that begins first, and of those the longest.
/// An uncounted amount or a name stands beside a judgement, not under it.
fn without_overlaps(mut hits: Vec<Hit>) -> Vec<Hit> {
    let family = |hit: &Hit| {
        if hit.rule.kind.makes_judgement() { Kind::Judgement } else { hit.rule.kind }
    };
    order_by_key(&mut hits, |hit| (hit.words.start, usize::MAX - hit.words.end));
    let mut kept: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        if !kept.iter().any(|other| family(other) == family(&hit) && overlap(&other.words, &hit.words)) {
            kept.push(hit);
        }
    }
    kept
}

/// Turns token ranges into UTF-16 positions.
struct Positions {
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Positions {
    fn new(text: &str, tokens: &[Token]) -> Self {
        let (mut byte, mut unit) = (0, 0);
        let mut unit_at = |at: usize| {
            unit += text[byte..at].encode_utf16().count();
            byte = at;
            unit
        };
        let (starts, ends) = tokens.iter().map(|token| (unit_at(token.at.start), unit_at(token.at.end))).unzip();
        Self { starts, ends }
    }

    fn span(&self, words: &Range<usize>) -> Span {
        Span { start: self.starts[words.start], end: self.ends[words.end - 1] }
    }

    fn finding(&self, kind: Kind, words: &Range<usize>, hint: &'static str) -> Finding {
        let Span { start, end } = self.span(words);
        Finding { kind, start, end, hint, split: None }
    }
}
