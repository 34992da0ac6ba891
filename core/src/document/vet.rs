//! Judging what strangers send, before anybody else sees it.
//!
//! Every byte is taken as hostile. [`inspect`] looks at headers only and costs next to nothing; [`vet()`] then tries the
//! changes on a copy of the document. Panics inside automerge are caught and refuse the bytes that caused them. What
//! cannot be caught, an abort or endless work, is why the server runs this in worker processes with limits.
//!
//! The costly checks are of the outcome as a whole: does the document still have its shape, is it small enough, does
//! it come back from being saved. They run once for all that was offered. Only if they fail are they repeated after
//! each chunk, to tell the bad from the good. Whether what is locked stands is of each chunk: see `lock`.

use std::collections::{BTreeMap, HashMap};

use automerge::{ActorId, Automerge, Change, ChangeHash, ReadDoc};

use super::chunks::{self, Chunk, Kind};
use super::{guarded, lock, open, shape, snapshot};
use crate::domain::DocumentKey;
use crate::ids::DeviceId;
use crate::protocol::{
    CHANGE_DEPENDENCIES_MAX, CHANGE_OPERATIONS_MAX, CHUNK_BYTES_MAX, DOCUMENT_BYTES_MAX, Refusal,
};

/// A device's id and the 8 bytes of an opening.
const ACTOR_BYTES: usize = 24;

/// What became of changes that are good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vetted {
    /// At least one of them is new.
    New,
    /// All of them were there.
    AlreadyHeld,
}

/// Judges changes that devices offer to a document, each on top of the good ones before it.
///
/// `base` is what is held of the document: snapshots and changes that were vetted before. The answers come in the
/// order of the offers.
pub fn vet(
    document: &DocumentKey,
    base: &[Vec<u8>],
    offered: &[(DeviceId, Vec<u8>)],
) -> Vec<Result<Vetted, Refusal>> {
    let Ok(base) = open(document, base.iter().map(Vec::as_slice)) else {
        // Not the fault of what is offered, and it may pass once the base was repaired.
        return vec![Err(Refusal::MissingDependency); offered.len()];
    };
    let held = Held::of(&base);
    let (after, verdicts) = judge(document, &base, &held, offered, |_| Ok(()));
    let nothing_new = !verdicts.contains(&Ok(Vetted::New));
    if nothing_new || sound(document, &after).is_ok() {
        return verdicts;
    }
    judge(document, &base, &held, offered, |after| sound(document, after)).1
}

/// Looks at the headers of the changes in a chunk: cheap enough to do while a request waits.
///
/// # Errors
/// [`Refusal::TooLarge`], [`Refusal::Unreadable`] or [`Refusal::ForeignActor`].
pub fn inspect(device: DeviceId, bytes: &[u8]) -> Result<(), Refusal> {
    changes_in(device, bytes).map(|_| ())
}

/// Makes one snapshot of a document's parts.
///
/// # Errors
/// [`Refusal::MissingDependency`] if parts are missing, [`Refusal::DocumentFull`], and [`Refusal::Unreadable`] if the
/// parts cannot be read or the snapshot would not say the same as they do: then the parts must be kept.
pub fn fold(document: &DocumentKey, parts: &[Vec<u8>]) -> Result<Vec<u8>, Refusal> {
    let whole = open(document, parts.iter().map(Vec::as_slice)).map_err(|_| Refusal::Unreadable)?;
    if !whole.get_missing_deps(&[]).is_empty() {
        return Err(Refusal::MissingDependency);
    }
    saved(&whole).map(|(bytes, _)| bytes)
}

/// What a document holds, for looking up.
#[derive(Clone)]
struct Held {
    /// The number of the last operation of each change.
    max_ops: HashMap<ChangeHash, u64>,
    /// The number of the last change of each actor, and of the last operation in it.
    actors: BTreeMap<ActorId, (u64, u64)>,
}

impl Held {
    fn of(document: &Automerge) -> Self {
        let mut held = Self { max_ops: HashMap::new(), actors: BTreeMap::new() };
        for change in document.get_changes_meta(&[]) {
            held.add(change.hash, change.actor.into_owned(), change.seq, change.max_op);
        }
        held
    }

    fn add(&mut self, hash: ChangeHash, actor: ActorId, seq: u64, max_op: u64) {
        self.max_ops.insert(hash, max_op);
        let last = self.actors.entry(actor).or_default();
        *last = (*last).max((seq, max_op));
    }

    /// Checks that the change follows what is held, and adds it. `false` if it was there.
    fn follow(&mut self, change: &Change) -> Result<bool, Refusal> {
        if self.max_ops.contains_key(&change.hash()) {
            return Ok(false);
        }
        let mut latest = 0;
        for dependency in change.deps() {
            latest = latest.max(*self.max_ops.get(dependency).ok_or(Refusal::MissingDependency)?);
        }
        if !change.other_actor_ids().iter().all(|actor| self.actors.contains_key(actor)) {
            return Err(Refusal::Unreadable);
        }
        let (last_seq, last_op) = self.actors.get(change.actor_id()).copied().unwrap_or_default();
        // Operations are numbered on from those the change builds on. A number used twice would name two things, and
        // one near the end of the range would leave no room for anybody else's.
        let numbered_on = change.start_op().get() == latest + 1 && change.start_op().get() > last_op;
        if change.seq() != last_seq + 1 || !numbered_on {
            return Err(Refusal::OutOfSequence);
        }
        self.add(change.hash(), change.actor_id().clone(), change.seq(), change.max_op());
        Ok(true)
    }
}

fn judge(
    key: &DocumentKey,
    base: &Automerge,
    held: &Held,
    offered: &[(DeviceId, Vec<u8>)],
    check: impl Fn(&Automerge) -> Result<(), Refusal>,
) -> (Automerge, Vec<Result<Vetted, Refusal>>) {
    let (mut document, mut held) = (base.clone(), held.clone());
    let mut judge_one = |device: DeviceId, bytes: &[u8]| {
        let mut held_after = held.clone();
        let changes = new_changes(device, bytes, &mut held_after)?;
        if changes.is_empty() {
            return Ok(Vetted::AlreadyHeld);
        }
        let after = applied(&document, &changes)?;
        guarded(|| Ok(lock::check(key, &document, &after))).unwrap_or(Err(Refusal::Unreadable))?;
        check(&after)?;
        (document, held) = (after, held_after);
        Ok(Vetted::New)
    };
    let verdicts = offered.iter().map(|(device, bytes)| judge_one(*device, bytes)).collect();
    (document, verdicts)
}

/// The changes in a chunk, by their headers within the limits and made by this device.
fn changes_in(device: DeviceId, bytes: &[u8]) -> Result<Vec<Chunk<'_>>, Refusal> {
    if bytes.len() > CHUNK_BYTES_MAX {
        return Err(Refusal::TooLarge);
    }
    let chunks = chunks::split(bytes).map_err(|_| Refusal::Unreadable)?;
    if chunks.is_empty() || chunks.iter().any(|chunk| chunk.kind != Kind::Change) {
        return Err(Refusal::Unreadable);
    }
    for chunk in &chunks {
        let header = chunk.header().ok_or(Refusal::Unreadable)?;
        if header.operations > CHANGE_OPERATIONS_MAX as u64 || header.dependencies > CHANGE_DEPENDENCIES_MAX as u64
        {
            return Err(Refusal::TooLarge);
        }
        if header.actor.len() != ACTOR_BYTES || !header.actor.starts_with(device.as_bytes()) {
            return Err(Refusal::ForeignActor);
        }
    }
    Ok(chunks)
}

/// Those of the changes in a chunk that are not held yet, each checked against what is.
fn new_changes(device: DeviceId, bytes: &[u8], held: &mut Held) -> Result<Vec<Change>, Refusal> {
    let mut changes = Vec::new();
    for chunk in changes_in(device, bytes)? {
        let change = guarded(|| chunk.change()).map_err(|_| Refusal::Unreadable)?;
        if change.len() > CHANGE_OPERATIONS_MAX {
            return Err(Refusal::TooLarge);
        }
        if held.follow(&change)? {
            changes.push(change);
        }
    }
    Ok(changes)
}

/// The document with these changes, if they are then really in it.
fn applied(document: &Automerge, changes: &[Change]) -> Result<Automerge, Refusal> {
    let hashes: Vec<_> = changes.iter().map(Change::hash).collect();
    let mut after = document.clone();
    guarded(|| after.apply_changes(changes.to_vec()).map_err(|_| super::DocumentError::Unreadable))
        .map_err(|_| Refusal::Unreadable)?;
    let all_in = hashes.iter().all(|hash| super::knows(&after, hash));
    if all_in && after.get_missing_deps(&[]).is_empty() { Ok(after) } else { Err(Refusal::Unreadable) }
}

/// Whether the document can be kept and shown to others.
fn sound(key: &DocumentKey, document: &Automerge) -> Result<(), Refusal> {
    let walk =
        |document: &Automerge| guarded(|| Ok(shape::check(key, document))).unwrap_or(Err(Refusal::Unreadable));
    walk(document)?;
    let (_, again) = saved(document)?;
    walk(&again)
}

/// The document as a snapshot, and as loaded from it.
fn saved(document: &Automerge) -> Result<(Vec<u8>, Automerge), Refusal> {
    let (bytes, again) = guarded(|| {
        let bytes = document.save();
        let again = snapshot(&bytes)?;
        Ok((bytes, again))
    })
    .map_err(|_| Refusal::Unreadable)?;
    if again.get_heads() != document.get_heads() {
        return Err(Refusal::Unreadable);
    }
    if bytes.len() > DOCUMENT_BYTES_MAX { Err(Refusal::DocumentFull) } else { Ok((bytes, again)) }
}
