//! The words that rules speak of: literal words and named classes, looked up once per token.
//!
//! A class is a list of words with light inflection: `cry~v` stands for cry, cries, cried, crying. An entry
//! `*ful` takes in every word with that ending, `over*` every word with that beginning, and `-useful` leaves
//! one out. A word's classes are a bit set, so matching a pattern never compares strings.

use std::collections::HashMap;

/// The bit set of a word's classes.
pub(super) type Classes = u128;

/// A word as rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Its number in the vocabulary; [`UNKNOWN`] when no rule names it.
    pub(super) id: u32,
    pub(super) classes: Classes,
}

/// The number of a word that no rule names.
pub(super) const UNKNOWN: u32 = u32::MAX;

/// Every word and class of one language's rules.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashMap<String, Word>,
    class_names: HashMap<&'static str, u32>,
    affixes: Vec<Affix>,
}

/// How words begin or end that belong to a class.
#[derive(Debug)]
struct Affix {
    begin: &'static str,
    end: &'static str,
    class: Classes,
}

impl Affix {
    fn fits(&self, word: &str) -> bool {
        word.starts_with(self.begin) && word.ends_with(self.end)
    }
}

impl Vocabulary {
    /// Adds the entries of the class `name`.
    pub(super) fn add_class(&mut self, name: &'static str, entries: &'static str) {
        let next = u32::try_from(self.class_names.len()).expect("rules name few classes");
        let bit = *self.class_names.entry(name).or_insert(next);
        assert!(bit < Classes::BITS, "no more than {} classes", Classes::BITS);
        let class = 1 << bit;
        for entry in entries.split_whitespace() {
            if let Some((begin, end)) = entry.split_once('*') {
                self.affixes.push(Affix { begin, end, class });
            } else if !entry.starts_with('-') {
                for form in forms(entry) {
                    self.word_mut(&form).classes |= class;
                }
            }
        }
    }

    /// Gives every word the classes of its beginning and ending, except where the class says `-word`.
    /// Called once, when all classes are in.
    pub(super) fn apply_affixes(&mut self, classes: &[(&'static str, &'static str)]) {
        let mut left_out: Vec<(String, Classes)> = Vec::new();
        for (name, entries) in classes {
            let class = self.class(name).expect("the class was added before");
            for entry in entries.split_whitespace().filter_map(|entry| entry.strip_prefix('-')) {
                left_out.extend(forms(entry).into_iter().map(|form| (form, class)));
            }
        }
        for (form, _) in &left_out {
            self.word_mut(form);
        }
        for (text, word) in &mut self.words {
            for affix in self.affixes.iter().filter(|affix| affix.fits(text)) {
                word.classes |= affix.class;
            }
        }
        for (form, class) in &left_out {
            self.word_mut(form).classes &= !class;
        }
    }

    /// The bit of the class `name`.
    pub(super) fn class(&self, name: &str) -> Option<Classes> {
        self.class_names.get(name).map(|bit| 1 << bit)
    }

    /// The number of a literal word, given one when it is new.
    pub(super) fn literal(&mut self, text: &str) -> u32 {
        self.word_mut(text).id
    }

    /// What the rules know about `lower`, a word in lower case.
    pub(super) fn word(&self, lower: &str) -> Word {
        self.words.get(lower).copied().unwrap_or_else(|| {
            let affixes = self.affixes.iter().filter(|affix| affix.fits(lower));
            Word { id: UNKNOWN, classes: affixes.fold(0, |classes, affix| classes | affix.class) }
        })
    }

    fn word_mut(&mut self, text: &str) -> &mut Word {
        let id = u32::try_from(self.words.len()).expect("rules name few words");
        self.words.entry(text.to_owned()).or_insert(Word { id, classes: 0 })
    }
}

/// The forms that an entry stands for: `~v` a verb's, `~V` a verb's that doubles its last letter,
/// `~n` a noun's plural, `~a` an adjective's degrees and adverb.
fn forms(entry: &str) -> Vec<String> {
    let Some((base, how)) = entry.split_once('~') else {
        return vec![entry.to_owned()];
    };
    let softened = match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}i"),
        _ => base.to_owned(),
    };
    let bare = base.strip_suffix('e').unwrap_or(base);
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end));
    let plural = if hisses || softened != base { format!("{softened}es") } else { format!("{base}s") };
    let with = |stem: &str, ending: &str| format!("{}{ending}", stem.strip_suffix('e').unwrap_or(stem));
    match how {
        "n" => vec![base.to_owned(), plural],
        "v" => {
            let past = with(&softened, "ed");
            vec![base.to_owned(), plural, past, format!("{bare}ing")]
        }
        "V" => {
            let last = base.chars().last().into_iter().collect::<String>();
            vec![base.to_owned(), plural, format!("{base}{last}ed"), format!("{base}{last}ing")]
        }
        "a" => {
            let adverb = match base.strip_suffix("le") {
                Some(stem) => format!("{stem}ly"),
                None => format!("{softened}ly"),
            };
            vec![base.to_owned(), adverb, with(&softened, "er"), with(&softened, "est")]
        }
        _ => unreachable!("an entry ends in ~v, ~V, ~n or ~a, not ~{how}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn entries_stand_for_their_forms() {
        assert_eq!(forms("cry~v"), ["cry", "cries", "cried", "crying"]);
        assert_eq!(forms("enjoy~v"), ["enjoy", "enjoys", "enjoyed", "enjoying"]);
        assert_eq!(forms("waste~v"), ["waste", "wastes", "wasted", "wasting"]);
        assert_eq!(forms("chat~V"), ["chat", "chats", "chatted", "chatting"]);
        assert_eq!(forms("sloppy~a"), ["sloppy", "sloppily", "sloppier", "sloppiest"]);
        assert_eq!(forms("class~n"), ["class", "classes"]);
    }

    #[test]
    fn an_affix_takes_in_unknown_words_but_not_those_left_out() {
        let classes = [("value", "good *ful -hopeful")];
        let mut vocabulary = Vocabulary::default();
        vocabulary.add_class("value", classes[0].1);
        vocabulary.apply_affixes(&classes);
        let value = vocabulary.class("value").unwrap();
        assert_eq!(vocabulary.word("dreadful").classes, value);
        assert_eq!(vocabulary.word("hopeful").classes, 0);
        assert_eq!(vocabulary.word("table").classes, 0);
    }
}
