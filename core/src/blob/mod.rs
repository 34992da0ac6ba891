//! Attachment bytes on their way into a profile: read with a limit, told by their content, and rid of their metadata.
//!
//! A camera writes where and when a photograph was taken, with which device, sometimes a name, and often a second,
//! smaller picture. None of that may leave the phone. So nothing is searched for and removed: of each format the parts
//! that make the picture are listed, they are kept, and everything else is gone, whatever it is called. How the camera
//! was held is kept, as the one tag of a new, empty record; without it half of all photographs would lie on their side.
//!
//! Bytes in, bytes out; only [`read_file`] knows files. What became of it is named by its hash ([`BlobHash`]) and kept
//! by the store.

mod file;
mod jpeg;
mod orientation;
mod png;
#[cfg(test)]
pub(crate) mod samples;
mod webp;

pub use file::read_file;

use crate::domain::{BlobHash, MediaType};
use crate::protocol::BLOB_BYTES_MAX;

/// Why bytes or a file are not taken as a picture.
#[derive(Debug, thiserror::Error)]
pub enum NotAPicture {
    /// Neither JPEG, PNG nor WebP, or a moving one.
    #[error("only pictures that do not move are taken: JPEG, PNG or WebP; nothing was attached")]
    OtherType,
    /// It is damaged.
    #[error("this picture is damaged; nothing was attached")]
    Damaged,
    /// More than [`BLOB_BYTES_MAX`].
    #[error("this picture is larger than 10 MB; nothing was attached: take it smaller")]
    TooLarge,
    /// There is no such file, or it cannot be read. Leaves the path out: it may hold a name.
    #[error("the file could not be read ({0}); nothing was attached")]
    File(std::io::ErrorKind),
}

/// A picture without metadata.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Names the bytes.
    pub hash: BlobHash,
    /// What they are.
    pub media_type: MediaType,
    /// The bytes, at most [`BLOB_BYTES_MAX`].
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}, {} bytes)", self.media_type.as_str(), self.bytes.len())
    }
}

impl Picture {
    /// Takes the metadata out of `bytes`.
    ///
    /// # Errors
    /// [`NotAPicture`].
    pub fn new(bytes: Vec<u8>) -> Result<Self, NotAPicture> {
        if bytes.len() > BLOB_BYTES_MAX {
            return Err(NotAPicture::TooLarge);
        }
        let media_type = MediaType::of(&bytes).ok_or(NotAPicture::OtherType)?;
        let bytes = match media_type {
            MediaType::Jpeg => jpeg::bare(bytes)?,
            MediaType::Png => png::bare(bytes)?,
            MediaType::Webp => webp::bare(bytes)?,
        };
        Ok(Self { hash: BlobHash::of(&bytes), media_type, bytes })
    }
}

impl From<img_parts::Error> for NotAPicture {
    fn from(_: img_parts::Error) -> Self {
        Self::Damaged
    }
}

#[cfg(test)]
mod tests {
    use super::samples::{SECRETS, jpeg, png, webp};
    use super::*;

    fn holds(bytes: &[u8], words: &[u8]) -> bool {
        bytes.windows(words.len()).any(|window| window == words)
    }

    #[test]
    fn of_what_a_camera_writes_beside_a_picture_nothing_is_left() {
        for (name, with, without) in [
            ("jpeg", jpeg(Some(6)), jpeg(None)),
            ("png", png(Some(6)), png(None)),
            ("webp", webp(Some(6)), webp(None)),
        ] {
            for secret in SECRETS {
                assert!(holds(&with, secret), "{name} is not a sample of {secret:?}");
            }
            let picture = Picture::new(with).unwrap();
            for secret in SECRETS {
                assert!(!holds(&picture.bytes, secret), "{name} still holds {secret:?}");
            }
            let exif = orientation::exif_of(&picture.bytes).unwrap();
            let fields: Vec<_> = exif.fields().map(|field| field.tag).collect();
            assert_eq!(fields, [exif::Tag::Orientation], "{name}");
            assert_eq!(orientation::of(&picture.bytes), Some(6), "{name}");
            // A picture that lies as it was taken says nothing of it.
            let upright = Picture::new(without).unwrap();
            assert!(orientation::exif_of(&upright.bytes).is_none(), "{name}");
            // What is bare already is named as it is.
            assert_eq!(Picture::new(picture.bytes.clone()).unwrap().hash, picture.hash, "{name}");
        }
    }

    #[test]
    fn the_picture_itself_stays_what_it_was() {
        for (bytes, data) in
            [(jpeg(Some(6)), samples::SCAN), (png(Some(6)), samples::IDAT), (webp(Some(6)), samples::VP8L)]
        {
            assert!(holds(&Picture::new(bytes).unwrap().bytes, data));
        }
    }

    #[test]
    fn what_is_no_picture_is_refused_and_never_a_panic() {
        for other in [&b""[..], b"GIF89a", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>"] {
            assert!(matches!(Picture::new(other.to_vec()), Err(NotAPicture::OtherType)));
        }
        for whole in [jpeg(Some(3)), png(Some(3)), webp(Some(3))] {
            let tail = samples::TRAILER.len();
            for length in 12..whole.len() - tail {
                // Cut anywhere, it is damaged or what is left of it.
                if let Ok(picture) = Picture::new(whole[..length].to_vec()) {
                    assert!(!SECRETS.iter().any(|secret| holds(&picture.bytes, secret)), "cut at {length}");
                }
            }
            for place in 0..whole.len() {
                let mut broken = whole.clone();
                broken[place] ^= 0xff;
                let _ = Picture::new(broken);
            }
        }
        assert!(matches!(Picture::new(vec![0xff; BLOB_BYTES_MAX + 1]), Err(NotAPicture::TooLarge)));
    }
}
