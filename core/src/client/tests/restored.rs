//! A server that was put back to an older copy is given what it lost.

use super::*;

use crate::domain::Stage;
use crate::protocol::SyncRequest;
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_restored_server_is_asked_and_given_what_it_lacks() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    client.add_note(visit, &note("one")).unwrap();
    desk.network.answer(&client, |_| {});
    assert_eq!(client.visit_status(visit).unwrap().waiting, 0);

    let SyncStep::Send(_) = client.sync_step(Event::Asked) else { panic!("nothing sent") };
    let answer = |restored, lacking| {
        let mut answer = crate::sync::tests_answer(vec![], false);
        answer.restored = restored;
        answer.lacking = lacking;
        Event::Answered(Box::new(answer))
    };
    let SyncStep::Send(asking) = client.sync_step(answer(true, vec![])) else { panic!("did not ask") };
    assert_eq!((asking.questions.len(), asking.offers.len()), (1, 0));
    assert_eq!(client.visit_status(visit).unwrap().waiting, 1, "in doubt is not held");
    let SyncStep::Send(giving) = client.sync_step(answer(false, asking.questions.clone())) else {
        panic!("did not give")
    };
    assert_eq!(giving.offers.len(), 1);
}

#[test]
fn what_was_refused_for_building_on_what_a_restored_server_lacks_is_given_together_with_it() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    client.add_note(visit, &note("one")).unwrap();
    desk.network.answer(&client, |_| {});
    client.add_note(visit, &note("two")).unwrap();

    let SyncStep::Send(_) = client.sync_step(Event::Asked) else { panic!("nothing sent") };
    let mut refused = crate::sync::tests_answer(vec![Receipt::Refused(Refusal::MissingDependency)], false);
    refused.restored = true;
    let SyncStep::Send(asking) = client.sync_step(Event::Answered(Box::new(refused))) else {
        panic!("did not ask")
    };
    let mut lacking = crate::sync::tests_answer(vec![], false);
    lacking.lacking = asking.questions;
    let SyncStep::Send(giving) = client.sync_step(Event::Answered(Box::new(lacking))) else {
        panic!("did not give")
    };
    assert_eq!(giving.offers.len(), 2);
}

#[test]
fn what_a_restored_server_took_too_early_is_given_again_after_what_it_lost() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let facilitator = desk.open("fay", 1, 1);
    facilitator.set_stage(visit, Stage::Walking).unwrap();
    desk.network.answer(&facilitator, |_| {});
    facilitator.set_stage(visit, Stage::Debriefing).unwrap();

    let stages = |request: &SyncRequest| -> Vec<Stage> {
        let stage = |offer: &Offer| match offer {
            Offer::Command(_, Command::SetStage(_, stage)) => Some(*stage),
            _ => None,
        };
        request.offers.iter().filter_map(stage).collect()
    };
    let SyncStep::Send(early) = facilitator.sync_step(Event::Asked) else { panic!("nothing sent") };
    assert_eq!(stages(&early), [Stage::Debriefing]);
    let mut answer = crate::sync::tests_answer(vec![Receipt::Held(1)], false);
    answer.restored = true;
    let SyncStep::Send(again) = facilitator.sync_step(Event::Answered(Box::new(answer))) else {
        panic!("did not ask again")
    };
    assert_eq!(stages(&again), [Stage::Walking, Stage::Debriefing]);
    assert_ne!(again.offers[1], early.offers[0], "under the old id it would have no effect");
}
