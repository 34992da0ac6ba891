//! What Fieldwalk is about, as plain data and rules: networks, visits, notebooks, contributions, who may do what,
//! and the feedback made of it.
//!
//! Knows neither automerge, SQL nor HTTP. Collections are ordered so that the same facts always print the same.
//! Still to come, each with its own document kind: the roadmap of a school, the debrief of a visit, the response of
//! the host.

mod contribution;
mod document_key;
mod facts;
mod feedback;
mod network;
mod notebook;
mod permission;
mod visit;

pub use contribution::{Contribution, Shared, SharedNote, SharedTally, SharedWondering};
pub use document_key::{DocumentKey, NotADocumentKey};
pub use facts::{DeviceFacts, Facts, Stage, VisitFacts};
pub use feedback::{
    CoverageCell, Feedback, FeedbackNote, FeedbackTally, FeedbackWondering, Gap, LookForSeen,
    ROOMS_FOR_A_BREAKDOWN, TallySum, feedback,
};
pub use network::{Member, Network, Role, School};
pub use notebook::{Focus, Item, Note, NoteKind, Notebook, Tally, Wondering};
pub use permission::{Reader, is_host, is_participant, may_hold, may_read, may_write};
pub use visit::{LookFor, Norm, Room, Slot, Team, TheoryOfChange, Visit, VisitKind};
