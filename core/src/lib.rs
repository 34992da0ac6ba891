//! The core of Fieldwalk: what a phone, the sync server and the web client share.
//!
//! Arrows point one way: `driver -> client -> store, sync -> document, protocol -> domain -> ids`. Without features
//! this crate is pure: it does no I/O, reads no clock and makes no randomness of its own.

#[cfg(feature = "encrypted")]
use fieldwalk_sqlite as _;

pub mod blob;
#[cfg(feature = "sqlite")]
pub mod client;
pub mod clock;
pub mod document;
pub mod domain;
#[cfg(feature = "sqlite")]
pub mod driver;
pub mod evidence;
pub mod hex;
pub mod ids;
pub mod order;
pub mod protocol;
#[cfg(feature = "sqlite")]
pub mod store;
pub mod sync;
#[cfg(all(feature = "sqlite", any(test, feature = "testing")))]
pub mod testing;
