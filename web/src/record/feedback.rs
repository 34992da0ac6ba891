//! What the group saw together, as far as this device has it.

use fieldwalk_core::domain;

use super::{DebriefStep, NoteFocus, NoteKind, forms, number, record, text};

record! {
    /// How many notes a team made in a room.
    CoverageCell {
        /// The room's code.
        room: String,
        /// The team's name.
        team: String,
        /// How many.
        notes: i64,
    }
}

record! {
    /// Where a look-for was seen.
    LookForSeen {
        /// The look-for.
        look_for: String,
        /// Its name.
        name: String,
        /// In how many notes.
        notes: i64,
        /// In how many rooms; null where that may not be told.
        rooms_seen: Option<i64>,
        /// Of how many.
        rooms_observed: Option<i64>,
    }
}

record! {
    /// Counts with one label together.
    TallySum {
        /// What was counted.
        label: String,
        /// How many.
        count: i64,
        /// Of how many; null where one of them does not say.
        denominator: Option<i64>,
        /// How many tallies.
        tallies: i64,
    }
}

record! {
    /// A shared note as everybody reads it.
    FeedbackNote {
        /// Its name for readers; not the item's own id.
        evidence: String,
        /// The room's code, where it may be told.
        room: Option<String>,
        /// What was captured.
        kind: NoteKind,
        /// Whom or what it is about.
        focus: NoteFocus,
        /// The names of the look-fors it bears on.
        look_fors: Vec<String>,
        /// The wording as shared.
        text: String,
    }
}

record! {
    /// A shared count.
    FeedbackTally {
        /// Its name for readers.
        evidence: String,
        /// The room's code, where it may be told.
        room: Option<String>,
        /// What was counted.
        label: String,
        /// How many.
        count: i64,
        /// Of how many.
        denominator: Option<i64>,
    }
}

record! {
    /// A shared question.
    FeedbackWondering {
        /// Its name for readers.
        evidence: String,
        /// The room's code, where it may be told.
        room: Option<String>,
        /// "I wonder ...".
        text: String,
    }
}

forms! {
    /// Something that is missing.
    FeedbackGap {
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
}

record! {
    /// The merged evidence of a visit: the numbers, and one page of the notes.
    FeedbackSummary {
        /// The question of the visit.
        problem_of_practice: String,
        /// Where the debrief is.
        debrief_step: DebriefStep,
        /// How many observers shared something.
        observers: i64,
        /// How many rooms were observed.
        rooms: i64,
        /// Notes that count, on all pages.
        total_notes: i64,
        /// Notes from `offset` on.
        notes: Vec<FeedbackNote>,
        /// Where in the list the first of them is.
        offset: i64,
        /// Counts.
        tallies: Vec<FeedbackTally>,
        /// Questions.
        wonderings: Vec<FeedbackWondering>,
        /// Counts with one label together.
        tally_sums: Vec<TallySum>,
        /// Rooms and teams.
        coverage: Vec<CoverageCell>,
        /// Look-fors.
        look_fors: Vec<LookForSeen>,
        /// What is missing.
        gaps: Vec<FeedbackGap>,
    }
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
