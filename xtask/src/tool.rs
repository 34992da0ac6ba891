//! What the lanes need beyond Rust itself: how to see that a tool is there, and how to install it.
//!
//! The toolchain with rustfmt and clippy is pinned in rust-toolchain.toml and is rustup's business. The browser target
//! is not pinned there, because rustup would then insist on fetching it before every build of anything.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::run;

/// Something that a lane cannot run without.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tool {
    Nextest,
    Deny,
    /// A C compiler that knows the browser target: SQLite is C.
    Clang,
    /// The standard library for the browser target.
    WasmTarget,
    /// A browser and the program that drives it.
    Chromium,
    /// The accessibility checker that the browser tests load into every page.
    Axe,
    /// What reads PDF files back.
    Poppler,
    /// What compiles and runs Java, with JUnit and JNA.
    Java,
    /// The Kotlin compiler with its libraries.
    Kotlin,
    /// What the web client's front end is built with.
    WebApp,
}

impl Tool {
    /// Every tool, in the order of installing.
    pub(crate) const ALL: [Tool; 10] = [
        Tool::Nextest,
        Tool::Deny,
        Tool::Clang,
        Tool::WasmTarget,
        Tool::Chromium,
        Tool::Axe,
        Tool::Poppler,
        Tool::Java,
        Tool::Kotlin,
        Tool::WebApp,
    ];

    /// The name that a person knows it by.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Tool::Nextest => "cargo-nextest",
            Tool::Deny => "cargo-deny",
            Tool::Clang => "clang with llvm-ar",
            Tool::WasmTarget => "the wasm32-unknown-unknown target",
            Tool::Chromium => "chromium with chromedriver",
            Tool::Axe => "axe-core",
            Tool::Poppler => "poppler-utils",
            Tool::Java => "a JDK with JUnit 5 and JNA",
            Tool::Kotlin => "the Kotlin compiler",
            Tool::WebApp => "the web client's bundler",
        }
    }

    /// Whether this machine has it, tried rather than looked up.
    pub(crate) fn is_present(self) -> bool {
        match self {
            Tool::Nextest => run::output(&mut run::cargo(&["nextest", "--version"])).is_some(),
            Tool::Deny => run::output(&mut run::cargo(&["deny", "--version"])).is_some(),
            Tool::Clang => {
                let targets = run::output(from_env("CC_wasm32_unknown_unknown", "clang").arg("--print-targets"));
                let archiver = run::output(from_env("AR_wasm32_unknown_unknown", "llvm-ar").arg("--version"));
                targets.is_some_and(|targets| targets.contains("wasm32")) && archiver.is_some()
            }
            Tool::WasmTarget => run::output(run::program("rustc").args(["--print", "sysroot"]))
                .is_some_and(|sysroot| has_wasm_library(Path::new(sysroot.trim()))),
            Tool::Chromium => {
                let browser = run::output(run::program("chromium").arg("--version"));
                let driver = run::output(run::program("chromedriver").arg("--version"));
                browser.is_some() && driver.is_some()
            }
            Tool::Axe => run::root().join("tests/browser/node_modules/axe-core/axe.min.js").exists(),
            Tool::Poppler => run::output(run::program("which").arg("pdftotext")).is_some(),
            Tool::Java => {
                let jars = ["jna.jar", "junit-platform-console-standalone.jar", "junit-jupiter-api.jar"];
                let compiler = run::output(run::program("javac").arg("--version"));
                compiler.is_some() && jars.iter().all(|jar| Path::new("/usr/share/java").join(jar).exists())
            }
            Tool::Kotlin => {
                let libraries = run::root().join("mobile-bindings/kotlin/node_modules/kotlin-compiler/lib");
                libraries.join("kotlin-compiler.jar").exists()
            }
            Tool::WebApp => {
                let programs = run::root().join("web/app/node_modules/.bin");
                ["vite", "tsc", "wasm-opt"].iter().all(|program| programs.join(program).exists())
            }
        }
    }

    /// The command that installs it, as a person would type it.
    ///
    /// cargo-deny is built without optimisation: 44 seconds on two cores instead of several minutes, and its run over
    /// this workspace takes two seconds either way.
    pub(crate) fn install_command(self) -> &'static str {
        match self {
            Tool::Nextest => "cargo install cargo-nextest --locked",
            Tool::Deny => "cargo install cargo-deny --locked --debug",
            Tool::Clang => "apt-get update && apt-get install --yes clang-14 llvm-14",
            Tool::WasmTarget => "rustup target add wasm32-unknown-unknown",
            Tool::Chromium => "apt-get update && apt-get install --yes chromium chromium-driver fonts-dejavu-core",
            Tool::Axe => "npm ci --prefix tests/browser",
            Tool::Poppler => "apt-get update && apt-get install --yes poppler-utils",
            Tool::Java => {
                "apt-get update && apt-get install --yes default-jdk-headless libjna-java junit5 libapiguardian-java"
            }
            Tool::Kotlin => "npm ci --prefix mobile-bindings/kotlin",
            Tool::WebApp => "npm ci --prefix web/app",
        }
    }

    /// Installs it where it is missing; an error when it is still missing then.
    pub(crate) fn install(self) -> Result<()> {
        if !self.is_present() {
            println!("{}: installing with `{}`", self.name(), self.install_command());
            let mut shell = run::program("sh");
            run::succeeds(shell.args(["-c", self.install_command()]).env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
        }
        ensure!(self.is_present(), "{} is missing: `{}`", self.name(), self.install_command());
        Ok(())
    }
}

/// The compiler settings come from `.cargo/config.toml`, which cargo puts into our environment.
fn from_env(variable: &str, otherwise: &str) -> Command {
    run::program(&std::env::var(variable).unwrap_or_else(|_| otherwise.to_owned()))
}

fn has_wasm_library(sysroot: &Path) -> bool {
    let folder = sysroot.join("lib/rustlib/wasm32-unknown-unknown/lib");
    std::fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libcore-")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_library_is_seen_only_when_core_is_there() {
        let sysroot = std::env::temp_dir().join(format!("xtask-sysroot-{}", std::process::id()));
        let folder = sysroot.join("lib/rustlib/wasm32-unknown-unknown/lib");
        std::fs::create_dir_all(&folder).unwrap();
        assert!(!has_wasm_library(&sysroot));
        std::fs::write(folder.join("libcore-0.rlib"), "").unwrap();
        assert!(has_wasm_library(&sysroot));
        std::fs::remove_dir_all(&sysroot).unwrap();
    }
}
