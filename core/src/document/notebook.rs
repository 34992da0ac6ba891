//! Intents on a notebook: one member's notes, tallies and wonderings.

use std::collections::BTreeSet;

use automerge::transaction::Transactable;
use automerge::{ObjId, ObjType, ReadDoc, ScalarValue, Value};

use super::write::{Tx, check_length, container, copies, create, put, put_optional, remove};
use super::{ChangeBytes, Document, DocumentError};
use crate::clock::Timestamp;
use crate::domain::{Focus, NoteKind};
use crate::ids::{ItemId, LookForId, SlotId};

/// The prefix of the fields that mark look-fors: one field each, so that two devices may add one at the same time.
pub(super) const LOOK_FOR: &str = "look_for/";

const COLLECTIONS: [&str; 3] = ["notes", "tallies", "wonderings"];

/// A note to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    /// Where it was written; `None` outside the rotation.
    pub slot: Option<SlotId>,
    /// What was captured.
    pub kind: NoteKind,
    /// Whom or what it is about.
    pub focus: Focus,
    /// The look-fors it bears on.
    pub look_fors: BTreeSet<LookForId>,
    /// The wording.
    pub text: String,
    /// When it was written: the time of its first keystroke, not of its commit.
    pub observed_at: Timestamp,
}

/// A tally to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTally {
    /// Where it is counted.
    pub slot: Option<SlotId>,
    /// What is counted.
    pub label: String,
    /// How many so far.
    pub count: u32,
    /// Of how many.
    pub denominator: Option<u32>,
    /// When counting began.
    pub observed_at: Timestamp,
}

/// A wondering to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWondering {
    /// Where it came up.
    pub slot: Option<SlotId>,
    /// "I wonder ...".
    pub text: String,
    /// When it was written.
    pub observed_at: Timestamp,
}

/// What to change about a note; `None` leaves it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoteEdit {
    /// Another wording. Where two wordings are in conflict this is the author's choice, even if it is one of them.
    pub text: Option<String>,
    /// Another kind.
    pub kind: Option<NoteKind>,
    /// Another focus.
    pub focus: Option<Focus>,
    /// Other look-fors.
    pub look_fors: Option<BTreeSet<LookForId>>,
}

impl Document {
    /// Adds a note. Adding one that is there already, as after a crash, makes it as given.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`].
    pub fn add_note(
        &mut self,
        id: ItemId,
        note: &NewNote,
        now: Timestamp,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        if copies(&self.automerge, "notes", &id.to_string()).is_ok() {
            let edit = NoteEdit {
                text: Some(note.text.clone()),
                kind: Some(note.kind),
                focus: Some(note.focus),
                look_fors: Some(note.look_fors.clone()),
            };
            return self.edit_note(id, &edit, now);
        }
        check_length(&note.text)?;
        self.change(now, |tx| {
            let item = create(tx, "notes", &id.to_string())?;
            put_place(tx, &item, note.slot, note.observed_at)?;
            put_note(tx, &item, note.kind, note.focus, &note.look_fors, &note.text)
        })
    }

    /// Changes a note.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`], [`DocumentError::TooLong`].
    pub fn edit_note(
        &mut self,
        id: ItemId,
        edit: &NoteEdit,
        now: Timestamp,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        if let Some(text) = &edit.text {
            check_length(text)?;
        }
        self.change(now, |tx| {
            for item in copies(tx, "notes", &id.to_string())? {
                if let Some(text) = &edit.text {
                    reword(tx, &item, text, "edited_at", now)?;
                }
                if let Some(kind) = edit.kind {
                    put(tx, &item, "kind", kind.as_str())?;
                }
                if let Some(focus) = edit.focus {
                    put(tx, &item, "focus", focus.as_str())?;
                }
                if let Some(look_fors) = &edit.look_fors {
                    put_look_fors(tx, &item, look_fors)?;
                }
            }
            Ok(())
        })
    }

    /// Marks a note, tally or wondering as deleted. It can be restored.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`].
    pub fn delete_item(&mut self, id: ItemId, now: Timestamp) -> Result<Option<ChangeBytes>, DocumentError> {
        self.change(now, |tx| {
            for item in item(tx, id)? {
                if !has(tx, &item, "deleted_at") {
                    put(tx, &item, "deleted_at", now.0)?;
                }
            }
            Ok(())
        })
    }

    /// Takes the mark of deletion away. A deletion made elsewhere at the same time, without knowing of this, stands.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`].
    pub fn restore_item(&mut self, id: ItemId, now: Timestamp) -> Result<Option<ChangeBytes>, DocumentError> {
        self.change(now, |tx| {
            for item in item(tx, id)? {
                remove(tx, &item, "deleted_at")?;
            }
            Ok(())
        })
    }

    /// Adds a tally. One that is there already is left as it is.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`].
    pub fn add_tally(
        &mut self,
        id: ItemId,
        tally: &NewTally,
        now: Timestamp,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        if copies(&self.automerge, "tallies", &id.to_string()).is_ok() {
            return Ok(None);
        }
        check_length(&tally.label)?;
        self.change(now, |tx| {
            let item = create(tx, "tallies", &id.to_string())?;
            put_place(tx, &item, tally.slot, tally.observed_at)?;
            put(tx, &item, "label", tally.label.as_str())?;
            put(tx, &item, "count", ScalarValue::counter(i64::from(tally.count)))?;
            put_optional(tx, &item, "denominator", tally.denominator.map(i64::from))
        })
    }

    /// Counts up or down, not below 0. Counts made on two devices at the same time add up.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`].
    pub fn count(&mut self, id: ItemId, delta: i32, now: Timestamp) -> Result<Option<ChangeBytes>, DocumentError> {
        self.change(now, |tx| {
            for item in copies(tx, "tallies", &id.to_string())? {
                let Ok(Some((Value::Scalar(count), _))) = tx.get(&item, "count") else { continue };
                let ScalarValue::Counter(count) = count.as_ref() else { continue };
                // What was undone on several devices may have left the counter below the 0 that is shown.
                let count = i64::from(count);
                let shown = count.clamp(0, i64::from(u32::MAX));
                let wanted = (shown + i64::from(delta)).clamp(0, i64::from(u32::MAX));
                if wanted != shown {
                    let step = wanted.saturating_sub(count);
                    tx.increment(&item, "count", step).map_err(|_| DocumentError::NotFound)?;
                }
            }
            Ok(())
        })
    }

    /// Sets or takes away the number that is counted against.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`].
    pub fn set_denominator(
        &mut self,
        id: ItemId,
        denominator: Option<u32>,
        now: Timestamp,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        self.change(now, |tx| {
            for item in copies(tx, "tallies", &id.to_string())? {
                put_optional(tx, &item, "denominator", denominator.map(i64::from))?;
            }
            Ok(())
        })
    }

    /// Adds a wondering. Adding one that is there already makes it as given.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`].
    pub fn add_wondering(
        &mut self,
        id: ItemId,
        wondering: &NewWondering,
        now: Timestamp,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        if copies(&self.automerge, "wonderings", &id.to_string()).is_ok() {
            return self.edit_wondering(id, &wondering.text, now);
        }
        check_length(&wondering.text)?;
        self.change(now, |tx| {
            let item = create(tx, "wonderings", &id.to_string())?;
            put_place(tx, &item, wondering.slot, wondering.observed_at)?;
            put(tx, &item, "text", wondering.text.as_str())
        })
    }

    /// Rewords a wondering.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`], [`DocumentError::TooLong`].
    pub fn edit_wondering(
        &mut self,
        id: ItemId,
        text: &str,
        now: Timestamp,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        check_length(text)?;
        self.change(now, |tx| {
            for item in copies(tx, "wonderings", &id.to_string())? {
                reword(tx, &item, text, "edited_at", now)?;
            }
            Ok(())
        })
    }

    /// Says that the member acknowledges the norms. The first time counts.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`] if this is not a notebook.
    pub fn acknowledge_norms(&mut self, now: Timestamp) -> Result<Option<ChangeBytes>, DocumentError> {
        self.change(now, |tx| {
            container(tx, "notes", ObjType::Map)?;
            if has(tx, &automerge::ROOT, "norms_acknowledged_at") {
                return Ok(());
            }
            put(tx, &automerge::ROOT, "norms_acknowledged_at", now.0)
        })
    }

    /// Says that the member has begun to observe in this slot. The first time counts.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`] if this is not a notebook.
    pub fn start_slot(&mut self, id: SlotId, now: Timestamp) -> Result<Option<ChangeBytes>, DocumentError> {
        self.change(now, |tx| {
            let slots = container(tx, "slots_started", ObjType::Map)?;
            if has(tx, &slots, &id.to_string()) { Ok(()) } else { put(tx, &slots, &id.to_string(), now.0) }
        })
    }

    /// Says that the member has finished observing in this slot. The last time counts.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`] if this is not a notebook.
    pub fn finish_slot(&mut self, id: SlotId, now: Timestamp) -> Result<Option<ChangeBytes>, DocumentError> {
        self.change(now, |tx| {
            let slots = container(tx, "slots_finished", ObjType::Map)?;
            put(tx, &slots, &id.to_string(), now.0)
        })
    }
}

fn item(document: &impl ReadDoc, id: ItemId) -> Result<Vec<ObjId>, DocumentError> {
    let id = id.to_string();
    let found = COLLECTIONS.iter().find_map(|collection| copies(document, collection, &id).ok());
    found.ok_or(DocumentError::NotFound)
}

pub(super) fn has(document: &impl ReadDoc, object: &ObjId, field: &str) -> bool {
    matches!(document.get(object, field), Ok(Some(_)))
}

pub(super) fn put_place(
    tx: &mut Tx<'_>,
    item: &ObjId,
    slot: Option<SlotId>,
    observed_at: Timestamp,
) -> Result<(), DocumentError> {
    put_optional(tx, item, "slot", slot.map(|id| id.to_string()))?;
    put(tx, item, "observed_at", observed_at.0)
}

pub(super) fn put_note(
    tx: &mut Tx<'_>,
    item: &ObjId,
    kind: NoteKind,
    focus: Focus,
    look_fors: &BTreeSet<LookForId>,
    text: &str,
) -> Result<(), DocumentError> {
    put(tx, item, "kind", kind.as_str())?;
    put(tx, item, "focus", focus.as_str())?;
    put_look_fors(tx, item, look_fors)?;
    put(tx, item, "text", text)
}

fn put_look_fors(tx: &mut Tx<'_>, item: &ObjId, look_fors: &BTreeSet<LookForId>) -> Result<(), DocumentError> {
    let wanted: BTreeSet<_> = look_fors.iter().map(|id| format!("{LOOK_FOR}{id}")).collect();
    let present: Vec<_> = tx.keys(item).filter(|field| field.starts_with(LOOK_FOR)).collect();
    for field in present.iter().filter(|field| !wanted.contains(*field)) {
        remove(tx, item, field)?;
    }
    for field in &wanted {
        put(tx, item, field, true)?;
    }
    Ok(())
}

/// Writes a text and when that was, if the text is another one or settles a conflict.
pub(super) fn reword(
    tx: &mut Tx<'_>,
    item: &ObjId,
    text: &str,
    mark: &str,
    now: Timestamp,
) -> Result<(), DocumentError> {
    let before = tx.pending_ops();
    put(tx, item, "text", text)?;
    if tx.pending_ops() > before { put(tx, item, mark, now.0) } else { Ok(()) }
}
