//! Visits and what their plan says.

use fieldwalk_core::client::VisitEntry;
use fieldwalk_core::domain;
use fieldwalk_core::ids::{RoomId, SlotId, TeamId};

use super::{DebriefStep, mirror, record, text, texts};

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

record! {
    /// A visit as a list shows it.
    Visit {
        /// Its id.
        id: String,
        /// Its kind.
        kind: VisitKind,
        /// The school that opens its classrooms; empty if not known yet.
        host_school: String,
        /// The day, in the school's own calendar.
        date: String,
        /// How far it has come; what waits to be sent counts already.
        stage: VisitStage,
        /// Where the debrief is.
        debrief_step: DebriefStep,
        /// Whether participants may read the host's response.
        is_response_published: bool,
        /// How often the feedback was released.
        releases: i64,
    }
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

record! {
    /// A person in the network.
    Member {
        /// Their id in this network.
        id: String,
        /// Their full name.
        name: String,
        /// Their role in this network.
        role: MemberRole,
        /// The name of their school.
        school: Option<String>,
    }
}

record! {
    /// An observable thing to watch for.
    LookFor {
        /// Its id.
        id: String,
        /// Its short name, as on a chip.
        name: String,
        /// What it looks like when a teacher does it.
        teacher: String,
        /// What it looks like when students do it.
        students: String,
        /// What may be mistaken for it.
        non_example: String,
    }
}

record! {
    /// An agreement among observers.
    Norm {
        /// Its id.
        id: String,
        /// The agreement in one sentence.
        text: String,
    }
}

record! {
    /// An opened classroom.
    Room {
        /// Its id.
        id: String,
        /// "Room A".
        code: String,
        /// "K-2"; empty when not given.
        grade_band: String,
        /// "Mathematics"; empty when not given.
        subject: String,
    }
}

record! {
    /// Observers who walk together.
    Team {
        /// Its id.
        id: String,
        /// "Team 1".
        name: String,
        /// Who walks with it.
        members: Vec<String>,
    }
}

record! {
    /// A team in a room for some minutes.
    Slot {
        /// Its id.
        id: String,
        /// Who.
        team: String,
        /// Where.
        room: String,
        /// From when.
        starts_at: i64,
        /// For how many minutes.
        minutes: i64,
    }
}

record! {
    /// Why the school believes that its change will help.
    TheoryOfChange {
        /// If we ...
        if_we: String,
        /// then ...
        then_will: String,
        /// so that ...
        so_that: String,
        /// What must be true for it.
        assumptions: String,
    }
}

record! {
    /// The plan of a visit.
    VisitPlan {
        /// The visit.
        visit: String,
        /// The question about student learning, as worded on the day.
        problem_of_practice: String,
        /// The school's theory of change.
        theory_of_change: TheoryOfChange,
        /// What to look for.
        look_fors: Vec<LookFor>,
        /// What observers agree on.
        norms: Vec<Norm>,
        /// The opened classrooms.
        rooms: Vec<Room>,
        /// The teams.
        teams: Vec<Team>,
        /// The rotation, in order of time.
        slots: Vec<Slot>,
    }
}

impl VisitPlan {
    pub(crate) fn of(visit: String, plan: domain::Visit) -> Self {
        let domain::Visit { problem_of_practice, theory_of_change, look_fors, rooms, teams, slots, norms, .. } =
            plan;
        let members =
            |team: TeamId| texts(plan.team_members.iter().filter(|(_, of)| **of == team).map(|(id, _)| id));
        let mut slots: Vec<Slot> = slots.into_iter().map(slot).collect();
        slots.sort_by(|a, b| (a.starts_at, &a.id).cmp(&(b.starts_at, &b.id)));
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

record! {
    /// The network as a member sees it.
    NetworkPage {
        /// Its name.
        name: String,
        /// The shared vision.
        vision: String,
        /// The library's look-fors.
        look_fors: Vec<LookFor>,
        /// The library's norms.
        norms: Vec<Norm>,
        /// Who this profile is.
        me: String,
        /// The members.
        members: Vec<Member>,
        /// The schools.
        schools: Vec<School>,
    }
}

record! {
    /// A school of the network.
    School {
        /// Its id.
        id: String,
        /// Its name as people say it.
        name: String,
    }
}

impl NetworkPage {
    pub(crate) fn of(facts: domain::Facts, network: domain::Network) -> Self {
        let school = |id| facts.schools.get(&id).map(|school| school.name.clone());
        Self {
            name: facts.network_name.clone(),
            vision: network.vision,
            look_fors: network.look_fors.into_iter().map(|(id, look_for)| look_for_of(&id, look_for)).collect(),
            norms: network.norms.into_iter().map(|(id, norm)| Norm { id: text(&id), text: norm.text }).collect(),
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
