//! The message catalogue: everything that the console says, in each of its languages.
//!
//! A message is asked for by its id ([`Text::get`]), with arguments ([`Text::say`]), or by a group and one of the
//! domain's words ([`Text::word`]). Tests below hold the languages together and find ids that are missing or unused,
//! so ids are written out where they are used: `text.get("members-title")`.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

use super::language::Language;

static ENGLISH: LazyLock<Text> = LazyLock::new(|| Text::new(Language::English));
static SPANISH: LazyLock<Text> = LazyLock::new(|| Text::new(Language::Spanish));

/// What the console says, in one language.
pub(crate) struct Text {
    language: Language,
    messages: FluentBundle<FluentResource>,
}

impl Text {
    /// The catalogue of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Spanish => &SPANISH,
        }
    }

    fn new(language: Language) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut messages = FluentBundle::new_concurrent(vec![tag]);
        // What people wrote is isolated by `Argument`; numbers need none.
        messages.set_use_isolating(false);
        // What is wrong in a source is left out; a test reads them and finds nothing wrong.
        let resource = match FluentResource::try_new(source(language).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        messages.add_resource_overriding(resource);
        Self { language, messages }
    }

    /// The language.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The message of this id.
    pub(crate) fn get(&self, id: &str) -> String {
        self.say(id).to_string()
    }

    /// The message of this id, to which arguments can be given.
    pub(crate) fn say<'a>(&'a self, id: &'a str) -> Message<'a> {
        Message { text: self, id, arguments: FluentArgs::new() }
    }

    /// The message for one of the domain's words, e.g. of the group `stage` for `walking`: `stage-walking`.
    pub(crate) fn word(&self, group: &str, word: &str) -> String {
        self.get(&format!("{group}-{}", word.replace('_', "-")))
    }

    /// Whether there is a message of this id.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.messages.has_message(id)
    }

    /// A day in words: Saturday, 21 November 2026.
    pub(crate) fn date(&self, date: Date) -> String {
        let weekday = self.word("weekday", &date.weekday().to_monday_one_offset().to_string());
        let month = self.word("month", &date.month().to_string());
        self.say("date-long")
            .with("weekday", weekday)
            .with("day", i64::from(date.day()))
            .with("month", month)
            // As words: a year takes no thousands separator.
            .with("year", date.year().to_string())
            .to_string()
    }
}

fn source(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../locales/en.ftl"),
        Language::Spanish => include_str!("../../locales/es.ftl"),
    }
}

/// A message and its arguments. Displays as the text; a template escapes it like any other.
pub(crate) struct Message<'a> {
    text: &'a Text,
    id: &'a str,
    arguments: FluentArgs<'a>,
}

impl<'a> Message<'a> {
    /// Gives an argument.
    #[must_use]
    pub(crate) fn with(mut self, name: &'a str, argument: impl Into<Argument>) -> Self {
        match argument.into() {
            Argument::Number(number) => self.arguments.set(name, FluentValue::from(number)),
            Argument::Words(words) => self.arguments.set(name, FluentValue::from(isolated(&words))),
        }
        self
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pattern = self.text.messages.get_message(self.id).and_then(|message| message.value());
        debug_assert!(pattern.is_some(), "there is no message {}", self.id);
        let Some(pattern) = pattern else { return f.write_str(self.id) };
        // What cannot be filled in shows as its name; the tests of the samples look for that.
        let mut errors = Vec::new();
        f.write_str(&self.text.messages.format_pattern(pattern, Some(&self.arguments), &mut errors))
    }
}

/// What a message is given.
pub(crate) enum Argument {
    /// A number, which also chooses between one and many.
    Number(i64),
    /// Words, maybe a person's.
    Words(String),
}

/// Keeps words that run from right to left from turning the sentence around them: FSI … PDI (UAX 9). Plain Latin text
/// is left alone, so that what a person copies holds no invisible characters.
fn isolated(words: &str) -> String {
    if words.is_ascii() { words.to_owned() } else { format!("\u{2068}{words}\u{2069}") }
}

macro_rules! argument {
    ($($type:ty),*) => {
        $(
            impl From<$type> for Argument {
                fn from(number: $type) -> Self {
                    Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
                }
            }
            impl From<&$type> for Argument {
                fn from(number: &$type) -> Self {
                    Self::from(*number)
                }
            }
            // What a template binds in `if let` and `for` is a reference already, and it takes another.
            impl From<&&$type> for Argument {
                fn from(number: &&$type) -> Self {
                    Self::from(**number)
                }
            }
        )*
    };
}
argument!(i64, u16, u32, u64, usize);

impl From<&str> for Argument {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<&&str> for Argument {
    fn from(words: &&str) -> Self {
        Self::Words((*words).to_owned())
    }
}

impl From<String> for Argument {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<&&String> for Argument {
    fn from(words: &&String) -> Self {
        Self::Words((*words).clone())
    }
}

impl From<&String> for Argument {
    fn from(words: &String) -> Self {
        Self::Words(words.clone())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use super::*;
    use crate::console::problem::Problem;

    /// Each id with the arguments that its message names.
    fn catalogue(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut id = String::new();
        for line in source(language).lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with([' ', '}'])) {
                id = name.to_owned();
                assert!(messages.insert(id.clone(), BTreeSet::new()).is_none(), "{id} is there twice");
            }
            let names = line.split('$').skip(1);
            let names =
                names.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap().to_owned());
            messages.entry(id.clone()).or_default().extend(names);
        }
        messages.remove("");
        messages
    }

    /// All templates and the code of the console, without white space.
    fn sources() -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        ["templates", "src/console"]
            .iter()
            .flat_map(|folder| files(&root.join(folder)))
            .map(|path| std::fs::read_to_string(path).unwrap())
            .map(|text| {
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
                let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                lines.flat_map(str::split_whitespace).collect()
            })
            .collect()
    }

    fn files(folder: &Path) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
    }

    /// What stands in quotes after `call`.
    fn named_after(call: &str, sources: &[String]) -> BTreeSet<String> {
        let after = sources.iter().flat_map(|text| text.split(call).skip(1));
        after.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    }

    #[test]
    fn languages_have_the_same_messages_and_arguments() {
        let english = catalogue(Language::English);
        let spanish = catalogue(Language::Spanish);
        for (id, arguments) in &english {
            assert_eq!(spanish.get(id), Some(arguments), "{id} in Spanish");
        }
        assert_eq!(spanish.keys().find(|id| !english.contains_key(*id)), None, "only in Spanish");
    }

    #[test]
    fn sources_are_well_formed() {
        for language in Language::ALL {
            let parsed = FluentResource::try_new(source(language).to_owned());
            assert!(parsed.is_ok(), "{language:?}: {:?}", parsed.err().map(|(_, errors)| errors));
            for id in catalogue(language).keys() {
                assert!(Text::of(language).has(id), "{id} in {language:?}");
            }
        }
    }

    #[test]
    fn every_id_that_is_used_exists_and_none_is_unused() {
        let sources = sources();
        let mut used = BTreeSet::new();
        for call in ["text.get(\"", "text.say(\"", "self.say(\""] {
            used.extend(named_after(call, &sources));
        }
        used.extend(named_after("did(\"", &sources).into_iter().map(|word| format!("did-{word}")));
        for problem in Problem::ALL {
            used.extend(problem.ids());
        }
        let mut groups = named_after("text.word(\"", &sources);
        groups.extend(named_after("self.word(\"", &sources));
        let catalogue = catalogue(Language::English);
        let missing: Vec<_> = used.iter().filter(|id| !catalogue.contains_key(*id)).collect();
        assert!(missing.is_empty(), "used and not in the catalogue: {missing:?}");
        let is_used = |id: &str| {
            used.contains(id)
                || groups.iter().any(|group| id.strip_prefix(group).is_some_and(|w| w.starts_with('-')))
        };
        let unused: Vec<_> = catalogue.keys().filter(|id| !is_used(id)).collect();
        assert!(unused.is_empty(), "in the catalogue and not used: {unused:?}");
    }

    #[test]
    fn a_day_is_worded_as_people_write_it() {
        let date = jiff::civil::date(2026, 11, 21);
        assert_eq!(Text::of(Language::English).date(date), "Saturday, 21 November 2026");
        let spanish = Text::of(Language::Spanish).date(date);
        assert_eq!(spanish.replace(['\u{2068}', '\u{2069}'], ""), "sábado, 21 de noviembre de 2026");
    }
}
