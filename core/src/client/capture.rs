//! Writing during a walk: drafts, notes, tallies, wonderings. All of it works offline and none of it waits.

use std::collections::BTreeSet;

use super::{Changed, Client, ClientError, Inner, Intent};
use crate::clock::Timestamp;
use crate::document::{ChangeBytes, Document, DocumentError, NewNote, NewTally, NewWondering, NoteEdit};
use crate::domain::{DocumentKey, Focus, NoteKind, Notebook, Sought};
use crate::evidence::Finding;
use crate::ids::{ItemId, LookForId, SlotId, VisitId};
use crate::order::Gather as _;
use crate::store::{Transaction, changes, drafts, search};

/// A place where a person can be typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DraftPlace {
    /// A new note in a slot, or outside the rotation.
    NewNote(Option<SlotId>),
    /// A new wondering.
    NewWondering(Option<SlotId>),
    /// The wording of a note that is there already.
    Note(ItemId),
}

/// What is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Where.
    pub place: DraftPlace,
    /// The text so far.
    pub text: String,
    /// When its first character was typed.
    pub started_at: Timestamp,
}

/// What a new note is marked with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoteMarks {
    /// What was captured.
    pub kind: NoteKind,
    /// Whom or what it is about.
    pub focus: Focus,
    /// The look-fors it bears on.
    pub look_fors: BTreeSet<LookForId>,
}

impl Client {
    /// Everything this member wrote on a visit.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn notebook(&self, visit: VisitId) -> Result<Notebook, ClientError> {
        let mut inner = self.lock();
        let key = inner.notebook_key(visit)?;
        Ok(inner.document(key)?.notebook())
    }

    /// Keeps what has been typed at `place` so far. Call it at every keystroke; an empty text ends the draft.
    ///
    /// # Errors
    /// Those of the store.
    pub fn type_draft(&self, visit: VisitId, place: DraftPlace, text: &str) -> Result<(), ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        Ok(inner.store.write_soon(|tx| drafts::put(tx, visit, &place.to_string(), text, now))?)
    }

    /// All drafts of a visit: after a crash, what was being typed.
    ///
    /// # Errors
    /// Those of the store.
    pub fn drafts(&self, visit: VisitId) -> Result<Vec<Draft>, ClientError> {
        let rows = drafts::of_visit(self.lock().store.read(), visit)?;
        let draft = |row: drafts::DraftRow| {
            let place = DraftPlace::parse(&row.place)?;
            Some(Draft { place, text: row.text, started_at: row.started_at })
        };
        Ok(rows.into_iter().filter_map(draft).collect())
    }

    /// Turns the draft at `place` into what it is the draft of, on pause, blur or leaving. Returns the item; `None`
    /// where nothing but white space was typed. When this returns, it is on disk.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`], text over the limit; those of the store. The draft stays.
    pub fn commit_draft(
        &self,
        visit: VisitId,
        place: DraftPlace,
        marks: &NoteMarks,
    ) -> Result<Option<ItemId>, ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let name = place.to_string();
        let Some(draft) = drafts::get(inner.store.read(), visit, &name)? else { return Ok(None) };
        let end = |tx: &Transaction<'_>| drafts::remove(tx, visit, &name);
        if draft.text.trim().is_empty() {
            inner.store.write(end)?;
            return Ok(None);
        }
        let key = inner.notebook_key(visit)?;
        let new_item = ItemId::new(now, &mut inner.rng);
        let (text, observed_at) = (draft.text, draft.started_at);
        let item = match place {
            DraftPlace::NewNote(slot) => {
                let NoteMarks { kind, focus, look_fors } = marks.clone();
                let note = NewNote { slot, kind, focus, look_fors, text, observed_at };
                inner.change(key, Some(new_item), |doc| doc.add_note(new_item, &note, now), end)?;
                new_item
            }
            DraftPlace::NewWondering(slot) => {
                let wondering = NewWondering { slot, text, observed_at };
                inner.change(key, Some(new_item), |doc| doc.add_wondering(new_item, &wondering, now), end)?;
                new_item
            }
            DraftPlace::Note(item) => {
                let edit = NoteEdit { text: Some(text), ..NoteEdit::default() };
                inner.change(key, Some(item), |doc| doc.edit_note(item, &edit, now), end)?;
                item
            }
        };
        drop(inner);
        self.notify([Changed::Visit(visit), Changed::Status]);
        Ok(Some(item))
    }

    /// Adds a note whose text is complete.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`], text over the limit; those of the store.
    pub fn add_note(&self, visit: VisitId, note: &NewNote) -> Result<ItemId, ClientError> {
        self.add(visit, |document, item, now| document.add_note(item, note, now))
    }

    /// Adds notes whose texts are complete, in one transaction: all of them are on disk when this returns or, where one
    /// is refused, none is kept. Their ids sort in the order given.
    ///
    /// # Errors
    /// As [`Client::add_note`].
    pub fn add_notes(&self, visit: VisitId, notes: &[NewNote]) -> Result<Vec<ItemId>, ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let key = inner.notebook_key(visit)?;
        let mut items: Vec<ItemId> = notes.iter().map(|_| ItemId::new(now, &mut inner.rng)).collect();
        items.sort_unstable();
        let new: Vec<(ItemId, &NewNote)> = items.iter().copied().zip(notes).collect();
        let of_items = |changes: Vec<(ItemId, ChangeBytes)>| {
            changes.into_iter().map(|(item, bytes)| (Some(item), bytes)).collect()
        };
        let changed = inner.changes(key, |document| Ok(of_items(document.add_notes(&new, now)?)), |_| Ok(()))?;
        drop(inner);
        if changed {
            self.notify([Changed::Visit(visit), Changed::Status]);
        }
        Ok(items)
    }

    /// Starts a tally.
    ///
    /// # Errors
    /// As [`Client::add_note`].
    pub fn add_tally(&self, visit: VisitId, tally: &NewTally) -> Result<ItemId, ClientError> {
        self.add(visit, |document, item, now| document.add_tally(item, tally, now))
    }

    /// Adds a wondering.
    ///
    /// # Errors
    /// As [`Client::add_note`].
    pub fn add_wondering(&self, visit: VisitId, wondering: &NewWondering) -> Result<ItemId, ClientError> {
        self.add(visit, |document, item, now| document.add_wondering(item, wondering, now))
    }

    /// Changes a note's wording or marks. Where two wordings are in conflict, writing one of them again settles it.
    ///
    /// # Errors
    /// Unknown visit or note, text over the limit; those of the store.
    pub fn edit_note(&self, visit: VisitId, item: ItemId, edit: &NoteEdit) -> Result<(), ClientError> {
        self.touch(visit, item, |document, now| document.edit_note(item, edit, now))
    }

    /// Changes a wondering's text.
    ///
    /// # Errors
    /// As [`Client::edit_note`].
    pub fn edit_wondering(&self, visit: VisitId, item: ItemId, text: &str) -> Result<(), ClientError> {
        self.touch(visit, item, |document, now| document.edit_wondering(item, text, now))
    }

    /// Adds to a tally's count; a negative `delta` undoes.
    ///
    /// # Errors
    /// As [`Client::edit_note`].
    pub fn count(&self, visit: VisitId, item: ItemId, delta: i32) -> Result<(), ClientError> {
        self.touch(visit, item, |document, now| document.count(item, delta, now))
    }

    /// Says of how many a tally counts.
    ///
    /// # Errors
    /// As [`Client::edit_note`].
    pub fn set_denominator(
        &self,
        visit: VisitId,
        item: ItemId,
        denominator: Option<u32>,
    ) -> Result<(), ClientError> {
        self.touch(visit, item, |document, now| document.set_denominator(item, denominator, now))
    }

    /// Marks an item as deleted. Nothing is lost: [`Client::restore`] brings it back.
    ///
    /// # Errors
    /// As [`Client::edit_note`].
    pub fn delete(&self, visit: VisitId, item: ItemId) -> Result<(), ClientError> {
        self.touch(visit, item, |document, now| document.delete_item(item, now))
    }

    /// Brings a deleted item back.
    ///
    /// # Errors
    /// As [`Client::edit_note`].
    pub fn restore(&self, visit: VisitId, item: ItemId) -> Result<(), ClientError> {
        self.touch(visit, item, |document, now| document.restore_item(item, now))
    }

    /// Acknowledges the visit's norms.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn acknowledge_norms(&self, visit: VisitId) -> Result<(), ClientError> {
        self.write(visit, None, |document, now| document.acknowledge_norms(now))
    }

    /// Notes that this observer entered the room of a slot.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn start_slot(&self, visit: VisitId, slot: SlotId) -> Result<(), ClientError> {
        self.write(visit, None, |document, now| document.start_slot(slot, now))
    }

    /// Notes that this observer left the room of a slot.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn finish_slot(&self, visit: VisitId, slot: SlotId) -> Result<(), ClientError> {
        self.write(visit, None, |document, now| document.finish_slot(slot, now))
    }

    /// What the evidence check has to say about a text: pure, on the device, and never in the way.
    pub fn check_evidence(&self, text: &str) -> Vec<Finding> {
        crate::evidence::check(text, &self.names())
    }

    /// The newest of one's own items, on all visits, in which every word is found or begun, as [`Sought`] finds them.
    ///
    /// # Errors
    /// Those of the store.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<search::Match>, ClientError> {
        let documents = changes::documents(self.lock().store.read())?;
        for key in documents {
            // One at a time, so that somebody who is writing need not wait for all of them.
            self.lock().index(key)?;
        }
        Ok(search::find(self.lock().store.read(), &Sought::new(words), limit)?)
    }

    fn add(
        &self,
        visit: VisitId,
        intent: impl FnOnce(&mut Document, ItemId, Timestamp) -> Result<Option<ChangeBytes>, DocumentError>,
    ) -> Result<ItemId, ClientError> {
        let item = ItemId::new(self.now(), &mut self.lock().rng);
        self.write(visit, Some(item), |document, now| intent(document, item, now))?;
        Ok(item)
    }

    fn touch(
        &self,
        visit: VisitId,
        item: ItemId,
        intent: impl FnOnce(&mut Document, Timestamp) -> Result<Option<ChangeBytes>, DocumentError>,
    ) -> Result<(), ClientError> {
        self.apply(visit, Some(item), Box::new(intent)).map_err(|error| match error {
            ClientError::Document(DocumentError::NotFound) => ClientError::UnknownItem,
            other => other,
        })
    }

    fn write(
        &self,
        visit: VisitId,
        item: Option<ItemId>,
        intent: impl FnOnce(&mut Document, Timestamp) -> Result<Option<ChangeBytes>, DocumentError>,
    ) -> Result<(), ClientError> {
        self.apply(visit, item, Box::new(intent))
    }

    fn apply(&self, visit: VisitId, item: Option<ItemId>, intent: Intent<'_>) -> Result<(), ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let key = inner.notebook_key(visit)?;
        let changed = inner.apply(key, item, now, intent)?;
        drop(inner);
        if changed {
            self.notify([Changed::Visit(visit), Changed::Status]);
        }
        Ok(())
    }
}

impl Inner {
    /// This member's notebook of a visit. A visit that is not in the facts any more can still be written to where
    /// there is something already: nobody is locked out of their own notes.
    pub(super) fn notebook_key(&mut self, visit: VisitId) -> Result<DocumentKey, ClientError> {
        let key = DocumentKey::Notebook(visit, self.enrolment()?.member);
        let known = self.documents.contains_key(&key)
            || self.facts.as_ref().is_some_and(|facts| facts.visits.contains_key(&visit))
            || self.known_visit(visit).is_ok()
            || !changes::parts(self.store.read(), &key)?.is_empty();
        if known { Ok(key) } else { Err(ClientError::UnknownVisit) }
    }

    /// Brings the copied texts up to date with one's own notebook `key`.
    fn index(&mut self, key: DocumentKey) -> Result<(), ClientError> {
        let DocumentKey::Notebook(visit, owner) = key else { return Ok(()) };
        let version = changes::version(self.store.read(), &key)?;
        let is_own = self.profile.as_ref().is_some_and(|profile| profile.member == owner);
        if !is_own || search::indexed(self.store.read(), &key)? == Some(version) {
            return Ok(());
        }
        let notebook = self.document(key)?.notebook();
        let notes = notebook.live_notes().map(|(item, note)| (item, note.text.as_str()));
        let wonderings = notebook.live_wonderings().map(|(item, wondering)| (item, wondering.text.as_str()));
        let tallies = notebook.live_tallies().map(|(item, tally)| (item, tally.label.as_str()));
        let texts: Vec<(ItemId, &str)> = notes.chain(wonderings).chain(tallies).collect();
        // Should a power cut take this back, they are copied once more.
        Ok(self.store.write_soon(|tx| search::index(tx, &key, visit, version, &texts))?)
    }

    /// The items of one's own notebook `key` that are not deleted. Where it is not in memory, from the copied texts: to load
    /// the notebooks of three years takes seconds.
    pub(super) fn items(&mut self, key: DocumentKey, visit: VisitId) -> Result<BTreeSet<ItemId>, ClientError> {
        // A disk that is full keeps nobody from the list.
        if self.documents.contains_key(&key) || self.index(key).is_err() {
            return Ok(self.document(key)?.notebook().items());
        }
        Ok(search::items(self.store.read(), visit)?.into_iter().gather())
    }
}

impl std::fmt::Display for DraftPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (what, slot) = match self {
            Self::Note(item) => return write!(f, "note/{item}"),
            Self::NewNote(slot) => ("new-note", slot),
            Self::NewWondering(slot) => ("new-wondering", slot),
        };
        match slot {
            Some(slot) => write!(f, "{what}/{slot}"),
            None => write!(f, "{what}"),
        }
    }
}

impl DraftPlace {
    fn parse(text: &str) -> Option<Self> {
        match text.split_once('/') {
            None if text == "new-note" => Some(Self::NewNote(None)),
            None if text == "new-wondering" => Some(Self::NewWondering(None)),
            Some(("new-note", slot)) => slot.parse().ok().map(|slot| Self::NewNote(Some(slot))),
            Some(("new-wondering", slot)) => slot.parse().ok().map(|slot| Self::NewWondering(Some(slot))),
            Some(("note", item)) => item.parse().ok().map(Self::Note),
            _ => None,
        }
    }
}
