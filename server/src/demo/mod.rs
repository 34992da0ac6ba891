//! `fieldwalk demo`: one learning walk, end to end, on one machine.
//!
//! The observers are simulated; nothing else is. Each has a phone (a real client with its own store on disk), the
//! server is the one that `fieldwalk serve` runs, and what travels between them is HTTP. Two ideas hold it together:
//!
//! - **A seed decides what is written.** The same seed gives the same notes, however fast the machine is and whatever
//!   the link does to the requests.
//! - **Nobody's count is believed.** The end compares the phones' stores, opened again after the walk and before any
//!   sync, with the server's database and with what the host received.
//!
//! It must never write into a folder that has something in it: keys and names of the demo are no secrets.

mod comeback;
mod compare;
mod crowd;
mod day;
mod folder;
mod host;
mod leak;
mod lesson;
mod link;
mod morning;
mod options;
mod people;
mod phone;
mod plan;
mod report;
mod rotation;
mod screen;
mod script;
mod search;
mod stock;
mod truth;
mod walk;
mod words;

use std::net::{Ipv4Addr, TcpListener};
use std::pin::pin;
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use tokio::sync::oneshot;

use crate::app::{App, Config};
use crate::limit::Rates;
use crate::serve::{asked_to_stop, serve};
use crate::telemetry::{self, LogFormat};
use day::Day;
use folder::DataFolder;
pub use options::{DemoOptions, LinkKind};
use screen::Screen;

/// Runs the demo. The exit code is a failure where anything was lost, doubled or leaked. `json` shows the report
/// alone, as JSON.
///
/// # Errors
/// Where it could not be run to its end; the message says why.
pub async fn run(options: DemoOptions, json: bool) -> anyhow::Result<ExitCode> {
    if std::env::var_os("RUST_LOG").is_some() {
        telemetry::start(LogFormat::Text);
    }
    let screen = Screen::new(json);
    let lessons = match &options.lessons {
        Some(folder) => lesson::read_folder(folder)?,
        None => lesson::samples()?,
    };
    let data = DataFolder::prepare(options.data.as_deref())?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port on this machine is free")?;
    let server_url = format!("http://{}", listener.local_addr()?);
    // All phones come from one address here, and none of them is a stranger.
    let config = Config { rates: Rates::NONE, ..Config::new(data.path().to_owned()) };
    let app = App::open(config).await?;
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(serve(app.clone(), listener, None, async move { drop(stopped.await) }));

    let day = Day { app: &app, server_url: &server_url, data: data.path(), options: &options, screen: &screen };
    let mut stop_asked = pin!(asked_to_stop()?);
    let ended = tokio::select! {
        ended = day.run(&lessons) => ended,
        () = &mut stop_asked => Err(anyhow!("stopped before the end")),
    };
    if let Ok(ending) = &ended
        && !options.once
    {
        screen.say(ending.how_to_go_on(&server_url, &data)?);
        stop_asked.await;
    }
    drop(stop);
    serving.await.context("the server")??;
    let report = ended?.report;
    if json {
        report.print()?;
    }
    Ok(if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
