//! Before the team leaves the building: what the phones declared against what the server holds.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{DocumentKey, ObserverAccount, Outcome, VisitFacts};
use fieldwalk_core::ids::MemberId;
use fieldwalk_core::protocol::{Declaration, Offer, SyncRequest};
use fieldwalk_core::testing::MORNING;
use fieldwalk_server::service::arrivals::arrivals;
use fieldwalk_server::service::caller::authenticate;
use fieldwalk_server::service::feedback::NoFeedback;

use crate::world::{Device, World, is_held};

async fn planned(world: &World) -> (VisitFacts, Device) {
    let mut fay = world.device(world.facilitator).await;
    let facts = world.visit(&[world.ada, world.ben]);
    let put = fay.put_visit(&facts);
    assert!(is_held(&fay.sync(vec![put]).await[0]));
    (facts, fay)
}

/// What the device has, said now.
fn declaration(device: &Device, facts: &VisitFacts, written: u32, shared: u32) -> Declaration {
    let keys =
        [DocumentKey::Notebook(facts.visit, device.member), DocumentKey::Contribution(facts.visit, device.member)];
    let heads = keys.iter().filter_map(|key| device.documents.get(key)).flat_map(|document| document.heads());
    let (visit, declared_at) = (facts.visit, MORNING);
    Declaration { visit, written, shared, waiting: 0, heads: heads.collect(), declared_at }
}

async fn declare(device: &mut Device, declaration: Declaration) {
    let request = SyncRequest { declarations: vec![declaration], ..device.request(vec![]) };
    device.ask(&request).await;
}

async fn accounts(world: &World, device: &Device, facts: &VisitFacts) -> Vec<ObserverAccount> {
    let caller = authenticate(world.app.service(), &device.token).await.unwrap();
    arrivals(world.app.service(), &caller, facts.visit).await.unwrap()
}

async fn outcome(world: &World, fay: &Device, facts: &VisitFacts, member: MemberId) -> Outcome {
    accounts(world, fay, facts).await.into_iter().find(|account| account.member == member).unwrap().outcome
}

#[tokio::test]
async fn nothing_is_lost_where_all_that_was_declared_is_held() {
    let world = World::new().await;
    let (facts, fay) = planned(&world).await;
    let mut ada = world.device(world.ada).await;
    let offers = vec![
        Offer::Chunk(ada.note(facts.visit, "one")),
        Offer::Chunk(ada.note(facts.visit, "two")),
        Offer::Chunk(ada.share(facts.visit, "one")),
    ];
    assert!(ada.sync(offers).await.iter().all(is_held));
    let declared = declaration(&ada, &facts, 2, 1);
    declare(&mut ada, declared).await;
    world.clock.advance(60_000);

    let seen = accounts(&world, &fay, &facts).await;
    assert_eq!(seen.len(), 2, "one for each observer, and none for a facilitator who wrote nothing");
    let adas = seen.iter().find(|account| account.member == world.ada).unwrap();
    assert_eq!((adas.written, adas.shared, adas.outcome), (2, 1, Outcome::NothingLost { declared_at: MORNING }));
    assert_eq!(outcome(&world, &fay, &facts, world.ben).await, Outcome::NeverHeardFrom);

    // Another device of hers goes on: what the first declared is still all there.
    let mut tablet = world.device(world.ada).await;
    tablet.sync(vec![]).await;
    let more = tablet.note(facts.visit, "three");
    assert!(is_held(&tablet.push(more).await));
    let adas = outcome(&world, &fay, &facts, world.ada).await;
    assert_eq!(adas, Outcome::NothingLost { declared_at: MORNING });
}

#[tokio::test]
async fn a_phone_that_says_it_has_nothing_lacks_nothing() {
    let world = World::new().await;
    let (facts, fay) = planned(&world).await;
    let mut ada = world.device(world.ada).await;
    // A document that nobody has written into has heads too.
    ada.document(DocumentKey::Notebook(facts.visit, ada.member));
    ada.document(DocumentKey::Contribution(facts.visit, ada.member));
    let declared = declaration(&ada, &facts, 0, 0);
    assert_eq!(declared.heads.len(), 2);
    declare(&mut ada, declared).await;
    assert_eq!(outcome(&world, &fay, &facts, world.ada).await, Outcome::NothingLost { declared_at: MORNING });
}

#[tokio::test]
async fn what_is_missing_is_said_until_it_has_come() {
    let world = World::new().await;
    let (facts, fay) = planned(&world).await;
    let mut ada = world.device(world.ada).await;
    let held = ada.note(facts.visit, "held");
    assert!(is_held(&ada.push(held).await));
    let unsent = [ada.note(facts.visit, "unsent"), ada.note(facts.visit, "unsent too")];
    let declared = declaration(&ada, &facts, 3, 0);
    declare(&mut ada, Declaration { waiting: 2, ..declared.clone() }).await;
    let waiting = Outcome::Waiting { changes: 2, since: MORNING };
    assert_eq!(outcome(&world, &fay, &facts, world.ada).await, waiting);
    declare(&mut ada, declared.clone()).await;
    let missing = Outcome::Missing { written: 2, shared: 0, since: MORNING };
    assert_eq!(outcome(&world, &fay, &facts, world.ada).await, missing);

    // An older declaration that comes late does not stand for the present.
    let older = Declaration { waiting: 9, declared_at: Timestamp(MORNING.0 - 1), ..declared };
    declare(&mut ada, older).await;
    assert_eq!(outcome(&world, &fay, &facts, world.ada).await, missing);
    assert!(ada.sync(unsent.map(Offer::Chunk).to_vec()).await.iter().all(is_held));
    assert!(matches!(outcome(&world, &fay, &facts, world.ada).await, Outcome::NothingLost { .. }));
}

#[tokio::test]
async fn accounts_are_for_facilitators_and_the_host() {
    let world = World::new().await;
    let (facts, _) = planned(&world).await;
    let hal = world.device(world.host).await;
    assert_eq!(accounts(&world, &hal, &facts).await.len(), 2);
    let ada = world.device(world.ada).await;
    let caller = authenticate(world.app.service(), &ada.token).await.unwrap();
    let refused = arrivals(world.app.service(), &caller, facts.visit).await;
    assert!(matches!(refused, Err(NoFeedback::NoSuchVisit)), "{refused:?}");
}
