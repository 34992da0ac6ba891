//! What Fieldwalk is about, as plain data and rules: networks, visits, notebooks, contributions, who may do what,
//! and the feedback made of it.
//!
//! Knows neither automerge, SQL nor HTTP. Collections are ordered so that the same facts always print the same.
//! Still to come, with a document kind of its own: the roadmap of a school.

mod attachment;
mod contribution;
mod day;
mod debrief;
mod document_key;
mod facts;
mod feedback;
mod network;
mod notebook;
mod permission;
mod reconciliation;
mod release;
mod response;
mod review;
mod rotation;
mod search;
mod template;
mod visit;

pub use attachment::{Attachment, BlobHash, MediaType, NotABlobHash, SharedAttachment};
pub use contribution::{Contribution, Shared, SharedNote, SharedTally, SharedWondering};
pub use day::parse_day;
pub use debrief::{Bearing, Debrief, DebriefStep, Horizon, Level, NextStep, Pattern, Statement};
pub use document_key::{DocumentKey, NotADocumentKey};
pub use facts::{Audience, DeviceFacts, Facts, Shows, Stage, VisitFacts};
pub use feedback::{
    Contributions, CoverageCell, Feedback, FeedbackAttachment, FeedbackNote, FeedbackTally, FeedbackWondering,
    Flag, Gap, Lens, LookForSeen, MASK, NextStepSeen, PatternSeen, PlacedEvidence, ROOMS_FOR_A_BREAKDOWN, Sources,
    TallySum, Totals, feedback,
};
pub use network::{Member, Network, Role, School};
pub use notebook::{Focus, Item, Note, NoteKind, Notebook, Tally, Wondering};
pub use permission::{
    FeedbackAccess, Reader, feedback_access, is_host, is_participant, may_hold, may_read, may_review, may_write,
};
pub use reconciliation::{Declared, Held, ObserverAccount, Outcome, reconcile};
pub use release::{
    Changes, NotARelease, NotAReleaseHash, Release, ReleaseChanges, ReleaseHash, Reworded, arrived_after, changes,
};
pub use response::{About, Comment, Commitment, CycleQuestion, Decision, ImprovementCycle, Response};
pub use review::{Ask, AskKind, OpenAsk, Review, ReviewAct};
pub use rotation::{NoRotation, RotationProblem, SLOT_MINUTES_MAX, check_rotation, rotation, slots_that_stay};
pub use search::Sought;
pub use template::{ProtocolStep, Template, plan_from_last, plan_from_template, template};
pub use visit::{LookFor, Norm, Room, Slot, Team, TheoryOfChange, Visit, VisitKind};
