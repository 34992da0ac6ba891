//! Fieldwalk.
fn main() {}
