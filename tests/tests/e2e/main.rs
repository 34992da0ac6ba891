//! End to end: real processes, real files, real HTTP.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails at the line that was not met")]

mod access;
mod attachments;
mod demo;
mod encrypting_kill;
mod exports;
mod golden;
mod phone_kill;
mod releases;
mod restore;
mod server_kill;
mod serving;
mod two_devices;
