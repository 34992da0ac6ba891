//! A phone as a process of its own, to be killed: opens a profile and writes notes without end, keystroke by
//! keystroke, saying on standard output what was confirmed as soon as it was.
//!
//! `phone PROFILE VISIT`. What it finds in the notebook says which note is next; a draft that is there is gone on with.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use fieldwalk_core::client::{Client, DraftPlace, NoteMarks};
use fieldwalk_core::clock::{SystemClock, system_rng};
use fieldwalk_core::ids::VisitId;
use fieldwalk_tests::typist::{Confirmed, text_of};

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let profile = PathBuf::from(arguments.next().context("which profile?")?);
    let visit: VisitId = arguments.next().context("which visit?")?.to_string_lossy().parse()?;
    let (client, set_aside) = Client::open(&profile, Arc::new(SystemClock), system_rng()?)?;
    ensure!(set_aside.is_none(), "the profile's file was damaged");
    say(&Confirmed::Open)?;
    for note in client.notebook(visit)?.notes.len().. {
        write(&client, visit, note)?;
    }
    Ok(())
}

fn write(client: &Client, visit: VisitId, note: usize) -> Result<()> {
    let place = DraftPlace::NewNote(None);
    let (text, draft) = (text_of(note), client.drafts(visit)?.pop());
    let typed = draft.map_or(0, |draft| draft.text.chars().count());
    let ends = text.char_indices().map(|(start, letter)| start + letter.len_utf8());
    for (index, end) in ends.enumerate().skip(typed) {
        client.type_draft(visit, place, &text[..end])?;
        say(&Confirmed::Keystroke { note, typed: index + 1 })?;
    }
    let item = client.commit_draft(visit, place, &NoteMarks::default())?.context("the draft is gone")?;
    say(&Confirmed::Note { note, item })
}

/// One line in one write: a kill leaves no half line behind.
fn say(confirmed: &Confirmed) -> Result<()> {
    Ok(std::io::stdout().write_all(format!("{confirmed}\n").as_bytes())?)
}
