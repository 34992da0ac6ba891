//! Times of day. A slot is a moment; the server does not know on which clock a person reads it, so the page says it in
//! UTC and the script on the reader's own clock.

use fieldwalk_core::clock::Timestamp;
use jiff::civil::{Date, Time};

/// A moment as a time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClockTime {
    /// "08:00 UTC".
    pub(crate) words: String,
    /// RFC 3339.
    pub(crate) exact: String,
}

/// The time of day of `at`.
pub(crate) fn clock_time(at: Timestamp) -> ClockTime {
    let time =
        jiff::Timestamp::from_millisecond(at.0).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC).time();
    ClockTime { words: format!("{:02}:{:02} UTC", time.hour(), time.minute()), exact: at.to_string() }
}

/// The moment when it is `time` on `date` where clocks are `offset_minutes` ahead of UTC.
pub(crate) fn moment_of(date: Date, time: Time, offset_minutes: i32) -> Option<Timestamp> {
    let offset = jiff::tz::Offset::from_seconds(offset_minutes.checked_mul(60)?).ok()?;
    offset.to_timestamp(date.to_datetime(time)).ok().map(|at| Timestamp(at.as_millisecond()))
}

/// The offsets that places have, from -12:00 to +14:00 in half hours, in minutes and in words.
pub(crate) fn offsets() -> Vec<(i32, String)> {
    let word = |minutes: i32| {
        let sign = if minutes < 0 { '−' } else { '+' };
        (minutes, format!("UTC{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60))
    };
    (-24..=28).map(|half_hours| word(half_hours * 30)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_in_the_morning_in_bogota_is_two_in_the_afternoon_in_utc() {
        let at = moment_of(jiff::civil::date(2026, 11, 21), jiff::civil::time(9, 0, 0, 0), -300).unwrap();
        assert_eq!(clock_time(at).words, "14:00 UTC");
        assert_eq!(moment_of(jiff::civil::date(2026, 11, 21), jiff::civil::time(9, 0, 0, 0), i32::MAX), None);
    }
}
