//! Time and randomness, the two things a pure core must be handed.
//!
//! Nothing else in this crate reads a clock or the system's entropy; tests pass a manual clock and a seeded
//! generator, and a run can be replayed from its seed.

use std::fmt;

use rand::SeedableRng;
use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970-01-01T00:00:00Z, without leap seconds. May be wrong when a device's clock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// This moment moved by `millis` milliseconds, stopping at the ends of the range.
    #[must_use]
    pub fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// This moment moved by `minutes` minutes.
    #[must_use]
    pub fn plus_minutes(self, minutes: u32) -> Self {
        self.plus_millis(i64::from(minutes) * 60_000)
    }
}

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC, to the millisecond.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(time) => write!(f, "{time:.3}"),
            Err(_) => write!(f, "{} ms", self.0),
        }
    }
}

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The time now, by this clock. It may jump, also backwards.
    fn now(&self) -> Timestamp;
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[cfg(not(target_family = "wasm"))]
    #[expect(clippy::disallowed_methods, reason = "the one place of this crate that reads the time")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Timestamp(since.map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX)))
    }

    /// In a browser the standard library has no clock.
    #[cfg(target_family = "wasm")]
    fn now(&self) -> Timestamp {
        Timestamp(js_sys::Date::now() as i64)
    }
}

/// The generator that this crate uses everywhere: fast, portable, reproducible from its seed.
pub type SeededRng = rand_chacha::ChaCha12Rng;

/// A generator seeded with `seed`, for tests, simulation and the demo.
pub fn seeded_rng(seed: u64) -> SeededRng {
    SeededRng::seed_from_u64(seed)
}

/// A generator seeded from the operating system: fit for keys and tokens.
///
/// # Errors
/// Where the system has no entropy to give. Nothing that needs a secret may go on then.
pub fn system_rng() -> Result<SeededRng, getrandom::Error> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)?;
    Ok(SeededRng::from_seed(seed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_reads_as_rfc_3339() {
        assert_eq!(Timestamp(1_795_305_600_123).to_string(), "2026-11-22T00:00:00.123Z");
        assert_eq!(Timestamp(i64::MAX).to_string(), "9223372036854775807 ms");
    }
}
