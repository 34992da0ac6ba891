//! The plan of a visit: what is asked, what to look for, which team stands in which room when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::ids::{LookForId, MemberId, NormId, RoomId, SlotId, TeamId};
use crate::order::order_by_key;

/// The kind of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitKind {
    /// Instructional rounds at one school, around its problem of practice.
    SchoolVisit,
    /// A session of the network in the field.
    InFieldNetwork,
    /// A short, informal walk.
    LearningWalk,
    /// A walk-through for a quality review.
    WalkThrough,
}

impl VisitKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::SchoolVisit, Self::InFieldNetwork, Self::LearningWalk, Self::WalkThrough];

    /// The word used in JSON, SQL and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SchoolVisit => "school_visit",
            Self::InFieldNetwork => "in_field_network",
            Self::LearningWalk => "learning_walk",
            Self::WalkThrough => "walk_through",
        }
    }

    /// The kind that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Why the school believes that its change will help: if, then, so that, under these assumptions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TheoryOfChange {
    /// If we ...
    pub if_we: String,
    /// then ...
    pub then: String,
    /// so that ...
    pub so_that: String,
    /// What must be true for this to hold.
    pub assumptions: String,
}

/// An observable thing to watch for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LookFor {
    /// Its short name, as on a chip on the screen.
    pub name: String,
    /// What it looks like when a teacher does it.
    pub teacher: String,
    /// What it looks like when students do it.
    pub students: String,
    /// What may be mistaken for it.
    pub non_example: String,
}

/// An opened classroom, known by its code: never by a teacher's name or a door number.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Room {
    /// "Room A".
    pub code: String,
    /// "K-2", "6-8"; empty when not given.
    pub grade_band: String,
    /// "Mathematics"; empty when not given.
    pub subject: String,
}

/// Observers who walk together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Team {
    /// "Team 1".
    pub name: String,
}

/// A team in a room for some minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Who.
    pub team: TeamId,
    /// Where.
    pub room: RoomId,
    /// From when.
    pub starts_at: Timestamp,
    /// For how many minutes (1 to 240).
    pub minutes: u32,
}

/// An agreement among observers, acknowledged once by each.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Norm {
    /// The agreement in one sentence.
    pub text: String,
}

/// The plan of a visit as its document says it. What must not merge (host, kind, stage, participants) is in
/// [`VisitFacts`](super::VisitFacts).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Visit {
    /// The question about student learning, as worded on the day.
    pub problem_of_practice: String,
    /// The school's theory of change.
    pub theory_of_change: TheoryOfChange,
    /// What to look for.
    pub look_fors: BTreeMap<LookForId, LookFor>,
    /// The opened classrooms.
    pub rooms: BTreeMap<RoomId, Room>,
    /// The teams.
    pub teams: BTreeMap<TeamId, Team>,
    /// Which team each observer walks with; a member walks with one.
    pub team_members: BTreeMap<MemberId, TeamId>,
    /// The rotation.
    pub slots: BTreeMap<SlotId, Slot>,
    /// The norms.
    pub norms: BTreeMap<NormId, Norm>,
}

impl Visit {
    /// The slots that `member` walks, in order of time.
    pub fn slots_of(&self, member: MemberId) -> Vec<(SlotId, Slot)> {
        let Some(team) = self.team_members.get(&member) else { return Vec::new() };
        let mut slots: Vec<_> =
            self.slots.iter().filter(|(_, slot)| slot.team == *team).map(|(id, slot)| (*id, *slot)).collect();
        order_by_key(&mut slots, |(id, slot)| (slot.starts_at, *id));
        slots
    }
}
