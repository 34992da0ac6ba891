//! One member's private capture for one visit: notes, tallies and wonderings, together its items.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Attachment;
use crate::clock::Timestamp;
use crate::ids::{AttachmentId, ItemId, LookForId, SlotId};
use crate::order::Gather as _;

/// What was captured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Words as they were said.
    Verbatim,
    /// What somebody did.
    #[default]
    Behaviour,
    /// How many of how many.
    Count,
    /// What is on the walls, the desks, the board.
    Environment,
}

impl NoteKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Verbatim, Self::Behaviour, Self::Count, Self::Environment];

    /// The word used in JSON, SQL and documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Behaviour => "behaviour",
            Self::Count => "count",
            Self::Environment => "environment",
        }
    }

    /// The kind that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Which part of the instructional core a note is about (City, Elmore, Fiarman and Teitel, *Instructional Rounds in
/// Education*, 2009: teacher, student, content; the task stands for the content that students work on).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Focus {
    /// What the teacher says and does.
    Teacher,
    /// What students say and do.
    #[default]
    Students,
    /// What students are asked to do.
    Task,
}

impl Focus {
    /// All parts.
    pub const ALL: [Self; 3] = [Self::Teacher, Self::Students, Self::Task];

    /// The word used in JSON, SQL and documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Teacher => "teacher",
            Self::Students => "students",
            Self::Task => "task",
        }
    }

    /// The part that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|focus| focus.as_str() == word)
    }
}

/// One piece of captured text by one author in one slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Where it was written; `None` outside the rotation (a corridor, an unplanned room).
    pub slot: Option<SlotId>,
    /// What was captured.
    pub kind: NoteKind,
    /// Whom or what it is about.
    pub focus: Focus,
    /// The look-fors it bears on.
    pub look_fors: BTreeSet<LookForId>,
    /// The wording. Where two devices of the author changed it at the same time, the one that every device picks.
    pub text: String,
    /// All wordings that are in conflict, this one included; empty when there is none. The author chooses.
    pub wordings: Vec<String>,
    /// When it was written.
    pub observed_at: Timestamp,
    /// When its wording was last changed; `None` if never.
    pub edited_at: Option<Timestamp>,
    /// When it was deleted; a deleted note can be restored.
    pub deleted_at: Option<Timestamp>,
}

/// A count with a denominator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Where it was counted.
    pub slot: Option<SlotId>,
    /// What is counted, e.g. "hands raised".
    pub label: String,
    /// How many. Never below 0, whatever was undone on several devices.
    pub count: u32,
    /// Of how many; `None` when not known.
    pub denominator: Option<u32>,
    /// When counting began.
    pub observed_at: Timestamp,
    /// When it was deleted.
    pub deleted_at: Option<Timestamp>,
}

/// A question the observer has, kept apart from evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wondering {
    /// Where it came up.
    pub slot: Option<SlotId>,
    /// "I wonder ...".
    pub text: String,
    /// When it was written.
    pub observed_at: Timestamp,
    /// When it was deleted.
    pub deleted_at: Option<Timestamp>,
}

/// A note, a tally or a wondering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "item", rename_all = "snake_case")]
pub enum Item {
    /// A note.
    Note(Note),
    /// A tally.
    Tally(Tally),
    /// A wondering.
    Wondering(Wondering),
}

/// Everything one member wrote on one visit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Notebook {
    /// When the member acknowledged the norms.
    pub norms_acknowledged_at: Option<Timestamp>,
    /// Notes, deleted ones included.
    pub notes: BTreeMap<ItemId, Note>,
    /// Tallies, deleted ones included.
    pub tallies: BTreeMap<ItemId, Tally>,
    /// Wonderings, deleted ones included.
    pub wonderings: BTreeMap<ItemId, Wondering>,
    /// Pictures on notes, removed ones included.
    #[serde(default)]
    pub attachments: BTreeMap<AttachmentId, Attachment>,
    /// When each slot was started, as far as it was.
    pub slots_started: BTreeMap<SlotId, Timestamp>,
    /// When each slot was finished.
    pub slots_finished: BTreeMap<SlotId, Timestamp>,
}

impl Notebook {
    /// Whether `item` is in it, deleted or not.
    pub fn holds(&self, item: ItemId) -> bool {
        self.notes.contains_key(&item) || self.tallies.contains_key(&item) || self.wonderings.contains_key(&item)
    }

    /// The notes that are not deleted.
    pub fn live_notes(&self) -> impl Iterator<Item = (ItemId, &Note)> {
        self.notes.iter().filter(|(_, note)| note.deleted_at.is_none()).map(|(id, note)| (*id, note))
    }

    /// The tallies that are not deleted.
    pub fn live_tallies(&self) -> impl Iterator<Item = (ItemId, &Tally)> {
        self.tallies.iter().filter(|(_, tally)| tally.deleted_at.is_none()).map(|(id, tally)| (*id, tally))
    }

    /// The wonderings that are not deleted.
    pub fn live_wonderings(&self) -> impl Iterator<Item = (ItemId, &Wondering)> {
        let live = self.wonderings.iter().filter(|(_, wondering)| wondering.deleted_at.is_none());
        live.map(|(id, wondering)| (*id, wondering))
    }

    /// The pictures that are there: neither they nor their notes are gone.
    pub fn live_attachments(&self) -> impl Iterator<Item = (AttachmentId, &Attachment)> {
        let is_live = |note: &ItemId| self.notes.get(note).is_some_and(|note| note.deleted_at.is_none());
        let live = self.attachments.iter().filter(move |(_, one)| one.removed_at.is_none() && is_live(&one.note));
        live.map(|(id, one)| (*id, one))
    }

    /// The pictures of one note that are not removed, in the order they were attached.
    pub fn attachments_of(&self, note: ItemId) -> impl Iterator<Item = (AttachmentId, &Attachment)> {
        let of_note = self.attachments.iter().filter(move |(_, one)| one.note == note && one.removed_at.is_none());
        of_note.map(|(id, one)| (*id, one))
    }

    /// The items that are not deleted.
    pub fn items(&self) -> BTreeSet<ItemId> {
        let notes = self.live_notes().map(|(id, _)| id);
        let tallies = self.live_tallies().map(|(id, _)| id);
        notes.chain(tallies).chain(self.live_wonderings().map(|(id, _)| id)).gather()
    }
}
