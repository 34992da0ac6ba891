//! What a member chose to share with the visit, as worded when shared.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Focus, NoteKind, SharedAttachment};
use crate::clock::Timestamp;
use crate::ids::{ItemId, LookForId, RoomId, SlotId};

/// One shared item, and whether it still is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared<T> {
    /// What was shared.
    pub item: T,
    /// The slot it was observed in.
    pub slot: Option<SlotId>,
    /// The room of that slot, copied so that the evidence keeps its place when the rotation changes.
    pub room: Option<RoomId>,
    /// When it was observed.
    pub observed_at: Timestamp,
    /// When it was shared.
    pub shared_at: Timestamp,
}

/// The wording of a shared note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedNote {
    /// What was captured.
    pub kind: NoteKind,
    /// Whom or what it is about.
    pub focus: Focus,
    /// The look-fors it bears on.
    pub look_fors: BTreeSet<LookForId>,
    /// The wording as shared, or as reworded since.
    pub text: String,
    /// When the author reworded it; `None` if never.
    pub reworded_at: Option<Timestamp>,
    /// Its pictures, in the order they were attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<SharedAttachment>,
}

/// A shared count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedTally {
    /// What was counted.
    pub label: String,
    /// How many.
    pub count: u32,
    /// Of how many.
    pub denominator: Option<u32>,
}

/// A shared question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedWondering {
    /// "I wonder ...".
    pub text: String,
    /// When its author reworded it; `None` if never.
    pub reworded_at: Option<Timestamp>,
}

/// What one member shares with one visit now. Withdrawn items are not in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contribution {
    /// Shared notes.
    pub notes: BTreeMap<ItemId, Shared<SharedNote>>,
    /// Shared tallies.
    pub tallies: BTreeMap<ItemId, Shared<SharedTally>>,
    /// Shared wonderings.
    pub wonderings: BTreeMap<ItemId, Shared<SharedWondering>>,
}

impl Contribution {
    /// How many items are shared now.
    pub fn len(&self) -> usize {
        self.notes.len() + self.tallies.len() + self.wonderings.len()
    }

    /// Whether nothing is shared now.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether `item` is shared now.
    pub fn holds(&self, item: ItemId) -> bool {
        self.notes.contains_key(&item) || self.tallies.contains_key(&item) || self.wonderings.contains_key(&item)
    }

    /// Every picture that is shared now.
    pub fn attachments(&self) -> impl Iterator<Item = &SharedAttachment> {
        self.notes.values().flat_map(|note| &note.item.attachments)
    }

    /// When each item got the words it has: shared so, or reworded since.
    pub fn worded_at(&self) -> impl Iterator<Item = (ItemId, Timestamp)> {
        let notes = self.notes.iter().map(|(item, note)| (*item, note.item.reworded_at, note.shared_at));
        let tallies = self.tallies.iter().map(|(item, tally)| (*item, None, tally.shared_at));
        let wonderings = self
            .wonderings
            .iter()
            .map(|(item, wondering)| (*item, wondering.item.reworded_at, wondering.shared_at));
        let all = notes.chain(tallies).chain(wonderings);
        all.map(|(item, reworded_at, shared_at)| (item, reworded_at.map_or(shared_at, |at| at.max(shared_at))))
    }
}
