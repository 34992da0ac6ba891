//! The one place of the benchmarks that reads a clock, and what is said of many readings.

use std::time::{Duration, Instant};

/// Runs `work` and says how long it took.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let started = now();
    let value = work();
    (value, started.elapsed())
}

/// As [`timed`], of a future.
pub(crate) async fn timed_async<T>(work: impl Future<Output = T>) -> (T, Duration) {
    let started = now();
    let value = work.await;
    (value, started.elapsed())
}

#[expect(clippy::disallowed_methods, reason = "measuring time is what this program is for")]
fn now() -> Instant {
    Instant::now()
}

/// The middle one, in milliseconds.
pub(crate) fn median_millis(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times.get(times.len() / 2).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
}
