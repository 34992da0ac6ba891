//! In a real browser: real pages of the real server, as people use them.
#![expect(clippy::unwrap_used, reason = "a test fails at the line that was not met")]

mod debrief;
mod demo;
mod samples;
mod web;
mod whole_way;
