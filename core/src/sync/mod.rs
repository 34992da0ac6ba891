//! The sync engine: decides, and does nothing.
//!
//! [`Engine::handle`] takes what happened and returns what to do; whoever drives it (the async driver over HTTP, a
//! simulation, a test) carries the effects out and reports back. Three ideas keep it honest:
//!
//! - what is sent was persisted before ([`Effect::Gather`] seals changes into chunks on disk first);
//! - what came is on disk, together with the new cursor, before anything counts as received ([`Effect::Settle`]);
//! - a refused entry is kept with its reason and never holds up another.
//!
//! No clock, no randomness, no I/O: time and the generator are parameters.

mod backoff;
mod clock_gap;
mod engine;
mod failure;

pub use backoff::Backoff;
pub use clock_gap::{clock_gap, date_of};
#[cfg(test)]
pub(crate) use engine::tests::plain_answer as tests_answer;
pub use engine::{Batch, Effect, Engine, EntryId, Event, Settlement, SyncReport};
pub use failure::{Failure, RetryKind};
