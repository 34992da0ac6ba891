//! What a call costs in each language, beside the same call from Rust. A person runs it and pastes the table into
//! docs/benchmarks.md; nothing fails for being slow.
//!
//! Only the library is optimised: the server and what writes the code of a language are not measured. The phones' files
//! are where temporary files are (`TMPDIR`), those of Swift on the disk of its Debian.

use std::ffi::OsString;

use anyhow::{Result, ensure};

use super::{Library, kotlin, python, swift};
use crate::run;

pub(super) fn run() -> Result<bool> {
    let described = Library::build()?.described;
    let optimised = ["build", "--release", "-p", "fieldwalk-mobile", "--lib", "--example", "bench"];
    ensure!(run::succeeds(&mut run::cargo(&optimised))?, "the library did not build");
    let release = run::root().join("target/release");
    let measured = Library { described, called: release.join("libfieldwalk_mobile.so") };
    let rust: Vec<OsString> = vec![release.join("examples/bench").into()];
    let (kotlin, swift) = (kotlin::bench(&measured)?, swift::bench(&measured)?);
    python::bench(&measured, &[("Rust", rust), ("Kotlin", kotlin), ("Swift", swift)])
}
