//! Visits and what their plan says.

use fieldwalk_core::client::VisitEntry;
use fieldwalk_core::domain;
use fieldwalk_core::ids::{RoomId, SlotId, TeamId};
use fieldwalk_core::order::order_by;

use super::{DebriefStep, mirror, text, texts};

mirror! {
    /// What a member does in a network.
    MemberRole of domain::Role {
        /// Runs the network: plans visits, clears feedback, takes part in every visit.
        Facilitator,
        /// Leads a school.
        Leader,
        /// Works with leaders; observes when invited.
        Coach,
        /// Works for the district. Never reads notebooks or unreleased contributions.
        DistrictStaff,
    }
}

mirror! {
    /// The kind of a visit.
    VisitKind of domain::VisitKind {
        /// Instructional rounds at one school, around its problem of practice.
        SchoolVisit,
        /// A session of the network in the field.
        InFieldNetwork,
        /// A short, informal walk.
        LearningWalk,
        /// A walk-through for a quality review.
        WalkThrough,
    }
}

mirror! {
    /// How far a visit has come.
    VisitStage of domain::Stage {
        /// Being prepared.
        Planned,
        /// Observers are in classrooms.
        Walking,
        /// The group works on what was shared.
        Debriefing,
        /// The facilitator has cleared the contributions; the host reviews.
        Cleared,
        /// The host has released the feedback.
        Released,
    }
}

/// A visit as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Visit {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: VisitKind,
    /// The school that opens its classrooms; empty if not known yet.
    pub host_school: String,
    /// The day, in the school's own calendar.
    pub date: String,
    /// How far it has come; what waits to be sent counts already.
    pub stage: VisitStage,
    /// Where the debrief is.
    pub debrief_step: DebriefStep,
    /// Whether participants may read the host's response.
    pub is_response_published: bool,
    /// How often the feedback was released.
    pub releases: i64,
}

impl From<VisitEntry> for Visit {
    fn from(entry: VisitEntry) -> Self {
        let facts = entry.facts;
        Self {
            id: text(&facts.visit),
            kind: facts.kind.into(),
            host_school: entry.host_school,
            date: text(&facts.date),
            stage: facts.stage.into(),
            debrief_step: facts.debrief_step.into(),
            is_response_published: facts.is_response_published,
            releases: facts.releases.into(),
        }
    }
}

/// A person in the network.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Member {
    /// Their id in this network.
    pub id: String,
    /// Their full name.
    pub name: String,
    /// Their role in this network.
    pub role: MemberRole,
    /// The name of their school.
    pub school: Option<String>,
}

/// An observable thing to watch for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LookFor {
    /// Its id.
    pub id: String,
    /// Its short name, as on a chip.
    pub name: String,
    /// What it looks like when a teacher does it.
    pub teacher: String,
    /// What it looks like when students do it.
    pub students: String,
    /// What may be mistaken for it.
    pub non_example: String,
}

/// An agreement among observers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Norm {
    /// Its id.
    pub id: String,
    /// The agreement in one sentence.
    pub text: String,
}

/// An opened classroom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Room {
    /// Its id.
    pub id: String,
    /// "Room A".
    pub code: String,
    /// "K-2"; empty when not given.
    pub grade_band: String,
    /// "Mathematics"; empty when not given.
    pub subject: String,
}

/// Observers who walk together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Team {
    /// Its id.
    pub id: String,
    /// "Team 1".
    pub name: String,
    /// Who walks with it.
    pub members: Vec<String>,
}

/// A team in a room for some minutes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Slot {
    /// Its id.
    pub id: String,
    /// Who.
    pub team: String,
    /// Where.
    pub room: String,
    /// From when.
    pub starts_at: i64,
    /// For how many minutes.
    pub minutes: i64,
}

/// Why the school believes that its change will help.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct TheoryOfChange {
    /// If we ...
    pub if_we: String,
    /// then ...
    pub then_will: String,
    /// so that ...
    pub so_that: String,
    /// What must be true for it.
    pub assumptions: String,
}

/// The plan of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct VisitPlan {
    /// The visit.
    pub visit: String,
    /// The question about student learning, as worded on the day.
    pub problem_of_practice: String,
    /// The school's theory of change.
    pub theory_of_change: TheoryOfChange,
    /// What to look for.
    pub look_fors: Vec<LookFor>,
    /// What observers agree on.
    pub norms: Vec<Norm>,
    /// The opened classrooms.
    pub rooms: Vec<Room>,
    /// The teams.
    pub teams: Vec<Team>,
    /// The rotation, in order of time.
    pub slots: Vec<Slot>,
}

impl VisitPlan {
    pub(crate) fn of(visit: String, plan: domain::Visit) -> Self {
        let domain::Visit { problem_of_practice, theory_of_change, look_fors, rooms, teams, slots, norms, .. } =
            plan;
        let members =
            |team: TeamId| texts(plan.team_members.iter().filter(|(_, of)| **of == team).map(|(id, _)| id));
        let mut slots: Vec<Slot> = slots.into_iter().map(slot).collect();
        order_by(&mut slots, |a, b| (a.starts_at, &a.id).cmp(&(b.starts_at, &b.id)));
        Self {
            visit,
            problem_of_practice,
            theory_of_change: TheoryOfChange {
                if_we: theory_of_change.if_we,
                then_will: theory_of_change.then,
                so_that: theory_of_change.so_that,
                assumptions: theory_of_change.assumptions,
            },
            look_fors: look_fors.into_iter().map(|(id, look_for)| look_for_of(&id, look_for)).collect(),
            norms: norms.into_iter().map(|(id, norm)| Norm { id: text(&id), text: norm.text }).collect(),
            rooms: rooms.into_iter().map(room).collect(),
            teams: teams
                .into_iter()
                .map(|(id, team)| Team { id: text(&id), name: team.name, members: members(id) })
                .collect(),
            slots,
        }
    }
}

fn look_for_of(id: &impl ToString, look_for: domain::LookFor) -> LookFor {
    let domain::LookFor { name, teacher, students, non_example } = look_for;
    LookFor { id: text(id), name, teacher, students, non_example }
}

fn room((id, room): (RoomId, domain::Room)) -> Room {
    Room { id: text(&id), code: room.code, grade_band: room.grade_band, subject: room.subject }
}

fn slot((id, slot): (SlotId, domain::Slot)) -> Slot {
    Slot {
        id: text(&id),
        team: text(&slot.team),
        room: text(&slot.room),
        starts_at: slot.starts_at.0,
        minutes: slot.minutes.into(),
    }
}

/// The network as a member sees it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct NetworkPage {
    /// Its name.
    pub name: String,
    /// The shared vision.
    pub vision: String,
    /// The library's look-fors.
    pub look_fors: Vec<LookFor>,
    /// The library's norms.
    pub norms: Vec<Norm>,
    /// Whether photographs may be attached to notes.
    pub allows_photographs: bool,
    /// Who this profile is.
    pub me: String,
    /// The members.
    pub members: Vec<Member>,
    /// The schools.
    pub schools: Vec<School>,
}

/// A school of the network.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct School {
    /// Its id.
    pub id: String,
    /// Its name as people say it.
    pub name: String,
}

impl NetworkPage {
    pub(crate) fn of(facts: domain::Facts, network: domain::Network) -> Self {
        let school = |id| facts.schools.get(&id).map(|school| school.name.clone());
        Self {
            name: facts.network_name.clone(),
            vision: network.vision,
            look_fors: network.look_fors.into_iter().map(|(id, look_for)| look_for_of(&id, look_for)).collect(),
            norms: network.norms.into_iter().map(|(id, norm)| Norm { id: text(&id), text: norm.text }).collect(),
            allows_photographs: facts.allows_photographs,
            me: text(&facts.me),
            members: facts
                .members
                .values()
                .map(|member| Member {
                    id: text(&member.id),
                    name: member.name.clone(),
                    role: member.role.into(),
                    school: member.school.and_then(school),
                })
                .collect(),
            schools: facts
                .schools
                .values()
                .map(|school| School { id: text(&school.id), name: school.name.clone() })
                .collect(),
        }
    }
}
