//! What crosses between the worker and the page: plain records, made from the core's values and never the other way
//! round but for arguments. The same nouns as in the bindings for phones.
//!
//! They travel as JSON with camelCase names; what is absent is `null`, and what comes in several forms has a `type`.
//! Ids are UUID text, times are milliseconds since 1970-01-01T00:00:00Z, days are `2026-11-21`. Their TypeScript is
//! written from here, see `typescript`.

mod debrief;
mod evidence;
mod feedback;
mod notebook;
mod profile;
mod released;
mod response;
mod screen;
mod status;
mod visit;

pub use debrief::{
    BoardEvidence, BoardPattern, DebriefBoard, DebriefStep, EvidenceBearing, NextStep, NextStepHorizon,
    NextStepLevel, SharedText, Statement,
};
pub use evidence::{EvidenceFinding, FindingKind, FindingSplit, TextSpan};
pub use feedback::{
    CoverageCell, FeedbackGap, FeedbackNote, FeedbackSummary, FeedbackTally, FeedbackWondering, LookForSeen,
    TallySum,
};
pub use notebook::{
    Draft, DraftPlace, Item, ItemPage, ItemStatus, ItemsShown, NewNote, Note, NoteEdit, NoteFocus, NoteKind,
    NoteMarks, SearchMatch, Tally, Wondering,
};
pub use profile::{Changes, Invite, ProfileEntry, SignInCode};
pub use released::{PatternSeen, PlacedEvidence, ReleasedFeedback};
pub use response::{
    AskKind, AskedOfMe, Comment, CommentAbout, Commitment, CycleDecision, CycleQuestion, HostResponse,
    ImprovementCycle,
};
pub use screen::{VisitList, VisitRow, WalkScreen, WalkSlot};
pub use status::{
    Failing, ImportReport, ProfileStatus, RefusalReason, SyncFailure, SyncOutcome, SyncProgress, VisitStatus,
    WedgedEntry, WedgedPlace,
};
pub use visit::{
    LookFor, Member, MemberRole, NetworkPage, Norm, Room, School, Slot, Team, TheoryOfChange, Visit, VisitKind,
    VisitPlan, VisitStage,
};

/// A record with named fields.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        $name:ident { $($(#[doc = $field_doc:literal])* $field:ident: $type:ty,)* }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            $($(#[doc = $field_doc])* pub $field: $type,)*
        }

        #[cfg(test)]
        impl $crate::typescript::TypeScript for $name {
            fn name() -> String {
                stringify!($name).to_owned()
            }

            fn declare(all: &mut $crate::typescript::Declarations) {
                let fields = [$($crate::typescript::field::<$type>(&[$($field_doc),*], stringify!($field))),*];
                if all.interface(&[$($doc),*], stringify!($name), &fields.concat()) {
                    $(<$type as $crate::typescript::TypeScript>::declare(all);)*
                }
            }
        }
    };
}
pub(crate) use record;

/// One of several words.
macro_rules! choice {
    ($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $word_doc:literal])* $word:ident,)+ }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub enum $name {
            $($(#[doc = $word_doc])* $word,)+
        }

        #[cfg(test)]
        impl $crate::typescript::TypeScript for $name {
            fn name() -> String {
                stringify!($name).to_owned()
            }

            fn declare(all: &mut $crate::typescript::Declarations) {
                let words = [$($crate::typescript::word(&[$($word_doc),*], stringify!($word))),+];
                all.union(&[$($doc),*], stringify!($name), &words.concat());
            }
        }
    };
}
pub(crate) use choice;

/// A choice that has the same words as one of the core, with the conversions both ways.
macro_rules! mirror {
    (
        $(#[doc = $doc:literal])*
        $name:ident of $core:ty { $($(#[doc = $word_doc:literal])* $word:ident,)+ }
    ) => {
        $crate::record::choice! { $(#[doc = $doc])* $name { $($(#[doc = $word_doc])* $word,)+ } }

        impl From<$core> for $name {
            fn from(value: $core) -> Self {
                match value {
                    $(<$core>::$word => Self::$word,)+
                }
            }
        }

        impl From<$name> for $core {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$word => Self::$word,)+
                }
            }
        }
    };
}
pub(crate) use mirror;

/// One of several forms, each with fields of its own.
macro_rules! forms {
    (
        $(#[doc = $doc:literal])*
        $name:ident {
            $(
                $(#[doc = $form_doc:literal])*
                $form:ident $({ $($(#[doc = $field_doc:literal])* $field:ident: $type:ty,)+ })?,
            )+
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
        pub enum $name {
            $($(#[doc = $form_doc])* $form $({ $($(#[doc = $field_doc])* $field: $type,)+ })?,)+
        }

        #[cfg(test)]
        impl $crate::typescript::TypeScript for $name {
            fn name() -> String {
                stringify!($name).to_owned()
            }

            fn declare(all: &mut $crate::typescript::Declarations) {
                let forms = [$($crate::typescript::form(&[$($form_doc),*], stringify!($form), &[$($(
                    (stringify!($field), <$type as $crate::typescript::TypeScript>::name()),
                )+)?])),+];
                if all.union(&[$($doc),*], stringify!($name), &forms.concat()) {
                    $($($(<$type as $crate::typescript::TypeScript>::declare(all);)+)?)+
                }
            }
        }
    };
}
pub(crate) use forms;

/// The text of an id, a place or a day.
pub(crate) fn text(value: &impl ToString) -> String {
    value.to_string()
}

/// The texts of several.
pub(crate) fn texts<T: ToString>(values: impl IntoIterator<Item = T>) -> Vec<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}

/// A number of things.
pub(crate) fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
