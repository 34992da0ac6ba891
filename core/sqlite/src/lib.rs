//! SQLite that can encrypt its file, linked in place of the one that rusqlite brings.
//!
//! It is SQLite3 Multiple Ciphers, as released, compiled by `build.rs`. rusqlite is told by its feature `in_gecko`
//! ("included into the build with sqlite3.o directly") to bring none of its own. There is nothing to call: who names
//! this crate has it linked, and without a key it is SQLite as ever.
