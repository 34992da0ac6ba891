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
            for item in item_copies(tx, id)? {
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
            for item in item_copies(tx, id)? {
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

fn item_copies(document: &impl ReadDoc, id: ItemId) -> Result<Vec<ObjId>, DocumentError> {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::*;
    use super::*;
    use crate::domain::{Note, Tally, Wondering};

    #[test]
    fn what_is_added_reads_back_as_it_was_given() {
        let mut document = document(NOTEBOOK, 1);
        let later = NOW.plus_minutes(3);
        document.add_note(item(1), &note("\"Why do you think so?\""), later).unwrap().unwrap();
        document.add_tally(item(2), &tally("hands raised", 7), later).unwrap().unwrap();
        document.add_wondering(item(3), &wondering("I wonder who answers"), later).unwrap().unwrap();
        document.acknowledge_norms(NOW).unwrap().unwrap();
        document.start_slot(slot(1), NOW).unwrap().unwrap();
        document.finish_slot(slot(1), later).unwrap().unwrap();

        let notebook = copy_on(&document, 2).notebook();
        let expected = Note {
            slot: Some(slot(1)),
            kind: NoteKind::Verbatim,
            focus: Focus::Teacher,
            look_fors: BTreeSet::from([look_for(1)]),
            text: "\"Why do you think so?\"".to_owned(),
            wordings: vec![],
            observed_at: NOW,
            edited_at: None,
            deleted_at: None,
        };
        assert_eq!(notebook.notes.into_iter().collect::<Vec<_>>(), [(item(1), expected)]);
        let expected = Tally {
            slot: Some(slot(1)),
            label: "hands raised".to_owned(),
            count: 7,
            denominator: Some(24),
            observed_at: NOW,
            deleted_at: None,
        };
        assert_eq!(notebook.tallies.into_iter().collect::<Vec<_>>(), [(item(2), expected)]);
        let expected =
            Wondering { slot: None, text: "I wonder who answers".to_owned(), observed_at: NOW, deleted_at: None };
        assert_eq!(notebook.wonderings.into_iter().collect::<Vec<_>>(), [(item(3), expected)]);
        assert_eq!(notebook.norms_acknowledged_at, Some(NOW));
        assert_eq!(notebook.slots_started.into_iter().collect::<Vec<_>>(), [(slot(1), NOW)]);
        assert_eq!(notebook.slots_finished.into_iter().collect::<Vec<_>>(), [(slot(1), later)]);
    }

    #[test]
    fn an_intent_gives_the_one_change_that_brings_another_device_up_to_date() {
        let mut document = document(NOTEBOOK, 1);
        let mut other = copy_on(&document, 2);
        let added = document.add_note(item(1), &note("one"), NOW).unwrap().unwrap();
        let edit = NoteEdit { text: Some("two".to_owned()), ..NoteEdit::default() };
        let edited = document.edit_note(item(1), &edit, NOW.plus_millis(1)).unwrap().unwrap();

        // The second first: it waits.
        assert_eq!(other.apply(&edited), Ok(false));
        assert!(other.missing());
        assert!(!other.contains(&document));
        assert_eq!(other.apply(&added), Ok(true));
        assert!(!other.missing());
        assert!(other.contains(&document));
        assert_eq!(other.apply(&added), Ok(false));
        assert_eq!(other.notebook(), document.notebook());
        assert_eq!(other.notebook().notes[&item(1)].edited_at, Some(NOW.plus_millis(1)));
    }

    #[test]
    fn what_changes_nothing_makes_no_change() {
        let mut document = document(NOTEBOOK, 1);
        document.add_note(item(1), &note("one"), NOW).unwrap();
        document.add_tally(item(2), &tally("hands", 0), NOW).unwrap();
        document.acknowledge_norms(NOW).unwrap();
        document.start_slot(slot(1), NOW).unwrap();
        let (heads, later) = (document.heads(), NOW.plus_minutes(1));

        assert_eq!(document.add_note(item(1), &note("one"), later), Ok(None));
        assert_eq!(document.edit_note(item(1), &NoteEdit::default(), later), Ok(None));
        assert_eq!(document.restore_item(item(1), later), Ok(None));
        assert_eq!(document.add_tally(item(2), &tally("hands", 5), later), Ok(None));
        assert_eq!(document.count(item(2), -1, later), Ok(None));
        assert_eq!(document.acknowledge_norms(later), Ok(None));
        assert_eq!(document.start_slot(slot(1), later), Ok(None));
        assert_eq!(document.heads(), heads);
    }

    #[test]
    fn both_wordings_are_kept_until_the_author_chooses() {
        let mut phone = document(NOTEBOOK, 1);
        phone.add_note(item(1), &note("first"), NOW).unwrap();
        let mut tablet = copy_on(&phone, 2);
        let edit = |text: &str| NoteEdit { text: Some(text.to_owned()), ..NoteEdit::default() };
        phone.edit_note(item(1), &edit("on the phone"), NOW).unwrap();
        tablet.edit_note(item(1), &edit("on the tablet"), NOW).unwrap();
        meet(&mut phone, &mut tablet);

        let merged = phone.notebook().notes[&item(1)].clone();
        assert_eq!(merged.wordings, ["on the phone", "on the tablet"]);
        assert!(merged.wordings.contains(&merged.text));
        assert_eq!(tablet.notebook().notes[&item(1)], merged);

        // Choosing the one that is shown anyway settles it too.
        phone.edit_note(item(1), &edit(&merged.text), NOW).unwrap().unwrap();
        meet(&mut phone, &mut tablet);
        let settled = tablet.notebook().notes[&item(1)].clone();
        assert_eq!((settled.text, settled.wordings), (merged.text, vec![]));
    }

    #[test]
    fn a_note_made_twice_by_a_restored_phone_keeps_both_wordings() {
        // The draft was in the backup, the note made from it was not.
        let mut before = document(NOTEBOOK, 1);
        let mut restored = document(NOTEBOOK, 2);
        before.add_note(item(1), &note("as it was sent"), NOW).unwrap();
        restored.add_note(item(1), &note("as it was drafted"), NOW).unwrap();
        meet(&mut before, &mut restored);

        let merged = before.notebook().notes[&item(1)].clone();
        assert_eq!(merged.wordings, ["as it was drafted", "as it was sent"]);
        assert_eq!(restored.notebook().notes[&item(1)], merged);
        let edit = NoteEdit { text: Some("as it was sent".to_owned()), ..NoteEdit::default() };
        restored.edit_note(item(1), &edit, NOW).unwrap().unwrap();
        restored.delete_item(item(1), NOW).unwrap().unwrap();
        meet(&mut before, &mut restored);
        let settled = before.notebook().notes[&item(1)].clone();
        assert_eq!((settled.text.as_str(), settled.wordings.len()), ("as it was sent", 0));
        assert_eq!(settled.deleted_at, Some(NOW));
    }

    #[test]
    fn look_fors_added_on_two_devices_are_both_there() {
        let mut phone = document(NOTEBOOK, 1);
        phone.add_note(item(1), &note("text"), NOW).unwrap();
        let mut tablet = copy_on(&phone, 2);
        let edit = |ids: &[u128]| NoteEdit {
            look_fors: Some(ids.iter().map(|n| look_for(*n)).collect()),
            ..NoteEdit::default()
        };
        phone.edit_note(item(1), &edit(&[1, 2]), NOW).unwrap();
        tablet.edit_note(item(1), &edit(&[3]), NOW).unwrap();
        meet(&mut phone, &mut tablet);
        assert_eq!(phone.notebook().notes[&item(1)].look_fors, BTreeSet::from([look_for(2), look_for(3)]));
    }

    #[test]
    fn items_of_every_collection_are_deleted_and_restored() {
        let mut document = document(NOTEBOOK, 1);
        document.add_note(item(1), &note("text"), NOW).unwrap();
        document.add_tally(item(2), &tally("hands", 1), NOW).unwrap();
        document.add_wondering(item(3), &wondering("I wonder"), NOW).unwrap();
        let marks = |document: &Document| {
            let notebook = document.notebook();
            [
                notebook.notes[&item(1)].deleted_at,
                notebook.tallies[&item(2)].deleted_at,
                notebook.wonderings[&item(3)].deleted_at,
            ]
        };
        for n in 1..=3 {
            document.delete_item(item(n), NOW).unwrap().unwrap();
            assert_eq!(document.delete_item(item(n), NOW.plus_millis(1)), Ok(None));
        }
        assert_eq!(marks(&document), [Some(NOW); 3]);
        for n in 1..=3 {
            document.restore_item(item(n), NOW).unwrap().unwrap();
        }
        assert_eq!(marks(&document), [None; 3]);
        assert_eq!(document.delete_item(item(9), NOW), Err(DocumentError::NotFound));
    }

    #[test]
    fn a_deletion_stands_against_a_restoration_that_did_not_know_of_it() {
        let mut phone = document(NOTEBOOK, 1);
        phone.add_note(item(1), &note("text"), NOW).unwrap();
        phone.delete_item(item(1), NOW).unwrap();
        let mut tablet = copy_on(&phone, 2);
        phone.restore_item(item(1), NOW).unwrap();
        tablet.restore_item(item(1), NOW).unwrap();
        tablet.delete_item(item(1), NOW.plus_millis(5)).unwrap();
        meet(&mut phone, &mut tablet);
        assert_eq!(phone.notebook().notes[&item(1)].deleted_at, Some(NOW.plus_millis(5)));
        // One that knows of it wins.
        phone.restore_item(item(1), NOW).unwrap();
        meet(&mut phone, &mut tablet);
        assert_eq!(tablet.notebook().notes[&item(1)].deleted_at, None);
    }

    #[test]
    fn counts_from_two_devices_add_up_and_never_show_less_than_nothing() {
        let mut phone = document(NOTEBOOK, 1);
        phone.add_tally(item(1), &tally("hands", 2), NOW).unwrap();
        let mut tablet = copy_on(&phone, 2);
        phone.count(item(1), 3, NOW).unwrap();
        tablet.count(item(1), 1, NOW).unwrap();
        meet(&mut phone, &mut tablet);
        assert_eq!(phone.notebook().tallies[&item(1)].count, 6);

        phone.count(item(1), -6, NOW).unwrap();
        tablet.count(item(1), -4, NOW).unwrap();
        meet(&mut phone, &mut tablet);
        assert_eq!(phone.notebook().tallies[&item(1)].count, 0);
        phone.count(item(1), 1, NOW).unwrap();
        assert_eq!(phone.notebook().tallies[&item(1)].count, 1);
        phone.count(item(1), i32::MIN, NOW).unwrap();
        assert_eq!(phone.notebook().tallies[&item(1)].count, 0);

        phone.set_denominator(item(1), None, NOW).unwrap().unwrap();
        assert_eq!(phone.notebook().tallies[&item(1)].denominator, None);
    }

    #[test]
    fn a_text_at_the_limit_is_taken_and_one_beyond_it_refused() {
        use crate::protocol::TEXT_UNITS_MAX;
        let mut document = document(NOTEBOOK, 1);
        // Two units and four bytes each.
        let full = "\u{1F9ED}".repeat(TEXT_UNITS_MAX / 2);
        document.add_note(item(1), &note(&full), NOW).unwrap().unwrap();
        let edit = NoteEdit { text: Some(full.clone() + "."), ..NoteEdit::default() };
        assert_eq!(document.edit_note(item(1), &edit, NOW), Err(DocumentError::TooLong));
        assert_eq!(document.add_wondering(item(2), &wondering(&(full + ".")), NOW), Err(DocumentError::TooLong));
    }

    #[test]
    fn an_intent_for_another_kind_of_document_is_refused() {
        let mut plan = document(PLAN, 1);
        assert_eq!(plan.add_note(item(1), &note("text"), NOW), Err(DocumentError::NotFound));
        assert_eq!(plan.acknowledge_norms(NOW), Err(DocumentError::NotFound));
        assert_eq!(plan.set_vision("text", NOW), Err(DocumentError::NotFound));
        assert_eq!(document(NOTEBOOK, 1).set_problem_of_practice("text", NOW), Err(DocumentError::NotFound));
    }

    proptest! {
        /// Right-to-left, emoji, combining marks, NUL and line ends included: `any::<String>()` draws from all of
        /// Unicode.
        #[test]
        fn any_text_comes_back_character_for_character(text in any::<String>(), edited in "\\PC*\u{0}\r\n\t\u{202e}?\\PC*") {
            let mut document = document(NOTEBOOK, 1);
            document.add_note(item(1), &note(&text), NOW).unwrap();
            document.add_wondering(item(2), &wondering(&text), NOW).unwrap();
            let notebook = copy_on(&document, 2).notebook();
            prop_assert_eq!(&notebook.notes[&item(1)].text, &text);
            prop_assert_eq!(&notebook.wonderings[&item(2)].text, &text);
            let edit = NoteEdit { text: Some(edited.clone()), ..NoteEdit::default() };
            document.edit_note(item(1), &edit, NOW).unwrap();
            prop_assert_eq!(&copy_on(&document, 2).notebook().notes[&item(1)].text, &edited);
        }
    }
}
