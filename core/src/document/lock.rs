//! What is locked stays as it was locked, whatever anybody sends.
//!
//! An intent never overwrites it; a stranger's change may try. What counts is what its maker knew: a change that was
//! made beside the lock, without knowing of it, takes nothing away and passes, while one that puts something else in the
//! place of what it knew to be locked is refused. So the verdict is the same in whatever order changes arrive.

use std::collections::BTreeSet;

use automerge::{Automerge, ObjId, ObjType, ReadDoc, Value};

use super::write::{container, has};
use crate::domain::DocumentKey;
use crate::protocol::Refusal;

/// When a cycle was locked.
pub(super) const LOCKED_AT: &str = "locked_at";
/// A question as it was locked.
pub(super) const LOCKED_QUESTION: &str = "locked_question";
/// A prediction as it was locked.
pub(super) const LOCKED_PREDICTION: &str = "locked_prediction";

/// One value that is locked: in which item, under which name.
type Locked = (ObjId, &'static str, String);

/// Checks that all that was locked before is there after.
///
/// # Errors
/// [`Refusal::WrongShape`].
pub(super) fn check(key: &DocumentKey, before: &Automerge, after: &Automerge) -> Result<(), Refusal> {
    if !matches!(key, DocumentKey::Response(_)) {
        return Ok(());
    }
    let known = locked(before);
    let stands = known.is_empty() || known.is_subset(&locked(after));
    if stands { Ok(()) } else { Err(Refusal::WrongShape) }
}

fn locked(document: &Automerge) -> BTreeSet<Locked> {
    let mut locked = BTreeSet::new();
    for cycle in items(document, "cycles") {
        locked.extend(values(document, &cycle, LOCKED_AT));
    }
    for question in items(document, "questions") {
        let words = [LOCKED_QUESTION, LOCKED_PREDICTION];
        if words.iter().any(|field| has(document, &question, field)) {
            let fields = words.into_iter().chain(["cycle"]);
            locked.extend(fields.flat_map(|field| values(document, &question, field)));
        }
    }
    locked
}

/// Every copy of every item.
fn items(document: &Automerge, collection: &str) -> Vec<ObjId> {
    let Ok(collection) = container(document, collection, ObjType::Map) else { return Vec::new() };
    let copies = |id: String| document.get_all(&collection, id).unwrap_or_default();
    let maps = document.keys(&collection).flat_map(copies);
    maps.filter(|(value, _)| *value == Value::Object(ObjType::Map)).map(|(_, item)| item).collect()
}

/// The value of a field and all that are in conflict with it.
fn values(document: &Automerge, item: &ObjId, field: &'static str) -> Vec<Locked> {
    let all = document.get_all(item, field).unwrap_or_default();
    all.into_iter().map(|(value, _)| (item.clone(), field, value.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use automerge::ROOT;
    use automerge::transaction::Transactable;

    use super::super::samples::*;
    use super::super::write::Tx;
    use super::super::{Document, QuestionText, TextPlace, Vetted, vet};
    use super::*;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const MALLORY: u8 = 66;

    /// A cycle with a question and its prediction; then locked.
    fn planned_and_locked() -> (Document, Document) {
        let mut host = document(RESPONSE, 1);
        host.add_cycle(cycle(1), None, NOW).unwrap();
        host.add_question(question(1), cycle(1), NOW).unwrap();
        let prediction = TextPlace::Question(question(1), QuestionText::Prediction);
        host.edit_text(&prediction, &[], "Half of them.", edit(1)).unwrap();
        let planned = host.clone();
        host.lock_cycle(cycle(1), NOW).unwrap().unwrap();
        (planned, host)
    }

    /// A change by somebody who knew `seen`, made with automerge itself and so with whatever it allows.
    fn forged(seen: &Document, work: impl FnOnce(&mut Tx<'_>)) -> Vec<u8> {
        let mut automerge = copy_on(seen, MALLORY).automerge;
        let mut transaction = automerge.transaction();
        work(&mut transaction);
        let (hash, _) = transaction.commit();
        automerge.get_change_by_hash(&hash.unwrap()).unwrap().raw_bytes().to_vec()
    }

    fn found(tx: &Tx<'_>, collection: &str, id: impl ToString) -> ObjId {
        let collection = tx.get(ROOT, collection).unwrap().unwrap().1;
        tx.get(collection, id.to_string()).unwrap().unwrap().1
    }

    fn prediction_in(document: &Document) -> String {
        document.response().cycles[&cycle(1)].questions[&question(1)].prediction.clone()
    }

    #[test]
    fn whoever_knows_of_a_lock_cannot_put_anything_in_its_place() {
        let (_, locked) = planned_and_locked();
        type Forgery = fn(&mut Tx<'_>);
        let forgeries: [Forgery; 7] = [
            |tx| tx.put(found(tx, "questions", question(1)), LOCKED_PREDICTION, "All of them.").unwrap(),
            |tx| tx.put(found(tx, "questions", question(1)), LOCKED_QUESTION, "How many?").unwrap(),
            |tx| tx.delete(found(tx, "questions", question(1)), LOCKED_PREDICTION).unwrap(),
            |tx| tx.delete(found(tx, "cycles", cycle(1)), LOCKED_AT).unwrap(),
            |tx| tx.put(found(tx, "cycles", cycle(1)), LOCKED_AT, 1).unwrap(),
            // To a cycle that is not locked.
            |tx| tx.put(found(tx, "questions", question(1)), "cycle", cycle(2).to_string()).unwrap(),
            // With all that is in it.
            |tx| {
                let questions = tx.get(ROOT, "questions").unwrap().unwrap().1;
                tx.delete(questions, question(1).to_string()).unwrap();
            },
        ];
        for (number, forgery) in forgeries.into_iter().enumerate() {
            let change = forged(&locked, forgery);
            let verdicts = vet(&RESPONSE, &[locked.save()], &[(device(MALLORY), change)]);
            assert_eq!(verdicts, [Err(Refusal::WrongShape)], "{number}");
        }
    }

    #[test]
    fn what_is_locked_and_overwritten_in_one_request_is_refused_all_the_same() {
        let (planned, mut locked) = planned_and_locked();
        let lock = locked.save();
        let overwrite = forged(&locked, |tx| tx.put(found(tx, "cycles", cycle(1)), LOCKED_AT, 1).unwrap());
        locked = planned.clone();
        let lock_change = locked.lock_cycle(cycle(1), NOW).unwrap().unwrap();
        assert_eq!(locked.save(), lock, "made again, it is the same change");
        let offered = [(device(1), lock_change), (device(MALLORY), overwrite)];
        assert_eq!(vet(&RESPONSE, &[planned.save()], &offered), [Ok(Vetted::New), Err(Refusal::WrongShape)]);
    }

    #[test]
    fn what_was_made_beside_a_lock_passes_and_takes_nothing_away() {
        let (planned, locked) = planned_and_locked();
        // Locked on another device at the same time, with other words.
        let mut tablet = copy_on(&planned, 2);
        let prediction = TextPlace::Question(question(1), QuestionText::Prediction);
        let reworded = tablet.edit_text(&prediction, &[], "All of them.", edit(2)).unwrap().unwrap();
        let lock = tablet.lock_cycle(cycle(1), NOW.plus_minutes(1)).unwrap().unwrap();
        // The same cycle and the same question made once more, as by a restored phone; so late that every device picks
        // these copies.
        let mut restored = document(RESPONSE, 3);
        let mut again: Vec<_> = (2..9).map(|n| restored.add_cycle(cycle(n), None, NOW)).collect();
        again.push(restored.add_cycle(cycle(1), None, NOW));
        again.push(restored.add_question(question(1), cycle(2), NOW));
        let again = again.into_iter().map(|change| (device(3), change.unwrap().unwrap()));
        let offered: Vec<_> = [(device(2), reworded), (device(2), lock)].into_iter().chain(again).collect();
        let verdicts = vet(&RESPONSE, &[locked.save()], &offered);
        assert!(verdicts.iter().all(|verdict| *verdict == Ok(Vetted::New)), "{verdicts:?}");
        let mut all = locked.clone();
        offered.iter().for_each(|(_, bytes)| assert_eq!(all.apply(bytes), Ok(true)));
        assert!(all.response().cycles[&cycle(1)].locked_at.is_some());
        let both = prediction_in(&all);
        assert!(both.lines().any(|line| line == "Half of them."), "{both}");
        assert!(both.lines().any(|line| line == "All of them."), "{both}");
    }
}
