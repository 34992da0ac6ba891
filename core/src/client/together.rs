//! Writing where others write too: how each such intent is asked for, kept and told of; and editing shared texts.

use super::{Changed, Client, ClientError, Inner, Intent};
use crate::clock::{SeededRng, Timestamp};
use crate::document::{ChangeBytes, Document, DocumentError, TextPlace};
use crate::domain::{DocumentKey, Member, VisitFacts, may_read, may_write};
use crate::ids::{EditId, VisitId};

/// A shared text as a person begins to edit it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedText {
    /// What it says.
    pub text: String,
    /// What it was seen with: give it back to [`Client::edit_text`].
    pub seen: Vec<[u8; 32]>,
}

impl Client {
    /// A shared text, to be edited.
    ///
    /// # Errors
    /// [`ClientError::NotAllowed`], [`ClientError::UnknownVisit`], [`DocumentError::NotFound`]; those of the store.
    pub fn shared_text(&self, visit: VisitId, place: &TextPlace) -> Result<SharedText, ClientError> {
        self.read_together(place.document(visit), |document| {
            let text = document.text(place).ok_or(DocumentError::NotFound)?;
            Ok(SharedText { text, seen: document.heads() })
        })?
    }

    /// Rewords a shared text that was `seen` as [`Client::shared_text`] gave it. What others have written since is
    /// kept.
    ///
    /// # Errors
    /// As [`Client::shared_text`]; text over the limit, [`DocumentError::Locked`].
    pub fn edit_text(
        &self,
        visit: VisitId,
        place: &TextPlace,
        seen: &[[u8; 32]],
        text: &str,
    ) -> Result<(), ClientError> {
        let edit = self.fresh(EditId::new);
        self.write_together(place.document(visit), |document, _| document.edit_text(place, seen, text, edit))
    }

    /// Makes an id.
    pub(super) fn fresh<Id>(&self, make: impl FnOnce(Timestamp, &mut SeededRng) -> Id) -> Id {
        make(self.now(), &mut self.lock().rng)
    }

    pub(super) fn read_together<T>(
        &self,
        key: DocumentKey,
        read: impl FnOnce(&Document) -> T,
    ) -> Result<T, ClientError> {
        let mut inner = self.lock();
        inner.check(&key, may_read)?;
        Ok(read(inner.document(key)?))
    }

    pub(super) fn write_together(
        &self,
        key: DocumentKey,
        intent: impl FnOnce(&mut Document, Timestamp) -> Result<Option<ChangeBytes>, DocumentError>,
    ) -> Result<(), ClientError> {
        self.apply_together(key, Box::new(intent))
    }

    fn apply_together(&self, key: DocumentKey, intent: Intent<'_>) -> Result<(), ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        inner.check(&key, may_write)?;
        let changed = inner.apply(key, None, now, intent)?;
        drop(inner);
        if changed {
            self.notify([key.visit().map_or(Changed::Network, Changed::Visit), Changed::Status]);
        }
        Ok(())
    }
}

/// One of the two permissions.
type May = fn(&Member, &DocumentKey, Option<&VisitFacts>) -> bool;

impl Inner {
    fn check(&self, key: &DocumentKey, may: May) -> Result<(), ClientError> {
        let visit = key.visit().map(|visit| self.known_visit(visit)).transpose()?;
        if may(&self.me()?, key, visit.as_ref()) { Ok(()) } else { Err(ClientError::NotAllowed) }
    }
}
