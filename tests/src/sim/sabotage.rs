//! Promises broken on purpose, to see that the simulation notices.
//!
//! The first two stand between phones and server and behave as a server with that mistake would; the third makes a
//! change as a client with that mistake would.

use automerge::transaction::Transactable;
use automerge::{Automerge, ObjType, ROOT};
use fieldwalk_core::protocol::{Cursor, Offer, Receipt, SyncAnswer, SyncRequest};

/// A promise to break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    /// A receipt is given for something that is not on disk.
    ReceiptBeforeCommit,
    /// What a reader gets looks at a chunk's number alone, not at when the reader was given the right to it.
    CursorWithoutGrants,
    /// A client makes the container that it writes into.
    ContainerMadeByIntent,
}

impl Sabotage {
    /// Takes one offer out of the request as if it had been lost after the receipt; returns its place.
    pub(super) fn swallow(self, request: &mut SyncRequest) -> Option<usize> {
        if self != Self::ReceiptBeforeCommit {
            return None;
        }
        let chunk = request.offers.iter().position(|offer| matches!(offer, Offer::Chunk(_)))?;
        request.offers.remove(chunk);
        Some(chunk)
    }

    /// Gives the receipt for what was swallowed.
    pub(super) fn lie(answer: &mut SyncAnswer, place: usize) {
        answer.receipts.insert(place, Receipt::Held(answer.cursor.due));
    }

    /// Leaves out what the reader gets only because of a right given later.
    pub(super) fn forget_grants(self, answer: &mut SyncAnswer, cursor: Option<Cursor>) {
        let (Self::CursorWithoutGrants, Some(cursor)) = (self, cursor) else { return };
        for page in &mut answer.documents {
            page.chunks.retain(|held| held.number > cursor.due);
        }
        answer.documents.retain(|page| !page.chunks.is_empty());
    }

    /// A change that makes the map of notes once more and a note in it.
    pub(super) fn container(actor: &[u8; 16]) -> Vec<u8> {
        let mut document = Automerge::new();
        document.set_actor([actor.as_slice(), &[7; 8]].concat().into());
        let mut transaction = document.transaction();
        let notes = transaction.put_object(ROOT, "notes", ObjType::Map).expect("the root is a map");
        transaction.put(notes, "text", "hidden").expect("it was just made");
        transaction.commit();
        document.get_changes(&[]).iter().flat_map(|change| change.raw_bytes().to_vec()).collect()
    }
}
