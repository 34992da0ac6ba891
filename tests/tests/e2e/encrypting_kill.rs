//! Promise 1 on the day a phone gets a key: killed at any write while its profile is encrypted, it has all of it, plain
//! or encrypted, and goes on from there.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use fieldwalk_core::client::Client;
use fieldwalk_core::clock::{SystemClock, seeded_rng};
use fieldwalk_core::store::{Store, StoreError, StoreKey};
use fieldwalk_core::testing::{ByHand, MORNING, ManualClock};
use fieldwalk_tests::device::new_note;
use fieldwalk_tests::typist::text_of;

const NOTES: usize = 300;
/// Writes after which the phone is killed, evenly over the file.
const KILLS: u64 = 32;

#[test]
fn phone_killed_while_its_profile_is_encrypted_has_every_note_once() {
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("plain.fieldwalk");
    let mut network = ByHand::new(1);
    let visit = network.visit();
    let client = network.open(&plain, 2, &ManualClock::at(MORNING), 0);
    let items: Vec<_> =
        (0..NOTES).map(|number| client.add_note(visit, &new_note(&text_of(number))).unwrap()).collect();
    drop(client);
    let size_bytes = std::fs::metadata(&plain).unwrap().len();

    let (mut unfinished, mut finished) = (0, 0);
    for kill in 1..=KILLS + 8 {
        let profile = folder.path().join(format!("{kill}.fieldwalk"));
        std::fs::copy(&plain, &profile).unwrap();
        let is_finished = opens_until(&profile, kill * size_bytes / KILLS);
        finished += usize::from(is_finished);
        unfinished += usize::from(profile.with_extension("fieldwalk.encrypting").exists());

        let key = StoreKey::from_bytes(&[7; 32]);
        let (store, set_aside) = Store::open_with::<StoreError>(&profile, |_| Ok(key)).unwrap();
        assert_eq!(set_aside, None, "kill {kill}: taken for damage");
        let client = Client::over(store, Arc::new(SystemClock), seeded_rng(kill)).unwrap();
        let notes = client.notebook(visit).unwrap().notes;
        assert_eq!(notes.len(), NOTES, "kill {kill}");
        for (number, item) in items.iter().enumerate() {
            assert_eq!(notes[item].text, text_of(number), "kill {kill}: note {number}");
        }
        drop(client);
        let left = std::fs::read(&profile).unwrap();
        assert!(!left.windows(12).any(|window| window == b"CREATE TABLE"), "kill {kill}: still plain");
        assert!(!profile.with_extension("fieldwalk.encrypting").exists(), "kill {kill}: something is left");
    }
    assert!(unfinished > 20 && finished > 0, "{unfinished} killed on the way, {finished} came through");
}

/// Whether a phone that may write so many bytes to a file came through with opening the profile.
fn opens_until(profile: &Path, bytes: u64) -> bool {
    let mut phone = Command::new(env!("CARGO_BIN_EXE_encrypting_phone"));
    let end = phone.arg(profile).arg(bytes.to_string()).status().unwrap();
    assert!(end.success() || end.code().is_none(), "the phone gave up: {end}");
    end.success()
}
