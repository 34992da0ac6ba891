//! Which team stands in which room when: made, and checked where a person adjusted it.
//!
//! Teams start in different rooms, spread evenly, and all move on by one. So no two meet, all have the same time, and
//! every room is seen as often as any other, or once more. A plan that a person changed is never refused: what is odd
//! about it is said, and may be meant.

use std::collections::{BTreeMap, BTreeSet};

use super::{Slot, Visit};
use crate::clock::Timestamp;
use crate::ids::{RoomId, SlotId, TeamId};
use crate::order::{Gather as _, order_by_key};

/// The longest slot, in minutes.
pub const SLOT_MINUTES_MAX: u32 = 240;

/// Why there is no rotation with these numbers, and what would help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoRotation {
    /// There is no team.
    #[error("there is no team yet")]
    NoTeams,
    /// There is no room.
    #[error("no room is opened yet")]
    NoRooms,
    /// A team or a room is named twice.
    #[error("a team or a room is named twice")]
    Repeated,
    /// A team is to see no room at all.
    #[error("every team needs at least one room")]
    NothingToSee,
    /// A team is to see more rooms than there are.
    #[error("a team cannot see {wanted} of {rooms} rooms: open more rooms, or let each team see fewer")]
    TooFewRooms {
        /// Rooms a team is to see.
        wanted: usize,
        /// Rooms there are.
        rooms: usize,
    },
    /// More teams than rooms: somebody would stand in the corridor.
    #[error("{teams} teams cannot be in {rooms} rooms at once: open more rooms, or make fewer teams")]
    TooManyTeams {
        /// Teams there are.
        teams: usize,
        /// Rooms there are.
        rooms: usize,
    },
    /// Some rooms would be opened for nobody.
    #[error("{rooms} rooms are opened and the teams see {seen}: let each team see more rooms, or open fewer")]
    RoomsLeftOver {
        /// Rooms there are.
        rooms: usize,
        /// Rooms that would be seen.
        seen: usize,
    },
    /// A slot lasts 1 to [`SLOT_MINUTES_MAX`] minutes.
    #[error("time in a room is 1 to {SLOT_MINUTES_MAX} minutes")]
    Minutes,
}

/// A rotation in which every team sees `rooms_per_team` rooms for `minutes` each, with `corridor_minutes` between two;
/// in order of time, and then of the teams as given.
///
/// # Errors
/// [`NoRotation`].
pub fn rotation(
    teams: &[TeamId],
    rooms: &[RoomId],
    rooms_per_team: usize,
    starts_at: Timestamp,
    minutes: u32,
    corridor_minutes: u32,
) -> Result<Vec<Slot>, NoRotation> {
    may_rotate(teams, rooms, rooms_per_team, minutes)?;
    let mut slots = Vec::with_capacity(teams.len() * rooms_per_team);
    let mut starts_at = starts_at;
    for period in 0..rooms_per_team {
        for (number, team) in teams.iter().enumerate() {
            let room = (number * rooms.len() / teams.len() + period) % rooms.len();
            slots.push(Slot { team: *team, room: rooms[room], starts_at, minutes });
        }
        starts_at = starts_at.plus_minutes(minutes.saturating_add(corridor_minutes));
    }
    Ok(slots)
}

/// Which of the slots that are `there` each of the `wanted` ones is; `None` where it is a new one. The same team in the same
/// room is the same slot, also at another time: notes may have been written in it, which have their room from it.
pub fn slots_that_stay(there: &BTreeMap<SlotId, Slot>, wanted: &[Slot]) -> Vec<Option<SlotId>> {
    let mut left = there.clone();
    let mut take = |wanted: &Slot| {
        let is_same = |slot: &Slot| slot.team == wanted.team && slot.room == wanted.room;
        let same = left.iter().filter(|(_, slot)| is_same(slot));
        let nearest = same.min_by_key(|(id, slot)| (slot.starts_at.0.abs_diff(wanted.starts_at.0), **id));
        let id = nearest.map(|(id, _)| *id)?;
        left.remove(&id);
        Some(id)
    };
    wanted.iter().map(&mut take).collect()
}

fn may_rotate(teams: &[TeamId], rooms: &[RoomId], rooms_per_team: usize, minutes: u32) -> Result<(), NoRotation> {
    let (given, seen) = (rooms.len(), teams.len().saturating_mul(rooms_per_team));
    let is_repeated = teams.iter().gather::<BTreeSet<_>>().len() < teams.len()
        || rooms.iter().gather::<BTreeSet<_>>().len() < given;
    match () {
        () if teams.is_empty() => Err(NoRotation::NoTeams),
        () if rooms.is_empty() => Err(NoRotation::NoRooms),
        () if is_repeated => Err(NoRotation::Repeated),
        () if rooms_per_team == 0 => Err(NoRotation::NothingToSee),
        () if rooms_per_team > given => Err(NoRotation::TooFewRooms { wanted: rooms_per_team, rooms: given }),
        () if teams.len() > given => Err(NoRotation::TooManyTeams { teams: teams.len(), rooms: given }),
        () if seen < given => Err(NoRotation::RoomsLeftOver { rooms: given, seen }),
        () if !(1..=SLOT_MINUTES_MAX).contains(&minutes) => Err(NoRotation::Minutes),
        () => Ok(()),
    }
}

/// Something odd about a rotation. May be meant; nothing is refused because of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RotationProblem {
    /// Two teams are in one room at once.
    RoomTwice {
        /// The room.
        room: RoomId,
        /// The slot that begins first, or at the same time.
        first: SlotId,
        /// The other.
        second: SlotId,
    },
    /// A team is in two rooms at once.
    TeamTwice {
        /// The team.
        team: TeamId,
        /// The slot that begins first, or at the same time.
        first: SlotId,
        /// The other.
        second: SlotId,
    },
    /// A slot is longer or shorter than most.
    UnequalSlot {
        /// The slot.
        slot: SlotId,
        /// How long most last.
        usual_minutes: u32,
    },
    /// A team has more or less time in rooms than most.
    UnequalTeam {
        /// The team.
        team: TeamId,
        /// Its time in all its rooms.
        minutes: u32,
        /// What most teams have.
        usual_minutes: u32,
    },
    /// An opened room that nobody sees.
    RoomUnseen(RoomId),
    /// A team that sees no room.
    TeamWithoutRooms(TeamId),
    /// A slot whose team or room has been taken out of the plan.
    SlotOfNothing(SlotId),
}

/// What is odd about the rotation of a plan, in the order of [`RotationProblem`]; empty when nothing is.
pub fn check_rotation(visit: &Visit) -> Vec<RotationProblem> {
    let mut problems = Vec::new();
    let mut slots: Vec<(SlotId, Slot)> = Vec::new();
    for (id, slot) in &visit.slots {
        if visit.teams.contains_key(&slot.team) && visit.rooms.contains_key(&slot.room) {
            slots.push((*id, *slot));
        } else {
            problems.push(RotationProblem::SlotOfNothing(*id));
        }
    }
    order_by_key(&mut slots, |(id, slot)| (slot.starts_at, *id));
    let rooms = at_once(&slots, |slot| slot.room).into_iter();
    problems.extend(rooms.map(|(room, first, second)| RotationProblem::RoomTwice { room, first, second }));
    let teams = at_once(&slots, |slot| slot.team).into_iter();
    problems.extend(teams.map(|(team, first, second)| RotationProblem::TeamTwice { team, first, second }));

    let usual_minutes = usual(slots.iter().map(|(_, slot)| slot.minutes));
    let unequal = slots.iter().filter(|(_, slot)| slot.minutes != usual_minutes);
    problems.extend(unequal.map(|(slot, _)| RotationProblem::UnequalSlot { slot: *slot, usual_minutes }));

    let mut per_team: BTreeMap<TeamId, u32> = BTreeMap::new();
    for (_, slot) in &slots {
        let minutes = per_team.entry(slot.team).or_default();
        *minutes = minutes.saturating_add(slot.minutes);
    }
    let usual_minutes = usual(per_team.values().copied());
    let unequal = per_team.iter().filter(|(_, minutes)| **minutes != usual_minutes);
    problems.extend(unequal.map(|(team, minutes)| RotationProblem::UnequalTeam {
        team: *team,
        minutes: *minutes,
        usual_minutes,
    }));
    let seen: BTreeSet<RoomId> = slots.iter().map(|(_, slot)| slot.room).gather();
    problems
        .extend(visit.rooms.keys().filter(|room| !seen.contains(room)).copied().map(RotationProblem::RoomUnseen));
    let idle = visit.teams.keys().filter(|team| !per_team.contains_key(team)).copied();
    problems.extend(idle.map(RotationProblem::TeamWithoutRooms));
    problems.sort();
    problems
}

/// Pairs of slots that overlap and have the same `of`; `slots` are in order of time.
fn at_once<K: Ord + Copy>(slots: &[(SlotId, Slot)], of: impl Fn(&Slot) -> K) -> Vec<(K, SlotId, SlotId)> {
    let mut same: BTreeMap<K, Vec<&(SlotId, Slot)>> = BTreeMap::new();
    for slot in slots {
        same.entry(of(&slot.1)).or_default().push(slot);
    }
    let mut found = Vec::new();
    for (key, slots) in same {
        for (number, (first, slot)) in slots.iter().enumerate() {
            let ends_at = slot.starts_at.plus_minutes(slot.minutes);
            let overlapping = slots[number + 1..].iter().take_while(|(_, later)| later.starts_at < ends_at);
            found.extend(overlapping.map(|(second, _)| (key, *first, *second)));
        }
    }
    found
}

/// The value that occurs most often; of several, the greatest. 0 where there is none.
fn usual(values: impl Iterator<Item = u32>) -> u32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(value, count)| (*count, *value)).map_or(0, |(value, _)| value)
}

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{Room, Team};

    fn ids<T>(make: fn(Uuid) -> T, from: u128, count: usize) -> Vec<T> {
        (from..).take(count).map(|number| make(Uuid::from_u128(number))).collect()
    }

    /// A plan with `teams` teams, `rooms` rooms and these slots.
    fn plan(teams: usize, rooms: usize, slots: &[Slot]) -> Visit {
        Visit {
            teams: ids(TeamId, 1, teams).into_iter().map(|id| (id, Team::default())).collect(),
            rooms: ids(RoomId, 1, rooms).into_iter().map(|id| (id, Room::default())).collect(),
            slots: ids(SlotId, 1, slots.len()).into_iter().zip(slots.iter().copied()).collect(),
            ..Visit::default()
        }
    }

    fn made(teams: usize, rooms: usize, rooms_per_team: usize) -> Result<Vec<Slot>, NoRotation> {
        rotation(&ids(TeamId, 1, teams), &ids(RoomId, 1, rooms), rooms_per_team, Timestamp(0), 20, 5)
    }

    proptest! {
        #[test]
        fn every_team_sees_its_rooms_no_room_is_seen_twice_at_once_and_time_is_equal(
            teams in 0..14_usize, rooms in 0..20_usize, rooms_per_team in 0..12_usize,
        ) {
            let Ok(slots) = made(teams, rooms, rooms_per_team) else { return Ok(()) };
            prop_assert_eq!(check_rotation(&plan(teams, rooms, &slots)), []);
            let mut per_team: BTreeMap<TeamId, BTreeSet<RoomId>> = BTreeMap::new();
            let mut per_room: BTreeMap<RoomId, usize> = BTreeMap::new();
            for slot in &slots {
                per_team.entry(slot.team).or_default().insert(slot.room);
                *per_room.entry(slot.room).or_default() += 1;
            }
            prop_assert!(per_team.len() == teams && per_team.values().all(|seen| seen.len() == rooms_per_team));
            let (least, most) = (per_room.values().min().unwrap(), per_room.values().max().unwrap());
            prop_assert!(most - least <= 1 && per_room.len() == rooms, "{:?}", per_room);
        }

        #[test]
        fn where_the_numbers_allow_it_there_is_one(teams in 1..14_usize, rooms in 1..20_usize, each in 1..12_usize) {
            let fits = each <= rooms && teams <= rooms && teams * each >= rooms;
            prop_assert_eq!(made(teams, rooms, each).is_ok(), fits);
        }
    }

    #[test]
    fn what_stands_in_the_way_is_said() {
        assert_eq!(made(0, 4, 2), Err(NoRotation::NoTeams));
        assert_eq!(made(2, 0, 2), Err(NoRotation::NoRooms));
        assert_eq!(made(2, 4, 0), Err(NoRotation::NothingToSee));
        assert_eq!(made(2, 4, 5), Err(NoRotation::TooFewRooms { wanted: 5, rooms: 4 }));
        assert_eq!(made(5, 4, 2), Err(NoRotation::TooManyTeams { teams: 5, rooms: 4 }));
        assert_eq!(made(2, 9, 4), Err(NoRotation::RoomsLeftOver { rooms: 9, seen: 8 }));
        let (team, room) = (TeamId(Uuid::nil()), RoomId(Uuid::nil()));
        assert_eq!(rotation(&[team], &[room, room], 1, Timestamp(0), 20, 5), Err(NoRotation::Repeated));
        assert_eq!(rotation(&[team], &[room], 1, Timestamp(0), 0, 5), Err(NoRotation::Minutes));
    }

    #[test]
    fn slot_at_another_time_stays_the_same_slot() {
        let slots = made(2, 4, 2).unwrap();
        let there = plan(2, 4, &slots).slots;
        let all: Vec<Option<SlotId>> = there.keys().copied().map(Some).collect();
        let later: Vec<Slot> =
            slots.iter().map(|slot| Slot { starts_at: slot.starts_at.plus_minutes(30), ..*slot }).collect();
        assert_eq!(slots_that_stay(&there, &later), all);
        let elsewhere: Vec<Slot> = slots.iter().map(|slot| Slot { room: RoomId(Uuid::nil()), ..*slot }).collect();
        assert_eq!(slots_that_stay(&there, &elsewhere), [None; 4]);
    }

    #[test]
    fn team_that_is_in_a_room_twice_keeps_the_slot_that_is_nearest_in_time() {
        let slot = made(1, 1, 1).unwrap()[0];
        let again = Slot { starts_at: slot.starts_at.plus_minutes(60), ..slot };
        let there = plan(1, 1, &[slot, again]).slots;
        let [first, second] = [1, 2].map(|number| Some(SlotId(Uuid::from_u128(number))));
        assert_eq!(slots_that_stay(&there, &[again]), [second]);
        assert_eq!(slots_that_stay(&there, &[slot, again, again]), [first, second, None]);
    }

    #[test]
    fn what_a_person_made_odd_is_said() {
        let slots = made(2, 4, 2).unwrap();
        let problems = |change: fn(&mut Vec<Slot>)| {
            let mut slots = slots.clone();
            change(&mut slots);
            check_rotation(&plan(2, 4, &slots))
        };
        let [team, other] = [1, 2].map(|number| TeamId(Uuid::from_u128(number)));
        let [a, b, c] = [1, 2, 3].map(|number| SlotId(Uuid::from_u128(number)));
        let room = |number| RoomId(Uuid::from_u128(number));
        assert_eq!(problems(|_| {}), []);
        assert_eq!(
            problems(|slots| slots[1].room = slots[0].room),
            [
                RotationProblem::RoomTwice { room: room(1), first: a, second: b },
                RotationProblem::RoomUnseen(room(3))
            ]
        );
        assert_eq!(
            problems(|slots| slots[2].starts_at = Timestamp(19 * 60_000)),
            [RotationProblem::TeamTwice { team, first: a, second: c }]
        );
        assert_eq!(
            problems(|slots| slots[2].starts_at = Timestamp(20 * 60_000)),
            [],
            "one ends as the other begins"
        );
        assert_eq!(
            problems(|slots| slots[0].minutes = 10),
            [
                RotationProblem::UnequalSlot { slot: a, usual_minutes: 20 },
                RotationProblem::UnequalTeam { team, minutes: 30, usual_minutes: 40 },
            ]
        );
        assert_eq!(
            problems(|slots| slots.retain(|slot| slot.team.0.as_u128() == 1)),
            [
                RotationProblem::RoomUnseen(room(3)),
                RotationProblem::RoomUnseen(room(4)),
                RotationProblem::TeamWithoutRooms(other),
            ]
        );
        assert_eq!(
            problems(|slots| slots[0].room = RoomId(Uuid::nil()))[..1],
            [RotationProblem::UnequalTeam { team, minutes: 20, usual_minutes: 40 }]
        );
        assert!(
            problems(|slots| slots[0].room = RoomId(Uuid::nil())).contains(&RotationProblem::SlotOfNothing(a))
        );
    }
}
