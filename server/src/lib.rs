//! The Fieldwalk sync server: one binary, one folder of data.
//!
//! Arrows point one way: `cli, api -> service -> store, worker`. Only `api` knows HTTP, only `store` knows SQL, only
//! `worker` loads what members wrote.

mod api;
pub mod app;
mod chance;
pub mod limit;
pub mod metrics;
pub mod report;
pub mod service;
pub mod store;
pub mod worker;
