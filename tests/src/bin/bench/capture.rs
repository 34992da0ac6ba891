//! Writing on one phone: a confirmed note against a bare SQLite commit of the same bytes, a keystroke, the evidence
//! check.

use std::path::Path;

use anyhow::{Context, Result};
use fieldwalk_core::client::{Client, DraftPlace, SyncStep};
use fieldwalk_core::ids::VisitId;
use fieldwalk_core::protocol::Offer;
use fieldwalk_core::sync::{Event, Failure};
use fieldwalk_core::testing::{ByHand, MORNING, ManualClock};
use fieldwalk_tests::device::new_note;
use rusqlite::Connection;

use crate::stopwatch::{median_millis, timed};
use crate::table::{Row, aimed, row};
use crate::text;

const WORDS: usize = 15;
const NOTES: usize = 400;
const CHECKS: usize = 2_000;
/// The names of a whole network are looked for.
const MEMBERS: u128 = 50;

pub(crate) fn rows() -> Result<Vec<Row>> {
    let folder = tempfile::tempdir()?;
    let mut network = ByHand::new(MEMBERS);
    let clock = ManualClock::at(MORNING);
    let client = network.open(&folder.path().join("ada.fieldwalk"), 2, &clock, 1);
    let visit = network.visit();
    let bytes = vec![0xA5; change_bytes(&client, visit)?];
    network.answer(&client, |_| {});

    let bare = bare_database(&folder.path().join("bare.sqlite"))?;
    let (mut notes, mut commits) = (Vec::new(), Vec::new());
    for number in 0..NOTES {
        let note = new_note(&text::note(number, WORDS));
        // In turn, so that both meet the same weather on the disk.
        let (written, took) = timed(|| client.add_note(visit, &note));
        written?;
        notes.push(took);
        let (committed, took) = timed(|| bare.prepare_cached("INSERT INTO bare VALUES (?1)")?.execute([&bytes]));
        committed?;
        commits.push(took);
    }
    let (note, commit) = (median_millis(notes), median_millis(commits));

    let long = text::note(7, 60);
    let mut checks = Vec::new();
    for _ in 0..CHECKS {
        let (findings, took) = timed(|| client.check_evidence(&long));
        std::hint::black_box(findings);
        checks.push(took);
    }
    Ok(vec![
        row("note of 15 words confirmed on disk", note, "ms"),
        row(format!("bare SQLite commit of the same {} bytes", bytes.len()), commit, "ms"),
        aimed("note against bare commit", note / commit, "", 1.5),
        row("keystroke kept in its draft", keystroke(&client, visit)?, "ms"),
        aimed("evidence check of a note of 60 words", median_millis(checks), "ms", 1.0),
    ])
}

/// How large the change of one such note is.
fn change_bytes(client: &Client, visit: VisitId) -> Result<usize> {
    for number in 0..10 {
        client.add_note(visit, &new_note(&text::note(number, WORDS)))?;
    }
    let SyncStep::Send(request) = client.sync_step(Event::Asked) else { anyhow::bail!("nothing to send") };
    client.sync_step(Event::Failed(Failure::NoConnection));
    let Some(Offer::Chunk(chunk)) = request.offers.first() else { anyhow::bail!("no notes to send") };
    Ok(chunk.bytes.len() / 10)
}

fn bare_database(path: &Path) -> Result<Connection> {
    let bare = Connection::open(path)?;
    bare.pragma_update(None, "journal_mode", "WAL")?;
    bare.pragma_update(None, "synchronous", "FULL")?;
    bare.execute("CREATE TABLE bare (bytes BLOB NOT NULL)", [])?;
    Ok(bare)
}

fn keystroke(client: &Client, visit: VisitId) -> Result<f64> {
    let (place, mut times) = (DraftPlace::NewNote(None), Vec::new());
    for number in 0..20 {
        let text = text::note(number, WORDS);
        for (end, _) in text.char_indices().skip(1) {
            let (typed, took) = timed(|| client.type_draft(visit, place, &text[..end]));
            typed?;
            times.push(took);
        }
        client.commit_draft(visit, place, &Default::default())?.context("the draft is gone")?;
    }
    Ok(median_millis(times))
}
