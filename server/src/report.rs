//! An export as files: data in, bytes out.
//!
//! Every note, tally and wondering of the feedback is one row, its text character for character. A text that begins
//! like a formula is left as it is: changing evidence is worse than a spreadsheet's warning, and RFC 4180 quoting
//! keeps it one cell.

use fieldwalk_core::ids::MemberId;
use serde::Serialize;

use crate::service::export::VisitExport;

/// The notes as CSV (RFC 4180, UTF-8).
pub fn notes_csv(export: &VisitExport) -> Vec<u8> {
    let columns = ["evidence", "room", "minute", "kind", "focus", "look_fors", "text", "observer"];
    csv(
        columns,
        export.feedback.notes.iter().map(|note| {
            [
                note.evidence.to_string(),
                note.room.clone().unwrap_or_default(),
                note.minute.map(|minute| minute.to_string()).unwrap_or_default(),
                note.kind.as_str().to_owned(),
                note.focus.as_str().to_owned(),
                note.look_fors.join("; "),
                note.text.clone(),
                name(export, note.observer),
            ]
        }),
    )
}

/// The tallies as CSV.
pub fn tallies_csv(export: &VisitExport) -> Vec<u8> {
    let columns = ["evidence", "room", "label", "count", "denominator", "observer"];
    csv(
        columns,
        export.feedback.counted.iter().map(|tally| {
            [
                tally.evidence.to_string(),
                tally.room.clone().unwrap_or_default(),
                tally.label.clone(),
                tally.count.to_string(),
                tally.denominator.map(|of| of.to_string()).unwrap_or_default(),
                name(export, tally.observer),
            ]
        }),
    )
}

/// The wonderings as CSV.
pub fn wonderings_csv(export: &VisitExport) -> Vec<u8> {
    let columns = ["evidence", "room", "text", "observer"];
    csv(
        columns,
        export.feedback.wonderings.iter().map(|wondering| {
            [
                wondering.evidence.to_string(),
                wondering.room.clone().unwrap_or_default(),
                wondering.text.clone(),
                name(export, wondering.observer),
            ]
        }),
    )
}

/// Everything as JSON.
pub fn visit_json(export: &VisitExport) -> Vec<u8> {
    json(export)
}

fn name(export: &VisitExport, observer: Option<MemberId>) -> String {
    observer.and_then(|observer| export.observers.get(&observer)).cloned().unwrap_or_default()
}

fn json<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("our types serialise and a Vec takes every write");
    bytes.push(b'\n');
    bytes
}

fn csv<const N: usize>(columns: [&str; N], rows: impl Iterator<Item = [String; N]>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let written =
        writer.write_record(columns).and_then(|()| rows.into_iter().try_for_each(|row| writer.write_record(row)));
    written.expect("every row has the same columns and a Vec takes every write");
    writer.into_inner().expect("a Vec takes every write")
}
