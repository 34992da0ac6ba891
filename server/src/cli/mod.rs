//! The commands, one file each. Results go to standard output, as text or JSON; logs and errors to standard error.

mod backup;
mod check;
mod devices;
mod evidence;
mod export;
mod invite;
mod network;
mod output;
mod restore;
mod revoke;
mod serve;
mod sign_in;
mod visits;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use clap::Parser;

use crate::app::{App, Config};
use crate::args::{Arguments, Command};
use crate::demo;
use crate::store::FILE_NAME;
use crate::worker;
use output::Output;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if matches!(arguments.command, Command::VetWorker) {
        // No runtime, no logs: nothing of what it reads may get out.
        return worker::run_worker().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    match run(arguments) {
        Ok(code) => code,
        Err(error) => {
            // Where even this cannot be written, nobody is listening.
            drop(writeln!(std::io::stderr(), "fieldwalk: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let output = Output { json: arguments.json };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime could not be started")?;
    runtime.block_on(async {
        match arguments.command {
            Command::Demo(options) => return demo::run(options, arguments.json).await,
            Command::Serve(args) => serve::run(args, output).await,
            Command::Network(command) => network::run(command, output).await,
            Command::Invite(args) => invite::run(args, output).await,
            Command::SignIn(args) => sign_in::run(args, output).await,
            Command::Revoke(args) => revoke::run(args, output).await,
            Command::Devices(args) => devices::run(args, output).await,
            Command::Visits(args) => visits::run(args, output).await,
            Command::Check(args) => return check::run(args, output).await,
            Command::Backup(args) => backup::run(&args, output),
            Command::Restore(args) => restore::run(&args, output),
            Command::Export(args) => export::run(args, output).await,
            Command::Evidence => evidence::run(),
            Command::VetWorker => Ok(()),
        }
        .map(|()| ExitCode::SUCCESS)
    })
}

/// Opens an existing database, also while a server is using it.
async fn open(folder: &Path) -> anyhow::Result<App> {
    expect_database(folder)?;
    Ok(App::open_beside(Config::new(folder.to_owned())).await?)
}

/// A command on the wrong folder must not make a new database there.
fn expect_database(folder: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(
        folder.join(FILE_NAME).exists(),
        "there is no Fieldwalk database in {}; name its folder with --data, or start `fieldwalk serve` to make one",
        folder.display()
    );
    Ok(())
}
