//! What every report begins with: which visit, which question, how much of everything.

use fieldwalk_core::domain::{Feedback, Gap, ROOMS_FOR_A_BREAKDOWN, Shows};

use super::words::{Language, Word};
use crate::service::export::VisitExport;

/// Which visit and which question, name and words.
pub(super) fn about(export: &VisitExport, language: Language) -> Vec<(String, String)> {
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
    rows.push((Word::ProblemOfPractice, export.feedback.problem_of_practice.clone()));
    rows.into_iter().map(|(word, value)| (language.say(word).to_owned(), value)).collect()
}

/// How much of everything there is.
pub(super) fn amounts(feedback: &Feedback, language: Language) -> Vec<(String, usize)> {
    let rows = [
        (Word::Observers, feedback.observers),
        (Word::Rooms, feedback.rooms),
        (Word::NotesHead, feedback.totals.notes),
        (Word::Tallies, feedback.totals.tallies),
        (Word::Wonderings, feedback.totals.wonderings),
        (Word::Unclustered, feedback.totals.unclustered),
        (Word::Masked, feedback.masked),
        (Word::Hidden, feedback.hidden),
    ];
    rows.into_iter().map(|(word, amount)| (language.say(word).to_owned(), amount)).collect()
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
