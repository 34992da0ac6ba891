//! Core.

pub mod evidence;
