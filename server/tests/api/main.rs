//! The server through its real router, and through the real binary: one file for each thing it promises.

#![expect(clippy::unwrap_used, reason = "in a test a failure is to stop it where it happens")]

mod access;
mod arrivals;
mod attachments;
mod attack;
mod binary;
mod console;
mod console_review;
mod cursor;
mod debrief;
mod enrol;
mod evidence;
mod http;
mod members;
mod pull;
mod push;
mod readings;
mod release;
mod sign_in;
mod worker;
mod world;
mod write;
