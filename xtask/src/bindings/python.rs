//! The Python package: the generated module and the library beside it, then the scenarios.

use std::ffi::OsString;

use anyhow::{Context as _, Result};

use super::{Library, api, generate, server, target};
use crate::run;

const PACKAGE: &str = "mobile-bindings/python";

pub(super) fn run(library: &Library) -> Result<bool> {
    write(library)?;
    let mut tests = run::program("python3");
    // What ran is counted by the tests themselves: a language that ran none has not passed.
    tests.args(["-m", "tests"]).current_dir(run::root().join(PACKAGE)).env("FIELDWALK_BIN", server());
    let called = target().join("called-python");
    Ok(run::succeeds(tests.env("FIELDWALK_CALLED", &called))? && api::check_called("python", &called)?)
}

/// Writes the module and puts the library that it calls beside it.
fn write(library: &Library) -> Result<()> {
    let module = format!("{PACKAGE}/fieldwalk");
    generate("python", &library.described, &module)?;
    let place = run::root().join(&module).join("libfieldwalk_mobile.so");
    std::fs::copy(&library.called, place).context("the library could not be put beside the generated module")?;
    Ok(())
}

/// Measures calls in Python and in the programs of other languages, and prints the table.
pub(super) fn bench(library: &Library, others: &[(&str, Vec<OsString>)]) -> Result<bool> {
    write(library)?;
    together_with("tests.bench", others)
}

/// Has the walkers of other languages, each a program with its first arguments, and a phone in Python walk one visit.
pub(super) fn together(walkers: &[(&str, Vec<OsString>)]) -> Result<bool> {
    together_with("tests.together", walkers)
}

fn together_with(module: &str, walkers: &[(&str, Vec<OsString>)]) -> Result<bool> {
    let mut tests = run::program("python3");
    tests.args(["-m", module]).current_dir(run::root().join(PACKAGE)).env("FIELDWALK_BIN", server());
    for (name, command) in walkers {
        tests.args(["--walker", name]).args(command);
    }
    run::succeeds(&mut tests)
}
