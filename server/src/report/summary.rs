//! What every report begins with: which visit, which question, how much of everything.

use fieldwalk_core::domain::{Gap, ROOMS_FOR_A_BREAKDOWN, Shows};

use super::words::{Language, Word};
use crate::service::export::VisitExport;

/// The head of a report, name and value.
pub(super) fn summary(export: &VisitExport, language: Language) -> Vec<(String, String)> {
    let feedback = &export.feedback;
    let release = export.release.as_ref();
    let number = release.map_or(language.say(Word::NotReleased).to_owned(), |release| {
        format!("{} · {}", release.number, release.released_at)
    });
    let mut rows = vec![
        (Word::HostSchool, export.host_school_name.clone()),
        (Word::Date, export.date.to_string()),
        (Word::KindOfVisit, language.say(Word::visit(export.kind)).to_owned()),
        (Word::Release, number),
    ];
    rows.extend(release.map(|release| (Word::Hash, release.hash.to_string())));
    rows.extend([
        (Word::ProblemOfPractice, feedback.problem_of_practice.clone()),
        (Word::Observers, feedback.observers.to_string()),
        (Word::Rooms, feedback.rooms.to_string()),
        (Word::NotesHead, feedback.totals.notes.to_string()),
        (Word::Tallies, feedback.totals.tallies.to_string()),
        (Word::Wonderings, feedback.totals.wonderings.to_string()),
        (Word::Unclustered, feedback.totals.unclustered.to_string()),
        (Word::Masked, feedback.masked.to_string()),
        (Word::Hidden, feedback.hidden.to_string()),
    ]);
    rows.into_iter().map(|(word, value)| (language.say(word).to_owned(), value)).collect()
}

/// What a reader must know to read the rest rightly.
pub(super) fn remarks(export: &VisitExport, language: Language) -> Vec<&'static str> {
    let feedback = &export.feedback;
    let themes = (feedback.shows == Shows::ThemesOnly).then(|| language.say(Word::ThemesOnly));
    let few = (feedback.rooms < ROOMS_FOR_A_BREAKDOWN && feedback.coverage.is_empty())
        .then(|| language.say(Word::FewRooms));
    themes.into_iter().chain(few).collect()
}

/// A gap in a sentence.
pub(super) fn gap(gap: &Gap, language: Language) -> String {
    match gap {
        Gap::RoomWithoutNotes { room } => language.fill(Word::GapRoom, &[room]),
        Gap::TeamWithoutNotes { room, team } => language.fill(Word::GapTeam, &[room, team]),
        Gap::LookForNotSeen { name } => language.fill(Word::GapLookFor, &[name]),
        Gap::ThinFocus { focus, notes } => {
            language.fill(Word::GapFocus, &[&language.say(Word::focus(*focus)), notes])
        }
    }
}
