//! The visit that the demo's facilitator plans.

use fieldwalk_core::clock::{SeededRng, Timestamp};
use fieldwalk_core::domain::{LookFor, Norm, Room, Slot, Team, TheoryOfChange, Visit, VisitFacts, VisitKind};
use fieldwalk_core::ids::{LookForId, MemberId, NormId, RoomId, SchoolId, SlotId, TeamId, VisitId};
use jiff::civil::{Date, date};

use super::rotation::Rotation;

/// 18 November 2026, 09:00 where the school is. The demo's day never changes, so that a seed replays.
pub(super) const WALK_STARTS_AT: Timestamp = Timestamp(1_795_010_400_000);
const DATE: Date = date(2026, 11, 18);
/// Between two rooms.
const CORRIDOR_MINUTES: u32 = 5;
/// In rooms, all together.
const WALK_MINUTES: u32 = 80;

/// The look-fors, by their place in [`LOOK_FORS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Watch {
    AskForReasons,
    Explain,
    RespondToOneAnother,
    TimeToThink,
    TaskInView,
}

/// Name, teacher, students, non-example; in the order of [`Watch`].
const LOOK_FORS: [[&str; 4]; 5] = [
    [
        "Asking for reasons",
        "Asks why, how do you know, what makes you say that",
        "Hear the question more than once and from one another",
        "Asking for the answer alone",
    ],
    [
        "Students explain",
        "Leaves the explaining to students",
        "Say because, I think, so; in a whole sentence",
        "A one-word answer that the teacher explains",
    ],
    [
        "Students respond to one another",
        "Asks who can add to that",
        "Say what they agree or disagree with, or add to it",
        "Every answer goes to the teacher",
    ],
    [
        "Time to think",
        "Waits three seconds or more after a question",
        "Are silent, write or talk with a partner before answering",
        "The first hand is called on",
    ],
    [
        "The task is in view",
        "Points to the task, reads it, has it read",
        "Can say what they were asked to do",
        "Directions were said once",
    ],
];

const NORMS: [&str; 5] = [
    "What we see here stays with us and with the host.",
    "Every room gets the same time.",
    "In the room we do not talk with one another.",
    "We ask students only when they are not being taught.",
    "We write what a camera would record.",
];

/// The plan and its facts, with what the demo needs to know to walk it.
pub(super) struct Plan {
    pub(super) facts: VisitFacts,
    pub(super) visit: Visit,
    /// By number.
    pub(super) look_fors: Vec<LookForId>,
    /// The slots of each team: slot, number of the room, number of the period.
    pub(super) walks: Vec<Vec<(SlotId, usize, usize)>>,
}

impl Plan {
    /// Plans the visit for `observers`, in this order.
    pub(super) fn new(
        host_school: SchoolId,
        observers: &[MemberId],
        rotation: &Rotation,
        rng: &mut SeededRng,
    ) -> Self {
        let now = WALK_STARTS_AT;
        let minutes = minutes_per_room(rotation.periods);
        let mut visit = Visit {
            problem_of_practice:
                "Students answer, and seldom say how they know. When they are asked a question, what \
                                  do they say and do, and who listens?"
                    .into(),
            theory_of_change: TheoryOfChange {
                if_we: "plan the questions that ask for reasons, and wait after them".into(),
                then: "more students will explain their thinking, to the class and to one another".into(),
                so_that: "every student can show how they know, in words and in writing".into(),
                assumptions: "the task is worth explaining; teachers have time to plan together".into(),
            },
            ..Visit::default()
        };
        // Ids sort by time: a millisecond apart keeps the look-fors in the order they were thought of.
        let look_fors: Vec<_> =
            (0..).zip(LOOK_FORS).map(|(at, _)| LookForId::new(now.plus_millis(at), rng)).collect();
        for (id, [name, teacher, students, non_example]) in look_fors.iter().zip(LOOK_FORS) {
            let [name, teacher, students, non_example] = [name, teacher, students, non_example].map(str::to_owned);
            visit.look_fors.insert(*id, LookFor { name, teacher, students, non_example });
        }
        let norms = (0..).zip(NORMS);
        visit.norms =
            norms.map(|(at, text)| (NormId::new(now.plus_millis(at), rng), Norm { text: text.into() })).collect();
        let rooms: Vec<_> = (0..rotation.rooms).map(|_| RoomId::new(now, rng)).collect();
        for (number, id) in rooms.iter().enumerate() {
            visit.rooms.insert(*id, Room { code: format!("Room {}", letters(number)), ..Room::default() });
        }
        let teams: Vec<_> = (0..rotation.teams).map(|_| TeamId::new(now, rng)).collect();
        for (number, id) in teams.iter().enumerate() {
            visit.teams.insert(*id, Team { name: format!("Team {}", number + 1) });
        }
        for (number, observer) in observers.iter().enumerate() {
            visit.team_members.insert(*observer, teams[rotation.team(number)]);
        }
        let mut walks = vec![Vec::new(); rotation.teams];
        for (team, walk) in walks.iter_mut().enumerate() {
            for period in 0..rotation.periods {
                let (id, room) = (SlotId::new(now, rng), rotation.room(team, period));
                let starts_at = starts_at(period, minutes);
                visit.slots.insert(id, Slot { team: teams[team], room: rooms[room], starts_at, minutes });
                walk.push((id, room, period));
            }
        }
        let (id, observers) = (VisitId::new(now, rng), observers.iter().copied().collect());
        let facts = VisitFacts::planned(id, VisitKind::InFieldNetwork, host_school, DATE, observers);
        Self { facts, visit, look_fors, walks }
    }
}

/// Equal time in every room: 5 to 20 minutes, so that the walk fits into a morning.
pub(super) fn minutes_per_room(periods: usize) -> u32 {
    (WALK_MINUTES / u32::try_from(periods.max(1)).unwrap_or(WALK_MINUTES)).clamp(5, 20)
}

fn starts_at(period: usize, minutes: u32) -> Timestamp {
    let periods = u32::try_from(period).unwrap_or_default();
    WALK_STARTS_AT.plus_minutes(periods * (minutes + CORRIDOR_MINUTES))
}

/// A, B, ... Z, AA, AB, ...
fn letters(number: usize) -> String {
    let last = char::from(b'A' + u8::try_from(number % 26).unwrap_or_default());
    let before = if number < 26 { String::new() } else { letters(number / 26 - 1) };
    format!("{before}{last}")
}

#[cfg(test)]
mod tests {
    use fieldwalk_core::clock::seeded_rng;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn rooms_are_lettered_like_the_columns_of_a_sheet() {
        let codes: Vec<_> = [0, 25, 26, 27, 51, 52].into_iter().map(letters).collect();
        assert_eq!(codes, ["A", "Z", "AA", "AB", "AZ", "BA"]);
    }

    #[test]
    fn every_room_gets_the_same_time_and_nobody_is_in_two_rooms_at_once() {
        let observers: Vec<_> = (0..24).map(|number| MemberId(Uuid::from_u128(number))).collect();
        let rotation = Rotation::new(24, 4, 12);
        let plan = Plan::new(SchoolId(Uuid::nil()), &observers, &rotation, &mut seeded_rng(1));
        for observer in &observers {
            let slots = plan.visit.slots_of(*observer);
            assert_eq!(slots.len(), 4);
            assert!(slots.iter().all(|(_, slot)| slot.minutes == 20));
            for pair in slots.windows(2) {
                assert!(pair[0].1.starts_at.plus_minutes(20 + CORRIDOR_MINUTES) <= pair[1].1.starts_at);
            }
        }
        assert_eq!(WALK_STARTS_AT.to_string(), "2026-11-18T14:00:00.000Z");
    }
}
