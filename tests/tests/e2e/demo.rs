//! `fieldwalk demo` as a person runs it, checked from outside: its phones' files against its host's files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use fieldwalk_core::client::{Client, profiles};
use fieldwalk_core::clock::{SystemClock, system_rng};
use fieldwalk_tests::process::{fieldwalk, refused};
use serde_json::Value;

/// Runs the demo with six observers; its data, files and report are in `folder`.
fn demo(folder: &Path, link: &str) -> Value {
    let [data, export, report] = ["data", "out", "r.json"].map(|name| folder.join(name).display().to_string());
    let printed = fieldwalk(&[
        "demo",
        "--once",
        "--observers",
        "6",
        "--rooms-per-team",
        "2",
        "--seed",
        "7",
        "--link",
        link,
        "--data",
        &data,
        "--export",
        &export,
        "--report",
        &report,
    ]);
    let written: Value = serde_json::from_slice(&std::fs::read(&report).unwrap()).unwrap();
    assert_eq!(printed, written);
    printed
}

/// The texts of the host's CSV, by item; an item that comes twice is a failure.
fn notes_of_host(folder: &Path) -> BTreeMap<String, String> {
    let mut notes = BTreeMap::new();
    let mut csv = csv::Reader::from_path(folder.join("out/notes.csv")).unwrap();
    let headers = csv.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    for row in csv.records() {
        let row = row.unwrap();
        let before = notes.insert(row[column("item")].to_owned(), row[column("text")].to_owned());
        assert_eq!(before, None, "an item comes twice");
    }
    notes
}

#[test]
fn every_shared_note_of_the_demo_reaches_the_host_once_and_no_other_text_does() {
    let folder = tempfile::tempdir().unwrap();
    let report = demo(folder.path(), "faulty");
    for none in ["lost", "duplicated", "leaked"] {
        assert_eq!(report[none], 0, "{none}");
    }
    assert!(report["requests_per_phone"].as_f64().unwrap() > 2.0, "the link was to be faulty");

    let host = notes_of_host(folder.path());
    let everything = std::fs::read(folder.path().join("out/visit.json")).unwrap();
    let (mut shared, mut private) = (BTreeMap::new(), BTreeSet::new());
    let mut written = 0;
    for profile in profiles(&folder.path().join("data/phones")).unwrap() {
        let (client, _) = Client::open(&profile.path, Arc::new(SystemClock), system_rng().unwrap()).unwrap();
        let visit = client.visits().unwrap()[0].facts.visit;
        let (notebook, contribution) = (client.notebook(visit).unwrap(), client.contribution(visit).unwrap());
        written += notebook.notes.len();
        private.extend(notebook.notes.into_values().map(|note| note.text));
        shared.extend(contribution.notes.into_iter().map(|(item, note)| (item.to_string(), note.item.text)));
    }
    assert_eq!(host, shared);
    assert_eq!(report["notes_written"], written);
    assert_eq!(report["notes_shared"], shared.len());
    let public: Vec<&str> = shared.values().map(String::as_str).collect();
    private.retain(|text| !public.iter().any(|shared| shared.contains(text.as_str())));
    assert!(private.len() > 5, "there are texts that nobody shared");
    for text in &private {
        let escaped = serde_json::to_string(text).unwrap();
        let escaped = escaped.trim_matches('"').as_bytes();
        assert!(!everything.windows(escaped.len()).any(|window| window == escaped), "the host reads {text}");
    }
}

#[test]
fn a_phone_of_the_demo_needs_one_request_to_push_and_one_to_pull_and_a_seed_gives_the_same_notes() {
    let (clean, faulty) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let report = demo(clean.path(), "clean");
    assert_eq!(report["requests_per_phone"], 2.0);
    assert_eq!((&report["push_requests_most"], &report["pull_requests_most"]), (&1.into(), &1.into()));
    demo(faulty.path(), "faulty");
    assert_eq!(notes_of_host(clean.path()), notes_of_host(faulty.path()));
}

#[test]
fn the_demo_says_what_is_wrong_with_a_lesson_and_leaves_a_folder_with_something_in_it_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.tsv"), "time\tspeaker\ttext\n00:00:01\tT\tHi.\nsoon\tT\tHi.\n").unwrap();
    let path = folder.path().display().to_string();
    let words = refused(&["demo", "--once", "--lessons", &path]);
    assert!(words.contains("a.tsv, line 3: the time must be hh:mm:ss"), "{words}");
    let words = refused(&["demo", "--once", "--data", &path]);
    assert!(words.contains("nothing there was touched"), "{words}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
