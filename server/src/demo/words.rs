//! The evidence and the closing as a host reads them on a terminal: coverage, look-fors, tallies, where to look next,
//! and then, openly, what happened to every note.

use std::collections::BTreeSet;
use std::fmt::Write;

use fieldwalk_core::domain::{Feedback, Focus, Gap};

use super::options::{DemoOptions, LinkKind};
use super::people;
use super::report::Report;
use super::rotation::Rotation;

/// Tallies and gaps shown at most; the files have all.
const LINES_MAX: usize = 8;

/// What is about to happen.
pub(super) fn title(options: &DemoOptions, rotation: &Rotation, lessons: usize, server_url: &str) -> String {
    let source = match &options.lessons {
        Some(folder) => folder.display().to_string(),
        None => "the project's samples".to_owned(),
    };
    format!(
        "Fieldwalk demo: an In-Field Network visit to {}\n\n  {} simulated observers in {} teams, {} rooms, {} rooms a \
         team; {lessons} lessons from {source}; seed {}\n  Server at {server_url}\n",
        people::SCHOOLS[0],
        options.observers,
        rotation.teams,
        rotation.rooms,
        rotation.periods,
        options.seed,
    )
}

/// The merged evidence.
pub(super) fn evidence(feedback: &Feedback) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "What the host sees\n\n  {}\n", wrapped(&feedback.problem_of_practice, 90, "  "));
    coverage(&mut text, feedback);
    look_fors(&mut text, feedback);
    tallies(&mut text, feedback);
    gaps(&mut text, feedback);
    text
}

fn coverage(text: &mut String, feedback: &Feedback) {
    let teams: Vec<&str> = in_natural_order(feedback.coverage.iter().map(|cell| cell.team.as_str()));
    let rooms: Vec<&str> = in_natural_order(feedback.coverage.iter().map(|cell| cell.room.as_str()));
    let width = rooms.iter().map(|room| room.len()).max().unwrap_or(0).max(6);
    let _ = writeln!(text, "  Coverage: notes shared, by room and team (· not on the team's rotation)\n");
    let _ = write!(text, "  {:width$}", "");
    for team in &teams {
        let _ = write!(text, "{:>8}", team);
    }
    let _ = writeln!(text, "{:>8}", "all");
    for room in rooms {
        let _ = write!(text, "  {room:width$}");
        let mut sum = 0;
        for team in &teams {
            let cell = feedback.coverage.iter().find(|cell| cell.room == room && cell.team == *team);
            let _ = match cell {
                Some(cell) => write!(text, "{:>8}", cell.notes),
                None => write!(text, "{:>8}", "·"),
            };
            sum += cell.map_or(0, |cell| cell.notes);
        }
        let _ = writeln!(text, "{sum:>8}");
    }
    text.push('\n');
}

fn look_fors(text: &mut String, feedback: &Feedback) {
    let _ = writeln!(text, "  Look-fors\n");
    for look_for in &feedback.look_fors {
        let rooms = match look_for.rooms {
            Some((seen, observed)) => format!("seen in {seen} of {observed} rooms"),
            None => "too few rooms to say in how many".to_owned(),
        };
        let _ = writeln!(text, "  {:<34}{:>5} notes  {rooms}", look_for.name, look_for.notes);
    }
    let focus = Focus::ALL.map(|part| format!("{} {}", part.as_str(), feedback.focus.get(&part).unwrap_or(&0)));
    let kinds: Vec<_> = feedback.kinds.iter().map(|(kind, notes)| format!("{} {notes}", kind.as_str())).collect();
    let _ = writeln!(text, "\n  About: {}.  Kinds: {}.\n", focus.join(", "), kinds.join(", "));
}

fn tallies(text: &mut String, feedback: &Feedback) {
    let _ = writeln!(text, "  Counted\n");
    for tally in feedback.tallies.iter().take(LINES_MAX) {
        let of = tally.denominator.map(|of| format!(" of {of}")).unwrap_or_default();
        let count = format!("{}{of}", tally.count);
        let _ = writeln!(text, "  {:<42}{count:>14}  from {} tallies", tally.label, tally.tallies);
    }
    if feedback.tallies.is_empty() {
        let _ = writeln!(text, "  Nothing.");
    }
    let _ = writeln!(text, "\n  Wonderings shared: {}\n", feedback.wonderings.len());
}

fn gaps(text: &mut String, feedback: &Feedback) {
    let _ = writeln!(text, "  Where to look next\n");
    for gap in feedback.gaps.iter().take(LINES_MAX) {
        let line = match gap {
            Gap::RoomWithoutNotes { room } => format!("{room}: nobody shared a note from there"),
            Gap::TeamWithoutNotes { room, team } => format!("{room}: {team} was there and shared no note"),
            Gap::LookForNotSeen { name } => format!("{name}: no note bears on it"),
            Gap::ThinFocus { focus, notes } => {
                format!("Only {notes} of {} notes are about the {}", feedback.notes.len(), focus.as_str())
            }
        };
        let _ = writeln!(text, "  - {line}");
    }
    if feedback.gaps.len() > LINES_MAX {
        let _ = writeln!(text, "  - and {} more in visit.json", feedback.gaps.len() - LINES_MAX);
    }
    if feedback.gaps.is_empty() {
        let _ = writeln!(text, "  Every room, team, look-for and part of the instructional core has its notes.");
        let least = feedback.look_fors.iter().min_by_key(|look_for| look_for.notes);
        if let Some(least) = least {
            let share = format!("{} of {} notes", least.notes, feedback.notes.len());
            let _ = writeln!(text, "  The least is known about: {} ({share}).", least.name);
        }
    }
}

/// What happened, openly.
pub(super) fn closing(report: &Report) -> String {
    let link = match report.link {
        LinkKind::Clean => "a link without faults".to_owned(),
        LinkKind::Faulty => format!(
            "a link that lost {} and {} and sent {} twice, on purpose",
            some(report.requests_lost, "request"),
            some(report.answers_lost, "answer"),
            some(report.requests_repeated, "request"),
        ),
    };
    let rows = [
        ("notes written, offline", count(report.notes_written)),
        ("  of these deleted by their author", count(report.notes_deleted)),
        ("  of these reworded by their author", count(report.notes_edited)),
        ("notes shared by their authors", count(report.notes_shared)),
        ("notes held by the server", count(report.notes_held_by_server)),
        ("notes visible to the host", count(report.notes_visible_to_host)),
        ("tallies and wonderings written", format!("{} and {}", report.tallies, report.wonderings)),
        ("lost", count(report.lost)),
        ("duplicated", count(report.duplicated)),
        ("private texts found with others", count(report.leaked)),
        ("phones that see what the host sees", format!("{} of {}", report.phones_in_agreement, report.observers)),
        (
            "requests of a phone after the walk",
            format!(
                "{:.2} on average; at most {} to push, {} to pull",
                report.requests_per_phone, report.push_requests_most, report.pull_requests_most
            ),
        ),
        ("bytes up, bytes down", format!("{}, {}", bytes(report.bytes_up), bytes(report.bytes_down))),
        ("seconds", format!("{:.1}", report.seconds)),
    ];
    let mut text = "What happened\n\n".to_owned();
    for (what, value) in rows {
        let _ = writeln!(text, "  {what:<38}{value}");
    }
    let verdict = if report.is_good() {
        "Nothing was lost, doubled or shown to anybody it was not shared with."
    } else {
        "SOMETHING WENT WRONG: the numbers above do not add up. This is a bug in Fieldwalk; please report it."
    };
    let how = format!(
        "The observers were simulated: what they wrote was made from the lessons, from seed {}, and nobody visited a \
         school. Everything else was real: {}, each with its store on disk, and HTTP to a server with its database and \
         its worker processes, over {link}. Lost and duplicated were counted by comparing the phones' stores, opened \
         again after the walk, with the server's database and with the host's files, item by item and character for \
         character; {} texts that nobody shared were searched for in {} of what others could read.",
        report.seed,
        some(report.observers as u64, "phone"),
        report.texts_searched_for,
        bytes(report.bytes_searched),
    );
    let _ = write!(text, "\n  {verdict}\n\n  {}", wrapped(&how, 96, "  "));
    text
}

fn some(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn count(number: usize) -> String {
    number.to_string()
}

fn bytes(number: u64) -> String {
    match number {
        0..10_000 => format!("{number} bytes"),
        10_000..10_000_000 => format!("{} kB", number / 1000),
        _ => format!("{} MB", number / 1_000_000),
    }
}

/// Each once; "Team 10" comes after "Team 2", "Room AA" after "Room Z".
fn in_natural_order<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.collect::<BTreeSet<_>>().into_iter().collect();
    names.sort_by_key(|name| (name.len(), *name));
    names
}

fn wrapped(text: &str, width: usize, indent: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is one from the start");
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= width {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join(&format!("\n{indent}"))
}

#[cfg(test)]
mod tests {
    use fieldwalk_core::domain::CoverageCell;

    use super::*;

    fn seen() -> Feedback {
        let cell = |room: &str, team: &str, notes| CoverageCell { room: room.into(), team: team.into(), notes };
        let coverage = vec![
            cell("Room A", "Team 10", 3),
            cell("Room A", "Team 2", 0),
            cell("Room AA", "Team 2", 7),
            cell("Room B", "Team 10", 1),
        ];
        let gaps = vec![
            Gap::TeamWithoutNotes { room: "Room A".into(), team: "Team 2".into() },
            Gap::ThinFocus { focus: Focus::Task, notes: 0 },
        ];
        Feedback { coverage, gaps, ..Feedback::default() }
    }

    #[test]
    fn the_grid_has_every_room_and_team_in_natural_order_and_tells_nothing_from_not_there() {
        let text = evidence(&seen());
        let grid: Vec<Vec<&str>> = text
            .lines()
            .filter(|line| line.ends_with(" all") || line.starts_with("  Room"))
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(
            grid,
            [
                vec!["Team", "2", "Team", "10", "all"],
                vec!["Room", "A", "0", "3", "3"],
                vec!["Room", "B", "·", "1", "1"],
                vec!["Room", "AA", "7", "·", "7"],
            ]
        );
        assert!(text.contains("- Room A: Team 2 was there and shared no note"));
        assert!(text.contains("- Only 0 of 0 notes are about the task"));
        assert!(!text.contains("Every room"));
    }

    #[test]
    fn the_closing_says_openly_what_was_simulated_and_when_something_is_wrong() {
        let good = Report { observers: 2, phones_in_agreement: 2, requests_lost: 1, ..Report::default() };
        let text = closing(&good).replace("\n ", "");
        for words in ["observers were simulated", "lost 1 request and 0 answers", "on purpose", "Nothing was lost"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
        for bad in [
            Report { lost: 1, ..good.clone() },
            Report { duplicated: 1, ..good.clone() },
            Report { leaked: 1, ..good.clone() },
            Report { notes_written: 1, ..good.clone() },
            Report { notes_shared: 1, ..good.clone() },
            Report { phones_in_agreement: 1, ..good.clone() },
        ] {
            assert!(!bad.is_good());
            assert!(closing(&bad).contains("SOMETHING WENT WRONG"));
        }
    }
}
