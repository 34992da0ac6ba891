//! Promise 1 on the phone: kill -9 at any moment loses no confirmed note, doubles none, and costs a draft at most the
//! last keystroke.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use fieldwalk_core::client::Client;
use fieldwalk_core::clock::{SystemClock, seeded_rng};
use fieldwalk_core::ids::{ItemId, VisitId};
use fieldwalk_core::testing::{ByHand, MORNING, ManualClock};
use fieldwalk_tests::typist::{Confirmed, text_of};
use rand::RngExt;

const KILLS: u64 = 100;
/// Lines read before the kill, at most: several notes and their keystrokes.
const LINES_MAX: usize = 60;

#[test]
fn a_phone_killed_at_any_moment_keeps_every_confirmed_note_once_and_all_but_one_keystroke() {
    let folder = tempfile::tempdir().unwrap();
    let profile = folder.path().join("ada.fieldwalk");
    let mut network = ByHand::new(1);
    let visit = network.visit();
    drop(network.open(&profile, 2, &ManualClock::at(MORNING), 0));

    let mut rng = seeded_rng(4);
    let mut confirmed = Confirmations::default();
    for kill in 0..KILLS {
        let lines = rng.random_range(0..=LINES_MAX);
        for line in said_before_kill(&profile, visit, lines) {
            confirmed.take(&line);
        }
        confirmed.check(&profile, visit, kill);
    }
    assert!(confirmed.notes.len() as u64 > KILLS, "too few notes to mean anything: {}", confirmed.notes.len());
}

/// Starts a phone, reads `lines` lines, kills it, and returns all that it said until it was dead.
fn said_before_kill(profile: &Path, visit: VisitId, lines: usize) -> Vec<Confirmed> {
    let mut phone = Command::new(env!("CARGO_BIN_EXE_phone"))
        .args([profile.as_os_str(), visit.to_string().as_ref()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(phone.stdout.take().unwrap()).lines().map(|line| line.unwrap().parse().unwrap());
    let mut before: Vec<Confirmed> = said.by_ref().take(lines).collect();
    phone.kill().unwrap();
    before.extend(said);
    let end = phone.wait().unwrap();
    assert_eq!(end.code(), None, "the phone ended by itself: {end}");
    before
}

/// What the person was told is safe, over all runs of the phone.
#[derive(Default)]
struct Confirmations {
    notes: Vec<ItemId>,
    /// Characters confirmed of the note after those.
    typed: usize,
}

impl Confirmations {
    fn take(&mut self, line: &Confirmed) {
        match *line {
            Confirmed::Open => {}
            Confirmed::Keystroke { note, typed } => {
                assert_eq!(note, self.notes.len(), "the phone lost count");
                self.typed = typed;
            }
            Confirmed::Note { note, item } => {
                assert_eq!(note, self.notes.len(), "the phone lost count");
                self.notes.push(item);
                self.typed = 0;
            }
        }
    }

    /// Compares with the file. Whatever was done last may be done and not told: one note or one keystroke.
    fn check(&mut self, profile: &Path, visit: VisitId, kill: u64) {
        let (client, set_aside) = Client::open(profile, Arc::new(SystemClock), seeded_rng(kill)).unwrap();
        assert_eq!(set_aside, None, "kill {kill}: the file was damaged");
        let notes = client.notebook(visit).unwrap().notes;
        for (number, item) in self.notes.iter().enumerate() {
            let text = notes.get(item).map(|note| note.text.as_str());
            assert_eq!(text, Some(text_of(number).as_str()), "kill {kill}: note {number}");
        }
        let untold: Vec<ItemId> = notes.keys().filter(|item| !self.notes.contains(item)).copied().collect();
        let drafts = client.drafts(visit).unwrap();
        match untold[..] {
            [] => {
                let draft = drafts.first().map_or("", |draft| draft.text.as_str());
                let typed = draft.chars().count();
                assert!(text_of(self.notes.len()).starts_with(draft), "kill {kill}: the draft is {draft:?}");
                assert!(
                    (self.typed..=self.typed + 1).contains(&typed),
                    "kill {kill}: {typed}, told {}",
                    self.typed
                );
                self.typed = typed;
            }
            [item] => {
                let text = text_of(self.notes.len());
                assert_eq!(notes[&item].text, text, "kill {kill}: a note that nobody wrote");
                assert_eq!(self.typed, text.chars().count(), "kill {kill}: more than one step was not told");
                assert_eq!(drafts, [], "kill {kill}: the draft outlived its note");
                self.notes.push(item);
                self.typed = 0;
            }
            _ => panic!("kill {kill}: {} notes too many", untold.len()),
        }
    }
}
