//! A walk for the samples of pages about its evidence: rooms, teams, notes, patterns, flags, masks and asks.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{
    AskKind, Bearing, Contribution, Debrief, Feedback, Flag, Focus, Horizon, Lens, Level, LookFor, NextStep,
    NoteKind, OpenAsk, Pattern, Review, Room, Shared, SharedNote, SharedTally, SharedWondering, Slot, Sources,
    Stage, Statement, Team, Visit, VisitFacts, feedback,
};
use fieldwalk_core::evidence::{Check, NameList};
use fieldwalk_core::ids::{
    AskId, EvidenceId, ItemId, LookForId, MemberId, PatternId, RoomId, SlotId, StatementId, TeamId,
};
use fieldwalk_core::testing::MORNING;
use uuid::Uuid;

use super::samples::facts;
use crate::service::clearing::Clearing;
use crate::service::feedback::VisitFeedback;
use crate::service::release::ReleaseRef;

const LOOK_FORS: [&str; 4] =
    ["Students explain their thinking", "Open questions", "Wait time", "Students build on each other"];

const NOTES: [&str; 6] = [
    "T: \"Who can say that in another way?\" Three hands go up.",
    "Four students turn to their partner and point at the graph.",
    "T reads the question aloud, then waits about eight seconds.",
    "Student: \"I disagree, because the line starts at zero.\"",
    "The teacher was very patient with a group at the back.",
    "Word wall with 14 words, none of them from this unit.",
];

/// How much of a walk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walk<'a> {
    pub(super) rooms: u128,
    pub(super) observers: u128,
    /// Notes of each observer.
    pub(super) notes: u128,
    /// What everybody writes, instead of the usual.
    pub(super) words: Option<&'a str>,
}

/// Feedback, and what is flagged in it.
type Made = (Arc<Feedback>, BTreeSet<EvidenceId>);

impl Walk<'_> {
    /// Nobody has shared anything.
    pub(super) const EMPTY: Walk<'static> = Walk { rooms: 4, observers: 0, notes: 0, words: None };
    /// Twelve observers in six rooms.
    pub(super) const USUAL: Walk<'static> = Walk { rooms: 6, observers: 12, notes: 8, words: None };
    /// Sixty observers, 28,800 notes.
    pub(super) const STRESS: Walk<'static> = Walk { rooms: 40, observers: 60, notes: 480, words: None };

    /// A small one in which all words are these.
    pub(super) fn of<'w>(words: &'w str) -> Walk<'w> {
        Walk { rooms: 3, observers: 3, notes: 2, words: Some(words) }
    }

    fn or_usual(&self, usual: &str) -> String {
        self.words.unwrap_or(usual).to_owned()
    }

    fn visit(&self) -> Visit {
        let mut visit = Visit {
            problem_of_practice: self.or_usual("How do students use talk to make sense of what they read?"),
            ..Visit::default()
        };
        for (at, name) in LOOK_FORS.iter().enumerate() {
            let look_for = LookFor { name: self.or_usual(name), ..LookFor::default() };
            visit.look_fors.insert(LookForId(Uuid::from_u128(at as u128)), look_for);
        }
        for team in 0..3 {
            visit.teams.insert(
                TeamId(Uuid::from_u128(team)),
                Team { name: self.or_usual(&format!("Team {}", team + 1)) },
            );
        }
        for number in 0..self.rooms {
            let code = match self.words {
                Some(words) => format!("{words} {number}"),
                None => format!("Room {:02}", number + 1),
            };
            visit.rooms.insert(RoomId(Uuid::from_u128(number)), Room { code, ..Room::default() });
            let (team, room) = (TeamId(Uuid::from_u128(number % 3)), RoomId(Uuid::from_u128(number)));
            let slot = Slot { team, room, starts_at: MORNING, minutes: 20 };
            visit.slots.insert(SlotId(Uuid::from_u128(number)), slot);
        }
        visit
    }

    fn contributions(&self) -> BTreeMap<MemberId, Contribution> {
        let mut contributions = BTreeMap::new();
        for observer in 0..self.observers {
            let mut contribution = Contribution::default();
            for number in 0..self.notes {
                let item = observer * self.notes + number;
                // The last room is left out: a gap.
                let room = (observer + number) % (self.rooms - 1).max(1);
                contribution.notes.insert(ItemId(Uuid::from_u128(item)), self.shared(room, self.note(item)));
            }
            let item = |base: u128| ItemId(Uuid::from_u128(base + observer));
            let label = self.or_usual("hands up");
            let tally = SharedTally { label, count: 9, denominator: Some(24) };
            contribution.tallies.insert(item(1 << 32), self.shared(observer % 2, tally));
            let text = self.or_usual("I wonder who decides what goes on the word wall.");
            contribution
                .wonderings
                .insert(item(1 << 33), self.shared(observer % 2, SharedWondering { text, reworded_at: None }));
            contributions.insert(MemberId(Uuid::from_u128(100 + observer)), contribution);
        }
        contributions
    }

    fn note(&self, item: u128) -> SharedNote {
        SharedNote {
            kind: NoteKind::ALL[(item % 4) as usize],
            focus: Focus::ALL[(item % 3) as usize],
            look_fors: BTreeSet::from([LookForId(Uuid::from_u128(item % 3))]),
            text: self.or_usual(NOTES[(item % 6) as usize]),
            reworded_at: None,
            attachments: Vec::new(),
        }
    }

    fn shared<T>(&self, room: u128, item: T) -> Shared<T> {
        Shared {
            item,
            slot: Some(SlotId(Uuid::from_u128(room))),
            room: Some(RoomId(Uuid::from_u128(room))),
            observed_at: Timestamp(MORNING.0 + 60_000 * (room as i64 % 9)),
            shared_at: MORNING,
        }
    }

    /// What the group said; nothing where nobody shared anything.
    pub(super) fn debrief(&self) -> Debrief {
        let mut debrief = Debrief::default();
        if self.observers == 0 {
            return debrief;
        }
        let statements = [
            "Students are asked to explain, and mostly to the teacher.",
            "Wait time is longer in small groups.",
            "",
        ];
        for (at, statement) in statements.iter().enumerate() {
            let base = at as u128 * 9;
            let bearing = |item: u128| if item % 5 == 4 { Bearing::Contrasts } else { Bearing::Supports };
            let evidence = (base..base + 9)
                .map(|item| (EvidenceId::of(ItemId(Uuid::from_u128(item))), BTreeSet::from([bearing(item)])))
                .collect();
            let pattern = Pattern { statement: self.or_usual(statement), made_at: MORNING, evidence };
            debrief.patterns.insert(PatternId(Uuid::from_u128(at as u128)), pattern);
        }
        let said = |words: &str| Statement { text: self.or_usual(words), made_at: MORNING };
        let id = |number| StatementId(Uuid::from_u128(number));
        debrief.predictions.insert(id(1), said("I could describe a graph, and not say why it rises."));
        debrief.wonderings.insert(id(2), said("What happens before the question is asked?"));
        let step = |words: &str, level, horizon| NextStep {
            text: self.or_usual(words),
            level,
            horizon,
            made_at: MORNING,
        };
        debrief.next_steps.insert(id(3), step("Try one partner talk a day.", Level::Classroom, Horizon::Week));
        debrief.next_steps.insert(id(4), step("Share three good questions.", Level::School, Horizon::Month));
        debrief
    }

    fn flags(contributions: &BTreeMap<MemberId, Contribution>) -> BTreeMap<EvidenceId, Vec<Flag>> {
        let check = Check::new(NameList::default());
        let mut known: BTreeMap<&str, Vec<Flag>> = BTreeMap::new();
        let mut flags = BTreeMap::new();
        for (item, shared) in contributions.values().flat_map(|contribution| &contribution.notes) {
            // Few texts, said often: each is checked once.
            let found = known.entry(&shared.item.text).or_insert_with(|| {
                let found = check.findings(&shared.item.text).into_iter();
                found.map(|it| Flag { kind: it.kind, start: it.start, end: it.end }).collect()
            });
            if !found.is_empty() {
                flags.insert(EvidenceId::of(*item), found.clone());
            }
        }
        flags
    }

    fn review(&self) -> Review {
        let mut review = Review::default();
        if self.observers == 0 {
            return review;
        }
        let piece = |item: u128| EvidenceId::of(ItemId(Uuid::from_u128(item)));
        review.masks.insert(piece(4), BTreeSet::from([self.or_usual("very patient")]));
        review.hidden.insert(piece(1));
        let ask = |item, kind| OpenAsk {
            evidence: piece(item),
            kind,
            text: self.or_usual("Which words did you hear?"),
            asked_at: MORNING,
        };
        review.asks.insert(AskId(Uuid::from_u128(1)), ask(10, AskKind::Reword));
        review.asks.insert(AskId(Uuid::from_u128(2)), ask(0, AskKind::Question));
        review
    }

    /// The visit's facts at a stage.
    pub(super) fn facts(&self, stage: Stage) -> VisitFacts {
        VisitFacts { stage, ..facts() }
    }

    /// The feedback through a lens, and what is flagged in it: made once, for the stress walk takes its time.
    fn made(&self, lens: Lens) -> Made {
        static MADE: Mutex<BTreeMap<String, Made>> = Mutex::new(BTreeMap::new());
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let (visit, contributions) = (self.visit(), self.contributions());
            let (debrief, review, flags) = (self.debrief(), self.review(), Self::flags(&contributions));
            let sources = Sources {
                visit: &visit,
                contributions: &contributions,
                debrief: &debrief,
                review: &review,
                flags: &flags,
            };
            (Arc::new(feedback(sources, lens)), flags.into_keys().collect())
        };
        made.entry(format!("{self:?} {lens:?}")).or_insert_with(make).clone()
    }

    /// The feedback through a lens.
    pub(super) fn feedback(&self, lens: Lens) -> Arc<Feedback> {
        self.made(lens).0
    }

    /// The same as it is read.
    pub(super) fn read(&self, lens: Lens, stage: Stage, release: Option<ReleaseRef>) -> VisitFeedback {
        let facts = self.facts(stage);
        let names =
            (0..self.observers).map(|at| (MemberId(Uuid::from_u128(100 + at)), self.or_usual("Ada Lovelace")));
        VisitFeedback {
            visit: facts.visit,
            kind: facts.kind,
            host_school: facts.host_school,
            host_school_name: self.or_usual("Hillside School"),
            date: facts.date,
            stage,
            feedback: self.feedback(lens),
            observers: if lens.names_observers { names.collect() } else { BTreeMap::new() },
            release,
            unreadable: Vec::new(),
        }
    }

    /// The same for who clears or reviews.
    pub(super) fn clearing(&self, lens: Lens, stage: Stage) -> Clearing {
        Clearing {
            facts: self.facts(stage),
            feedback: self.read(lens, stage, None),
            review: self.review(),
            flagged: self.made(lens).1,
            answered: BTreeSet::from([AskId(Uuid::from_u128(2))]),
        }
    }
}

/// Every sample of such a page: its name and its walk, and the host school's name.
pub(super) fn walks() -> [(&'static str, Walk<'static>, &'static str); 5] {
    use super::samples::{HOSTILE, RIGHT_TO_LEFT};
    [
        ("empty", Walk::EMPTY, "Hillside School"),
        ("usual", Walk::USUAL, "Hillside School"),
        ("stress", Walk::STRESS, "Hillside School"),
        ("hostile", Walk::of(HOSTILE), HOSTILE),
        ("right-to-left", Walk::of(RIGHT_TO_LEFT), RIGHT_TO_LEFT),
    ]
}
