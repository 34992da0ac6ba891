//! Reading a debrief.

use std::collections::BTreeMap;

use automerge::Automerge;

use super::super::Document;
use super::present;
use crate::domain::{Bearing, Debrief, Horizon, Level, NextStep, Pattern, Statement};
use crate::ids::{EvidenceId, PatternId, PlacementId, StatementId};
use crate::order::Gather as _;

impl Document {
    /// What the group has made of the evidence; empty if this is another kind of document.
    pub fn debrief(&self) -> Debrief {
        let document = &self.automerge;
        let next_steps = present(document, "next_steps").map(|(id, item)| {
            let step = NextStep {
                text: item.prose("text"),
                level: Level::from_word(&item.text("level")).unwrap_or_default(),
                horizon: Horizon::from_word(&item.text("horizon")).unwrap_or_default(),
                made_at: item.time("made_at").unwrap_or_default(),
            };
            (id, step)
        });
        Debrief {
            patterns: patterns(document),
            predictions: statements(document, "predictions"),
            wonderings: statements(document, "wonderings"),
            next_steps: next_steps.gather(),
        }
    }
}

fn patterns(document: &Automerge) -> BTreeMap<PatternId, Pattern> {
    let patterns = present(document, "patterns").map(|(id, item)| {
        let made_at = item.time("made_at").unwrap_or_default();
        (id, Pattern { statement: item.prose("statement"), made_at, evidence: BTreeMap::new() })
    });
    let mut patterns: BTreeMap<PatternId, Pattern> = patterns.gather();
    for (_, item) in present::<PlacementId>(document, "placements") {
        let (Some(pattern), Some(evidence)) = (item.id("pattern"), item.id::<EvidenceId>("evidence")) else {
            continue;
        };
        // What was placed under a pattern that is gone is under none.
        let Some(pattern) = patterns.get_mut(&pattern) else { continue };
        let bearing = Bearing::from_word(&item.text("bearing")).unwrap_or_default();
        pattern.evidence.entry(evidence).or_default().insert(bearing);
    }
    patterns
}

fn statements(document: &Automerge, collection: &str) -> BTreeMap<StatementId, Statement> {
    let statements = present(document, collection).map(|(id, item)| {
        let made_at = item.time("made_at").unwrap_or_default();
        (id, Statement { text: item.prose("text"), made_at })
    });
    statements.gather()
}
