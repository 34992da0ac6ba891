//! A civil day as it is written everywhere here: `2026-11-21`.
//!
//! jiff reads every way there is to write one. This reads the one, and a browser has 20 kB less to fetch for it.

use jiff::civil::Date;
use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

/// Reads a day; none where it is written in another way, or is in no calendar.
pub fn parse_day(text: &str) -> Option<Date> {
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i16>().ok())?;
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || [year.len(), month.len(), day.len()] != [4, 2, 2] {
        return None;
    }
    Date::new(number(year)?, number(month)? as i8, number(day)? as i8).ok()
}

/// For serde's `with`.
pub(super) fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

/// For serde's `with`.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    parse_day(&String::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("a day looks like 2026-11-21"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_is_read_as_it_is_written() {
        for day in [jiff::civil::date(2026, 11, 21), jiff::civil::date(2028, 2, 29), Date::ZERO] {
            assert_eq!(parse_day(&day.to_string()), Some(day));
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        let others =
            ["", "2026-11", "2026-11-31", "2027-02-29", "2026-1-1", "20261121", "2026-11-21T10:00", "+026-1+-21"];
        for text in others {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
