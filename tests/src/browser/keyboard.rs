//! Without a mouse: going from one thing to the next, and pressing keys.

use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::Value;

use super::Browser;

/// Presses of Tab after which a thing counts as out of reach.
const PRESSES_MAX: usize = 400;

const CONTROL: char = '\u{e009}';

/// A key with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as on the keyboard")]
pub enum Key {
    Tab,
    Enter,
    Space,
    Escape,
    Up,
    Down,
    Left,
    Right,
}

impl Key {
    /// Its code point in WebDriver.
    fn code(self) -> char {
        match self {
            Self::Tab => '\u{e004}',
            Self::Enter => '\u{e007}',
            Self::Space => ' ',
            Self::Escape => '\u{e00c}',
            Self::Up => '\u{e013}',
            Self::Down => '\u{e015}',
            Self::Left => '\u{e012}',
            Self::Right => '\u{e014}',
        }
    }
}

impl Browser {
    /// Presses one key, wherever the focus is.
    pub async fn key(&self, key: Key) {
        self.type_keys(&key.code().to_string()).await;
    }

    /// Types, wherever the focus is.
    pub async fn type_keys(&self, words: &str) {
        self.type_slowly(words, Duration::ZERO).await;
    }

    /// Types as somebody does who needs so long for each key.
    pub async fn type_slowly(&self, words: &str, between: Duration) {
        let keys = words.chars().fold(KeyActions::new("keyboard".to_owned()), |keys, value| {
            let keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
            if between.is_zero() { keys } else { keys.then(KeyAction::Pause { duration: between }) }
        });
        self.client.perform_actions(keys).await.expect("keys can be pressed");
    }

    /// Goes on with Tab until the thing with this name has the focus.
    ///
    /// A name that ends with an ellipsis stands for every name that begins so.
    pub async fn tab_to(&self, name: &str) {
        let is_it = |focused: &str| match name.strip_suffix('…') {
            Some(beginning) => focused.starts_with(beginning),
            None => focused == name,
        };
        for _ in 0..PRESSES_MAX {
            self.key(Key::Tab).await;
            if is_it(&self.focused_name().await) {
                return;
            }
        }
        panic!("`{name}` on {} is out of reach of the Tab key:\n{}", self.path().await, self.outline().await);
    }

    /// Goes to the thing with this name and presses Enter.
    pub async fn enter(&self, name: &str) {
        self.tab_to(name).await;
        self.key(Key::Enter).await;
    }

    /// Goes to the field with this label and types these words instead of what is in it.
    pub async fn write(&self, label: &str, words: &str) {
        self.tab_to(label).await;
        // Ctrl-A: what is typed takes the place of what is marked.
        let mark = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: CONTROL })
            .then(KeyAction::Down { value: 'a' })
            .then(KeyAction::Up { value: 'a' })
            .then(KeyAction::Up { value: CONTROL });
        self.client.perform_actions(mark).await.expect("keys can be pressed");
        self.type_keys(words).await;
    }

    /// Goes to the list with this label and types the beginning of what is to be chosen.
    pub async fn pick(&self, label: &str, option: &str) {
        self.tab_to(label).await;
        self.type_keys(option).await;
    }

    /// Goes to the box with this label and ticks or unticks it.
    pub async fn toggle(&self, label: &str) {
        self.tab_to(label).await;
        self.key(Key::Space).await;
    }

    /// The name of what has the focus, as it is spoken.
    async fn focused_name(&self) -> String {
        let script = "const at = document.activeElement; if (!at || at === document.body) return ''; \
            const label = at.labels && at.labels.length ? at.labels[0].textContent : null; \
            const by = at.getAttribute('aria-labelledby'); \
            const named = by && by.split(' ').map(id => document.getElementById(id)?.textContent).join(' '); \
            return (at.getAttribute('aria-label') || named || label || at.textContent || at.value || '') \
                .replace(/\\s+/g, ' ').trim();";
        match self.script(script, vec![]).await {
            Value::String(name) => name,
            _ => String::new(),
        }
    }
}
