//! Cuts a text into words, numbers and breaks, with their places in bytes.
//!
//! A hyphen inside a word separates like a space, so "off-task" and "off task" are the same two words.
//! A contraction is two words ("is", "n't"), so rules meet negation and "'s" without knowing spellings.
//! What a word means is not decided here.

use std::ops::Range;

/// A word, a number or a break of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands, in bytes.
    pub(super) at: Range<usize>,
    pub(super) shape: Shape,
}

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters, perhaps with digits; `capital` when it starts with an upper-case letter.
    Word { capital: bool },
    /// Digits, perhaps with letters, points or colons: 12, 9:15, 3B, 3/4.
    Number,
    /// A comma, dash or bracket.
    Pause,
    /// A colon.
    Colon,
    /// The end of a sentence or of a part that could be one: full stop, semicolon, line end.
    Stop,
}

impl Shape {
    /// Whether the token is a word or a number.
    pub(super) fn is_word(self) -> bool {
        matches!(self, Self::Word { .. } | Self::Number)
    }
}

/// Cuts `text` into tokens in reading order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 4);
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_alphanumeric() {
            let mut end = start + first.len_utf8();
            while let Some(&(at, next)) = chars.peek() {
                if !continues(text, at, next, first) {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            push_word(&mut found, text, start..end);
        } else if let Some(shape) = break_shape(first) {
            found.push(Token { at: start..start + first.len_utf8(), shape });
        }
    }
    found
}

/// Whether `next`, at byte `at`, still belongs to the word or number that began with `first`.
fn continues(text: &str, at: usize, next: char, first: char) -> bool {
    let after = || text[at + next.len_utf8()..].chars().next();
    match next {
        '\'' | '\u{2019}' => after().is_some_and(char::is_alphabetic),
        '.' | ',' | ':' | '/' => first.is_numeric() && after().is_some_and(char::is_numeric),
        _ => next.is_alphanumeric() || is_combining(next),
    }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

fn break_shape(c: char) -> Option<Shape> {
    Some(match c {
        ',' | '(' | ')' | '[' | ']' | '\u{2013}' | '\u{2014}' | '/' | '*' | '\u{2022}' => Shape::Pause,
        ':' => Shape::Colon,
        '.' | '!' | '?' | ';' | '\n' | '\r' | '\u{2026}' | '|' => Shape::Stop,
        _ => return None,
    })
}

/// Adds the word at `at`, as two tokens when it is a contraction.
fn push_word(found: &mut Vec<Token>, text: &str, at: Range<usize>) {
    let word = &text[at.clone()];
    let capital = word.starts_with(char::is_uppercase);
    let shape = if word.starts_with(char::is_numeric) { Shape::Number } else { Shape::Word { capital } };
    match contraction(word) {
        Some(cut) if cut > 0 => {
            found.push(Token { at: at.start..at.start + cut, shape });
            found.push(Token { at: at.start + cut..at.end, shape: Shape::Word { capital: false } });
        }
        _ => found.push(Token { at, shape }),
    }
}

/// Where the second half of a contraction begins, in bytes.
fn contraction(word: &str) -> Option<usize> {
    let (mark, _) = word.char_indices().rev().find(|&(_, c)| c == '\'' || c == '\u{2019}')?;
    let tail = word[mark..].chars().skip(1);
    let ends = |ending: &str| tail.clone().map(|c| c.to_ascii_lowercase()).eq(ending.chars());
    if ends("t") && word[..mark].ends_with(['n', 'N']) {
        Some(mark - 1)
    } else if ["s", "re", "ve", "ll", "d", "m"].into_iter().any(ends) {
        Some(mark)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| &text[token.at]).collect()
    }

    #[test]
    fn a_contraction_is_two_words_with_either_apostrophe() {
        assert_eq!(words("isn't he's students' O'Neil"), ["is", "n't", "he", "'s", "students", "O'Neil"]);
        assert_eq!(words("isn\u{2019}t"), ["is", "n\u{2019}t"]);
    }

    #[test]
    fn numbers_keep_their_marks_and_hyphens_separate() {
        assert_eq!(words("9:20-9:30 off-task, 3B."), ["9:20", "9:30", "off", "task", ",", "3B", "."]);
    }
}
