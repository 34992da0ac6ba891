//! End to end: real processes, real files, real HTTP.

mod access;
mod demo;
mod phone_kill;
mod restore;
mod serving;
mod two_devices;
