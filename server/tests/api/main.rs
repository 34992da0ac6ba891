//! The server through its real router, and through the real binary: one file for each thing it promises.

mod attack;
mod cursor;
mod enrol;
mod evidence;
mod http;
mod pull;
mod push;
mod worker;
mod world;
