//! An informal walk as one person plans it on a phone: everybody in one team, through the rooms in turn.

use std::collections::BTreeSet;

use fieldwalk_core::clock::{SeededRng, Timestamp};
use fieldwalk_core::domain::{self, Room, Team, TheoryOfChange, VisitFacts, parse_day, rotation};
use fieldwalk_core::ids::{LookForId, MemberId, RoomId, SlotId, TeamId, VisitId};
use fieldwalk_core::order::Gather as _;

use super::VisitKind;
use crate::error::{Answer, bad_argument};
use crate::ids::{count, id, ids};

/// The most rooms and look-fors of a visit that is planned on a phone.
const PLANNED_MAX: usize = 64;

/// A visit to be planned. The console has what this leaves out.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct NewVisit {
    /// Its kind.
    pub kind: VisitKind,
    /// The school that opens its classrooms.
    pub host_school: String,
    /// The day, in the school's own calendar.
    pub date: String,
    /// The question about student learning.
    pub problem_of_practice: String,
    /// The invited observers.
    pub observers: Vec<String>,
    /// The codes of the rooms, in the order they are seen; never a teacher's name.
    pub rooms: Vec<String>,
    /// The names of the look-fors.
    pub look_fors: Vec<String>,
    /// When the first slot begins.
    pub starts_at: i64,
    /// How long each slot lasts.
    pub minutes: i64,
}

impl NewVisit {
    /// The facts and the plan of this visit.
    pub(crate) fn plan(self, now: Timestamp, rng: &mut SeededRng) -> Answer<(VisitFacts, domain::Visit)> {
        if self.rooms.len().max(self.look_fors.len()) > PLANNED_MAX {
            return Err(bad_argument("a visit has at most 64 rooms and 64 look-fors"));
        }
        let observers: BTreeSet<MemberId> = ids(&self.observers)?;
        let date = parse_day(&self.date).ok_or_else(|| bad_argument("a day looks like 2026-11-21"))?;
        let (visit, host_school) = (VisitId::new(now, rng), id(&self.host_school)?);
        let facts = VisitFacts::planned(visit, self.kind.into(), host_school, date, observers.clone());
        let team = TeamId::new(now, rng);
        let rooms: Vec<(RoomId, Room)> =
            self.rooms.into_iter().map(|code| (RoomId::new(now, rng), Room { code, ..Room::default() })).collect();
        let order: Vec<RoomId> = rooms.iter().map(|(room, _)| *room).collect();
        let minutes = count(self.minutes, "a slot's length")?;
        let slots = match order.len() {
            0 => Vec::new(),
            all => rotation(&[team], &order, all, Timestamp(self.starts_at), minutes, 0).map_err(bad_argument)?,
        };
        let look_for = |name: String| domain::LookFor { name, ..domain::LookFor::default() };
        let plan = domain::Visit {
            problem_of_practice: self.problem_of_practice,
            theory_of_change: TheoryOfChange::default(),
            look_fors: self.look_fors.into_iter().map(|name| (LookForId::new(now, rng), look_for(name))).gather(),
            rooms: rooms.into_iter().gather(),
            teams: [(team, Team { name: "Team 1".to_owned() })].into(),
            team_members: observers.into_iter().map(|observer| (observer, team)).gather(),
            slots: slots.into_iter().map(|slot| (SlotId::new(now, rng), slot)).gather(),
            norms: Default::default(),
        };
        Ok((facts, plan))
    }
}
