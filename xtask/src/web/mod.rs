//! `cargo xtask web`: builds the web client's files into `web/dist`, from where the server takes them.
//!
//! The core is compiled for the browser and made small, the front end bundled, every file packed beforehand, and what a
//! first visit fetches weighed: over the budget is a failure.

mod dist;
mod tests;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::run;
use crate::tool::Tool;

pub(crate) use tests::test;

const TARGET: &str = "wasm32-unknown-unknown";
/// The front end.
const APP: &str = "web/app";
/// Where the front end imports the core from.
const CORE: &str = "web/app/src/core/wasm";

/// How much trouble to take.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// For people: as small as it gets.
    Release,
    /// For who works on it: quick to build.
    Dev,
}

/// Builds everything.
pub(crate) fn build(mode: Mode) -> Result<bool> {
    for tool in [Tool::Clang, Tool::WasmTarget, Tool::WebApp] {
        tool.install()?;
    }
    core(mode)?;
    ensure!(run::succeeds(&mut npm(&["run", "build"]))?, "the front end did not build");
    dist::finish(mode == Mode::Release)
}

/// How the walker is called whose phone is a browser; none where no web client is built or there is no browser.
pub(crate) fn walker() -> Option<Vec<OsString>> {
    let is_built = run::root().join("web/dist/index.html").is_file();
    let program = run::root().join("target/debug/web_walker");
    (is_built && Tool::Chromium.is_present()).then(|| vec![program.into_os_string()])
}

/// Checks the front end's types and runs its tests; false where one fails.
pub(crate) fn check() -> Result<bool> {
    Ok(run::succeeds(&mut npm(&["run", "check"]))? && run::succeeds(&mut npm(&["test"]))?)
}

/// Compiles the core and writes the JavaScript that calls it.
fn core(mode: Mode) -> Result<()> {
    let cargo = ["rustc", "-p", "fieldwalk-web", "--lib", "--crate-type", "cdylib"];
    let built = run::succeeds(&mut compile(mode, &cargo))?;
    ensure!(built, "the core did not compile for the browser");
    let wasm = target(mode).join("fieldwalk_web.wasm");
    bindgen(&[], &wasm, Path::new(CORE))?;
    if mode == Mode::Release {
        let small = Path::new(CORE).join("fieldwalk_web_bg.wasm");
        let mut optimize = run::program(&format!("{APP}/node_modules/.bin/wasm-opt"));
        // Of the levels, the one with the smallest files once they are packed: what was inlined packs badly.
        optimize.args(FEATURES).args(["-O2", "--skip-pass=inlining-optimizing"]).arg(&small).arg("-o").arg(&small);
        ensure!(run::succeeds(&mut optimize)?, "wasm-opt failed");
    }
    Ok(())
}

/// A call of cargo as everything for the browser is compiled: with the same flags, or what it depends on is compiled anew.
fn compile(mode: Mode, args: &[&str]) -> std::process::Command {
    let mut cargo = run::cargo(args);
    if mode == Mode::Release {
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", without_paths());
    }
    cargo.args(["--profile", mode.profile(), "--target", TARGET]);
    cargo
}

/// Flags by which no path of this machine stands in what ships: whoever builds it gets the same bytes, and fewer.
fn without_paths() -> String {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let folders = [home.unwrap_or_default(), run::root().display().to_string()];
    let flags = folders.iter().filter(|folder| !folder.is_empty());
    flags.map(|folder| format!("--remap-path-prefix={folder}=.")).collect::<Vec<_>>().join(" ")
}

/// What rustc writes for this target, and no more: a browser refuses what it does not know.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Runs the program that writes JavaScript, which is built by itself: nothing else of the project needs it.
fn bindgen(flags: &[&str], wasm: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = run::cargo(&["run", "--quiet", "-p", "fieldwalk-web-bindgen", "--"]);
    let written = run::succeeds(bindgen.args(flags).arg(wasm).arg(folder))?;
    ensure!(written, "the JavaScript for the core was not written");
    Ok(())
}

fn npm(args: &[&str]) -> std::process::Command {
    let mut npm = run::program("npm");
    npm.args(args).args(["--prefix", APP]);
    npm
}

fn target(mode: Mode) -> PathBuf {
    let folder = if mode == Mode::Release { "web" } else { "debug" };
    run::root().join("target").join(TARGET).join(folder)
}

impl Mode {
    fn profile(self) -> &'static str {
        match self {
            Self::Release => "web",
            Self::Dev => "dev",
        }
    }
}
