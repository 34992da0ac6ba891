//! An export as CSV files (RFC 4180, UTF-8): every piece of evidence is one row, with a header of fixed names.
//!
//! A spreadsheet runs what begins like a formula, whoever wrote it. Such a cell gets an apostrophe in front, and so does
//! one that would read like it without its own apostrophes: taking one off gives back every text as it was written.

use std::borrow::Cow;

use fieldwalk_core::domain::Bearing;
use fieldwalk_core::ids::MemberId;

use crate::service::export::VisitExport;

/// `cell` as no spreadsheet takes it for a formula.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if reads_as_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// What [`harmless`] made `cell` from.
pub fn as_written(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|written| reads_as_formula(written)).unwrap_or(cell)
}

/// Whether a spreadsheet might run it: behind white space and apostrophes comes what begins a formula, in ordinary or
/// full width, or it begins with white space that splits cells (OWASP, *CSV Injection*).
fn reads_as_formula(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    let first = bare.trim_start_matches(|c: char| c == '\'' || c.is_whitespace());
    bare.starts_with(['\t', '\r', '\n']) || first.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// All files, by name.
pub fn csv_files(export: &VisitExport) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("notes.csv", notes_csv(export)),
        ("tallies.csv", tallies_csv(export)),
        ("wonderings.csv", wonderings_csv(export)),
        ("patterns.csv", patterns_csv(export)),
        ("placements.csv", placements_csv(export)),
        ("statements.csv", statements_csv(export)),
        ("next_steps.csv", next_steps_csv(export)),
    ]
}

/// The notes, each with how many pictures it has. The pictures themselves are in no table.
pub fn notes_csv(export: &VisitExport) -> Vec<u8> {
    let columns = ["evidence", "room", "minute", "kind", "focus", "look_fors", "text", "observer", "attachments"];
    csv(
        columns,
        export.feedback.notes.iter().map(|note| {
            [
                note.evidence.to_string(),
                words(note.room.as_deref().unwrap_or_default()),
                number(note.minute),
                note.kind.as_str().to_owned(),
                note.focus.as_str().to_owned(),
                words(&note.look_fors.join("; ")),
                words(&note.text),
                name(export, note.observer),
                note.attachments.len().to_string(),
            ]
        }),
    )
}

fn tallies_csv(export: &VisitExport) -> Vec<u8> {
    let columns = ["evidence", "room", "label", "count", "denominator", "observer"];
    csv(
        columns,
        export.feedback.counted.iter().map(|tally| {
            [
                tally.evidence.to_string(),
                words(tally.room.as_deref().unwrap_or_default()),
                words(&tally.label),
                tally.count.to_string(),
                number(tally.denominator),
                name(export, tally.observer),
            ]
        }),
    )
}

fn wonderings_csv(export: &VisitExport) -> Vec<u8> {
    let columns = ["evidence", "room", "text", "observer"];
    csv(
        columns,
        export.feedback.wonderings.iter().map(|wondering| {
            [
                wondering.evidence.to_string(),
                words(wondering.room.as_deref().unwrap_or_default()),
                words(&wondering.text),
                name(export, wondering.observer),
            ]
        }),
    )
}

/// The patterns with the numbers they rest on.
fn patterns_csv(export: &VisitExport) -> Vec<u8> {
    let columns =
        ["pattern", "statement", "rooms", "rooms_observed", "observers", "supports", "contrasts", "exceptions"];
    csv(
        columns,
        export.feedback.patterns.iter().map(|pattern| {
            let bearing = |bearing| pattern.bearings.get(&bearing).copied().unwrap_or(0).to_string();
            [
                pattern.pattern.to_string(),
                words(&pattern.statement),
                number(pattern.rooms.map(|(seen, _)| seen)),
                number(pattern.rooms.map(|(_, observed)| observed)),
                pattern.observers.to_string(),
                bearing(Bearing::Supports),
                bearing(Bearing::Contrasts),
                bearing(Bearing::Exception),
            ]
        }),
    )
}

/// Which piece of evidence is under which pattern.
fn placements_csv(export: &VisitExport) -> Vec<u8> {
    let rows = export.feedback.patterns.iter().flat_map(|pattern| {
        pattern.evidence.iter().flat_map(move |placed| {
            let row = |bearing: &Bearing| {
                [pattern.pattern.to_string(), placed.evidence.to_string(), bearing.as_str().to_owned()]
            };
            placed.bearings.iter().map(row)
        })
    });
    csv(["pattern", "evidence", "bearing"], rows)
}

/// The group's predictions and wonderings.
fn statements_csv(export: &VisitExport) -> Vec<u8> {
    let predictions = export.feedback.predictions.iter().map(|text| ["prediction".to_owned(), words(text)]);
    let wonderings = export.feedback.group_wonderings.iter().map(|text| ["wondering".to_owned(), words(text)]);
    csv(["kind", "text"], predictions.chain(wonderings))
}

fn next_steps_csv(export: &VisitExport) -> Vec<u8> {
    csv(
        ["step", "text", "level", "horizon"],
        export.feedback.next_steps.iter().map(|step| {
            [
                step.step.to_string(),
                words(&step.text),
                step.level.as_str().to_owned(),
                step.horizon.as_str().to_owned(),
            ]
        }),
    )
}

fn name(export: &VisitExport, observer: Option<MemberId>) -> String {
    words(observer.and_then(|observer| export.observers.get(&observer)).map_or("", String::as_str))
}

/// What people wrote or named.
fn words(text: &str) -> String {
    harmless(text).into_owned()
}

fn number<N: ToString>(number: Option<N>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn csv<const N: usize>(columns: [&str; N], mut rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let written = writer.write_record(columns).and_then(|()| rows.try_for_each(|row| writer.write_record(row)));
    written.expect("every row has the same columns and a Vec takes every write");
    writer.into_inner().expect("a Vec takes every write")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_begins_like_a_formula_gets_an_apostrophe() {
        for (written, cell) in [
            ("=SUM(A1:A9) on the board", "'=SUM(A1:A9) on the board"),
            ("+1", "'+1"),
            ("- first, a list", "'- first, a list"),
            ("@here", "'@here"),
            ("＝1", "'＝1"),
            (" =1", "' =1"),
            ("\t1", "'\t1"),
            ("'=1", "''=1"),
            ("' =1", "'' =1"),
            ("'quoted'", "'quoted'"),
            ("1 = 1", "1 = 1"),
            ("'", "'"),
            ("", ""),
        ] {
            assert_eq!(harmless(written), cell);
            assert_eq!(as_written(cell), written);
        }
    }

    proptest! {
        #[test]
        fn every_cell_is_harmless_and_read_back_as_written(text in "[-=+@'＝ \t\r\nab1]{0,8}") {
            let cell = harmless(&text).into_owned();
            prop_assert_eq!(as_written(&cell), &text);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '＝', '\t', '\r', '\n']));
            prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝']));
        }
    }
}
