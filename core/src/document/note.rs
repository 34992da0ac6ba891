//! Intents on the notes of a notebook.

use std::collections::BTreeSet;

use automerge::{ObjId, ReadDoc};

use super::write::{Tx, check_length, copies, create, put, put_place, remove, reword};
use super::{ChangeBytes, Document, DocumentError};
use crate::clock::Timestamp;
use crate::domain::{Focus, NoteKind};
use crate::ids::{ItemId, LookForId, SlotId};

/// The prefix of the fields that mark look-fors: one field each, so that two devices may add one at the same time.
pub(super) const LOOK_FOR: &str = "look_for/";

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
        self.change(now, |tx| create_note(tx, id, note))
    }

    /// Adds notes that are not there yet, each with a change of its own: all of them or, where one is refused, none.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`].
    pub fn add_notes(
        &mut self,
        notes: &[(ItemId, &NewNote)],
        now: Timestamp,
    ) -> Result<Vec<(ItemId, ChangeBytes)>, DocumentError> {
        notes.iter().try_for_each(|(_, note)| check_length(&note.text))?;
        let changes =
            self.changes(now, notes.iter().map(|&(id, note)| move |tx: &mut Tx<'_>| create_note(tx, id, note)))?;
        Ok(notes.iter().zip(changes).filter_map(|((id, _), bytes)| Some((*id, bytes?))).collect())
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
}

fn create_note(tx: &mut Tx<'_>, id: ItemId, note: &NewNote) -> Result<(), DocumentError> {
    let item = create(tx, "notes", &id.to_string())?;
    put_place(tx, &item, note.slot, note.observed_at)?;
    put_note(tx, &item, note.kind, note.focus, &note.look_fors, &note.text)
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

#[cfg(test)]
mod tests {
    #[cfg(not(target_family = "wasm"))]
    use proptest::prelude::*;

    use super::super::samples::*;
    use super::*;
    use crate::protocol::TEXT_UNITS_MAX;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

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
    fn a_text_at_the_limit_is_taken_and_one_beyond_it_refused() {
        let mut document = document(NOTEBOOK, 1);
        // Two units and four bytes each.
        let full = "\u{1F9ED}".repeat(TEXT_UNITS_MAX / 2);
        document.add_note(item(1), &note(&full), NOW).unwrap().unwrap();
        let edit = NoteEdit { text: Some(full.clone() + "."), ..NoteEdit::default() };
        assert_eq!(document.edit_note(item(1), &edit, NOW), Err(DocumentError::TooLong));
        assert_eq!(document.add_wondering(item(2), &wondering(&(full + ".")), NOW), Err(DocumentError::TooLong));
    }

    #[cfg(not(target_family = "wasm"))]
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
