//! The calls of `cargo xtask bindings bench`, made from Rust: what the other languages are compared with.
//!
//! `bench FOLDER LINK VISIT…` joins, and prints what each call takes, in microseconds, once for each visit.
#![expect(clippy::print_stdout, reason = "figures for whoever started it")]

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use fieldwalk_mobile::{
    AppError, Fieldwalk, KeyStore, NewNote, NoteFocus, NoteKind, NoteMarks, Profile, parse_invite,
};

const CALLS: u32 = 20_000;
const WAITING_CALLS: u32 = 2_000;
const NOTES: u32 = 1_000;

#[derive(Default)]
struct Keys(Mutex<BTreeMap<String, Vec<u8>>>);

impl KeyStore for Keys {
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, AppError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&name).cloned())
    }

    fn put(&self, name: String, secret: Vec<u8>) -> Result<(), AppError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name, secret);
        Ok(())
    }

    fn delete(&self, name: String) -> Result<(), AppError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&name);
        Ok(())
    }
}

fn note(number: u32) -> NewNote {
    let text = format!("Note {number}: two students compared how they had added the tens before the ones today");
    let marks = NoteMarks { kind: NoteKind::Verbatim, focus: NoteFocus::Students, look_fors: Vec::new() };
    NewNote { slot: None, text, marks, observed_at: None }
}

#[expect(clippy::disallowed_methods, reason = "measuring time is what this program is for")]
fn now() -> Instant {
    Instant::now()
}

fn say(what: &str, started: Instant, times: u32) {
    println!("{what} {}", started.elapsed().as_secs_f64() * 1e6 / f64::from(times));
}

async fn measure(profile: &Profile, visit: &str) -> Result<(), Box<dyn Error>> {
    let started = now();
    for _ in 0..CALLS {
        std::hint::black_box(profile.is_closed());
    }
    say("call", started, CALLS);
    let started = now();
    for _ in 0..WAITING_CALLS {
        profile.check_evidence("12 of 24".to_owned()).await?;
    }
    say("waiting-call", started, WAITING_CALLS);
    let started = now();
    for number in 0..NOTES {
        profile.add_note(visit.to_owned(), note(number)).await?;
    }
    say("notes-one-by-one", started, 1);
    let started = now();
    profile.add_notes(visit.to_owned(), (0..NOTES).map(note).collect()).await?;
    say("notes-together", started, 1);
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("which folder?")?;
    let invite = parse_invite(arguments.next().ok_or("which invite?")?)?;
    let library = Fieldwalk::new(folder, Arc::new(Keys::default()), None, None)?;
    let profile = library.join(invite, "bench".to_owned()).await?;
    profile.sync(None, None).await?;
    for visit in arguments {
        measure(&profile, &visit).await?;
    }
    Ok(profile.close().await?)
}
