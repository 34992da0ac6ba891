//! What pages are made of: read once by a worker, kept, and never older than the last chunk.

use fieldwalk_core::domain::{DocumentKey, VisitFacts};
use fieldwalk_core::evidence::Kind;
use fieldwalk_core::ids::EvidenceId;
use fieldwalk_core::protocol::Offer;
use fieldwalk_server::service::reading::{VisitReading, read, read_visit};
use fieldwalk_server::store::FILE_NAME;
use fieldwalk_server::worker::Reading;

use crate::world::{Device, World, bytes, get, is_held};

async fn walked(world: &World) -> (VisitFacts, Device) {
    let (mut fay, mut ada) = (world.device(world.facilitator).await, world.device(world.ada).await);
    let facts = world.visit(&[world.ada, world.ben]);
    let offers = vec![fay.put_visit(&facts), Offer::Chunk(fay.plan(facts.visit, "Who does the thinking?"))];
    assert!(fay.sync(offers).await.iter().all(is_held));
    let offers = vec![
        Offer::Chunk(ada.share(facts.visit, "Ben asked a student at Hillside")),
        Offer::Chunk(ada.share(facts.visit, "\"Why?\"")),
        Offer::Chunk(ada.note(facts.visit, "for her eyes only")),
    ];
    assert!(ada.sync(offers).await.iter().all(is_held));
    (facts, ada)
}

async fn seen(world: &World, facts: &VisitFacts) -> VisitReading {
    read_visit(world.app.service(), world.network, facts.visit).await.unwrap().unwrap()
}

fn texts(reading: &VisitReading) -> Vec<String> {
    let notes = reading.contributions.values().flat_map(|one| one.contribution.notes.values());
    let mut texts: Vec<String> = notes.map(|shared| shared.item.text.clone()).collect();
    texts.sort();
    texts
}

/// How many documents this server has had workers read.
async fn worker_reads(world: &World) -> u64 {
    let text = bytes(get(&world.app.router(), "/metrics", "").await).await;
    let text = String::from_utf8(text.to_vec()).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("fieldwalk_documents_read_total ")).unwrap();
    line.parse().unwrap()
}

#[tokio::test]
async fn a_visit_is_read_once_and_a_new_chunk_is_seen_at_once() {
    let world = World::new().await;
    let (facts, mut ada) = walked(&world).await;
    let first = seen(&world, &facts).await;
    assert_eq!(texts(&first), ["\"Why?\"", "Ben asked a student at Hillside"]);
    assert_eq!(first.plan.plan.problem_of_practice, "Who does the thinking?");
    assert_eq!(worker_reads(&world).await, 2, "the plan and one contribution; the notebook stays closed");
    seen(&world, &facts).await;
    assert_eq!(worker_reads(&world).await, 2);

    let another = ada.share(facts.visit, "another");
    assert!(is_held(&ada.push(another).await));
    assert_eq!(texts(&seen(&world, &facts).await).len(), 3);
    assert_eq!(worker_reads(&world).await, 3, "only what changed");
}

#[tokio::test]
async fn a_restarted_server_reads_what_was_kept_and_asks_no_worker() {
    let world = World::new().await;
    let (facts, ada) = walked(&world).await;
    let before = seen(&world, &facts).await;
    drop(ada);
    let world = world.reopened(|_| {}).await;
    let after = seen(&world, &facts).await;
    assert_eq!((after.contributions, after.plan), (before.contributions, before.plan));
    assert_eq!(worker_reads(&world).await, 0);
}

#[tokio::test]
async fn a_damaged_reading_is_made_anew() {
    let world = World::new().await;
    let (facts, ada) = walked(&world).await;
    seen(&world, &facts).await;
    drop(ada);
    let world = world
        .reopened(|folder| {
            let database = rusqlite::Connection::open(folder.join("data").join(FILE_NAME)).unwrap();
            database.execute("UPDATE reading SET bytes = x'00'", []).unwrap();
        })
        .await;
    assert_eq!(texts(&seen(&world, &facts).await).len(), 2);
    assert_eq!(worker_reads(&world).await, 2);
}

#[tokio::test]
async fn names_of_members_and_schools_are_flagged_and_again_when_they_change() {
    let world = World::new().await;
    let (facts, _) = walked(&world).await;
    let flags = |reading: &VisitReading| {
        let flags = reading.flags();
        let mut kinds: Vec<_> = flags.into_values().flatten().map(|flag| flag.kind).collect();
        kinds.retain(|kind| *kind == Kind::Identifying);
        kinds.len()
    };
    let first = seen(&world, &facts).await;
    assert_eq!(flags(&first), 2);
    world
        .app
        .admin()
        .add_member(world.network, "Why Student", fieldwalk_core::domain::Role::Coach, None)
        .await
        .unwrap();
    assert_eq!(flags(&seen(&world, &facts).await), 3);
    assert_eq!(worker_reads(&world).await, 3, "only the contribution depends on names");

    let (item, _) = first.contributions[&world.ada].contribution.notes.first_key_value().unwrap();
    assert_eq!(first.find_evidence(EvidenceId::of(*item)), Some((world.ada, *item)));
}

#[tokio::test]
async fn a_document_that_cannot_be_read_hides_no_other() {
    let world = World::new().await;
    let (facts, mut ada) = walked(&world).await;
    let mut ben = world.device(world.ben).await;
    let shared = ben.share(facts.visit, "Ben's");
    assert!(is_held(&ben.push(shared).await));
    let another = ada.share(facts.visit, "another");
    assert!(is_held(&ada.push(another).await));
    drop((ada, ben));
    let world = world
        .reopened(|folder| {
            let database = rusqlite::Connection::open(folder.join("data").join(FILE_NAME)).unwrap();
            let damage =
                "UPDATE chunk SET bytes = x'00' WHERE document = (SELECT id FROM document WHERE key = ?1)";
            let key = DocumentKey::Contribution(facts.visit, world_ada(&database)).to_string();
            assert_eq!(database.execute(damage, [key]).unwrap(), 3);
        })
        .await;
    let reading = seen(&world, &facts).await;
    let damaged = DocumentKey::Contribution(facts.visit, world.ada);
    assert_eq!((texts(&reading), &reading.unreadable), (vec!["Ben's".to_owned()], &vec![damaged]));
    let error = read(world.app.service(), world.network, damaged).await.unwrap_err();
    assert!(error.to_string().starts_with("the contribution could not be read"), "{error}");
}

fn world_ada(database: &rusqlite::Connection) -> fieldwalk_core::ids::MemberId {
    let id: String = database.query_row("SELECT id FROM member WHERE name = 'Ada'", [], |row| row.get(0)).unwrap();
    id.parse().unwrap()
}

#[tokio::test]
async fn a_notebook_gives_counts_and_never_text() {
    let world = World::new().await;
    let (facts, _) = walked(&world).await;
    let notebook = DocumentKey::Notebook(facts.visit, world.ada);
    let reading = read(world.app.service(), world.network, notebook).await.unwrap();
    let Reading::Notebook(counts) = &reading else { panic!("{reading:?}") };
    assert_eq!((counts.written, counts.heads.len()), (1, 1));
    assert!(!format!("{reading:?}").contains("eyes"));

    let nobodys = DocumentKey::Notebook(facts.visit, world.host);
    let Reading::Notebook(counts) = read(world.app.service(), world.network, nobodys).await.unwrap() else {
        panic!("another kind")
    };
    assert_eq!(counts.written, 0);
}
