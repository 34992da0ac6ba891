//! End to end: real processes, real files, real HTTP.

mod phone_kill;
