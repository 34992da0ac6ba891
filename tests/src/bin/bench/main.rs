//! The benchmarks: what was measured, beside what is aimed at. Nothing fails because it is slow; a person reads the
//! table. `cargo xtask bench`, or `cargo xtask bench -- --json FILE` to keep the figures.
#![expect(clippy::print_stdout, reason = "a table for the person who asked")]

mod capture;
mod history;
mod stopwatch;
mod table;
mod text;
mod walk;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let mut json = None;
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            // This program calls itself so, to look at memory in a fresh process.
            Some("--open") => return history::open(Path::new(&arguments.next().context("which profile?")?)),
            Some("--json") => json = Some(PathBuf::from(arguments.next().context("which file?")?)),
            Some("--") => {}
            _ => bail!("usage: bench [--json FILE]"),
        }
    }
    let rows = [capture::rows()?, history::rows()?, walk::rows()?].concat();
    println!("{}", table::words(&rows));
    if let Some(path) = json {
        std::fs::write(&path, serde_json::to_vec_pretty(&rows)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
