//! Attachment bytes: given and taken in parts, apart from everything else, so that no text ever waits for a picture.
//!
//! Who gives or takes a part names the document that names the attachment: the right to it is the right to the document.
//! Bytes belong to the member whose document it is. Naming somebody else's hash in a document of one's own opens nothing.

use serde::{Deserialize, Serialize};

use crate::domain::{DocumentKey, MediaType};

/// A part given. Without bytes it only asks how far the server has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartGiven {
    /// A document of the giver's own that names the attachment, and that the server holds.
    pub document: DocumentKey,
    /// Where in the attachment the part begins.
    pub offset: u64,
    /// At most [`PART_BYTES_MAX`](super::PART_BYTES_MAX).
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// How far the server has come with an attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartReceipt {
    /// It has the bytes up to here: where the next part begins. A part that begins elsewhere changes nothing.
    pub received_bytes: u64,
    /// It holds all of them, safely on disk, and they are what their hash says.
    pub is_whole: bool,
}

/// A wish for a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartWanted {
    /// A document that names the attachment and that the reader may read.
    pub document: DocumentKey,
    /// Where the part begins.
    pub offset: u64,
}

/// A part taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartTaken {
    /// What the bytes are.
    pub media_type: MediaType,
    /// How many there are in all.
    pub size_bytes: u64,
    /// Those from the offset on, at most [`PART_BYTES_MAX`](super::PART_BYTES_MAX); none at the end.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// Why an attachment is not taken or not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum PartRefusal {
    /// The network does not allow photographs.
    #[error("this network does not allow photographs")]
    NotAllowed,
    /// No document that this member may write or read names it. May pass once the text has arrived.
    #[error("the server knows no note with this picture that is yours to send or see")]
    Unknown,
    /// Its author's phone has not sent it yet.
    #[error("this picture has not arrived at the server yet")]
    NotArrived,
    /// There is no room: of this member, or of this network.
    #[error("there is no room for more pictures on the server")]
    Full,
    /// More bytes than an attachment may have, or than its document says.
    #[error("this picture is larger than the server takes")]
    TooLarge,
    /// All bytes came, and they are not what their hash or their type says.
    #[error("the picture arrived damaged")]
    Damaged,
}

impl PartRefusal {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::NotAllowed, Self::Unknown, Self::NotArrived, Self::Full, Self::TooLarge, Self::Damaged];

    /// The name of the problem that says it (docs/protocol), and the word under which it is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotAllowed => "photographs-not-allowed",
            Self::Unknown => "attachment-unknown",
            Self::NotArrived => "attachment-not-arrived",
            Self::Full => "attachments-full",
            Self::TooLarge => "attachment-too-large",
            Self::Damaged => "attachment-damaged",
        }
    }

    /// The refusal that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.as_str() == word)
    }

    /// Whether giving the same again may succeed after the next sync.
    pub fn may_pass_later(self) -> bool {
        matches!(self, Self::Unknown | Self::NotArrived)
    }
}
