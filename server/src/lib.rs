//! The Fieldwalk sync server: one binary, one folder of data.
//!
//! Arrows point one way: `cli, api, console -> service -> store, worker`. Only `api`, `console` and `web` (the web client's
//! files) know HTTP, only `store` knows SQL, only `worker` loads what members wrote.

mod address;
mod api;
pub mod app;
pub mod args;
mod chance;
pub mod cli;
mod console;
pub mod demo;
pub mod limit;
pub mod metrics;
pub mod report;
pub mod roster;
pub mod serve;
pub mod service;
pub mod store;
mod telemetry;
mod web;
pub mod worker;

#[cfg(any(test, feature = "testing"))]
pub use console::gallery;
