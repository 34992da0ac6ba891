//! What a member writes.

use std::collections::BTreeSet;

use fieldwalk_core::client;
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::ids::{ItemId, LookForId, SlotId};
use fieldwalk_core::{document, domain, store};

use super::{choice, forms, mirror, number, record, text, texts};

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

record! {
    /// A piece of captured text.
    Note {
        /// Its id.
        id: String,
        /// Where it was written; null outside the rotation.
        slot: Option<String>,
        /// What was captured.
        kind: NoteKind,
        /// Whom or what it is about.
        focus: NoteFocus,
        /// The look-fors it bears on.
        look_fors: Vec<String>,
        /// The wording.
        text: String,
        /// All wordings that are in conflict, this one included; empty when there is none. The author chooses by writing
        /// one of them again.
        wordings: Vec<String>,
        /// When it was written.
        observed_at: i64,
        /// When its wording was last changed.
        edited_at: Option<i64>,
        /// When it was deleted.
        deleted_at: Option<i64>,
        /// Whether the server holds it.
        status: ItemStatus,
    }
}

record! {
    /// A count with a denominator.
    Tally {
        /// Its id.
        id: String,
        /// Where it was counted; null outside the rotation.
        slot: Option<String>,
        /// What is counted.
        label: String,
        /// How many.
        count: i64,
        /// Of how many.
        denominator: Option<i64>,
        /// When counting began.
        observed_at: i64,
        /// When it was deleted.
        deleted_at: Option<i64>,
        /// Whether the server holds it.
        status: ItemStatus,
    }
}

record! {
    /// A question that the observer has.
    Wondering {
        /// Its id.
        id: String,
        /// Where it came up; null outside the rotation.
        slot: Option<String>,
        /// "I wonder ...".
        text: String,
        /// When it was written.
        observed_at: i64,
        /// When it was deleted.
        deleted_at: Option<i64>,
        /// Whether the server holds it.
        status: ItemStatus,
    }
}

/// A note, a tally or a wondering.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Item {
    /// A note.
    Note(Note),
    /// A tally.
    Tally(Tally),
    /// A wondering.
    Wondering(Wondering),
}

#[cfg(test)]
impl crate::typescript::TypeScript for Item {
    fn name() -> String {
        "Item".to_owned()
    }

    fn declare(all: &mut crate::typescript::Declarations) {
        let forms = ["Note", "Tally", "Wondering"];
        let forms = forms.map(|of| format!("  | ({{ type: \"{}\" }} & {of})\n", of.to_lowercase()));
        if all.union(&["A note, a tally or a wondering."], "Item", &forms.concat()) {
            Note::declare(all);
            Tally::declare(all);
            Wondering::declare(all);
        }
    }
}

impl Item {
    pub(crate) fn of(item_id: ItemId, item: domain::Item, waiting: &BTreeSet<ItemId>) -> Self {
        let status = if waiting.contains(&item_id) { ItemStatus::Waiting } else { ItemStatus::Held };
        let id = text(&item_id);
        match item {
            domain::Item::Note(note) => Self::Note(Note {
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
            }),
            domain::Item::Tally(tally) => Self::Tally(Tally {
                id,
                slot: tally.slot.as_ref().map(text),
                label: tally.label,
                count: tally.count.into(),
                denominator: tally.denominator.map(i64::from),
                observed_at: tally.observed_at.0,
                deleted_at: tally.deleted_at.map(|at| at.0),
                status,
            }),
            domain::Item::Wondering(wondering) => Self::Wondering(Wondering {
                id,
                slot: wondering.slot.as_ref().map(text),
                text: wondering.text,
                observed_at: wondering.observed_at.0,
                deleted_at: wondering.deleted_at.map(|at| at.0),
                status,
            }),
        }
    }
}

choice! {
    /// Which items to list.
    ItemsShown {
        /// Those that are not deleted.
        Live,
        /// Those that are, to restore one.
        Deleted,
        /// Both.
        All,
    }
}

record! {
    /// A part of a list.
    ItemPage {
        /// The items, oldest first.
        items: Vec<Item>,
        /// Where in the list the first of them is.
        offset: i64,
        /// How many the whole list has.
        total: i64,
    }
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
        items.sort_by_key(|(observed_at, id, _)| (*observed_at, *id));
        let total = number(items.len());
        let page = items.into_iter().skip(offset as usize).take(limit as usize);
        Self {
            items: page.map(|(_, id, item)| Item::of(id, item, waiting)).collect(),
            offset: offset.into(),
            total,
        }
    }
}

record! {
    /// A note whose text is complete.
    NewNote {
        /// Where; null outside the rotation.
        slot: Option<SlotId>,
        /// The wording.
        text: String,
        /// What it is marked with.
        marks: NoteMarks,
        /// When it was seen; null for now.
        observed_at: Option<i64>,
    }
}

impl NewNote {
    pub(crate) fn seen(self, now: Timestamp) -> document::NewNote {
        let client::NoteMarks { kind, focus, look_fors } = self.marks.into();
        document::NewNote {
            slot: self.slot,
            kind,
            focus,
            look_fors,
            text: self.text,
            observed_at: self.observed_at.map_or(now, Timestamp),
        }
    }
}

record! {
    /// What a note is marked with.
    NoteMarks {
        /// What was captured.
        kind: NoteKind,
        /// Whom or what it is about.
        focus: NoteFocus,
        /// The look-fors it bears on.
        look_fors: Vec<LookForId>,
    }
}

impl From<NoteMarks> for client::NoteMarks {
    fn from(marks: NoteMarks) -> Self {
        let NoteMarks { kind, focus, look_fors } = marks;
        Self { kind: kind.into(), focus: focus.into(), look_fors: look_fors.into_iter().collect() }
    }
}

record! {
    /// What to change of a note; null leaves it as it is.
    NoteEdit {
        /// The wording.
        text: Option<String>,
        /// What was captured.
        kind: Option<NoteKind>,
        /// Whom or what it is about.
        focus: Option<NoteFocus>,
        /// The look-fors it bears on, all of them.
        look_fors: Option<Vec<LookForId>>,
    }
}

impl From<NoteEdit> for document::NoteEdit {
    fn from(edit: NoteEdit) -> Self {
        Self {
            text: edit.text,
            kind: edit.kind.map(Into::into),
            focus: edit.focus.map(Into::into),
            look_fors: edit.look_fors.map(|look_fors| look_fors.into_iter().collect()),
        }
    }
}

forms! {
    /// A place where a person can be typing.
    DraftPlace {
        /// A new note.
        NewNote {
            /// In this slot; null outside the rotation.
            slot: Option<SlotId>,
        },
        /// A new wondering.
        NewWondering {
            /// In this slot; null outside the rotation.
            slot: Option<SlotId>,
        },
        /// The wording of a note that is there.
        OfNote {
            /// Which.
            note: ItemId,
        },
    }
}

impl From<DraftPlace> for client::DraftPlace {
    fn from(place: DraftPlace) -> Self {
        match place {
            DraftPlace::NewNote { slot } => Self::NewNote(slot),
            DraftPlace::NewWondering { slot } => Self::NewWondering(slot),
            DraftPlace::OfNote { note } => Self::Note(note),
        }
    }
}

record! {
    /// What is being typed.
    Draft {
        /// Where.
        place: DraftPlace,
        /// The text so far.
        text: String,
        /// When its first character was typed.
        started_at: i64,
    }
}

impl From<client::Draft> for Draft {
    fn from(draft: client::Draft) -> Self {
        let place = match draft.place {
            client::DraftPlace::NewNote(slot) => DraftPlace::NewNote { slot },
            client::DraftPlace::NewWondering(slot) => DraftPlace::NewWondering { slot },
            client::DraftPlace::Note(note) => DraftPlace::OfNote { note },
        };
        Self { place, text: draft.text, started_at: draft.started_at.0 }
    }
}

record! {
    /// An item that holds the words looked for.
    SearchMatch {
        /// The visit it was written on.
        visit: String,
        /// The item.
        item: String,
        /// Its text.
        text: String,
    }
}

impl From<store::search::Match> for SearchMatch {
    fn from(found: store::search::Match) -> Self {
        Self { visit: text(&found.visit), item: text(&found.item), text: found.text }
    }
}
