//! Opening a profile that holds three years: 12 formal visits and 180 informal walks.
//!
//! A fresh process opens it, lists the visits and shows the notebook of the latest, as a phone does when its app is
//! started; memory is the most that this process ever had resident. Plain and encrypted take turns.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use fieldwalk_core::client::Client;
use fieldwalk_core::clock::{SystemClock, system_rng};
use fieldwalk_core::domain::VisitFacts;
use fieldwalk_core::ids::VisitId;
use fieldwalk_core::store::{SetAside, Store, StoreError, StoreKey};
use fieldwalk_core::testing::{ByHand, MORNING, ManualClock};
use fieldwalk_tests::device::new_note;
use jiff::civil::date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::stopwatch::{median_millis, timed};
use crate::table::{Row, aimed, row};
use crate::text;

const VISITS: u128 = 12 + 180;
const NOTES: usize = 40;
/// Fresh processes that open the profile.
const OPENINGS: usize = 11;

/// What one fresh process measured.
#[derive(Serialize, Deserialize)]
struct Opening {
    open: Duration,
    list_and_show: Duration,
    resident_kib: u64,
}

pub(crate) fn rows() -> Result<Vec<Row>> {
    let folder = tempfile::tempdir()?;
    let (plain, encrypted) = (folder.path().join("ada.fieldwalk"), folder.path().join("encrypted.fieldwalk"));
    write_history(&plain)?;
    std::fs::copy(&plain, &encrypted)?;
    let (first, encrypting) = timed(|| store(&encrypted));
    drop(first?);
    let megabytes = |path: &Path| Ok::<_, std::io::Error>(std::fs::metadata(path)?.len() as f64 / 1e6);
    let mut openings = [Vec::new(), Vec::new()];
    for _ in 0..OPENINGS {
        for (path, openings) in [&plain, &encrypted].into_iter().zip(&mut openings) {
            openings.push(opened_afresh(path)?);
        }
    }
    let [plainly, with_key] = openings.map(|openings| Figures::of(&openings));
    Ok(vec![
        row("file of three years, 7,680 notes", megabytes(&plain)?, "MB"),
        row("... opened", plainly.open, "ms"),
        aimed("... opened, visits listed, latest notebook shown", plainly.shown, "ms", 50.0),
        aimed("... most memory resident in that process", plainly.resident, "MB", 30.0),
        row("the same file encrypted", megabytes(&encrypted)?, "MB"),
        row("... opened", with_key.open, "ms"),
        aimed("... opened, visits listed, latest notebook shown", with_key.shown, "ms", 50.0),
        row("... the one against the other", with_key.shown / plainly.shown, ""),
        aimed("... most memory resident in that process", with_key.resident, "MB", 30.0),
        row("... encrypting it once", encrypting.as_secs_f64() * 1e3, "ms"),
    ])
}

/// What the openings of one file came to: milliseconds and megabytes.
struct Figures {
    open: f64,
    shown: f64,
    resident: f64,
}

impl Figures {
    fn of(openings: &[Opening]) -> Self {
        let resident_kib = openings.iter().map(|opening| opening.resident_kib).max().unwrap_or_default();
        Self {
            open: median_millis(openings.iter().map(|opening| opening.open).collect()),
            shown: median_millis(openings.iter().map(|opening| opening.open + opening.list_and_show).collect()),
            resident: resident_kib as f64 * 1024.0 / 1e6,
        }
    }
}

/// Opens the file of this name; the one that is to be encrypted with its key, which encrypts it the first time.
fn store(path: &Path) -> Result<(Store, Option<SetAside>), StoreError> {
    let is_encrypted = path.file_stem().is_some_and(|name| name == "encrypted");
    Store::open_with(path, |_| Ok(is_encrypted.then(|| StoreKey::from_bytes(&[7; 32])).flatten()))
}

/// Three years as the person lived them: each visit is synced before the next.
fn write_history(path: &Path) -> Result<()> {
    let mut network = ByHand::new(24);
    let model: VisitFacts = network.facts.visits[&network.visit()].clone();
    let visits: Vec<VisitId> = (0..VISITS).map(|number| VisitId(Uuid::from_u128(10_000 + number))).collect();
    network.facts.visits =
        visits.iter().map(|visit| (*visit, VisitFacts { visit: *visit, ..model.clone() })).collect();
    let client = network.open(path, 2, &ManualClock::at(MORNING), 3);
    for visit in visits {
        for number in 0..NOTES {
            client.add_note(visit, &new_note(&text::note(number, 15)))?;
        }
        network.answer(&client, |_| {});
    }
    Ok(())
}

fn opened_afresh(path: &Path) -> Result<Opening> {
    let output = Command::new(std::env::current_exe()?).arg("--open").arg(path).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// In the fresh process: opens, lists, shows, and prints what that took.
pub(crate) fn open(path: &Path) -> Result<()> {
    let rng = system_rng()?;
    let (opened, open) = timed(|| anyhow::Ok(Client::over(store(path)?.0, Arc::new(SystemClock), rng)?));
    let client = opened?;
    let (shown, list_and_show) = timed(|| {
        let list = client.visit_list(date(2026, 11, 21))?;
        let latest = [list.today, list.past].into_iter().flatten().next().map(|row| row.entry.facts.visit);
        client.notebook(latest.unwrap_or(VisitId(Uuid::nil())))
    });
    ensure!(shown?.notes.len() == NOTES, "the notebook is not complete");
    let opening = Opening { open, list_and_show, resident_kib: resident_kib()? };
    println!("{}", serde_json::to_string(&opening)?);
    Ok(())
}

/// The most memory this process has had resident (Linux).
fn resident_kib() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(peak.context("the system does not tell")?.trim().trim_end_matches(" kB").parse()?)
}
