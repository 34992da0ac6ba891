//! Moments as people say them.

use fieldwalk_core::clock::Timestamp;

use super::text::Text;

/// A moment: how long ago or ahead in words, and exactly for the script, which shows it on the reader's clock.
#[derive(Debug, Clone, Default)]
pub(crate) struct Moment {
    /// "3 hours ago".
    pub(crate) words: String,
    /// RFC 3339.
    pub(crate) exact: String,
}

impl Moment {
    /// How `at` is said at `now`.
    pub(crate) fn new(text: &Text, now: Timestamp, at: Timestamp) -> Self {
        Self { words: words(text, now.0.saturating_sub(at.0) / 60_000), exact: at.to_string() }
    }
}

fn words(text: &Text, minutes_ago: i64) -> String {
    let size = minutes_ago.abs();
    let (unit, count) = match size {
        0 => return text.get("moment-now"),
        1..60 => ("minutes", size),
        60..2_880 => ("hours", size / 60),
        _ => ("days", size / 1_440),
    };
    let message = match (minutes_ago > 0, unit) {
        (true, "minutes") => text.say("moment-minutes-ago"),
        (true, "hours") => text.say("moment-hours-ago"),
        (true, _) => text.say("moment-days-ago"),
        (false, "minutes") => text.say("moment-in-minutes"),
        (false, "hours") => text.say("moment-in-hours"),
        (false, _) => text.say("moment-in-days"),
    };
    message.with("count", count).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::language::Language;
    use super::*;

    #[test]
    fn moments_are_said_in_the_unit_that_tells_most() {
        let text = Text::of(Language::English);
        for (minutes, expected) in [
            (0, "just now"),
            (1, "1 minute ago"),
            (-15, "in 15 minutes"),
            (150, "2 hours ago"),
            (-20_160, "in 14 days"),
        ] {
            assert_eq!(words(text, minutes), expected);
        }
    }
}
