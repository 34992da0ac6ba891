//! What somebody looks at: which step, which evidence, which page of it. In the query of the page, and in every form,
//! so that a form leads back to where it was sent from.

use fieldwalk_core::domain::{DebriefStep, Focus};
use fieldwalk_core::ids::{LookForId, PatternId, RoomId};
use serde::Deserialize;

/// What somebody looks at. Whatever cannot be read stands for everything.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Looking {
    step: String,
    room: String,
    look_for: String,
    focus: String,
    loose: String,
    page: String,
    all: String,
    under: String,
    part: String,
}

impl Looking {
    /// The step; `None` for the one that the group is at.
    pub(super) fn step(&self) -> Option<DebriefStep> {
        DebriefStep::from_word(&self.step)
    }

    /// Evidence from this room only.
    pub(super) fn room(&self) -> Option<RoomId> {
        self.room.parse().ok()
    }

    /// Evidence that bears on this look-for only.
    pub(super) fn look_for(&self) -> Option<LookForId> {
        self.look_for.parse().ok()
    }

    /// Evidence about this part of the instructional core only.
    pub(super) fn focus(&self) -> Option<Focus> {
        Focus::from_word(&self.focus)
    }

    /// Evidence under no pattern only.
    pub(super) fn is_loose(&self) -> bool {
        !self.loose.is_empty()
    }

    /// The page of the evidence, from 1.
    pub(super) fn page(&self) -> usize {
        self.page.parse().unwrap_or(1).max(1)
    }

    /// The pattern of which everything is shown.
    pub(super) fn all(&self) -> Option<PatternId> {
        self.all.parse().ok()
    }

    /// The page of what is under that pattern, from 1.
    pub(super) fn under(&self) -> usize {
        self.under.parse().unwrap_or(1).max(1)
    }

    /// Whether the board alone is wanted.
    pub(super) fn is_part(&self) -> bool {
        self.part == "board"
    }

    /// Whether only some of the evidence is wanted.
    pub(super) fn is_filtered(&self) -> bool {
        self.room().is_some() || self.look_for().is_some() || self.focus().is_some() || self.is_loose()
    }

    /// The same at another step, with all evidence.
    pub(super) fn at_step(&self, step: DebriefStep) -> String {
        Self { step: step.as_str().to_owned(), ..Self::default() }.query()
    }

    /// The same at another page.
    pub(super) fn at_page(&self, page: usize) -> String {
        Self { page: page.to_string(), ..self.clone() }.query()
    }

    /// The same with all that is under `pattern`, a page of it.
    pub(super) fn with_all(&self, pattern: PatternId, page: usize) -> String {
        Self { all: pattern.to_string(), under: page.to_string(), ..self.clone() }.query()
    }

    /// The query that leads here.
    pub(super) fn query(&self) -> String {
        let fields = [
            ("step", &self.step),
            ("room", &self.room),
            ("look_for", &self.look_for),
            ("focus", &self.focus),
            ("loose", &self.loose),
            ("page", &self.page),
            ("all", &self.all),
            ("under", &self.under),
        ];
        let pairs = fields.into_iter().filter(|(_, value)| !value.is_empty());
        pairs.map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&")
    }

    /// What a form says it was sent from: read and written anew, so that it leads to this page and nowhere else.
    pub(super) fn of_query(query: &str) -> Self {
        let uri = format!("/?{query}").parse::<axum::http::Uri>();
        uri.ok()
            .and_then(|uri| axum::extract::Query::try_from_uri(&uri).ok())
            .map_or_else(Self::default, |found| found.0)
    }
}

/// A value as it may stand in a query: every byte that is not plain as `%XX`.
fn escaped(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let escape = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    value.bytes().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_survives_the_way_through_a_form() {
        let words = "a&b=c #% räum \"<1>";
        let looking =
            Looking { step: "group".into(), loose: words.into(), page: "3".into(), ..Looking::default() };
        let back = Looking::of_query(&looking.query());
        assert_eq!((back.step(), back.loose.as_str(), back.page()), (Some(DebriefStep::Group), words, 3));
        assert!(looking.query().is_ascii());
    }

    #[test]
    fn what_cannot_be_read_stands_for_everything() {
        let looking = Looking::of_query("step=later&room=12&page=-1&all=x&https://elsewhere.example/");
        assert_eq!((looking.step(), looking.room(), looking.page(), looking.all()), (None, None, 1, None));
        assert!(!looking.is_filtered());
        assert_eq!(Looking::of_query("\r\nSet-Cookie: x").query(), "");
    }
}
