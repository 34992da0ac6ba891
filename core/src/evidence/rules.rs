//! Reads the rule files of a language and finds what they describe.
//!
//! Rules are data, in blocks of lines:
//!
//! ```text
//! class people = student~n teacher~n he she they
//! rule should
//!   kind prescription
//!   reason Evidence says what was, not what ought to be.
//!   hint What did you see or hear? Leave what ought to be for the debrief.
//!   flag should|ought
//!   not should be in
//! ```
//!
//! A match of a `flag` pattern is a finding unless a match of one of the rule's `not` patterns overlaps it.
//! A class may take several lines. A `speech` line says where reported words begin, and after the `=` how far
//! they reach. Every language has the classes `speaker`, `title`, `action` and `joint` and the rules
//! `member-name` and `fact-and-inference`, which other parts of the check ask for by name.
//! This module knows the form of rules and not one word of any language.

use std::ops::Range;
use std::sync::LazyLock;

use super::finding::Kind;
use super::pattern::{Pattern, Present, Seen};
use super::token::Shape;
use super::words::{Classes, UNKNOWN, Vocabulary, Word};

/// The rules of one language.
#[derive(Debug)]
pub(super) struct Rules {
    vocabulary: Vocabulary,
    rules: Vec<(Rule, Patterns)>,
    speech: Vec<(Pattern, Reach)>,
    speaker: Classes,
    title: Classes,
    action: Classes,
    joint: Classes,
    member_name: Rule,
    split: Rule,
}

/// One thing the check looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Its name in the rule file.
    pub name: &'static str,
    /// The kind of its findings.
    pub kind: Kind,
    /// Why it is there, for the people who keep the rules.
    pub reason: &'static str,
    /// What it says to the observer.
    pub hint: &'static str,
}

#[derive(Debug, Default)]
struct Patterns {
    flag: Vec<Pattern>,
    not: Vec<Pattern>,
}

/// How far reported words reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Word,
    Clause,
    Sentence,
}

/// A rule's match, in tokens.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) rule: Rule,
    pub(super) words: Range<usize>,
}

/// The English rules.
pub(super) static ENGLISH: LazyLock<Rules> = LazyLock::new(|| {
    let files = [
        include_str!("english/words.rules"),
        include_str!("english/speech.rules"),
        include_str!("english/inference.rules"),
        include_str!("english/prescription.rules"),
        include_str!("english/value.rules"),
        include_str!("english/person.rules"),
        include_str!("english/measure.rules"),
        include_str!("english/idiom.rules"),
        include_str!("english/vague_quantity.rules"),
        include_str!("english/identifying.rules"),
        include_str!("english/split.rules"),
    ];
    Rules::parse(&files).expect("the rule files are part of the program and every test reads them")
});

impl Rules {
    /// Reads rule files; classes may be used before the line that fills them.
    pub(super) fn parse(files: &[&'static str]) -> Result<Self, String> {
        let lines = || {
            files
                .iter()
                .flat_map(|file| file.lines())
                .map(str::trim)
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
        };
        let mut vocabulary = Vocabulary::default();
        let mut classes = Vec::new();
        for line in lines().filter_map(|line| line.strip_prefix("class ")) {
            let (name, entries) = line.split_once('=').ok_or_else(|| format!("no `=` in `class {line}`"))?;
            classes.push((name.trim(), entries));
            vocabulary.add_class(name.trim(), entries);
        }
        let mut rules: Vec<(Rule, Patterns)> = Vec::new();
        let mut speech = Vec::new();
        for line in lines().filter(|line| !line.starts_with("class ")) {
            let (key, value) = line.split_once(' ').ok_or_else(|| format!("nothing after `{line}`"))?;
            let value = value.trim();
            match (key, rules.last_mut()) {
                ("rule", _) => rules.push((Rule::named(value), Patterns::default())),
                ("speech", _) => speech.push(Reach::parse(value, &mut vocabulary)?),
                ("kind", Some((rule, _))) => rule.kind = kind(value)?,
                ("reason", Some((rule, _))) => rule.reason = value,
                ("hint", Some((rule, _))) => rule.hint = value,
                ("flag", Some((_, patterns))) => patterns.flag.push(Pattern::parse(value, &mut vocabulary)?),
                ("not", Some((_, patterns))) => patterns.not.push(Pattern::parse(value, &mut vocabulary)?),
                _ => return Err(format!("`{line}` is no line of a rule")),
            }
        }
        vocabulary.apply_affixes(&classes);
        if let Some((rule, _)) = rules.iter().find(|(rule, _)| rule.hint.is_empty() || rule.reason.is_empty()) {
            return Err(format!("the rule {} lacks a reason or a hint", rule.name));
        }
        let class = |name| vocabulary.class(name).ok_or_else(|| format!("no class is called {name}"));
        let rule = |name| {
            let found = rules.iter().map(|(rule, _)| *rule).find(|rule| rule.name == name);
            found.ok_or_else(|| format!("no rule is called {name}"))
        };
        Ok(Self {
            speaker: class("speaker")?,
            title: class("title")?,
            action: class("action")?,
            joint: class("joint")?,
            member_name: rule("member-name")?,
            split: rule("fact-and-inference")?,
            vocabulary,
            rules,
            speech,
        })
    }

    /// Every rule, in the order of the files.
    pub(super) fn list(&self) -> impl Iterator<Item = Rule> + '_ {
        self.rules.iter().map(|(rule, _)| *rule)
    }

    /// What is said about a name from the network's list; found without patterns.
    pub(super) fn member_name(&self) -> Rule {
        self.member_name
    }

    /// What is said about a sentence that could be split; found without patterns.
    pub(super) fn split(&self) -> Rule {
        self.split
    }

    /// Whether `word` is a role that may stand before speech, as in "Teacher: ..."
    pub(super) fn is_speaker(&self, word: &str) -> bool {
        self.word(word, &mut String::new()).classes & self.speaker != 0
    }

    /// Whether `word` is a title that stands before a name.
    pub(super) fn is_title(&self, word: &str) -> bool {
        self.word(word, &mut String::new()).classes & self.title != 0
    }

    /// Whether the word tells of something people can be seen or heard to do.
    pub(super) fn tells_action(&self, seen: &Seen) -> bool {
        seen.word.classes & self.action != 0
    }

    /// Whether the word joins a second thought to a first.
    pub(super) fn joins(&self, seen: &Seen) -> bool {
        !seen.spoken && seen.word.classes & self.joint != 0
    }

    /// What the rules know about a word; `lower` is room to work in.
    pub(super) fn word(&self, text: &str, lower: &mut String) -> Word {
        lower.clear();
        let plain = text.chars().map(|c| if c == '\u{2019}' { '\'' } else { c });
        lower.extend(plain.flat_map(char::to_lowercase));
        self.vocabulary.word(lower)
    }

    /// Marks the words that are reported speech or writing without quotation marks.
    pub(super) fn mark_reported(&self, seen: &mut [Seen]) {
        let present = &Present::of(seen);
        let possible = self.speech.iter().filter(|(pattern, _)| pattern.could_match(present));
        for (pattern, reach) in possible {
            for at in 0..seen.len() {
                let Some(found) = pattern.match_at(seen, at, false) else {
                    continue;
                };
                let rest = seen[found.end..].iter_mut();
                match reach {
                    Reach::Word => rest.take(1).for_each(|word| word.spoken = true),
                    Reach::Clause => {
                        rest.take_while(|token| token.shape.is_word()).for_each(|word| word.spoken = true)
                    }
                    Reach::Sentence => {
                        rest.take_while(|token| token.shape != Shape::Stop).for_each(|word| word.spoken = true)
                    }
                }
            }
        }
    }

    /// Finds everything the rules describe, in no particular order.
    pub(super) fn hits(&self, seen: &[Seen]) -> Vec<Hit> {
        let mut hits = Vec::new();
        let present = &Present::of(seen);
        for (rule, patterns) in &self.rules {
            let speech = rule.kind == Kind::Identifying;
            let mut excused: Option<Vec<Range<usize>>> = None;
            for found in all_matches(&patterns.flag, seen, present, speech) {
                let excused =
                    excused.get_or_insert_with(|| all_matches(&patterns.not, seen, present, speech).collect());
                if !excused.iter().any(|range| overlap(range, &found)) {
                    hits.push(Hit { rule: *rule, words: found });
                }
            }
        }
        hits
    }
}

/// Whether two ranges share anything.
pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn all_matches<'a>(
    patterns: &'a [Pattern],
    seen: &'a [Seen],
    present: &'a Present,
    speech: bool,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let possible = patterns.iter().filter(move |pattern| pattern.could_match(present));
    possible.flat_map(move |pattern| (0..seen.len()).filter_map(move |at| pattern.match_at(seen, at, speech)))
}

impl Rule {
    fn named(name: &'static str) -> Self {
        Self { name, kind: Kind::Judgement, reason: "", hint: "" }
    }
}

impl Reach {
    /// Reads `pattern = word|clause|sentence`.
    fn parse(line: &'static str, vocabulary: &mut Vocabulary) -> Result<(Pattern, Self), String> {
        let (pattern, reach) = line.rsplit_once('=').ok_or_else(|| format!("no `=` in `speech {line}`"))?;
        let reach = match reach.trim() {
            "word" => Self::Word,
            "clause" => Self::Clause,
            "sentence" => Self::Sentence,
            other => {
                return Err(format!("speech reaches to a word, clause or sentence, not `{other}`"));
            }
        };
        Ok((Pattern::parse(pattern, vocabulary)?, reach))
    }
}

fn kind(name: &str) -> Result<Kind, String> {
    Ok(match name {
        "judgement" => Kind::Judgement,
        "inference" => Kind::Inference,
        "prescription" => Kind::Prescription,
        "vague_quantity" => Kind::VagueQuantity,
        "identifying" => Kind::Identifying,
        "fact_and_inference" => Kind::FactAndInference,
        other => return Err(format!("no rule can be of kind `{other}`")),
    })
}

impl Seen {
    /// A break: nothing a rule could name.
    pub(super) fn break_of(shape: Shape) -> Self {
        Self { shape, word: Word { id: UNKNOWN, classes: 0 }, spoken: false }
    }
}
