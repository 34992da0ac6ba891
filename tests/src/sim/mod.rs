//! Deterministic simulation: many phones, the real router, a bad link, deaths and restores, all from one seed.
//!
//! Every phone is a real [`Client`](fieldwalk_core::client::Client) over a real file; the server is the real router
//! over its real database. Only the network, the clocks and fate are simulated, and all three come from the seed. A
//! run writes, shares, syncs, kills, restores and takes rights away at random; then everything calms down, all phones
//! sync, and the promises are checked against a ledger of what was confirmed to people.
//!
//! A run either restores phones from old copies or the server: when both lose their memory of the same note there is
//! nobody left to have it back from.

mod checks;
mod debriefing;
mod deeds;
mod ledger;
mod link;
mod phone;
mod sabotage;
mod server;
mod world;

pub use sabotage::Sabotage;
pub use world::{Options, Story, run};

/// A promise that did not hold, in words.
pub type Broken = String;
