//! Everything the project automates, in Rust: `cargo xtask <command>`.
//!
//! A person and CI run the same commands. `setup` installs what is missing by name; `test` runs every lane and says at
//! the end what passed, what failed and what could not run. Nothing here knows where it runs, but for `CI=true`, which
//! makes a lane that could not run a failure.
#![expect(clippy::print_stdout, reason = "a command-line tool talks to the person who called it")]

mod bindings;
mod lane;
mod run;
mod setup;
mod tidy;
mod tool;
mod web;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Everything the project automates", bin_name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what the lanes need and this machine lacks.
    Setup,
    /// Run the lanes, all of them or those named, and print what came of each.
    Test {
        /// Lanes to run, by the name that the table shows.
        lanes: Vec<String>,
    },
    /// Run the lanes that need no test run: formatting, lints, tidy and docs.
    Lint,
    /// Check the rules that no other tool knows: arrows, file lengths, links, forbidden shortcuts.
    Tidy,
    /// Build the web client into web/dist, from where the server takes it.
    Web {
        /// Quickly, and large: for who works on it.
        #[arg(long)]
        dev: bool,
        /// Run the core's tests in a browser instead.
        #[arg(long)]
        test: bool,
    },
    /// Build the library for phones, write the code of a language from it and run that language's tests.
    Bindings {
        /// Which language, or what else.
        work: bindings::Work,
    },
    /// Run the benchmarks, optimised.
    Bench {
        /// Passed on to the benchmark program.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
}

fn main() -> Result<ExitCode> {
    match Args::parse().command {
        Command::Setup => setup::setup(),
        Command::Test { lanes } => lane::run_named(&lanes),
        Command::Lint => lane::run_named(&["fmt", "clippy", "core-bare", "tidy", "docs"].map(String::from)),
        Command::Tidy => lane::run_named(&["tidy".to_owned()]),
        Command::Web { dev, test } => {
            let mode = if dev { web::Mode::Dev } else { web::Mode::Release };
            Ok(code(if test { web::test(mode)? } else { web::build(mode)? }))
        }
        Command::Bindings { work } => Ok(code(bindings::run(work)?)),
        Command::Bench { args } => {
            // The benchmarks start the server as people run it, but for the PDF report, which none of them measures.
            let server = ["build", "--release", "-p", "fieldwalk-server", "--no-default-features"];
            let built = run::succeeds(&mut run::cargo(&server))?;
            let mut command = run::cargo(&["run", "--release", "-p", "fieldwalk-tests", "--bin", "bench", "--"]);
            let passed = built && run::succeeds(command.args(args))?;
            Ok(code(passed))
        }
    }
}

fn code(passed: bool) -> ExitCode {
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
