//! `fieldwalk evidence`.

use std::io::{BufRead, Write};

use fieldwalk_core::evidence::{Check, check_line};

pub(super) fn run() -> anyhow::Result<()> {
    let check = Check::default();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        writeln!(out, "{}", check_line(&check, &line?))?;
    }
    Ok(out.flush()?)
}
