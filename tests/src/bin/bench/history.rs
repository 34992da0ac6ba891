//! Opening a profile that holds three years: 12 formal visits and 180 informal walks.
//!
//! A fresh process opens it, lists the visits and shows the notebook of the latest, as a phone does when its app is
//! started; memory is the most that this process ever had resident.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use fieldwalk_core::client::Client;
use fieldwalk_core::clock::{SystemClock, system_rng};
use fieldwalk_core::domain::VisitFacts;
use fieldwalk_core::ids::VisitId;
use fieldwalk_core::testing::{ByHand, MORNING, ManualClock};
use fieldwalk_tests::device::new_note;
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
    let path = folder.path().join("ada.fieldwalk");
    write_history(&path)?;
    let size_bytes = std::fs::metadata(&path)?.len();
    let openings = (0..OPENINGS).map(|_| opened_afresh(&path)).collect::<Result<Vec<_>>>()?;
    let resident_kib = openings.iter().map(|opening| opening.resident_kib).max().unwrap_or_default();
    let open = median_millis(openings.iter().map(|opening| opening.open).collect());
    let shown = median_millis(openings.iter().map(|opening| opening.open + opening.list_and_show).collect());
    Ok(vec![
        row("file of three years, 7,680 notes", size_bytes as f64 / 1e6, "MB"),
        row("... opened", open, "ms"),
        aimed("... opened, visits listed, latest notebook shown", shown, "ms", 50.0),
        aimed("... most memory resident in that process", resident_kib as f64 * 1024.0 / 1e6, "MB", 30.0),
    ])
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
    let (opened, open) = timed(|| Client::open(path, Arc::new(SystemClock), rng));
    let (client, _) = opened?;
    let (shown, list_and_show) = timed(|| {
        let latest = client.visits()?.first().map(|entry| entry.facts.visit);
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
