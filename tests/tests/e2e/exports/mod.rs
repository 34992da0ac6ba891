//! What a visit's host takes along adds up: every row, count and percentage of the exports, recomputed from the
//! documents in the server's database by code that shares nothing with the code that made the files.

mod json;
mod morning_after;
mod raw;
mod recount;
mod tables;

use std::ffi::OsString;
use std::path::Path;

use fieldwalk_tests::process::fieldwalk;
use raw::Raw;
use recount::Recount;

/// Lessons to walk through instead of those that come with the program: a folder.
const LESSONS: &str = "FIELDWALK_LESSONS";

fn demo(data: &Path, [observers, rooms_per_team]: [&str; 2]) {
    let rest = ["--observers", observers, "--rooms-per-team", rooms_per_team, "--data"];
    let mut arguments: Vec<OsString> =
        ["demo", "--once", "--seed", "11"].into_iter().chain(rest).map(OsString::from).collect();
    arguments.push(data.into());
    if let Some(lessons) = std::env::var_os(LESSONS) {
        arguments.extend(["--lessons".into(), lessons]);
    }
    fieldwalk(&arguments);
}

/// Exports the visit in `data` as an operator does, and holds every file against a recount.
fn check(data: &Path, out: &Path) {
    let raw = Raw::read(data);
    let visit = raw.visit.to_string();
    let told = fieldwalk(&[
        "export".as_ref(),
        "--data".as_ref(),
        data.as_os_str(),
        "--visit".as_ref(),
        visit.as_ref(),
        "--out".as_ref(),
        out.as_os_str(),
    ]);
    let count = Recount::of(&raw);
    for (name, pieces) in [
        ("notes", count.notes.len()),
        ("tallies", count.tallies.len()),
        ("wonderings", count.wonderings.len()),
        ("releases", 0),
    ] {
        assert_eq!(told[name], pieces, "{name}");
    }
    json::check(&out.join("visit.json"), &count);
    tables::check_csv(out, &count);
    tables::check_workbook(&out.join("visit.xlsx"), &count);
}

#[tokio::test]
async fn every_export_of_the_demo_adds_up_against_the_raw_documents() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    demo(&data, if std::env::var_os(LESSONS).is_some() { ["24", "4"] } else { ["6", "2"] });
    morning_after::morning_after(&data).await;
    check(&data, &folder.path().join("out"));

    // What was to be counted was there.
    let raw = Raw::read(&data);
    let count = Recount::of(&raw);
    assert!(count.tells_rooms());
    assert_eq!((count.masked, count.hidden, count.patterns.len()), (2, 4, 3));
    let kinds: Vec<String> = count.gaps().iter().map(|(gap, _)| gap["gap"].to_string()).collect();
    for gap in ["room_without_notes", "team_without_notes", "look_for_not_seen"] {
        assert!(kinds.contains(&format!("{gap:?}")), "{gap}");
    }
    assert!(count.sums.iter().any(|(_, _, of, tallies)| of.is_none() && *tallies > 1));
    assert!(count.patterns[0].rooms > 1 && count.patterns[0].observers > 1);
}

#[test]
fn exports_of_a_visit_to_two_rooms_add_up_and_tell_none_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    demo(&data, ["2", "2"]);
    check(&data, &folder.path().join("out"));
}
