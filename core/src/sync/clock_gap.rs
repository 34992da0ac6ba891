//! How far a device's clock is from the server's, as far as an answer can tell.
//!
//! Nothing is decided by it: what is written is safe with any clock. But a person reads hours beside notes and the time
//! that is left in a room, so they are told when those are wrong.

use jiff::civil::{Date, DateTime, Time};

use crate::clock::Timestamp;

/// Less than this nobody notices in a room of ten minutes, and a server's own clock may be off by as much.
const TOLD_FROM: i64 = 2 * 60_000;
/// The header `Date` knows no fractions of a second.
const SECOND: i64 = 1_000;

/// By how many milliseconds the device's clock is ahead of the server's, or behind where negative; `None` where that is
/// too little to speak of. The device asked at `asked_at` and had the answer at `answered_at`, both by its own clock; in
/// between, the server wrote down `server_time`. However long an answer took, it is not taken for a wrong clock.
pub fn clock_gap(asked_at: Timestamp, server_time: Timestamp, answered_at: Timestamp) -> Option<i64> {
    let ahead = asked_at.0.saturating_sub(server_time.0.saturating_add(SECOND));
    let behind = server_time.0.saturating_sub(answered_at.0);
    match (ahead, behind) {
        (TOLD_FROM.., _) => Some(ahead),
        (_, TOLD_FROM..) => Some(-behind),
        _ => None,
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The time in a header `Date`, as servers are to write it; `None` where it holds none. By hand: what reads every way to
/// write a time is more than a browser should fetch for this.
pub fn date_of(header: &str) -> Option<Timestamp> {
    let (_, date) = header.split_once(", ")?;
    let [day, month, year, time, "GMT"] = date.split(' ').collect::<Vec<_>>()[..] else { return None };
    let month = 1 + i8::try_from(MONTHS.iter().position(|name| *name == month)?).ok()?;
    let day = Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()?;
    let [hour, minute, second] = time.split(':').collect::<Vec<_>>()[..] else { return None };
    let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, second.parse().ok()?, 0).ok()?;
    let since = DateTime::from_parts(day, time).duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0));
    Some(Timestamp(i64::try_from(since.as_millis()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp(1_795_348_800_000);
    const MINUTE: i64 = 60_000;

    #[test]
    fn clock_is_wrong_from_two_minutes_on_in_either_direction() {
        let gap =
            |minutes: i64| clock_gap(NOON.plus_millis(minutes * MINUTE), NOON, NOON.plus_millis(minutes * MINUTE));
        assert_eq!((gap(0), gap(1), gap(-1)), (None, None, None));
        assert_eq!(gap(-2), Some(-2 * MINUTE));
        assert_eq!(gap(3), Some(3 * MINUTE - SECOND));
        assert_eq!(gap(-3 * 24 * 60), Some(-3 * 24 * 60 * MINUTE));
    }

    #[test]
    fn slow_answer_is_no_wrong_clock() {
        assert_eq!(clock_gap(NOON, NOON.plus_millis(5 * MINUTE), NOON.plus_millis(10 * MINUTE)), None);
        assert_eq!(
            clock_gap(NOON, NOON.plus_millis(13 * MINUTE), NOON.plus_millis(10 * MINUTE)),
            Some(-3 * MINUTE)
        );
    }

    #[test]
    fn time_at_the_end_of_the_range_does_no_harm() {
        let (first, last) = (Timestamp(i64::MIN), Timestamp(i64::MAX));
        assert_eq!(clock_gap(last, first, last), Some(i64::MAX));
        assert_eq!(clock_gap(first, last, first), Some(-i64::MAX));
    }

    #[test]
    fn date_is_read_as_servers_write_it() {
        assert_eq!(date_of("Sun, 22 Nov 2026 12:00:00 GMT"), Some(NOON));
        assert_eq!(date_of("Thu, 29 Feb 2024 23:59:60 GMT"), None);
        assert_eq!(date_of("Thu, 29 Feb 2024 23:59:59 GMT"), Some(Timestamp(1_709_251_199_000)));
        assert_eq!(date_of("Sun, 22 Nov 2026 12:00:00 +0100"), None);
        assert_eq!(date_of("soon"), None);
        assert_eq!(date_of(""), None);
    }
}
