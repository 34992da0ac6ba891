//! The core of Fieldwalk in a browser's worker.
