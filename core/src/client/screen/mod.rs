//! What a screen shows, made in one call: the same on Android, on iOS and in the browser.
//!
//! Each screen is a plain value, made by a pure function from what the client read and from the time now; the methods
//! on [`Client`](super::Client) read and call it. Nothing here writes or keeps anything.

mod board;
mod visit_list;
mod walk;

pub use board::{BoardEvidence, BoardPattern, DebriefBoard, debrief_board};
pub use visit_list::{VisitList, VisitRow, visit_list};
pub use walk::{WalkItem, WalkScreen, WalkSlot, walk_screen};
