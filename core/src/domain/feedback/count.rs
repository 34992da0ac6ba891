//! What is counted: rooms and teams, look-fors, parts of the instructional core, tallies; and what is missing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::{Focus, LookFor, SharedNote, Visit};
use super::FeedbackTally;
use super::piece::Piece;
use crate::ids::{LookForId, RoomId, TeamId};
use crate::order::{Gather as _, order_by};

/// How many pieces of evidence there are, hidden ones left out; stays where the pieces themselves are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Totals {
    /// Notes.
    pub notes: usize,
    /// Tallies.
    pub tallies: usize,
    /// Wonderings of single observers.
    pub wonderings: usize,
    /// Notes and tallies under no pattern.
    pub unclustered: usize,
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
    /// [`ROOMS_FOR_A_BREAKDOWN`](super::ROOMS_FOR_A_BREAKDOWN) rooms.
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

/// Notes per room and team. Every team that is due in a room has a cell; so has one that brought notes from elsewhere.
pub(super) fn coverage<'p, 'a: 'p>(
    visit: &Visit,
    notes: impl Iterator<Item = &'p Piece<'a, SharedNote>>,
) -> Vec<CoverageCell> {
    let due = visit.slots.values().map(|slot| (slot.room, slot.team));
    let mut cells: BTreeMap<(RoomId, TeamId), usize> = due.map(|cell| (cell, 0)).gather();
    for cell in notes.filter_map(|piece| piece.room.zip(piece.team)) {
        *cells.entry(cell).or_default() += 1;
    }
    let mut coverage: Vec<CoverageCell> = cells
        .into_iter()
        .filter_map(|((room, team), notes)| {
            let room = visit.rooms.get(&room)?.code.clone();
            let team = visit.teams.get(&team)?.name.clone();
            Some(CoverageCell { room, team, notes })
        })
        .collect();
    order_by(&mut coverage, |a, b| (&a.room, &a.team, a.notes).cmp(&(&b.room, &b.team, b.notes)));
    coverage
}

/// How often each look-for of the plan was seen, in how many of the `observed` rooms; `None` tells no rooms.
pub(super) fn look_fors<'p, 'a: 'p>(
    visit: &Visit,
    notes: impl Iterator<Item = &'p Piece<'a, SharedNote>>,
    observed: Option<usize>,
) -> Vec<LookForSeen> {
    let mut seen: BTreeMap<LookForId, (usize, BTreeSet<RoomId>)> = BTreeMap::new();
    for piece in notes {
        for look_for in &piece.item.look_fors {
            let (count, rooms) = seen.entry(*look_for).or_default();
            *count += 1;
            rooms.extend(piece.room);
        }
    }
    let of = |(id, look_for): (&LookForId, &LookFor)| {
        let (notes, rooms) = seen.get(id).map_or((0, 0), |(notes, rooms)| (*notes, rooms.len()));
        let rooms = observed.map(|observed| (rooms, observed));
        LookForSeen { look_for: *id, name: look_for.name.clone(), notes, rooms }
    };
    visit.look_fors.iter().map(of).collect()
}

/// Adds up the counts of one label; hidden ones are left out.
pub(super) fn sums(counted: &[FeedbackTally]) -> Vec<TallySum> {
    let mut sums: BTreeMap<&str, TallySum> = BTreeMap::new();
    for tally in counted.iter().filter(|tally| !tally.is_hidden) {
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

/// Where to look next: rooms and teams without notes, look-fors that were not seen, parts with few notes.
pub(super) fn gaps(
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
