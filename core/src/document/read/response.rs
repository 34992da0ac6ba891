//! Reading a response.

use std::collections::BTreeMap;

use automerge::{Automerge, ROOT};

use super::super::Document;
use super::super::lock::{LOCKED_AT, LOCKED_PREDICTION, LOCKED_QUESTION};
use super::fields::{Fields, items};
use super::present;
use crate::domain::{About, Comment, Commitment, CycleQuestion, Decision, ImprovementCycle, Response};
use crate::ids::{CycleId, QuestionId};
use crate::order::Gather as _;

impl Document {
    /// The host's response; empty if this is another kind of document.
    pub fn response(&self) -> Response {
        let document = &self.automerge;
        let comments = present(document, "comments").map(|(id, item)| (id, comment(&item)));
        let commitments = present(document, "commitments").map(|(id, item)| (id, commitment(&item)));
        Response {
            comments: comments.gather(),
            commitments: commitments.gather(),
            cycles: cycles(document),
            report_back_on: Fields::of(document, &ROOT).date("report_back_on"),
        }
    }
}

fn comment(item: &Fields) -> Comment {
    let about = match (item.id("evidence"), item.id("pattern")) {
        (Some(evidence), _) => About::Evidence(evidence),
        (None, Some(pattern)) => About::Pattern(pattern),
        (None, None) => About::Feedback,
    };
    Comment { about, text: item.prose("text"), made_at: item.time("made_at").unwrap_or_default() }
}

fn commitment(item: &Fields) -> Commitment {
    Commitment {
        text: item.prose("text"),
        owner: item.text("owner"),
        due: item.date("due"),
        done_at: item.time("done_at"),
        made_at: item.time("made_at").unwrap_or_default(),
    }
}

fn cycles(document: &Automerge) -> BTreeMap<CycleId, ImprovementCycle> {
    let cycles = present(document, "cycles").map(|(id, item)| {
        let cycle = ImprovementCycle {
            aim: item.prose("aim"),
            change_idea: item.prose("change_idea"),
            data_plan: item.prose("data_plan"),
            questions: BTreeMap::new(),
            observations: item.prose("observations"),
            decision: Decision::from_word(&item.text("decision")),
            next_step: item.id("next_step"),
            made_at: item.time("made_at").unwrap_or_default(),
            locked_at: item.time(LOCKED_AT),
        };
        (id, cycle)
    });
    let mut cycles: BTreeMap<CycleId, ImprovementCycle> = cycles.gather();
    for (id, item) in items::<QuestionId>(document, "questions") {
        let Some(cycle) = item.id("cycle").and_then(|cycle| cycles.get_mut(&cycle)) else { continue };
        // What was locked is on record: a removal that did not know of it takes nothing away.
        let is_locked = cycle.locked_at.is_some();
        let prediction = item.locked(LOCKED_PREDICTION).filter(|_| is_locked);
        if item.time("removed_at").is_some() && prediction.is_none() {
            continue;
        }
        let asked = item.locked(LOCKED_QUESTION).filter(|_| is_locked);
        let question = CycleQuestion {
            question: asked.unwrap_or_else(|| item.prose("question")),
            prediction: prediction.unwrap_or_else(|| item.prose("prediction")),
            finding: item.prose("finding"),
        };
        cycle.questions.insert(id, question);
    }
    cycles
}
