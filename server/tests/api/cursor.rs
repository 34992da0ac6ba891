//! Cursors of another course of history, and what a restored server gets back.

use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::protocol::{Cursor, Offer, Receipt};
use fieldwalk_server::service::Sizes;
use fieldwalk_server::store::backup;

use crate::world::{Device, World, is_held, later};

async fn walked(world: &World) -> (fieldwalk_core::domain::VisitFacts, Device, Device) {
    let mut fay = world.device(world.facilitator).await;
    let ada = world.device(world.ada).await;
    let facts = world.visit(&[world.ada]);
    let offers = vec![fay.put_visit(&facts), Offer::Chunk(fay.plan(facts.visit, "Who does the thinking?"))];
    assert!(fay.sync(offers).await.iter().all(is_held));
    (facts, fay, ada)
}

#[tokio::test]
async fn a_cursor_that_does_not_match_is_noticed_and_the_pages_start_over() {
    let world = World::new().await;
    let (_, mut fay, _) = walked(&world).await;
    fay.sync(vec![]).await;
    let good = fay.cursor.unwrap();
    let other = fieldwalk_core::ids::HistoryId(uuid::Uuid::from_u128(9));
    for wrong in [
        Cursor { tag: good.tag ^ 1, ..good },
        Cursor { due: good.due + 1, ..good },
        Cursor { due: u64::MAX, ..good },
        Cursor { history: other, ..good },
    ] {
        fay.cursor = Some(wrong);
        let request = fay.request(vec![]);
        let answer = fay.ask(&request).await;
        assert!(answer.restored && answer.facts.is_some() && !answer.documents.is_empty());
        assert_eq!(answer.cursor, good);
    }
    let request = fay.request(vec![]);
    let answer = fay.ask(&request).await;
    assert!(!answer.restored && answer.documents.is_empty());
}

#[tokio::test]
async fn a_server_restored_from_an_older_copy_gets_back_what_devices_hold() {
    let small = Sizes { tail_chunks_max: 2, ..Sizes::default() };
    let world = World::with(|config| config.sizes = small).await;
    let (facts, fay, mut ada) = walked(&world).await;
    let copy = world.folder.path().join("copy.sqlite");
    backup::write(&world.folder.path().join("data"), &copy).unwrap();

    // Written after the copy was made; some of it folded, and Ada has seen the snapshot.
    let notes: Vec<_> = ["one", "two", "three"].map(|text| ada.note(facts.visit, text)).into_iter().collect();
    for note in &notes {
        assert!(is_held(&ada.push(note.clone()).await));
    }
    world.app.keep_house().await.unwrap();
    let mut tablet = world.device(world.ada).await;
    let notebook = DocumentKey::Notebook(facts.visit, world.ada);
    let request = tablet.request(vec![]);
    let pulled = tablet.ask(&request).await;
    let snapshot = pulled.documents.iter().find(|page| page.document == notebook).unwrap().chunks[0].chunk.clone();

    let ada = ada.away();
    drop((fay, tablet));
    let world = world
        .reopened(|folder| {
            let aside = backup::put_back(&folder.join("data"), &copy, later(600)).unwrap();
            assert!(aside.unwrap().exists(), "what was there is kept");
        })
        .await;

    let mut ada = world.returned(ada);
    let mut request = ada.request(vec![]);
    request.questions = notes.iter().map(|note| note.hash(world.network)).collect();
    let answer = ada.ask(&request).await;
    assert!(answer.restored);
    assert_eq!(answer.lacking, request.questions);

    // The snapshot alone brings all of it back, whoever carries it.
    let mut ben = world.device(world.ben).await;
    assert!(is_held(&ben.push(snapshot.clone()).await));
    assert_eq!(ben.texts(notebook), [""; 0], "carrying is not reading");
    let offers: Vec<_> = notes.iter().cloned().map(Offer::Chunk).collect();
    let receipts = ada.sync(offers).await;
    assert!(receipts.iter().all(is_held));
    ada.documents.clear();
    ada.cursor = None;
    ada.sync(vec![]).await;
    assert_eq!(ada.texts(notebook), ["one", "three", "two"]);
    let Receipt::Held(number) = ben.push(snapshot).await else { panic!("it is held") };
    assert_eq!(Receipt::Held(number), receipts[0], "the notes are held in the snapshot");

    // The document goes on, and can be folded again.
    let note = ada.note(facts.visit, "four");
    assert!(is_held(&ada.push(note).await));
    world.app.keep_house().await.unwrap();
    let report = fieldwalk_server::service::check::check(world.app.service()).await.unwrap();
    assert_eq!(report.problems, [""; 0]);
}

#[tokio::test]
async fn opening_the_same_file_again_is_the_same_history_and_opening_a_copy_is_a_new_one() {
    let world = World::new().await;
    let (_, mut fay, ada) = walked(&world).await;
    fay.sync(vec![]).await;
    let fay = fay.away();
    let cursor = fay.cursor.unwrap();
    drop(ada);

    let world = world.reopened(|_| {}).await;
    let mut here = world.returned(fay.clone());
    let request = here.request(vec![]);
    assert!(!here.ask(&request).await.restored);
    drop(here);

    // The very same state, but a copy: from here on there may be two courses of history.
    let world = world
        .reopened(|folder| {
            let copy = folder.join("copy.sqlite");
            backup::write(&folder.join("data"), &copy).unwrap();
            assert!(backup::write(&folder.join("data"), &copy).is_err(), "a copy is never written over");
            backup::put_back(&folder.join("data"), &copy, later(600)).unwrap();
        })
        .await;
    let mut fay = world.returned(fay);
    let request = fay.request(vec![]);
    let answer = fay.ask(&request).await;
    assert!(answer.restored);
    assert_ne!(answer.cursor.history, cursor.history);
}

#[tokio::test]
async fn a_copy_made_while_writing_is_one_sound_state() {
    let world = World::new().await;
    let (facts, _, mut ada) = walked(&world).await;
    let folder = world.folder.path().join("data");
    let copy = world.folder.path().join("copy.sqlite");
    let copying = tokio::task::spawn_blocking({
        let copy = copy.clone();
        move || backup::write(&folder, &copy)
    });
    let mut written = 0;
    while !copying.is_finished() || written < 10 {
        let note = ada.note(facts.visit, &format!("{written}"));
        assert!(is_held(&ada.push(note).await));
        written += 1;
    }
    copying.await.unwrap().unwrap();
    drop(ada);
    let world =
        world.reopened(|folder| drop(backup::put_back(&folder.join("data"), &copy, later(600)).unwrap())).await;
    let report = fieldwalk_server::service::check::check(world.app.service()).await.unwrap();
    assert_eq!(report.problems, [""; 0]);
}

#[tokio::test]
async fn a_file_that_is_no_sound_database_is_not_put_in_place() {
    let world = World::new().await;
    walked(&world).await;
    let junk = world.folder.path().join("junk.sqlite");
    std::fs::write(&junk, vec![7; 10_000]).unwrap();
    let world =
        world.reopened(|folder| assert!(backup::put_back(&folder.join("data"), &junk, later(600)).is_err())).await;
    assert_eq!(world.app.admin().visits(world.network).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_damaged_database_is_set_aside_whole_and_the_copy_takes_its_place() {
    let world = World::new().await;
    walked(&world).await;
    let copy = world.folder.path().join("copy.sqlite");
    backup::write(&world.folder.path().join("data"), &copy).unwrap();
    let world = world
        .reopened(|folder| {
            let present = folder.join("data/fieldwalk.sqlite");
            std::fs::write(&present, b"a disk wrote over this").unwrap();
            std::fs::write(folder.join("data/fieldwalk.sqlite-wal"), b"and this was not in it yet").unwrap();
            let aside = backup::put_back(&folder.join("data"), &copy, later(600)).unwrap().unwrap();
            assert_eq!(std::fs::read(&aside).unwrap(), b"a disk wrote over this");
            let mut log = aside.into_os_string();
            log.push("-wal");
            assert_eq!(std::fs::read(log).unwrap(), b"and this was not in it yet");
        })
        .await;
    assert_eq!(world.app.admin().visits(world.network).await.unwrap().len(), 1);
}
