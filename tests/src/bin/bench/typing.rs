//! What a key costs in the web client: on a phone's browser, at full speed and slowed down to a quarter, in a room with 300
//! notes, of which as many are drawn as at first, or all.
//!
//! *A key* is the processor's time of the page's own thread from a key until the next one is due, an eighth of a second
//! later: pressing it and letting it go, handlers, what the core's answer brings, style, layout, painting, and what the
//! browser does about a letter that has long been seen. *Of the page* is the part that the page decides on: handlers,
//! style and layout. Both are those of a dozen keys, divided: each question to the browser runs scripts of its driver in
//! the page, and asking at each key would cost more than what the page does for it. The core is in a worker on a thread of
//! its own, which is not slowed down. *Key to picture* is what a watch in the page says of each key, with the wait for a
//! picture's turn. A page that has one field and nothing else tells what the browser itself needs.

use std::time::Duration;

use anyhow::{Context as _, Result};
use fieldwalk_core::domain::{Focus, NoteKind};
use fieldwalk_tests::browser::{Browser, Busy, Chromedriver, Phone};
use fieldwalk_tests::device::new_note;
use fieldwalk_tests::pages::WebClient;
use fieldwalk_tests::scene::Scene;

use crate::stopwatch::median_millis;
use crate::table::{Row, aimed, row};

/// Notes of the room.
const NOTES: usize = 300;
/// Those that are drawn without being asked for.
const DRAWN: usize = 30;
/// How many times slower the processor is.
const SLOWER: u32 = 4;
/// What is typed, again and again; one of them is a word that the evidence check sees.
const WORDS: &str = "12 of 24 students seemed engaged and S said because ten is five and five ";
/// Keys between two questions to the browser.
const DOZEN: u32 = 12;
/// Dozens that are not counted: what is compiled at its first use.
const WARM: usize = 3;
/// Those that are.
const DOZENS: usize = 12;
/// From one key to the next: a fast typist.
const BETWEEN: Duration = Duration::from_millis(125);
/// One picture of sixty in a second, in milliseconds.
const FRAME: f64 = 16.0;

/// From a key to the end of the picture that shows it, in the page.
const WATCH: &str = "self.painted = []; addEventListener('keydown', ({ timeStamp }) => requestAnimationFrame(() => { \
    const { port1, port2 } = new MessageChannel(); \
    port1.onmessage = () => painted.push(performance.now() - timeStamp); port2.postMessage(0); }), true);";

pub(crate) fn rows() -> Result<Vec<Row>> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(measured())
}

async fn measured() -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for slower in [1, SLOWER] {
        let bare = bare(slower).await?;
        rows.extend(rows_of(&format!("× {slower}, a field and nothing else"), &bare));
        for drawn in [DRAWN, NOTES] {
            let place = format!("× {slower}, {drawn} of {NOTES} notes drawn");
            let walk = walk(drawn, slower).await?;
            rows.extend(rows_of(&place, &walk));
        }
    }
    Ok(rows)
}

fn rows_of(place: &str, typed: &Typed) -> Vec<Row> {
    let worst = |times: &[Duration]| times.iter().max().map_or(f64::NAN, |time| time.as_secs_f64() * 1e3);
    let median = |times: &[Duration]| median_millis(times.to_vec());
    let [all, of_page] = [|busy: &Busy| busy.all, |busy: &Busy| busy.of_page]
        .map(|part| -> Vec<Duration> { typed.keys.iter().map(part).collect() });
    let keys = [("a key, median", median(&all)), ("a key, worst dozen", worst(&all))];
    let rest = [
        ("of the page, median", median(&of_page)),
        ("of the page, worst dozen", worst(&of_page)),
        ("key to picture, median", median(&typed.painted)),
        ("key to picture, worst", worst(&typed.painted)),
    ];
    let keys = keys.map(|(what, figure)| aimed(format!("{place}: {what}"), figure, "ms", FRAME));
    keys.into_iter().chain(rest.map(|(what, figure)| row(format!("{place}: {what}"), figure, "ms"))).collect()
}

/// What was measured on one page.
#[derive(Default)]
struct Typed {
    keys: Vec<Busy>,
    painted: Vec<Duration>,
}

/// In a room with all its notes, so many of which are drawn.
async fn walk(drawn: usize, slower: u32) -> Result<Typed> {
    let scene = Scene::new(1).await;
    write_notes(&scene).await?;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let browser = phone.open(&driver, scene.url()).await;
    let app = WebClient::join(browser, &scene.invite(scene.observers[0])).await;
    let browser = &app.browser;
    app.counts(NOTES).await;
    if drawn > DRAWN {
        browser.enter(&format!("{} earlier ones", NOTES - DRAWN)).await;
    }
    browser.until(&format!("document.querySelectorAll('.app-note').length === {drawn}")).await;
    app.is_held().await;
    app.type_words("").await;
    typed(browser, slower).await
}

/// What the browser itself does for a key.
async fn bare(slower: u32) -> Result<Typed> {
    let scene = Scene::new(1).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let browser = phone.open(&driver, scene.url()).await;
    browser.goto("/healthz").await;
    let field =
        "document.body.replaceChildren(document.createElement('textarea')); document.body.firstChild.focus();";
    browser.script(field, vec![]).await;
    typed(&browser, slower).await
}

async fn typed(browser: &Browser, slower: u32) -> Result<Typed> {
    browser.slow_down(slower).await;
    let mut letters = WORDS.chars().cycle();
    let mut dozens = |count: usize| -> Vec<String> {
        (0..count).map(|_| letters.by_ref().take(DOZEN as usize).collect()).collect()
    };
    for words in dozens(WARM) {
        browser.type_slowly(&words, BETWEEN).await;
    }
    let mut typed = Typed::default();
    for words in dozens(DOZENS) {
        let before = browser.busy_time().await;
        browser.type_slowly(&words, BETWEEN).await;
        typed.keys.push(browser.busy_time().await.since(before).of_each(DOZEN));
    }
    browser.script(WATCH, vec![]).await;
    for words in dozens(DOZENS) {
        browser.type_slowly(&words, BETWEEN).await;
    }
    let painted: Vec<f64> = serde_json::from_value(browser.script("return self.painted", vec![]).await)?;
    typed.painted = painted.into_iter().map(|millis| Duration::from_secs_f64(millis / 1e3)).collect();
    browser.slow_down(1).await;
    Ok(typed)
}

/// The notes, written on another device of the same observer.
async fn write_notes(scene: &Scene) -> Result<()> {
    let device = scene.phone("another", scene.observers[0]).await;
    let slot = *scene.slots.first().context("the scene has slots")?;
    let note = |number: usize| fieldwalk_core::document::NewNote {
        slot: Some(slot),
        kind: NoteKind::Behaviour,
        focus: Focus::Students,
        ..new_note(&format!("{number} of 24 students turned to a partner and said how they had begun"))
    };
    let notes: Vec<_> = (1..=NOTES).map(note).collect();
    device.client.add_notes(scene.visit, &notes)?;
    device.sync_all(scene.url()).await;
    Ok(())
}
