//! The little language in which rules describe words in a row.
//!
//! A pattern is elements parted by spaces; it matches words that stand next to each other in one clause.
//!
//! | element | matches |
//! |---|---|
//! | `should` | that word, in any case |
//! | `@people` | a word of that class |
//! | `he\|@people` | either |
//! | `<number>` `<Name>` `<any>` | a number; a word with a capital; any word |
//! | `<gap>` | nothing, or up to four words |
//! | `<rest>` | all the words left in the clause, at least one |
//! | `<pause>` `<colon>` `<stop>` | a comma, dash or bracket; a colon; a full stop |
//! | `<start>` `<end>` | nothing: a clause begins or ends here |
//! | `very?` | that element or nothing |
//! | `[` ... `]` | marks the part to point at; without it, all of the match |

use std::ops::Range;

use super::token::Shape;
use super::words::{Classes, UNKNOWN, Vocabulary, Word};

/// A word, number or break of the text, with what the rules need to know of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) shape: Shape,
    pub(super) word: Word,
    /// Part of what somebody said or of what was written in the room, not of what the observer says.
    pub(super) spoken: bool,
}

/// Words in a row, as a rule describes them.
#[derive(Debug)]
pub(super) struct Pattern {
    elements: Vec<Element>,
    /// The elements that the finding points at.
    marked: Range<usize>,
}

#[derive(Debug)]
struct Element {
    what: What,
    optional: bool,
}

#[derive(Debug)]
enum What {
    OneOf { ids: Vec<u32>, classes: Classes, shapes: Vec<Shape> },
    Any,
    Gap,
    Rest,
    Start,
    End,
}

/// The longest `<gap>`, in words.
const GAP: usize = 4;

/// Which words a text holds at all: most patterns need one it does not hold, and are passed over at once.
#[derive(Debug)]
pub(super) struct Present {
    classes: Classes,
    /// A bit for each word of the vocabulary, up to the last one present.
    ids: Vec<u64>,
}

impl Present {
    pub(super) fn of(seen: &[Seen]) -> Self {
        let known = || seen.iter().map(|token| token.word).filter(|word| word.id != UNKNOWN);
        let length = known().map(|word| word.id / u64::BITS + 1).max().unwrap_or_default();
        let mut ids = vec![0; length as usize];
        for word in known() {
            ids[(word.id / u64::BITS) as usize] |= 1 << (word.id % u64::BITS);
        }
        let classes = seen.iter().fold(0, |all, token| all | token.word.classes);
        Self { classes, ids }
    }

    fn holds(&self, id: u32) -> bool {
        let bits = self.ids.get((id / u64::BITS) as usize);
        bits.is_some_and(|bits| bits >> (id % u64::BITS) & 1 == 1)
    }
}

impl Pattern {
    /// Whether a text with these words could match.
    pub(super) fn could_match(&self, present: &Present) -> bool {
        self.elements.iter().filter(|element| !element.optional).all(|element| match &element.what {
            What::OneOf { ids, classes, shapes } => {
                !shapes.is_empty() || classes & present.classes != 0 || ids.iter().any(|&id| present.holds(id))
            }
            _ => true,
        })
    }

    /// Reads one pattern; its words join the vocabulary.
    pub(super) fn parse(text: &'static str, vocabulary: &mut Vocabulary) -> Result<Self, String> {
        let mut elements = Vec::new();
        let (mut opened, mut closed) = (None, None);
        for piece in text.split_whitespace() {
            match piece {
                "[" => opened = Some(elements.len()),
                "]" => closed = Some(elements.len()),
                _ => elements.push(Element::parse(piece, vocabulary)?),
            }
        }
        let marked = opened.unwrap_or(0)..closed.unwrap_or(elements.len());
        if elements.is_empty() || marked.is_empty() {
            return Err(format!("nothing to match in `{text}`"));
        }
        Ok(Self { elements, marked })
    }

    /// Matches the pattern from token `at` on; returns the marked part.
    /// `through_speech` says whether spoken words count.
    pub(super) fn match_at(&self, seen: &[Seen], at: usize, through_speech: bool) -> Option<Range<usize>> {
        let mut marked = at..at;
        self.step(seen, at, 0, through_speech, &mut marked)?;
        (!marked.is_empty()).then_some(marked)
    }

    /// Matches from element `index` on at token `at`; returns where the match ends.
    fn step(
        &self,
        seen: &[Seen],
        at: usize,
        index: usize,
        spoken: bool,
        marked: &mut Range<usize>,
    ) -> Option<usize> {
        if index == self.marked.start {
            marked.start = at;
        }
        if index == self.marked.end {
            marked.end = at;
        }
        let Some(element) = self.elements.get(index) else {
            return Some(at);
        };
        if matches!(element.what, What::Gap) {
            let longest = seen[at..].iter().take(GAP).take_while(|word| word.reads(spoken)).count();
            return (0..=longest).find_map(|taken| self.step(seen, at + taken, index + 1, spoken, marked));
        }
        let taken = element.width(seen, at, spoken);
        if let Some(width) = taken
            && let Some(end) = self.step(seen, at + width, index + 1, spoken, marked)
        {
            return Some(end);
        }
        if element.optional { self.step(seen, at, index + 1, spoken, marked) } else { None }
    }
}

impl Seen {
    fn reads(&self, through_speech: bool) -> bool {
        self.shape.is_word() && (through_speech || !self.spoken)
    }
}

impl Element {
    fn parse(piece: &'static str, vocabulary: &mut Vocabulary) -> Result<Self, String> {
        let (piece, optional) = match piece.strip_suffix('?') {
            Some(rest) => (rest, true),
            None => (piece, false),
        };
        let what = match piece {
            "<any>" => What::Any,
            "<gap>" => What::Gap,
            "<rest>" => What::Rest,
            "<start>" => What::Start,
            "<end>" => What::End,
            _ => What::one_of(piece, vocabulary)?,
        };
        Ok(Self { what, optional })
    }

    /// How many tokens the element takes at `at`; `None` when it does not match there.
    fn width(&self, seen: &[Seen], at: usize, through_speech: bool) -> Option<usize> {
        let here = seen.get(at);
        let matches = match &self.what {
            What::Start => return starts_clause(seen, at, through_speech).then_some(0),
            What::End => {
                return here.is_none_or(|word| !word.reads(through_speech)).then_some(0);
            }
            What::Gap => return Some(0),
            What::Rest => {
                let words = seen.get(at..)?.iter().take_while(|word| word.reads(through_speech)).count();
                return (words > 0).then_some(words);
            }
            What::Any => here.is_some_and(|word| word.reads(through_speech)),
            What::OneOf { ids, classes, shapes } => here.is_some_and(|token| {
                (token.reads(through_speech) || !token.shape.is_word())
                    && (token.word.classes & classes != 0
                        || ids.contains(&token.word.id)
                        || shapes.contains(&token.shape))
            }),
        };
        matches.then_some(1)
    }
}

impl What {
    fn one_of(piece: &'static str, vocabulary: &mut Vocabulary) -> Result<Self, String> {
        let (mut ids, mut classes, mut shapes) = (Vec::new(), 0, Vec::new());
        for part in piece.split('|') {
            match part {
                "" => return Err(format!("an empty alternative in `{piece}`")),
                "<Name>" => shapes.push(Shape::Word { capital: true }),
                "<pause>" => shapes.push(Shape::Pause),
                "<colon>" => shapes.push(Shape::Colon),
                "<stop>" => shapes.push(Shape::Stop),
                "<number>" => {
                    shapes.push(Shape::Number);
                    classes |= vocabulary.class("number").unwrap_or_default();
                }
                _ if part.starts_with('<') => return Err(format!("`{part}` is no element")),
                _ => match part.strip_prefix('@') {
                    Some(class) => {
                        classes |= vocabulary.class(class).ok_or_else(|| format!("no class is called {class}"))?
                    }
                    None => ids.push(vocabulary.literal(part)),
                },
            }
        }
        Ok(Self::OneOf { ids, classes, shapes })
    }
}

/// Whether only numbers, as in a time stamp, stand between `at` and the break before it.
fn starts_clause(seen: &[Seen], at: usize, through_speech: bool) -> bool {
    let before = seen[..at].iter().rev().take_while(|token| token.reads(through_speech));
    before.into_iter().all(|token| token.shape == Shape::Number)
}
