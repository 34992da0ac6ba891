//! What a member writes.

use std::collections::BTreeSet;

use fieldwalk_core::client;
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::ids::ItemId;
use fieldwalk_core::order::order_by_key;
use fieldwalk_core::{document, domain, store};

use super::{mirror, text, texts};
use crate::error::{Answer, FieldwalkError};
use crate::ids::{id, ids, number, optional};

mirror! {
    /// What was captured.
    NoteKind of domain::NoteKind {
        /// Words as they were said.
        Verbatim,
        /// What somebody did.
        Behaviour,
        /// How many of how many.
        Count,
        /// What is on the walls, the desks, the board.
        Environment,
    }
}

mirror! {
    /// Whom or what a note is about.
    NoteFocus of domain::Focus {
        /// What the teacher says and does.
        Teacher,
        /// What students say and do.
        Students,
        /// What students are asked to do.
        Task,
    }
}

mirror! {
    /// Whether the server holds an item as it is now.
    ItemStatus of client::ItemStatus {
        /// The server gave its receipt for every change of it.
        Held,
        /// On this device only, wholly or in its latest state.
        Waiting,
    }
}

/// A piece of captured text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// Where it was written; none outside the rotation.
    pub slot: Option<String>,
    /// What was captured.
    pub kind: NoteKind,
    /// Whom or what it is about.
    pub focus: NoteFocus,
    /// The look-fors it bears on.
    pub look_fors: Vec<String>,
    /// The wording.
    pub text: String,
    /// All wordings that are in conflict, this one included; empty when there is none. The author chooses by writing
    /// one of them again.
    pub wordings: Vec<String>,
    /// When it was written.
    pub observed_at: i64,
    /// When its wording was last changed.
    pub edited_at: Option<i64>,
    /// When it was deleted.
    pub deleted_at: Option<i64>,
    /// Whether the server holds it.
    pub status: ItemStatus,
}

/// A count with a denominator.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Tally {
    /// Its id.
    pub id: String,
    /// Where it was counted; none outside the rotation.
    pub slot: Option<String>,
    /// What is counted.
    pub label: String,
    /// How many.
    pub count: i64,
    /// Of how many.
    pub denominator: Option<i64>,
    /// When counting began.
    pub observed_at: i64,
    /// When it was deleted.
    pub deleted_at: Option<i64>,
    /// Whether the server holds it.
    pub status: ItemStatus,
}

/// A question that the observer has.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Wondering {
    /// Its id.
    pub id: String,
    /// Where it came up; none outside the rotation.
    pub slot: Option<String>,
    /// "I wonder ...".
    pub text: String,
    /// When it was written.
    pub observed_at: i64,
    /// When it was deleted.
    pub deleted_at: Option<i64>,
    /// Whether the server holds it.
    pub status: ItemStatus,
}

/// A note, a tally or a wondering.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Item {
    /// A note.
    OfNote {
        /// The note.
        note: Note,
    },
    /// A tally.
    OfTally {
        /// The tally.
        tally: Tally,
    },
    /// A wondering.
    OfWondering {
        /// The wondering.
        wondering: Wondering,
    },
}

impl Item {
    pub(crate) fn of(item_id: ItemId, item: domain::Item, waiting: &BTreeSet<ItemId>) -> Self {
        let status = if waiting.contains(&item_id) { ItemStatus::Waiting } else { ItemStatus::Held };
        let id = text(&item_id);
        match item {
            domain::Item::Note(note) => Self::OfNote {
                note: Note {
                    id,
                    slot: note.slot.as_ref().map(text),
                    kind: note.kind.into(),
                    focus: note.focus.into(),
                    look_fors: texts(note.look_fors),
                    text: note.text,
                    wordings: note.wordings,
                    observed_at: note.observed_at.0,
                    edited_at: note.edited_at.map(|at| at.0),
                    deleted_at: note.deleted_at.map(|at| at.0),
                    status,
                },
            },
            domain::Item::Tally(tally) => Self::OfTally {
                tally: Tally {
                    id,
                    slot: tally.slot.as_ref().map(text),
                    label: tally.label,
                    count: tally.count.into(),
                    denominator: tally.denominator.map(i64::from),
                    observed_at: tally.observed_at.0,
                    deleted_at: tally.deleted_at.map(|at| at.0),
                    status,
                },
            },
            domain::Item::Wondering(wondering) => Self::OfWondering {
                wondering: Wondering {
                    id,
                    slot: wondering.slot.as_ref().map(text),
                    text: wondering.text,
                    observed_at: wondering.observed_at.0,
                    deleted_at: wondering.deleted_at.map(|at| at.0),
                    status,
                },
            },
        }
    }
}

/// Which items to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ItemsShown {
    /// Those that are not deleted.
    Live,
    /// Those that are, to restore one.
    Deleted,
    /// Both.
    All,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ItemPage {
    /// The items, oldest first.
    pub items: Vec<Item>,
    /// Where in the list the first of them is.
    pub offset: i64,
    /// How many the whole list has.
    pub total: i64,
}

impl ItemPage {
    pub(crate) fn of(
        notebook: domain::Notebook,
        shown: ItemsShown,
        offset: u32,
        limit: u32,
        waiting: &BTreeSet<ItemId>,
    ) -> Self {
        let is_shown = |deleted_at: Option<Timestamp>| match shown {
            ItemsShown::Live => deleted_at.is_none(),
            ItemsShown::Deleted => deleted_at.is_some(),
            ItemsShown::All => true,
        };
        let domain::Notebook { notes, tallies, wonderings, .. } = notebook;
        let notes = notes.into_iter().filter(|(_, note)| is_shown(note.deleted_at));
        let tallies = tallies.into_iter().filter(|(_, tally)| is_shown(tally.deleted_at));
        let wonderings = wonderings.into_iter().filter(|(_, wondering)| is_shown(wondering.deleted_at));
        let mut items: Vec<(Timestamp, ItemId, domain::Item)> = notes
            .map(|(id, note)| (note.observed_at, id, domain::Item::Note(note)))
            .chain(tallies.map(|(id, tally)| (tally.observed_at, id, domain::Item::Tally(tally))))
            .chain(
                wonderings.map(|(id, wondering)| (wondering.observed_at, id, domain::Item::Wondering(wondering))),
            )
            .collect();
        order_by_key(&mut items, |(observed_at, id, _)| (*observed_at, *id));
        let total = number(items.len());
        let page = items.into_iter().skip(offset as usize).take(limit as usize);
        Self {
            items: page.map(|(_, id, item)| Item::of(id, item, waiting)).collect(),
            offset: offset.into(),
            total,
        }
    }
}

/// A note whose text is complete.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NewNote {
    /// Where; none outside the rotation.
    pub slot: Option<String>,
    /// The wording.
    pub text: String,
    /// What it is marked with.
    pub marks: NoteMarks,
    /// When it was seen; none for now.
    #[uniffi(default = None)]
    pub observed_at: Option<i64>,
}

impl NewNote {
    pub(crate) fn parse(self, now: Timestamp) -> Answer<document::NewNote> {
        let client::NoteMarks { kind, focus, look_fors } = self.marks.parse()?;
        Ok(document::NewNote {
            slot: optional(self.slot.as_deref())?,
            kind,
            focus,
            look_fors,
            text: self.text,
            observed_at: self.observed_at.map_or(now, Timestamp),
        })
    }
}

/// What a note is marked with.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NoteMarks {
    /// What was captured.
    pub kind: NoteKind,
    /// Whom or what it is about.
    pub focus: NoteFocus,
    /// The look-fors it bears on.
    #[uniffi(default = [])]
    pub look_fors: Vec<String>,
}

impl NoteMarks {
    pub(crate) fn parse(self) -> Answer<client::NoteMarks> {
        let Self { kind, focus, look_fors } = self;
        Ok(client::NoteMarks { kind: kind.into(), focus: focus.into(), look_fors: ids(&look_fors)? })
    }
}

/// What to change of a note; none leaves it as it is.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NoteEdit {
    /// The wording.
    #[uniffi(default = None)]
    pub text: Option<String>,
    /// What was captured.
    #[uniffi(default = None)]
    pub kind: Option<NoteKind>,
    /// Whom or what it is about.
    #[uniffi(default = None)]
    pub focus: Option<NoteFocus>,
    /// The look-fors it bears on, all of them.
    #[uniffi(default = None)]
    pub look_fors: Option<Vec<String>>,
}

impl NoteEdit {
    pub(crate) fn parse(self) -> Answer<document::NoteEdit> {
        Ok(document::NoteEdit {
            text: self.text,
            kind: self.kind.map(Into::into),
            focus: self.focus.map(Into::into),
            look_fors: self.look_fors.map(|look_fors| ids(&look_fors)).transpose()?,
        })
    }
}

/// A place where a person can be typing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum DraftPlace {
    /// A new note.
    NewNote {
        /// In this slot; none outside the rotation.
        slot: Option<String>,
    },
    /// A new wondering.
    NewWondering {
        /// In this slot; none outside the rotation.
        slot: Option<String>,
    },
    /// The wording of a note that is there.
    OfNote {
        /// Which.
        note: String,
    },
}

impl TryFrom<DraftPlace> for client::DraftPlace {
    type Error = FieldwalkError;

    fn try_from(place: DraftPlace) -> Answer<Self> {
        Ok(match place {
            DraftPlace::NewNote { slot } => Self::NewNote(optional(slot.as_deref())?),
            DraftPlace::NewWondering { slot } => Self::NewWondering(optional(slot.as_deref())?),
            DraftPlace::OfNote { note } => Self::Note(id(&note)?),
        })
    }
}

/// What is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Draft {
    /// Where.
    pub place: DraftPlace,
    /// The text so far.
    pub text: String,
    /// When its first character was typed.
    pub started_at: i64,
}

impl From<client::Draft> for Draft {
    fn from(draft: client::Draft) -> Self {
        let place = match draft.place {
            client::DraftPlace::NewNote(slot) => DraftPlace::NewNote { slot: slot.as_ref().map(text) },
            client::DraftPlace::NewWondering(slot) => DraftPlace::NewWondering { slot: slot.as_ref().map(text) },
            client::DraftPlace::Note(note) => DraftPlace::OfNote { note: text(&note) },
        };
        Self { place, text: draft.text, started_at: draft.started_at.0 }
    }
}

/// An item that holds the words looked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct SearchMatch {
    /// The visit it was written on.
    pub visit: String,
    /// The item.
    pub item: String,
    /// Its text.
    pub text: String,
}

impl From<store::search::Match> for SearchMatch {
    fn from(found: store::search::Match) -> Self {
        Self { visit: text(&found.visit), item: text(&found.item), text: found.text }
    }
}
