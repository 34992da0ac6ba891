//! The names that must not stay in a note that others will read: those of the network's people.
//!
//! Titles ("Ms. Hall") and door numbers are found by rules; this list catches names alone. A name counts
//! only with its capital, so "mark" the verb is left alone.

use std::collections::BTreeSet;
use std::ops::Range;

use super::token::{Shape, Token};

/// The names and initials of a network's members, teachers and whoever else must stay unnamed.
#[derive(Debug, Clone, Default)]
pub struct NameList {
    parts: BTreeSet<String>,
    initials: BTreeSet<String>,
}

impl NameList {
    /// Takes full names; each part of a name counts alone, and so do the initials of names with several parts.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut list = Self::default();
        for name in names {
            let parts: Vec<&str> =
                name.split(|c: char| c.is_whitespace() || c == '-').filter(|part| !part.is_empty()).collect();
            for part in parts.iter().filter(|part| part.chars().count() > 2 || parts.len() == 1) {
                list.parts.insert(plain(part));
            }
            if parts.len() > 1 {
                list.initials.insert(
                    parts.iter().filter_map(|part| part.chars().next()).flat_map(char::to_uppercase).collect(),
                );
            }
        }
        list
    }

    /// Adds initials that are not those of a listed name.
    #[must_use]
    pub fn with_initials<'a>(mut self, initials: impl IntoIterator<Item = &'a str>) -> Self {
        self.initials.extend(initials.into_iter().map(letters).filter(|letters| letters.chars().count() > 1));
        self
    }

    /// Finds the names in a text, as token ranges; neighbouring parts are one name.
    pub(super) fn find(&self, text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        if self.parts.is_empty() && self.initials.is_empty() {
            return found;
        }
        for index in 0..tokens.len() {
            let Some(end) = self.name_at(text, tokens, index) else {
                continue;
            };
            match found.last_mut() {
                Some(last) if last.end >= index => last.end = last.end.max(end),
                _ => found.push(index..end),
            }
        }
        found
    }

    /// Where the name or the initials that begin at token `index` end.
    fn name_at(&self, text: &str, tokens: &[Token], index: usize) -> Option<usize> {
        let word = &text[tokens[index].at.clone()];
        if tokens[index].shape != (Shape::Word { capital: true }) {
            return None;
        }
        if self.parts.contains(&plain(word)) || self.initials.contains(word) {
            return Some(index + 1);
        }
        // "J.M." is two words with a full stop after each.
        let mut joined = String::new();
        let mut end = index;
        while let [letter, stop, ..] = tokens.get(end..)? {
            let single = text[letter.at.clone()].chars().count() == 1;
            if !single || &text[stop.at.clone()] != "." || letter.at.end != stop.at.start {
                break;
            }
            joined.push_str(&text[letter.at.clone()]);
            end += 2;
        }
        self.initials.contains(&joined).then_some(end)
    }
}

fn plain(name: &str) -> String {
    name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn letters(initials: &str) -> String {
    initials.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
