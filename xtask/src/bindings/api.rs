//! The exported interface, as the library has it and as it was last agreed on.
//!
//! `mobile-bindings/api.txt` is what apps are written against. A run that finds another one fails and shows the
//! difference; who means it writes the file anew and has the difference reviewed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::target;
use crate::run;

const FILE: &str = "mobile-bindings/api.txt";

/// Writes the interface of the library to the file.
pub(super) fn write(library: &Path) -> Result<()> {
    fs::write(agreed(), of_library(library)?)?;
    println!("{FILE} is as the library is; see what `git diff {FILE}` shows");
    Ok(())
}

/// Whether the library's interface is the one in the file. Shows the difference where it is not.
pub(super) fn check(library: &Path) -> Result<bool> {
    let text = of_library(library)?;
    if fs::read_to_string(agreed()).is_ok_and(|agreed| agreed == text) {
        return Ok(true);
    }
    let found = target().join("api.txt");
    fs::write(&found, text)?;
    run::succeeds(run::program("diff").args(["-u", FILE]).arg(found))?;
    println!("the exported interface is another one; to accept it: `cargo xtask bindings api`");
    Ok(false)
}

fn agreed() -> PathBuf {
    run::root().join(FILE)
}

fn of_library(library: &Path) -> Result<String> {
    let bindgen = target().join("fieldwalk-mobile-bindgen");
    let text = run::output(run::program(&bindgen.to_string_lossy()).arg("api").arg(library));
    text.context("the interface of the library could not be read")
}
