//! What the tests of this module share.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Actor, Document, NewNote, NewTally, NewWondering};
use crate::clock::{Timestamp, seeded_rng};
use crate::domain::{DocumentKey, Focus, NoteKind};
use crate::ids::{
    CycleId, DeviceId, EditId, EvidenceId, ItemId, LookForId, MemberId, PatternId, PlacementId, QuestionId,
    ShareId, SlotId, StatementId, VisitId,
};

const VISIT: VisitId = VisitId(Uuid::from_u128(0xa));
const MEMBER: MemberId = MemberId(Uuid::from_u128(0xb));

pub(super) const NETWORK: DocumentKey = DocumentKey::Network;
pub(super) const PLAN: DocumentKey = DocumentKey::Visit(VISIT);
pub(super) const NOTEBOOK: DocumentKey = DocumentKey::Notebook(VISIT, MEMBER);
pub(super) const CONTRIBUTION: DocumentKey = DocumentKey::Contribution(VISIT, MEMBER);
pub(super) const DEBRIEF: DocumentKey = DocumentKey::Debrief(VISIT);
pub(super) const RESPONSE: DocumentKey = DocumentKey::Response(VISIT);

/// A time on the morning of the walk.
pub(super) const NOW: Timestamp = Timestamp(1_795_338_000_000);

pub(super) fn device(n: u8) -> DeviceId {
    DeviceId(Uuid::from_u128(0xd000 + u128::from(n)))
}

/// An opening of the store on device `n`; the same each time.
pub(super) fn actor(n: u8) -> Actor {
    Actor::new(device(n), &mut seeded_rng(u64::from(n)))
}

pub(super) fn document(key: DocumentKey, n: u8) -> Document {
    Document::new(key, &actor(n))
}

/// What another device gets to see: the same document, loaded there from a snapshot.
pub(super) fn copy_on(document: &Document, n: u8) -> Document {
    Document::load(document.key(), &actor(n), [document.save().as_slice()]).unwrap()
}

/// Brings both to the same state.
pub(super) fn meet(one: &mut Document, other: &mut Document) {
    one.apply(&other.save()).unwrap();
    other.apply(&one.save()).unwrap();
    assert_eq!(one.heads(), other.heads());
}

pub(super) fn item(n: u128) -> ItemId {
    ItemId(Uuid::from_u128(0x1000 + n))
}

pub(super) fn share(n: u128) -> ShareId {
    ShareId(Uuid::from_u128(0x2000 + n))
}

pub(super) fn look_for(n: u128) -> LookForId {
    LookForId(Uuid::from_u128(0x3000 + n))
}

pub(super) fn slot(n: u128) -> SlotId {
    SlotId(Uuid::from_u128(0x4000 + n))
}

pub(super) const fn pattern(n: u128) -> PatternId {
    PatternId(Uuid::from_u128(0x5000 + n))
}

pub(super) fn placement(n: u128) -> PlacementId {
    PlacementId(Uuid::from_u128(0x6000 + n))
}

pub(super) fn evidence(n: u128) -> EvidenceId {
    EvidenceId::of(item(n))
}

pub(super) fn statement(n: u128) -> StatementId {
    StatementId(Uuid::from_u128(0x7000 + n))
}

pub(super) fn cycle(n: u128) -> CycleId {
    CycleId(Uuid::from_u128(0x8000 + n))
}

pub(super) fn question(n: u128) -> QuestionId {
    QuestionId(Uuid::from_u128(0x9000 + n))
}

/// One person's writing in one text.
pub(super) fn edit(n: u128) -> EditId {
    EditId(Uuid::from_u128(0xa000 + n))
}

pub(super) fn note(text: &str) -> NewNote {
    NewNote {
        slot: Some(slot(1)),
        kind: NoteKind::Verbatim,
        focus: Focus::Teacher,
        look_fors: BTreeSet::from([look_for(1)]),
        text: text.to_owned(),
        observed_at: NOW,
    }
}

pub(super) fn tally(label: &str, count: u32) -> NewTally {
    NewTally { slot: Some(slot(1)), label: label.to_owned(), count, denominator: Some(24), observed_at: NOW }
}

pub(super) fn wondering(text: &str) -> NewWondering {
    NewWondering { slot: None, text: text.to_owned(), observed_at: NOW }
}
