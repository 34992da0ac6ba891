//! What a stranger might do to the words and the placements of others.

use super::*;

/// What becomes of a change to a debrief that holds one pattern, from somebody who did not make it.
fn forged_in_debrief(work: impl FnOnce(&mut write::Tx<'_>, ObjId)) -> Result<Vetted, Refusal> {
    let held = document(DEBRIEF, 1).add_pattern(pattern(1), "Students explain.", NOW).unwrap().unwrap();
    let mut automerge = open(&DEBRIEF, [held.as_slice()]).unwrap().with_actor(actor(MALLORY).id());
    let mut transaction = automerge.transaction();
    let first = transaction.get(container(&transaction, "patterns"), pattern(1).to_string()).unwrap().unwrap().1;
    work(&mut transaction, first);
    transaction.commit();
    let change = automerge.get_last_local_change().unwrap().raw_bytes().to_vec();
    vet(&DEBRIEF, &[held], &[(device(MALLORY), change)])[0]
}

#[test]
fn prose_is_characters_and_of_bounded_length() {
    let forged = |work: &dyn Fn(&mut write::Tx<'_>, ObjId)| {
        let mut automerge = document(NETWORK, MALLORY).automerge;
        let mut transaction = automerge.transaction();
        let vision = container(&transaction, "vision");
        work(&mut transaction, vision);
        transaction.commit();
        let change = automerge.get_last_local_change().unwrap().raw_bytes().to_vec();
        vet(&NETWORK, &[], &[(device(MALLORY), change)])[0]
    };
    assert_eq!(forged(&|tx, vision| tx.splice_text(vision, 0, 0, "every child").unwrap()), Ok(Vetted::New));
    let wrong = Err(Refusal::WrongShape);
    assert_eq!(forged(&|tx, vision| drop(tx.insert_object(vision, 0, ObjType::Map).unwrap())), wrong);
    assert_eq!(forged(&|tx, vision| tx.insert(vision, 0, 7).unwrap()), wrong);
    let long = "x".repeat(TEXT_UNITS_MAX);
    assert_eq!(forged(&|tx, vision| tx.insert(vision, 0, format!("{long}x")).unwrap()), wrong);
    assert_eq!(forged(&|tx, vision| tx.insert(vision, 0, long.as_str()).unwrap()), Ok(Vetted::New));
}

#[test]
fn the_words_of_an_item_cannot_be_hidden_behind_others() {
    let words = |tx: &write::Tx<'_>, first: &ObjId| tx.get(first, "statement").unwrap().unwrap().1;
    let wrong = Err(Refusal::WrongShape);
    let edited = forged_in_debrief(|tx, first| tx.splice_text(words(tx, &first), 0, 0, "Most. ").unwrap());
    assert_eq!(edited, Ok(Vetted::New));

    let text = ObjType::Text;
    assert_eq!(forged_in_debrief(|tx, first| drop(tx.put_object(first, "statement", text).unwrap())), wrong);
    assert_eq!(forged_in_debrief(|tx, first| tx.put(first, "statement", "Mine.").unwrap()), wrong);
    assert_eq!(forged_in_debrief(|tx, first| tx.delete(first, "statement").unwrap()), wrong);
    assert_eq!(forged_in_debrief(|tx, first| drop(tx.put_object(first, "more", text).unwrap())), wrong);
    assert_eq!(forged_in_debrief(|tx, first| drop(tx.put_object(first, "made_at", text).unwrap())), wrong);
    let nested =
        |tx: &mut write::Tx<'_>, first| drop(tx.insert_object(words(tx, &first), 0, ObjType::Map).unwrap());
    assert_eq!(forged_in_debrief(nested), wrong);
    assert_eq!(forged_in_debrief(|tx, first| tx.insert(words(tx, &first), 0, 7).unwrap()), wrong);

    let new_item = |field: &'static str, kind: ObjType| {
        forged_in_debrief(move |tx, _| {
            let patterns = container(tx, "patterns");
            let item = tx.put_object(patterns, pattern(2).to_string(), ObjType::Map).unwrap();
            tx.put_object(item, field, kind).unwrap();
        })
    };
    assert_eq!(new_item("statement", text), Ok(Vetted::New));
    assert_eq!(new_item("statement", ObjType::List), wrong);
    assert_eq!(new_item("words", text), wrong);
}

#[test]
fn the_words_of_an_item_are_of_bounded_length() {
    let with = |units: usize| {
        forged_in_debrief(move |tx, first| {
            let words = tx.get(first, "statement").unwrap().unwrap().1;
            tx.insert(words, 0, "x".repeat(units)).unwrap();
        })
    };
    let room = TEXT_UNITS_MAX - "Students explain.".len();
    assert_eq!(with(room), Ok(Vetted::New));
    assert_eq!(with(room + 1), Err(Refusal::WrongShape));
}

#[test]
fn placements_and_what_is_locked_have_their_types() {
    let placement = |field: &'static str, value: ScalarValue| {
        forged_in_debrief(move |tx, _| {
            let placements = container(tx, "placements");
            let item = tx.put_object(placements, placement(1).to_string(), ObjType::Map).unwrap();
            tx.put(item, field, value).unwrap();
        })
    };
    let wrong = Err(Refusal::WrongShape);
    assert_eq!(placement("evidence", evidence(1).to_string().into()), Ok(Vetted::New));
    assert_eq!(placement("evidence", "Room 12".into()), wrong);
    assert_eq!(placement("bearing", 7.into()), wrong);
    // A bearing that a newer version may know.
    assert_eq!(placement("bearing", "echoes".into()), Ok(Vetted::New));
    let root = |name: &'static str, value: ScalarValue| {
        forged_in_debrief(move |tx, _| tx.put(ROOT, name, value).unwrap())
    };
    assert_eq!(root("report_back_on", "2026-12-01".into()), wrong);
    assert_eq!(root("patterns", "gone".into()), wrong);
}
