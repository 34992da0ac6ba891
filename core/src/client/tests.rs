//! The facade against a real file on disk, with facts and receipts handed to it by hand.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::*;
use crate::clock::seeded_rng;
use crate::document::{NewNote, NewTally, NewWondering, NoteEdit};
use crate::domain::{Focus, NoteKind};
use crate::ids::VisitId;
use crate::protocol::{Command, Offer, Receipt, Refusal};
use crate::sync::{Event, Failure};
use crate::testing::{ByHand, MORNING, ManualClock};

#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

// A picture is taken from a file, and a browser has none.
#[cfg(not(target_family = "wasm"))]
mod attachments;
mod batch;
mod damage;
mod declarations;
#[cfg(feature = "encrypted")]
mod encrypted;
mod folder;
// No panic is caught in a browser.
#[cfg(not(target_family = "wasm"))]
mod given_up;
mod left;
mod restored;
mod shared;
mod together;

struct Desk {
    folder: folder::Folder,
    clock: Arc<ManualClock>,
    network: ByHand,
}

impl Desk {
    fn new() -> Self {
        Self { folder: folder::Folder::new(), clock: ManualClock::at(MORNING), network: ByHand::new(2) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.file(&format!("{name}.fieldwalk"))
    }

    fn open(&mut self, name: &str, member: u128, seed: u64) -> Client {
        let path = self.path(name);
        self.network.open(&path, member, &self.clock, seed)
    }

    fn visit(&self) -> VisitId {
        self.network.visit()
    }
}

fn note(text: &str) -> NewNote {
    NewNote {
        slot: Some(ByHand::slot(1)),
        kind: NoteKind::Verbatim,
        focus: Focus::Students,
        look_fors: BTreeSet::new(),
        text: text.into(),
        observed_at: MORNING,
    }
}

fn texts(client: &Client, visit: VisitId) -> Vec<String> {
    let notebook = client.notebook(visit).unwrap();
    notebook.notes.values().filter(|note| note.deleted_at.is_none()).map(|note| note.text.clone()).collect()
}

#[test]
fn a_draft_survives_the_end_of_the_process_and_becomes_a_note_once() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let place = DraftPlace::NewNote(Some(ByHand::slot(1)));
    let client = desk.open("ada", 2, 1);
    for typed in ["S", "S:", "S: why", "S: why?"] {
        client.type_draft(visit, place, typed).unwrap();
        desk.clock.advance(500);
    }
    drop(client);

    let client = desk.open("ada", 2, 2);
    let drafts = client.drafts(visit).unwrap();
    assert_eq!(drafts, [Draft { place, text: "S: why?".into(), started_at: MORNING }]);
    let item = client.commit_draft(visit, place, &NoteMarks::default()).unwrap().unwrap();
    assert_eq!(client.drafts(visit).unwrap(), []);
    assert_eq!(client.commit_draft(visit, place, &NoteMarks::default()).unwrap(), None);
    drop(client);

    let client = desk.open("ada", 2, 3);
    let notebook = client.notebook(visit).unwrap();
    assert_eq!(notebook.notes.keys().collect::<Vec<_>>(), [&item]);
    assert_eq!((notebook.notes[&item].text.as_str(), notebook.notes[&item].observed_at), ("S: why?", MORNING));
}

#[test]
fn blank_drafts_make_no_note_and_an_edit_draft_edits() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let new = DraftPlace::NewNote(None);
    client.type_draft(visit, new, "  \n").unwrap();
    assert_eq!(client.commit_draft(visit, new, &NoteMarks::default()).unwrap(), None);
    assert_eq!(texts(&client, visit), Vec::<String>::new());

    let item = client.add_note(visit, &note("12 of 24 hands up")).unwrap();
    client.type_draft(visit, DraftPlace::Note(item), "13 of 24 hands up").unwrap();
    client.commit_draft(visit, DraftPlace::Note(item), &NoteMarks::default()).unwrap();
    assert_eq!(texts(&client, visit), ["13 of 24 hands up"]);
}

#[cfg(not(target_family = "wasm"))]
#[test]
fn two_profiles_on_one_phone_neither_see_nor_lose_each_others_notes() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let ada = desk.open("ada", 2, 1);
    let ben = desk.open("ben", 3, 2);
    ada.add_note(visit, &note("Ada's words")).unwrap();
    ben.add_note(visit, &note("Ben's words")).unwrap();
    assert_eq!((texts(&ada, visit), texts(&ben, visit)), (vec!["Ada's words".into()], vec!["Ben's words".into()]));
    assert!(ben.search("Ada", 9).unwrap().is_empty());
    drop((ada, ben));
    let listed = profiles(desk.folder.path()).unwrap();
    assert_eq!(
        listed.iter().map(|file| file.member).collect::<Vec<_>>(),
        [Some(ByHand::member(2)), Some(ByHand::member(3))]
    );
    assert_eq!(texts(&desk.open("ada", 2, 3), visit), ["Ada's words"]);
}

#[test]
fn status_of_a_notebook_that_did_not_change_is_told_without_loading_it() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let [_, deleted] = ["kept", "deleted"].map(|text| client.add_note(visit, &note(text)).unwrap());
    client.delete(visit, deleted).unwrap();
    assert_eq!(client.visit_status(visit).unwrap().on_device, 1);
    drop(client);

    let afresh = || Client::open(&desk.path("ada"), desk.clock.clone(), seeded_rng(2)).unwrap().0;
    let loaded = |client: &Client, items: usize| {
        assert_eq!(client.visit_status(visit).unwrap().on_device, items);
        client.lock().documents.len()
    };
    assert_eq!(loaded(&afresh(), 1), 1, "read once");
    assert_eq!(loaded(&afresh(), 1), 0);
    afresh().add_note(visit, &note("later")).unwrap();
    assert_eq!(loaded(&afresh(), 2), 1, "what changed is read anew");
    assert_eq!(loaded(&afresh(), 2), 0);
}

#[test]
fn a_profile_opens_once_at_a_time() {
    let mut desk = Desk::new();
    let first = desk.open("ada", 2, 1);
    let second = Client::open(&desk.path("ada"), desk.clock.clone(), seeded_rng(2));
    assert!(matches!(second, Err(ClientError::Store(StoreError::Locked))));
    drop(first);
    desk.open("ada", 2, 3);
}

#[test]
fn status_counts_receipts_and_nothing_else() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let first = client.add_note(visit, &note("one")).unwrap();
    let second = client.add_note(visit, &note("two")).unwrap();
    let waiting = VisitStatus { on_device: 2, held: 0, waiting: 2 };
    assert_eq!(client.visit_status(visit).unwrap(), waiting);

    // The request goes out and the answer is lost: still waiting.
    assert!(matches!(client.sync_step(Event::Asked), SyncStep::Send(_)));
    client.sync_step(Event::Failed(Failure::NoConnection));
    assert_eq!(client.visit_status(visit).unwrap(), waiting);
    assert_eq!(client.status().unwrap().failing, Some((Failure::NoConnection, MORNING)));

    desk.network.answer(&client, |_| {});
    assert_eq!(client.visit_status(visit).unwrap(), VisitStatus { on_device: 2, held: 2, waiting: 0 });
    client.edit_note(visit, first, &NoteEdit { text: Some("one, again".into()), ..NoteEdit::default() }).unwrap();
    assert_eq!(client.item_status(visit, first).unwrap(), ItemStatus::Waiting);
    assert_eq!(client.item_status(visit, second).unwrap(), ItemStatus::Held);

    desk.network.answer(&client, |answer| answer.receipts[0] = Receipt::Refused(Refusal::DocumentFull));
    let status = client.status().unwrap();
    assert_eq!(status.wedged.len(), 1, "a refusal is visible");
    assert_eq!(client.visit_status(visit).unwrap().waiting, 1);
    client.retry_wedged().unwrap();
    desk.network.answer(&client, |_| {});
    assert_eq!(client.status().unwrap().waiting_changes, 0);
}

#[test]
fn two_devices_of_one_author_keep_both_wordings_until_the_author_chooses() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let phone = desk.open("phone", 2, 1);
    let tablet = desk.open("tablet", 2, 2);
    desk.network.tell(&phone, ByHand::member(2));
    let item = phone.add_note(visit, &note("12 of 24")).unwrap();
    tablet.import_visit(&phone.export_visit(visit, ExportScope::ForMyself).unwrap()).unwrap();
    let edit = |text: &str| NoteEdit { text: Some(text.into()), ..NoteEdit::default() };
    phone.edit_note(visit, item, &edit("13 of 24")).unwrap();
    tablet.edit_note(visit, item, &edit("14 of 24")).unwrap();
    tablet.import_visit(&phone.export_visit(visit, ExportScope::ForMyself).unwrap()).unwrap();
    phone.import_visit(&tablet.export_visit(visit, ExportScope::ForMyself).unwrap()).unwrap();
    for device in [&phone, &tablet] {
        let note = &device.notebook(visit).unwrap().notes[&item];
        assert_eq!(note.wordings, ["13 of 24", "14 of 24"]);
    }
    assert_eq!(phone.notebook(visit).unwrap(), tablet.notebook(visit).unwrap());
    phone.edit_note(visit, item, &edit("13 of 24")).unwrap();
    tablet.import_visit(&phone.export_visit(visit, ExportScope::ForMyself).unwrap()).unwrap();
    let note = &tablet.notebook(visit).unwrap().notes[&item];
    assert_eq!((note.text.as_str(), note.wordings.len()), ("13 of 24", 0));
}

#[test]
fn search_finds_words_as_they_are_now() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let item = client.add_note(visit, &note("Café talk: \"why\" AND how")).unwrap();
    for words in ["cafe", "wh", "\"why\" and", "talk: ho"] {
        assert_eq!(client.search(words, 9).unwrap().len(), 1, "{words}");
    }
    assert!(client.search("whale", 9).unwrap().is_empty());
    client.edit_note(visit, item, &NoteEdit { text: Some("a whale".into()), ..NoteEdit::default() }).unwrap();
    assert_eq!(client.search("whale", 9).unwrap()[0].item, item);
    client.delete(visit, item).unwrap();
    assert!(client.search("whale", 9).unwrap().is_empty());
    client.restore(visit, item).unwrap();
    assert_eq!(client.search("whale", 9).unwrap().len(), 1);
}

#[test]
fn listeners_hear_what_changed_until_they_are_dropped() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let heard = Arc::new(Mutex::new(Vec::new()));
    let sink = heard.clone();
    let subscription = client.subscribe(move |changed| sink.lock().unwrap().push(changed));
    client.add_note(visit, &note("one")).unwrap();
    assert_eq!(*heard.lock().unwrap(), [Changed::Visit(visit), Changed::Status]);
    drop(subscription);
    client.add_note(visit, &note("two")).unwrap();
    assert_eq!(heard.lock().unwrap().len(), 2);
}

#[test]
fn capture_goes_on_when_signed_out() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let SyncStep::Send(_) = client.sync_step(Event::Asked) else { panic!("nothing sent") };
    client.sync_step(Event::Failed(Failure::Revoked));
    client.add_note(visit, &note("still here")).unwrap();
    assert_eq!(client.visit_status(visit).unwrap().waiting, 1);
    assert_eq!(client.status().unwrap().failing.unwrap().0, Failure::Revoked);
}

#[test]
fn wrong_clock_is_told_once_and_so_is_that_it_is_right_again() {
    let mut desk = Desk::new();
    let client = desk.open("ada", 2, 1);
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = told.clone();
    let _subscription = client.subscribe(move |changed| heard.lock().unwrap().push(changed));
    let hear = |ahead: i64| {
        client.hear_server_time(desk.clock.now(), desk.clock.now().plus_millis(-ahead));
        client.status().unwrap().clock_gap
    };
    assert_eq!(hear(0), None);
    assert_eq!(hear(-3 * 60_000), Some(-3 * 60_000));
    assert_eq!(hear(-3 * 60_000 - 500), Some(-3 * 60_000 - 500));
    assert_eq!(*told.lock().unwrap(), [Changed::Status]);
    assert_eq!(hear(-900), None);
    assert_eq!(*told.lock().unwrap(), [Changed::Status, Changed::Status]);
}
