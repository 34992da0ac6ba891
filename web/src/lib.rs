//! The core in a browser's worker: [`api`] is what the page can call, JSON in and JSON out; [`app`] what is open;
//! [`host`] what the worker brings along. Everything but `browser` also compiles natively, for tests and lints.
//!
//! Nothing here decides anything that the core or the page could: each call is one call into the core. Calls that do
//! not wait are carried out at once, in the order in which they are made, so that two keystrokes never change places.
//!
//! A panic ends the worker: everything that was answered is on disk, and the page starts another one.

pub mod api;
pub mod app;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub mod browser;
pub mod error;
pub mod host;
mod keep;
mod pin;
pub mod record;
#[cfg(test)]
mod typescript;
mod way;
