//! What is different from one release to the next.
//!
//! The old wording is in it, also where it has been masked since: it is for who may read both releases, and is never
//! part of a release.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::{Feedback, NextStepSeen, Shows};
use crate::ids::{EvidenceId, PatternId, StatementId};

/// What was added, what is gone and what is worded differently, each by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes<Id: Ord> {
    /// What is new, as worded.
    pub added: BTreeMap<Id, String>,
    /// What is no longer there, as it was worded.
    pub gone: BTreeMap<Id, String>,
    /// What is worded differently: reworded by who wrote it, or masked.
    pub reworded: BTreeMap<Id, Reworded>,
}

/// Two wordings of the same thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reworded {
    /// The earlier one.
    pub before: String,
    /// The later one.
    pub after: String,
}

/// What is different from one feedback to another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReleaseChanges {
    /// How much of the evidence was and is shown, where that changed. Single pieces are not compared then.
    pub shows: Option<(Shows, Shows)>,
    /// Notes, tallies and wonderings. A tally reads "hands: 12/24".
    pub evidence: Changes<EvidenceId>,
    /// Patterns by their statement.
    pub patterns: Changes<PatternId>,
    /// Patterns that rest on other evidence than before; `gone` and `added` ones are not among them.
    pub regrouped: Vec<PatternId>,
    /// Next steps by their words.
    pub next_steps: Changes<StatementId>,
    /// Next steps with another level or horizon than before.
    pub replanned: Vec<StatementId>,
    /// Predictions that are new as worded.
    pub predictions_added: Vec<String>,
    /// Predictions that are no longer there as worded.
    pub predictions_gone: Vec<String>,
    /// Wonderings of the group that are new as worded.
    pub wonderings_added: Vec<String>,
    /// Wonderings of the group that are no longer there as worded.
    pub wonderings_gone: Vec<String>,
}

impl<Id: Ord> Default for Changes<Id> {
    fn default() -> Self {
        Self { added: BTreeMap::new(), gone: BTreeMap::new(), reworded: BTreeMap::new() }
    }
}

impl<Id: Ord> Changes<Id> {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.gone.is_empty() && self.reworded.is_empty()
    }

    fn between(before: BTreeMap<Id, String>, mut after: BTreeMap<Id, String>) -> Self {
        let mut changes = Self::default();
        for (id, before) in before {
            match after.remove(&id) {
                None => drop(changes.gone.insert(id, before)),
                Some(after) if after != before => drop(changes.reworded.insert(id, Reworded { before, after })),
                Some(_) => {}
            }
        }
        changes.added = after;
        changes
    }
}

impl ReleaseChanges {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What is different in `after`, seen from `before`.
pub fn changes(before: &Feedback, after: &Feedback) -> ReleaseChanges {
    let shows = (before.shows != after.shows).then_some((before.shows, after.shows));
    let evidence = match shows {
        Some(_) => Changes::default(),
        None => Changes::between(evidence(before), evidence(after)),
    };
    let steps = |feedback: &Feedback| {
        feedback.next_steps.iter().map(|step| (step.step, step.text.clone())).collect::<BTreeMap<_, _>>()
    };
    ReleaseChanges {
        evidence,
        patterns: Changes::between(statements(before), statements(after)),
        regrouped: regrouped(before, after, shows.is_some()),
        next_steps: Changes::between(steps(before), steps(after)),
        replanned: replanned(&before.next_steps, &after.next_steps),
        predictions_added: beyond(&before.predictions, &after.predictions),
        predictions_gone: beyond(&after.predictions, &before.predictions),
        wonderings_added: beyond(&before.group_wonderings, &after.group_wonderings),
        wonderings_gone: beyond(&after.group_wonderings, &before.group_wonderings),
        shows,
    }
}

fn evidence(feedback: &Feedback) -> BTreeMap<EvidenceId, String> {
    let notes = feedback.notes.iter().map(|note| (note.evidence, note.text.clone()));
    let tallies = feedback.counted.iter().map(|tally| {
        let of = tally.denominator.map(|of| format!("/{of}")).unwrap_or_default();
        (tally.evidence, format!("{}: {}{of}", tally.label, tally.count))
    });
    let wonderings = feedback.wonderings.iter().map(|wondering| (wondering.evidence, wondering.text.clone()));
    notes.chain(tallies).chain(wonderings).collect()
}

fn statements(feedback: &Feedback) -> BTreeMap<PatternId, String> {
    feedback.patterns.iter().map(|pattern| (pattern.pattern, pattern.statement.clone())).collect()
}

/// The patterns of both whose evidence differs; where single pieces are not comparable, whose counts do.
fn regrouped(before: &Feedback, after: &Feedback, by_counts: bool) -> Vec<PatternId> {
    let was: BTreeMap<_, _> = before.patterns.iter().map(|pattern| (pattern.pattern, pattern)).collect();
    let differs = after.patterns.iter().filter(|now| {
        was.get(&now.pattern).is_some_and(|was| {
            let counts = (&was.bearings, was.observers, was.rooms) != (&now.bearings, now.observers, now.rooms);
            counts || (!by_counts && was.evidence != now.evidence)
        })
    });
    differs.map(|pattern| pattern.pattern).collect()
}

fn replanned(before: &[NextStepSeen], after: &[NextStepSeen]) -> Vec<StatementId> {
    let was: BTreeMap<_, _> = before.iter().map(|step| (step.step, (step.level, step.horizon))).collect();
    let differs =
        after.iter().filter(|now| was.get(&now.step).is_some_and(|was| *was != (now.level, now.horizon)));
    differs.map(|step| step.step).collect()
}

/// What is in `there` more often than in `here`, in the order of `there`.
fn beyond(here: &[String], there: &[String]) -> Vec<String> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for words in here {
        *left.entry(words).or_default() += 1;
    }
    let is_more = |words: &&String| match left.get_mut(words.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    there.iter().filter(is_more).cloned().collect()
}
