//! What is shared goes to others and nothing else does, by file too; and what becomes of it when rights end.

use super::*;

#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[cfg(not(target_family = "wasm"))]
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

#[cfg(not(target_family = "wasm"))]
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
