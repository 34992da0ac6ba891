//! Intents on a notebook as a whole: wonderings, what is deleted, norms and slots.

use automerge::{ObjId, ObjType, ROOT, ReadDoc};

use super::write::{check_length, container, copies, create, has, put, put_place, remove, reword};
use super::{ChangeBytes, Document, DocumentError};
use crate::clock::Timestamp;
use crate::ids::{ItemId, SlotId};

const COLLECTIONS: [&str; 3] = ["notes", "tallies", "wonderings"];

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

impl Document {
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
            if has(tx, &ROOT, "norms_acknowledged_at") {
                return Ok(());
            }
            put(tx, &ROOT, "norms_acknowledged_at", now.0)
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

#[cfg(test)]
mod tests {
    use super::super::NoteEdit;
    use super::super::samples::*;
    use super::*;
    use crate::domain::{Focus, Note, NoteKind, Tally, Wondering};

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

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
            look_fors: [look_for(1)].into(),
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
    fn an_intent_for_another_kind_of_document_is_refused() {
        let mut plan = document(PLAN, 1);
        assert_eq!(plan.add_note(item(1), &note("text"), NOW), Err(DocumentError::NotFound));
        assert_eq!(plan.acknowledge_norms(NOW), Err(DocumentError::NotFound));
        assert_eq!(plan.set_vision("text", NOW), Err(DocumentError::NotFound));
        assert_eq!(document(NOTEBOOK, 1).set_problem_of_practice("text", NOW), Err(DocumentError::NotFound));
    }
}
