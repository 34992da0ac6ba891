//! `cargo xtask bindings`: builds the library for phones, writes the code of each language, and runs its tests.

mod mirror;
mod python;
mod swift;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::ValueEnum;

use crate::run;

/// A language that calls the core.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    /// For tests, scripts and work with data.
    Python,
    /// For iOS, in a Debian 13 of its own.
    Swift,
}

/// Builds, writes and tests the package of a language.
pub(crate) fn run(language: Language) -> Result<ExitCode> {
    let passed = match language {
        Language::Python => python::run()?,
        Language::Swift => swift::run()?,
    };
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds the library and what writes code from it; where the library is. Not stripped: from a stripped one nothing
/// can be written.
fn library() -> Result<PathBuf> {
    let packages = ["build", "-p", "fieldwalk-mobile", "-p", "fieldwalk-mobile-bindgen"];
    ensure!(run::succeeds(&mut run::cargo(&packages))?, "the library did not build");
    Ok(target().join("libfieldwalk_mobile.so"))
}

/// Writes the code of a language to `folder`.
fn generate(language: &str, library: &std::path::Path, folder: &str) -> Result<()> {
    let mut bindgen = run::program(&target().join("fieldwalk-mobile-bindgen").to_string_lossy());
    bindgen.arg("generate").arg(library).args(["--language", language, "--out-dir", folder, "--no-format"]);
    ensure!(run::succeeds(&mut bindgen)?, "the code for {language} was not written");
    Ok(())
}

/// The server that tests sync with: that of `FIELDWALK_BIN`, or one built for them.
fn server() -> Result<PathBuf> {
    if let Some(given) = std::env::var_os("FIELDWALK_BIN") {
        return Ok(PathBuf::from(given));
    }
    let build = ["build", "-p", "fieldwalk-server", "--bin", "fieldwalk"];
    ensure!(run::succeeds(&mut run::cargo(&build))?, "the server did not build");
    Ok(target().join("fieldwalk"))
}

fn target() -> PathBuf {
    run::root().join("target/debug")
}
