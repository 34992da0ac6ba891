//! Finds what somebody said: text between quotation marks, and lines that begin with a speaker.
//!
//! Speech is evidence whatever it says, so only names are looked for in it. A quotation that is not closed
//! runs to the end of its line: the closing mark is the one people forget. Speech without any marks
//! ("she said that ...") is found by rules, not here.

use std::ops::Range;

use super::rules::Rules;

/// Returns the byte ranges of `text` that are marked as speech, in order.
pub(super) fn marked_speech(text: &str, rules: &Rules) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let speech = match spoken_part(line, rules) {
            Some(from) => std::iter::once(from..line.len()).collect(),
            None => quotations(line),
        };
        ranges.extend(speech.into_iter().map(|range| start + range.start..start + range.end));
        start += line.len();
    }
    ranges
}

/// The quoted parts of one line, marks included.
fn quotations(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, open)) =
        line[from..].char_indices().map(|(at, c)| (from + at, c)).find(|&(at, c)| opens(line, at, c))
    {
        let inside = start + open.len_utf8();
        let close = line[inside..]
            .char_indices()
            .map(|(at, c)| (inside + at, c))
            .find(|&(at, c)| closes(line, at, c, open));
        let end = match close {
            Some((at, c)) => at + c.len_utf8(),
            None => line.len(),
        };
        found.push(start..end);
        from = end;
    }
    found
}

/// Whether the character `c` at byte `at` begins a quotation.
fn opens(line: &str, at: usize, c: char) -> bool {
    let before = line[..at].chars().next_back();
    let after = line[at + c.len_utf8()..].chars().next();
    let after_gap = before.is_none_or(|b| !b.is_alphanumeric() && b != '\'' && b != '\u{2019}');
    match c {
        '\u{201C}' | '\u{201E}' | '\u{AB}' => true,
        // After a digit it is an inch mark.
        '"' => !before.is_some_and(char::is_numeric),
        '\u{2018}' => after_gap,
        // An apostrophe looks the same: it must stand before a word and be closed again.
        '\'' => {
            after_gap
                && after.is_some_and(char::is_alphanumeric)
                && line[at + 1..].char_indices().any(|(next, c)| closes(line, at + 1 + next, c, '\''))
        }
        _ => false,
    }
}

/// Whether the character `c` at byte `at` ends a quotation that `open` began.
fn closes(line: &str, at: usize, c: char, open: char) -> bool {
    let after = line[at + c.len_utf8()..].chars().next();
    let before = line[..at].chars().next_back();
    let ends_word = !after.is_some_and(char::is_alphanumeric);
    match open {
        '\u{AB}' => c == '\u{BB}',
        '\u{2018}' => matches!(c, '\u{2019}' | '\'') && ends_word,
        '\'' => c == '\'' && ends_word && before.is_some_and(|b| !b.is_whitespace()),
        _ => matches!(c, '"' | '\u{201D}') || (open == '\u{201E}' && c == '\u{201C}'),
    }
}

/// Where the speech begins in a line that starts with a speaker, as in `10:05 T: Who can tell me?`
fn spoken_part(line: &str, rules: &Rules) -> Option<usize> {
    let stamp = |c: char| {
        c.is_numeric()
            || c.is_whitespace()
            || matches!(c, ':' | '.' | '-' | '\u{2013}' | '*' | '\u{2022}' | '(' | ')' | '[' | ']')
    };
    let mut label = line.trim_start_matches(stamp);
    for suffix in ["am ", "pm ", "AM ", "PM ", "a.m. ", "p.m. "] {
        if label.len() < line.len() {
            label = label.strip_prefix(suffix).unwrap_or(label).trim_start_matches(stamp);
        }
    }
    let (speaker, _) = label.split_once(':')?;
    is_speaker(speaker.trim(), rules).then_some(line.len() - label.len() + speaker.len() + 1)
}

/// Whether `label`, which stands before a colon, names a speaker.
fn is_speaker(label: &str, rules: &Rules) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    let short = |word: &str| word.chars().count() <= 2 || word.chars().all(char::is_numeric);
    match words.as_slice() {
        [one] => rules.is_speaker(one.trim_end_matches(char::is_numeric)) || is_initials(one),
        [role, which] if rules.is_speaker(role) && short(which) => true,
        [title, rest @ ..] if rest.len() <= 2 => {
            rules.is_title(title.trim_end_matches('.'))
                && rest.iter().all(|word| word.starts_with(char::is_uppercase))
        }
        _ => false,
    }
}

/// One or two capitals, perhaps with points or a number: J, JM, J.M., S3.
fn is_initials(word: &str) -> bool {
    let letters: Vec<char> = word.trim_end_matches(char::is_numeric).chars().filter(|&c| c != '.').collect();
    (1..=2).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::rules::ENGLISH;
    use super::*;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn speech(text: &str) -> Vec<&str> {
        marked_speech(text, &ENGLISH).into_iter().map(|range| text[range].trim()).collect()
    }

    #[test]
    fn quotation_marks_of_every_style_hold_speech() {
        assert_eq!(speech("She said \"good job\" twice."), ["\"good job\""]);
        assert_eq!(speech("She said “good job” and ‘well done’."), ["“good job”", "‘well done’"]);
        assert_eq!(speech("Elle dit «bravo» et „gut“."), ["«bravo»", "„gut“"]);
        assert_eq!(speech("He says 'I can't do it' and sits."), ["'I can't do it'"]);
    }

    #[test]
    fn an_unclosed_quotation_runs_to_the_end_of_its_line() {
        assert_eq!(speech("She said \"good job\nThen a poor answer"), ["\"good job"]);
    }

    #[test]
    fn apostrophes_and_inches_are_no_quotation() {
        assert_eq!(speech("The students' work and the boys' desks, 12\" wide"), [""; 0]);
        assert_eq!(speech("the students’ work isn’t here"), [""; 0]);
    }

    #[test]
    fn a_line_that_starts_with_a_speaker_is_speech() {
        for line in [
            "T: Good job.",
            "S1: Good job.",
            "10:05 Teacher: Good job.",
            "9:15 am - Ms. Hall: Good job.",
            "Student 4: Good job.",
            "JM: Good job.",
        ] {
            assert_eq!(speech(line), ["Good job."], "{line}");
        }
        assert_eq!(speech("Strengths: good pacing"), [""; 0]);
        assert_eq!(speech("at 9:15 good pacing"), [""; 0]);
    }
}
