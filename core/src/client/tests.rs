//! The facade against a real file on disk, with facts and receipts handed to it by hand.

use std::collections::BTreeSet;
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::*;
use crate::clock::seeded_rng;
use crate::document::{NewNote, NewTally, NewWondering, NoteEdit};
use crate::domain::{Focus, NoteKind, Stage};
use crate::ids::VisitId;
use crate::protocol::{Command, Offer, Receipt, Refusal, SyncRequest};
use crate::sync::{Event, Failure};
use crate::testing::{ByHand, MORNING, ManualClock};

mod declarations;
mod together;

struct Desk {
    folder: tempfile::TempDir,
    clock: Arc<ManualClock>,
    network: ByHand,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), clock: ManualClock::at(MORNING), network: ByHand::new(2) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.fieldwalk"))
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
fn a_profile_opens_once_at_a_time() {
    let mut desk = Desk::new();
    let first = desk.open("ada", 2, 1);
    let second = Client::open(&desk.path("ada"), desk.clock.clone(), seeded_rng(2));
    assert!(matches!(second, Err(ClientError::Store(StoreError::Locked))));
    drop(first);
    desk.open("ada", 2, 3);
}

#[test]
fn a_file_that_is_no_database_is_set_aside_and_capture_can_start_again() {
    let mut desk = Desk::new();
    let path = desk.path("ada");
    std::fs::write(&path, b"not a database at all, but somebody's bytes").unwrap();
    let (_, set_aside) = Client::open(&path, desk.clock.clone(), seeded_rng(1)).unwrap();
    let set_aside = set_aside.unwrap();
    assert_eq!(std::fs::read(set_aside.path).unwrap(), b"not a database at all, but somebody's bytes");
    desk.open("ada", 2, 1).add_note(desk.network.visit(), &note("goes on")).unwrap();
}

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
fn only_what_is_shared_leaves_the_notebook() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let ada = desk.open("ada", 2, 1);
    let shared = ada.add_note(visit, &note("shared words")).unwrap();
    ada.add_note(visit, &note("private words")).unwrap();
    let tally = NewTally {
        slot: Some(ByHand::slot(2)),
        label: "hands".into(),
        count: 11,
        denominator: Some(24),
        observed_at: MORNING,
    };
    let tally = ada.add_tally(visit, &tally).unwrap();
    ada.count(visit, tally, 1).unwrap();
    let wondering = NewWondering { slot: None, text: "I wonder why".into(), observed_at: MORNING };
    let wondering = ada.add_wondering(visit, &wondering).unwrap();
    assert_eq!(ada.share(visit, &[shared, tally, wondering]).unwrap(), 3);
    assert_eq!(ada.contribution(visit).unwrap().tallies[&tally].item.count, 12);

    let file = ada.export_visit(visit, ExportScope::ForColleagues).unwrap();
    let ben = desk.open("ben", 3, 2);
    desk.network.tell(&ben, ByHand::member(3));
    let report = ben.import_visit(&file).unwrap();
    assert_eq!((report.added, report.refused.len()), (1, 0), "{report:?}");
    assert_eq!(ben.import_visit(&file).unwrap(), ImportReport { added: 0, known: 1, refused: vec![] });
    let seen = &ben.contributions(visit).unwrap()[&ByHand::member(2)];
    let words: Vec<_> = seen.notes.values().map(|note| note.item.text.as_str()).collect();
    assert_eq!(words, ["shared words"]);
    drop(ben);
    let bytes = std::fs::read(desk.path("ben")).unwrap();
    assert!(!bytes.windows(13).any(|window| window == b"private words"));

    ada.edit_note(visit, shared, &NoteEdit { text: Some("edited".into()), ..NoteEdit::default() }).unwrap();
    assert_eq!(ada.contribution(visit).unwrap().notes[&shared].item.text, "shared words");
    ada.reword(visit, shared, "reworded").unwrap();
    assert_eq!(ada.contribution(visit).unwrap().notes[&shared].item.text, "reworded");
    ada.withdraw_all(visit).unwrap();
    assert_eq!(ada.contribution(visit).unwrap(), crate::domain::Contribution::default());
    assert_eq!(texts(&ada, visit).len(), 2, "withdrawing takes nothing from the notebook");
}

#[test]
fn a_file_that_was_tampered_with_or_is_for_others_is_not_taken() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let ada = desk.open("ada", 2, 1);
    let item = ada.add_note(visit, &note("words")).unwrap();
    ada.share(visit, &[item]).unwrap();
    let file = ada.export_visit(visit, ExportScope::ForMyself).unwrap();
    let ben = desk.open("ben", 3, 2);
    let refused = ben.import_visit(&file).unwrap().refused;
    assert_eq!(refused.len(), 1, "another's notebook is not taken: {refused:?}");
    assert_eq!(refused[0].1, Refusal::NotAllowed);
    assert!(matches!(ben.import_visit(b"something else"), Err(ClientError::NotAVisitFile)));
    for end in [20, file.len() / 2, file.len() - 1] {
        assert!(matches!(ben.import_visit(&file[..end]), Err(ClientError::NotAVisitFile)));
    }
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

#[test]
fn who_does_not_take_part_any_more_lets_go_of_others_evidence_but_not_of_their_own() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let ada = desk.open("ada", 2, 1);
    let item = ada.add_note(visit, &note("Ada's evidence")).unwrap();
    ada.share(visit, &[item]).unwrap();
    let ben = desk.open("ben", 3, 2);
    ben.import_visit(&ada.export_visit(visit, ExportScope::ForColleagues).unwrap()).unwrap();
    ben.add_note(visit, &note("Ben's own")).unwrap();
    // What came by file is given on to the server first, then held by it.
    desk.network.answer(&ben, |_| {});
    assert!(ben.contributions(visit).unwrap().contains_key(&ByHand::member(2)));

    desk.network.facts.visits.clear();
    desk.network.tell(&ben, ByHand::member(3));
    assert!(matches!(ben.contributions(visit), Err(ClientError::UnknownVisit)));
    assert_eq!(texts(&ben, visit), ["Ben's own"]);
    ben.add_note(visit, &note("still writing")).unwrap();
    drop(ben);
    let bytes = std::fs::read(desk.path("ben")).unwrap();
    assert!(!bytes.windows(14).any(|window| window == b"Ada's evidence"), "freed pages are overwritten");
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
