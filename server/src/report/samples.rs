//! Exports as tests want them: usual, empty, hostile, right to left.

use std::collections::{BTreeMap, BTreeSet};

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{
    Bearing, Contribution, Debrief, Focus, Horizon, Lens, Level, LookFor, NextStep, NoteKind, Pattern,
    ReleaseHash, Review, Room, Shared, SharedNote, SharedTally, SharedWondering, Slot, Sources, Stage, Statement,
    Team, Visit, VisitKind, feedback,
};
use fieldwalk_core::ids::{
    EvidenceId, ItemId, LookForId, MemberId, PatternId, RoomId, SchoolId, SlotId, StatementId, TeamId, VisitId,
};
use uuid::Uuid;

use crate::service::export::VisitExport;
use crate::service::release::ReleaseRef;

/// Texts that a careless export would change or run.
pub(super) const HOSTILE: [&str; 9] = [
    "=HYPERLINK(\"http://example.org\",\"click\")",
    "'=1+1",
    "</text><script>alert(1)</script>",
    "#import \"x.typ\": * #panic() $ _a_ *b* `c` <label> @ref",
    "two\nlines\r\nand a third",
    "naïve – 12 × 4 = 48 – 你好 👩🏽‍🏫",
    "התלמידים שאלו למה",
    " spaces around ",
    "_x0041_ {{ x }} %s \\",
];

fn id<T>(make: fn(Uuid) -> T, number: u128) -> T {
    make(Uuid::from_u128(number))
}

/// A visit to four rooms by two teams; `texts` are what is noted, asked and said, over and over.
struct Scene<'t> {
    texts: &'t [&'t str],
    visit: Visit,
    contributions: BTreeMap<MemberId, Contribution>,
    debrief: Debrief,
}

impl<'t> Scene<'t> {
    fn new(texts: &'t [&'t str]) -> Self {
        let mut visit = Visit { problem_of_practice: texts[0].to_owned(), ..Visit::default() };
        for (number, name) in (1..).zip(["Students explain", "Materials in use", "Who takes part"]) {
            let look_for = LookFor { name: name.to_owned(), ..LookFor::default() };
            visit.look_fors.insert(id(LookForId, number), look_for);
        }
        for number in 1..=4 {
            let code = format!("Room {}", ["A", "B", "C", "D"][number as usize - 1]);
            visit.rooms.insert(id(RoomId, number), Room { code, ..Room::default() });
        }
        for number in 1..=2 {
            visit.teams.insert(id(TeamId, number), Team { name: format!("Team {number}") });
            visit.team_members.insert(id(MemberId, number), id(TeamId, number));
        }
        for number in 1..=8 {
            let (team, room) = (id(TeamId, (number - 1) / 4 + 1), id(RoomId, (number - 1) % 4 + 1));
            let starts_at = Timestamp(number as i64 * 600_000);
            visit.slots.insert(id(SlotId, number), Slot { team, room, starts_at, minutes: 10 });
        }
        Self { texts, visit, contributions: BTreeMap::new(), debrief: Debrief::default() }
    }

    fn text(&self, number: u128) -> String {
        self.texts[number as usize % self.texts.len()].to_owned()
    }

    fn shared<T>(&self, slot: u128, item: T) -> Shared<T> {
        let planned = self.visit.slots[&id(SlotId, slot)];
        Shared {
            item,
            slot: Some(id(SlotId, slot)),
            room: Some(planned.room),
            observed_at: planned.starts_at.plus_minutes(3),
            shared_at: planned.starts_at,
        }
    }

    /// Twelve notes, three tallies, two wonderings; room D sees one team only.
    fn walk(&mut self) {
        for number in 1..=12 {
            let slot = (number - 1) % 7 + 1;
            let note = SharedNote {
                kind: NoteKind::ALL[number as usize % 4],
                focus: Focus::ALL[number as usize % 3],
                look_fors: BTreeSet::from([id(LookForId, number % 2 + 1)]),
                text: self.text(number),
                reworded_at: None,
                attachments: Vec::new(),
            };
            let shared = self.shared(slot, note);
            self.member(slot).notes.insert(id(ItemId, number), shared);
        }
        for (number, count, denominator) in [(21, 12, Some(24)), (22, 5, Some(20)), (23, 3, None)] {
            let label = if denominator.is_some() { self.text(7) } else { self.text(8) };
            let shared = self.shared(2, SharedTally { label, count, denominator });
            self.member(2).tallies.insert(id(ItemId, number), shared);
        }
        for number in [31, 32] {
            let shared = self.shared(5, SharedWondering { text: self.text(number), reworded_at: None });
            self.member(5).wonderings.insert(id(ItemId, number), shared);
        }
    }

    fn member(&mut self, slot: u128) -> &mut Contribution {
        self.contributions.entry(id(MemberId, (slot - 1) / 4 + 1)).or_default()
    }

    /// Two patterns over half of the evidence, a prediction, a wondering, two next steps.
    fn debrief(&mut self) {
        let placed = |items: &[(u128, Bearing)]| {
            let of = |(item, bearing): &(u128, Bearing)| {
                (EvidenceId::of(id(ItemId, *item)), BTreeSet::from([*bearing]))
            };
            items.iter().map(of).collect()
        };
        let under = [
            placed(&[
                (1, Bearing::Supports),
                (2, Bearing::Supports),
                (5, Bearing::Supports),
                (3, Bearing::Exception),
            ]),
            placed(&[(21, Bearing::Supports), (31, Bearing::Supports), (4, Bearing::Contrasts)]),
        ];
        for (number, evidence) in (1..).zip(under) {
            let pattern = Pattern { statement: self.text(number + 2), made_at: Timestamp(0), evidence };
            self.debrief.patterns.insert(id(PatternId, number), pattern);
        }
        let said = |text: String| Statement { text, made_at: Timestamp(0) };
        self.debrief.predictions.insert(id(StatementId, 1), said(self.text(1)));
        self.debrief.wonderings.insert(id(StatementId, 2), said(self.text(2)));
        for (number, level, horizon) in [(3, Level::Classroom, Horizon::Week), (4, Level::Network, Horizon::Year)]
        {
            let step = NextStep { text: self.text(number), level, horizon, made_at: Timestamp(0) };
            self.debrief.next_steps.insert(id(StatementId, number), step);
        }
    }

    fn export(&self, lens: Lens) -> VisitExport {
        let sources = Sources {
            debrief: &self.debrief,
            review: &Review::default(),
            ..Sources::shared(&self.visit, &self.contributions)
        };
        VisitExport {
            visit: id(VisitId, 1),
            kind: VisitKind::SchoolVisit,
            host_school: id(SchoolId, 2),
            host_school_name: "Hillside Elementary".into(),
            date: jiff::civil::date(2026, 11, 21),
            stage: Stage::Cleared,
            release: None,
            feedback: feedback(sources, lens),
            observers: BTreeMap::new(),
        }
    }
}

/// What observers of a usual visit write.
const USUAL: [&str; 9] = [
    "How do students explain their thinking in mathematics?",
    "T: \"How do you know?\" S: \"Because four times six is twenty-four.\"",
    "Students work in pairs on the task card; each writes on a sheet of their own.",
    "Teachers ask for the answer more often than for the way to it.",
    "S: \"I drew it first.\" Points to a number line on the desk.",
    "Chart on the wall: sentence starters for explaining.",
    "T calls on three students with a hand up, two without.",
    "Students who spoke to the whole class",
    "Notebooks open",
];

/// A usual visit, through the eyes of the host.
pub(super) fn usual() -> VisitExport {
    of(&USUAL, Lens::participant())
}

/// The same with texts that want to be something else, as released.
pub(super) fn hostile() -> VisitExport {
    let release = ReleaseRef { number: 2, hash: ReleaseHash([7; 32]), released_at: Timestamp(1_795_338_000_000) };
    VisitExport { release: Some(release), ..of(&HOSTILE, Lens::participant()) }
}

/// The usual visit by this lens.
pub(super) fn through(lens: Lens) -> VisitExport {
    of(&USUAL, lens)
}

/// A visit of which nobody shared anything, planned without look-fors.
pub(super) fn empty() -> VisitExport {
    let mut scene = Scene::new(&[""]);
    scene.visit = Visit::default();
    scene.export(Lens::participant())
}

fn of(texts: &[&str], lens: Lens) -> VisitExport {
    let mut scene = Scene::new(texts);
    scene.walk();
    scene.debrief();
    scene.export(lens)
}
