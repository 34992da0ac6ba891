//! The debrief with nothing in it, as usual, with hostile words, from right to left, full, and as the host follows it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fieldwalk_core::clock::{Timestamp, seeded_rng};
use fieldwalk_core::domain::{
    Audience, Bearing, Debrief, DebriefStep, Feedback, FeedbackNote, FeedbackTally, FeedbackWondering, Focus,
    Horizon, Level, LookFor, NextStep, NoteKind, Pattern, Room, Shows, Stage, Statement, Visit, VisitFacts,
    VisitKind,
};
use fieldwalk_core::ids::{
    EvidenceId, ItemId, LookForId, MemberId, PatternId, RoomId, SchoolId, StatementId, VisitId,
};
use uuid::Uuid;

use super::super::samples::{HOSTILE, RIGHT_TO_LEFT};
use super::super::text::Text;
use super::board::Board;
use super::looking::Looking;
use super::view::DebriefView;
#[cfg(test)]
use super::view::PatternsView;
use crate::service::debrief::VisitDebrief;
use crate::worker::{DebriefReading, VisitPlan};

const NOW: Timestamp = Timestamp(1_795_305_600_000);

fn evidence(number: u128) -> EvidenceId {
    EvidenceId::of(ItemId(Uuid::from_u128(number)))
}

fn facts(step: DebriefStep) -> VisitFacts {
    VisitFacts {
        visit: VisitId(Uuid::from_u128(3)),
        kind: VisitKind::SchoolVisit,
        host_school: SchoolId(Uuid::from_u128(1)),
        date: jiff::civil::date(2026, 11, 21),
        stage: Stage::Debriefing,
        debrief_step: step,
        names_observers: false,
        shows: Shows::default(),
        audience: Audience::default(),
        is_response_published: false,
        releases: 0,
        observers: BTreeSet::new(),
    }
}

fn note(number: u128, words: &str) -> FeedbackNote {
    FeedbackNote {
        evidence: evidence(number),
        room: Some(["Room A", "Room B", "Room C"][(number % 3) as usize].to_owned()),
        minute: Some(4),
        kind: NoteKind::ALL[(number % 4) as usize],
        focus: Focus::ALL[(number % 3) as usize],
        look_fors: if number.is_multiple_of(2) { vec!["Students explain".to_owned()] } else { Vec::new() },
        text: words.to_owned(),
        observer: None,
        attachments: Vec::new(),
        is_hidden: false,
    }
}

fn statement(words: &str) -> Statement {
    Statement { text: words.to_owned(), made_at: NOW }
}

/// A debrief of `notes` notes at `step`, all in these words.
fn debrief(step: DebriefStep, notes: u128, words: &str) -> VisitDebrief {
    let tally = FeedbackTally {
        evidence: evidence(9_000),
        room: Some("Room A".to_owned()),
        label: words.to_owned(),
        count: 12,
        denominator: Some(24),
        observer: None,
        is_hidden: false,
    };
    let wondering = FeedbackWondering {
        evidence: evidence(9_001),
        room: None,
        text: words.to_owned(),
        observer: None,
        is_hidden: false,
    };
    let placed = |first: u128| {
        (first..notes.min(first + 40))
            .map(|n| (evidence(n), BTreeSet::from([Bearing::ALL[(n % 3) as usize]])))
            .collect()
    };
    let pattern = |first| Pattern { statement: words.to_owned(), made_at: NOW, evidence: placed(first) };
    let patterns = if notes == 0 { 0 } else { (notes / 4).clamp(2, 12) };
    let id = |n: u128| StatementId(Uuid::from_u128(n));
    let made = Debrief {
        patterns: (0..patterns).map(|n| (PatternId(Uuid::from_u128(n)), pattern(n * 2))).collect(),
        predictions: BTreeMap::from([(id(1), statement(words))]),
        wonderings: BTreeMap::from([(id(2), statement(words))]),
        next_steps: BTreeMap::from([(
            id(3),
            NextStep { text: words.to_owned(), level: Level::School, horizon: Horizon::Month, made_at: NOW },
        )]),
    };
    let plan = Visit {
        rooms: BTreeMap::from([(RoomId(Uuid::from_u128(1)), Room { code: words.to_owned(), ..Room::default() })]),
        look_fors: BTreeMap::from([(
            LookForId(Uuid::from_u128(1)),
            LookFor { name: words.to_owned(), ..LookFor::default() },
        )]),
        ..Visit::default()
    };
    VisitDebrief {
        facts: facts(step),
        host_school_name: if notes == 5 { words.to_owned() } else { "Hillside".to_owned() },
        plan: Arc::new(VisitPlan { plan, heads: Vec::new() }),
        debrief: Arc::new(DebriefReading {
            debrief: if notes == 0 { Debrief::default() } else { made },
            heads: vec![[7; 32]],
        }),
        evidence: Some(Arc::new(Feedback {
            notes: (0..notes).map(|n| note(n, words)).collect(),
            counted: if notes == 0 { Vec::new() } else { vec![tally] },
            wonderings: if notes == 0 { Vec::new() } else { vec![wondering] },
            ..Feedback::default()
        })),
        own: BTreeMap::from([(evidence(1), ItemId(Uuid::from_u128(1)))]),
        unreadable: Vec::new(),
    }
}

fn view(text: &'static Text, debrief: &VisitDebrief, query: &str) -> DebriefView {
    let looking = Looking::of_query(query);
    let board = Board { debrief, looking: &looking, text, member: MemberId(Uuid::from_u128(10)) };
    board.view(NOW, &mut seeded_rng(1))
}

#[cfg(test)]
/// The id of the pattern with this number.
pub(super) fn placed_under(number: u128) -> PatternId {
    PatternId(Uuid::from_u128(number))
}

#[cfg(test)]
/// Patterns under each of which so many notes are placed, a third of them with each bearing.
pub(super) fn patterns(patterns: u128, notes: u128, query: &str) -> PatternsView {
    let mut debrief = debrief(DebriefStep::Group, patterns * notes, "words");
    let placed = |number: u128| {
        (number * notes..(number + 1) * notes)
            .map(|note| (evidence(note), BTreeSet::from([Bearing::ALL[(note % 3) as usize]])))
            .collect()
    };
    let pattern = |number| Pattern { statement: "words".to_owned(), made_at: NOW, evidence: placed(number) };
    let made = Debrief {
        patterns: (0..patterns).map(|number| (placed_under(number), pattern(number))).collect(),
        ..Debrief::default()
    };
    debrief.debrief = Arc::new(DebriefReading { debrief: made, heads: Vec::new() });
    view(Text::of(super::super::language::Language::English), &debrief, query).patterns.unwrap_or_default()
}

impl DebriefView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use DebriefStep::{Describe, Group, NextLevel, Predict};
        let words = "\"Why did you add first?\" Three students turned to a partner and explained.";
        let follows = VisitDebrief { evidence: None, ..debrief(NextLevel, 5, words) };
        let broken =
            VisitDebrief { unreadable: vec![fieldwalk_core::domain::DocumentKey::Network], ..follows.clone() };
        vec![
            ("empty", view(text, &debrief(Group, 0, ""), "")),
            ("describe", view(text, &debrief(Describe, 5, words), "")),
            ("usual", view(text, &debrief(Group, 5, words), "")),
            ("predict", view(text, &debrief(Predict, 5, words), "")),
            ("next-level", view(text, &debrief(NextLevel, 5, words), "")),
            ("filtered", view(text, &debrief(NextLevel, 5, words), "step=group&focus=task&loose=1")),
            ("stress", view(text, &debrief(Group, 2_000, words), "page=3")),
            ("follows", view(text, &follows, "")),
            ("unreadable", view(text, &broken, "")),
            ("hostile", view(text, &debrief(Group, 5, HOSTILE), "room=%22%3E%3Cb%3E")),
            ("right-to-left", view(text, &debrief(NextLevel, 5, RIGHT_TO_LEFT), "step=group")),
            ("right-to-left-next", view(text, &debrief(NextLevel, 5, RIGHT_TO_LEFT), "")),
        ]
    }
}
