//! Notes that are added together.

use super::*;

#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn written(count: usize) -> Vec<NewNote> {
    (0..count).map(|number| note(&format!("{number:03} of what students said"))).collect()
}

#[test]
fn notes_that_are_added_together_are_on_disk_in_the_order_given_and_held_each_on_its_own() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let notes = written(40);
    let items = client.add_notes(visit, &notes).unwrap();
    assert!(items.is_sorted());
    assert_eq!(client.add_notes(visit, &[]).unwrap(), []);
    assert_eq!(client.visit_status(visit).unwrap(), VisitStatus { on_device: 40, held: 0, waiting: 40 });
    drop(client);

    // Opening it here syncs.
    let client = desk.open("ada", 2, 2);
    assert_eq!(texts(&client, visit), into_texts(&notes));
    client.edit_note(visit, items[7], &NoteEdit { text: Some("another".into()), ..NoteEdit::default() }).unwrap();
    assert_eq!(client.visit_status(visit).unwrap(), VisitStatus { on_device: 40, held: 39, waiting: 1 });
}

#[test]
fn where_one_note_of_many_is_refused_none_is_kept() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let mut notes = written(3);
    notes[2].text = "x".repeat(crate::protocol::TEXT_UNITS_MAX + 1);
    let refused = client.add_notes(visit, &notes);
    assert!(matches!(refused, Err(ClientError::Document(DocumentError::TooLong))), "{refused:?}");
    assert_eq!(client.visit_status(visit).unwrap(), VisitStatus { on_device: 0, held: 0, waiting: 0 });
    client.add_notes(visit, &notes[..2]).unwrap();
    assert_eq!(texts(&client, visit), into_texts(&notes[..2]));
}

#[test]
fn where_the_disk_fills_up_none_of_many_notes_is_kept() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let notes = written(400);
    // Room for many of them, and not for all.
    client.limit_storage(Some(10)).unwrap();
    let refused = client.add_notes(visit, &notes);
    assert!(matches!(refused, Err(ClientError::Store(StoreError::Full))), "{refused:?}");
    assert_eq!(texts(&client, visit), Vec::<String>::new());
    client.add_notes(visit, &notes[..20]).unwrap();
    desk.clock.advance(1);
    client.limit_storage(None).unwrap();
    client.add_notes(visit, &notes[20..]).unwrap();
    drop(client);
    assert_eq!(texts(&desk.open("ada", 2, 2), visit), into_texts(&notes));
}

fn into_texts(notes: &[NewNote]) -> Vec<String> {
    notes.iter().map(|note| note.text.clone()).collect()
}
