//! `cargo xtask setup`: installs what is missing, by name, and goes on to the next when one cannot be installed.

use std::process::ExitCode;

use anyhow::Result;

use crate::run;
use crate::tool::Tool;

/// Installs every missing tool; fails when one is still missing at the end.
pub(crate) fn setup() -> Result<ExitCode> {
    let mut missing = Vec::new();
    for tool in Tool::ALL {
        if tool.is_present() {
            println!("{}: here", tool.name());
            continue;
        }
        println!("{}: installing with `{}`", tool.name(), tool.install_command());
        run::succeeds(
            run::program("sh").args(["-c", tool.install_command()]).env("CARGO_PROFILE_DEV_DEBUG", "0"),
        )?;
        if !tool.is_present() {
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
