//! The test harness of Fieldwalk.

pub mod sim;
