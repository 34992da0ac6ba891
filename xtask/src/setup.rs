//! `cargo xtask setup`: installs what is missing, by name, and goes on to the next when one cannot be installed.

use std::process::ExitCode;

use anyhow::Result;

use crate::tool::Tool;

/// Installs every missing tool; fails when one is still missing at the end.
pub(crate) fn setup() -> Result<ExitCode> {
    let mut missing = Vec::new();
    for tool in Tool::ALL {
        if tool.is_present() {
            println!("{}: here", tool.name());
            continue;
        }
        if tool.install().is_err() {
            missing.push(tool);
        }
    }
    for tool in &missing {
        println!(
            "{} could not be installed; its lanes will not run. Install it by hand (`{}`, or your system's way) and run \
             `cargo xtask setup` again.",
            tool.name(),
            tool.install_command()
        );
    }
    Ok(if missing.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
