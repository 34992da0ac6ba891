//! A walker for the command line whose phone is a browser: the web client, called as the walkers of the phone library's
//! languages are, so that all of them can walk one visit.
//!
//! ```text
//! web_walker FOLDER join ADDRESS#CODE     joins a network and syncs
//! web_walker FOLDER walk                  every line of the standard input becomes a note
//! web_walker FOLDER share                 shares all of it with the visit
//! web_walker FOLDER sync
//! web_walker FOLDER show                  prints the visit, merged from all who shared
//! ```
//!
//! Each call starts a browser on what the one before it kept.
#![expect(clippy::print_stdout, reason = "what it is asked for")]

use std::fs;
use std::io::BufRead as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use fieldwalk_tests::browser::{Browser, Chromedriver, Phone};
use fieldwalk_tests::pages::WebClient;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().context("which folder?")?);
    let what = arguments.next().context("what is to be done?")?;
    let with = arguments.next().unwrap_or_default();
    let (what, with) = (what.to_string_lossy(), with.to_string_lossy());
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(walk(&folder, &what, &with))
}

async fn walk(folder: &Path, what: &str, with: &str) -> Result<()> {
    fs::create_dir_all(folder)?;
    // Where the server is: a browser knows addresses of its own and no list of them.
    let server = folder.join("server");
    if let Some((address, _)) = with.split_once("/invite#") {
        fs::write(&server, address)?;
    }
    let driver = Chromedriver::start();
    let phone = Phone::at(&folder.join("browser"), "en");
    let browser = phone.open(&driver, &fs::read_to_string(&server)?).await;
    match what {
        "join" => join(&browser, with).await,
        "walk" => write(&browser).await?,
        "share" => share(browser.clone()).await,
        "sync" => sync(browser.clone()).await,
        "show" => show(&browser).await,
        _ => bail!("web_walker FOLDER join|walk|share|sync|show"),
    }
    browser.close().await;
    Ok(())
}

async fn join(browser: &Browser, invite: &str) {
    let code = invite.split_once('#').map_or("", |(_, code)| code);
    browser.goto(&format!("/app/join#{code}")).await;
    browser.press("Join").await;
    browser.sees("Visits").await;
    browser.find("main a.card").await;
    println!("synced");
}

/// Opens the only visit. It is of another day: the app would open one of today by itself.
async fn opened(browser: &Browser) {
    browser.goto("/app/#/").await;
    browser.click("main a.card").await;
}

async fn write(browser: &Browser) -> Result<()> {
    opened(browser).await;
    let app = WebClient { browser: browser.clone() };
    app.is_writing().await;
    for line in std::io::stdin().lock().lines() {
        app.write(&line?).await;
    }
    app.is_kept().await;
    Ok(())
}

async fn share(browser: Browser) {
    opened(&browser).await;
    browser.press("Share").await;
    browser.press("Choose all").await;
    browser.click(".app-foot button").await;
    browser.sees("shared.").await;
    println!("shared");
}

async fn sync(browser: Browser) {
    browser.goto("/app/").await;
    WebClient { browser }.sync().await;
    println!("synced, 0 waiting");
}

async fn show(browser: &Browser) {
    opened(browser).await;
    browser.press("Feedback").await;
    browser.find(".evidence .said").await;
    let said = "return [...document.querySelectorAll('.evidence .said')].map(one => one.textContent.trim())";
    for text in browser.script(said, vec![]).await.as_array().into_iter().flatten() {
        println!("- {}", text.as_str().unwrap_or_default());
    }
}
