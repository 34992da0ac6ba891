//! Intents on a debrief: patterns with evidence under them, predictions, wonderings, next steps.
//!
//! Adding what is there already is no change, whatever it says now: an id is sent twice when an answer was lost.
//! A placement is an act of its own, so that two people who place the same evidence differently are both seen. All
//! fail with [`DocumentError::NotFound`] on another kind of document. Words are edited by
//! [`edit_text`](Document::edit_text).

use automerge::{ObjType, ReadDoc, Value};

use super::write::{Tx, begin_prose, container, copies, create, has, is_there, mark_removed, put};
use super::{ChangeBytes, Document, DocumentError};
use crate::clock::Timestamp;
use crate::domain::{Bearing, Horizon, Level};
use crate::ids::{EvidenceId, PatternId, PlacementId, StatementId};

type Outcome = Result<Option<ChangeBytes>, DocumentError>;

impl Document {
    /// Begins a pattern.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`].
    pub fn add_pattern(&mut self, id: PatternId, statement: &str, now: Timestamp) -> Outcome {
        self.change(now, |tx| add(tx, "patterns", &id.to_string(), "statement", statement, now, |_, _| Ok(())))
    }

    /// Removes a pattern. The evidence under it is under no pattern then.
    pub fn remove_pattern(&mut self, id: PatternId, now: Timestamp) -> Outcome {
        self.change(now, |tx| mark_removed(tx, "patterns", &id.to_string(), now))
    }

    /// Places a piece of evidence under a pattern.
    pub fn place_evidence(
        &mut self,
        id: PlacementId,
        pattern: PatternId,
        evidence: EvidenceId,
        bearing: Bearing,
        now: Timestamp,
    ) -> Outcome {
        self.move_evidence(id, None, pattern, evidence, bearing, now)
    }

    /// Takes a piece of evidence from under a pattern: every placement of it there that is known here. One that
    /// somebody else makes meanwhile stays.
    pub fn unplace_evidence(&mut self, pattern: PatternId, evidence: EvidenceId, now: Timestamp) -> Outcome {
        self.change(now, |tx| unplace(tx, pattern, evidence, now))
    }

    /// Places a piece of evidence under `to` and takes it from under `from`, in one change. Under the same pattern that
    /// changes its bearing.
    pub fn move_evidence(
        &mut self,
        id: PlacementId,
        from: Option<PatternId>,
        to: PatternId,
        evidence: EvidenceId,
        bearing: Bearing,
        now: Timestamp,
    ) -> Outcome {
        self.change(now, |tx| {
            copies(tx, "patterns", &to.to_string())?;
            let id = id.to_string();
            if is_there(tx, "placements", &id) {
                return Ok(());
            }
            if let Some(from) = from {
                unplace(tx, from, evidence, now)?;
            }
            let item = create(tx, "placements", &id)?;
            put(tx, &item, "pattern", to.to_string())?;
            put(tx, &item, "evidence", evidence.to_string())?;
            put(tx, &item, "bearing", bearing.as_str())?;
            put(tx, &item, "placed_at", now.0)
        })
    }

    /// Adds a prediction.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`].
    pub fn add_prediction(&mut self, id: StatementId, text: &str, now: Timestamp) -> Outcome {
        self.change(now, |tx| add(tx, "predictions", &id.to_string(), "text", text, now, |_, _| Ok(())))
    }

    /// Removes a prediction.
    pub fn remove_prediction(&mut self, id: StatementId, now: Timestamp) -> Outcome {
        self.change(now, |tx| mark_removed(tx, "predictions", &id.to_string(), now))
    }

    /// Adds a wondering of the group; a member's own is [`add_wondering`](Document::add_wondering).
    ///
    /// # Errors
    /// [`DocumentError::TooLong`].
    pub fn add_group_wondering(&mut self, id: StatementId, text: &str, now: Timestamp) -> Outcome {
        self.change(now, |tx| {
            container(tx, "patterns", ObjType::Map)?;
            add(tx, "wonderings", &id.to_string(), "text", text, now, |_, _| Ok(()))
        })
    }

    /// Removes a wondering of the group.
    pub fn remove_group_wondering(&mut self, id: StatementId, now: Timestamp) -> Outcome {
        self.change(now, |tx| {
            container(tx, "patterns", ObjType::Map)?;
            mark_removed(tx, "wonderings", &id.to_string(), now)
        })
    }

    /// Adds a next step.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`].
    pub fn add_next_step(
        &mut self,
        id: StatementId,
        text: &str,
        level: Level,
        horizon: Horizon,
        now: Timestamp,
    ) -> Outcome {
        self.change(now, |tx| {
            add(tx, "next_steps", &id.to_string(), "text", text, now, |tx, item| {
                put(tx, item, "level", level.as_str())?;
                put(tx, item, "horizon", horizon.as_str())
            })
        })
    }

    /// Says where and by when a next step shows.
    pub fn set_next_step(&mut self, id: StatementId, level: Level, horizon: Horizon, now: Timestamp) -> Outcome {
        self.change(now, |tx| {
            for item in copies(tx, "next_steps", &id.to_string())? {
                put(tx, &item, "level", level.as_str())?;
                put(tx, &item, "horizon", horizon.as_str())?;
            }
            Ok(())
        })
    }

    /// Removes a next step.
    pub fn remove_next_step(&mut self, id: StatementId, now: Timestamp) -> Outcome {
        self.change(now, |tx| mark_removed(tx, "next_steps", &id.to_string(), now))
    }
}

/// Adds an item with one text, unless it is there.
pub(super) fn add(
    tx: &mut Tx<'_>,
    collection: &str,
    id: &str,
    field: &str,
    text: &str,
    now: Timestamp,
    more: impl FnOnce(&mut Tx<'_>, &automerge::ObjId) -> Result<(), DocumentError>,
) -> Result<(), DocumentError> {
    if is_there(tx, collection, id) {
        return Ok(());
    }
    let item = create(tx, collection, id)?;
    begin_prose(tx, &item, field, text)?;
    put(tx, &item, "made_at", now.0)?;
    more(tx, &item)
}

fn unplace(
    tx: &mut Tx<'_>,
    pattern: PatternId,
    evidence: EvidenceId,
    now: Timestamp,
) -> Result<(), DocumentError> {
    let (pattern, evidence) = (pattern.to_string(), evidence.to_string());
    let placements = container(tx, "placements", ObjType::Map)?;
    let ids: Vec<String> = tx.keys(&placements).collect();
    for id in ids {
        for item in copies(tx, "placements", &id)? {
            let says = |field: &str, id: &str| matches!(tx.get(&item, field), Ok(Some((Value::Scalar(value), _))) if value.as_str() == Some(id));
            if says("pattern", &pattern) && says("evidence", &evidence) && !has(tx, &item, "removed_at") {
                put(tx, &item, "removed_at", now.0)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::samples::*;
    use super::super::{Vetted, vet};
    use super::*;
    use crate::domain::{Debrief, NextStep, Pattern, Statement};
    use Bearing::{Contrasts, Exception, Supports};

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn under(document: &Document, n: u128) -> Vec<(EvidenceId, Vec<Bearing>)> {
        let evidence = document.debrief().patterns[&pattern(n)].evidence.clone();
        evidence.into_iter().map(|(id, bearings)| (id, bearings.into_iter().collect())).collect()
    }

    #[test]
    fn what_is_added_reads_back_and_passes_the_vetting() {
        let mut phone = document(DEBRIEF, 7);
        let changes = [
            phone.add_pattern(pattern(1), "Students explain.", NOW),
            phone.place_evidence(placement(1), pattern(1), evidence(1), Contrasts, NOW),
            phone.add_prediction(statement(1), "We would know how to add.", NOW),
            phone.add_group_wondering(statement(2), "Who chose the task?", NOW),
            phone.add_next_step(statement(3), "Ask why.", Level::School, Horizon::Month, NOW),
            phone.set_next_step(statement(3), Level::Network, Horizon::Year, NOW),
        ];
        let text = |text: &str| Statement { text: text.to_owned(), made_at: NOW };
        let expected = Debrief {
            patterns: [(
                pattern(1),
                Pattern {
                    statement: "Students explain.".to_owned(),
                    made_at: NOW,
                    evidence: [(evidence(1), BTreeSet::from([Contrasts]))].into(),
                },
            )]
            .into(),
            predictions: [(statement(1), text("We would know how to add."))].into(),
            wonderings: [(statement(2), text("Who chose the task?"))].into(),
            next_steps: [(
                statement(3),
                NextStep {
                    text: "Ask why.".to_owned(),
                    level: Level::Network,
                    horizon: Horizon::Year,
                    made_at: NOW,
                },
            )]
            .into(),
        };
        assert_eq!(copy_on(&phone, 2).debrief(), expected);
        let offered: Vec<_> = changes.into_iter().map(|change| (device(7), change.unwrap().unwrap())).collect();
        assert!(vet(&DEBRIEF, &[], &offered).iter().all(|verdict| *verdict == Ok(Vetted::New)));
    }

    #[test]
    fn what_is_sent_twice_is_there_once_and_as_it_came_first() {
        let mut phone = document(DEBRIEF, 1);
        let add = |phone: &mut Document, words: &str| {
            [
                phone.add_pattern(pattern(1), words, NOW),
                phone.add_prediction(statement(1), words, NOW),
                phone.add_group_wondering(statement(2), words, NOW),
                phone.add_next_step(statement(3), words, Level::School, Horizon::Week, NOW),
                phone.place_evidence(placement(1), pattern(1), evidence(1), Supports, NOW),
                phone.move_evidence(placement(2), Some(pattern(1)), pattern(1), evidence(1), Exception, NOW),
            ]
        };
        assert!(add(&mut phone, "first").iter().all(|change| matches!(change, Ok(Some(_)))));
        let debrief = phone.debrief();
        assert!(add(&mut phone, "second").iter().all(|change| *change == Ok(None)));
        assert_eq!(phone.debrief(), debrief);
        assert_eq!(under(&phone, 1), [(evidence(1), vec![Exception])]);
    }

    #[test]
    fn two_people_who_place_a_note_differently_are_both_seen() {
        let mut one = document(DEBRIEF, 1);
        one.add_pattern(pattern(1), "one", NOW).unwrap();
        one.add_pattern(pattern(2), "two", NOW).unwrap();
        one.place_evidence(placement(1), pattern(1), evidence(1), Supports, NOW).unwrap();
        let mut other = copy_on(&one, 2);
        one.move_evidence(placement(2), Some(pattern(1)), pattern(2), evidence(1), Supports, NOW).unwrap();
        other.move_evidence(placement(3), Some(pattern(1)), pattern(1), evidence(1), Exception, NOW).unwrap();
        meet(&mut one, &mut other);
        for document in [&one, &other] {
            assert_eq!(under(document, 1), [(evidence(1), vec![Exception])]);
            assert_eq!(under(document, 2), [(evidence(1), vec![Supports])]);
        }
        // Taking it away takes away every placement that is known, and no other.
        other.place_evidence(placement(4), pattern(2), evidence(1), Contrasts, NOW).unwrap();
        one.unplace_evidence(pattern(2), evidence(1), NOW).unwrap().unwrap();
        assert_eq!(one.unplace_evidence(pattern(2), evidence(1), NOW), Ok(None));
        meet(&mut one, &mut other);
        assert_eq!(under(&one, 2), [(evidence(1), vec![Contrasts])]);
    }

    #[test]
    fn what_is_removed_is_gone_and_its_evidence_is_free_again() {
        let mut phone = document(DEBRIEF, 1);
        phone.add_pattern(pattern(1), "one", NOW).unwrap();
        phone.add_prediction(statement(1), "text", NOW).unwrap();
        phone.add_group_wondering(statement(2), "text", NOW).unwrap();
        phone.add_next_step(statement(3), "text", Level::School, Horizon::Week, NOW).unwrap();
        let mut tablet = copy_on(&phone, 2);
        phone.remove_pattern(pattern(1), NOW).unwrap().unwrap();
        assert_eq!(phone.remove_pattern(pattern(1), NOW.plus_minutes(1)), Ok(None));
        phone.remove_prediction(statement(1), NOW).unwrap().unwrap();
        phone.remove_group_wondering(statement(2), NOW).unwrap().unwrap();
        phone.remove_next_step(statement(3), NOW).unwrap().unwrap();
        tablet.place_evidence(placement(1), pattern(1), evidence(1), Supports, NOW).unwrap();
        meet(&mut phone, &mut tablet);
        assert_eq!(tablet.debrief(), Debrief::default());
    }

    #[test]
    fn a_debrief_takes_no_intent_of_another_kind_and_gives_none() {
        let mut notebook = document(NOTEBOOK, 1);
        let wrong = Err(DocumentError::NotFound);
        assert_eq!(notebook.add_pattern(pattern(1), "x", NOW), wrong);
        assert_eq!(notebook.add_group_wondering(statement(1), "x", NOW), wrong);
        assert_eq!(notebook.remove_group_wondering(statement(1), NOW), wrong);
        let mut debrief = document(DEBRIEF, 1);
        assert_eq!(debrief.place_evidence(placement(1), pattern(9), evidence(1), Supports, NOW), wrong);
        assert_eq!(debrief.remove_next_step(statement(9), NOW), wrong);
        assert_eq!(notebook.debrief(), Debrief::default());
    }
}
