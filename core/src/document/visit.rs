//! Intents on the plan of a visit.
//!
//! Look-fors and norms are in `network`, since the library has the same. Putting makes or changes a thing, field by field, and brings it back if it was removed; removing is a mark. All fail
//! with [`DocumentError::NotFound`] on a document that is not a visit's, and with [`DocumentError::TooLong`].

use automerge::{ObjId, ObjType};

use super::write::{Tx, check_length, container, copies, create, mark_removed, put, remove, write_prose};
use super::{ChangeBytes, Document, DocumentError};
use crate::clock::Timestamp;
use crate::domain::{LookFor, Norm, Room, Slot, Team, TheoryOfChange, Visit};
use crate::ids::{LookForId, MemberId, NormId, RoomId, SlotId, TeamId};

type Outcome = Result<Option<ChangeBytes>, DocumentError>;

impl Document {
    /// Writes a whole plan in one change, for a visit that was just created. What is in the document and not in the
    /// plan stays.
    pub fn plan(&mut self, visit: &Visit, now: Timestamp) -> Outcome {
        self.change(now, |tx| {
            write_prose(tx, "problem_of_practice", &visit.problem_of_practice)?;
            write_theory(tx, &visit.theory_of_change)?;
            visit.look_fors.iter().try_for_each(|(id, look_for)| put_look_for(tx, *id, look_for))?;
            visit.rooms.iter().try_for_each(|(id, room)| put_room(tx, *id, room))?;
            visit.teams.iter().try_for_each(|(id, team)| put_team(tx, *id, team))?;
            visit.team_members.iter().try_for_each(|(member, team)| place_member(tx, *member, *team))?;
            visit.slots.iter().try_for_each(|(id, slot)| put_slot(tx, *id, slot))?;
            visit.norms.iter().try_for_each(|(id, norm)| put_norm(tx, *id, norm))
        })
    }

    /// Rewrites the problem of practice.
    pub fn set_problem_of_practice(&mut self, text: &str, now: Timestamp) -> Outcome {
        self.change(now, |tx| write_prose(tx, "problem_of_practice", text))
    }

    /// Rewrites the theory of change.
    pub fn set_theory_of_change(&mut self, theory: &TheoryOfChange, now: Timestamp) -> Outcome {
        self.change(now, |tx| write_theory(tx, theory))
    }

    /// Adds or changes a room.
    pub fn put_room(&mut self, id: RoomId, room: &Room, now: Timestamp) -> Outcome {
        self.change(now, |tx| put_room(tx, id, room))
    }

    /// Removes a room.
    pub fn remove_room(&mut self, id: RoomId, now: Timestamp) -> Outcome {
        self.change(now, |tx| mark_removed(tx, "rooms", &id.to_string(), now))
    }

    /// Adds or changes a team.
    pub fn put_team(&mut self, id: TeamId, team: &Team, now: Timestamp) -> Outcome {
        self.change(now, |tx| put_team(tx, id, team))
    }

    /// Removes a team. Its members stay placed in it until they are placed elsewhere.
    pub fn remove_team(&mut self, id: TeamId, now: Timestamp) -> Outcome {
        self.change(now, |tx| mark_removed(tx, "teams", &id.to_string(), now))
    }

    /// Places a member in a team, and so takes them out of any other.
    pub fn place_member(&mut self, member: MemberId, team: TeamId, now: Timestamp) -> Outcome {
        self.change(now, |tx| place_member(tx, member, team))
    }

    /// Takes a member out of their team.
    pub fn remove_member(&mut self, member: MemberId, now: Timestamp) -> Outcome {
        self.change(now, |tx| {
            let members = container(tx, "team_members", ObjType::Map)?;
            remove(tx, &members, &member.to_string())
        })
    }

    /// Adds or changes a slot of the rotation.
    pub fn put_slot(&mut self, id: SlotId, slot: &Slot, now: Timestamp) -> Outcome {
        self.change(now, |tx| put_slot(tx, id, slot))
    }

    /// Removes a slot. What was observed in it keeps its id.
    pub fn remove_slot(&mut self, id: SlotId, now: Timestamp) -> Outcome {
        self.change(now, |tx| mark_removed(tx, "slots", &id.to_string(), now))
    }
}

fn write_theory(tx: &mut Tx<'_>, theory: &TheoryOfChange) -> Result<(), DocumentError> {
    write_prose(tx, "theory_if_we", &theory.if_we)?;
    write_prose(tx, "theory_then", &theory.then)?;
    write_prose(tx, "theory_so_that", &theory.so_that)?;
    write_prose(tx, "theory_assumptions", &theory.assumptions)
}

pub(super) fn put_look_for(tx: &mut Tx<'_>, id: LookForId, look_for: &LookFor) -> Result<(), DocumentError> {
    let LookFor { name, teacher, students, non_example } = look_for;
    let fields = [("name", name), ("teacher", teacher), ("students", students), ("non_example", non_example)];
    put_texts(tx, "look_fors", &id.to_string(), &fields)
}

fn put_room(tx: &mut Tx<'_>, id: RoomId, room: &Room) -> Result<(), DocumentError> {
    let Room { code, grade_band, subject } = room;
    let fields = [("code", code), ("grade_band", grade_band), ("subject", subject)];
    put_texts(tx, "rooms", &id.to_string(), &fields)
}

fn put_team(tx: &mut Tx<'_>, id: TeamId, team: &Team) -> Result<(), DocumentError> {
    put_texts(tx, "teams", &id.to_string(), &[("name", &team.name)])
}

pub(super) fn put_norm(tx: &mut Tx<'_>, id: NormId, norm: &Norm) -> Result<(), DocumentError> {
    put_texts(tx, "norms", &id.to_string(), &[("text", &norm.text)])
}

fn put_slot(tx: &mut Tx<'_>, id: SlotId, slot: &Slot) -> Result<(), DocumentError> {
    for item in made_or_found(tx, "slots", &id.to_string())? {
        put(tx, &item, "team", slot.team.to_string())?;
        put(tx, &item, "room", slot.room.to_string())?;
        put(tx, &item, "starts_at", slot.starts_at.0)?;
        put(tx, &item, "minutes", i64::from(slot.minutes))?;
    }
    Ok(())
}

fn place_member(tx: &mut Tx<'_>, member: MemberId, team: TeamId) -> Result<(), DocumentError> {
    let members = container(tx, "team_members", ObjType::Map)?;
    put(tx, &members, &member.to_string(), team.to_string())
}

fn put_texts(
    tx: &mut Tx<'_>,
    collection: &str,
    id: &str,
    fields: &[(&str, &String)],
) -> Result<(), DocumentError> {
    fields.iter().try_for_each(|(_, text)| check_length(text))?;
    for item in made_or_found(tx, collection, id)? {
        fields.iter().try_for_each(|(field, text)| put(tx, &item, field, text.as_str()))?;
    }
    Ok(())
}

fn made_or_found(tx: &mut Tx<'_>, collection: &str, id: &str) -> Result<Vec<ObjId>, DocumentError> {
    let Ok(found) = copies(tx, collection, id) else { return Ok(vec![create(tx, collection, id)?]) };
    found.iter().try_for_each(|item| remove(tx, item, "removed_at"))?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    #[cfg(not(target_family = "wasm"))]
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use uuid::Uuid;

    use super::super::PROSE_UNITS_MAX;
    use super::super::samples::*;
    use super::*;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const TEAM: TeamId = TeamId(Uuid::from_u128(0x51));
    const ROOM: RoomId = RoomId(Uuid::from_u128(0x52));
    const NORM: NormId = NormId(Uuid::from_u128(0x53));
    const OBSERVER: MemberId = MemberId(Uuid::from_u128(0x54));

    fn sample() -> Visit {
        let [if_we, then, so_that, assumptions] =
            ["we ask", "they explain", "they learn", "time"].map(str::to_owned);
        Visit {
            problem_of_practice: "Who does the thinking when students talk?".to_owned(),
            theory_of_change: TheoryOfChange { if_we, then, so_that, assumptions },
            look_fors: BTreeMap::from([(
                look_for(1),
                LookFor {
                    name: "Reasons".to_owned(),
                    teacher: "asks why".to_owned(),
                    students: "give a reason".to_owned(),
                    non_example: "an answer in chorus".to_owned(),
                },
            )]),
            rooms: BTreeMap::from([(
                ROOM,
                Room { code: "Room A".to_owned(), grade_band: "3-5".to_owned(), subject: String::new() },
            )]),
            teams: BTreeMap::from([(TEAM, Team { name: "Team 1".to_owned() })]),
            team_members: BTreeMap::from([(OBSERVER, TEAM)]),
            slots: BTreeMap::from([(slot(1), Slot { team: TEAM, room: ROOM, starts_at: NOW, minutes: 20 })]),
            norms: BTreeMap::from([(NORM, Norm { text: "What we see stays here.".to_owned() })]),
        }
    }

    #[test]
    fn a_plan_is_one_change_and_reads_back_as_it_was_given() {
        let mut plan = document(PLAN, 1);
        let mut other = document(PLAN, 2);
        let change = plan.plan(&sample(), NOW).unwrap().unwrap();
        other.apply(&change).unwrap();
        assert_eq!(other.visit(), sample());
        assert_eq!(plan.plan(&sample(), NOW.plus_minutes(1)), Ok(None));
    }

    #[test]
    fn what_is_removed_is_gone_until_it_is_put_again() {
        let mut plan = document(PLAN, 1);
        plan.plan(&sample(), NOW).unwrap();
        plan.remove_look_for(look_for(1), NOW).unwrap().unwrap();
        plan.remove_room(ROOM, NOW).unwrap().unwrap();
        plan.remove_team(TEAM, NOW).unwrap().unwrap();
        plan.remove_member(OBSERVER, NOW).unwrap().unwrap();
        plan.remove_slot(slot(1), NOW).unwrap().unwrap();
        plan.remove_norm(NORM, NOW).unwrap().unwrap();
        assert_eq!(plan.remove_norm(NORM, NOW.plus_minutes(1)), Ok(None));
        let Visit { problem_of_practice, theory_of_change, .. } = sample();
        assert_eq!(plan.visit(), Visit { problem_of_practice, theory_of_change, ..Visit::default() });

        plan.plan(&sample(), NOW).unwrap().unwrap();
        assert_eq!(plan.visit(), sample());
    }

    #[test]
    fn two_people_change_different_things_about_one_room_and_the_same_sentence() {
        let mut host = document(PLAN, 1);
        host.plan(&sample(), NOW).unwrap();
        let mut facilitator = copy_on(&host, 2);
        let room = sample().rooms[&ROOM].clone();
        host.put_room(ROOM, &Room { subject: "Mathematics".to_owned(), ..room.clone() }, NOW).unwrap();
        facilitator.put_room(ROOM, &Room { code: "Room B".to_owned(), ..room }, NOW).unwrap();
        host.set_problem_of_practice("Who does most of the thinking when students talk?", NOW).unwrap();
        facilitator.set_problem_of_practice("Who does the thinking when students talk in pairs?", NOW).unwrap();
        meet(&mut host, &mut facilitator);

        let visit = host.visit();
        assert_eq!(visit.rooms[&ROOM].code, "Room B");
        assert_eq!(visit.rooms[&ROOM].subject, "Mathematics");
        assert_eq!(visit.problem_of_practice, "Who does most of the thinking when students talk in pairs?");
    }

    #[test]
    fn prose_of_the_greatest_length_fits_into_a_change_that_the_server_takes() {
        use crate::protocol::TEXT_UNITS_MAX;
        let mut plan = document(PLAN, 1);
        let text = "x".repeat(PROSE_UNITS_MAX);
        plan.set_problem_of_practice(&text, NOW).unwrap().unwrap();
        plan.set_problem_of_practice(&"y".repeat(PROSE_UNITS_MAX), NOW).unwrap().unwrap();
        assert_eq!(plan.set_problem_of_practice(&(text + "x"), NOW), Err(DocumentError::TooLong));

        let theory = |letter: &str| {
            let [if_we, then, so_that, assumptions] = [1, 2, 3, 4].map(|_| letter.repeat(PROSE_UNITS_MAX));
            TheoryOfChange { if_we, then, so_that, assumptions }
        };
        plan.set_theory_of_change(&theory("a"), NOW).unwrap().unwrap();
        assert_eq!(plan.set_theory_of_change(&theory("b"), NOW), Err(DocumentError::TooLarge));

        let mut plan = document(PLAN, 1);
        let mut crowded = sample();
        for n in 0..20_u128 {
            let norm = Norm { text: "z".repeat(TEXT_UNITS_MAX) };
            crowded.norms.insert(NormId(Uuid::from_u128(n)), norm);
        }
        let heads = plan.heads();
        assert_eq!(plan.plan(&crowded, NOW), Err(DocumentError::TooLarge));
        assert_eq!(plan.heads(), heads);
    }

    #[cfg(not(target_family = "wasm"))]
    proptest! {
        #[test]
        fn any_prose_comes_back_character_for_character(first in any::<String>(), second in any::<String>()) {
            let mut network = document(NETWORK, 1);
            for text in [&first, &second] {
                network.set_vision(text, NOW).unwrap();
                prop_assert_eq!(&copy_on(&network, 2).network().vision, text);
            }
        }
    }
}
