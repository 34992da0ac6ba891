//! Offers to split a sentence that says first what happened and then what it means.
//!
//! "Tony pushed his chair over because he was angry" holds a fact a camera would record and a reason that
//! was added to it. Where a joining word stands between words that drew no finding and words that drew one,
//! the check offers the two halves, so that the fact can be kept as it is.

use std::ops::Range;

use super::pattern::Seen;
use super::rules::{Hit, Rules};
use super::token::Shape;

/// The halves of a sentence, in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Halves {
    pub(super) fact: Range<usize>,
    pub(super) inference: Range<usize>,
}

/// A fact needs a doer, a deed and something more.
const SHORTEST_FACT: usize = 3;

/// Finds the sentences that hold a fact and then an inference; `hits` are the findings so far.
pub(super) fn halves(rules: &Rules, seen: &[Seen], hits: &[Hit]) -> Vec<Halves> {
    sentences(seen).filter_map(|sentence| split(rules, seen, hits, sentence)).collect()
}

fn split(rules: &Rules, seen: &[Seen], hits: &[Hit], sentence: Range<usize>) -> Option<Halves> {
    let first = hits
        .iter()
        .filter(|hit| hit.rule.kind.makes_judgement() && sentence.contains(&hit.words.start))
        .map(|hit| hit.words.start)
        .min()?;
    let joint = (sentence.start..=first).rev().find(|&at| rules.joins(&seen[at]))?;
    let mut end = joint;
    while end > sentence.start && !seen[end - 1].shape.is_word() {
        end -= 1;
    }
    let words = seen[sentence.start..end].iter().filter(|token| matches!(token.shape, Shape::Word { .. })).count();
    let tells = seen[sentence.start..end].iter().any(|word| rules.tells_action(word));
    (words >= SHORTEST_FACT && tells)
        .then_some(Halves { fact: sentence.start..end, inference: joint..sentence.end })
}

/// The runs of tokens between full stops.
fn sentences(seen: &[Seen]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        while from < seen.len() && seen[from].shape == Shape::Stop && !seen[from].spoken {
            from += 1;
        }
        let start = from;
        while from < seen.len() && (seen[from].shape != Shape::Stop || seen[from].spoken) {
            from += 1;
        }
        (start < from).then_some(start..from)
    })
}
