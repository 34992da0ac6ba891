//! The benchmarks: what was measured, beside what is aimed at. Nothing fails because it is slow; a person reads the
//! table. `cargo xtask bench`, or `cargo xtask bench -- --json FILE` to keep the figures; `--part NAME` runs one part.
#![expect(clippy::print_stdout, reason = "a table for the person who asked")]

mod browser;
mod capture;
mod console;
mod history;
mod stopwatch;
mod table;
mod text;
mod typing;
mod walk;
mod walked;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

type Measure = fn() -> Result<Vec<table::Row>>;

const PARTS: [(&str, Measure); 5] = [
    ("capture", capture::rows),
    ("history", history::rows),
    ("walk", walk::rows),
    ("console", console::rows),
    ("typing", typing::rows),
];

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let (mut json, mut part) = (None, None);
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            // This program calls itself so, to look at memory in a fresh process.
            Some("--open") => return history::open(Path::new(&arguments.next().context("which profile?")?)),
            Some("--json") => json = Some(PathBuf::from(arguments.next().context("which file?")?)),
            Some("--part") => part = Some(arguments.next().context("which part?")?),
            Some("--") => {}
            _ => bail!("usage: bench [--json FILE] [--part NAME]"),
        }
    }
    let mut rows = Vec::new();
    for (name, measure) in PARTS {
        if part.as_ref().is_none_or(|part| part == name) {
            rows.extend(measure()?);
        }
    }
    println!("{}", table::words(&rows));
    if let Some(path) = json {
        std::fs::write(&path, serde_json::to_vec_pretty(&rows)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
