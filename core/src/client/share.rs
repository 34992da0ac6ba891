//! Choosing what the visit may see. Sharing copies an item, as worded, from the private notebook into the member's
//! contribution; the notebook itself never leaves for anybody else. Works offline.

use super::{Changed, Client, ClientError, Inner};
use crate::document::ShareEntry;
use crate::domain::{Contribution, DocumentKey, Notebook, SharedAttachment, Visit, may_write};
use crate::ids::{ItemId, RoomId, ShareId, SlotId, VisitId};

impl Client {
    /// What this member shares with a visit now.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn contribution(&self, visit: VisitId) -> Result<Contribution, ClientError> {
        let mut inner = self.lock();
        let key = inner.contribution_key(visit)?;
        Ok(inner.document(key)?.contribution())
    }

    /// Shares these items as they are worded now; one that was shared before is shared anew with its present wording.
    /// Deleted items are left out. Returns how many were shared.
    ///
    /// # Errors
    /// [`ClientError::NotAllowed`] for who does not take part, [`ClientError::UnknownItem`]; those of the store.
    pub fn share(&self, visit: VisitId, items: &[ItemId]) -> Result<usize, ClientError> {
        self.share_chosen(visit, Some(items))
    }

    /// Shares every item of the notebook that is not deleted.
    ///
    /// # Errors
    /// As [`Client::share`].
    pub fn share_all(&self, visit: VisitId) -> Result<usize, ClientError> {
        self.share_chosen(visit, None)
    }

    /// Withdraws these items from the visit. Who has synced in between may have read them.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn withdraw(&self, visit: VisitId, items: &[ItemId]) -> Result<(), ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let key = inner.contribution_key(visit)?;
        inner.change(key, None, |document| document.withdraw(items, now), |_| Ok(()))?;
        drop(inner);
        self.notify([Changed::Visit(visit), Changed::Status]);
        Ok(())
    }

    /// Withdraws everything that this member shares with the visit.
    ///
    /// # Errors
    /// As [`Client::withdraw`].
    pub fn withdraw_all(&self, visit: VisitId) -> Result<(), ClientError> {
        let shared = self.contribution(visit)?;
        let items: Vec<ItemId> =
            shared.notes.keys().chain(shared.tallies.keys()).chain(shared.wonderings.keys()).copied().collect();
        self.withdraw(visit, &items)
    }

    /// Changes the wording of a shared note or wondering; the notebook keeps its own.
    ///
    /// # Errors
    /// [`ClientError::UnknownItem`] where it is not shared, text over the limit; those of the store.
    pub fn reword(&self, visit: VisitId, item: ItemId, text: &str) -> Result<(), ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let key = inner.contribution_key(visit)?;
        if !inner.document(key)?.contribution().holds(item) {
            return Err(ClientError::UnknownItem);
        }
        inner.change(key, None, |document| document.reword(item, text, now), |_| Ok(()))?;
        drop(inner);
        self.notify([Changed::Visit(visit), Changed::Status]);
        Ok(())
    }

    /// Shares the items `chosen`, or all of them.
    fn share_chosen(&self, visit: VisitId, chosen: Option<&[ItemId]>) -> Result<usize, ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let facts = inner.known_visit(visit)?;
        let key = inner.contribution_key(visit)?;
        if !may_write(&inner.me()?, &key, Some(&facts)) {
            return Err(ClientError::NotAllowed);
        }
        let plan = inner.document(DocumentKey::Visit(visit))?.visit();
        let notebook_key = inner.notebook_key(visit)?;
        let notebook = inner.document(notebook_key)?.notebook();
        if chosen.is_some_and(|items| !items.iter().all(|item| notebook.holds(*item))) {
            return Err(ClientError::UnknownItem);
        }
        let entries: Vec<(ShareId, ItemId, ShareEntry)> = entries(&notebook, &plan)
            .into_iter()
            .filter(|(item, _)| chosen.is_none_or(|items| items.contains(item)))
            .map(|(item, entry)| (ShareId::new(now, &mut inner.rng), item, entry))
            .collect();
        inner.change(key, None, |document| document.share(&entries, now), |_| Ok(()))?;
        drop(inner);
        self.notify([Changed::Visit(visit), Changed::Status]);
        Ok(entries.len())
    }
}

/// Every item that is not deleted, as it would be shared now.
fn entries(notebook: &Notebook, plan: &Visit) -> Vec<(ItemId, ShareEntry)> {
    let room = |slot: Option<SlotId>| -> Option<RoomId> { plan.slots.get(&slot?).map(|slot| slot.room) };
    let notes = notebook.live_notes().map(|(item, note)| {
        let pictures = notebook.attachments_of(item).map(|(id, one)| SharedAttachment::of(id, one)).collect();
        (item, ShareEntry::of_note(note, pictures, room(note.slot)))
    });
    let tallies =
        notebook.live_tallies().map(|(item, tally)| (item, ShareEntry::of_tally(tally, room(tally.slot))));
    let wonderings = notebook
        .live_wonderings()
        .map(|(item, wondering)| (item, ShareEntry::of_wondering(wondering, room(wondering.slot))));
    notes.chain(tallies).chain(wonderings).collect()
}

impl Inner {
    fn contribution_key(&self, visit: VisitId) -> Result<DocumentKey, ClientError> {
        Ok(DocumentKey::Contribution(visit, self.enrolment()?.member))
    }
}
