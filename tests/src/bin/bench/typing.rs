//! What a key costs in the web client: on a phone's browser, at full speed and slowed down to a quarter, in a room with 300
//! notes, of which as many are drawn as at first, or all.
//!
//! All of it is the processor's time of the page's own thread. *A key until it is seen* is what somebody who types waits
//! for: the tasks that bring the key to the page, with its handlers, and those that make pictures, with style, layout and
//! painting, as the browser's own trace has them. *All that a key brings* is whatever runs until the next one is due, an
//! eighth of a second later: beside the above what the core's answer brings, and what the browser does about a letter
//! that has long been seen. *Of the page* is the part that the page decides on: handlers, style and layout. Each is that
//! of a dozen keys, divided: each question to the browser runs scripts of its driver in the page, and asking at each key
//! would cost more than what the page does for it. The core is in a worker on a thread of its own, which is not slowed
//! down. *Key to picture* is what a watch in the page says of each key, by the clock on the wall, with the wait for a
//! picture's turn. A page that has one field and nothing else tells what the browser itself needs.
//!
//! Chromium slows a thread down by interrupting it, which makes *four times slower* three times on one machine and five
//! on another. A loop that takes as long as a key says how often it was, and *a key until it is seen* is told for what was
//! asked for: its time, by the factor that was measured, times four. The others are as they were measured.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use fieldwalk_core::domain::{Focus, NoteKind};
use fieldwalk_tests::browser::{Browser, Busy, Chromedriver, Phone, Task};
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

/// What Chromium runs on the page's thread until a key is seen: it brings the key, and it makes a picture.
const UNTIL_SEEN: [(&str, &str); 2] = [
    ("main_thread_event_queue.cc", "PostTaskToMainThread"),
    ("proxy_impl.cc", "ScheduledActionSendBeginMainFrame"),
];

/// How long a loop takes in the page, in milliseconds: about as long as a key at full speed. The median of many, with a
/// rest before each.
const LOOP: &str = "const done = arguments[0]; const times = []; const once = () => { \
    const begun = performance.now(); let sum = 0; for (let n = 0; n < 1e6; n++) sum += Math.sqrt(n); \
    times.push(performance.now() - begun); \
    if (times.length < 60) setTimeout(once, 40); else done(times.sort((one, other) => one - other)[30]); }; \
    setTimeout(once, 40);";

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
    let to_asked = typed.asked / typed.factor;
    let worst = |times: &[Duration]| times.iter().max().map_or(f64::NAN, |time| time.as_secs_f64() * 1e3);
    let median = |times: &[Duration]| median_millis(times.to_vec());
    let [all, of_page] = [|busy: &Busy| busy.all, |busy: &Busy| busy.of_page]
        .map(|part| -> Vec<Duration> { typed.keys.iter().map(part).collect() });
    let keys = [
        ("a key until it is seen, median", median(&typed.until_seen) * to_asked),
        ("a key until it is seen, worst dozen", worst(&typed.until_seen) * to_asked),
    ];
    let rest = [
        ("as measured, median", median(&typed.until_seen)),
        ("as measured, worst dozen", worst(&typed.until_seen)),
        ("all that a key brings, median", median(&all)),
        ("all that a key brings, worst dozen", worst(&all)),
        ("of the page, median", median(&of_page)),
        ("of the page, worst dozen", worst(&of_page)),
        ("key to picture, median", median(&typed.painted)),
        ("key to picture, worst", worst(&typed.painted)),
    ];
    let factor = row(format!("{place}: slowed down by"), typed.factor, "");
    let keys = keys.map(|(what, figure)| aimed(format!("{place}: {what}"), figure, "ms", FRAME));
    let rest = rest.map(|(what, figure)| row(format!("{place}: {what}"), figure, "ms"));
    std::iter::once(factor).chain(keys).chain(rest).collect()
}

/// What was measured on one page.
struct Typed {
    /// How many times slower the page's thread was to be.
    asked: f64,
    /// And how many times slower it was.
    factor: f64,
    until_seen: Vec<Duration>,
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
    let full = loop_millis(browser).await?;
    browser.slow_down(slower).await;
    let factor = if slower == 1 { 1.0 } else { loop_millis(browser).await? / full };
    let mut letters = WORDS.chars().cycle();
    let mut dozens = |count: usize| -> Vec<String> {
        (0..count).map(|_| letters.by_ref().take(DOZEN as usize).collect()).collect()
    };
    for words in dozens(WARM) {
        browser.type_slowly(&words, BETWEEN).await;
    }
    let mut typed =
        Typed { asked: f64::from(slower), factor, until_seen: Vec::new(), keys: Vec::new(), painted: Vec::new() };
    for (nth, words) in (1..).zip(dozens(DOZENS)) {
        let tasks = browser.tasks_during(nth, browser.type_slowly(&words, BETWEEN)).await;
        typed.until_seen.push(until_seen(&tasks)?);
    }
    // Apart: writing tasks down takes time too.
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

async fn loop_millis(browser: &Browser) -> Result<f64> {
    // What is compiled at its first use.
    browser.script_async(LOOP, vec![]).await;
    browser.script_async(LOOP, vec![]).await.as_f64().context("a time")
}

/// Of each key of a dozen.
fn until_seen(tasks: &[Task]) -> Result<Duration> {
    let is_waited_for = |task: &&Task| {
        UNTIL_SEEN.iter().any(|(file, function)| task.file.ends_with(file) && task.function == *function)
    };
    let waited: Duration = tasks.iter().filter(is_waited_for).map(|task| task.time).sum();
    ensure!(!waited.is_zero(), "this browser calls its tasks otherwise");
    Ok(waited / DOZEN)
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
