//! An observer who never stops writing, and the lines by which the `phone` binary tells what was confirmed to them.
//!
//! What the observer writes is known beforehand: note number `n` always has the text [`text_of`]`(n)`. So whoever
//! opens the notebook later can say what must be in it, knowing only how many notes were confirmed.

use std::fmt;
use std::str::FromStr;

use fieldwalk_core::ids::ItemId;

/// Words of a classroom, picked by number.
const WORDS: [&str; 16] = [
    "S:",
    "T:",
    "why",
    "12",
    "of",
    "24",
    "hands",
    "up",
    "because",
    "the",
    "denominator",
    "é",
    "🙂",
    "stays",
    "same",
    "?",
];

/// The text of note number `number`: 2 to 6 words, never the same twice, not all of them ASCII.
pub fn text_of(number: usize) -> String {
    let count = 2 + number % 5;
    let words: Vec<&str> = (0..count).map(|index| WORDS[(number * 7 + index * (3 + number % 4)) % 16]).collect();
    format!("{} {number}", words.join(" "))
}

/// What the phone has just been told is safe. One line each, written only after the call that confirmed it returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// The profile is open.
    Open,
    /// So many characters of note `note` are in its draft.
    Keystroke {
        /// Its number.
        note: usize,
        /// Characters typed so far.
        typed: usize,
    },
    /// Note `note` is in the notebook.
    Note {
        /// Its number.
        note: usize,
        /// Its id.
        item: ItemId,
    },
}

impl fmt::Display for Confirmed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => write!(f, "open"),
            Self::Keystroke { note, typed } => write!(f, "keystroke {note} {typed}"),
            Self::Note { note, item } => write!(f, "note {note} {item}"),
        }
    }
}

impl FromStr for Confirmed {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let wrong = || format!("the phone said {line:?}");
        let number = |word: &str| word.parse::<usize>().map_err(|_| wrong());
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["open"] => Ok(Self::Open),
            ["keystroke", note, typed] => Ok(Self::Keystroke { note: number(note)?, typed: number(typed)? }),
            ["note", note, item] => {
                Ok(Self::Note { note: number(note)?, item: item.parse().map_err(|_| wrong())? })
            }
            _ => Err(wrong()),
        }
    }
}
