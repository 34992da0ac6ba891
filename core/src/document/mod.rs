//! Documents: the unit of merge and of permission. The only importer of automerge.
//!
//! A [`Document`] is an automerge document of one of four kinds, named by its key. Three ideas hold it together:
//!
//! - **Containers come from fixed changes** (`genesis`), the same bytes on every device, so that two devices that
//!   begin the same document offline begin the same document. An intent makes maps only under a key that nobody else
//!   can make, the id of a new item: maps made under a shared name hide each other's content.
//! - **Writers are intents** (`add_note`, `share`), each one transaction, each giving the bytes of one change. Nothing
//!   writes back a struct that was read: that would undo what arrived in between.
//! - **Readers are tolerant** (`read`): what a newer version wrote and this one does not know is skipped.
//!   [`vet()`] is the strict one: it judges what strangers send before anybody else sees it.
//!
//! A note's text is one scalar string with one author, and where two devices of that author change it at once both
//! wordings are kept. Prose that several people write together (`text`) is automerge text, in UTF-16 code units
//! everywhere.
//! docs/schema has a table for each kind.

mod attachment;
mod chunks;
mod contribution;
mod debrief;
mod genesis;
mod lock;
mod network;
mod note;
mod notebook;
mod place;
mod read;
mod response;
mod schema;
mod shape;
mod tally;
mod text;
mod vet;
mod visit;
mod write;

// Many random histories, and panics that are caught: where processes and unwinding are.
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod convergence;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod hostile;
#[cfg(test)]
mod samples;

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{ActorId, Automerge, Change, ChangeHash, LoadOptions, ReadDoc, TextEncoding};
use rand::Rng;

use crate::domain::DocumentKey;
use crate::ids::DeviceId;

pub use attachment::NewAttachment;
pub use contribution::{ShareContent, ShareEntry};
pub use note::{NewNote, NoteEdit};
pub use notebook::NewWondering;
pub use place::{CycleText, NotATextPlace, QuestionText, TextPlace};
pub use tally::NewTally;
pub use vet::{Vetted, fold, inspect, vet};
pub use write::PROSE_UNITS_MAX;

/// The bytes of an actor that name its device.
const DEVICE_BYTES: usize = 16;
/// The bytes of an actor after those.
const OPENING_BYTES: usize = 8;

/// One uncompressed automerge change, rarely with others that it needs before it. Several after one another are what a
/// chunk holds.
pub type ChangeBytes = Vec<u8>;

/// Why a document could not be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The bytes are no document, or a damaged one. The document is as it was before.
    #[error("these bytes are not a document; what was there before is unchanged")]
    Unreadable,
    /// There is no such item here, or this kind of document has no such items.
    #[error("there is no such thing in this document; nothing was changed")]
    NotFound,
    /// A text is longer than the limits allow.
    #[error("the text is too long; nothing was changed: shorten it or split it in two")]
    TooLong,
    /// More at once than one change may hold.
    #[error("this is more than fits into one change; nothing was changed: do it in smaller steps")]
    TooLarge,
    /// The questions of this cycle and their predictions are locked.
    #[error("the predictions of this cycle are locked; nothing was changed: write what was found beside them")]
    Locked,
}

/// Who makes changes: a device during one opening of its store.
///
/// Every opening has its own, so that a phone restored from a backup never uses a sequence number twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Actor {
    device: DeviceId,
    opening: [u8; OPENING_BYTES],
}

impl Actor {
    /// An actor for a new opening of the store.
    pub fn new(device: DeviceId, rng: &mut impl Rng) -> Self {
        let mut opening = [0; OPENING_BYTES];
        rng.fill_bytes(&mut opening);
        Self { device, opening }
    }

    /// The device.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    fn id(&self) -> ActorId {
        ActorId::from([self.device.as_bytes().as_slice(), &self.opening].concat())
    }
}

/// One document, loaded.
#[derive(Debug, Clone)]
pub struct Document {
    key: DocumentKey,
    automerge: Automerge,
}

impl Document {
    /// The document as it is before anybody has written into it.
    pub fn new(key: DocumentKey, actor: &Actor) -> Self {
        let mut automerge = genesis::begin(&key);
        automerge.set_actor(actor.id());
        Self { key, automerge }
    }

    /// Loads a document from snapshots and changes, in any order; a snapshot in front is the fast way.
    ///
    /// What depends on changes that are not among them waits; see [`missing`](Self::missing).
    ///
    /// # Errors
    /// [`DocumentError::Unreadable`] if any part is damaged.
    pub fn load<'a>(
        key: DocumentKey,
        actor: &Actor,
        parts: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Self, DocumentError> {
        let mut automerge = open(&key, parts)?;
        automerge.set_actor(actor.id());
        Ok(Self { key, automerge })
    }

    /// Takes in a snapshot or changes. `true` if that changed the document; `false` if all of it was known or has to
    /// wait for what it depends on. An error changes nothing.
    ///
    /// # Errors
    /// [`DocumentError::Unreadable`].
    pub fn apply(&mut self, bytes: &[u8]) -> Result<bool, DocumentError> {
        // Automerge panics on some damaged input: whatever happens, it happens to a copy.
        let mut next = self.automerge.clone();
        guarded(|| add(&mut next, bytes))?;
        let changed = next.get_heads() != self.automerge.get_heads();
        self.automerge = next;
        Ok(changed)
    }

    /// Whether something waits here for changes that have not arrived.
    pub fn missing(&self) -> bool {
        !self.automerge.get_missing_deps(&[]).is_empty()
    }

    /// Whether everything in `other` is also here.
    pub fn contains(&self, other: &Self) -> bool {
        other.automerge.get_heads().iter().all(|head| knows(&self.automerge, head))
    }

    /// Whether the change of this hash is in here.
    pub fn has_change(&self, hash: &[u8; 32]) -> bool {
        knows(&self.automerge, &ChangeHash(*hash))
    }

    /// The latest changes, sorted: two documents with the same heads are the same.
    pub fn heads(&self) -> Vec<[u8; 32]> {
        let mut heads: Vec<_> = self.automerge.get_heads().into_iter().map(|head| head.0).collect();
        heads.sort_unstable();
        heads
    }

    /// The whole document as one snapshot, followed by the changes that wait.
    pub fn save(&self) -> Vec<u8> {
        self.automerge.save()
    }

    /// Which document this is.
    pub fn key(&self) -> DocumentKey {
        self.key
    }
}

/// A document made of `parts` and of the fixed changes of its kind.
fn open<'a>(key: &DocumentKey, parts: impl IntoIterator<Item = &'a [u8]>) -> Result<Automerge, DocumentError> {
    guarded(|| {
        let mut parts = parts.into_iter().peekable();
        // Loading a snapshot is several times faster than applying its changes to a document that has begun.
        let mut automerge = match parts.peek() {
            Some(first) if chunks::is_snapshot(first) => Automerge::new_with_encoding(TextEncoding::Utf16CodeUnit),
            _ => genesis::begin(key),
        };
        let mut changes = Vec::new();
        for part in parts {
            for chunk in chunks::split(part)? {
                match chunk.kind {
                    chunks::Kind::Change => changes.push(chunk.change()?),
                    chunks::Kind::Snapshot if automerge.is_empty() => automerge = snapshot(chunk.bytes)?,
                    chunks::Kind::Snapshot => {
                        automerge.merge(&mut snapshot(chunk.bytes)?).map_err(|_| DocumentError::Unreadable)?;
                    }
                }
            }
        }
        changes.extend(genesis::lacking(key, &automerge));
        automerge.apply_changes(changes).map_err(|_| DocumentError::Unreadable)?;
        Ok(automerge)
    })
}

fn add(automerge: &mut Automerge, bytes: &[u8]) -> Result<(), DocumentError> {
    let mut changes: Vec<Change> = Vec::new();
    for chunk in chunks::split(bytes)? {
        match chunk.kind {
            chunks::Kind::Change => changes.push(chunk.change()?),
            chunks::Kind::Snapshot => {
                let mut other = snapshot(chunk.bytes)?;
                automerge.merge(&mut other).map_err(|_| DocumentError::Unreadable)?;
            }
        }
    }
    automerge.apply_changes(changes).map_err(|_| DocumentError::Unreadable)
}

fn snapshot(bytes: &[u8]) -> Result<Automerge, DocumentError> {
    // The encoding is not stored in the file.
    let options = LoadOptions::new().text_encoding(TextEncoding::Utf16CodeUnit);
    Automerge::load_with_options(bytes, options).map_err(|_| DocumentError::Unreadable)
}

fn knows(automerge: &Automerge, hash: &ChangeHash) -> bool {
    automerge.get_change_meta_by_hash(hash).is_some()
}

/// Whether `bytes` are whole changes, by their own checksums.
pub fn is_readable(bytes: &[u8]) -> bool {
    let read = || chunks::split(bytes)?.iter().try_for_each(|chunk| chunk.change().map(|_| ()));
    guarded(read).is_ok()
}

/// Runs `work` and takes a panic inside it as "these bytes cannot be read".
fn guarded<T>(work: impl FnOnce() -> Result<T, DocumentError>) -> Result<T, DocumentError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(DocumentError::Unreadable))
}
