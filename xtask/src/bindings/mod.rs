//! `cargo xtask bindings`: builds the library for phones, writes the code of each language, and runs its tests.

mod api;
mod bench;
mod elf;
mod kotlin;
mod mirror;
mod python;
mod shipped;
mod swift;

use std::path::{Path, PathBuf};

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
    /// Builds what ships, weighs it, and runs the tests of every language on it. Before a release: it takes half an hour.
    Shipped,
}

/// Begins what takes minutes of the network and little else, while other lanes compile. Should it fail, [`run()`] tries
/// once more and says why.
pub(crate) fn prepare() {
    std::thread::spawn(swift::root);
}

/// Builds, writes and tests the package of a language, or of each.
pub(crate) fn run(work: Work) -> Result<bool> {
    match work {
        Work::All => everywhere(&Library::build()?),
        Work::Api => api::write(&Library::build()?.described).map(|()| true),
        Work::Bench => bench::run(),
        Work::Golden => {
            Library::build()?;
            run::succeeds(&mut run::program(&target().join("golden").to_string_lossy()))
        }
        Work::Kotlin => one(kotlin::run),
        Work::Python => one(python::run),
        Work::Shipped => shipped::run(),
        Work::Swift => one(swift::run),
    }
}

/// The library, as the code of a language needs it: once to be read and once to be called.
struct Library {
    /// The one that says what it exports, from which that code is written.
    described: PathBuf,
    /// The one that the code calls, of the same interface.
    called: PathBuf,
}

impl Library {
    /// Builds the library and what writes code from it. Not stripped: from a stripped one nothing can be written. With
    /// the rest of the workspace, as the other lanes do: nothing is built twice.
    fn build() -> Result<Self> {
        ensure!(run::succeeds(&mut run::cargo(&["build", "--workspace"]))?, "the library did not build");
        let library = target().join("libfieldwalk_mobile.so");
        Ok(Self { described: library.clone(), called: library })
    }

    /// The folder of the one that is called.
    fn folder(&self) -> &Path {
        self.called.parent().unwrap_or(Path::new("/"))
    }
}

/// Runs the tests of one language.
fn one(tests: fn(&Library) -> Result<bool>) -> Result<bool> {
    let library = Library::build()?;
    Ok(api::check(&library.described)? & tests(&library)?)
}

/// Runs the tests of each language, and then has them walk together.
fn everywhere(library: &Library) -> Result<bool> {
    let mut passed = api::check(&library.described)?;
    for tests in [python::run, kotlin::run, swift::run] {
        passed &= tests(library)?;
    }
    // What walks together is made by the runs before.
    Ok(passed && together(library)?)
}

/// Has phones of every language and two browsers walk one visit.
fn together(library: &Library) -> Result<bool> {
    let mut walkers = vec![("kotlin", kotlin::walker(library)?), ("swift", swift::walker(library)?)];
    match web::walker() {
        Some(web) => walkers.extend([("web-1", web.clone()), ("web-2", web)]),
        None => ensure!(!run::is_ci(), "no browser walks along: `cargo xtask test web` builds the web client"),
    }
    python::together(&walkers)
}

/// Writes the code of a language to `folder`.
fn generate(language: &str, described: &Path, folder: &str) -> Result<()> {
    let mut bindgen = run::program(&target().join("fieldwalk-mobile-bindgen").to_string_lossy());
    bindgen.arg("generate").arg(described).args(["--language", language, "--out-dir", folder, "--no-format"]);
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
