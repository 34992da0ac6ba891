//! Intents on the pictures of notes in a notebook.
//!
//! An attachment is an item of its own that names its note, rather than a part of it: two devices that attach to the
//! same note at once make two items, and both are there. Its bytes are not in the document; its hash names them.

use super::write::{check_length, copies, create, is_there, mark_removed, put};
use super::{ChangeBytes, Document, DocumentError};
use crate::clock::Timestamp;
use crate::domain::{BlobHash, MediaType};
use crate::ids::{AttachmentId, ItemId};
use crate::protocol::CAPTION_UNITS_MAX;

const ATTACHMENTS: &str = "attachments";

/// A picture to be attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttachment {
    /// To which note.
    pub note: ItemId,
    /// The bytes.
    pub hash: BlobHash,
    /// What they are.
    pub media_type: MediaType,
    /// How many there are.
    pub size_bytes: u32,
    /// What is to be seen; may be empty.
    pub caption: String,
}

impl Document {
    /// Attaches a picture to a note. Attaching one that is there already gives it this caption.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`] where there is no such note, [`DocumentError::TooLong`] for the caption.
    pub fn add_attachment(
        &mut self,
        id: AttachmentId,
        new: &NewAttachment,
        now: Timestamp,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        if is_there(&self.automerge, ATTACHMENTS, &id.to_string()) {
            return self.caption_attachment(id, &new.caption, now);
        }
        check_caption(&new.caption)?;
        self.change(now, |tx| {
            copies(tx, "notes", &new.note.to_string())?;
            let item = create(tx, ATTACHMENTS, &id.to_string())?;
            put(tx, &item, "note", new.note.to_string())?;
            put(tx, &item, "hash", new.hash.to_string())?;
            put(tx, &item, "media_type", new.media_type.as_str())?;
            put(tx, &item, "size_bytes", i64::from(new.size_bytes))?;
            put(tx, &item, "caption", new.caption.as_str())?;
            put(tx, &item, "added_at", now.0)
        })
    }

    /// Says what is to be seen in a picture.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`], [`DocumentError::TooLong`].
    pub fn caption_attachment(
        &mut self,
        id: AttachmentId,
        caption: &str,
        now: Timestamp,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        check_caption(caption)?;
        self.change(now, |tx| {
            let found = copies(tx, ATTACHMENTS, &id.to_string())?;
            found.iter().try_for_each(|item| put(tx, item, "caption", caption))
        })
    }

    /// Takes a picture from its note, for good.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`].
    pub fn remove_attachment(
        &mut self,
        id: AttachmentId,
        now: Timestamp,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        self.change(now, |tx| mark_removed(tx, ATTACHMENTS, &id.to_string(), now))
    }
}

fn check_caption(caption: &str) -> Result<(), DocumentError> {
    check_length(caption)?;
    if caption.encode_utf16().count() > CAPTION_UNITS_MAX { Err(DocumentError::TooLong) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::super::{ShareEntry, Vetted, vet};
    use super::*;
    use crate::domain::SharedAttachment;
    use uuid::Uuid;

    fn id(n: u128) -> AttachmentId {
        AttachmentId(Uuid::from_u128(0xb000 + n))
    }

    fn picture(note: u128, caption: &str) -> NewAttachment {
        let hash = BlobHash::of(caption.as_bytes());
        NewAttachment {
            note: item(note),
            hash,
            media_type: MediaType::Jpeg,
            size_bytes: 7,
            caption: caption.to_owned(),
        }
    }

    #[test]
    fn pictures_attached_on_two_devices_are_both_there() {
        let mut phone = document(NOTEBOOK, 1);
        phone.add_note(item(1), &note("The board"), NOW).unwrap();
        let mut tablet = copy_on(&phone, 2);
        phone.add_attachment(id(1), &picture(1, "left half"), NOW).unwrap().unwrap();
        tablet.add_attachment(id(2), &picture(1, "right half"), NOW).unwrap().unwrap();
        meet(&mut phone, &mut tablet);
        phone.caption_attachment(id(1), "the left half", NOW).unwrap().unwrap();
        tablet.remove_attachment(id(2), NOW.plus_minutes(1)).unwrap().unwrap();
        meet(&mut phone, &mut tablet);
        for document in [&phone, &tablet] {
            let attachments = document.notebook().attachments;
            assert_eq!(attachments[&id(1)].caption, "the left half");
            assert_eq!(attachments[&id(1)].hash, BlobHash::of(b"left half"));
            assert_eq!(attachments[&id(2)].removed_at, Some(NOW.plus_minutes(1)));
            let live: Vec<_> = document.notebook().live_attachments().map(|(id, _)| id).collect();
            assert_eq!(live, [id(1)]);
        }
        // A deleted note has none, until it is restored.
        phone.delete_item(item(1), NOW).unwrap();
        assert_eq!(phone.notebook().live_attachments().count(), 0);
        phone.restore_item(item(1), NOW).unwrap();
        assert_eq!(phone.notebook().live_attachments().count(), 1);
    }

    #[test]
    fn a_note_is_shared_with_its_pictures_and_withdrawn_with_them() {
        let mut notebook = document(NOTEBOOK, 1);
        notebook.add_note(item(1), &note("The board"), NOW).unwrap();
        notebook.add_attachment(id(1), &picture(1, "the board"), NOW).unwrap();
        let written = notebook.notebook();
        let entry = |written: &crate::domain::Notebook| {
            let pictures =
                written.attachments_of(item(1)).map(|(id, one)| SharedAttachment::of(id, one)).collect();
            ShareEntry::of_note(&written.notes[&item(1)], pictures, None)
        };
        let mut shared = document(CONTRIBUTION, 1);
        let mut tablet = copy_on(&shared, 2);
        let changes = shared.share(&[(share(1), item(1), entry(&written))], NOW).unwrap();
        let verdicts = vet(&CONTRIBUTION, &[], &[(device(1), changes.concat())]);
        assert_eq!(verdicts, [Ok(Vetted::New)]);
        // Shared anew at the same time on another device, which has one more.
        notebook.add_attachment(id(2), &picture(1, "the corner"), NOW).unwrap();
        let written = notebook.notebook();
        tablet.share(&[(share(2), item(1), entry(&written))], NOW.plus_minutes(1)).unwrap();
        meet(&mut shared, &mut tablet);
        let captions = |document: &Document| -> Vec<String> {
            let notes = document.contribution().notes;
            notes.values().flat_map(|note| &note.item.attachments).map(|one| one.caption.clone()).collect()
        };
        assert_eq!(captions(&shared), ["the board", "the corner"], "those of the latest entry, each once");
        shared.reword(item(1), "The white board", NOW.plus_minutes(2)).unwrap();
        assert_eq!(captions(&shared), ["the board", "the corner"]);
        shared.withdraw(&[item(1)], NOW.plus_minutes(3)).unwrap();
        assert_eq!(captions(&shared), [] as [&str; 0]);
    }

    #[test]
    fn what_cannot_be_attached_changes_nothing() {
        let mut document = document(NOTEBOOK, 1);
        document.add_note(item(1), &note("text"), NOW).unwrap();
        let heads = document.heads();
        assert_eq!(document.add_attachment(id(1), &picture(9, "no note"), NOW), Err(DocumentError::NotFound));
        let long = "x".repeat(CAPTION_UNITS_MAX + 1);
        assert_eq!(document.add_attachment(id(1), &picture(1, &long), NOW), Err(DocumentError::TooLong));
        assert_eq!(document.remove_attachment(id(1), NOW), Err(DocumentError::NotFound));
        assert_eq!(document.caption_attachment(id(1), "", NOW), Err(DocumentError::NotFound));
        assert_eq!(document.heads(), heads);
    }
}
