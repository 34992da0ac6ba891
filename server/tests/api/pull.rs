//! What comes down: what the reader may see and has not seen, whenever the right to it was given, page by page.

use std::collections::BTreeSet;

use fieldwalk_core::domain::{DocumentKey, VisitFacts};
use fieldwalk_core::protocol::{Offer, Signer};
use fieldwalk_server::service::Sizes;

use crate::world::{Device, World, is_held};

async fn planned(world: &World, observers: &[fieldwalk_core::ids::MemberId]) -> (VisitFacts, Device) {
    let mut fay = world.device(world.facilitator).await;
    let facts = world.visit(observers);
    let offers = vec![fay.put_visit(&facts), Offer::Chunk(fay.plan(facts.visit, "Who does the thinking?"))];
    assert!(fay.sync(offers).await.iter().all(is_held));
    (facts, fay)
}

#[tokio::test]
async fn what_was_written_before_the_right_was_given_comes_after_it() {
    let world = World::new().await;
    let (mut facts, mut fay) = planned(&world, &[world.ada]).await;
    let (mut ada, mut ben) = (world.device(world.ada).await, world.device(world.ben).await);
    let shared = ada.share(facts.visit, "before Ben came");
    ada.push(shared).await;

    ben.sync(vec![]).await;
    assert!(ben.documents.is_empty());
    let seen = ben.cursor.unwrap();

    facts.observers.insert(world.ben);
    let invite_ben = fay.put_visit(&facts);
    fay.sync(vec![invite_ben]).await;
    let request = ben.request(vec![]);
    let answer = ben.ask(&request).await;
    assert!(answer.cursor.due > seen.due);
    assert!(answer.facts.unwrap().visits.contains_key(&facts.visit));
    assert_eq!(ben.texts(DocumentKey::Contribution(facts.visit, world.ada)), ["before Ben came"]);
    assert_eq!(
        ben.documents[&DocumentKey::Visit(facts.visit)].visit().problem_of_practice,
        "Who does the thinking?"
    );
    // Once.
    let request = ben.request(vec![]);
    let answer = ben.ask(&request).await;
    assert!(answer.documents.is_empty() && answer.facts.is_none());
}

#[tokio::test]
async fn the_host_gets_contributions_when_the_policy_names_observers_and_not_before() {
    let world = World::new().await;
    let (mut facts, mut fay) = planned(&world, &[world.ada]).await;
    let (mut ada, mut hal) = (world.device(world.ada).await, world.device(world.host).await);
    let shared = ada.share(facts.visit, "shared");
    ada.push(shared).await;
    hal.sync(vec![]).await;
    let contribution = DocumentKey::Contribution(facts.visit, world.ada);
    assert_eq!(hal.documents.keys().collect::<Vec<_>>(), [&DocumentKey::Visit(facts.visit)]);

    facts.names_observers = true;
    let put = fay.put_visit(&facts);
    fay.sync(vec![put]).await;
    hal.sync(vec![]).await;
    assert_eq!(hal.texts(contribution), ["shared"]);
}

#[tokio::test]
async fn whoever_is_no_longer_invited_gets_nothing_new() {
    let world = World::new().await;
    let (mut facts, mut fay) = planned(&world, &[world.ada, world.ben]).await;
    let (mut ada, mut ben) = (world.device(world.ada).await, world.device(world.ben).await);
    ben.sync(vec![]).await;
    facts.observers.remove(&world.ben);
    let put = fay.put_visit(&facts);
    fay.sync(vec![put]).await;
    let shared = ada.share(facts.visit, "after Ben left");
    ada.push(shared).await;

    let request = ben.request(vec![]);
    let answer = ben.ask(&request).await;
    assert!(answer.documents.is_empty());
    assert!(answer.facts.unwrap().visits.is_empty());
}

#[tokio::test]
async fn a_facilitator_who_joins_later_gets_everything() {
    let world = World::new().await;
    let (facts, _) = planned(&world, &[world.ada]).await;
    let mut ada = world.device(world.ada).await;
    let shared = ada.share(facts.visit, "shared");
    ada.push(shared).await;
    let admin = world.app.admin();
    let new =
        admin.add_member(world.network, "Flo", fieldwalk_core::domain::Role::Facilitator, None).await.unwrap();
    let mut flo = world.device(new).await;
    flo.sync(vec![]).await;
    assert_eq!(flo.texts(DocumentKey::Contribution(facts.visit, world.ada)), ["shared"]);

    // So does one who becomes a facilitator with an old cursor.
    let mut hal = world.device(world.host).await;
    hal.sync(vec![]).await;
    assert_eq!(hal.texts(DocumentKey::Contribution(facts.visit, world.ada)), [""; 0]);
    let row = admin.members(world.network).await.unwrap();
    let mut member = row.into_iter().find(|row| row.member.id == world.host).unwrap().member;
    member.role = fieldwalk_core::domain::Role::Facilitator;
    admin.put_member(world.network, member).await.unwrap();
    hal.sync(vec![]).await;
    assert_eq!(hal.texts(DocumentKey::Contribution(facts.visit, world.ada)), ["shared"]);
}

#[tokio::test]
async fn what_was_just_given_does_not_come_back_but_a_new_phone_of_the_author_gets_it() {
    let world = World::new().await;
    let (facts, _) = planned(&world, &[world.ada]).await;
    let mut ada = world.device(world.ada).await;
    ada.sync(vec![]).await;
    let offers = vec![Offer::Chunk(ada.note(facts.visit, "mine"))];
    let request = ada.request(offers);
    let answer = ada.ask(&request).await;
    assert!(answer.documents.is_empty());
    let request = ada.request(vec![]);
    assert!(ada.ask(&request).await.documents.is_empty());

    let mut new_phone = world.device(world.ada).await;
    new_phone.sync(vec![]).await;
    assert_eq!(new_phone.texts(DocumentKey::Notebook(facts.visit, world.ada)), ["mine"]);
}

#[tokio::test]
async fn pages_bring_everything_once_in_order_and_each_stays_small() {
    let world = World::with(|config| config.sizes.page_bytes = 2_000).await;
    let (facts, _) = planned(&world, &[world.ada, world.ben]).await;
    let mut ada = world.device(world.ada).await;
    let texts: Vec<String> = (0..20).map(|n| format!("{n:02} {}", "word ".repeat(30)).trim().to_owned()).collect();
    for text in &texts {
        let shared = ada.share(facts.visit, text);
        assert!(is_held(&ada.push(shared).await));
    }

    let mut ben = world.device(world.ben).await;
    let (mut pages, mut numbers) = (0, Vec::new());
    loop {
        let request = ben.request(vec![]);
        let answer = ben.ask(&request).await;
        pages += 1;
        let sent = answer.documents.iter().flat_map(|page| &page.chunks);
        let sizes: usize = sent.clone().map(|held| held.chunk.bytes.len()).sum();
        assert!(sizes <= 2_000 || sent.clone().count() == 1, "{sizes} bytes on one page");
        numbers.extend(sent.map(|held| held.number));
        if !answer.more {
            break;
        }
        // A right given and something written between two pages change nothing about the pages to come.
        if pages == 2 {
            let shared = ada.share(facts.visit, "meanwhile");
            ada.push(shared).await;
        }
    }
    assert!(pages > 3);
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len(), "each chunk once");
    assert!(numbers.is_sorted());
    let expected: Vec<String> = texts.into_iter().chain(["meanwhile".to_owned()]).collect();
    assert_eq!(ben.texts(DocumentKey::Contribution(facts.visit, world.ada)), expected);
}

#[tokio::test]
async fn a_right_given_between_two_pages_is_served_after_them() {
    let world = World::with(|config| config.sizes.page_bytes = 600).await;
    let (first, mut fay) = planned(&world, &[world.ada, world.ben]).await;
    let mut second = world.visit(&[world.ada]);
    let (mut ada, mut ben) = (world.device(world.ada).await, world.device(world.ben).await);
    let put = fay.put_visit(&second);
    fay.sync(vec![put]).await;
    for n in 0..6 {
        for visit in [first.visit, second.visit] {
            let shared = ada.share(visit, &format!("{n} on {visit}"));
            assert!(is_held(&ada.push(shared).await));
        }
    }
    let request = ben.request(vec![]);
    assert!(ben.ask(&request).await.more);
    second.observers.insert(world.ben);
    let put = fay.put_visit(&second);
    fay.sync(vec![put]).await;
    ben.sync(vec![]).await;
    for visit in [first.visit, second.visit] {
        assert_eq!(ben.texts(DocumentKey::Contribution(visit, world.ada)).len(), 6);
    }
}

#[tokio::test]
async fn a_folded_document_comes_as_its_snapshot_and_the_chunks_after_it() {
    let small = Sizes { tail_chunks_max: 8, ..Sizes::default() };
    let world = World::with(|config| config.sizes = small).await;
    let (facts, _) = planned(&world, &[world.ada, world.ben]).await;
    let (mut ada, mut half_way) = (world.device(world.ada).await, world.device(world.ben).await);
    let contribution = DocumentKey::Contribution(facts.visit, world.ada);
    for n in 0..12 {
        let shared = ada.share(facts.visit, &format!("{n:02}"));
        ada.push(shared).await;
        if n == 5 {
            half_way.sync(vec![]).await;
        }
    }
    world.app.keep_house().await.unwrap();
    let shared = ada.share(facts.visit, "after");
    ada.push(shared).await;

    // Whoever is new gets the snapshot.
    let mut ben = world.device(world.ben).await;
    let request = ben.request(vec![]);
    let answer = ben.ask(&request).await;
    let page = answer.documents.iter().find(|page| page.document == contribution).unwrap();
    let signers: Vec<_> = page.chunks.iter().map(|held| held.chunk.signer).collect();
    assert_eq!(signers, [Signer::Server, Signer::Device(ada.id())]);
    assert!(page.chunks[0].chunk.is_signed_by(world.network, &answer.server_key));
    assert!(page.chunks[0].number < page.chunks[1].number);
    assert_eq!(ben.texts(contribution).len(), 13);

    // After a day the covered chunks are gone, and the snapshot stands for those that a reader still needs.
    world.clock.advance(25 * 60 * 60 * 1000);
    world.app.keep_house().await.unwrap();
    let request = half_way.request(vec![]);
    let answer = half_way.ask(&request).await;
    let page = answer.documents.iter().find(|page| page.document == contribution).unwrap();
    assert_eq!(page.chunks[0].chunk.signer, Signer::Server);
    assert_eq!(half_way.texts(contribution).len(), 13);

    // The author may still push what depends on dropped chunks, and its old chunks are still known.
    let shared = ada.share(facts.visit, "much later");
    assert!(is_held(&ada.push(shared).await));
    let report = fieldwalk_server::service::check::check(world.app.service()).await.unwrap();
    assert_eq!(report.problems, [""; 0]);
}

#[tokio::test]
async fn a_snapshot_on_an_early_page_does_not_hide_later_chunks_of_other_documents() {
    let small = Sizes { tail_chunks_max: 4, page_bytes: 500, ..Sizes::default() };
    let world = World::with(|config| config.sizes = small).await;
    let (facts, _) = planned(&world, &[world.ada, world.ben]).await;
    let (mut ada, mut ben) = (world.device(world.ada).await, world.device(world.ben).await);
    for n in 0..8 {
        let by_ada = ada.share(facts.visit, &format!("ada {n}"));
        assert!(is_held(&ada.push(by_ada).await));
        if n < 3 {
            let by_ben = ben.share(facts.visit, &format!("ben {n}"));
            assert!(is_held(&ben.push(by_ben).await));
        }
    }
    world.app.keep_house().await.unwrap();
    world.clock.advance(25 * 60 * 60 * 1000);
    world.app.keep_house().await.unwrap();
    let mut fay = world.device(world.facilitator).await;
    fay.sync(vec![]).await;
    assert_eq!(fay.texts(DocumentKey::Contribution(facts.visit, world.ada)).len(), 8);
    assert_eq!(fay.texts(DocumentKey::Contribution(facts.visit, world.ben)).len(), 3);
}

#[tokio::test]
async fn repair_brings_the_whole_document_whatever_the_cursor() {
    let world = World::new().await;
    let (facts, _) = planned(&world, &[world.ada, world.ben]).await;
    let (mut ada, mut ben) = (world.device(world.ada).await, world.device(world.ben).await);
    let shared = ada.share(facts.visit, "lost on the way");
    ada.push(shared).await;
    ben.sync(vec![]).await;
    let contribution = DocumentKey::Contribution(facts.visit, world.ada);
    ben.documents.clear();
    ben.sync(vec![]).await;
    assert_eq!(ben.texts(contribution), [""; 0], "the cursor says it has it");
    let mut request = ben.request(vec![]);
    request.repair = vec![contribution];
    ben.ask(&request).await;
    assert_eq!(ben.texts(contribution), ["lost on the way"]);
}
