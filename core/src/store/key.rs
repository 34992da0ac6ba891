//! The key that a profile's file is encrypted with, and what the head of a file tells about it.
//!
//! The format is SQLCipher's fourth, with a random key of 32 bytes that is used as it is: there is no password to be
//! stretched, so opening stays fast. Of SQLCipher's 16 bytes of salt, which stand unencrypted at the head of the file,
//! half say that this is such a file and half are a mark of the key. A wrong key is known by them before anything is
//! read, and is never taken for damage. A random key of 32 bytes needs no salt.

use std::io::Read;
use std::path::Path;

use rand::Rng;
use rusqlite::Connection;

use super::StoreError;
use crate::hex;

const PLAIN: &[u8; 16] = b"SQLite format 3\0";
/// Frozen: it is in every encrypted file.
const ENCRYPTED: &[u8; 8] = b"fieldwlk";
/// Frozen: the mark of a key follows from it.
const MARK_CONTEXT: &str = "fieldwalk 2026-11-22 mark of a store key";

/// The key to a profile's file.
#[derive(Clone, PartialEq, Eq)]
pub struct StoreKey([u8; 32]);

impl StoreKey {
    /// Makes a key. `rng` must be fit for secrets.
    pub fn generate(rng: &mut impl Rng) -> Self {
        let mut bytes = [0; 32];
        rng.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// The key of these bytes; `None` where they are not 32.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Its bytes, to be kept where secrets are.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What a file that is encrypted with it begins with.
    fn head(&self) -> [u8; 16] {
        let mark = blake3::derive_key(MARK_CONTEXT, &self.0);
        let mut head = [0; 16];
        head[..8].copy_from_slice(ENCRYPTED);
        head[8..].copy_from_slice(&mark[..8]);
        head
    }

    /// As SQLCipher takes it: the key and the head.
    pub(super) fn literal(&self) -> String {
        format!("x'{}{}'", hex::encode(self.0), hex::encode(self.head()))
    }

    /// Has `connection`, which has read nothing yet, read and write with this key.
    pub(super) fn unlock(&self, connection: &Connection) -> Result<(), StoreError> {
        connection.pragma_update(None, "key", self.literal()).map_err(without_words)?;
        // A SQLite that cannot encrypt ignores the key and would write plainly.
        match connection.query_row("PRAGMA cipher", [], |row| row.get::<_, String>(0)) {
            Ok(cipher) if cipher == "sqlcipher" => Ok(()),
            _ => Err(std::io::Error::new(std::io::ErrorKind::Unsupported, "no encryption in this build").into()),
        }
    }
}

impl std::fmt::Debug for StoreKey {
    /// Leaves the key out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoreKey")
    }
}

/// The same error without SQLite's words, which repeat the statement, and with it the key.
pub(super) fn without_words(error: rusqlite::Error) -> StoreError {
    let code =
        error.sqlite_error().copied().unwrap_or_else(|| rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ERROR));
    rusqlite::Error::SqliteFailure(code, None).into()
}

/// What is at the place of a profile's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Nothing yet.
    New,
    /// A file that is not encrypted.
    Plain,
    /// A file that is encrypted with the key that this is a mark of.
    Encrypted(KeyMark),
    /// Neither: its head is damaged.
    Unknown,
}

/// Tells one key from another and gives neither away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyMark([u8; 8]);

impl Form {
    /// Looks at the head of the file.
    pub(super) fn of(path: &Path) -> Result<Self, StoreError> {
        let mut head = Vec::new();
        match std::fs::File::open(path) {
            Ok(file) => file.take(16).read_to_end(&mut head)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
            // A browser: its files are behind SQLite alone, and never encrypted by this.
            Err(error) if error.kind() == std::io::ErrorKind::Unsupported => return Ok(Self::Plain),
            Err(error) => return Err(error.into()),
        };
        Ok(match head.as_slice() {
            [] => Self::New,
            head if head == PLAIN => Self::Plain,
            head => match head.strip_prefix(ENCRYPTED).map(<[u8; 8]>::try_from) {
                Some(Ok(mark)) => Self::Encrypted(KeyMark(mark)),
                _ => Self::Unknown,
            },
        })
    }

    /// Whether a file of this form, if it is whole, can be read with `key`.
    pub(super) fn opens_with(self, key: Option<&StoreKey>) -> bool {
        match self {
            Self::Encrypted(KeyMark(mark)) => key.is_some_and(|key| key.head()[8..] == mark),
            Self::New | Self::Plain | Self::Unknown => true,
        }
    }
}
