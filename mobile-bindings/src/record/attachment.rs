//! Pictures of notes.

use fieldwalk_core::{client, domain, driver, store};

use super::{SyncFailure, mirror, text};
use crate::ids::number;

mirror! {
    /// What a picture's bytes are.
    PictureType of domain::MediaType {
        /// image/jpeg
        Jpeg,
        /// image/png
        Png,
        /// image/webp
        Webp,
    }
}

/// Where the bytes of a picture are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum PicturePlace {
    /// On this device, to be sent.
    Waiting,
    /// On this device, and the server holds them.
    Held,
    /// On this device, and the server refused them.
    Refused,
    /// Not on this device, or not all of them: they have to be fetched.
    Elsewhere,
}

impl PicturePlace {
    fn of(state: Option<store::blob::BlobState>) -> Self {
        use store::blob::BlobState;
        match state {
            Some(BlobState::Ready) => Self::Waiting,
            Some(BlobState::Held | BlobState::Fetched) => Self::Held,
            Some(BlobState::Wedged(_)) => Self::Refused,
            Some(BlobState::Coming(_)) | None => Self::Elsewhere,
        }
    }
}

/// A picture of one's own note.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct NotePicture {
    /// Its id.
    pub id: String,
    /// The note.
    pub note: String,
    /// Names its bytes.
    pub hash: String,
    /// What they are.
    pub picture_type: PictureType,
    /// How many there are.
    pub size_bytes: i64,
    /// What is to be seen; may be empty.
    pub caption: String,
    /// When it was attached.
    pub added_at: i64,
    /// Where its bytes are.
    pub place: PicturePlace,
    /// Why the server refused it, as a plain English sentence.
    pub refusal: Option<String>,
}

impl From<client::AttachmentEntry> for NotePicture {
    fn from(entry: client::AttachmentEntry) -> Self {
        let refusal = match entry.state {
            Some(store::blob::BlobState::Wedged(refusal)) => Some(refusal.to_string()),
            _ => None,
        };
        let one = entry.attachment;
        Self {
            id: text(&entry.id),
            note: text(&one.note),
            hash: text(&one.hash),
            picture_type: one.media_type.into(),
            size_bytes: one.size_bytes.into(),
            caption: one.caption,
            added_at: one.added_at.0,
            place: PicturePlace::of(entry.state),
            refusal,
        }
    }
}

/// A picture of a shared note, as everybody reads it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct SharedPicture {
    /// Names its bytes.
    pub hash: String,
    /// What they are.
    pub picture_type: PictureType,
    /// What is to be seen; may be empty.
    pub caption: String,
}

impl From<domain::FeedbackAttachment> for SharedPicture {
    fn from(one: domain::FeedbackAttachment) -> Self {
        Self { hash: text(&one.hash), picture_type: one.media_type.into(), caption: one.caption }
    }
}

/// How many of this device's own pictures are where; apart from what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Record)]
pub struct PictureStatus {
    /// Attached here.
    pub on_device: i64,
    /// Those that the server holds.
    pub held: i64,
    /// Those that are to be sent.
    pub waiting: i64,
    /// Those that the server refused.
    pub refused: i64,
}

impl From<client::AttachmentStatus> for PictureStatus {
    fn from(status: client::AttachmentStatus) -> Self {
        Self {
            on_device: number(status.on_device),
            held: number(status.held),
            waiting: number(status.waiting),
            refused: number(status.refused),
        }
    }
}

/// How sending pictures went. Not to get through is an outcome and not an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Record)]
pub struct PictureOutcome {
    /// Whether nothing is left to send.
    pub is_complete: bool,
    /// Pictures that the server holds now.
    pub held: i64,
    /// Pictures that it refused; the list of a note's pictures says why.
    pub refused: i64,
    /// Why it ended early.
    pub failure: Option<SyncFailure>,
}

impl From<driver::UploadReport> for PictureOutcome {
    fn from(report: driver::UploadReport) -> Self {
        Self {
            is_complete: report.failure.is_none(),
            held: report.held.into(),
            refused: report.refused.into(),
            failure: report.failure.map(Into::into),
        }
    }
}
