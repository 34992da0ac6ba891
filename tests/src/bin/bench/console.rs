//! The console's pages, asked for from the real server: of the default visit, of the stress visit, and of visits from
//! 1,000 to 100,000 notes.
//!
//! *Cold* is the first page that a server just started is asked for: nothing is in its memory, its readings are in the
//! table where they are kept. *Read anew* is the same with the visit's readings thrown away, so that workers read every
//! document first. *Warm* is a page that was asked for before.

use anyhow::Result;
use fieldwalk_server::store::FILE_NAME;
use fieldwalk_tests::process::Server;
use rusqlite::Connection;

use crate::browser::{Browser, Visited};
use crate::stopwatch::median_millis;
use crate::table::{Row, aimed, row};
use crate::walked::{Size, Walked, WalkedVisit, Who};

const DEFAULT: Size = Size { observers: 24, rooms_per_team: 4, notes: 960 };
const STRESS: Size = Size { observers: 60, rooms_per_team: 8, notes: 28_800 };
const GROWING: [Size; 3] =
    [Size { notes: 1_000, ..STRESS }, Size { notes: 10_000, ..STRESS }, Size { notes: 100_000, ..STRESS }];

/// A page is asked for so often when it is warm.
const WARM: usize = 15;
/// So many servers are started for each page.
const COLD: usize = 5;
/// So many times is everything read anew.
const ANEW: usize = 3;

/// What should not be exceeded, in milliseconds.
#[derive(Clone, Copy)]
struct Aims {
    cold: Option<f64>,
    warm: Option<f64>,
}

pub(crate) fn rows() -> Result<Vec<Row>> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(measured())
}

async fn measured() -> Result<Vec<Row>> {
    let walked = Walked::new(&[[DEFAULT, STRESS].as_slice(), &GROWING].concat()).await?;
    let [default, stress, growing @ ..] = walked.visits.as_slice() else { anyhow::bail!("no visits") };
    let mut rows = pages_of(&walked, default, Aims { cold: Some(50.0), warm: Some(10.0) }).await?;
    rows.extend(pages_of(&walked, stress, Aims { cold: Some(500.0), warm: None }).await?);
    for visit in growing {
        rows.extend(growth(&walked, visit).await?);
    }
    Ok(rows)
}

/// A page, and who looks at it.
struct Page {
    name: &'static str,
    who: Who,
    path: String,
    form: Option<&'static str>,
    /// A file to take along: nobody waits for it as for a page, so nothing is aimed at.
    is_file: bool,
}

fn pages(visit: &WalkedVisit) -> Vec<Page> {
    use Who::{Facilitator, Host, Participant};
    let base = format!("/visits/{}", visit.id);
    let page = |name, who, end: &str| Page { name, who, path: format!("{base}{end}"), form: None, is_file: false };
    let file = |name, end: &str| Page { is_file: true, ..page(name, Facilitator, end) };
    let room = visit.room;
    vec![
        Page { path: "/".into(), ..page("list of visits", Facilitator, "") },
        page("visit", Facilitator, ""),
        page("arrivals", Facilitator, "/arrivals"),
        page("debrief", Participant, "/debrief"),
        page("debrief, one room, second page", Participant, &format!("/debrief?step=group&room={room}&page=2")),
        page("clearing", Facilitator, "/clear"),
        page("clearing, all pieces", Facilitator, "/clear?show=all"),
        page("feedback with coverage", Facilitator, "/feedback"),
        page("feedback with coverage, as host", Host, "/feedback"),
        page("evidence", Facilitator, "/evidence"),
        page("evidence, one room, second page", Facilitator, "/evidence?room=Room+01&page=2"),
        Page { form: Some("words=students"), ..page("evidence, searched", Facilitator, "/evidence") },
        file("export as JSON", "/export.json"),
        file("export as CSV", "/export.csv"),
        file("export as XLSX", "/export.xlsx"),
    ]
}

/// Every page of one visit: warm, cold, and those that read most, read anew.
async fn pages_of(walked: &Walked, visit: &WalkedVisit, aims: Aims) -> Result<Vec<Row>> {
    let pages = pages(visit);
    let warm = warm(walked, &pages).await?;
    let mut rows = Vec::new();
    for (page, (warm, size_bytes)) in pages.iter().zip(warm) {
        let mut cold = Vec::new();
        for _ in 0..COLD {
            cold.push(asked_first(walked, page).await?.took);
        }
        let named = |how: &str| format!("{} notes: {}, {how}", visit.size.notes, page.name);
        let aims = if page.is_file { Aims { cold: None, warm: None } } else { aims };
        rows.push(judged(named("cold"), median_millis(cold), aims.cold));
        rows.push(judged(named("warm"), warm, aims.warm));
        rows.push(row(named("size"), size_bytes as f64 / 1e3, "kB"));
    }
    for page in pages.iter().filter(|page| ["arrivals", "feedback with coverage"].contains(&page.name)) {
        let what = format!("{} notes: {}, read anew", visit.size.notes, page.name);
        rows.push(judged(what, anew(walked, visit, page).await?, aims.cold));
    }
    Ok(rows)
}

/// How the page that needs everything grows with the visit.
async fn growth(walked: &Walked, visit: &WalkedVisit) -> Result<Vec<Row>> {
    let pages: Vec<Page> = pages(visit).into_iter().filter(|page| page.name == "feedback with coverage").collect();
    let warm = warm(walked, &pages).await?;
    let mut rows = Vec::new();
    for (page, (warm, _)) in pages.iter().zip(warm) {
        let mut cold = Vec::new();
        for _ in 0..COLD {
            cold.push(asked_first(walked, page).await?.took);
        }
        let thousands = visit.size.notes as f64 / 1e3;
        let named = |how: &str| format!("{} notes: {}, {how}", visit.size.notes, page.name);
        let (cold, anew) = (median_millis(cold), anew(walked, visit, page).await?);
        rows.push(row(named("cold"), cold, "ms"));
        rows.push(row("... for each thousand notes", cold / thousands, "ms"));
        rows.push(row(named("read anew"), anew, "ms"));
        rows.push(row("... for each thousand notes", anew / thousands, "ms"));
        rows.push(row(named("warm"), warm, "ms"));
    }
    Ok(rows)
}

/// Milliseconds and bytes of each page, asked for again and again. Leaves readings of all that was read.
async fn warm(walked: &Walked, pages: &[Page]) -> Result<Vec<(f64, usize)>> {
    let mut server = Server::start(&walked.data());
    let browser = Browser::connect(server.url()).await?;
    let mut measured = Vec::new();
    for page in pages {
        asked(walked, &browser, page).await?;
        let (mut times, mut size_bytes) = (Vec::new(), 0);
        for _ in 0..WARM {
            let visited = asked(walked, &browser, page).await?;
            times.push(visited.took);
            size_bytes = visited.size_bytes;
        }
        measured.push((median_millis(times), size_bytes));
    }
    // In order, so that what is kept for later is kept.
    server.ask_to_stop();
    anyhow::ensure!(server.ended().success(), "the server did not end in order");
    Ok(measured)
}

/// The page from a server that was just started.
async fn asked_first(walked: &Walked, page: &Page) -> Result<Visited> {
    let server = Server::start(&walked.data());
    asked(walked, &Browser::connect(server.url()).await?, page).await
}

/// Milliseconds of a page where nothing has been read yet.
async fn anew(walked: &Walked, visit: &WalkedVisit, page: &Page) -> Result<f64> {
    let mut times = Vec::new();
    for _ in 0..ANEW {
        Connection::open(walked.data().join(FILE_NAME))?.execute(
            "DELETE FROM reading WHERE document IN (SELECT id FROM document WHERE visit = ?1)",
            [visit.id.to_string()],
        )?;
        times.push(asked_first(walked, page).await?.took);
    }
    Ok(median_millis(times))
}

async fn asked(walked: &Walked, browser: &Browser, page: &Page) -> Result<Visited> {
    browser.visit(&walked.sessions[&page.who], &page.path, page.form).await
}

fn judged(what: String, millis: f64, aim: Option<f64>) -> Row {
    match aim {
        Some(aim) => aimed(what, millis, "ms", aim),
        None => row(what, millis, "ms"),
    }
}
