//! What a stranger might send, and what becomes of it.

use automerge::transaction::Transactable;
use automerge::{ActorId, Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValue};
use proptest::prelude::*;

use super::samples::*;
use super::*;
use crate::protocol::{Refusal, TEXT_UNITS_MAX};

mod limits;
mod together;

const MALLORY: u8 = 66;

/// A notebook with something in it, as the server holds it.
fn held() -> Vec<Vec<u8>> {
    let mut document = document(NOTEBOOK, 1);
    let note = document.add_note(item(1), &note("held"), NOW).unwrap().unwrap();
    let tally = document.add_tally(item(2), &tally("hands", 1), NOW).unwrap().unwrap();
    vec![note, tally]
}

/// A change to what is held, made with automerge itself and so with whatever it allows, under `actor`.
fn made_by(actor: ActorId, work: impl FnOnce(&mut write::Tx<'_>)) -> Vec<u8> {
    let held = held();
    let mut automerge = open(&NOTEBOOK, held.iter().map(Vec::as_slice)).unwrap();
    automerge.set_actor(actor);
    let mut transaction = automerge.transaction();
    work(&mut transaction);
    let (hash, _) = transaction.commit();
    automerge.get_change_by_hash(&hash.unwrap()).unwrap().raw_bytes().to_vec()
}

fn verdict(bytes: Vec<u8>) -> Result<Vetted, Refusal> {
    vet(&NOTEBOOK, &held(), &[(device(MALLORY), bytes)])[0]
}

/// What becomes of such a change from a device that signs it as its own.
fn forged(work: impl FnOnce(&mut write::Tx<'_>)) -> Result<Vetted, Refusal> {
    verdict(made_by(actor(MALLORY).id(), work))
}

fn container(tx: &write::Tx<'_>, name: &str) -> ObjId {
    tx.get(ROOT, name).unwrap().unwrap().1
}

fn first_note(tx: &write::Tx<'_>) -> ObjId {
    tx.get(container(tx, "notes"), item(1).to_string()).unwrap().unwrap().1
}

#[test]
fn honest_changes_pass_once_and_are_known_the_second_time() {
    let held = held();
    let mut phone = Document::load(NOTEBOOK, &actor(7), held.iter().map(Vec::as_slice)).unwrap();
    let first = phone.add_note(item(5), &note("first"), NOW).unwrap().unwrap();
    let second = phone.delete_item(item(5), NOW).unwrap().unwrap();
    let third = phone.count(item(2), 4, NOW).unwrap().unwrap();
    let offered: Vec<_> = [first.clone(), [second.clone(), third.clone()].concat(), first.clone(), third.clone()]
        .map(|bytes| (device(7), bytes))
        .into();
    let verdicts = vet(&NOTEBOOK, &held, &offered);
    use Vetted::{AlreadyHeld, New};
    assert_eq!(verdicts, [Ok(New), Ok(New), Ok(AlreadyHeld), Ok(AlreadyHeld)]);

    let folded = fold(&NOTEBOOK, &[held.concat(), first, second.clone(), third.clone()]).unwrap();
    assert_eq!(Document::load(NOTEBOOK, &actor(8), [folded.as_slice()]).unwrap().heads(), phone.heads());
    assert_eq!(vet(&NOTEBOOK, &[folded], &[(device(7), second)]), [Ok(AlreadyHeld)]);
    // Without the first, the third has nothing to stand on.
    assert_eq!(vet(&NOTEBOOK, &held, &[(device(7), third.clone())]), [Err(Refusal::MissingDependency)]);
    assert_eq!(fold(&NOTEBOOK, &[held.concat(), third]), Err(Refusal::MissingDependency));
}

#[test]
fn the_good_pass_although_a_bad_one_is_among_them() {
    let held = held();
    let mut phone = Document::load(NOTEBOOK, &actor(7), held.iter().map(Vec::as_slice)).unwrap();
    let first = phone.add_note(item(5), &note("first"), NOW).unwrap().unwrap();
    let second = phone.delete_item(item(5), NOW).unwrap().unwrap();
    let bad = made_by(actor(MALLORY).id(), |tx| tx.put(ROOT, "notes", "gone").unwrap());
    let offered = [(device(7), first), (device(MALLORY), bad), (device(7), second)];
    let verdicts = vet(&NOTEBOOK, &held, &offered);
    assert_eq!(verdicts, [Ok(Vetted::New), Err(Refusal::WrongShape), Ok(Vetted::New)]);
}

#[test]
fn honest_changes_to_every_kind_of_document_have_its_shape() {
    let mut plan = document(PLAN, 7);
    let mut offered = vec![plan.set_problem_of_practice("who \u{1F9ED} thinks", NOW).unwrap().unwrap()];
    let id = crate::ids::RoomId(uuid::Uuid::from_u128(1));
    offered.extend(plan.put_room(id, &crate::domain::Room::default(), NOW).unwrap());
    offered.extend(plan.remove_room(id, NOW).unwrap());
    let member = crate::ids::MemberId(uuid::Uuid::from_u128(2));
    offered.extend(plan.place_member(member, crate::ids::TeamId(uuid::Uuid::from_u128(3)), NOW).unwrap());
    let offered: Vec<_> = offered.into_iter().map(|bytes| (device(7), bytes)).collect();
    assert_eq!(vet(&PLAN, &[], &offered), [Ok(Vetted::New); 4]);

    let vision = document(NETWORK, 7).set_vision("every child", NOW).unwrap().unwrap();
    assert_eq!(vet(&NETWORK, &[], &[(device(7), vision.clone())]), [Ok(Vetted::New)]);
    // A change belongs to the kind of document that it was made for.
    assert_eq!(vet(&PLAN, &[], &[(device(7), vision)]), [Err(Refusal::MissingDependency)]);

    let content =
        ShareContent::Wondering(crate::domain::SharedWondering { text: "I wonder".to_owned(), reworded_at: None });
    let entry = ShareEntry { slot: Some(slot(1)), room: None, observed_at: NOW, content };
    let mut contribution = document(CONTRIBUTION, 7);
    let mut offered = contribution.share(&[(share(1), item(1), entry)], NOW).unwrap();
    offered.extend(contribution.reword(item(1), "I still wonder", NOW).unwrap());
    offered.extend(contribution.withdraw(&[item(1)], NOW).unwrap());
    let offered: Vec<_> = offered.into_iter().map(|bytes| (device(7), bytes)).collect();
    assert_eq!(vet(&CONTRIBUTION, &[], &offered), [Ok(Vetted::New); 3]);
}

#[test]
fn an_item_made_twice_by_a_restored_phone_passes() {
    let mut restored = document(NOTEBOOK, MALLORY);
    let again = restored.add_note(item(1), &note("from the draft"), NOW).unwrap().unwrap();
    assert_eq!(verdict(again), Ok(Vetted::New));
}

#[test]
fn a_change_under_the_name_of_another_is_refused() {
    let put = |tx: &mut write::Tx<'_>| tx.put(ROOT, "norms_acknowledged_at", NOW.0).unwrap();
    assert_eq!(verdict(made_by(actor(MALLORY).id(), put)), Ok(Vetted::New));
    let short = ActorId::from(device(MALLORY).as_bytes().as_slice());
    for foreign in [actor(1).id(), ActorId::from(b"fieldwalk-genesis"), ActorId::from(b""), short] {
        assert_eq!(verdict(made_by(foreign, put)), Err(Refusal::ForeignActor));
    }
    // Not even a change that is held passes under another's name.
    assert_eq!(verdict(held()[0].clone()), Err(Refusal::ForeignActor));
}

#[test]
fn sequence_numbers_are_used_once_and_none_is_left_out() {
    let one = made_by(actor(MALLORY).id(), |tx| tx.put(ROOT, "norms_acknowledged_at", 1).unwrap());
    let other = made_by(actor(MALLORY).id(), |tx| tx.put(ROOT, "norms_acknowledged_at", 2).unwrap());
    let numbered = |bytes: &[u8], seq: u64| {
        let mut expanded = Change::from_bytes(bytes.to_vec()).unwrap().decode();
        expanded.seq = seq;
        Change::from(expanded).raw_bytes().to_vec()
    };
    for seq in [0, 2, u64::MAX] {
        assert!(verdict(numbered(&one, seq)).is_err(), "{seq}");
    }
    assert_eq!(verdict(numbered(&one, 2)), Err(Refusal::OutOfSequence));
    // The last has the right number, but not having seen the first it calls other operations by the same names.
    let offered = [one.clone(), other.clone(), numbered(&other, 2)].map(|bytes| (device(MALLORY), bytes));
    let out = Err(Refusal::OutOfSequence);
    assert_eq!(vet(&NOTEBOOK, &held(), &offered), [Ok(Vetted::New), out, out]);
}

#[test]
fn operations_are_numbered_on_from_what_a_change_builds_on() {
    let honest = made_by(actor(MALLORY).id(), |tx| tx.put(ROOT, "norms_acknowledged_at", 1).unwrap());
    let change = Change::from_bytes(honest).unwrap();
    for start_op in [1, change.start_op().get() - 1, change.start_op().get() + 1, u64::from(u32::MAX)] {
        let mut expanded = change.decode();
        expanded.start_op = start_op.try_into().unwrap();
        let forged = Change::from(expanded).raw_bytes().to_vec();
        assert_eq!(verdict(forged), Err(Refusal::OutOfSequence), "{start_op}");
    }
}

#[test]
fn containers_stand_as_the_fixed_changes_made_them() {
    let new_map =
        |tx: &mut write::Tx<'_>, name: &str| tx.put_object(ROOT, name, ObjType::Map).map(|_| ()).unwrap();
    assert_eq!(forged(|tx| new_map(tx, "notes")), Err(Refusal::WrongShape));
    assert_eq!(forged(|tx| new_map(tx, "more")), Err(Refusal::WrongShape));
    assert_eq!(forged(|tx| tx.put(ROOT, "notes", "gone").unwrap()), Err(Refusal::WrongShape));
    assert_eq!(forged(|tx| tx.put(ROOT, "more", 1).unwrap()), Err(Refusal::WrongShape));
    assert_eq!(forged(|tx| tx.delete(ROOT, "notes").unwrap()), Err(Refusal::WrongShape));

    // A rival made without knowing of ours.
    let mut rival = Automerge::new().with_actor(actor(MALLORY).id());
    let mut transaction = rival.transaction();
    new_map(&mut transaction, "notes");
    transaction.commit();
    let rival = rival.get_last_local_change().unwrap().raw_bytes().to_vec();
    assert_eq!(verdict(rival), Err(Refusal::WrongShape));
}

#[test]
fn items_are_flat_and_their_fields_have_their_types() {
    let note_field = |field: &str, value: ScalarValue| forged(|tx| tx.put(first_note(tx), field, value).unwrap());
    let wrong = Err(Refusal::WrongShape);
    assert_eq!(note_field("text", 7.into()), wrong);
    assert_eq!(note_field("text", "x".repeat(TEXT_UNITS_MAX + 1).into()), wrong);
    assert_eq!(note_field("deleted_at", "yesterday".into()), wrong);
    assert_eq!(note_field("slot", "Room 12".into()), wrong);
    assert_eq!(note_field("observed_at", ScalarValue::Timestamp(7)), wrong);
    assert_eq!(note_field(&format!("look_for/{}", look_for(9)), "yes".into()), wrong);
    assert_eq!(note_field("unknown", "x".repeat(2_000).into()), wrong);
    // What a newer version may add.
    assert_eq!(note_field("unknown", "x".into()), Ok(Vetted::New));
    assert_eq!(note_field("text", "x".repeat(TEXT_UNITS_MAX).into()), Ok(Vetted::New));

    assert_eq!(forged(|tx| drop(tx.put_object(first_note(tx), "unknown", ObjType::Map).unwrap())), wrong);
    assert_eq!(forged(|tx| drop(tx.put_object(first_note(tx), "text", ObjType::Text).unwrap())), wrong);
    assert_eq!(forged(|tx| tx.put(container(tx, "notes"), item(9).to_string(), "note").unwrap()), wrong);
    let new_item =
        |key: String| forged(|tx| drop(tx.put_object(container(tx, "notes"), key, ObjType::Map).unwrap()));
    assert_eq!(new_item(item(9).to_string()), Ok(Vetted::New));
    assert_eq!(new_item("not an id".to_owned()), wrong);
    // The same id as the first note's, spelled otherwise.
    assert_eq!(new_item(item(1).0.simple().to_string()), wrong);
    assert_eq!(forged(|tx| tx.put(container(tx, "slots_started"), slot(1).to_string(), "x").unwrap()), wrong);
    let crowd = |tx: &mut write::Tx<'_>| {
        for n in 0..300 {
            tx.put(first_note(tx), format!("field {n}"), n).unwrap();
        }
    };
    assert_eq!(forged(crowd), wrong);
}

#[test]
fn a_wrong_value_cannot_hide_behind_a_right_one() {
    // In conflict with the text that is held, and losing to it.
    let mut automerge = genesis::begin(&NOTEBOOK);
    automerge.apply_changes([Change::from_bytes(held()[0].clone()).unwrap()]).unwrap();
    let mut one =
        automerge.clone().with_actor(ActorId::from([device(MALLORY).as_bytes().as_slice(), &[0; 8]].concat()));
    let mut two = automerge.with_actor(ActorId::from([device(MALLORY).as_bytes().as_slice(), &[255; 8]].concat()));
    let offered = [(&mut one, ScalarValue::from(7)), (&mut two, "right".into())].map(|(automerge, text)| {
        let mut transaction = automerge.transaction();
        transaction.put(first_note(&transaction), "text", text).unwrap();
        transaction.commit();
        (device(MALLORY), automerge.get_last_local_change().unwrap().raw_bytes().to_vec())
    });
    let mut reversed = offered.clone();
    reversed.reverse();
    assert_eq!(vet(&NOTEBOOK, &held(), &offered), [Err(Refusal::WrongShape), Ok(Vetted::New)]);
    assert_eq!(vet(&NOTEBOOK, &held(), &reversed), [Ok(Vetted::New), Err(Refusal::WrongShape)]);
}

#[test]
fn a_base_that_cannot_be_read_refuses_nobody_for_good() {
    let honest = made_by(actor(MALLORY).id(), |tx| tx.put(ROOT, "norms_acknowledged_at", 1).unwrap());
    let verdicts = vet(&NOTEBOOK, &[vec![1, 2, 3]], &[(device(MALLORY), honest)]);
    assert!(verdicts[0].unwrap_err().may_pass_later());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Whatever is done to the bytes, vetting ends in a verdict, and what it lets pass can be folded and says the same to
    /// whoever applies it and to whoever loads the snapshot.
    #[test]
    fn mutated_changes_end_in_a_verdict(
        which in 0..2_usize,
        mutations in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        cut in prop::option::weighted(0.1, any::<prop::sample::Index>()),
        seal in prop::bool::weighted(0.8),
    ) {
        let honest = match which {
            0 => made_by(actor(MALLORY).id(), |tx| tx.put(first_note(tx), "text", "mutated").unwrap()),
            _ => document(NOTEBOOK, MALLORY).add_note(item(9), &note("mutated"), NOW).unwrap().unwrap(),
        };
        let mut bytes = if seal { honest[ENVELOPE_BYTES..].to_vec() } else { honest };
        for (at, value) in mutations {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let bytes = if seal { sealed(&bytes) } else { bytes };
        if verdict(bytes.clone()) == Ok(Vetted::New) {
            let folded = fold(&NOTEBOOK, &[held(), vec![bytes.clone()]].concat()).unwrap();
            let mut reader = Document::load(NOTEBOOK, &actor(8), held().iter().map(Vec::as_slice)).unwrap();
            reader.apply(&bytes).unwrap();
            let from_snapshot = Document::load(NOTEBOOK, &actor(8), [folded.as_slice()]).unwrap();
            prop_assert_eq!(reader.notebook(), from_snapshot.notebook());
        }
    }
}

/// Of a change of 128 to 16,383 bytes.
const ENVELOPE_BYTES: usize = 11;

/// Puts content into an envelope with the right length and checksum, so that it is read and not only recognised as
/// damaged.
fn sealed(content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(content.len() >> 7).unwrap();
    let envelope = [0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 1, content.len() as u8 | 0x80, length];
    let mut bytes = [&envelope, content].concat();
    // Automerge computes the hash without comparing the checksum.
    if let Ok(change) = guarded(|| Change::from_bytes(bytes.clone()).map_err(|_| DocumentError::Unreadable)) {
        bytes[4..8].copy_from_slice(&change.hash().0[..4]);
    }
    bytes
}
