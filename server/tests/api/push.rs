//! Giving: receipts, repetition, commands before what needs them.

use fieldwalk_core::domain::{DocumentKey, Stage};
use fieldwalk_core::protocol::{Offer, Receipt, Refusal};

use crate::world::{World, is_held};

#[tokio::test]
async fn a_visit_is_planned_walked_and_shared() {
    let world = World::new().await;
    let (mut fay, mut ada, mut ben) =
        (world.device(world.facilitator).await, world.device(world.ada).await, world.device(world.ben).await);
    let facts = world.visit(&[world.ada, world.ben]);
    let visit = facts.visit;

    // The visit and its first document in one request: the command takes effect before the chunk is judged.
    let offers = vec![fay.put_visit(&facts), Offer::Chunk(fay.plan(visit, "Who does the thinking?"))];
    assert!(fay.sync(offers).await.iter().all(is_held));

    ada.sync(vec![]).await;
    assert_eq!(ada.documents[&DocumentKey::Visit(visit)].visit().problem_of_practice, "Who does the thinking?");
    let offers = vec![Offer::Chunk(ada.note(visit, "private")), Offer::Chunk(ada.share(visit, "shared"))];
    assert!(ada.sync(offers).await.iter().all(is_held));

    ben.sync(vec![]).await;
    assert_eq!(ben.texts(DocumentKey::Contribution(visit, world.ada)), ["shared"]);
    assert_eq!(ben.texts(DocumentKey::Notebook(visit, world.ada)), [""; 0]);
}

#[tokio::test]
async fn giving_the_same_again_is_the_same_receipt_and_no_duplicate() {
    let world = World::new().await;
    let (mut fay, mut ada) = (world.device(world.facilitator).await, world.device(world.ada).await);
    let facts = world.visit(&[world.ada]);
    let create = fay.put_visit(&facts);
    let first = fay.sync(vec![create.clone()]).await;
    let release = fay.set_stage(facts.visit, Stage::Debriefing);
    fay.sync(vec![release]).await;
    assert_eq!(fay.sync(vec![create]).await, first, "a command takes effect once");
    assert_eq!(world.app.admin().visits(world.network).await.unwrap()[0].stage, Stage::Debriefing);

    let note = Offer::Chunk(ada.note(facts.visit, "once"));
    let first = ada.sync(vec![note.clone()]).await;
    assert!(is_held(&first[0]));
    assert_eq!(ada.sync(vec![note.clone()]).await, first);
    assert_eq!(ada.sync(vec![note.clone(), note]).await, [first[0], first[0]]);

    let mut again = world.device(world.ada).await;
    let request = again.request(vec![]);
    let answer = again.ask(&request).await;
    assert_eq!(answer.documents.iter().map(|page| page.chunks.len()).sum::<usize>(), 1);
}

#[tokio::test]
async fn twice_the_same_in_one_request_is_stored_once() {
    let world = World::new().await;
    let (mut fay, mut ada) = (world.device(world.facilitator).await, world.device(world.ada).await);
    let facts = world.visit(&[world.ada]);
    let create = fay.put_visit(&facts);
    fay.sync(vec![create]).await;
    let note = Offer::Chunk(ada.note(facts.visit, "once"));
    let receipts = ada.sync(vec![note.clone(), note]).await;
    assert!(receipts.iter().all(is_held));
    assert_eq!(receipts[0], receipts[1]);
}

#[tokio::test]
async fn one_refused_offer_does_not_hold_up_the_others() {
    let world = World::new().await;
    let (mut fay, mut ada) = (world.device(world.facilitator).await, world.device(world.ada).await);
    let facts = world.visit(&[world.ada]);
    let create = fay.put_visit(&facts);
    fay.sync(vec![create]).await;

    let first = ada.note(facts.visit, "first");
    let skipped = ada.note(facts.visit, "skipped");
    let third = ada.note(facts.visit, "third");
    let shared = ada.share(facts.visit, "shared");
    let offers = vec![Offer::Chunk(first), Offer::Chunk(third.clone()), Offer::Chunk(shared)];
    let receipts = ada.sync(offers).await;
    assert!(is_held(&receipts[0]) && is_held(&receipts[2]));
    assert_eq!(receipts[1], Receipt::Refused(Refusal::MissingDependency));
    // With what was missing, it passes.
    assert!(is_held(&ada.push(skipped).await));
    assert!(is_held(&ada.push(third).await));
}

#[tokio::test]
async fn only_those_who_run_a_visit_change_it_and_only_the_host_releases() {
    let world = World::new().await;
    let mut fay = world.device(world.facilitator).await;
    let mut hal = world.device(world.host).await;
    let mut ada = world.device(world.ada).await;
    let facts = world.visit(&[world.ada]);
    let refused = |reason| vec![Receipt::Refused(reason)];

    let by_observer = ada.put_visit(&facts);
    assert_eq!(ada.sync(vec![by_observer]).await, refused(Refusal::NotAllowed));
    let by_host = hal.put_visit(&facts);
    assert!(is_held(&hal.sync(vec![by_host]).await[0]));

    let release = fay.set_stage(facts.visit, Stage::Released);
    assert_eq!(fay.sync(vec![release]).await, refused(Refusal::NotAllowed));
    let clear = fay.set_stage(facts.visit, Stage::Cleared);
    assert!(is_held(&fay.sync(vec![clear]).await[0]));
    let by_observer = ada.set_stage(facts.visit, Stage::Planned);
    assert_eq!(ada.sync(vec![by_observer]).await, refused(Refusal::NotAllowed));
    let release = hal.set_stage(facts.visit, Stage::Released);
    assert!(is_held(&hal.sync(vec![release]).await[0]));

    let unknown = world.visit(&[]);
    let stage = fay.set_stage(unknown.visit, Stage::Walking);
    assert_eq!(fay.sync(vec![stage]).await, refused(Refusal::UnknownVisit));
    let mut nobody = world.visit(&[]);
    nobody.observers.insert(fieldwalk_core::ids::MemberId(uuid::Uuid::from_u128(5)));
    let put = fay.put_visit(&nobody);
    assert_eq!(fay.sync(vec![put]).await, refused(Refusal::NotApplicable));
}

#[tokio::test]
async fn two_devices_of_one_author_push_at_once_and_both_are_held() {
    let world = World::new().await;
    let mut fay = world.device(world.facilitator).await;
    let (mut phone, mut tablet) = (world.device(world.ada).await, world.device(world.ada).await);
    let facts = world.visit(&[world.ada]);
    let create = fay.put_visit(&facts);
    fay.sync(vec![create]).await;
    let on_phone = Offer::Chunk(phone.note(facts.visit, "phone"));
    let on_tablet = Offer::Chunk(tablet.note(facts.visit, "tablet"));
    let (one, other) = tokio::join!(phone.sync(vec![on_phone]), tablet.sync(vec![on_tablet]));
    assert!(is_held(&one[0]) && is_held(&other[0]));
    phone.sync(vec![]).await;
    tablet.sync(vec![]).await;
    let notebook = DocumentKey::Notebook(facts.visit, world.ada);
    assert_eq!(phone.texts(notebook), ["phone", "tablet"]);
    assert_eq!(tablet.texts(notebook), ["phone", "tablet"]);
}
