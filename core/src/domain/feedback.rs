//! The merged evidence of a visit: one pure function, used by the server's exports, the console and the phones alike.
//!
//! It counts and places what observers shared; it never rates, ranks or compares. Rooms are known by code only,
//! observers are left out unless the caller may know them, and the time of a note is told as the minute of its slot,
//! because the hour and the rotation together would name the team; for the same reason evidence has ids of its own.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Bearing, Contribution, Debrief, Focus, Horizon, Level, NoteKind, Review, Shared, Shows, Visit, VisitFacts,
};
use crate::clock::Timestamp;
use crate::evidence::Kind;
use crate::ids::{EvidenceId, LookForId, MemberId, PatternId, RoomId, SlotId, StatementId, TeamId};

/// A breakdown that rests on fewer rooms than this would point at a teacher, and is left out.
pub const ROOMS_FOR_A_BREAKDOWN: usize = 3;

/// What stands where words were masked.
pub const MASK: &str = "\u{2588}\u{2588}\u{2588}";

/// Who reads, as far as the feedback depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lens {
    /// Whether observers are named.
    pub names_observers: bool,
    /// How much of the evidence is shown.
    pub shows: Shows,
    /// Whether flags of the evidence check, hidden evidence and breakdowns under [`ROOMS_FOR_A_BREAKDOWN`] rooms are
    /// shown, as who clears the feedback needs them.
    pub is_clearing: bool,
}

impl Lens {
    /// As a facilitator reads it.
    pub fn facilitator() -> Self {
        Self { names_observers: true, shows: Shows::WholeEvidence, is_clearing: true }
    }

    /// As the host reads it, by the visit's policy.
    pub fn host(visit: &VisitFacts) -> Self {
        Self { names_observers: visit.names_observers, shows: visit.shows, is_clearing: false }
    }

    /// As a participant's phone shows what is shared, without names.
    pub fn participant() -> Self {
        Self { names_observers: false, shows: Shows::WholeEvidence, is_clearing: false }
    }

    /// As it is released: by the visit's policy, and never with an observer's name.
    pub fn release(visit: &VisitFacts) -> Self {
        Self { names_observers: false, ..Self::host(visit) }
    }
}

/// What feedback is made of.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The plan.
    pub visit: &'a Visit,
    /// What each member shares.
    pub contributions: &'a BTreeMap<MemberId, Contribution>,
    /// What the group made of it.
    pub debrief: &'a Debrief,
    /// What was masked, hidden and asked.
    pub review: &'a Review,
    /// What the evidence check says of what is shared.
    pub flags: &'a BTreeMap<EvidenceId, Vec<Flag>>,
}

impl<'a> Sources<'a> {
    /// The plan and what was shared, before anybody debriefed, cleared or checked.
    pub fn shared(visit: &'a Visit, contributions: &'a BTreeMap<MemberId, Contribution>) -> Self {
        static NO_DEBRIEF: Debrief = Debrief {
            patterns: BTreeMap::new(),
            predictions: BTreeMap::new(),
            wonderings: BTreeMap::new(),
            next_steps: BTreeMap::new(),
        };
        static NO_REVIEW: Review =
            Review { masks: BTreeMap::new(), hidden: BTreeSet::new(), asks: BTreeMap::new() };
        static NO_FLAGS: BTreeMap<EvidenceId, Vec<Flag>> = BTreeMap::new();
        Self { visit, contributions, debrief: &NO_DEBRIEF, review: &NO_REVIEW, flags: &NO_FLAGS }
    }
}

/// What the host reads.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Feedback {
    /// The question as worded on the day.
    pub problem_of_practice: String,
    /// How many observers shared something.
    pub observers: usize,
    /// Notes per room and team: every team that was due in a room has a cell, also when it is empty.
    pub coverage: Vec<CoverageCell>,
    /// How often each look-for was seen, in the order of the plan.
    pub look_fors: Vec<LookForSeen>,
    /// Notes per part of the instructional core.
    pub focus: BTreeMap<Focus, usize>,
    /// Notes per kind of evidence.
    pub kinds: BTreeMap<NoteKind, usize>,
    /// Counts of the same thing, added up.
    pub tallies: Vec<TallySum>,
    /// Every shared note once, by room and then by minute.
    pub notes: Vec<FeedbackNote>,
    /// Every shared tally once.
    pub counted: Vec<FeedbackTally>,
    /// Every shared wondering once.
    pub wonderings: Vec<FeedbackWondering>,
    /// Where to look next.
    pub gaps: Vec<Gap>,
    /// How many rooms were observed.
    pub rooms: usize,
    /// How much of the evidence is shown: with themes only, single pieces of evidence are left out and counts stay.
    pub shows: Shows,
    /// What the group saw, in the order it was begun.
    pub patterns: Vec<PatternSeen>,
    /// Evidence under no pattern.
    pub unclustered: Vec<EvidenceId>,
    /// The group's predictions.
    pub predictions: Vec<String>,
    /// The group's wonderings.
    pub group_wonderings: Vec<String>,
    /// The next level of work.
    pub next_steps: Vec<NextStepSeen>,
    /// Pieces of evidence with masked words in them.
    pub masked: usize,
    /// Pieces of evidence that are left out.
    pub hidden: usize,
    /// What the evidence check says; only for who clears.
    pub flags: BTreeMap<EvidenceId, Vec<Flag>>,
}

/// Something that the evidence check says of a shared text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// What it is about.
    pub kind: Kind,
    /// First UTF-16 code unit of the words meant.
    pub start: usize,
    /// UTF-16 code unit after the last of the words meant.
    pub end: usize,
}

/// A pattern with what is under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatternSeen {
    /// The pattern.
    pub pattern: PatternId,
    /// What the group says.
    pub statement: String,
    /// In how many rooms its supporting evidence was seen, of how many observed; `None` where that rests on fewer
    /// than [`ROOMS_FOR_A_BREAKDOWN`] rooms.
    pub rooms: Option<(usize, usize)>,
    /// By how many observers.
    pub observers: usize,
    /// How many pieces of evidence under it support it, contrast with it, or are exceptions.
    pub bearings: BTreeMap<Bearing, usize>,
    /// The pieces; empty with themes only.
    pub evidence: Vec<PlacedEvidence>,
}

/// A piece of evidence under a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacedEvidence {
    /// Which.
    pub evidence: EvidenceId,
    /// How it stands to the statement; several where people saw it differently.
    pub bearings: BTreeSet<Bearing>,
}

/// A next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStepSeen {
    /// Which.
    pub step: StatementId,
    /// The words.
    pub text: String,
    /// Where.
    pub level: Level,
    /// By when.
    pub horizon: Horizon,
}

/// What one team brought from one room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageCell {
    /// The room's code.
    pub room: String,
    /// The team's name.
    pub team: String,
    /// Notes that its members shared from there.
    pub notes: usize,
}

/// How often a look-for was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookForSeen {
    /// The look-for.
    pub look_for: LookForId,
    /// Its name.
    pub name: String,
    /// Notes that bear on it.
    pub notes: usize,
    /// In how many rooms, of how many observed; `None` where that rests on fewer than
    /// [`ROOMS_FOR_A_BREAKDOWN`] rooms.
    pub rooms: Option<(usize, usize)>,
}

/// Counts under one label, added up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TallySum {
    /// What was counted.
    pub label: String,
    /// How many.
    pub count: u64,
    /// Of how many; `None` where one of the counts had no denominator.
    pub denominator: Option<u64>,
    /// From how many counts.
    pub tallies: usize,
}

/// A note as the host reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackNote {
    /// The note.
    pub evidence: EvidenceId,
    /// The room's code; `None` if written outside the rotation.
    pub room: Option<String>,
    /// The minute of the slot it was written in, from 0; `None` outside a slot.
    pub minute: Option<i64>,
    /// What was captured.
    pub kind: NoteKind,
    /// Whom or what it is about.
    pub focus: Focus,
    /// Names of the look-fors it bears on.
    pub look_fors: Vec<String>,
    /// The wording, character for character.
    pub text: String,
    /// Who observed it; `None` unless the reader may know.
    pub observer: Option<MemberId>,
}

/// A tally as the host reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackTally {
    /// The tally.
    pub evidence: EvidenceId,
    /// The room's code.
    pub room: Option<String>,
    /// What was counted.
    pub label: String,
    /// How many.
    pub count: u32,
    /// Of how many.
    pub denominator: Option<u32>,
    /// Who counted; `None` unless the reader may know.
    pub observer: Option<MemberId>,
}

/// A wondering as the host reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackWondering {
    /// The wondering.
    pub evidence: EvidenceId,
    /// The room's code.
    pub room: Option<String>,
    /// "I wonder ...".
    pub text: String,
    /// Who wonders; `None` unless the reader may know.
    pub observer: Option<MemberId>,
}

/// Something that the evidence does not cover yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "gap", rename_all = "snake_case")]
pub enum Gap {
    /// No team shared a note from this room.
    RoomWithoutNotes {
        /// The room's code.
        room: String,
    },
    /// This team was due in this room, and others shared notes from there, but it did not.
    TeamWithoutNotes {
        /// The room's code.
        room: String,
        /// The team's name.
        team: String,
    },
    /// No note bears on this look-for.
    LookForNotSeen {
        /// The look-for's name.
        name: String,
    },
    /// Fewer than one note in ten is about this part of the instructional core.
    ThinFocus {
        /// The part.
        focus: Focus,
        /// How many notes are about it.
        notes: usize,
    },
}

/// Merges what observers shared and what the group made of it.
pub fn feedback(sources: Sources<'_>, lens: Lens) -> Feedback {
    let Sources { visit, contributions, .. } = sources;
    let named = lens.names_observers;
    let place = Place { visit };
    let mut notes = Vec::new();
    let mut counted = Vec::new();
    let mut wonderings = Vec::new();
    let mut per_cell: BTreeMap<(RoomId, TeamId), usize> = BTreeMap::new();
    let mut per_look_for: BTreeMap<LookForId, (usize, BTreeSet<RoomId>)> = BTreeMap::new();
    let mut rooms_observed = BTreeSet::new();

    for (member, contribution) in contributions {
        let observer = named.then_some(*member);
        for (item, shared) in &contribution.notes {
            let room = place.room(shared);
            if let Some(room) = room {
                rooms_observed.insert(room);
                if let Some(team) = place.team(shared, *member) {
                    *per_cell.entry((room, team)).or_default() += 1;
                }
            }
            for look_for in &shared.item.look_fors {
                let (count, rooms) = per_look_for.entry(*look_for).or_default();
                *count += 1;
                rooms.extend(room);
            }
            notes.push(FeedbackNote {
                evidence: EvidenceId::of(*item),
                room: place.room_code(shared),
                minute: place.minute(shared),
                kind: shared.item.kind,
                focus: shared.item.focus,
                look_fors: place.look_for_names(&shared.item.look_fors),
                text: shared.item.text.clone(),
                observer,
            });
        }
        counted.extend(contribution.tallies.iter().map(|(item, shared)| FeedbackTally {
            evidence: EvidenceId::of(*item),
            room: place.room_code(shared),
            label: shared.item.label.clone(),
            count: shared.item.count,
            denominator: shared.item.denominator,
            observer,
        }));
        wonderings.extend(contribution.wonderings.iter().map(|(item, shared)| FeedbackWondering {
            evidence: EvidenceId::of(*item),
            room: place.room_code(shared),
            text: shared.item.text.clone(),
            observer,
        }));
    }
    notes.sort_by(|a, b| (&a.room, a.minute, a.evidence).cmp(&(&b.room, b.minute, b.evidence)));
    counted.sort_by(|a, b| (&a.label, a.evidence).cmp(&(&b.label, b.evidence)));
    wonderings.sort_by_key(|wondering| wondering.evidence);

    let coverage = coverage(visit, &per_cell);
    let look_fors = look_fors(visit, &per_look_for, rooms_observed.len());
    let mut focus: BTreeMap<Focus, usize> = Focus::ALL.into_iter().map(|part| (part, 0)).collect();
    let mut kinds: BTreeMap<NoteKind, usize> = NoteKind::ALL.into_iter().map(|kind| (kind, 0)).collect();
    for note in &notes {
        *focus.entry(note.focus).or_default() += 1;
        *kinds.entry(note.kind).or_default() += 1;
    }
    Feedback {
        problem_of_practice: visit.problem_of_practice.clone(),
        observers: contributions.values().filter(|shared| **shared != Contribution::default()).count(),
        gaps: gaps(&coverage, &look_fors, &focus, notes.len()),
        tallies: sums(&counted),
        coverage,
        look_fors,
        focus,
        kinds,
        notes,
        counted,
        wonderings,
        ..Feedback::default()
    }
}

/// Finds rooms, teams and minutes in the plan.
struct Place<'a> {
    visit: &'a Visit,
}

impl Place<'_> {
    fn room<T>(&self, shared: &Shared<T>) -> Option<RoomId> {
        shared.room.filter(|room| self.visit.rooms.contains_key(room))
    }

    fn room_code<T>(&self, shared: &Shared<T>) -> Option<String> {
        shared.room.and_then(|room| self.visit.rooms.get(&room)).map(|room| room.code.clone())
    }

    fn team<T>(&self, shared: &Shared<T>, member: MemberId) -> Option<TeamId> {
        let of_slot = shared.slot.and_then(|slot: SlotId| self.visit.slots.get(&slot)).map(|slot| slot.team);
        of_slot.or_else(|| self.visit.team_members.get(&member).copied())
    }

    fn minute<T>(&self, shared: &Shared<T>) -> Option<i64> {
        let slot = self.visit.slots.get(&shared.slot?)?;
        Some(minutes_between(slot.starts_at, shared.observed_at))
    }

    fn look_for_names(&self, ids: &BTreeSet<LookForId>) -> Vec<String> {
        ids.iter().filter_map(|id| self.visit.look_fors.get(id)).map(|look_for| look_for.name.clone()).collect()
    }
}

fn minutes_between(start: Timestamp, end: Timestamp) -> i64 {
    end.0.saturating_sub(start.0).div_euclid(60_000)
}

fn coverage(visit: &Visit, per_cell: &BTreeMap<(RoomId, TeamId), usize>) -> Vec<CoverageCell> {
    let mut cells: BTreeSet<(RoomId, TeamId)> = visit.slots.values().map(|slot| (slot.room, slot.team)).collect();
    cells.extend(per_cell.keys());
    let mut coverage: Vec<CoverageCell> = cells
        .into_iter()
        .filter_map(|cell| {
            let room = visit.rooms.get(&cell.0)?.code.clone();
            let team = visit.teams.get(&cell.1)?.name.clone();
            Some(CoverageCell { room, team, notes: per_cell.get(&cell).copied().unwrap_or(0) })
        })
        .collect();
    coverage.sort_by(|a, b| (&a.room, &a.team).cmp(&(&b.room, &b.team)));
    coverage
}

fn look_fors(
    visit: &Visit,
    seen: &BTreeMap<LookForId, (usize, BTreeSet<RoomId>)>,
    rooms_observed: usize,
) -> Vec<LookForSeen> {
    let of = |(id, look_for): (&LookForId, &super::LookFor)| {
        let (notes, rooms) = seen.get(id).map_or((0, 0), |(notes, rooms)| (*notes, rooms.len()));
        let rooms = (rooms_observed >= ROOMS_FOR_A_BREAKDOWN).then_some((rooms, rooms_observed));
        LookForSeen { look_for: *id, name: look_for.name.clone(), notes, rooms }
    };
    visit.look_fors.iter().map(of).collect()
}

fn sums(counted: &[FeedbackTally]) -> Vec<TallySum> {
    let mut sums: BTreeMap<&str, TallySum> = BTreeMap::new();
    for tally in counted {
        let sum = sums.entry(&tally.label).or_insert_with(|| TallySum {
            label: tally.label.clone(),
            count: 0,
            denominator: Some(0),
            tallies: 0,
        });
        sum.count += u64::from(tally.count);
        sum.denominator = sum.denominator.zip(tally.denominator).map(|(sum, of)| sum + u64::from(of));
        sum.tallies += 1;
    }
    sums.into_values().collect()
}

fn gaps(
    coverage: &[CoverageCell],
    look_fors: &[LookForSeen],
    focus: &BTreeMap<Focus, usize>,
    notes: usize,
) -> Vec<Gap> {
    let mut per_room: BTreeMap<&str, usize> = BTreeMap::new();
    for cell in coverage {
        *per_room.entry(&cell.room).or_default() += cell.notes;
    }
    let empty_rooms = per_room.iter().filter(|(_, notes)| **notes == 0);
    let mut gaps: Vec<Gap> =
        empty_rooms.map(|(room, _)| Gap::RoomWithoutNotes { room: (*room).to_owned() }).collect();
    gaps.extend(
        coverage
            .iter()
            .filter(|cell| cell.notes == 0 && per_room.get(cell.room.as_str()) != Some(&0))
            .map(|cell| Gap::TeamWithoutNotes { room: cell.room.clone(), team: cell.team.clone() }),
    );
    let unseen = look_fors.iter().filter(|look_for| look_for.notes == 0);
    gaps.extend(unseen.map(|look_for| Gap::LookForNotSeen { name: look_for.name.clone() }));
    let thin = focus.iter().filter(|(_, count)| **count * 10 < notes);
    gaps.extend(thin.map(|(focus, notes)| Gap::ThinFocus { focus: *focus, notes: *notes }));
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LookFor, Room, SharedNote, SharedTally, Slot, Team};
    use crate::ids::ItemId;
    use uuid::Uuid;

    fn id<T>(make: fn(Uuid) -> T, number: u128) -> T {
        make(Uuid::from_u128(number))
    }

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
        }
    }

    fn walked(rooms: u128) -> Feedback {
        let mut contribution = Contribution::default();
        contribution.notes.insert(id(ItemId, 1), shared(note("T: Why?"), 1, 3));
        contribution.notes.insert(id(ItemId, 2), shared(note("T: How?"), 2, 0));
        for (item, count, denominator) in [(3, 4, Some(20)), (4, 6, Some(24)), (5, 1, None)] {
            let label = if denominator.is_some() { "hands" } else { "laptops" }.to_owned();
            let tally = shared(SharedTally { label, count, denominator }, 1, 1);
            contribution.tallies.insert(id(ItemId, item), tally);
        }
        let contributions =
            BTreeMap::from([(id(MemberId, 1), contribution), (id(MemberId, 2), Contribution::default())]);
        feedback(Sources::shared(&visit(rooms), &contributions), Lens::participant())
    }

    #[test]
    fn evidence_is_counted_and_gaps_are_visible() {
        let feedback = walked(3);
        assert_eq!(feedback.observers, 1);
        let coverage: Vec<_> = feedback.coverage.iter().map(|cell| (cell.room.as_str(), cell.notes)).collect();
        assert_eq!(coverage, [("Room 1", 1), ("Room 2", 1), ("Room 3", 0)]);
        assert_eq!(feedback.notes[0].minute, Some(3));
        assert_eq!(feedback.notes[0].observer, None);
        let hands = &feedback.tallies[0];
        assert_eq!((hands.count, hands.denominator, hands.tallies), (10, Some(44), 2));
        assert_eq!(feedback.tallies[1].denominator, None);
        assert_eq!(
            feedback.gaps,
            [
                Gap::RoomWithoutNotes { room: "Room 3".into() },
                Gap::LookForNotSeen { name: "Tools".into() },
                Gap::ThinFocus { focus: Focus::Students, notes: 0 },
                Gap::ThinFocus { focus: Focus::Task, notes: 0 },
            ]
        );
    }

    #[test]
    fn a_breakdown_by_room_is_left_out_under_three_rooms() {
        // Two rooms were observed although three were opened.
        assert_eq!(walked(3).look_fors[0].rooms, None);
        assert_eq!(walked(3).look_fors[0].notes, 2);
    }
}
