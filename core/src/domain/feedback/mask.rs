//! Covering words in a piece of evidence.
//!
//! A mask names words, not positions, so it survives a rewording. Everywhere the words stand is covered, also where
//! two phrases overlap: the order in which people masked them cannot matter, and a longer phrase never leaves the
//! rest of a shorter one behind. What is covered is the same for every reader; the words themselves are in the
//! [`Review`](crate::domain::Review), for who may uncover them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::Flag;
use crate::evidence::Kind;
use crate::order::order_by_key;

/// What stands where words were masked.
pub const MASK: &str = "\u{2588}\u{2588}\u{2588}";

/// A text and which of its words are covered.
pub(super) struct Wording<'a> {
    text: &'a str,
    /// Byte ranges, in order, none touching the next by more than its edge.
    covered: Vec<Range<usize>>,
}

impl<'a> Wording<'a> {
    /// Covers `phrases` wherever they stand in `text`.
    pub(super) fn new(text: &'a str, phrases: Option<&BTreeSet<String>>) -> Self {
        let phrases = phrases.into_iter().flatten().filter(|phrase| !phrase.is_empty());
        let mut found: Vec<Range<usize>> = phrases.flat_map(|phrase| everywhere(text, phrase)).collect();
        order_by_key(&mut found, |range| (range.start, range.end));
        let mut covered: Vec<Range<usize>> = Vec::new();
        for range in found {
            match covered.last_mut().filter(|last| range.start < last.end) {
                Some(last) => last.end = last.end.max(range.end),
                None => covered.push(range),
            }
        }
        Self { text, covered }
    }

    pub(super) fn is_masked(&self) -> bool {
        !self.covered.is_empty()
    }

    /// The text as it is read.
    pub(super) fn shown(&self) -> Cow<'a, str> {
        if self.covered.is_empty() {
            return Cow::Borrowed(self.text);
        }
        let mut shown = String::with_capacity(self.text.len());
        let mut at = 0;
        for range in &self.covered {
            shown.push_str(&self.text[at..range.start]);
            shown.push_str(MASK);
            at = range.end;
        }
        shown.push_str(&self.text[at..]);
        Cow::Owned(shown)
    }

    /// A flag on the text as written, as a flag on the text as read; `None` where masking settled it: the words meant
    /// are covered, or they identify somebody and part of them is.
    pub(super) fn flag(&self, flag: Flag) -> Option<Flag> {
        let meant = byte_at(self.text, flag.start)..byte_at(self.text, flag.end);
        if meant.is_empty() {
            return None;
        }
        let touching = |range: &&Range<usize>| range.start < meant.end && meant.start < range.end;
        let touched: Vec<&Range<usize>> = self.covered.iter().filter(touching).collect();
        let is_covered = touched.iter().any(|range| range.start <= meant.start && meant.end <= range.end);
        if is_covered || (flag.kind == Kind::Identifying && !touched.is_empty()) {
            return None;
        }
        Some(Flag { kind: flag.kind, start: self.unit_shown(meant.start), end: self.unit_shown(meant.end) })
    }

    /// The UTF-16 code unit of the shown text at which the byte `at` of the text stands; inside covered words, the one
    /// after them.
    fn unit_shown(&self, at: usize) -> usize {
        let before: Vec<&Range<usize>> = self.covered.iter().filter(|range| range.start < at).collect();
        let at = before.last().map_or(at, |last| at.max(last.end));
        let written = units(&self.text[..at]);
        let gone: usize = before.iter().map(|range| units(&self.text[(*range).clone()])).sum();
        written - gone + before.len() * units(MASK)
    }
}

/// Where `phrase` stands in `text`, also where it overlaps itself.
fn everywhere<'t>(text: &'t str, phrase: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(phrase)?;
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
        Some(start..start + phrase.len())
    })
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The byte at which UTF-16 code unit `unit` stands; the text's end where it has no more.
fn byte_at(text: &str, unit: usize) -> usize {
    let mut seen = 0;
    let reached = text.char_indices().find(|(_, character)| {
        let is_reached = seen >= unit;
        seen += character.len_utf16();
        is_reached
    });
    reached.map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording<'a>(text: &'a str, phrases: &[&str]) -> Wording<'a> {
        Wording::new(text, Some(&phrases.iter().map(|phrase| (*phrase).to_owned()).collect()))
    }

    #[test]
    fn masked_words_are_covered_wherever_they_stand() {
        for (text, phrases, shown) in [
            ("Ana asks Ana.", &["Ana"][..], "███ asks ███."),
            ("ana asks", &["Ana"], "ana asks"),
            ("Ana Ruiz and Ruiz", &["Ruiz", "Ana Ruiz"], "███ and ███"),
            ("abc", &["ab", "bc"], "███"),
            ("aaa b", &["aa"], "███ b"),
            ("né 👩🏽‍🏫 Zoë", &["Zoë", "né"], "███ 👩🏽‍🏫 ███"),
            ("nothing", &["", "other"], "nothing"),
        ] {
            assert_eq!(wording(text, phrases).shown(), shown, "{text}");
        }
        assert!(!wording("nothing", &["other"]).is_masked());
    }

    #[test]
    fn a_flag_moves_with_its_words_and_goes_when_they_are_covered() {
        let text = "👩 Mr. Alexander was very kind";
        let flag = |kind, words: &str| {
            let start = units(&text[..text.find(words).unwrap()]);
            Flag { kind, start, end: start + units(words) }
        };
        let masked = wording(text, &["Alexander"]);
        assert_eq!(masked.flag(flag(Kind::Identifying, "Mr. Alexander")), None);
        assert_eq!(masked.flag(flag(Kind::Inference, "Alexander")), None);
        let moved = masked.flag(flag(Kind::Judgement, "very kind")).unwrap();
        let shown: Vec<u16> = masked.shown().encode_utf16().collect();
        assert_eq!(String::from_utf16(&shown[moved.start..moved.end]).unwrap(), "very kind");
        let around = masked.flag(flag(Kind::Judgement, "Alexander was very")).unwrap();
        assert_eq!(String::from_utf16(&shown[around.start..around.end]).unwrap(), "███ was very");
        let beyond = Flag { kind: Kind::Judgement, start: 900, end: 950 };
        assert_eq!(masked.flag(beyond), None);
    }
}
