//! What was confirmed to people.

use std::collections::{BTreeMap, BTreeSet};

use fieldwalk_core::ids::{ItemId, MemberId, PatternId};

/// One item that somebody wrote.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) member: MemberId,
    /// Every wording that was confirmed, the first included.
    pub(super) texts: BTreeSet<String>,
    /// It was on one phone only when that phone was put back to an older copy of itself.
    pub(super) may_be_gone: bool,
}

/// All items, by id.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    items: BTreeMap<ItemId, Written>,
    /// The patterns that were begun and must be there at the end, with the phone that began them.
    patterns: BTreeMap<PatternId, usize>,
    wordings: u64,
}

impl Ledger {
    /// A text that no other note has.
    pub(super) fn next_text(&mut self, who: usize) -> String {
        self.wordings += 1;
        format!("S{who}: “wording {}” — ¿por qué? 👋", self.wordings)
    }

    pub(super) fn wrote(&mut self, item: ItemId, member: MemberId, text: String) {
        let written = Written { member, texts: BTreeSet::from([text]), may_be_gone: false };
        self.items.insert(item, written);
    }

    pub(super) fn reworded(&mut self, item: ItemId, text: String) {
        if let Some(written) = self.items.get_mut(&item) {
            written.texts.insert(text);
        }
    }

    pub(super) fn may_be_gone(&mut self, item: ItemId) {
        if let Some(written) = self.items.get_mut(&item) {
            written.may_be_gone = true;
        }
    }

    pub(super) fn began(&mut self, pattern: PatternId, phone: usize) {
        self.patterns.insert(pattern, phone);
    }

    /// Somebody removed it.
    pub(super) fn pattern_may_be_gone(&mut self, pattern: PatternId) {
        self.patterns.remove(&pattern);
    }

    /// This phone was put back to an older copy of itself.
    pub(super) fn patterns_may_be_gone(&mut self, phone: usize) {
        self.patterns.retain(|_, by| *by != phone);
    }

    pub(super) fn patterns(&self) -> impl Iterator<Item = (&PatternId, usize)> {
        self.patterns.iter().map(|(pattern, phone)| (pattern, *phone))
    }

    pub(super) fn of(&self, member: MemberId) -> impl Iterator<Item = (&ItemId, &Written)> {
        self.items.iter().filter(move |(_, written)| written.member == member)
    }

    pub(super) fn holds(&self, item: ItemId) -> bool {
        self.items.contains_key(&item)
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }
}
