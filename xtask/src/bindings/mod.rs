//! `cargo xtask bindings`: builds the library for phones, writes the code of each language, and runs its tests.

mod api;
mod bench;
mod elf;
mod kotlin;
mod mirror;
mod python;
mod size;
mod swift;

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::ValueEnum;

use crate::{run, web};

/// What is built, written or tested.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Work {
    /// Each language, and then all of them on one visit.
    All,
    /// Writes the exported interface anew to `mobile-bindings/api.txt`: look at the difference.
    Api,
    /// Measures what a call costs in each language, optimised, and prints the table. On a quiet machine.
    Bench,
    /// Makes a golden store with this version's code, for later versions to open: `tests/golden`.
    Golden,
    /// For Android, and for programs on the JVM.
    Kotlin,
    /// For tests, scripts and work with data.
    Python,
    /// For iOS, in a Debian 13 of its own.
    Swift,
    /// Measures the library that ships.
    Size,
}

/// Begins what takes minutes of the network and little else, while other lanes compile. Should it fail, [`run()`] tries
/// once more and says why.
pub(crate) fn prepare() {
    std::thread::spawn(swift::root);
}

/// Builds, writes and tests the package of a language, or of each.
pub(crate) fn run(work: Work) -> Result<bool> {
    match work {
        Work::All => {
            let mut passed = true;
            for one in [Work::Python, Work::Kotlin, Work::Swift] {
                passed &= run(one)?;
            }
            // What walks together is made by the runs before.
            Ok(passed && together()?)
        }
        Work::Api => api::write(&library()?).map(|()| true),
        Work::Bench => bench::run(),
        Work::Golden => {
            library()?;
            run::succeeds(&mut run::program(&target().join("golden").to_string_lossy()))
        }
        Work::Kotlin => Ok(api::check(&library()?)? & kotlin::run()?),
        Work::Python => Ok(api::check(&library()?)? & python::run()?),
        Work::Swift => Ok(api::check(&library()?)? & swift::run()?),
        Work::Size => size::run(),
    }
}

/// Has phones of every language and two browsers walk one visit.
fn together() -> Result<bool> {
    let mut walkers = vec![("kotlin", kotlin::walker()?), ("swift", swift::walker()?)];
    match web::walker() {
        Some(web) => walkers.extend([("web-1", web.clone()), ("web-2", web)]),
        None => ensure!(!run::is_ci(), "no browser walks along: `cargo xtask test web` builds the web client"),
    }
    python::together(&walkers)
}

/// Builds the library and what writes code from it; where the library is. Not stripped: from a stripped one nothing
/// can be written. With the rest of the workspace, as the other lanes do: nothing is built twice.
fn library() -> Result<PathBuf> {
    ensure!(run::succeeds(&mut run::cargo(&["build", "--workspace"]))?, "the library did not build");
    Ok(target().join("libfieldwalk_mobile.so"))
}

/// Writes the code of a language to `folder`.
fn generate(language: &str, library: &std::path::Path, folder: &str) -> Result<()> {
    let mut bindgen = run::program(&target().join("fieldwalk-mobile-bindgen").to_string_lossy());
    bindgen.arg("generate").arg(library).args(["--language", language, "--out-dir", folder, "--no-format"]);
    ensure!(run::succeeds(&mut bindgen)?, "the code for {language} was not written");
    Ok(())
}

/// The server that tests sync with: that of `FIELDWALK_BIN`, or the one that was built with the library.
fn server() -> PathBuf {
    std::env::var_os("FIELDWALK_BIN").map_or_else(|| target().join("fieldwalk"), PathBuf::from)
}

fn target() -> PathBuf {
    run::root().join("target/debug")
}
