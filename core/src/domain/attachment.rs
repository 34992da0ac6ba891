//! Pictures attached to notes: what a document says of one. The bytes themselves are a blob, named by their hash.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::hex;
use crate::ids::{AttachmentId, ItemId};

/// Names bytes: their BLAKE3 hash, in lower-case hexadecimal where it is text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobHash(pub [u8; 32]);

impl BlobHash {
    /// The name of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

impl fmt::Display for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for BlobHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "blob:{self}")
    }
}

/// The text is not the hash of a blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not the hash of an attachment: 64 hexadecimal digits in lower case")]
pub struct NotABlobHash;

impl FromStr for BlobHash {
    type Err = NotABlobHash;

    fn from_str(text: &str) -> Result<Self, NotABlobHash> {
        hex::decode(text).map(Self).ok_or(NotABlobHash)
    }
}

impl Serialize for BlobHash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BlobHash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What can be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MediaType {
    /// A photograph as cameras make it.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A picture of a screen.
    #[serde(rename = "image/png")]
    Png,
    /// Either, smaller.
    #[serde(rename = "image/webp")]
    Webp,
}

impl MediaType {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Jpeg, Self::Png, Self::Webp];

    /// The name used in documents, JSON and HTTP.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }

    /// The type that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media_type| media_type.as_str() == word)
    }

    /// How the name of a file of this type ends, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
        }
    }

    /// The type of `bytes` by how they begin; `None` for anything that is not taken.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else {
            None
        }
    }
}

/// A picture on a note in the notebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The note.
    pub note: ItemId,
    /// The bytes, metadata taken out.
    pub hash: BlobHash,
    /// What they are.
    pub media_type: MediaType,
    /// How many there are.
    pub size_bytes: u32,
    /// What is to be seen, in the author's words: for who cannot see it. May be empty.
    pub caption: String,
    /// When it was attached.
    pub added_at: Timestamp,
    /// When it was removed, for good; `None` while it is there.
    pub removed_at: Option<Timestamp>,
}

/// A picture as it was shared with its note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedAttachment {
    /// The attachment in the notebook.
    pub attachment: AttachmentId,
    /// The bytes.
    pub hash: BlobHash,
    /// What they are.
    pub media_type: MediaType,
    /// How many there are.
    pub size_bytes: u32,
    /// What is to be seen.
    pub caption: String,
}

impl SharedAttachment {
    /// The attachment as it is now.
    pub fn of(id: AttachmentId, attachment: &Attachment) -> Self {
        let Attachment { hash, media_type, size_bytes, .. } = *attachment;
        Self { attachment: id, hash, media_type, size_bytes, caption: attachment.caption.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_has_one_spelling() {
        let hash = BlobHash::of(b"bytes");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        for wrong in ["", "ab", &hash.to_string().to_uppercase(), &format!("{hash}00"), "../../etc/passwd"] {
            assert_eq!(wrong.parse::<BlobHash>(), Err(NotABlobHash), "{wrong}");
        }
    }

    #[test]
    fn a_type_is_told_by_how_bytes_begin() {
        assert_eq!(MediaType::of(b"\xff\xd8\xff\xe0"), Some(MediaType::Jpeg));
        assert_eq!(MediaType::of(b"RIFF\0\0\0\0WEBPVP8 "), Some(MediaType::Webp));
        for other in [&b""[..], b"GIF89a", b"RIFF\0\0\0\0WAVE", b"<svg onload=alert(1)>", b"%PDF-1.7"] {
            assert_eq!(MediaType::of(other), None);
        }
        for media_type in MediaType::ALL {
            assert_eq!(MediaType::from_word(media_type.as_str()), Some(media_type));
        }
    }
}
