//! What is too large, or claims to be small.

use super::*;
use crate::protocol::{CHANGE_OPERATIONS_MAX, CHUNK_BYTES_MAX, DOCUMENT_BYTES_MAX};

#[test]
fn only_changes_in_the_clear_are_read() {
    let text = "x".repeat(5_000);
    let honest = made_by(actor(MALLORY).id(), |tx| tx.put(first_note(tx), "text", text.as_str()).unwrap());
    let deflated = Change::from_bytes(honest.clone()).unwrap().bytes().into_owned();
    assert!(deflated.len() < honest.len());
    assert_eq!(verdict(deflated), Err(Refusal::Unreadable));
    assert_eq!(verdict(document(NOTEBOOK, MALLORY).save()), Err(Refusal::Unreadable));
    assert_eq!(verdict(vec![]), Err(Refusal::Unreadable));
    assert_eq!(verdict([honest.as_slice(), &[0]].concat()), Err(Refusal::Unreadable));
    let mut wrong_checksum = honest.clone();
    wrong_checksum[4] ^= 1;
    assert_eq!(verdict(wrong_checksum), Err(Refusal::Unreadable));
    assert_eq!(verdict(honest), Ok(Vetted::New));
}

#[test]
fn what_is_larger_than_the_limits_is_refused() {
    let operations = |count: usize| {
        forged(|tx| {
            for n in 0..count {
                tx.put(ROOT, "norms_acknowledged_at", n as i64).unwrap();
            }
        })
    };
    assert_eq!(operations(CHANGE_OPERATIONS_MAX), Ok(Vetted::New));
    assert_eq!(operations(CHANGE_OPERATIONS_MAX + 1), Err(Refusal::TooLarge));
    assert_eq!(verdict(vec![0; CHUNK_BYTES_MAX + 1]), Err(Refusal::TooLarge));
}

#[test]
fn a_container_holds_so_many_and_no_more() {
    let start = |from: u128, to: u128| {
        move |tx: &mut write::Tx<'_>| {
            let slots = container(tx, "slots_started");
            (from..to).for_each(|n| tx.put(&slots, slot(n).to_string(), NOW.0).unwrap());
        }
    };
    let full = made_by(actor(1).id(), start(0, 20_000));
    let base = [held(), vec![full]].concat();
    let offer =
        |from, to| vet(&NOTEBOOK, &base, &[(device(MALLORY), made_by(actor(MALLORY).id(), start(from, to)))])[0];
    assert_eq!(offer(0, 10), Ok(Vetted::New));
    assert_eq!(offer(20_000, 20_001), Err(Refusal::WrongShape));
}

/// 87 bytes that claim a million million operations; made by hand, its checksum is right.
const BOMB: &str = "856f4a835282b8b2014d00180000000000000000000000000000000000000000000000000101000000051508340642075607700780a094a58d1d016b80a094a58d1d80a094a58d1d0180a094a58d1d0080a094a58d1d00";

#[test]
fn a_change_that_claims_too_much_is_refused_before_it_is_unpacked() {
    let bomb = crate::hex::decode_any(BOMB).unwrap();
    let device = DeviceId(uuid::Uuid::from_u128(0));
    assert_eq!(inspect(device, &bomb), Err(Refusal::TooLarge));
}

#[test]
fn a_document_grows_to_its_limit_and_no_further() {
    let mut phone = document(NOTEBOOK, 7);
    let mut rng = crate::clock::seeded_rng(1);
    let mut changes = Vec::new();
    // Text that hardly compresses: 14 bits of chance in each three bytes. Saving is slow, so only near the limit.
    while changes.len() < 40 || phone.save().len() <= DOCUMENT_BYTES_MAX {
        let character = |_| char::from_u32(0x4e00 + (rand::Rng::next_u32(&mut rng) & 0x3fff)).unwrap();
        let text: String = (0..TEXT_UNITS_MAX).map(character).collect();
        changes.extend(phone.add_note(item(changes.len() as u128), &note(&text), NOW).unwrap());
    }
    let last =
        changes.split_off(changes.len() - 2).into_iter().map(|change| (device(7), change)).collect::<Vec<_>>();
    assert_eq!(vet(&NOTEBOOK, &changes, &last), [Ok(Vetted::New), Err(Refusal::DocumentFull)]);
    assert!(fold(&NOTEBOOK, &changes).unwrap().len() <= DOCUMENT_BYTES_MAX);
    changes.extend(last.into_iter().map(|(_, change)| change));
    assert_eq!(fold(&NOTEBOOK, &changes), Err(Refusal::DocumentFull));
}
