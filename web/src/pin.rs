//! The PINs of profiles: they keep people who share a phone out of each other's notes. They encrypt nothing, see the
//! decision record.
//!
//! Only a slow hash of a PIN is kept, beside the profiles and not in them, because people use the same few digits
//! elsewhere too. After some wrong ones in a row a pause begins that grows.

use std::path::PathBuf;

use argon2::Argon2;
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::ids::ProfileId;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Answer, ErrorKind, Retry, bad_argument, failure};

/// Wrong PINs in a row before the first pause.
const FREE_TRIES: u32 = 4;
/// The first pause, in milliseconds; each further wrong PIN doubles it.
const FIRST_PAUSE: i64 = 30_000;
/// The longest pause, in milliseconds: nobody is kept from a walk by somebody's pranks.
const LONGEST_PAUSE: i64 = 15 * 60_000;

/// The PINs of all profiles of this browser, in a file beside theirs.
pub(crate) struct Pins(PathBuf);

struct Kept {
    salt: [u8; 16],
    hash: [u8; 32],
    wrong: u32,
    tried_at: i64,
}

impl Pins {
    /// The PINs in the file at `path`, which is made when it is first looked into.
    pub(crate) fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Opened anew each time, which is seldom: so nothing is left open to be closed.
    fn file(&self) -> Answer<Connection> {
        let connection = Connection::open(&self.0)?;
        connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS pin (
                profile TEXT PRIMARY KEY, salt BLOB NOT NULL, hash BLOB NOT NULL,
                -- Wrong ones in a row, and when the last of them came.
                wrong INTEGER NOT NULL DEFAULT 0, tried_at INTEGER NOT NULL DEFAULT 0
            ) WITHOUT ROWID",
        )?;
        Ok(connection)
    }

    /// Whether the profile has a PIN.
    pub(crate) fn has(&self, profile: ProfileId) -> Answer<bool> {
        Ok(self.kept(profile)?.is_some())
    }

    /// Lets through who knows the PIN, and everybody where there is none.
    pub(crate) fn check(&self, profile: ProfileId, pin: Option<&str>, now: Timestamp) -> Answer<()> {
        let Some(kept) = self.kept(profile)? else { return Ok(()) };
        let pin =
            pin.ok_or_else(|| failure(ErrorKind::PinNeeded, Retry::AfterAction, "this profile has a PIN"))?;
        let left = kept.pause_left(now);
        if left > 0 {
            return Err(wrong(left));
        }
        if hash(pin, &kept.salt)? == kept.hash {
            self.file()?.execute("UPDATE pin SET wrong = 0 WHERE profile = ?1", [profile.to_string()])?;
            return Ok(());
        }
        let kept = Kept { wrong: kept.wrong + 1, tried_at: now.0, ..kept };
        self.file()?.execute(
            "UPDATE pin SET wrong = ?2, tried_at = ?3 WHERE profile = ?1",
            params![profile.to_string(), kept.wrong, kept.tried_at],
        )?;
        Err(wrong(kept.pause_left(now)))
    }

    /// Gives the profile this PIN, or none.
    pub(crate) fn set(&self, profile: ProfileId, pin: Option<&str>) -> Answer<()> {
        let Some(pin) = pin else {
            self.file()?.execute("DELETE FROM pin WHERE profile = ?1", [profile.to_string()])?;
            return Ok(());
        };
        let length = pin.chars().count();
        if !(4..=64).contains(&length) {
            return Err(bad_argument("a PIN has at least 4 characters, and at most 64"));
        }
        let mut salt = [0; 16];
        let no_randomness = |_| failure(ErrorKind::Fault, Retry::Later, "there is no randomness to be had");
        getrandom::fill(&mut salt).map_err(no_randomness)?;
        self.file()?.execute(
            "INSERT OR REPLACE INTO pin (profile, salt, hash) VALUES (?1, ?2, ?3)",
            params![profile.to_string(), salt, hash(pin, &salt)?],
        )?;
        Ok(())
    }

    fn kept(&self, profile: ProfileId) -> Answer<Option<Kept>> {
        let row = self.file()?.query_row(
            "SELECT salt, hash, wrong, tried_at FROM pin WHERE profile = ?1",
            [profile.to_string()],
            |row| Ok(Kept { salt: row.get(0)?, hash: row.get(1)?, wrong: row.get(2)?, tried_at: row.get(3)? }),
        );
        Ok(row.optional()?)
    }
}

impl Kept {
    /// Milliseconds until another PIN is looked at.
    fn pause_left(&self, now: Timestamp) -> i64 {
        let Some(over) = self.wrong.checked_sub(FREE_TRIES + 1) else { return 0 };
        let pause = FIRST_PAUSE.saturating_mul(1 << over.min(20)).min(LONGEST_PAUSE);
        // A clock that was put back must not make the pause any longer.
        self.tried_at.saturating_add(pause).saturating_sub(now.0).clamp(0, pause)
    }
}

/// Argon2id as OWASP's password storage cheat sheet has it: 19 MiB, two passes.
fn hash(pin: &str, salt: &[u8]) -> Answer<[u8; 32]> {
    let mut hash = [0; 32];
    let fault = |_| failure(ErrorKind::Fault, Retry::Later, "the PIN could not be hashed");
    Argon2::default().hash_password_into(pin.as_bytes(), salt, &mut hash).map_err(fault)?;
    Ok(hash)
}

fn wrong(millis: i64) -> crate::error::CallFailure {
    let retry = if millis > 0 { Retry::NotBefore { millis } } else { Retry::AfterAction };
    failure(ErrorKind::WrongPin, retry, "it is another PIN")
}

#[cfg(test)]
mod tests {
    use fieldwalk_core::clock::seeded_rng;
    use fieldwalk_core::testing::MORNING;

    use super::*;

    /// The folder goes when it is dropped.
    fn pins() -> (Pins, ProfileId, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        (Pins::at(folder.path().join("pins")), ProfileId::new(MORNING, &mut seeded_rng(1)), folder)
    }

    fn kind(checked: Answer<()>) -> (ErrorKind, Retry) {
        checked.map_err(|error| (error.kind, error.retry)).unwrap_err()
    }

    #[test]
    fn profile_opens_with_its_pin_alone_until_it_has_none() {
        let (pins, ada, _folder) = pins();
        assert_eq!((pins.has(ada), pins.check(ada, None, MORNING)), (Ok(false), Ok(())));
        pins.set(ada, Some("2468")).unwrap();
        assert_eq!(pins.check(ada, Some("2468"), MORNING), Ok(()));
        assert_eq!(kind(pins.check(ada, None, MORNING)).0, ErrorKind::PinNeeded);
        assert_eq!(kind(pins.check(ada, Some("2469"), MORNING)), (ErrorKind::WrongPin, Retry::AfterAction));
        pins.set(ada, None).unwrap();
        assert_eq!(pins.check(ada, None, MORNING), Ok(()));
        assert_eq!(pins.set(ada, Some("123")).unwrap_err().kind, ErrorKind::BadArgument);
    }

    #[test]
    fn pause_grows_with_wrong_pins_holds_for_the_right_one_too_and_ends_by_any_clock() {
        let (pins, ada, _folder) = pins();
        pins.set(ada, Some("2468")).unwrap();
        let mut now = MORNING;
        for _ in 0..FREE_TRIES {
            assert_eq!(kind(pins.check(ada, Some("1111"), now)).1, Retry::AfterAction);
        }
        let pause = |millis| (ErrorKind::WrongPin, Retry::NotBefore { millis });
        assert_eq!(kind(pins.check(ada, Some("1111"), now)), pause(FIRST_PAUSE));
        assert_eq!(kind(pins.check(ada, Some("2468"), now.plus_millis(10_000))), pause(FIRST_PAUSE - 10_000));
        now = now.plus_millis(FIRST_PAUSE);
        assert_eq!(kind(pins.check(ada, Some("1111"), now)), pause(2 * FIRST_PAUSE));
        assert_eq!(kind(pins.check(ada, Some("2468"), now.plus_millis(-86_400_000))), pause(2 * FIRST_PAUSE));
        assert_eq!(pins.check(ada, Some("2468"), now.plus_millis(2 * FIRST_PAUSE)), Ok(()));
        assert_eq!(kind(pins.check(ada, Some("1111"), now)).1, Retry::AfterAction, "counted from the start");
    }
}
