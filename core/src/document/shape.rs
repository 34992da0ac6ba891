//! The strict walk.
