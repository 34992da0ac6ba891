//! The feedback as it stood when the host let it out, for reading without a network.

use fieldwalk_core::domain::{self, Bearing, Shows};
use fieldwalk_core::protocol::ReleaseAnswer;

use super::{EvidenceBearing, FeedbackSummary, NextStep, number, record, text};

record! {
    /// The latest release of a visit.
    ReleasedFeedback {
        /// Which release of the visit, from 1.
        number: i64,
        /// The hash by which two people know that they read the same one.
        hash: String,
        /// When it was released, by the server's clock.
        released_at: i64,
        /// The school that opened its classrooms.
        host_school: String,
        /// Whether single pieces of evidence are left out, and only counts and themes stay.
        is_themes_only: bool,
        /// The numbers, and one page of the notes.
        feedback: FeedbackSummary,
        /// What the group saw.
        patterns: Vec<PatternSeen>,
        /// The group's predictions.
        predictions: Vec<String>,
        /// The group's wonderings.
        wonderings: Vec<String>,
        /// The next level of work.
        next_steps: Vec<NextStep>,
    }
}

record! {
    /// A statement with what stands under it.
    PatternSeen {
        /// Its id.
        id: String,
        /// What the group says.
        statement: String,
        /// In how many rooms; null where that may not be told.
        rooms_seen: Option<i64>,
        /// Of how many.
        rooms_observed: Option<i64>,
        /// By how many observers.
        observers: i64,
        /// How many pieces support it.
        supports: i64,
        /// How many show something else beside it.
        contrasts: i64,
        /// How many are exceptions.
        exceptions: i64,
        /// The pieces; empty with themes only.
        evidence: Vec<PlacedEvidence>,
    }
}

record! {
    /// A piece of evidence under a statement.
    PlacedEvidence {
        /// Which.
        evidence: String,
        /// How it stands to it; several where people saw it differently.
        bearings: Vec<EvidenceBearing>,
    }
}

impl ReleasedFeedback {
    pub(crate) fn of(step: domain::DebriefStep, release: ReleaseAnswer, offset: u32, limit: u32) -> Self {
        let mut feedback = release.feedback;
        let steps = std::mem::take(&mut feedback.next_steps).into_iter().map(|step| NextStep {
            id: text(&step.step),
            text: step.text,
            level: step.level.into(),
            horizon: step.horizon.into(),
        });
        Self {
            number: release.number.into(),
            hash: text(&release.hash),
            released_at: release.released_at.0,
            host_school: release.host_school,
            is_themes_only: feedback.shows == Shows::ThemesOnly,
            patterns: std::mem::take(&mut feedback.patterns).into_iter().map(Into::into).collect(),
            predictions: std::mem::take(&mut feedback.predictions),
            wonderings: std::mem::take(&mut feedback.group_wonderings),
            next_steps: steps.collect(),
            feedback: FeedbackSummary::of(step, feedback, offset, limit),
        }
    }
}

impl From<domain::PatternSeen> for PatternSeen {
    fn from(seen: domain::PatternSeen) -> Self {
        let bearing = |bearing| number(seen.bearings.get(&bearing).copied().unwrap_or_default());
        Self {
            id: text(&seen.pattern),
            rooms_seen: seen.rooms.map(|(rooms, _)| number(rooms)),
            rooms_observed: seen.rooms.map(|(_, observed)| number(observed)),
            observers: number(seen.observers),
            supports: bearing(Bearing::Supports),
            contrasts: bearing(Bearing::Contrasts),
            exceptions: bearing(Bearing::Exception),
            statement: seen.statement,
            evidence: seen.evidence.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<domain::PlacedEvidence> for PlacedEvidence {
    fn from(placed: domain::PlacedEvidence) -> Self {
        Self { evidence: text(&placed.evidence), bearings: placed.bearings.into_iter().map(Into::into).collect() }
    }
}
