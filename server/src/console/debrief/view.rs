//! What the page of a debrief shows, in plain strings.

use super::super::assets;
use super::super::page::{Place, page};
use super::super::text::Text;

/// The page.
#[derive(Debug, Default)]
pub(crate) struct DebriefView {
    /// The visit's id.
    pub(crate) visit: String,
    /// The reader's id: what stays unsent in a browser stays theirs.
    pub(crate) member: String,
    /// The school that hosts, and the day.
    pub(crate) school: String,
    pub(crate) date: String,
    /// Where the page is, and the query that leads back to what is looked at.
    pub(crate) path: String,
    pub(crate) back: String,
    /// Whether something of it could not be read.
    pub(crate) is_unreadable: bool,
    /// Whether the reader takes part.
    pub(crate) may_write: bool,
    /// The four steps.
    pub(crate) steps: Vec<StepView>,
    /// The step that is looked at, and what is done there.
    pub(crate) step: &'static str,
    pub(crate) step_name: String,
    pub(crate) explains: Vec<String>,
    /// Where the group is, if another step is looked at.
    pub(crate) group_at: Option<LinkView>,
    /// The step that the group may be moved to from here.
    pub(crate) go_to: Option<MoveView>,
    /// The view that a text on this page was rendered from.
    pub(crate) seen: String,
    /// Evidence; `None` where it is not shown.
    pub(crate) evidence: Option<EvidenceView>,
    /// Patterns; `None` before the group groups.
    pub(crate) patterns: Option<PatternsView>,
    /// Lists of statements, as far as the step shows them.
    pub(crate) lists: Vec<ListView>,
}

page!(DebriefView, "debrief.html", Place::Visits);

/// The board alone.
#[derive(askama::Template)]
#[template(path = "_debrief_board.html")]
struct BoardPart<'a> {
    text: &'static Text,
    view: &'a DebriefView,
}

impl DebriefView {
    /// The part of the page that changes.
    pub(crate) fn board(&self, text: &'static Text) -> askama::Result<String> {
        askama::Template::render(&BoardPart { text, view: self })
    }

    /// Where the script of the page is.
    pub(crate) fn script(&self) -> &'static str {
        assets::module("debrief.js")
    }
}

/// A link.
#[derive(Debug, Default)]
pub(crate) struct LinkView {
    pub(crate) name: String,
    pub(crate) href: String,
}

/// A step in the navigation.
#[derive(Debug, Default)]
pub(crate) struct StepView {
    pub(crate) name: String,
    /// Where it leads, if the group has reached it.
    pub(crate) href: Option<String>,
    pub(crate) is_done: bool,
    pub(crate) is_looked_at: bool,
}

/// A step to move the group to.
#[derive(Debug, Default)]
pub(crate) struct MoveView {
    /// The id of the command.
    pub(crate) id: String,
    pub(crate) step: &'static str,
    pub(crate) label: String,
    /// Whether it goes on, not back.
    pub(crate) is_onward: bool,
}

/// Something to choose.
#[derive(Debug, Default, Clone)]
pub(crate) struct OptionView {
    pub(crate) value: String,
    pub(crate) name: String,
    pub(crate) is_chosen: bool,
}

/// The evidence, a page of it.
#[derive(Debug, Default)]
pub(crate) struct EvidenceView {
    pub(crate) rooms: Vec<OptionView>,
    pub(crate) look_fors: Vec<OptionView>,
    pub(crate) focuses: Vec<OptionView>,
    pub(crate) is_loose: bool,
    pub(crate) is_filtered: bool,
    /// "51 to 100 of 960".
    pub(crate) says: String,
    pub(crate) pieces: Vec<PieceView>,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    /// The step looked at, for the form that filters.
    pub(crate) step: &'static str,
    /// Where everything is shown again.
    pub(crate) all: String,
}

/// A piece of evidence, in the list or under a pattern.
#[derive(Debug, Default, Clone)]
pub(crate) struct PieceView {
    pub(crate) evidence: String,
    /// Its id on the page.
    pub(crate) anchor: String,
    pub(crate) words: String,
    /// The beginning of the words, to name what is done to it.
    pub(crate) short: String,
    pub(crate) kind: String,
    pub(crate) focus: Option<String>,
    pub(crate) room: Option<String>,
    pub(crate) look_fors: Vec<String>,
    pub(crate) is_own: bool,
    /// The pattern that it is under here.
    pub(crate) from: Option<String>,
    /// How it stands there.
    pub(crate) bearing: &'static str,
    /// Where else it is.
    pub(crate) under: Vec<String>,
    /// The id of the next placement.
    pub(crate) placement: String,
}

impl PieceView {
    /// Whether it is under this pattern here.
    pub(crate) fn is_under(&self, pattern: &str) -> bool {
        self.from.as_deref() == Some(pattern)
    }
}

/// The patterns.
#[derive(Debug, Default)]
pub(crate) struct PatternsView {
    pub(crate) patterns: Vec<PatternView>,
    /// All of them, to choose from.
    pub(crate) options: Vec<OptionView>,
    pub(crate) bearings: Vec<OptionView>,
    /// Whether they are worked on at the step that is looked at.
    pub(crate) is_open: bool,
    /// The id of the next pattern.
    pub(crate) next: String,
}

/// A pattern with what is under it.
#[derive(Debug, Default)]
pub(crate) struct PatternView {
    pub(crate) id: String,
    pub(crate) text: TextView,
    /// "3 support it, 1 contrasts": how many, in words.
    pub(crate) counts: String,
    pub(crate) groups: Vec<GroupView>,
    /// Whether pieces are shown at all: to the host they are not.
    pub(crate) shows_pieces: bool,
}

/// What is under a pattern and stands to it in the same way.
#[derive(Debug, Default)]
pub(crate) struct GroupView {
    pub(crate) bearing: &'static str,
    pub(crate) name: String,
    pub(crate) pieces: Vec<PieceView>,
    /// "12 more", and where they are.
    pub(crate) more: Option<(String, String)>,
    /// The pages before and after, where all of it is looked at.
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// A text that several people write.
#[derive(Debug, Default, Clone)]
pub(crate) struct TextView {
    /// Its place in the document.
    pub(crate) place: String,
    /// Its id on the page.
    pub(crate) anchor: String,
    pub(crate) words: String,
    /// The id of the writing that may begin now.
    pub(crate) edit: String,
    /// What it is, for the label of its field.
    pub(crate) label: String,
}

/// Predictions, wonderings or next steps.
#[derive(Debug, Default)]
pub(crate) struct ListView {
    /// Its id on the page.
    pub(crate) anchor: &'static str,
    pub(crate) name: String,
    pub(crate) hint: String,
    pub(crate) empty: String,
    pub(crate) statements: Vec<StatementView>,
    /// What single observers shared beside it: their own wonderings.
    pub(crate) shared: Vec<String>,
    /// The act that adds one, its id, the label of its field and of its button.
    pub(crate) add: &'static str,
    pub(crate) next: String,
    pub(crate) add_label: String,
    pub(crate) add_button: String,
    /// For next steps alone.
    pub(crate) levels: Vec<OptionView>,
    pub(crate) horizons: Vec<OptionView>,
}

/// One of them.
#[derive(Debug, Default)]
pub(crate) struct StatementView {
    pub(crate) id: String,
    pub(crate) text: TextView,
    /// For next steps alone.
    pub(crate) levels: Vec<OptionView>,
    pub(crate) horizons: Vec<OptionView>,
    /// Where and by when, in words.
    pub(crate) reach: Option<String>,
}
