//! What the host reads: every shared note once, character for character; nothing private; nobody named without leave.

use std::path::Path;

use axum::http::{StatusCode, header};
use calamine::{Reader, Xlsx, open_workbook};
use fieldwalk_core::domain::{Stage, VisitFacts};
use fieldwalk_core::protocol::Offer;
use fieldwalk_server::report::as_written;
use serde_json::Value;

use crate::world::{Device, World, bytes, get, is_held, problem};

/// Texts that a careless export would change.
const TEXTS: [&str; 7] = [
    "\"Why?\", she said; \"because...\"",
    "two\nlines\r\nand a third",
    "=SUM(A1:A9) on the board",
    " spaces around ",
    "naïve – 12 × 4 = 48 – 你好 👩🏽‍🏫",
    "semi;colon,comma\ttab",
    "",
];

async fn walked(world: &World, names_observers: bool) -> (VisitFacts, Device) {
    let (mut fay, mut ada, mut ben) =
        (world.device(world.facilitator).await, world.device(world.ada).await, world.device(world.ben).await);
    let facts = VisitFacts { names_observers, ..world.visit(&[world.ada, world.ben]) };
    let offers = vec![fay.put_visit(&facts), Offer::Chunk(fay.plan(facts.visit, "Who does the thinking?"))];
    fay.sync(offers).await;
    let mut offers: Vec<_> = TEXTS.iter().map(|text| Offer::Chunk(ada.share(facts.visit, text))).collect();
    offers.push(Offer::Chunk(ada.note(facts.visit, "for her eyes only")));
    assert!(ada.sync(offers).await.iter().all(is_held));
    let same_words = ben.share(facts.visit, TEXTS[0]);
    assert!(is_held(&ben.push(same_words).await));
    let clear = fay.set_stage(facts.visit, Stage::Cleared);
    assert!(is_held(&fay.sync(vec![clear]).await[0]));
    (facts, fay)
}

/// The texts that were shared, sorted.
fn shared() -> Vec<String> {
    let mut texts: Vec<_> = TEXTS.iter().chain(&TEXTS[..1]).map(|text| (*text).to_owned()).collect();
    texts.sort();
    texts
}

#[tokio::test]
async fn the_host_reads_every_shared_note_once_and_as_it_was_worded() {
    let world = World::new().await;
    let (facts, _) = walked(&world, false).await;
    let hal = world.device(world.host).await;
    let router = world.app.router();
    let path = format!("/v1/visits/{}", facts.visit);

    let answer = get(&router, &format!("{path}/feedback"), &hal.token).await;
    assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
    let raw = bytes(answer).await;
    let export: Value = serde_json::from_slice(&raw).unwrap();
    let notes = export["feedback"]["notes"].as_array().unwrap();
    let mut texts: Vec<_> = notes.iter().map(|note| note["text"].as_str().unwrap().to_owned()).collect();
    texts.sort();
    assert_eq!(texts, shared());
    assert!(notes.iter().all(|note| note["observer"].is_null()));
    let raw = String::from_utf8(raw.to_vec()).unwrap();
    for hidden in ["for her eyes only", "Ada", "Ben", &world.ada.to_string(), &world.ben.to_string()] {
        assert!(!raw.contains(hidden), "{hidden}");
    }
    assert_eq!(export["visit"], facts.visit.to_string());

    let answer = get(&router, &format!("{path}/export?format=csv"), &hal.token).await;
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/csv; charset=utf-8; header=present");
    let csv = bytes(answer).await;
    let mut reader = csv::Reader::from_reader(csv.as_ref());
    let mut texts: Vec<String> = reader.records().map(|row| as_written(&row.unwrap()[6]).to_owned()).collect();
    texts.sort();
    assert_eq!(texts, shared());
    assert!(!String::from_utf8(csv.to_vec()).unwrap().contains("Ada"));

    let wrong = get(&router, &format!("{path}/export?format=pdf"), &hal.token).await;
    assert_eq!(problem(wrong).await, (404, "not-found".into()));
}

#[tokio::test]
async fn the_command_line_writes_as_many_rows_as_were_shared() {
    let world = World::new().await;
    let (facts, _) = walked(&world, false).await;
    let (data, out) = (world.folder.path().join("data"), world.folder.path().join("out"));
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_fieldwalk"))
        .args(["export", "--json", "--visit", &facts.visit.to_string()])
        .arg("--data")
        .arg(&data)
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&said["notes"], &said["tallies"], &said["wonderings"]), (&8.into(), &0.into(), &0.into()));

    let mut reader = csv::Reader::from_path(out.join("notes.csv")).unwrap();
    let mut texts: Vec<String> = reader.records().map(|row| as_written(&row.unwrap()[6]).to_owned()).collect();
    texts.sort();
    assert_eq!(texts, shared());
    for (file, header) in [
        ("tallies.csv", "evidence,room,label,count,denominator,observer\r\n"),
        ("wonderings.csv", "evidence,room,text,observer\r\n"),
    ] {
        assert_eq!(std::fs::read_to_string(out.join(file)).unwrap(), header);
    }
    for file in std::fs::read_dir(&out).unwrap() {
        let path = file.unwrap().path();
        let is_workbook = path.extension().is_some_and(|extension| extension == "xlsx");
        let text = if is_workbook { cells(&path) } else { std::fs::read_to_string(&path).unwrap() };
        assert!(!text.is_empty());
        for hidden in ["for her eyes only", "Ada", "Ben", &world.ada.to_string(), &world.ben.to_string()] {
            assert!(!text.contains(hidden), "{hidden}");
        }
    }
}

/// Everything that stands in a workbook.
fn cells(path: &Path) -> String {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let sheets = workbook.worksheets();
    let rows = sheets.iter().flat_map(|(_, sheet)| sheet.rows());
    rows.flatten().map(|cell| format!("{cell}\n")).collect()
}

#[tokio::test]
async fn observers_are_named_where_the_policy_names_them() {
    let world = World::new().await;
    let (facts, fay) = walked(&world, true).await;
    let path = format!("/v1/visits/{}/export?format=csv", facts.visit);
    let csv = bytes(get(&world.app.router(), &path, &fay.token).await).await;
    let mut reader = csv::Reader::from_reader(csv.as_ref());
    let mut names: Vec<String> = reader.records().map(|row| row.unwrap()[7].to_owned()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names, ["Ada", "Ben"]);
}

#[tokio::test]
async fn only_the_host_and_facilitators_read_feedback() {
    let world = World::new().await;
    let (facts, fay) = walked(&world, false).await;
    let path = format!("/v1/visits/{}/feedback", facts.visit);
    let router = world.app.router();
    assert_eq!(get(&router, &path, &fay.token).await.status(), StatusCode::OK);
    for member in [world.ada, world.ben] {
        let device = world.device(member).await;
        assert_eq!(problem(get(&router, &path, &device.token).await).await, (404, "visit-unknown".into()));
    }
    for unknown in ["nonsense", "0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b21"] {
        let path = format!("/v1/visits/{unknown}/feedback");
        assert_eq!(problem(get(&router, &path, &fay.token).await).await, (404, "visit-unknown".into()));
    }
}
