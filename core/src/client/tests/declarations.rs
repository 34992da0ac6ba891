//! What a phone declares of its visits, and when.

use super::*;

use crate::protocol::Declaration;
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Syncs once, with everything held, and returns what was declared.
fn declared(client: &Client) -> Vec<Declaration> {
    let SyncStep::Send(request) = client.sync_step(Event::Asked) else { panic!("nothing sent") };
    let held = vec![Receipt::Held(1); request.offers.len()];
    client.sync_step(Event::Answered(Box::new(crate::sync::tests_answer(held, false))));
    request.declarations
}

#[test]
fn a_phone_declares_what_it_has_when_that_is_something_new() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let ada = desk.open("ada", 2, 1);
    assert_eq!(declared(&ada), []);
    let items: Vec<_> = ["one", "two"].iter().map(|text| ada.add_note(visit, &note(text)).unwrap()).collect();
    ada.share(visit, &items[..1]).unwrap();
    let first = declared(&ada);
    assert_eq!(first.len(), 1);
    assert_eq!((first[0].visit, first[0].written, first[0].shared, first[0].waiting), (visit, 2, 1, 0));
    let heads = ada.heads().unwrap();
    let of = |key| heads[&key].clone();
    let expected = [
        of(crate::domain::DocumentKey::Notebook(visit, ByHand::member(2))),
        of(crate::domain::DocumentKey::Contribution(visit, ByHand::member(2))),
    ];
    assert_eq!(first[0].heads, expected.concat());

    assert_eq!(declared(&ada), []);
    drop(ada);
    let ada = desk.open("ada", 2, 2);
    assert_eq!(declared(&ada), [], "also after a restart");
    ada.delete(visit, items[1]).unwrap();
    assert_eq!(declared(&ada)[0].written, 1);
}

#[test]
fn what_was_not_answered_is_declared_again() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let ada = desk.open("ada", 2, 1);
    ada.add_note(visit, &note("one")).unwrap();
    let SyncStep::Send(lost) = ada.sync_step(Event::Asked) else { panic!("nothing sent") };
    ada.sync_step(Event::Failed(Failure::NoConnection));
    assert_eq!(declared(&ada), lost.declarations);
}

#[test]
fn what_was_refused_is_declared_as_waiting_until_it_goes_through() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let ada = desk.open("ada", 2, 1);
    ada.add_note(visit, &note("one")).unwrap();
    let SyncStep::Send(request) = ada.sync_step(Event::Asked) else { panic!("nothing sent") };
    let refused = vec![Receipt::Refused(Refusal::DocumentFull); request.offers.len()];
    ada.sync_step(Event::Answered(Box::new(crate::sync::tests_answer(refused, false))));
    let waiting = |declared: Vec<Declaration>| declared.iter().map(|one| one.waiting).collect::<Vec<_>>();
    assert_eq!(waiting(declared(&ada)), [1]);
    assert!(waiting(declared(&ada)).is_empty());
    ada.retry_wedged().unwrap();
    assert_eq!(waiting(declared(&ada)), [0]);
}

#[test]
fn a_restored_server_is_told_everything_again() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let ada = desk.open("ada", 2, 1);
    ada.add_note(visit, &note("one")).unwrap();
    assert_eq!(declared(&ada).len(), 1);
    let SyncStep::Send(_) = ada.sync_step(Event::Asked) else { panic!("nothing sent") };
    let mut restored = crate::sync::tests_answer(vec![], false);
    restored.restored = true;
    let SyncStep::Send(again) = ada.sync_step(Event::Answered(Box::new(restored))) else { panic!("did not ask") };
    assert_eq!(again.declarations.len(), 1);
    assert_eq!(again.declarations[0].waiting, 1, "in doubt is not held");
}
