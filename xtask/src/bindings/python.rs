//! The Python package: the generated module and the library beside it, then the scenarios.

use std::ffi::OsString;

use anyhow::{Context as _, Result};

use super::{api, generate, library, server, target};
use crate::run;

const PACKAGE: &str = "mobile-bindings/python";

pub(super) fn run() -> Result<bool> {
    let library = library()?;
    let module = format!("{PACKAGE}/fieldwalk");
    generate("python", &library, &module)?;
    let beside = run::root().join(&module).join("libfieldwalk_mobile.so");
    std::fs::copy(&library, beside).context("the library could not be put beside the generated module")?;
    let mut tests = run::program("python3");
    // What ran is counted by the tests themselves: a language that ran none has not passed.
    tests.args(["-m", "tests"]).current_dir(run::root().join(PACKAGE)).env("FIELDWALK_BIN", server());
    let called = target().join("called-python");
    Ok(run::succeeds(tests.env("FIELDWALK_CALLED", &called))? && api::check_called("python", &called)?)
}

/// Has the walkers of other languages, each a program with its first arguments, and a phone in Python walk one visit.
pub(super) fn together(walkers: &[(&str, Vec<OsString>)]) -> Result<bool> {
    let mut tests = run::program("python3");
    tests.args(["-m", "tests.together"]).current_dir(run::root().join(PACKAGE)).env("FIELDWALK_BIN", server());
    for (name, command) in walkers {
        tests.args(["--walker", name]).args(command);
    }
    run::succeeds(&mut tests)
}
