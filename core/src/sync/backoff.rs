//! How long to wait before trying again: doubling with jitter, pure and seeded.

use rand::{Rng, RngExt};

const FIRST_MILLIS: i64 = 1_000;
const LONGEST_MILLIS: i64 = 5 * 60_000;

/// Counts failures in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// The pause after one more failure, in milliseconds: doubling from 1 s to 5 min, then halved at most and raised
    /// by half at most at random, so that the phones of one building do not come back together.
    pub fn after_failure(&mut self, rng: &mut impl Rng) -> i64 {
        let full = FIRST_MILLIS.checked_shl(self.failures.min(16)).unwrap_or(LONGEST_MILLIS).min(LONGEST_MILLIS);
        self.failures = self.failures.saturating_add(1);
        rng.random_range(full / 2..=full + full / 2)
    }

    /// Forgets the failures: something went through.
    pub fn reset(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded_rng;

    #[test]
    fn pauses_grow_stay_bounded_and_start_over_after_success() {
        let mut backoff = Backoff::default();
        let mut rng = seeded_rng(3);
        let pauses: Vec<i64> = (0..80).map(|_| backoff.after_failure(&mut rng)).collect();
        assert!(pauses[0] <= 1_500 && pauses[79] >= LONGEST_MILLIS / 2);
        assert!(pauses.iter().all(|pause| (FIRST_MILLIS / 2..=LONGEST_MILLIS * 3 / 2).contains(pause)));
        backoff.reset();
        assert!(backoff.after_failure(&mut rng) <= 1_500);
    }
}
