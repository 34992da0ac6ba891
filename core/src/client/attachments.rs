//! Pictures of notes: attached and looked at without a network, sent after the text and apart from it.
//!
//! A picture is rid of its metadata before it is kept ([`crate::blob`]), and it and the change that names it are on disk
//! together. Sending and fetching go in parts, each of which may be the last one for a while: how far the server has come
//! it says itself, and how much has come from it is in the store.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Changed, Client, ClientError, Inner};
use crate::blob::{Picture, read_file};
use crate::document::NewAttachment;
use crate::domain::{Attachment, BlobHash, DocumentKey, MediaType};
use crate::ids::{AttachmentId, ItemId, VisitId};
use crate::protocol::{ATTACHMENTS_MAX, PartGiven, PartRefusal, PartTaken, PartWanted};
use crate::store::blob::{self, BlobRow, BlobState};
use crate::store::changes;

/// How many of this device's own pictures are where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AttachmentStatus {
    /// Attached here.
    pub on_device: usize,
    /// Those that the server holds.
    pub held: usize,
    /// Those that are to be sent.
    pub waiting: usize,
    /// Those that the server refused. They are kept and can be offered again.
    pub refused: usize,
}

/// A picture of one's own, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentEntry {
    /// Which.
    pub id: AttachmentId,
    /// What the notebook says of it.
    pub attachment: Attachment,
    /// Where its bytes are; `None` where they are on another device of the member only, or at the server.
    pub state: Option<BlobState>,
}

/// An attachment that is being sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload(BlobRow);

impl Upload {
    /// Which bytes.
    pub fn hash(&self) -> BlobHash {
        self.0.hash
    }
}

impl Client {
    /// Attaches the picture in the file at `path` to a note. When this returns, it is kept without its metadata, and the
    /// file is not needed any more.
    ///
    /// # Errors
    /// As [`Client::add_attachment`].
    pub fn add_attachment_file(
        &self,
        visit: VisitId,
        note: ItemId,
        path: &Path,
        caption: &str,
    ) -> Result<AttachmentId, ClientError> {
        self.may_attach(visit, note)?;
        self.add_attachment(visit, note, read_file(path)?, caption)
    }

    /// Attaches a picture to a note; `caption` says what is to be seen, and may be empty.
    ///
    /// # Errors
    /// [`ClientError::PhotographsNotAllowed`], [`ClientError::TooManyAttachments`], [`ClientError::UnknownItem`],
    /// [`ClientError::Picture`], a caption over the limit; those of the store. Nothing was attached then.
    pub fn add_attachment(
        &self,
        visit: VisitId,
        note: ItemId,
        bytes: Vec<u8>,
        caption: &str,
    ) -> Result<AttachmentId, ClientError> {
        self.may_attach(visit, note)?;
        // Nothing is locked meanwhile: a large picture takes a moment.
        let picture = Picture::new(bytes)?;
        let now = self.now();
        let mut inner = self.lock();
        let key = inner.may_attach(visit, note)?;
        let id = AttachmentId::new(now, &mut inner.rng);
        let new = NewAttachment {
            note,
            hash: picture.hash,
            media_type: picture.media_type,
            size_bytes: u32::try_from(picture.bytes.len()).unwrap_or(u32::MAX),
            caption: caption.to_owned(),
        };
        inner.change(
            key,
            Some(note),
            |document| document.add_attachment(id, &new, now),
            |tx| blob::put(tx, &key, &picture),
        )?;
        drop(inner);
        self.notify([Changed::Visit(visit), Changed::Status]);
        Ok(id)
    }

    /// Says what is to be seen in a picture.
    ///
    /// # Errors
    /// [`ClientError::UnknownItem`], a caption over the limit; those of the store.
    pub fn caption_attachment(
        &self,
        visit: VisitId,
        attachment: AttachmentId,
        caption: &str,
    ) -> Result<(), ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let (key, found) = inner.attachment(visit, attachment)?;
        let change =
            |document: &mut crate::document::Document| document.caption_attachment(attachment, caption, now);
        inner.change(key, Some(found.note), change, |_| Ok(()))?;
        drop(inner);
        self.notify([Changed::Visit(visit), Changed::Status]);
        Ok(())
    }

    /// Takes a picture from its note, for good. Its bytes are gone from this device, unless another picture that is
    /// there is the same. What was shared of it stays shared until it is withdrawn or shared anew.
    ///
    /// # Errors
    /// [`ClientError::UnknownItem`]; those of the store.
    pub fn remove_attachment(&self, visit: VisitId, attachment: AttachmentId) -> Result<(), ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let (key, found) = inner.attachment(visit, attachment)?;
        let notebook = inner.document(key)?.notebook();
        let others =
            notebook.attachments.iter().filter(|(id, one)| **id != attachment && one.removed_at.is_none());
        let is_named_still = others.map(|(_, one)| one.hash).any(|hash| hash == found.hash);
        let is_shared = {
            let contribution = DocumentKey::Contribution(visit, inner.enrolment()?.member);
            let shared = inner.document(contribution)?.contribution();
            shared.attachments().any(|shared| shared.hash == found.hash)
        };
        inner.change(
            key,
            Some(found.note),
            |document| document.remove_attachment(attachment, now),
            |tx| if is_named_still || is_shared { Ok(()) } else { blob::remove(tx, &key, found.hash) },
        )?;
        drop(inner);
        self.notify([Changed::Visit(visit), Changed::Status]);
        Ok(())
    }

    /// The pictures of a note, or of all of this member's notes on a visit, in the order they were attached.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn attachments(&self, visit: VisitId, note: Option<ItemId>) -> Result<Vec<AttachmentEntry>, ClientError> {
        let mut inner = self.lock();
        let key = inner.notebook_key(visit)?;
        let notebook = inner.document(key)?.notebook();
        let wanted = notebook.live_attachments().filter(|(_, one)| note.is_none_or(|note| note == one.note));
        wanted
            .map(|(id, attachment)| {
                let state = blob::find(inner.store.read(), &key, attachment.hash)?.map(|row| row.state);
                Ok(AttachmentEntry { id, attachment: attachment.clone(), state })
            })
            .collect()
    }

    /// The bytes of a picture that this member may see and that is here: of the member's own notebook, or shared with the
    /// visit. `None` where it has to be fetched first.
    ///
    /// # Errors
    /// [`ClientError::UnknownItem`] where nothing names it (any more); those of the store.
    pub fn attachment_bytes(&self, visit: VisitId, hash: BlobHash) -> Result<Option<Vec<u8>>, ClientError> {
        let key = self.naming(visit, hash)?;
        let inner = self.lock();
        match blob::find(inner.store.read(), &key, hash)? {
            Some(BlobRow { state: BlobState::Coming(_), .. }) | None => Ok(None),
            Some(row) => Ok(blob::bytes(inner.store.read(), &row)?),
        }
    }

    /// What to ask the server for next of a picture; `None` where all of it is here.
    ///
    /// # Errors
    /// As [`Client::attachment_bytes`].
    pub fn part_wanted(&self, visit: VisitId, hash: BlobHash) -> Result<Option<PartWanted>, ClientError> {
        let document = self.naming(visit, hash)?;
        let inner = self.lock();
        let offset = match blob::find(inner.store.read(), &document, hash)?.map(|row| row.state) {
            None => 0,
            Some(BlobState::Coming(here)) => here,
            Some(_) => return Ok(None),
        };
        Ok(Some(PartWanted { document, offset }))
    }

    /// Keeps what came for a wish. `false` where it does not go on from there, or the whole is not what its hash says:
    /// then what had come is gone.
    ///
    /// # Errors
    /// Those of the store.
    pub fn part_taken(&self, wanted: &PartWanted, hash: BlobHash, taken: &PartTaken) -> Result<bool, ClientError> {
        let mut inner = self.lock();
        let PartWanted { document, offset } = *wanted;
        let size_bytes = u64::from(inner.size_named(document, hash)?.ok_or(ClientError::UnknownItem)?);
        let kept = inner.store.write(|tx| {
            blob::begin(tx, &document, hash, taken.media_type, size_bytes)?;
            let Some(row) = blob::find(tx, &document, hash)? else { return Ok(false) };
            let end = offset + taken.bytes.len() as u64;
            let fits = row.state == BlobState::Coming(offset) && end <= size_bytes && !taken.bytes.is_empty();
            if fits {
                blob::append(tx, row.id, &taken.bytes)?;
                if end < size_bytes {
                    return Ok(true);
                }
                if blob::bytes(tx, &row)?.is_some_and(|bytes| MediaType::of(&bytes).is_some()) {
                    blob::mark(tx, row.id, BlobState::Fetched)?;
                    return Ok(true);
                }
            }
            blob::remove(tx, &document, hash)?;
            Ok(false)
        })?;
        drop(inner);
        if let Some(visit) = document.visit() {
            self.notify([Changed::Visit(visit)]);
        }
        Ok(kept)
    }

    /// The next picture to be sent, after `last`; `None` where none is left.
    ///
    /// # Errors
    /// Those of the store.
    pub fn next_upload(&self, last: Option<&Upload>) -> Result<Option<Upload>, ClientError> {
        let mut inner = self.lock();
        let mut after = last.map_or(0, |upload| upload.0.id);
        while let Some(row) = blob::next_ready(inner.store.read(), after)? {
            after = row.id;
            // One whose note was deleted waits for the note to be restored.
            if inner.size_named(row.document, row.hash)?.is_some() {
                return Ok(Some(Upload(row)));
            }
        }
        Ok(None)
    }

    /// The part of `upload` that begins at `offset`; `None` where this device has not got it (any more).
    ///
    /// # Errors
    /// Those of the store.
    pub fn part_given(&self, upload: &Upload, offset: u64) -> Result<Option<PartGiven>, ClientError> {
        let bytes = blob::part(self.lock().store.read(), upload.0.id, offset)?;
        Ok((!bytes.is_empty()).then_some(PartGiven { document: upload.0.document, offset, bytes }))
    }

    /// A part without bytes: asks how far the server has come.
    pub fn part_asked(&self, upload: &Upload) -> PartGiven {
        PartGiven { document: upload.0.document, offset: 0, bytes: Vec::new() }
    }

    /// Notes that the server holds all of it, or why it does not take it.
    ///
    /// # Errors
    /// Those of the store.
    pub fn uploaded(&self, upload: &Upload, outcome: Result<(), PartRefusal>) -> Result<(), ClientError> {
        let state = outcome.map_or_else(BlobState::Wedged, |()| BlobState::Held);
        self.lock().store.write(|tx| blob::mark(tx, upload.0.id, state))?;
        self.notify([Changed::Status]);
        Ok(())
    }

    fn may_attach(&self, visit: VisitId, note: ItemId) -> Result<(), ClientError> {
        self.lock().may_attach(visit, note).map(drop)
    }

    /// The document that names a picture: one's own notebook, or else what somebody shares.
    fn naming(&self, visit: VisitId, hash: BlobHash) -> Result<DocumentKey, ClientError> {
        let candidates: Vec<DocumentKey> = {
            let mut inner = self.lock();
            let notebook = inner.notebook_key(visit)?;
            let mut known = changes::documents(inner.store.read())?;
            known.retain(|key| matches!(key, DocumentKey::Contribution(of, _) if *of == visit));
            [notebook].into_iter().chain(known).collect()
        };
        for key in candidates {
            // One at a time, so that somebody who is writing need not wait for all of them.
            if self.lock().size_named(key, hash)?.is_some() {
                return Ok(key);
            }
        }
        Err(ClientError::UnknownItem)
    }
}

impl Inner {
    /// The notebook, if a picture may be attached to that note of it now.
    fn may_attach(&mut self, visit: VisitId, note: ItemId) -> Result<DocumentKey, ClientError> {
        let key = self.notebook_key(visit)?;
        if !self.facts.as_ref().is_some_and(|facts| facts.allows_photographs) {
            return Err(ClientError::PhotographsNotAllowed);
        }
        let notebook = self.document(key)?.notebook();
        if !notebook.notes.contains_key(&note) {
            return Err(ClientError::UnknownItem);
        }
        if notebook.attachments_of(note).count() >= ATTACHMENTS_MAX {
            return Err(ClientError::TooManyAttachments);
        }
        Ok(key)
    }

    fn attachment(&mut self, visit: VisitId, id: AttachmentId) -> Result<(DocumentKey, Attachment), ClientError> {
        let key = self.notebook_key(visit)?;
        let found = self.document(key)?.notebook().attachments.remove(&id).filter(|one| one.removed_at.is_none());
        Ok((key, found.ok_or(ClientError::UnknownItem)?))
    }

    /// How large `document` says that a picture is; `None` where it names none of this hash that is there.
    fn size_named(&mut self, document: DocumentKey, hash: BlobHash) -> Result<Option<u32>, ClientError> {
        let document = self.document(document)?;
        let size = match document.key() {
            DocumentKey::Notebook(..) => {
                let notebook = document.notebook();
                notebook.live_attachments().find(|(_, one)| one.hash == hash).map(|(_, one)| one.size_bytes)
            }
            DocumentKey::Contribution(..) => {
                let shared = document.contribution();
                shared.attachments().find(|one| one.hash == hash).map(|one| one.size_bytes)
            }
            _ => None,
        };
        Ok(size)
    }

    /// How many pictures of one's own are where.
    pub(super) fn attachment_status(&mut self) -> Result<AttachmentStatus, ClientError> {
        let mut status = AttachmentStatus::default();
        for row in blob::all(self.store.read())? {
            match row.state {
                // With its note deleted, it waits for nothing.
                BlobState::Ready if self.size_named(row.document, row.hash)?.is_none() => continue,
                BlobState::Ready => status.waiting += 1,
                BlobState::Held => status.held += 1,
                BlobState::Wedged(_) => status.refused += 1,
                BlobState::Fetched | BlobState::Coming(_) => continue,
            }
            status.on_device += 1;
        }
        Ok(status)
    }

    /// Removes bytes of others' pictures that nothing here names any more.
    pub(super) fn forget_unnamed(&mut self) -> Result<(), ClientError> {
        let rows = blob::all(self.store.read())?;
        let foreign = rows.iter().filter(|row| matches!(row.state, BlobState::Fetched | BlobState::Coming(_)));
        let mut gone = BTreeSet::new();
        for row in foreign {
            if self.size_named(row.document, row.hash)?.is_none() {
                gone.insert((row.document, row.hash));
            }
        }
        if gone.is_empty() {
            return Ok(());
        }
        Ok(self
            .store
            .write(|tx| gone.iter().try_for_each(|(document, hash)| blob::remove(tx, document, *hash)))?)
    }
}
