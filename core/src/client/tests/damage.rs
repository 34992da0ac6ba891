//! What a damaged file or a full disk costs, and what goes on all the same.

#[cfg(not(target_family = "wasm"))]
use std::io::{Seek, SeekFrom, Write};

use super::*;

#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn a_file_that_is_no_database_is_set_aside_and_capture_can_start_again() {
    let mut desk = Desk::new();
    let path = desk.path("ada");
    desk.folder.write(&path, b"not a database at all, but somebody's bytes");
    let (_, set_aside) = Client::open(&path, desk.clock.clone(), seeded_rng(1)).unwrap();
    let set_aside = set_aside.unwrap();
    assert_eq!(desk.folder.read(&set_aside.path), b"not a database at all, but somebody's bytes");
    desk.open("ada", 2, 1).add_note(desk.network.visit(), &note("goes on")).unwrap();
}

#[cfg(not(target_family = "wasm"))]
#[test]
fn a_damaged_page_costs_what_is_on_it_and_no_more() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    for number in 0..200 {
        client.add_note(visit, &note(&format!("note {number} {}", "long words ".repeat(40)))).unwrap();
    }
    client.inner.lock().unwrap().store.read().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    drop(client);
    let path = desk.path("ada");
    let mut file = std::fs::File::options().write(true).open(&path).unwrap();
    let middle = std::fs::metadata(&path).unwrap().len() / 2 / 4096 * 4096;
    file.seek(SeekFrom::Start(middle)).unwrap();
    file.write_all(&[0xAB; 4096]).unwrap();
    drop(file);

    // The damage shows while reading; the next opening brings over what can be read.
    let (client, _) = Client::open(&path, desk.clock.clone(), seeded_rng(2)).unwrap();
    let _ = client.notebook(visit);
    drop(client);
    let (client, set_aside) = Client::open(&path, desk.clock.clone(), seeded_rng(3)).unwrap();
    let set_aside = set_aside.unwrap();
    assert!(set_aside.path.exists());
    assert!(set_aside.rows_recovered > 150, "{}", set_aside.rows_recovered);
    assert_eq!(client.profile().unwrap().member, ByHand::member(2));
    client.add_note(visit, &note("after the damage")).unwrap();
    assert!(texts(&client, visit).contains(&"after the damage".to_owned()));
}

#[test]
fn an_unreadable_part_keeps_nobody_from_writing_and_is_fetched_again() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    for text in ["one", "two", "three"] {
        client.add_note(visit, &note(text)).unwrap();
    }
    let spoil = "UPDATE change SET bytes = zeroblob(length(bytes)) WHERE id = (SELECT max(id) - 1 FROM change)";
    client.inner.lock().unwrap().store.read().execute(spoil, []).unwrap();
    drop(client);

    let client = desk.open("ada", 2, 2);
    client.add_note(visit, &note("four")).unwrap();
    let read = texts(&client, visit);
    assert!(read.contains(&"one".into()) && read.contains(&"four".into()), "{read:?}");
    let SyncStep::Send(request) = client.sync_step(Event::Asked) else { panic!("nothing sent") };
    assert_eq!(request.repair, [DocumentKey::Notebook(visit, ByHand::member(2))]);
}

#[test]
fn a_full_disk_refuses_the_note_keeps_the_draft_and_what_was_there() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    client.add_note(visit, &note("before")).unwrap();
    let place = DraftPlace::NewNote(None);
    client.type_draft(visit, place, &"a long sentence ".repeat(900)).unwrap();
    client.limit_storage(Some(0)).unwrap();
    let refused = client.commit_draft(visit, place, &NoteMarks::default());
    assert!(matches!(refused, Err(ClientError::Store(StoreError::Full))), "{refused:?}");
    assert_eq!(texts(&client, visit), ["before"], "memory is not ahead of the disk");
    assert_eq!(client.drafts(visit).unwrap().len(), 1);

    client.limit_storage(None).unwrap();
    client.commit_draft(visit, place, &NoteMarks::default()).unwrap().unwrap();
    assert_eq!(texts(&client, visit).len(), 2);
}
