//! What the page can call, by topic: each call parses its arguments, makes one call into the core and converts.
//!
//! Calls of a topic are written once, in `calls!`; from there come the table that finds them by name and their
//! TypeScript.

mod capture;
mod debrief;
pub mod file;
mod network;
mod profiles;
mod share;
mod status;
mod visits;

use fieldwalk_core::client::Client;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::app::App;
use crate::error::{Answer, ErrorKind, Retry, bad_argument, failure};
use crate::host::Host;

/// The most that is taken of any text before it is looked at, in bytes; the limits of the core are far below.
const TEXT_BYTES_MAX: usize = 1 << 20;

/// What answers the calls of one topic; none where a call is of another.
type Topic = fn(&Client, &str, &mut Args) -> Option<Answer<String>>;

/// The topics whose calls act on the open profile alone.
const ON_CLIENT: &[Topic] = &[capture::answer, debrief::answer, share::answer, visits::answer];

/// Answers what is answered at once, in the order in which it is asked; none for what waits for something. JSON in,
/// JSON out.
pub fn answer<H: Host>(app: &App<H>, method: &str, args: &str) -> Option<Answer<String>> {
    let method = snake(method);
    let mut args = match Args::parse(args) {
        Ok(args) => args,
        Err(error) => return Some(Err(error)),
    };
    if let Some(answer) = status::answer(app, &method, &mut args) {
        return Some(answer);
    }
    // Without one, what acts on it says so below.
    let open = app.open().ok()?;
    ON_CLIENT.iter().find_map(|topic| topic(&open.client, &method, &mut args))
}

/// Answers what waits for something.
pub async fn answer_later<H: Host>(app: &App<H>, method: &str, args: &str) -> Answer<String> {
    let method = snake(method);
    let mut args = Args::parse(args)?;
    if let Some(answer) = profiles::answer(app, &method, &mut args).await {
        return answer;
    }
    let answer = network::answer(app, &method, &mut args).await;
    // What is left acts on the open profile, if it is a call at all.
    answer.unwrap_or_else(|| app.open().and_then(|_| Err(bad_argument("there is no such call"))))
}

/// The arguments of a call, by name.
pub(crate) struct Args(Map<String, Value>);

impl Args {
    /// The arguments in a JSON object.
    pub(crate) fn parse(json: &str) -> Answer<Self> {
        serde_json::from_str(json).map(Self).map_err(|_| bad_argument("the arguments are not a JSON object"))
    }

    /// The argument of this name; one that is left out counts as `null`.
    pub(crate) fn take<T: DeserializeOwned>(&mut self, name: &str) -> Answer<T> {
        let value = self.0.remove(&camel(name)).unwrap_or_default();
        if value.as_str().is_some_and(|text| text.len() > TEXT_BYTES_MAX) {
            return Err(too_long());
        }
        // The words of the parser can hold what it was given.
        serde_json::from_value(value).map_err(|_| bad_argument(format!("`{name}` is not what it has to be")))
    }
}

/// What `work` answers, as JSON.
fn written<T: Serialize>(work: impl FnOnce() -> Answer<T>) -> Answer<String> {
    json(&work()?)
}

/// An answer as JSON.
pub fn json(answer: &impl Serialize) -> Answer<String> {
    let fault = |_| failure(ErrorKind::Fault, Retry::Never, "an answer could not be written");
    serde_json::to_string(answer).map_err(fault)
}

fn too_long() -> crate::error::CallFailure {
    failure(ErrorKind::TooLong, Retry::AfterAction, "the text is too long; nothing was changed")
}

/// `walkScreen` as Rust says it.
fn snake(camel: &str) -> String {
    let letter = |letter: char| {
        let before = letter.is_ascii_uppercase().then_some('_');
        before.into_iter().chain([letter.to_ascii_lowercase()])
    };
    camel.chars().flat_map(letter).collect()
}

/// `walk_screen` as JavaScript says it.
pub(crate) fn camel(snake: &str) -> String {
    let mut is_next_upper = false;
    let camel = snake.chars().filter_map(|character| {
        let is_upper = std::mem::replace(&mut is_next_upper, character == '_');
        (character != '_').then(|| if is_upper { character.to_ascii_uppercase() } else { character })
    });
    camel.collect()
}

/// The calls of a topic: `name(arguments) -> answer = |what they act on| what is done`. After `async over`, what is done
/// may wait.
macro_rules! calls {
    (over $context:ty $(, with $host:ident)?; $($calls:tt)+) => {
        /// Answers a call of this topic; none where it is of another.
        pub(crate) fn answer$(<$host: $crate::host::Host>)?(
            context: &$context,
            method: &str,
            args: &mut $crate::api::Args,
        ) -> Option<$crate::error::Answer<String>> {
            $crate::api::calls!(@answer context, method, args; $($calls)+);
            None
        }

        $crate::api::calls!(@typescript $($calls)+);
    };
    (async over $context:ty $(, with $host:ident)?; $($calls:tt)+) => {
        /// Answers a call of this topic when it can; none where it is of another.
        pub(crate) async fn answer$(<$host: $crate::host::Host>)?(
            context: &$context,
            method: &str,
            args: &mut $crate::api::Args,
        ) -> Option<$crate::error::Answer<String>> {
            $crate::api::calls!(@answer async context, method, args; $($calls)+);
            None
        }

        $crate::api::calls!(@typescript $($calls)+);
    };
    (@answer $context:ident, $method:ident, $args:ident; $(
        $(#[doc = $doc:literal])*
        $name:ident($($arg:ident: $type:ty),*) -> $answer:ty = |$over:ident| $work:expr;
    )+) => {
        $(if $method == stringify!($name) {
            return Some($crate::api::written(|| -> $crate::error::Answer<$answer> {
                let $over = $context;
                $(let $arg: $type = $args.take(stringify!($arg))?;)*
                $work
            }));
        })+
    };
    (@answer async $context:ident, $method:ident, $args:ident; $(
        $(#[doc = $doc:literal])*
        $name:ident($($arg:ident: $type:ty),*) -> $answer:ty = |$over:ident| $work:expr;
    )+) => {
        $(if $method == stringify!($name) {
            let work = async {
                let $over = $context;
                $(let $arg: $type = $args.take(stringify!($arg))?;)*
                $work
            };
            let answer: $crate::error::Answer<$answer> = work.await;
            return Some(answer.and_then(|answer| $crate::api::json(&answer)));
        })+
    };
    (@typescript $(
        $(#[doc = $doc:literal])*
        $name:ident($($arg:ident: $type:ty),*) -> $answer:ty = |$over:ident| $work:expr;
    )+) => {
        #[cfg(test)]
        pub(super) fn typescript(all: &mut $crate::typescript::Declarations) -> String {
            use $crate::typescript::TypeScript;
            $($(<$type as TypeScript>::declare(all);)* <$answer as TypeScript>::declare(all);)+
            [$($crate::typescript::call::<$answer>(&[$($doc),*], stringify!($name), &[
                $((stringify!($arg), <$type as TypeScript>::name())),*
            ])),+].concat()
        }
    };
}
pub(crate) use calls;

#[cfg(test)]
pub(crate) fn typescript(all: &mut crate::typescript::Declarations) -> String {
    let topics = [
        profiles::typescript,
        network::typescript,
        status::typescript,
        visits::typescript,
        capture::typescript,
        share::typescript,
        debrief::typescript,
    ];
    topics.map(|topic| topic(all)).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn argument_that_is_missing_wrong_or_huge_is_refused_without_being_repeated() {
        let mut args = Args::parse(r#"{"fromPattern": "Ada Lovelace", "count": 3}"#).unwrap();
        let refused = args.take::<i64>("from_pattern").unwrap_err();
        assert!(!refused.detail.contains("Ada"), "{}", refused.detail);
        assert_eq!(args.take::<Option<String>>("gone"), Ok(None));
        assert!(args.take::<String>("gone").is_err());
        assert_eq!(args.take::<i64>("count"), Ok(3));
        let huge = serde_json::json!({ "text": "a".repeat(TEXT_BYTES_MAX + 1) }).to_string();
        let refused = Args::parse(&huge).unwrap().take::<String>("text").unwrap_err();
        assert_eq!(refused.kind, ErrorKind::TooLong);
        assert!(Args::parse("[]").is_err());
    }

    #[test]
    fn names_are_as_javascript_says_them() {
        assert_eq!((camel("visit"), camel("to_pattern_id")), ("visit".to_owned(), "toPatternId".to_owned()));
        assert_eq!(snake("toPatternId"), "to_pattern_id");
    }
}
