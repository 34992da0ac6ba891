//! What the group saw together, as far as this device has it.

use fieldwalk_core::domain;

use super::{DebriefStep, NoteFocus, NoteKind, SharedPicture, text};
use crate::ids::number;

/// How many notes a team made in a room.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct CoverageCell {
    /// The room's code.
    pub room: String,
    /// The team's name.
    pub team: String,
    /// How many.
    pub notes: i64,
}

/// Where a look-for was seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct LookForSeen {
    /// The look-for.
    pub look_for: String,
    /// Its name.
    pub name: String,
    /// In how many notes.
    pub notes: i64,
    /// In how many rooms; none where that may not be told.
    pub rooms_seen: Option<i64>,
    /// Of how many.
    pub rooms_observed: Option<i64>,
}

/// Counts with one label together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct TallySum {
    /// What was counted.
    pub label: String,
    /// How many.
    pub count: i64,
    /// Of how many; none where one of them does not say.
    pub denominator: Option<i64>,
    /// How many tallies.
    pub tallies: i64,
}

/// A shared note as everybody reads it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct FeedbackNote {
    /// Its name for readers; not the item's own id.
    pub evidence: String,
    /// The room's code, where it may be told.
    pub room: Option<String>,
    /// What was captured.
    pub kind: NoteKind,
    /// Whom or what it is about.
    pub focus: NoteFocus,
    /// The names of the look-fors it bears on.
    pub look_fors: Vec<String>,
    /// The wording as shared.
    pub text: String,
    /// Its pictures.
    pub pictures: Vec<SharedPicture>,
}

/// A shared count.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct FeedbackTally {
    /// Its name for readers.
    pub evidence: String,
    /// The room's code, where it may be told.
    pub room: Option<String>,
    /// What was counted.
    pub label: String,
    /// How many.
    pub count: i64,
    /// Of how many.
    pub denominator: Option<i64>,
}

/// A shared question.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct FeedbackWondering {
    /// Its name for readers.
    pub evidence: String,
    /// The room's code, where it may be told.
    pub room: Option<String>,
    /// "I wonder ...".
    pub text: String,
}

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum FeedbackGap {
    /// Nobody noted anything in a room.
    RoomWithoutNotes {
        /// Its code.
        room: String,
    },
    /// A team noted nothing in a room.
    TeamWithoutNotes {
        /// The room's code.
        room: String,
        /// The team's name.
        team: String,
    },
    /// A look-for that nobody saw.
    LookForNotSeen {
        /// Its name.
        name: String,
    },
    /// Few notes are about a part of the instructional core.
    ThinFocus {
        /// Which part.
        focus: NoteFocus,
        /// How many.
        notes: i64,
    },
}

/// The merged evidence of a visit: the numbers, and one page of the notes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct FeedbackSummary {
    /// The question of the visit.
    pub problem_of_practice: String,
    /// Where the debrief is.
    pub debrief_step: DebriefStep,
    /// How many observers shared something.
    pub observers: i64,
    /// How many rooms were observed.
    pub rooms: i64,
    /// Notes that count, on all pages.
    pub total_notes: i64,
    /// Notes from `offset` on.
    pub notes: Vec<FeedbackNote>,
    /// Where in the list the first of them is.
    pub offset: i64,
    /// Counts.
    pub tallies: Vec<FeedbackTally>,
    /// Questions.
    pub wonderings: Vec<FeedbackWondering>,
    /// Counts with one label together.
    pub tally_sums: Vec<TallySum>,
    /// Rooms and teams.
    pub coverage: Vec<CoverageCell>,
    /// Look-fors.
    pub look_fors: Vec<LookForSeen>,
    /// What is missing.
    pub gaps: Vec<FeedbackGap>,
}

impl FeedbackSummary {
    pub(crate) fn of(step: domain::DebriefStep, feedback: domain::Feedback, offset: u32, limit: u32) -> Self {
        let total_notes = number(feedback.notes.len());
        let notes = feedback.notes.into_iter().skip(offset as usize).take(limit as usize);
        Self {
            problem_of_practice: feedback.problem_of_practice,
            debrief_step: step.into(),
            observers: number(feedback.observers),
            rooms: number(feedback.rooms),
            total_notes,
            notes: notes.map(note).collect(),
            offset: offset.into(),
            tallies: feedback.counted.into_iter().map(tally).collect(),
            wonderings: feedback
                .wonderings
                .into_iter()
                .map(|wondering| FeedbackWondering {
                    evidence: text(&wondering.evidence),
                    room: wondering.room,
                    text: wondering.text,
                })
                .collect(),
            tally_sums: feedback.tallies.into_iter().map(sum).collect(),
            coverage: feedback
                .coverage
                .into_iter()
                .map(|cell| CoverageCell { room: cell.room, team: cell.team, notes: number(cell.notes) })
                .collect(),
            look_fors: feedback.look_fors.into_iter().map(look_for).collect(),
            gaps: feedback.gaps.into_iter().map(gap).collect(),
        }
    }
}

fn note(note: domain::FeedbackNote) -> FeedbackNote {
    FeedbackNote {
        evidence: text(&note.evidence),
        room: note.room,
        kind: note.kind.into(),
        focus: note.focus.into(),
        look_fors: note.look_fors,
        text: note.text,
        pictures: note.attachments.into_iter().map(Into::into).collect(),
    }
}

fn tally(tally: domain::FeedbackTally) -> FeedbackTally {
    FeedbackTally {
        evidence: text(&tally.evidence),
        room: tally.room,
        label: tally.label,
        count: tally.count.into(),
        denominator: tally.denominator.map(i64::from),
    }
}

fn sum(sum: domain::TallySum) -> TallySum {
    let number_of = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    TallySum {
        label: sum.label,
        count: number_of(sum.count),
        denominator: sum.denominator.map(number_of),
        tallies: number(sum.tallies),
    }
}

fn look_for(seen: domain::LookForSeen) -> LookForSeen {
    LookForSeen {
        look_for: text(&seen.look_for),
        name: seen.name,
        notes: number(seen.notes),
        rooms_seen: seen.rooms.map(|(seen, _)| number(seen)),
        rooms_observed: seen.rooms.map(|(_, observed)| number(observed)),
    }
}

fn gap(gap: domain::Gap) -> FeedbackGap {
    match gap {
        domain::Gap::RoomWithoutNotes { room } => FeedbackGap::RoomWithoutNotes { room },
        domain::Gap::TeamWithoutNotes { room, team } => FeedbackGap::TeamWithoutNotes { room, team },
        domain::Gap::LookForNotSeen { name } => FeedbackGap::LookForNotSeen { name },
        domain::Gap::ThinFocus { focus, notes } => {
            FeedbackGap::ThinFocus { focus: focus.into(), notes: number(notes) }
        }
    }
}
