//! Where a plan starts from: a template for each kind of visit, or the last visit.
//!
//! A template is words to begin with, offered in a form and changed there; nothing in it is required. Look-fors are
//! observable, and name what is easily mistaken for them. The sources of the practice are City, Elmore, Fiarman and
//! Teitel, *Instructional Rounds in Education* (2009), and the norms of the networks that Fieldwalk serves.

use std::collections::BTreeMap;

use rand::Rng;

use super::{LookFor, Norm, Visit, VisitKind};
use crate::clock::Timestamp;
use crate::ids::{LookForId, NormId, RoomId, TeamId};

/// What a plan of one kind starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// The kind.
    pub kind: VisitKind,
    /// Look-fors: name, what a teacher does, what students do, what is easily mistaken for it.
    pub look_fors: &'static [[&'static str; 4]],
    /// Norms.
    pub norms: &'static [&'static str],
    /// How the conversation after the walk goes, in order.
    pub protocol: &'static [ProtocolStep],
    /// How long a team stays in a room.
    pub minutes: u32,
    /// How long it has between two rooms.
    pub corridor_minutes: u32,
    /// How many rooms a team sees.
    pub rooms_per_team: usize,
}

/// A step of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProtocolStep {
    /// What is done.
    pub name: &'static str,
    /// For how many minutes.
    pub minutes: u32,
    /// What the group is asked to do.
    pub what: &'static str,
}

const fn step(name: &'static str, minutes: u32, what: &'static str) -> ProtocolStep {
    ProtocolStep { name, minutes, what }
}

const EXPLAIN: [&str; 4] = [
    "Students explain their thinking",
    "Asks how and why, and waits.",
    "Say how they got there, in more than one sentence.",
    "A right answer alone.",
];
const TASK: [&str; 4] = [
    "The task students work on",
    "Hands out or shows a task, and says what it is for.",
    "Read, solve, write, build: what the task has them do.",
    "The objective on the board.",
];
const TALK: [&str; 4] = [
    "Students talk with one another",
    "Gives time and a prompt for talk in pairs or groups.",
    "Take up what another student said.",
    "Sitting in groups, each working alone.",
];
const MATERIALS: [&str; 4] = [
    "Materials and models in use",
    "Points to a chart, a model or a tool while explaining.",
    "Use a chart, a model or a tool to work something out.",
    "Charts on the wall that nobody uses.",
];
const PARTICIPATION: [&str; 4] = [
    "Who takes part",
    "Calls on students who did and who did not raise a hand.",
    "Speak, write or show: how many of how many.",
    "The same few hands.",
];

const LOOK_FORS: &[[&str; 4]] = &[EXPLAIN, TASK, TALK, MATERIALS, PARTICIPATION];

const CONFIDENTIAL: &str = "What we see and hear stays among us. We name no teacher and no student.";
const DESCRIBE: &str = "We write what a camera would record: words, deeds, counts. No judgement, no advice.";
const EQUAL_TIME: &str = "Every room gets the same time, and we stay for all of it.";
const SILENT: &str = "We do not talk with one another in the room.";
const ASK: &str = "We ask students only while nobody is teaching them.";

const NORMS: &[&str] = &[CONFIDENTIAL, DESCRIBE, EQUAL_TIME, SILENT, ASK];

const ROUNDS_DEBRIEF: &[ProtocolStep] = &[
    step(
        "Select",
        15,
        "In silence, each chooses the notes that bear on the problem of practice, and shares them.",
    ),
    step("Describe", 30, "Read what was seen. Ask: what is the evidence for that?"),
    step("Group", 30, "Put evidence that belongs together under a statement. Keep contrasts and exceptions."),
    step(
        "Predict",
        20,
        "If you were a student here and did all you were asked, what would you know and be able to do?",
    ),
    step("Next level of work", 25, "Name what would help next week, next month, by the end of the year."),
];
const CORRIDOR_TALK: &[ProtocolStep] = &[
    step("Select", 5, "In silence, each chooses what to share."),
    step("Describe", 10, "Each reads two notes. Nobody explains them."),
    step("Group", 10, "What did we see in more than one room?"),
    step("Wonder", 5, "What do we wonder now?"),
];

const TEMPLATES: [Template; 4] = [
    Template {
        kind: VisitKind::SchoolVisit,
        look_fors: LOOK_FORS,
        norms: NORMS,
        protocol: ROUNDS_DEBRIEF,
        minutes: 20,
        corridor_minutes: 5,
        rooms_per_team: 4,
    },
    Template {
        kind: VisitKind::InFieldNetwork,
        look_fors: LOOK_FORS,
        norms: NORMS,
        protocol: ROUNDS_DEBRIEF,
        minutes: 15,
        corridor_minutes: 5,
        rooms_per_team: 3,
    },
    Template {
        kind: VisitKind::LearningWalk,
        look_fors: LOOK_FORS,
        norms: NORMS,
        protocol: CORRIDOR_TALK,
        minutes: 8,
        corridor_minutes: 2,
        rooms_per_team: 4,
    },
    Template {
        kind: VisitKind::WalkThrough,
        look_fors: LOOK_FORS,
        norms: NORMS,
        protocol: CORRIDOR_TALK,
        minutes: 10,
        corridor_minutes: 3,
        rooms_per_team: 6,
    },
];

/// The template for a kind of visit.
pub fn template(kind: VisitKind) -> &'static Template {
    match kind {
        VisitKind::SchoolVisit => &TEMPLATES[0],
        VisitKind::InFieldNetwork => &TEMPLATES[1],
        VisitKind::LearningWalk => &TEMPLATES[2],
        VisitKind::WalkThrough => &TEMPLATES[3],
    }
}

/// A plan with the template's look-fors and norms, in its order.
pub fn plan_from_template(template: &Template, now: Timestamp, rng: &mut impl Rng) -> Visit {
    let look_for = |[name, teacher, students, non_example]: [&str; 4]| LookFor {
        name: name.to_owned(),
        teacher: teacher.to_owned(),
        students: students.to_owned(),
        non_example: non_example.to_owned(),
    };
    let norm = |text: &str| Norm { text: text.to_owned() };
    let look_fors = template.look_fors.iter().map(|words| look_for(*words));
    let norms = template.norms.iter().map(|text| norm(text));
    Visit {
        look_fors: in_order(look_fors, now, |at| LookForId::new(at, rng)),
        norms: in_order(norms, now, |at| NormId::new(at, rng)),
        ..Visit::default()
    }
}

/// A plan that starts where the last one was: the same question, theory of change, look-fors, norms, rooms and teams,
/// each under a new id. People and times are of the day, so nobody is in a team yet and there is no rotation.
pub fn plan_from_last(last: &Visit, now: Timestamp, rng: &mut impl Rng) -> Visit {
    Visit {
        problem_of_practice: last.problem_of_practice.clone(),
        theory_of_change: last.theory_of_change.clone(),
        look_fors: in_order(last.look_fors.values().cloned(), now, |at| LookForId::new(at, rng)),
        norms: in_order(last.norms.values().cloned(), now, |at| NormId::new(at, rng)),
        rooms: in_order(last.rooms.values().cloned(), now, |at| RoomId::new(at, rng)),
        teams: in_order(last.teams.values().cloned(), now, |at| TeamId::new(at, rng)),
        ..Visit::default()
    }
}

/// Items under new ids that sort as they are given: ids of the same millisecond would not, so each is one later.
fn in_order<Id: Ord, T>(
    items: impl Iterator<Item = T>,
    now: Timestamp,
    mut id: impl FnMut(Timestamp) -> Id,
) -> BTreeMap<Id, T> {
    (0..).zip(items).map(|(later, item)| (id(now.plus_millis(later)), item)).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::clock::seeded_rng;
    use crate::domain::{Room, Slot, Team, rotation};
    use crate::evidence::{self, NameList, Verdict};
    use crate::ids::{MemberId, SlotId};

    #[test]
    fn every_kind_has_a_template_of_its_own_whose_words_are_observable() {
        for kind in VisitKind::ALL {
            let template = template(kind);
            assert_eq!(template.kind, kind);
            let plan = plan_from_template(template, Timestamp(1_000), &mut seeded_rng(1));
            let names: Vec<_> = plan.look_fors.values().map(|look_for| look_for.name.as_str()).collect();
            let as_listed: Vec<_> = template.look_fors.iter().map(|words| words[0]).collect();
            assert_eq!(names, as_listed);
            assert!(plan.norms.values().map(|norm| norm.text.as_str()).eq(template.norms.iter().copied()));
            for look_for in plan.look_fors.values() {
                for words in [&look_for.teacher, &look_for.students] {
                    let findings = evidence::check(words, &NameList::default());
                    assert_eq!(evidence::verdict(&findings), Verdict::Evidence, "{words}");
                }
            }
            assert!(template.protocol.iter().all(|step| step.minutes > 0));
        }
    }

    #[test]
    fn the_last_visit_hands_on_what_is_not_of_the_day() {
        let rng = &mut seeded_rng(2);
        let mut last = plan_from_template(template(VisitKind::SchoolVisit), Timestamp(1_000), rng);
        last.problem_of_practice = "How do students explain?".into();
        let (room, team) = (RoomId(Uuid::from_u128(50)), TeamId(Uuid::from_u128(60)));
        last.rooms.insert(room, Room { code: "Room A".into(), ..Room::default() });
        last.teams.insert(team, Team { name: "Team 1".into() });
        last.team_members.insert(MemberId(Uuid::from_u128(70)), team);
        let slots: Vec<Slot> = rotation(&[team], &[room], 1, Timestamp(0), 20, 5).unwrap();
        last.slots.insert(SlotId(Uuid::from_u128(80)), slots[0]);

        let next = plan_from_last(&last, Timestamp(9_000), rng);
        assert_eq!(next.problem_of_practice, last.problem_of_practice);
        assert!(next.look_fors.values().eq(last.look_fors.values()));
        assert!(next.norms.values().eq(last.norms.values()));
        assert!(next.rooms.values().eq(last.rooms.values()) && next.teams.values().eq(last.teams.values()));
        assert!(next.team_members.is_empty() && next.slots.is_empty());
        assert!(next.look_fors.keys().all(|id| !last.look_fors.contains_key(id)));
        assert!(next.rooms.keys().all(|id| !last.rooms.contains_key(id)));
    }
}
