//! Texts with some of their words marked. Marks come as positions that count UTF-16 code units, and a text may have
//! been masked since they were made: whatever they are, no character is cut and no word is lost.

use fieldwalk_core::domain::Flag;

/// Some words of a text, one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// The words.
    pub(crate) words: String,
    /// Whether a flag means them.
    pub(crate) is_marked: bool,
}

/// The whole text, cut where a flag begins or ends.
pub(crate) fn runs<'a>(text: &str, flags: impl IntoIterator<Item = &'a Flag>) -> Vec<Run> {
    let mut ranges: Vec<_> =
        flags.into_iter().map(|flag| bytes(text, flag)).filter(|range| !range.is_empty()).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut runs = Vec::new();
    let mut push = |words: &str, is_marked| {
        if !words.is_empty() {
            runs.push(Run { words: words.to_owned(), is_marked });
        }
    };
    let mut at = 0;
    for range in ranges {
        // Of flags that overlap, the second marks what the first did not.
        let start = range.start.max(at);
        if start >= range.end {
            continue;
        }
        push(&text[at..start], false);
        push(&text[start..range.end], true);
        at = range.end;
    }
    push(&text[at..], false);
    runs
}

/// The words that a flag means.
pub(crate) fn meant<'a>(text: &'a str, flag: &Flag) -> &'a str {
    &text[bytes(text, flag)]
}

/// A flag in bytes; outwards where it would cut a character, empty where it lies outside.
fn bytes(text: &str, flag: &Flag) -> std::ops::Range<usize> {
    let mut units = 0;
    let (mut start, mut end) = (text.len(), text.len());
    for (byte, character) in text.char_indices() {
        let next = units + character.len_utf16();
        if units <= flag.start && flag.start < next {
            start = byte;
        }
        if units >= flag.end {
            end = byte;
            break;
        }
        units = next;
    }
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fieldwalk_core::evidence::Kind;

    fn flag(start: usize, end: usize) -> Flag {
        Flag { kind: Kind::Judgement, start, end }
    }

    fn marked(text: &str, flags: &[Flag]) -> String {
        let runs = runs(text, flags);
        assert_eq!(runs.iter().map(|run| run.words.as_str()).collect::<String>(), text, "no word is lost");
        runs.iter().map(|run| if run.is_marked { format!("[{}]", run.words) } else { run.words.clone() }).collect()
    }

    #[test]
    fn words_are_marked_where_flags_say() {
        assert_eq!(marked("T was very good.", &[flag(6, 15)]), "T was [very good].");
        assert_eq!(marked("abc", &[]), "abc");
        assert_eq!(marked("", &[flag(0, 3)]), "");
        assert_eq!(meant("T was very good.", &flag(6, 10)), "very");
    }

    #[test]
    fn positions_count_utf_16_units() {
        // The emoji is two units, é one.
        assert_eq!(marked("👍 é good", &[flag(5, 9)]), "👍 é [good]");
    }

    #[test]
    fn positions_that_fit_no_text_cut_no_character() {
        assert_eq!(marked("a👍b", &[flag(2, 3)]), "a[👍]b");
        assert_eq!(marked("abc", &[flag(2, 99)]), "ab[c]");
        assert_eq!(marked("abc", &[flag(9, 99), flag(2, 1)]), "abc");
    }

    #[test]
    fn flags_that_overlap_mark_every_word_once() {
        assert_eq!(marked("abcdef", &[flag(1, 4), flag(2, 3), flag(3, 5)]), "a[bcd][e]f");
    }
}
