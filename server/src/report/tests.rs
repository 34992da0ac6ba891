use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Lens, Shows, VisitKind};
use fieldwalk_core::ids::VisitId;
use uuid::Uuid;

use super::samples::{empty, hostile, through, usual};
use super::*;

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// Everything that people wrote and that every export must hold.
fn written(export: &crate::service::export::VisitExport) -> Vec<String> {
    let feedback = &export.feedback;
    let mut texts: Vec<String> = vec![feedback.problem_of_practice.clone(), export.host_school_name.clone()];
    texts.extend(feedback.notes.iter().map(|note| note.text.clone()));
    texts.extend(feedback.counted.iter().map(|tally| tally.label.clone()));
    texts.extend(feedback.wonderings.iter().map(|wondering| wondering.text.clone()));
    texts.extend(feedback.patterns.iter().map(|pattern| pattern.statement.clone()));
    texts.extend(feedback.predictions.iter().chain(&feedback.group_wonderings).cloned());
    texts.extend(feedback.next_steps.iter().map(|step| step.text.clone()));
    texts.extend(feedback.look_fors.iter().map(|look_for| look_for.name.clone()));
    texts
}

#[test]
fn csv_files_of_a_usual_visit() {
    let files = csv_files(&usual());
    let shown: Vec<String> = files.into_iter().map(|(name, bytes)| format!("{name}\n{}", text(bytes))).collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn csv_keeps_every_text_behind_harmless_cells() {
    let export = hostile();
    let mut reader = ::csv::Reader::from_reader(Cursor::new(notes_csv(&export)));
    let cells: Vec<String> = reader.records().map(|row| row.unwrap()[6].to_owned()).collect();
    let written: Vec<&str> = export.feedback.notes.iter().map(|note| note.text.as_str()).collect();
    assert!(cells.iter().map(|cell| as_written(cell)).eq(written));
    assert!(cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
}

#[test]
fn json_of_a_usual_visit() {
    insta::assert_snapshot!(text(visit_json(&usual())));
}

#[test]
fn charts_of_a_usual_visit() {
    let export = usual();
    for (name, chart) in
        [("coverage", coverage as fn(_, _) -> _), ("look_fors", look_fors), ("focus", focus), ("kinds", kinds)]
    {
        let Chart { svg, table, description } = chart(&export.feedback, Language::English).unwrap();
        let table: Vec<String> =
            std::iter::once(&table.columns).chain(&table.rows).map(|row| row.join(" | ")).collect();
        let lines = svg.replace("><", ">\n<");
        insta::assert_snapshot!(
            format!("chart_{name}"),
            format!("{description}\n\n{}\n\n{lines}", table.join("\n"))
        );
    }
}

#[test]
fn a_chart_is_named_described_and_free_of_style() {
    for export in [usual(), hostile()] {
        for language in Language::ALL {
            for chart in [coverage, look_fors, focus, kinds] {
                let chart = chart(&export.feedback, language).unwrap();
                assert!(chart.svg.contains("role=\"img\" aria-labelledby=\"chart-"));
                assert!(chart.svg.contains("<title id=") && chart.svg.contains("<desc id="));
                assert!(!chart.svg.contains("style") && !chart.svg.contains("<script"));
                assert!(chart.standalone().contains("<style>") && !chart.standalone().contains("var("));
                let columns = chart.table.columns.len();
                assert!(chart.table.rows.iter().all(|row| row.len() == columns));
            }
        }
    }
}

#[test]
fn where_there_is_nothing_to_draw_there_is_no_chart() {
    let export = empty();
    for chart in [coverage, look_fors, focus, kinds] {
        assert_eq!(chart(&export.feedback, Language::English), None);
    }
}

#[test]
fn a_workbook_holds_every_text_as_a_text_and_every_number_as_a_number() {
    for export in [usual(), hostile(), empty()] {
        for language in Language::ALL {
            let bytes = visit_xlsx(&export, language).unwrap();
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
            let mut texts = BTreeSet::new();
            let sheets = book.worksheets();
            assert_eq!(sheets.len(), 11);
            for (name, range) in &sheets {
                assert!(book.worksheet_formula(name).unwrap().is_empty(), "a formula in {name}");
                for cell in range.used_cells().map(|(_, _, cell)| cell) {
                    match cell {
                        Data::String(text) => drop(texts.insert(text.clone())),
                        Data::Float(_) | Data::Int(_) => {}
                        other => panic!("{other:?} in {name}"),
                    }
                }
            }
            let texts: BTreeSet<String> = texts.iter().map(|text| text.replace("\r\n", "\n")).collect();
            for text in written(&export).into_iter().filter(|text| !text.is_empty()) {
                assert!(texts.contains(&text.replace("\r\n", "\n")), "{text:?} is missing");
            }
        }
    }
    assert_eq!(visit_xlsx(&usual(), Language::English).unwrap(), visit_xlsx(&usual(), Language::English).unwrap());
}

#[test]
fn calendar_of_two_visits() {
    let visit = |number, time, problem: &str| CalendarVisit {
        visit: VisitId(Uuid::from_u128(number)),
        kind: VisitKind::LearningWalk,
        host_school: "Hillside; north, \\ hall\nEND:VEVENT".into(),
        date: jiff::civil::date(2026, 11, 30),
        time,
        problem_of_practice: problem.into(),
    };
    let morning = Timestamp(1_795_251_600_000);
    let visits = [
        visit(1, None, ""),
        visit(2, Some((morning, morning.plus_minutes(120))), "Who talks?\r\nEND:VCALENDAR\nAnd the others, then?"),
    ];
    let file = text(calendar(&visits, Language::English, morning));
    assert_eq!(file.matches("BEGIN:VEVENT\r\n").count(), 2);
    assert_eq!(file.matches("\r\nEND:VEVENT\r\n").count(), 2);
    assert_eq!(file.matches("\r\nEND:VCALENDAR\r\n").count(), 1);
    assert!(file.lines().all(|line| line.len() <= 75));
    insta::assert_snapshot!(file);
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_holds_every_text_and_is_tagged() {
    use std::process::Command;
    // Kept to be looked at by people.
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/reports");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, export) in [("usual", usual()), ("hostile", hostile()), ("empty", empty())] {
        for language in Language::ALL {
            let path = folder.join(format!("{name}-{}.pdf", language.tag()));
            let pdf = feedback_pdf(&export, language).unwrap();
            assert_eq!(pdf, feedback_pdf(&export, language).unwrap(), "the same export is the same bytes");
            std::fs::write(&path, pdf).unwrap();
            let run = |program: &str, arguments: &[&str]| {
                let output = Command::new(program).args(arguments).arg(&path).arg("-").output().unwrap();
                String::from_utf8(output.stdout).unwrap()
            };
            let said = String::from_utf8(Command::new("pdfinfo").arg(&path).output().unwrap().stdout).unwrap();
            assert!(said.lines().any(|line| line.starts_with("Tagged:") && line.ends_with("yes")), "{said}");
            assert!(said.lines().any(|line| line.starts_with("Title:") && line.contains("Hillside")), "{said}");
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let printed = words(&run("pdftotext", &["-raw"]));
            for text in written(&export).iter().map(|text| words(text)).filter(|text| text.is_ascii()) {
                assert!(printed.contains(&text), "{text:?} is missing in {printed}");
            }
        }
    }
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_of_a_large_visit_says_how_much_it_leaves_out() {
    let mut export = usual();
    let piece = export.feedback.unclustered[0];
    export.feedback.unclustered = vec![piece; 2_345];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.pdf");
    std::fs::write(&path, feedback_pdf(&export, Language::English).unwrap()).unwrap();
    let printed = std::process::Command::new("pdftotext").args(["-raw"]).arg(&path).arg("-").output().unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    assert!(printed.contains("… and 345 more: the tables have them all."), "{}", printed.len());
}

#[test]
fn with_themes_only_no_file_names_a_single_piece() {
    let export = through(Lens { shows: Shows::ThemesOnly, ..Lens::participant() });
    let note = usual().feedback.notes[0].evidence.to_string();
    assert!(!text(visit_json(&export)).contains(&note));
    for (_, bytes) in csv_files(&export) {
        assert!(!text(bytes).contains(&note));
    }
}
