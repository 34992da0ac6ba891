//! Feedback as a readable report: the part of the feedback page and of a release's page that is the same. Plain
//! strings and numbers; every share comes with what it is a share of, and nothing compares rooms.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fieldwalk_core::domain::{
    Bearing, Feedback, Gap, LookForSeen, PatternSeen, ROOMS_FOR_A_BREAKDOWN, Shows, TallySum,
};
use fieldwalk_core::ids::EvidenceId;

use super::piece::{Piece, PieceView, Wording, counted};
use super::text::Text;

/// Pieces of evidence under a pattern that the report itself shows.
const PIECES_UNDER_A_PATTERN: usize = 5;

/// Feedback in words.
#[derive(Debug, Clone, Default)]
pub(crate) struct ReportView {
    /// The question as worded on the day.
    pub(crate) problem_of_practice: String,
    /// What it rests on: 960 notes, 24 observers. Each a number and its noun.
    pub(crate) sizes: Vec<(usize, String)>,
    /// Rooms by teams; `None` where that would point at a room.
    pub(crate) coverage: Option<CoverageView>,
    /// What is not covered.
    pub(crate) gaps: Vec<String>,
    /// Look-fors.
    pub(crate) look_fors: Vec<LookForView>,
    /// Notes per part of the instructional core and per kind, each under its name.
    pub(crate) shares: Vec<(String, Vec<ShareView>)>,
    /// Tallies, added up.
    pub(crate) tallies: Vec<TallyView>,
    /// What the group saw.
    pub(crate) patterns: Vec<PatternView>,
    /// How many pieces are under no pattern.
    pub(crate) unclustered: usize,
    /// The group's predictions.
    pub(crate) predictions: Vec<String>,
    /// The group's wonderings.
    pub(crate) wonderings: Vec<String>,
    /// How many single observers wondered something.
    pub(crate) own_wonderings: usize,
    /// Next steps.
    pub(crate) next_steps: Vec<NextStepView>,
    /// What is left out, and why.
    pub(crate) left_out: Vec<String>,
    /// Whether single pieces are shown at all.
    pub(crate) shows_evidence: bool,
}

/// Rooms by teams.
#[derive(Debug, Clone, Default)]
pub(crate) struct CoverageView {
    /// The teams' names.
    pub(crate) teams: Vec<String>,
    /// Each room's code and its notes by team; `None` where the team was not due.
    pub(crate) rooms: Vec<(String, Vec<Option<usize>>)>,
}

/// How often a look-for was seen.
#[derive(Debug, Clone)]
pub(crate) struct LookForView {
    /// Its name.
    pub(crate) name: String,
    /// In 3 of 12 rooms; `None` where no rooms are told.
    pub(crate) rooms: Option<String>,
    /// Notes that bear on it.
    pub(crate) notes: usize,
}

/// A part of all notes.
#[derive(Debug, Clone)]
pub(crate) struct ShareView {
    /// Of what.
    pub(crate) name: String,
    /// Notes.
    pub(crate) notes: usize,
    /// Of how many.
    pub(crate) of: usize,
    /// The same in percent, rounded; `None` of nothing.
    pub(crate) percent: Option<usize>,
}

/// Counts of one thing, added up.
#[derive(Debug, Clone)]
pub(crate) struct TallyView {
    /// What was counted.
    pub(crate) label: String,
    /// 10 of 44.
    pub(crate) count: String,
    /// In percent, rounded; `None` without a denominator.
    pub(crate) percent: Option<u64>,
    /// From how many counts.
    pub(crate) tallies: usize,
}

/// A pattern with what is under it.
#[derive(Debug, Clone)]
pub(crate) struct PatternView {
    /// Its id.
    pub(crate) id: String,
    /// What the group says; empty where it has not yet.
    pub(crate) statement: String,
    /// In 5 of 12 rooms, by 9 observers.
    pub(crate) rests_on: String,
    /// 12 support it, 1 contrasts.
    pub(crate) bearings: Vec<String>,
    /// The first pieces under it.
    pub(crate) pieces: Vec<PieceView>,
    /// How many there are.
    pub(crate) total: usize,
}

/// A next step.
#[derive(Debug, Clone)]
pub(crate) struct NextStepView {
    /// The words.
    pub(crate) words: String,
    /// Classroom, by next week.
    pub(crate) when: String,
}

impl ReportView {
    /// The report of `feedback`.
    pub(crate) fn new(feedback: &Feedback, wording: Wording<'_>) -> Self {
        let text = wording.text;
        let under: BTreeSet<EvidenceId> = feedback
            .patterns
            .iter()
            .flat_map(|pattern| pattern.evidence.iter().take(PIECES_UNDER_A_PATTERN))
            .map(|placed| placed.evidence)
            .collect();
        // Only what is shown is looked for: the stress visit has 28,800 notes and shows a few dozen here.
        let pieces: HashMap<EvidenceId, Piece<'_>> = Piece::all(feedback)
            .map(|piece| (piece.evidence(), piece))
            .filter(|(evidence, _)| under.contains(evidence))
            .collect();
        let totals = feedback.totals;
        let notes = totals.notes;
        let share = |name: String, part: usize| ShareView {
            name,
            notes: part,
            of: notes,
            percent: (notes > 0).then(|| rounded(part as u64, notes as u64) as usize),
        };
        let focus = feedback.focus.iter().map(|(part, count)| share(text.word("focus", part.as_str()), *count));
        let kinds =
            feedback.kinds.iter().map(|(kind, count)| share(text.word("note-kind", kind.as_str()), *count));
        Self {
            problem_of_practice: feedback.problem_of_practice.clone(),
            sizes: vec![
                (totals.notes, text.say("report-notes").with("count", totals.notes).to_string()),
                (totals.tallies, text.say("report-tallies").with("count", totals.tallies).to_string()),
                (totals.wonderings, text.say("report-wonderings").with("count", totals.wonderings).to_string()),
                (feedback.observers, text.say("report-observers").with("count", feedback.observers).to_string()),
                (feedback.rooms, text.say("report-rooms").with("count", feedback.rooms).to_string()),
            ],
            coverage: coverage(feedback),
            gaps: feedback.gaps.iter().map(|gap| gap_words(text, gap)).collect(),
            look_fors: feedback.look_fors.iter().map(|seen| look_for(text, seen)).collect(),
            shares: vec![(text.get("report-focus"), focus.collect()), (text.get("report-kind"), kinds.collect())],
            tallies: feedback.tallies.iter().map(|sum| tally(text, sum)).collect(),
            patterns: feedback.patterns.iter().map(|seen| pattern(wording, seen, &pieces)).collect(),
            unclustered: totals.unclustered,
            predictions: feedback.predictions.clone(),
            wonderings: feedback.group_wonderings.clone(),
            own_wonderings: totals.wonderings,
            next_steps: feedback
                .next_steps
                .iter()
                .map(|step| NextStepView {
                    words: step.text.clone(),
                    when: text
                        .say("report-step-when")
                        .with("level", text.word("level", step.level.as_str()))
                        .with("horizon", text.word("horizon", step.horizon.as_str()))
                        .to_string(),
                })
                .collect(),
            left_out: left_out(text, feedback),
            shows_evidence: feedback.shows == Shows::WholeEvidence,
        }
    }
}

fn coverage(feedback: &Feedback) -> Option<CoverageView> {
    let teams: BTreeSet<&str> = feedback.coverage.iter().map(|cell| cell.team.as_str()).collect();
    let mut rooms: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for cell in &feedback.coverage {
        // Two teams of one name share a column.
        *rooms.entry(&cell.room).or_default().entry(&cell.team).or_default() += cell.notes;
    }
    let row = |(room, cells): (&str, BTreeMap<&str, usize>)| {
        (room.to_owned(), teams.iter().map(|team| cells.get(team).copied()).collect())
    };
    let view = CoverageView {
        rooms: rooms.into_iter().map(row).collect(),
        teams: teams.iter().map(|team| (*team).to_owned()).collect(),
    };
    (!view.rooms.is_empty()).then_some(view)
}

fn look_for(text: &Text, seen: &LookForSeen) -> LookForView {
    LookForView {
        name: seen.name.clone(),
        rooms: seen.rooms.map(|rooms| rooms_words(text, rooms)),
        notes: seen.notes,
    }
}

fn rooms_words(text: &Text, (rooms, of): (usize, usize)) -> String {
    text.say("report-in-rooms").with("rooms", rooms).with("of", of).to_string()
}

fn tally(text: &Text, sum: &TallySum) -> TallyView {
    TallyView {
        label: sum.label.clone(),
        count: counted(text, sum.count, sum.denominator),
        percent: sum.denominator.filter(|of| *of > 0).map(|of| rounded(sum.count, of)),
        tallies: sum.tallies,
    }
}

fn pattern(wording: Wording<'_>, seen: &PatternSeen, pieces: &HashMap<EvidenceId, Piece<'_>>) -> PatternView {
    let text = wording.text;
    let by = text.say("report-by-observers").with("count", seen.observers).to_string();
    let rests_on = match seen.rooms {
        Some(rooms) => {
            text.say("report-rooms-and-observers").with("rooms", rooms_words(text, rooms)).with("by", by)
        }
        None => text.say("report-observers-only").with("by", by),
    };
    let bearings = seen.bearings.iter().filter(|(_, count)| **count > 0).map(|(bearing, count)| {
        let counted = match bearing {
            Bearing::Supports => text.say("report-supports"),
            Bearing::Contrasts => text.say("report-contrasts"),
            Bearing::Exception => text.say("report-exceptions"),
        };
        counted.with("count", *count).to_string()
    });
    let shown = seen.evidence.iter().take(PIECES_UNDER_A_PATTERN).filter_map(|placed| {
        let piece = wording.piece(*pieces.get(&placed.evidence)?, &[]);
        Some(placed_as(text, piece, &placed.bearings))
    });
    PatternView {
        id: seen.pattern.to_string(),
        statement: seen.statement.clone(),
        rests_on: rests_on.to_string(),
        bearings: bearings.collect(),
        pieces: shown.collect(),
        total: seen.evidence.len(),
    }
}

/// The piece as it stands to a pattern.
pub(crate) fn placed_as(text: &Text, piece: PieceView, bearings: &BTreeSet<Bearing>) -> PieceView {
    let look = match bearings.last() {
        Some(Bearing::Contrasts) => "contrast",
        Some(Bearing::Exception) => "exception",
        Some(Bearing::Supports) | None => "",
    };
    let bearings = bearings.iter().map(|bearing| text.word("bearing", bearing.as_str())).collect();
    PieceView { bearings, look, ..piece }
}

fn gap_words(text: &Text, gap: &Gap) -> String {
    match gap {
        Gap::RoomWithoutNotes { room } => text.say("report-gap-room").with("room", room),
        Gap::TeamWithoutNotes { room, team } => text.say("report-gap-team").with("room", room).with("team", team),
        Gap::LookForNotSeen { name } => text.say("report-gap-look-for").with("name", name),
        Gap::ThinFocus { focus, notes } => {
            text.say("report-gap-focus").with("focus", text.word("focus", focus.as_str())).with("count", *notes)
        }
    }
    .to_string()
}

fn left_out(text: &Text, feedback: &Feedback) -> Vec<String> {
    let mut lines = Vec::new();
    if feedback.shows == Shows::ThemesOnly {
        lines.push(text.get("report-left-themes"));
    }
    if feedback.rooms < ROOMS_FOR_A_BREAKDOWN && feedback.rooms > 0 {
        let line =
            text.say("report-left-rooms").with("rooms", feedback.rooms).with("least", ROOMS_FOR_A_BREAKDOWN);
        lines.push(line.to_string());
    }
    if feedback.hidden > 0 {
        lines.push(text.say("report-left-hidden").with("count", feedback.hidden).to_string());
    }
    if feedback.masked > 0 {
        lines.push(text.say("report-left-masked").with("count", feedback.masked).to_string());
    }
    lines.push(text.get("report-left-names"));
    lines
}

/// `part` of `of` in percent, half up.
fn rounded(part: u64, of: u64) -> u64 {
    (u128::from(part) * 200 + u128::from(of)).checked_div(u128::from(of) * 2).unwrap_or_default() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_rounded_half_up() {
        let rows = [(1, 3, 33), (2, 3, 67), (1, 8, 13), (1, 200, 1), (0, 5, 0), (5, 5, 100), (7, 5, 140)];
        for (part, of, percent) in rows {
            assert_eq!(rounded(part, of), percent, "{part} of {of}");
        }
        assert_eq!(rounded(u64::MAX, u64::MAX), 100);
    }
}
