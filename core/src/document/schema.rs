//! What each kind of document is made of: the tables of docs/schema, for the walk in `shape`.

use super::lock::{LOCKED_AT, LOCKED_PREDICTION, LOCKED_QUESTION};
use super::note::LOOK_FOR;
use crate::domain::DocumentKey;

/// What is under a name of the root.
pub(super) enum Root {
    /// Automerge text.
    Prose,
    /// A map of items by id.
    Items(&'static [(&'static str, Type)]),
    /// A map of one scalar for each id.
    Scalars(Type),
    /// A scalar. Absent at first.
    Scalar(Type),
}

/// The type of a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    /// A string of at most [`TEXT_UNITS_MAX`](crate::protocol::TEXT_UNITS_MAX).
    Text,
    /// An id as a string.
    Id,
    /// The hash of a blob as text.
    Hash,
    /// An integer: milliseconds since 1970, or a number of things.
    Integer,
    /// A counter.
    Counter,
    /// A truth value.
    Mark,
    /// Automerge text inside an item: made with it, and never replaced.
    Prose,
}

const NOTE: &[(&str, Type)] = &[
    ("slot", Type::Id),
    ("kind", Type::Text),
    ("focus", Type::Text),
    (LOOK_FOR, Type::Mark),
    ("text", Type::Text),
    ("observed_at", Type::Integer),
    ("edited_at", Type::Integer),
    ("deleted_at", Type::Integer),
];
const TALLY: &[(&str, Type)] = &[
    ("slot", Type::Id),
    ("label", Type::Text),
    ("count", Type::Counter),
    ("denominator", Type::Integer),
    ("observed_at", Type::Integer),
    ("deleted_at", Type::Integer),
];
const WONDERING: &[(&str, Type)] = &[
    ("slot", Type::Id),
    ("text", Type::Text),
    ("observed_at", Type::Integer),
    ("edited_at", Type::Integer),
    ("deleted_at", Type::Integer),
];
const ATTACHMENT: &[(&str, Type)] = &[
    ("note", Type::Id),
    ("hash", Type::Hash),
    ("media_type", Type::Text),
    ("size_bytes", Type::Integer),
    ("caption", Type::Text),
    ("added_at", Type::Integer),
    ("removed_at", Type::Integer),
];
/// A picture of a shared note: of that one entry, and gone with it.
const SHARED_ATTACHMENT: &[(&str, Type)] = &[
    ("share", Type::Id),
    ("attachment", Type::Id),
    ("hash", Type::Hash),
    ("media_type", Type::Text),
    ("size_bytes", Type::Integer),
    ("caption", Type::Text),
];
/// An entry of a contribution; which fields it has depends on what is shared.
const SHARED: &[(&str, Type)] = &[
    ("item", Type::Id),
    ("slot", Type::Id),
    ("room", Type::Id),
    ("observed_at", Type::Integer),
    ("shared_at", Type::Integer),
    ("reworded_at", Type::Integer),
    ("withdrawn_at", Type::Integer),
    ("kind", Type::Text),
    ("focus", Type::Text),
    (LOOK_FOR, Type::Mark),
    ("text", Type::Text),
    ("label", Type::Text),
    ("count", Type::Integer),
    ("denominator", Type::Integer),
];
const LOOK_FORS: &[(&str, Type)] = &[
    ("name", Type::Text),
    ("teacher", Type::Text),
    ("students", Type::Text),
    ("non_example", Type::Text),
    ("removed_at", Type::Integer),
];
const ROOMS: &[(&str, Type)] =
    &[("code", Type::Text), ("grade_band", Type::Text), ("subject", Type::Text), ("removed_at", Type::Integer)];
const TEAMS: &[(&str, Type)] = &[("name", Type::Text), ("removed_at", Type::Integer)];
const SLOTS: &[(&str, Type)] = &[
    ("team", Type::Id),
    ("room", Type::Id),
    ("starts_at", Type::Integer),
    ("minutes", Type::Integer),
    ("removed_at", Type::Integer),
];
const NORMS: &[(&str, Type)] = &[("text", Type::Text), ("removed_at", Type::Integer)];

const PATTERNS: &[(&str, Type)] =
    &[("statement", Type::Prose), ("made_at", Type::Integer), ("removed_at", Type::Integer)];
const PLACEMENTS: &[(&str, Type)] = &[
    ("pattern", Type::Id),
    ("evidence", Type::Id),
    ("bearing", Type::Text),
    ("placed_at", Type::Integer),
    ("removed_at", Type::Integer),
];
const STATEMENTS: &[(&str, Type)] =
    &[("text", Type::Prose), ("made_at", Type::Integer), ("removed_at", Type::Integer)];
const NEXT_STEPS: &[(&str, Type)] = &[
    ("text", Type::Prose),
    ("level", Type::Text),
    ("horizon", Type::Text),
    ("made_at", Type::Integer),
    ("removed_at", Type::Integer),
];
/// About the feedback as a whole where it names neither evidence nor a pattern.
const COMMENTS: &[(&str, Type)] = &[
    ("evidence", Type::Id),
    ("pattern", Type::Id),
    ("text", Type::Prose),
    ("made_at", Type::Integer),
    ("removed_at", Type::Integer),
];
const COMMITMENTS: &[(&str, Type)] = &[
    ("text", Type::Prose),
    ("owner", Type::Text),
    ("due", Type::Text),
    ("done_at", Type::Integer),
    ("made_at", Type::Integer),
    ("removed_at", Type::Integer),
];
const CYCLES: &[(&str, Type)] = &[
    ("next_step", Type::Id),
    ("aim", Type::Prose),
    ("change_idea", Type::Prose),
    ("data_plan", Type::Prose),
    ("observations", Type::Prose),
    ("decision", Type::Text),
    ("made_at", Type::Integer),
    (LOCKED_AT, Type::Integer),
    ("removed_at", Type::Integer),
];
const QUESTIONS: &[(&str, Type)] = &[
    ("cycle", Type::Id),
    ("question", Type::Prose),
    ("prediction", Type::Prose),
    (LOCKED_QUESTION, Type::Text),
    (LOCKED_PREDICTION, Type::Text),
    ("finding", Type::Prose),
    ("made_at", Type::Integer),
    ("removed_at", Type::Integer),
];

/// The roots of a kind of document.
pub(super) fn schema(key: &DocumentKey) -> &'static [(&'static str, Root)] {
    match key {
        DocumentKey::Network => {
            &[("vision", Root::Prose), ("look_fors", Root::Items(LOOK_FORS)), ("norms", Root::Items(NORMS))]
        }
        DocumentKey::Visit(_) => &[
            ("problem_of_practice", Root::Prose),
            ("theory_if_we", Root::Prose),
            ("theory_then", Root::Prose),
            ("theory_so_that", Root::Prose),
            ("theory_assumptions", Root::Prose),
            ("look_fors", Root::Items(LOOK_FORS)),
            ("rooms", Root::Items(ROOMS)),
            ("teams", Root::Items(TEAMS)),
            ("team_members", Root::Scalars(Type::Id)),
            ("slots", Root::Items(SLOTS)),
            ("norms", Root::Items(NORMS)),
        ],
        DocumentKey::Notebook(..) => &[
            ("norms_acknowledged_at", Root::Scalar(Type::Integer)),
            ("notes", Root::Items(NOTE)),
            ("tallies", Root::Items(TALLY)),
            ("wonderings", Root::Items(WONDERING)),
            ("attachments", Root::Items(ATTACHMENT)),
            ("slots_started", Root::Scalars(Type::Integer)),
            ("slots_finished", Root::Scalars(Type::Integer)),
        ],
        DocumentKey::Contribution(..) => &[
            ("notes", Root::Items(SHARED)),
            ("tallies", Root::Items(SHARED)),
            ("wonderings", Root::Items(SHARED)),
            ("attachments", Root::Items(SHARED_ATTACHMENT)),
        ],
        DocumentKey::Debrief(_) => &[
            ("patterns", Root::Items(PATTERNS)),
            ("placements", Root::Items(PLACEMENTS)),
            ("predictions", Root::Items(STATEMENTS)),
            ("wonderings", Root::Items(STATEMENTS)),
            ("next_steps", Root::Items(NEXT_STEPS)),
        ],
        DocumentKey::Response(_) => &[
            ("comments", Root::Items(COMMENTS)),
            ("commitments", Root::Items(COMMITMENTS)),
            ("cycles", Root::Items(CYCLES)),
            ("questions", Root::Items(QUESTIONS)),
            ("report_back_on", Root::Scalar(Type::Text)),
        ],
    }
}
