//! What crosses: plain records, made from the core's values and never the other way round but for arguments.
//!
//! Ids are UUID text, times are milliseconds since 1970-01-01T00:00:00Z, days are `2026-11-21`, counts are 64 bits.

mod attachment;
mod debrief;
mod evidence;
mod feedback;
mod new_visit;
mod notebook;
mod response;
mod screen;
mod status;
mod visit;

pub use attachment::{NotePicture, PictureOutcome, PicturePlace, PictureStatus, PictureType, SharedPicture};
pub use debrief::{
    BoardEvidence, BoardPattern, DebriefBoard, DebriefStep, EvidenceBearing, NextStep, NextStepHorizon,
    NextStepLevel, SharedText, Statement,
};
pub use evidence::{EvidenceFinding, FindingKind, FindingSplit, TextSpan};
pub use feedback::{
    CoverageCell, FeedbackGap, FeedbackNote, FeedbackSummary, FeedbackTally, FeedbackWondering, LookForSeen,
    TallySum,
};
pub use new_visit::NewVisit;
pub use notebook::{
    Draft, DraftPlace, Item, ItemPage, ItemStatus, ItemsShown, NewNote, Note, NoteEdit, NoteFocus, NoteKind,
    NoteMarks, SearchMatch, Tally, Wondering,
};
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

/// An enum of ours that has the same variants as one of the core, with the conversions both ways.
macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident of $core:ty { $($(#[$variant_doc:meta])* $variant:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, uniffi::Enum)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)+
        }

        impl From<$core> for $name {
            fn from(value: $core) -> Self {
                match value {
                    $(<$core>::$variant => Self::$variant,)+
                }
            }
        }

        impl From<$name> for $core {
            fn from(value: $name) -> Self {
                match value {
                    $($name::$variant => Self::$variant,)+
                }
            }
        }
    };
}
pub(crate) use mirror;

/// The text of an id, a place or a day.
pub(crate) fn text(value: &impl ToString) -> String {
    value.to_string()
}

/// The texts of several.
pub(crate) fn texts<T: ToString>(values: impl IntoIterator<Item = T>) -> Vec<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}
