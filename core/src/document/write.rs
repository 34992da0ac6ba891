//! What all intents share: one intent is one transaction and gives the bytes of one change.
//!
//! An intent runs on a copy that replaces the document when all went well, so an intent that fails halfway has changed
//! nothing. Items are found by [`copies`]: there is one of each, except where a phone restored from a backup made an
//! item a second time under the same id. Automerge then keeps both, and whatever is done is done to both.

use automerge::transaction::{CommitOptions, Transactable, Transaction};
use automerge::{ActorId, Automerge, Change, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value};

use super::{ChangeBytes, DEVICE_BYTES, Document, DocumentError, OPENING_BYTES};
use crate::clock::Timestamp;
use crate::ids::SlotId;
use crate::protocol::{CHANGE_DEPENDENCIES_MAX, CHANGE_OPERATIONS_MAX, CHUNK_BYTES_MAX, TEXT_UNITS_MAX};

/// Prose that several people write together, in UTF-16 code units: less than other texts, since replacing all of it
/// takes two operations for each, and a change holds [`CHANGE_OPERATIONS_MAX`].
pub const PROSE_UNITS_MAX: usize = 5_000;

/// An intent at work.
pub(super) type Tx<'a> = Transaction<'a>;

/// An intent. Boxed, so that what is done around it is compiled once, and not for each of the sixty there are.
pub(super) type Intent<'a> = Box<dyn FnOnce(&mut Tx<'_>) -> Result<(), DocumentError> + 'a>;

impl Document {
    /// Runs an intent. `None` if it found nothing to change.
    pub(super) fn change(
        &mut self,
        now: Timestamp,
        intent: impl FnOnce(&mut Tx<'_>) -> Result<(), DocumentError>,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        self.run(now, Box::new(intent))
    }

    fn run(&mut self, now: Timestamp, intent: Intent<'_>) -> Result<Option<ChangeBytes>, DocumentError> {
        let mut next = self.automerge.clone();
        let bytes = commit(&mut next, seconds(now), intent)?;
        if bytes.is_some() {
            self.automerge = next;
        }
        Ok(bytes)
    }

    /// Runs intents one after the other, each as a change of its own: all of them or, where one fails, none.
    pub(super) fn changes<I: FnOnce(&mut Tx<'_>) -> Result<(), DocumentError>>(
        &mut self,
        now: Timestamp,
        intents: impl IntoIterator<Item = I>,
    ) -> Result<Vec<Option<ChangeBytes>>, DocumentError> {
        let mut next = self.automerge.clone();
        let mut bytes = Vec::new();
        for intent in intents {
            bytes.push(commit(&mut next, seconds(now), Box::new(intent))?);
        }
        self.automerge = next;
        Ok(bytes)
    }
}

/// The time as Automerge's commits have it.
fn seconds(now: Timestamp) -> i64 {
    now.0.div_euclid(1_000)
}

/// Runs an intent as one change of `automerge`, which may be left halfway in an error. `None` if it found nothing to
/// change.
pub(super) fn commit(
    automerge: &mut Automerge,
    seconds: i64,
    intent: Intent<'_>,
) -> Result<Option<ChangeBytes>, DocumentError> {
    let mut bytes = tie(automerge)?;
    let mut transaction = automerge.transaction();
    intent(&mut transaction)?;
    if transaction.pending_ops() > CHANGE_OPERATIONS_MAX {
        return Err(DocumentError::TooLarge);
    }
    let (hash, _) = transaction.commit_with(CommitOptions::default().with_time(seconds));
    let Some(hash) = hash else { return Ok(None) };
    bytes.extend(change_bytes(automerge, &hash));
    if bytes.len() > CHUNK_BYTES_MAX { Err(DocumentError::TooLarge) } else { Ok(Some(bytes)) }
}

/// Ties loose ends together where there are more of them than one change may depend on: sixty phones that were offline
/// together leave one each. Gives the changes that do it, empty ones, to go before the intent's.
fn tie(automerge: &mut Automerge) -> Result<Vec<u8>, DocumentError> {
    let mut bytes = Vec::new();
    let mut heads = automerge.get_heads();
    while heads.len() > CHANGE_DEPENDENCIES_MAX {
        heads.sort_unstable();
        heads.truncate(CHANGE_DEPENDENCIES_MAX);
        let mut fork = automerge.fork_at(&heads).map_err(|_| DocumentError::Unreadable)?;
        // Made of what it ties, so that whoever ties the same ends on this device makes the same change.
        let mut hasher = blake3::Hasher::new_derive_key("fieldwalk 2026-11 tying of loose ends");
        for head in &heads {
            hasher.update(&head.0);
        }
        let device = automerge.get_actor().to_bytes().get(..DEVICE_BYTES).unwrap_or_default();
        fork.set_actor(ActorId::from([device, &hasher.finalize().as_bytes()[..OPENING_BYTES]].concat()));
        let hash = fork.empty_commit(CommitOptions::default().with_time(0));
        let tied = change_bytes(&fork, &hash);
        let change = Change::from_bytes(tied.clone()).map_err(|_| DocumentError::Unreadable)?;
        automerge.apply_changes([change]).map_err(|_| DocumentError::Unreadable)?;
        bytes.extend(tied);
        heads = automerge.get_heads();
    }
    Ok(bytes)
}

fn change_bytes(automerge: &Automerge, hash: &automerge::ChangeHash) -> ChangeBytes {
    let change = automerge.get_change_by_hash(hash).expect("committed a moment ago");
    change.raw_bytes().to_vec()
}

/// The root container called `name`.
pub(super) fn container(document: &impl ReadDoc, name: &str, kind: ObjType) -> Result<ObjId, DocumentError> {
    match document.get(ROOT, name) {
        Ok(Some((Value::Object(found), id))) if found == kind => Ok(id),
        _ => Err(DocumentError::NotFound),
    }
}

/// The item called `id` in a root container: all copies of it.
pub(super) fn copies(document: &impl ReadDoc, collection: &str, id: &str) -> Result<Vec<ObjId>, DocumentError> {
    let collection = container(document, collection, ObjType::Map)?;
    let found = document.get_all(&collection, id).map_err(|_| DocumentError::NotFound)?;
    let copies: Vec<_> =
        found.into_iter().filter(|(value, _)| *value == Value::Object(ObjType::Map)).map(|(_, id)| id).collect();
    if copies.is_empty() { Err(DocumentError::NotFound) } else { Ok(copies) }
}

/// Makes a new item.
pub(super) fn create(tx: &mut Tx<'_>, collection: &str, id: &str) -> Result<ObjId, DocumentError> {
    let collection = container(tx, collection, ObjType::Map)?;
    tx.put_object(&collection, id, ObjType::Map).map_err(|_| DocumentError::NotFound)
}

/// Writes a field unless it holds just this value, without conflict.
pub(super) fn put(
    tx: &mut Tx<'_>,
    object: &ObjId,
    field: &str,
    value: impl Into<ScalarValue>,
) -> Result<(), DocumentError> {
    tx.put(object, field, value.into()).map_err(|_| DocumentError::NotFound)
}

/// As [`put`]; `None` leaves the field out or takes it away.
pub(super) fn put_optional(
    tx: &mut Tx<'_>,
    object: &ObjId,
    field: &str,
    value: Option<impl Into<ScalarValue>>,
) -> Result<(), DocumentError> {
    match value {
        Some(value) => put(tx, object, field, value),
        None => remove(tx, object, field),
    }
}

/// Takes a field away.
pub(super) fn remove(tx: &mut Tx<'_>, object: &ObjId, field: &str) -> Result<(), DocumentError> {
    tx.delete(object, field).map_err(|_| DocumentError::NotFound)
}

/// Whether a field is there.
pub(super) fn has(document: &impl ReadDoc, object: &ObjId, field: &str) -> bool {
    matches!(document.get(object, field), Ok(Some(_)))
}

/// Writes where and when an item was observed.
pub(super) fn put_place(
    tx: &mut Tx<'_>,
    item: &ObjId,
    slot: Option<SlotId>,
    observed_at: Timestamp,
) -> Result<(), DocumentError> {
    put_optional(tx, item, "slot", slot.map(|id| id.to_string()))?;
    put(tx, item, "observed_at", observed_at.0)
}

/// Writes a text and when that was, if the text is another one or settles a conflict.
pub(super) fn reword(
    tx: &mut Tx<'_>,
    item: &ObjId,
    text: &str,
    mark: &str,
    now: Timestamp,
) -> Result<(), DocumentError> {
    let before = tx.pending_ops();
    put(tx, item, "text", text)?;
    if tx.pending_ops() > before { put(tx, item, mark, now.0) } else { Ok(()) }
}

/// Makes the prose in a root text `text`, by the smallest edit, so that what others wrote meanwhile is kept.
pub(super) fn write_prose(tx: &mut Tx<'_>, name: &str, text: &str) -> Result<(), DocumentError> {
    check_prose_length(text)?;
    let prose = container(tx, name, ObjType::Text)?;
    tx.update_text(&prose, text).map_err(|_| DocumentError::NotFound)
}

/// Makes the prose of a new item. Prose is made with its item and never afterwards: the vetting relies on it.
pub(super) fn begin_prose(tx: &mut Tx<'_>, item: &ObjId, field: &str, text: &str) -> Result<(), DocumentError> {
    check_prose_length(text)?;
    let prose = tx.put_object(item, field, ObjType::Text).map_err(|_| DocumentError::NotFound)?;
    tx.splice_text(&prose, 0, 0, text).map_err(|_| DocumentError::NotFound)
}

/// The prose of an item: that of each of its copies.
pub(super) fn item_prose(
    document: &impl ReadDoc,
    collection: &str,
    id: &str,
    field: &str,
) -> Result<Vec<ObjId>, DocumentError> {
    let prose = |copy: &ObjId| match document.get(copy, field) {
        Ok(Some((Value::Object(ObjType::Text), id))) => Some(id),
        _ => None,
    };
    let found: Vec<ObjId> = copies(document, collection, id)?.iter().filter_map(prose).collect();
    if found.is_empty() { Err(DocumentError::NotFound) } else { Ok(found) }
}

/// Makes `texts`, the prose of all copies of one item, say `text` together.
pub(super) fn rewrite(tx: &mut Tx<'_>, texts: &[ObjId], text: &str) -> Result<(), DocumentError> {
    // The last copy is the one that every device picks.
    let Some((last, others)) = texts.split_last() else { return Err(DocumentError::NotFound) };
    tx.update_text(last, text).map_err(|_| DocumentError::NotFound)?;
    others.iter().try_for_each(|other| tx.update_text(other, "").map_err(|_| DocumentError::NotFound))
}

/// Marks an item as removed.
pub(super) fn mark_removed(
    tx: &mut Tx<'_>,
    collection: &str,
    id: &str,
    now: Timestamp,
) -> Result<(), DocumentError> {
    for item in copies(tx, collection, id)? {
        if !has(tx, &item, "removed_at") {
            put(tx, &item, "removed_at", now.0)?;
        }
    }
    Ok(())
}

/// Whether an item is there, removed or not.
pub(super) fn is_there(document: &impl ReadDoc, collection: &str, id: &str) -> bool {
    copies(document, collection, id).is_ok()
}

/// Refuses prose that is longer than [`PROSE_UNITS_MAX`].
pub(super) fn check_prose_length(text: &str) -> Result<(), DocumentError> {
    if text.len() > PROSE_UNITS_MAX && text.encode_utf16().count() > PROSE_UNITS_MAX {
        return Err(DocumentError::TooLong);
    }
    Ok(())
}

/// Refuses what is longer than [`TEXT_UNITS_MAX`].
pub(super) fn check_length(text: &str) -> Result<(), DocumentError> {
    // A text has at least as many bytes as UTF-16 units, so most need no counting.
    if text.len() > TEXT_UNITS_MAX && text.encode_utf16().count() > TEXT_UNITS_MAX {
        return Err(DocumentError::TooLong);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::super::{Vetted, vet};

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn more_loose_ends_than_a_change_may_depend_on_are_tied_first() {
        let mut server = document(DEBRIEF, 0);
        server.add_pattern(pattern(0), "We saw:", NOW).unwrap();
        let before = server.clone();
        for n in 1..=150_u8 {
            let change = copy_on(&before, n).add_pattern(pattern(n.into()), "offline", NOW).unwrap().unwrap();
            server.apply(&change).unwrap();
        }
        assert_eq!(server.heads().len(), 150);
        let held = vec![server.save()];
        let mut phone = copy_on(&server, 200);
        let change = phone.add_pattern(pattern(200), "online again", NOW).unwrap().unwrap();
        assert_eq!(phone.heads().len(), 1);
        assert_eq!(phone.debrief().patterns.len(), 152);
        assert_eq!(vet(&DEBRIEF, &held, &[(device(200), change)]), [Ok(Vetted::New)]);

        let place = super::super::TextPlace::Pattern(pattern(0));
        let ends = server.heads();
        let change = server.edit_text(&place, &ends, "We saw this:", edit(1)).unwrap().unwrap();
        assert_eq!(server.edit_text(&place, &ends, "We saw this:", edit(1)), Ok(None));
        assert_eq!(vet(&DEBRIEF, &held, &[(device(0), change)]), [Ok(Vetted::New)]);
        assert_eq!(server.heads().len(), 1);
    }
}
