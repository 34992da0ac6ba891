#[cfg(not(target_family = "wasm"))]
mod properties;

use uuid::Uuid;

use super::*;
use crate::clock::Timestamp;
use crate::domain::{
    Bearing, Horizon, Level, LookFor, NextStep, Pattern, Room, Shared, SharedNote, SharedTally, SharedWondering,
    Slot, Statement, Team,
};
use crate::ids::{ItemId, LookForId, PatternId, RoomId, SlotId, StatementId, TeamId};

fn id<T>(make: fn(Uuid) -> T, number: u128) -> T {
    make(Uuid::from_u128(number))
}

fn evidence(item: u128) -> EvidenceId {
    EvidenceId::of(id(ItemId, item))
}

/// One team, one slot in each room, two look-fors.
fn visit(rooms: u128) -> Visit {
    let mut visit = Visit { problem_of_practice: "How do students use talk?".into(), ..Visit::default() };
    visit.teams.insert(id(TeamId, 1), Team { name: "Team 1".into() });
    visit.look_fors.insert(id(LookForId, 1), LookFor { name: "Talk".into(), ..LookFor::default() });
    visit.look_fors.insert(id(LookForId, 2), LookFor { name: "Tools".into(), ..LookFor::default() });
    for number in 1..=rooms {
        let room = Room { code: format!("Room {number}"), ..Room::default() };
        visit.rooms.insert(id(RoomId, number), room);
        let starts_at = Timestamp(number as i64 * 600_000);
        let slot = Slot { team: id(TeamId, 1), room: id(RoomId, number), starts_at, minutes: 10 };
        visit.slots.insert(id(SlotId, number), slot);
    }
    visit
}

fn shared<T>(item: T, room: u128, minute: i64) -> Shared<T> {
    Shared {
        item,
        slot: Some(id(SlotId, room)),
        room: Some(id(RoomId, room)),
        observed_at: Timestamp(room as i64 * 600_000 + minute * 60_000),
        shared_at: Timestamp(0),
    }
}

fn note(text: &str) -> SharedNote {
    SharedNote {
        kind: NoteKind::Verbatim,
        focus: Focus::Teacher,
        look_fors: BTreeSet::from([id(LookForId, 1)]),
        text: text.into(),
        reworded_at: None,
        attachments: Vec::new(),
    }
}

/// A visit to four rooms. Member 1 shares notes 1 (room 1) and 2 (room 2) and tallies 3, 4 and 5 (room 1); member 2
/// shares note 6 and wondering 7 (room 3); member 3 shares nothing.
#[derive(Clone)]
struct Scene {
    visit: Visit,
    contributions: BTreeMap<MemberId, Contribution>,
    debrief: Debrief,
    review: Review,
    flags: BTreeMap<EvidenceId, Vec<Flag>>,
}

impl Scene {
    fn new() -> Self {
        let mut first = Contribution::default();
        first.notes.insert(id(ItemId, 1), shared(note("T: Why, Ana?"), 1, 3));
        first.notes.insert(id(ItemId, 2), shared(note("T: How?"), 2, 0));
        for (item, count, denominator) in [(3, 4, Some(20)), (4, 6, Some(24)), (5, 1, None)] {
            let label = if denominator.is_some() { "hands" } else { "laptops" }.to_owned();
            first.tallies.insert(id(ItemId, item), shared(SharedTally { label, count, denominator }, 1, 1));
        }
        let mut second = Contribution::default();
        second.notes.insert(id(ItemId, 6), shared(note("T: Ana, when?"), 3, 0));
        let text = "I wonder who chose the task.".to_owned();
        second.wonderings.insert(id(ItemId, 7), shared(SharedWondering { text, reworded_at: None }, 3, 2));
        let contributions = BTreeMap::from([
            (id(MemberId, 1), first),
            (id(MemberId, 2), second),
            (id(MemberId, 3), Contribution::default()),
        ]);
        Self {
            visit: visit(4),
            contributions,
            debrief: Debrief::default(),
            review: Review::default(),
            flags: BTreeMap::new(),
        }
    }

    fn sources(&self) -> Sources<'_> {
        let Self { visit, contributions, debrief, review, flags } = self;
        Sources { visit, contributions, debrief, review, flags }
    }

    fn read(&self) -> Feedback {
        feedback(self.sources(), Lens::participant())
    }

    fn clear(&self) -> Feedback {
        feedback(self.sources(), Lens::facilitator())
    }

    fn place(&mut self, pattern: u128, item: u128, bearings: &[Bearing]) {
        let pattern = self.debrief.patterns.entry(id(PatternId, pattern)).or_insert_with(|| Pattern {
            statement: "Teachers ask, students answer.".into(),
            ..Pattern::default()
        });
        pattern.evidence.insert(evidence(item), bearings.iter().copied().collect());
    }

    /// With what room 3 brought withdrawn, so that two rooms are left.
    fn of_two_rooms() -> Self {
        let mut scene = Self::new();
        scene.contributions.remove(&id(MemberId, 2));
        scene
    }
}

#[test]
fn evidence_is_counted_and_gaps_are_visible() {
    let feedback = Scene::new().read();
    assert_eq!((feedback.observers, feedback.rooms), (2, 3));
    assert_eq!(feedback.totals, Totals { notes: 3, tallies: 3, wonderings: 1, unclustered: 6 });
    let coverage: Vec<_> = feedback.coverage.iter().map(|cell| (cell.room.as_str(), cell.notes)).collect();
    assert_eq!(coverage, [("Room 1", 1), ("Room 2", 1), ("Room 3", 1), ("Room 4", 0)]);
    assert_eq!(feedback.look_fors[0].rooms, Some((3, 3)));
    assert_eq!(feedback.look_fors[1].rooms, Some((0, 3)));
    assert_eq!(feedback.notes[0].minute, Some(3));
    assert_eq!(feedback.notes[0].observer, None);
    let hands = &feedback.tallies[0];
    assert_eq!((hands.count, hands.denominator, hands.tallies), (10, Some(44), 2));
    assert_eq!(feedback.tallies[1].denominator, None);
    assert_eq!(
        feedback.gaps,
        [
            Gap::RoomWithoutNotes { room: "Room 4".into() },
            Gap::LookForNotSeen { name: "Tools".into() },
            Gap::ThinFocus { focus: Focus::Students, notes: 0 },
            Gap::ThinFocus { focus: Focus::Task, notes: 0 },
        ]
    );
}

#[test]
fn a_note_from_before_or_after_the_time_of_its_slot_has_no_minute() {
    const MINUTE: i64 = 60_000;
    for (millis, minute) in
        [(-1, None), (0, Some(0)), (MINUTE, Some(1)), (10 * MINUTE - 1, Some(9)), (10 * MINUTE, None)]
    {
        let mut scene = Scene::new();
        let first = scene.contributions.get_mut(&id(MemberId, 1)).unwrap();
        first.notes.get_mut(&id(ItemId, 1)).unwrap().observed_at = Timestamp(600_000 + millis);
        let read = scene.read().notes;
        let note = read.iter().find(|note| note.evidence == evidence(1)).unwrap();
        assert_eq!((note.minute, note.room.as_deref()), (minute, Some("Room 1")), "{millis}");
    }
}

#[test]
fn nothing_points_at_a_room_where_fewer_than_three_were_observed() {
    let mut scene = Scene::of_two_rooms();
    scene.place(1, 1, &[Bearing::Supports]);
    let feedback = scene.read();
    assert_eq!(feedback.rooms, 2);
    assert_eq!(feedback.coverage, []);
    assert!(feedback.look_fors.iter().all(|look_for| look_for.rooms.is_none()));
    assert_eq!(feedback.look_fors[0].notes, 2);
    assert_eq!(feedback.patterns[0].rooms, None);
    assert!(feedback.notes.iter().all(|note| note.room.is_none() && note.minute.is_none()));
    assert!(feedback.counted.iter().all(|tally| tally.room.is_none()));
    assert!(!serde_json::to_string(&feedback).unwrap().contains("Room "));

    let cleared = scene.clear();
    assert_eq!(cleared.coverage.len(), 4);
    assert_eq!(cleared.look_fors[0].rooms, Some((2, 2)));
    assert_eq!(cleared.patterns[0].rooms, Some((1, 2)));
}

#[test]
fn masked_words_are_covered_for_everybody_and_counted_by_piece() {
    let mut scene = Scene::new();
    scene.review.masks.insert(evidence(1), BTreeSet::from(["Ana".into()]));
    scene.review.masks.insert(evidence(2), BTreeSet::from(["not in it".into()]));
    scene.review.masks.insert(evidence(3), BTreeSet::from(["hands".into()]));
    scene.review.masks.insert(evidence(7), BTreeSet::from(["chose".into(), "who chose".into()]));
    let text = |feedback: &Feedback, item| {
        feedback.notes.iter().find(|note| note.evidence == evidence(item)).unwrap().text.clone()
    };
    for feedback in [scene.read(), scene.clear()] {
        assert_eq!(text(&feedback, 1), "T: Why, ███?");
        assert_eq!(text(&feedback, 6), "T: Ana, when?", "a mask is for one piece");
        assert_eq!(feedback.wonderings[0].text, "I wonder ███ the task.");
        assert_eq!(feedback.masked, 3);
        let labels: Vec<_> = feedback.tallies.iter().map(|sum| (sum.label.as_str(), sum.count)).collect();
        assert_eq!(labels, [("hands", 6), ("laptops", 1), (MASK, 4)]);
    }
}

#[test]
fn hidden_evidence_counts_nowhere_and_is_read_by_who_clears_alone() {
    let mut scene = Scene::new();
    scene.place(1, 1, &[Bearing::Supports]);
    scene.place(1, 6, &[Bearing::Supports]);
    scene.review.hidden = [1, 3, 7].map(evidence).into();
    scene.review.masks.insert(evidence(1), BTreeSet::from(["Ana".into()]));
    let (read, cleared) = (scene.read(), scene.clear());
    for feedback in [&read, &cleared] {
        assert_eq!((feedback.hidden, feedback.masked), (3, 0));
        assert_eq!(feedback.totals, Totals { notes: 2, tallies: 2, wonderings: 0, unclustered: 3 });
        assert_eq!(feedback.focus[&Focus::Teacher], 2);
        assert_eq!(feedback.look_fors[0].notes, 2);
        assert_eq!(feedback.patterns[0].evidence.len(), 1);
        assert_eq!(feedback.patterns[0].rooms, Some((1, 3)));
        assert_eq!(feedback.tallies[0].count, 6);
    }
    assert_eq!((read.notes.len(), read.counted.len(), read.wonderings.len()), (2, 2, 0));
    assert_eq!((cleared.notes.len(), cleared.counted.len(), cleared.wonderings.len()), (3, 3, 1));
    let hidden: Vec<_> = cleared.notes.iter().filter(|note| note.is_hidden).map(|note| note.evidence).collect();
    assert_eq!(hidden, [evidence(1)]);
}

#[test]
fn a_pattern_says_in_how_many_rooms_and_by_how_many_observers_it_was_seen() {
    let mut scene = Scene::new();
    scene.place(2, 1, &[Bearing::Supports, Bearing::Exception]);
    scene.place(2, 3, &[Bearing::Supports]);
    scene.place(2, 7, &[Bearing::Supports]);
    scene.place(2, 2, &[Bearing::Contrasts]);
    scene.place(2, 99, &[Bearing::Supports]);
    scene.place(1, 6, &[Bearing::Contrasts]);
    let feedback = scene.read();
    let [first, second] = &feedback.patterns[..] else { panic!("two patterns") };
    assert_eq!((first.pattern, first.rooms, first.observers), (id(PatternId, 1), Some((0, 3)), 0));
    assert_eq!((second.rooms, second.observers), (Some((2, 3)), 2));
    let bearings = [(Bearing::Supports, 3), (Bearing::Contrasts, 1), (Bearing::Exception, 1)];
    assert_eq!(second.bearings, BTreeMap::from(bearings));
    assert_eq!(second.evidence.len(), 4, "what is not shared is not under it");
    let mut unclustered = [4, 5].map(evidence);
    unclustered.sort();
    assert_eq!(feedback.unclustered, unclustered);
}

#[test]
fn what_the_group_wrote_is_told_in_the_order_it_was_begun() {
    let mut scene = Scene::new();
    let statement = |text: &str| Statement { text: text.into(), made_at: Timestamp(0) };
    scene.debrief.predictions.insert(id(StatementId, 2), statement("later"));
    scene.debrief.predictions.insert(id(StatementId, 1), statement("sooner"));
    scene.debrief.predictions.insert(id(StatementId, 3), statement(" "));
    scene.debrief.wonderings.insert(id(StatementId, 4), statement("I wonder why."));
    let step = NextStep { text: "Plan one task together.".into(), level: Level::School, ..NextStep::default() };
    scene.debrief.next_steps.insert(id(StatementId, 5), step);
    scene.debrief.next_steps.insert(id(StatementId, 6), NextStep::default());
    let feedback = scene.read();
    assert_eq!(feedback.predictions, ["sooner", "later"]);
    assert_eq!(feedback.group_wonderings, ["I wonder why."]);
    let [step] = &feedback.next_steps[..] else { panic!("one step") };
    assert_eq!((step.level, step.horizon), (Level::School, Horizon::Week));
}

#[test]
fn flags_are_for_who_clears_and_go_when_their_words_are_masked() {
    let mut scene = Scene::new();
    let flag = Flag { kind: Kind::Identifying, start: 8, end: 11 };
    scene.flags = BTreeMap::from([(evidence(1), vec![flag]), (evidence(99), vec![flag])]);
    assert_eq!(scene.read().flags, BTreeMap::new());
    assert_eq!(scene.clear().flags, BTreeMap::from([(evidence(1), vec![flag])]));
    scene.review.masks.insert(evidence(1), BTreeSet::from(["Ana".into()]));
    assert_eq!(scene.clear().flags, BTreeMap::new());
}

#[test]
fn with_themes_only_the_counts_stay_and_the_pieces_go() {
    let mut scene = Scene::new();
    scene.place(1, 1, &[Bearing::Supports]);
    let whole = scene.read();
    let lens = Lens { shows: Shows::ThemesOnly, ..Lens::participant() };
    let themes = feedback(scene.sources(), lens);
    assert_eq!(themes, whole.clone().themes_only());
    assert!(themes.notes.is_empty() && themes.counted.is_empty() && themes.wonderings.is_empty());
    assert!(themes.unclustered.is_empty() && themes.patterns[0].evidence.is_empty());
    assert_eq!(
        (themes.totals, &themes.tallies, &themes.coverage),
        (whole.totals, &whole.tallies, &whole.coverage)
    );
    assert_eq!(themes.patterns[0].rooms, Some((1, 3)));
}
