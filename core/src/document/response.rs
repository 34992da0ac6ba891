//! Intents on a response: comments, commitments, improvement cycles.
//!
//! As in a debrief, adding what is there already is no change, and words are edited by
//! [`edit_text`](Document::edit_text). All fail with [`DocumentError::NotFound`] on another kind of document.
//!
//! Locking a cycle copies each question and its prediction as they are worded then. From there on the copies are what is
//! read, so that an edit made elsewhere without knowing of it changes nothing that was locked. Nobody overwrites them:
//! see [`lock`](super::lock).

use automerge::{ObjType, ROOT, ReadDoc, Value};
use jiff::civil::Date;

use super::debrief::add;
use super::lock::{LOCKED_AT, LOCKED_PREDICTION, LOCKED_QUESTION};
use super::write::{
    begin_prose, check_length, check_prose_length, container, copies, create, has, is_there, item_prose,
    mark_removed, put, put_optional, remove, rewrite,
};
use super::{ChangeBytes, Document, DocumentError, QuestionText, TextPlace};
use crate::clock::Timestamp;
use crate::domain::{About, Decision};
use crate::ids::{CommentId, CommitmentId, CycleId, QuestionId, StatementId};

type Outcome = Result<Option<ChangeBytes>, DocumentError>;

const CYCLE_TEXTS: [&str; 4] = ["aim", "change_idea", "data_plan", "observations"];

impl Document {
    /// Adds a comment.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`].
    pub fn add_comment(&mut self, id: CommentId, about: About, text: &str, now: Timestamp) -> Outcome {
        self.change(now, |tx| {
            add(tx, "comments", &id.to_string(), "text", text, now, |tx, item| match about {
                About::Feedback => Ok(()),
                About::Evidence(evidence) => put(tx, item, "evidence", evidence.to_string()),
                About::Pattern(pattern) => put(tx, item, "pattern", pattern.to_string()),
            })
        })
    }

    /// Removes a comment.
    pub fn remove_comment(&mut self, id: CommentId, now: Timestamp) -> Outcome {
        self.change(now, |tx| mark_removed(tx, "comments", &id.to_string(), now))
    }

    /// Adds or changes a commitment, and brings it back if it was removed.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`].
    pub fn put_commitment(
        &mut self,
        id: CommitmentId,
        text: &str,
        owner: &str,
        due: Option<Date>,
        now: Timestamp,
    ) -> Outcome {
        check_prose_length(text)?;
        check_length(owner)?;
        self.change(now, |tx| {
            let id = id.to_string();
            add(tx, "commitments", &id, "text", text, now, |_, _| Ok(()))?;
            rewrite(tx, &item_prose(tx, "commitments", &id, "text")?, text)?;
            for item in copies(tx, "commitments", &id)? {
                remove(tx, &item, "removed_at")?;
                put(tx, &item, "owner", owner)?;
                put_optional(tx, &item, "due", due.map(|due| due.to_string()))?;
            }
            Ok(())
        })
    }

    /// Says that a commitment is done, or that it is open again. The first time counts.
    pub fn set_commitment_done(&mut self, id: CommitmentId, is_done: bool, now: Timestamp) -> Outcome {
        self.change(now, |tx| {
            for item in copies(tx, "commitments", &id.to_string())? {
                match (is_done, has(tx, &item, "done_at")) {
                    (true, false) => put(tx, &item, "done_at", now.0)?,
                    (false, _) => remove(tx, &item, "done_at")?,
                    (true, true) => {}
                }
            }
            Ok(())
        })
    }

    /// Removes a commitment.
    pub fn remove_commitment(&mut self, id: CommitmentId, now: Timestamp) -> Outcome {
        self.change(now, |tx| mark_removed(tx, "commitments", &id.to_string(), now))
    }

    /// Begins an improvement cycle, perhaps from a next step of the debrief.
    pub fn add_cycle(&mut self, id: CycleId, next_step: Option<StatementId>, now: Timestamp) -> Outcome {
        self.change(now, |tx| {
            let id = id.to_string();
            if is_there(tx, "cycles", &id) {
                return Ok(());
            }
            let item = create(tx, "cycles", &id)?;
            CYCLE_TEXTS.iter().try_for_each(|field| begin_prose(tx, &item, field, ""))?;
            put_optional(tx, &item, "next_step", next_step.map(|step| step.to_string()))?;
            put(tx, &item, "made_at", now.0)
        })
    }

    /// Adds a question to a cycle.
    ///
    /// # Errors
    /// [`DocumentError::Locked`]: its prediction could not be made before Do any more.
    pub fn add_question(&mut self, id: QuestionId, cycle: CycleId, now: Timestamp) -> Outcome {
        let (id, cycle) = (id.to_string(), cycle.to_string());
        let is_locked = self.is_locked(&cycle)?;
        self.change(now, |tx| {
            if is_there(tx, "questions", &id) {
                return Ok(());
            }
            if is_locked {
                return Err(DocumentError::Locked);
            }
            let item = create(tx, "questions", &id)?;
            put(tx, &item, "cycle", cycle)?;
            QuestionText::ALL.iter().try_for_each(|text| begin_prose(tx, &item, text.as_str(), ""))?;
            put(tx, &item, "made_at", now.0)
        })
    }

    /// Removes a question.
    ///
    /// # Errors
    /// [`DocumentError::Locked`].
    pub fn remove_question(&mut self, id: QuestionId, now: Timestamp) -> Outcome {
        if self.cycle_of(id)?.is_some_and(|cycle| self.is_locked(&cycle) == Ok(true)) {
            return Err(DocumentError::Locked);
        }
        self.change(now, |tx| mark_removed(tx, "questions", &id.to_string(), now))
    }

    /// Locks the questions of a cycle and their predictions as they are worded now, before Do. Cannot be undone.
    pub fn lock_cycle(&mut self, id: CycleId, now: Timestamp) -> Outcome {
        let name = id.to_string();
        if self.is_locked(&name)? {
            return Ok(None);
        }
        let questions = self.response().cycles.remove(&id).map(|cycle| cycle.questions).unwrap_or_default();
        self.change(now, |tx| {
            for item in copies(tx, "cycles", &name)? {
                put(tx, &item, LOCKED_AT, now.0)?;
            }
            for (question, words) in &questions {
                for item in copies(tx, "questions", &question.to_string())? {
                    put(tx, &item, LOCKED_QUESTION, words.question.as_str())?;
                    put(tx, &item, LOCKED_PREDICTION, words.prediction.as_str())?;
                }
            }
            Ok(())
        })
    }

    /// Says what becomes of a cycle's change idea; `None` takes that back.
    pub fn decide(&mut self, id: CycleId, decision: Option<Decision>, now: Timestamp) -> Outcome {
        self.change(now, |tx| {
            for item in copies(tx, "cycles", &id.to_string())? {
                put_optional(tx, &item, "decision", decision.map(Decision::as_str))?;
            }
            Ok(())
        })
    }

    /// Removes a cycle.
    pub fn remove_cycle(&mut self, id: CycleId, now: Timestamp) -> Outcome {
        self.change(now, |tx| mark_removed(tx, "cycles", &id.to_string(), now))
    }

    /// Says when the host reports back to the participants.
    pub fn set_report_back_on(&mut self, date: Option<Date>, now: Timestamp) -> Outcome {
        self.change(now, |tx| {
            container(tx, "cycles", ObjType::Map)?;
            put_optional(tx, &ROOT, "report_back_on", date.map(|date| date.to_string()))
        })
    }

    /// Refuses an edit of a prediction that is locked, and of its question: with another one, it would predict
    /// something else.
    pub(super) fn check_unlocked(&self, place: &TextPlace) -> Result<(), DocumentError> {
        let TextPlace::Question(question, QuestionText::Question | QuestionText::Prediction) = place else {
            return Ok(());
        };
        match self.cycle_of(*question)? {
            Some(cycle) if self.is_locked(&cycle)? => Err(DocumentError::Locked),
            _ => Ok(()),
        }
    }

    fn is_locked(&self, cycle: &str) -> Result<bool, DocumentError> {
        Ok(copies(&self.automerge, "cycles", cycle)?.iter().any(|item| has(&self.automerge, item, LOCKED_AT)))
    }

    fn cycle_of(&self, question: QuestionId) -> Result<Option<String>, DocumentError> {
        let named = |item| match self.automerge.get(item, "cycle") {
            Ok(Some((Value::Scalar(cycle), _))) => cycle.as_str().map(str::to_owned),
            _ => None,
        };
        Ok(copies(&self.automerge, "questions", &question.to_string())?.iter().find_map(named))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::samples::*;
    use super::super::{CycleText, Vetted, vet};
    use super::*;
    use crate::domain::{Comment, Commitment, Response};

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const COMMENT: CommentId = CommentId(Uuid::from_u128(1));
    const COMMITMENT: CommitmentId = CommitmentId(Uuid::from_u128(2));

    fn prediction(n: u128) -> TextPlace {
        TextPlace::Question(question(n), QuestionText::Prediction)
    }

    fn date() -> Date {
        jiff::civil::date(2026, 12, 1)
    }

    #[test]
    fn what_is_added_reads_back_and_passes_the_vetting() {
        let mut host = document(RESPONSE, 7);
        let mut changes = vec![
            host.add_comment(COMMENT, About::Pattern(pattern(1)), "Thank you.", NOW),
            host.put_commitment(COMMITMENT, "Ask why.", "The maths team", Some(date()), NOW),
            host.set_commitment_done(COMMITMENT, true, NOW),
            host.add_cycle(cycle(1), Some(statement(1)), NOW),
            host.add_question(question(1), cycle(1), NOW),
            host.edit_text(&prediction(1), &[], "Twice as many.", edit(1)),
            host.lock_cycle(cycle(1), NOW),
            host.decide(cycle(1), Some(Decision::Adapt), NOW),
            host.set_report_back_on(Some(date()), NOW),
        ];
        for (n, text) in CycleText::ALL.into_iter().enumerate() {
            let place = TextPlace::Cycle(cycle(1), text);
            changes.push(host.edit_text(&place, &[], text.as_str(), edit(10 + n as u128)));
        }
        let response = copy_on(&host, 2).response();
        let about = About::Pattern(pattern(1));
        assert_eq!(response.comments[&COMMENT], Comment { about, text: "Thank you.".to_owned(), made_at: NOW });
        let commitment = Commitment {
            text: "Ask why.".to_owned(),
            owner: "The maths team".to_owned(),
            due: Some(date()),
            done_at: Some(NOW),
            made_at: NOW,
        };
        assert_eq!(response.commitments[&COMMITMENT], commitment);
        assert_eq!(response.report_back_on, Some(date()));
        let cycle = &response.cycles[&cycle(1)];
        assert_eq!((cycle.decision, cycle.next_step), (Some(Decision::Adapt), Some(statement(1))));
        assert_eq!((cycle.aim.as_str(), cycle.change_idea.as_str()), ("aim", "change_idea"));
        assert_eq!((cycle.data_plan.as_str(), cycle.observations.as_str()), ("data_plan", "observations"));
        assert_eq!(cycle.questions[&question(1)].prediction, "Twice as many.");

        let offered: Vec<_> = changes.into_iter().map(|change| (device(7), change.unwrap().unwrap())).collect();
        assert!(vet(&RESPONSE, &[], &offered).iter().all(|verdict| *verdict == Ok(Vetted::New)));
    }

    #[test]
    fn what_changes_nothing_makes_no_change() {
        let mut host = document(RESPONSE, 1);
        let act = |host: &mut Document, now| {
            [
                host.add_comment(COMMENT, About::Feedback, "Thank you.", now),
                host.put_commitment(COMMITMENT, "Ask why.", "", Some(date()), now),
                host.set_commitment_done(COMMITMENT, true, now),
                host.add_cycle(cycle(1), None, now),
                host.add_question(question(1), cycle(1), now),
                host.lock_cycle(cycle(1), now),
                host.decide(cycle(1), Some(Decision::Adopt), now),
                host.set_report_back_on(Some(date()), now),
            ]
        };
        assert!(act(&mut host, NOW).iter().all(|change| matches!(change, Ok(Some(_)))));
        assert!(act(&mut host, NOW.plus_minutes(9)).iter().all(|change| *change == Ok(None)));
    }

    #[test]
    fn what_is_removed_or_taken_back_is_gone() {
        let mut host = document(RESPONSE, 1);
        host.add_comment(COMMENT, About::Feedback, "Thank you.", NOW).unwrap();
        host.put_commitment(COMMITMENT, "Ask why.", "", Some(date()), NOW).unwrap();
        host.set_commitment_done(COMMITMENT, true, NOW).unwrap();
        host.set_commitment_done(COMMITMENT, false, NOW).unwrap().unwrap();
        host.put_commitment(COMMITMENT, "Ask how.", "", None, NOW).unwrap().unwrap();
        let commitment = host.response().commitments[&COMMITMENT].clone();
        assert_eq!((commitment.text.as_str(), commitment.due, commitment.done_at), ("Ask how.", None, None));

        host.add_cycle(cycle(1), None, NOW).unwrap();
        host.add_question(question(1), cycle(1), NOW).unwrap();
        host.decide(cycle(1), Some(Decision::Adopt), NOW).unwrap();
        host.decide(cycle(1), None, NOW).unwrap().unwrap();
        host.remove_question(question(1), NOW).unwrap().unwrap();
        assert_eq!(
            (host.response().cycles[&cycle(1)].decision, host.response().cycles[&cycle(1)].questions.len()),
            (None, 0)
        );
        host.remove_cycle(cycle(1), NOW).unwrap().unwrap();
        host.remove_comment(COMMENT, NOW).unwrap().unwrap();
        host.remove_commitment(COMMITMENT, NOW).unwrap().unwrap();
        assert_eq!(host.response(), Response::default());
        host.put_commitment(COMMITMENT, "Ask how.", "", None, NOW).unwrap().unwrap();
        assert_eq!(host.response().commitments.len(), 1);
    }

    #[test]
    fn what_was_locked_is_not_changed_by_an_edit_that_did_not_know() {
        let wording = TextPlace::Question(question(1), QuestionText::Question);
        let mut browser = document(RESPONSE, 1);
        browser.add_cycle(cycle(1), None, NOW).unwrap();
        browser.add_question(question(1), cycle(1), NOW).unwrap();
        browser.edit_text(&wording, &[], "How many explain?", edit(10)).unwrap();
        browser.edit_text(&prediction(1), &[], "Half of them.", edit(1)).unwrap();
        let mut phone = copy_on(&browser, 2);
        browser.lock_cycle(cycle(1), NOW).unwrap().unwrap();
        phone.edit_text(&wording, &[], "How many are there?", edit(11)).unwrap().unwrap();
        phone.edit_text(&prediction(1), &[], "All of them.", edit(2)).unwrap().unwrap();
        phone.remove_question(question(1), NOW).unwrap().unwrap();
        meet(&mut browser, &mut phone);
        for document in [&mut browser, &mut phone] {
            let cycle_now = document.response().cycles[&cycle(1)].clone();
            let asked = &cycle_now.questions[&question(1)];
            assert_eq!(
                (asked.question.as_str(), asked.prediction.as_str()),
                ("How many explain?", "Half of them.")
            );
            assert_eq!(cycle_now.locked_at, Some(NOW));
            let locked = Err(DocumentError::Locked);
            assert_eq!(document.edit_text(&wording, &[], "How many?", edit(12)), locked);
            assert_eq!(document.edit_text(&prediction(1), &[], "None.", edit(3)), locked);
            assert_eq!(document.add_question(question(2), cycle(1), NOW), locked);
            assert_eq!(document.remove_question(question(1), NOW), locked);
        }
        // Sent once more because no answer came, an edit from before is still no change.
        assert_eq!(browser.edit_text(&prediction(1), &[], "Half of them.", edit(1)), Ok(None));
        // What is found is written beside it.
        let finding = TextPlace::Question(question(1), QuestionText::Finding);
        browser.edit_text(&finding, &[], "A third.", edit(4)).unwrap().unwrap();
        assert_eq!(browser.response().cycles[&cycle(1)].questions[&question(1)].finding, "A third.");
    }

    #[test]
    fn an_intent_for_another_kind_of_document_is_refused() {
        let mut debrief = document(DEBRIEF, 1);
        let wrong = Err(DocumentError::NotFound);
        assert_eq!(debrief.add_comment(COMMENT, About::Feedback, "x", NOW), wrong);
        assert_eq!(debrief.set_report_back_on(Some(date()), NOW), wrong);
        assert_eq!(debrief.add_question(question(1), cycle(1), NOW), wrong);
        assert_eq!(debrief.lock_cycle(cycle(1), NOW), wrong);
        assert_eq!(debrief.response(), Response::default());
    }
}
