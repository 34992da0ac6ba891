//! Released feedback as a file that anybody can verify: the bytes as released, their hash, and the signature of the
//! server that froze them.
//!
//! The file is one line of JSON, made in one way only: a reader makes it again from what it read, and where that is
//! not the same bytes, the file was changed. So a file that says the same in other bytes is not "as released" either,
//! and one changed byte, wherever it is, is found.

use serde::{Deserialize, Serialize};

use super::chunk::{Keys, PublicKey, verify};
use crate::domain::{Release, ReleaseHash};
use crate::hex;

/// The form of the file; another form is another word.
const FORMAT: &str = "fieldwalk-release-1";

/// A released file with what vouches for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedRelease {
    /// `fieldwalk-release-1`.
    format: String,
    /// The bytes as released, which are JSON themselves.
    release: String,
    /// Their hash.
    hash: String,
    /// Ed25519 (RFC 8032) by the server, in lower-case hexadecimal.
    signature: String,
    /// The server's public key, in lower-case hexadecimal.
    server_key: String,
}

/// Why a file is not feedback as it was released.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAsReleased {
    /// Not a file of released feedback, or damaged beyond reading.
    #[error("this is not a file of released feedback, or it is damaged")]
    Unreadable,
    /// It says what a released file says, in other bytes.
    #[error(
        "the file was changed around the released feedback: its fields read well, but these are not the bytes \
             that the server wrote"
    )]
    Rewritten,
    /// The feedback is not what was hashed.
    #[error("the feedback was changed: the file names the hash {named}, and its feedback has the hash {found}")]
    Altered {
        /// The hash in the file.
        named: String,
        /// The hash of the feedback in it.
        found: ReleaseHash,
    },
    /// The signature is not of this hash by this key.
    #[error("the signature does not belong to this feedback and this key: one of them was changed")]
    WrongSignature,
    /// Another server signed it.
    #[error("this feedback was signed by another server: its key is {signed_by}")]
    OtherServer {
        /// That server's key.
        signed_by: String,
    },
    /// Signed as it stands, but not feedback that this version can read.
    #[error("the feedback is as it was released, but this version cannot read it")]
    OtherVersion,
}

/// Signs the hash of a release.
pub fn sign_release(hash: &ReleaseHash, keys: &Keys) -> [u8; 64] {
    keys.sign(&message(hash))
}

/// Whether `key` signed a release of this hash.
pub fn verify_release(hash: &ReleaseHash, key: &PublicKey, signature: &[u8; 64]) -> bool {
    verify(key, &message(hash), signature)
}

impl SignedRelease {
    /// Puts kept bytes, which [`Release::to_bytes`] made, together with what vouches for them.
    ///
    /// # Errors
    /// [`NotAsReleased`] where they do not belong together.
    pub fn new(bytes: &[u8], signature: &[u8; 64], server_key: &PublicKey) -> Result<Self, NotAsReleased> {
        let release = String::from_utf8(bytes.to_vec()).map_err(|_| NotAsReleased::Unreadable)?;
        let signed = Self {
            format: FORMAT.to_owned(),
            hash: ReleaseHash::of(bytes).to_string(),
            release,
            signature: hex::encode(signature),
            server_key: hex::encode(server_key),
        };
        signed.verify()?;
        Ok(signed)
    }

    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).expect("our types serialise and a Vec takes every write");
        bytes.push(b'\n');
        bytes
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`NotAsReleased::Unreadable`], [`NotAsReleased::Rewritten`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAsReleased> {
        let signed: Self = serde_json::from_slice(bytes).map_err(|_| NotAsReleased::Unreadable)?;
        if signed.format != FORMAT {
            return Err(NotAsReleased::Unreadable);
        }
        // What is changed inside the feedback is told as that, whatever else was changed.
        let found = ReleaseHash::of(signed.release.as_bytes());
        if signed.hash == found.to_string() && signed.to_bytes() != bytes {
            return Err(NotAsReleased::Rewritten);
        }
        Ok(signed)
    }

    /// Reads the feedback, if it stands as it was released by the server whose key is in the file. Who knows the
    /// server's key from elsewhere asks [`Self::verify_by`].
    ///
    /// # Errors
    /// Each of [`NotAsReleased`] but `OtherServer`.
    pub fn verify(&self) -> Result<Release, NotAsReleased> {
        let found = ReleaseHash::of(self.release.as_bytes());
        if self.hash != found.to_string() {
            return Err(NotAsReleased::Altered { named: self.hash.clone(), found });
        }
        let signature: [u8; 64] = bytes_of(&self.signature).ok_or(NotAsReleased::WrongSignature)?;
        let key = bytes_of(&self.server_key).ok_or(NotAsReleased::WrongSignature)?;
        if !verify_release(&found, &key, &signature) {
            return Err(NotAsReleased::WrongSignature);
        }
        Release::from_bytes(self.release.as_bytes()).map_err(|_| NotAsReleased::OtherVersion)
    }

    /// The same, and the server is the one with this key.
    ///
    /// # Errors
    /// Each of [`NotAsReleased`].
    pub fn verify_by(&self, server_key: &PublicKey) -> Result<Release, NotAsReleased> {
        let release = self.verify()?;
        if self.server_key == hex::encode(server_key) {
            Ok(release)
        } else {
            Err(NotAsReleased::OtherServer { signed_by: self.server_key.clone() })
        }
    }

    /// The hash that the file names.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

/// Nothing else that a server signs can be taken for a release.
fn message(hash: &ReleaseHash) -> [u8; 32] {
    blake3::derive_key("fieldwalk 2026-11 release of feedback", &hash.0)
}

fn bytes_of<const N: usize>(hex: &str) -> Option<[u8; N]> {
    hex::decode(hex)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::clock::{Timestamp, seeded_rng};
    use crate::domain::{Feedback, VisitKind};
    use crate::ids::VisitId;

    fn release() -> Release {
        Release {
            visit: VisitId(Uuid::from_u128(1)),
            number: 1,
            kind: VisitKind::SchoolVisit,
            date: jiff::civil::date(2026, 11, 21),
            host_school: "Hillside \u{1f} School".into(),
            released_at: Timestamp(5),
            previous: None,
            feedback: Feedback { problem_of_practice: "Who \"talks\"?\n".into(), ..Feedback::default() },
            unlisted: Default::default(),
        }
    }

    fn signed(keys: &Keys) -> SignedRelease {
        let bytes = release().to_bytes();
        let signature = sign_release(&ReleaseHash::of(&bytes), keys);
        SignedRelease::new(&bytes, &signature, &keys.public()).unwrap()
    }

    fn read(file: &[u8]) -> Result<Release, NotAsReleased> {
        SignedRelease::from_bytes(file)?.verify()
    }

    #[test]
    fn a_released_file_verifies() {
        let keys = Keys::generate(&mut seeded_rng(1));
        let file = signed(&keys).to_bytes();
        assert_eq!(read(&file), Ok(release()));
        assert_eq!(SignedRelease::from_bytes(&file).unwrap().verify_by(&keys.public()), Ok(release()));
        let other = Keys::generate(&mut seeded_rng(2)).public();
        let found = SignedRelease::from_bytes(&file).unwrap().verify_by(&other);
        assert!(matches!(found, Err(NotAsReleased::OtherServer { .. })));
    }

    #[test]
    fn one_changed_byte_is_found_wherever_it_is() {
        let file = signed(&Keys::generate(&mut seeded_rng(1))).to_bytes();
        for at in 0..file.len() {
            for flip in [0x01, 0x20, 0x80] {
                let mut changed = file.clone();
                changed[at] ^= flip;
                assert!(read(&changed).is_err(), "byte {at} changed by {flip:#x}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        let keys = Keys::generate(&mut seeded_rng(1));
        let good = signed(&keys);
        let altered = SignedRelease { release: good.release.replace("talks", "walks"), ..good.clone() };
        assert!(matches!(read(&altered.to_bytes()), Err(NotAsReleased::Altered { .. })));
        let hash = ReleaseHash::of(altered.release.as_bytes()).to_string();
        let rehashed = SignedRelease { hash, ..altered };
        assert_eq!(read(&rehashed.to_bytes()), Err(NotAsReleased::WrongSignature));
        let server_key = hex::encode(Keys::generate(&mut seeded_rng(2)).public());
        let moved = SignedRelease { server_key, ..good.clone() };
        assert_eq!(read(&moved.to_bytes()), Err(NotAsReleased::WrongSignature));
        let spaced = serde_json::to_vec_pretty(&good).unwrap();
        assert_eq!(read(&spaced), Err(NotAsReleased::Rewritten));
        assert_eq!(read(b"{}"), Err(NotAsReleased::Unreadable));
        let bytes = b"{}";
        let signature = sign_release(&ReleaseHash::of(bytes), &keys);
        assert_eq!(SignedRelease::new(bytes, &signature, &keys.public()), Err(NotAsReleased::OtherVersion));
        let unbound = keys.sign(&ReleaseHash::of(&release().to_bytes()).0);
        let found = SignedRelease::new(&release().to_bytes(), &unbound, &keys.public());
        assert_eq!(found, Err(NotAsReleased::WrongSignature), "the bare hash is not what is signed");
    }
}
