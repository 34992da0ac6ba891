//! What a device keeps: one SQLite file for each profile.
//!
//! Three ideas:
//! - the truth is an append-only pile of changes and chunks; documents, lists and what is searched are made from it;
//! - what was confirmed to a person is in a committed transaction with `synchronous=FULL`; a keystroke's draft is
//!   committed with `synchronous=NORMAL`, which survives the app's death and costs no flush;
//! - a file that is damaged is set aside, never deleted, and what can be read is brought over.
//!
//! With a [`StoreKey`] and the feature `encrypted`, all of it is encrypted: the file, its write-ahead log, what is set
//! aside. Without a key it is plain SQLite, also where the feature is on for another part of the same build.
//!
//! Functions that change something take `&Transaction`, those that only read take `&Connection`; [`Store`] hands both
//! out. Nothing here knows what a document means: it stores bytes under a key.
//!
//! There is no trait over this: one implementation serves phones and, through SQLite compiled to WebAssembly, the
//! browser. A second one would be the time to write the contract down as a trait.

pub mod blob;
#[cfg(target_family = "wasm")]
pub mod browser;
pub mod changes;
pub mod declared;
pub mod drafts;
mod encrypt;
mod error;
mod files;
pub mod inbox;
mod key;
pub mod meta;
mod open;
pub mod outbox;
pub mod releases;
mod salvage;
mod schema;
pub mod search;

pub use error::StoreError;
pub use key::{Form, KeyMark, StoreKey};
pub use open::{SetAside, Store};
pub use rusqlite::Transaction;
