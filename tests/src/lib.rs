//! The harness: what the simulation, the end-to-end tests and the benchmarks share.
//!
//! It fails loudly, by a panic at the line that was not met: whoever calls it is a test. Nothing here waits for a
//! time; it waits for a line, an answer or the end of a process.
#![expect(clippy::panic, reason = "the harness fails loudly, at the line that was not met")]

pub mod browser;
pub mod device;
pub mod golden;
pub mod pages;
pub mod process;
pub mod scene;
pub mod sim;
pub mod typist;
