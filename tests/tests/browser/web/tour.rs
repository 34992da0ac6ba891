//! Every screen of the web client in its states: pictures, and axe-core.

use fieldwalk_core::domain::{DebriefStep, Stage};
use fieldwalk_tests::browser::{Browser, Chromedriver, Phone, Scheme, Viewport};
use fieldwalk_tests::pages::WebClient;
use fieldwalk_tests::scene::Scene;

use crate::whole_way::clock_free;

/// Looks at a screen in every way.
pub(super) async fn look(browser: &Browser, state: &str) {
    let wrong = browser.look(&format!("app-{state}"), &Viewport::EVERY_PHONE).await;
    browser.resize(Viewport::TALL).await;
    browser.prefer(Scheme::Light).await;
    assert!(wrong.is_empty(), "{} of {state}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Holds what a screen reader goes through against what was agreed on. The state is to be settled: nothing being typed,
/// sent or counted any more.
async fn hear(browser: &Browser, state: &str) {
    hear_but(browser, state, &[]).await;
}

/// As [`hear`], of evidence that lies in an order which tells nothing.
async fn hear_of_evidence(browser: &Browser, state: &str) {
    const WORDS: &str = r#""(12 of 24 hands up|T: "Who .*"|The teacher .*|Students with a hand up: .*)""#;
    const MARKS: &str = r#""(Behaviour|Speech) · Students""#;
    hear_but(browser, state, &[HELD, (WORDS, "[words]"), (MARKS, "[marks]")]).await;
}

/// What a group does is sent while the screen is looked at.
const HELD: (&str, &str) = (r"\bAll held\b|\b\d+ to send\b", "[held]");

async fn hear_but(browser: &Browser, state: &str, changing: &[(&str, &str)]) {
    let mut settings = clock_free();
    let times = [
        (r"\[time\][\s\u{202f}][AP]M", "[time]"),
        (r"\b\d+ min (left|over)|\bin \d+ min", "[minutes]"),
        (r"\bFieldwalk [0-9a-f]{8}\b", "Fieldwalk [version]"),
    ];
    for (pattern, word) in times.iter().chain(changing) {
        settings.add_filter(pattern, *word);
    }
    let outline = browser.outline().await;
    settings.bind(|| insta::assert_snapshot!(state, outline));
}

#[tokio::test]
async fn every_screen_is_whole_at_every_width_in_light_and_dark() {
    let mut scene = Scene::new(2).await;
    let (visit, driver, phone) = (scene.visit, Chromedriver::start(), Phone::new("en"));
    let ben = scene.phone("ben", scene.observers[1]).await;
    ben.note(visit, "12 of 24 hands up");
    ben.client.share_all(visit).unwrap();
    ben.sync_all(scene.url()).await;

    let browser = phone.open(&driver, scene.url()).await;
    browser.goto("/app/").await;
    browser.sees("Join with an invite").await;
    look(&browser, "join").await;
    hear(&browser, "join").await;
    browser.goto(&format!("/app/join#{}", scene.invite(scene.observers[0]))).await;
    browser.sees("You are invited").await;
    look(&browser, "join-invited").await;
    hear(&browser, "join-invited").await;
    browser.press("Join").await;
    let ada = WebClient { browser };
    let browser = &ada.browser;
    ada.is_writing().await;
    ada.is_held().await;
    look(browser, "walk-empty").await;
    hear(browser, "walk-empty").await;

    ada.type_words("The teacher was great and the students seemed engaged").await;
    browser.sees("2 hints").await;
    look(browser, "walk-underlined").await;
    browser.press("2 hints").await;
    look(browser, "walk-hints").await;
    // What was typed is a note by now.
    ada.counts(1).await;
    hear(browser, "walk-hints").await;
    browser.press("Close").await;
    browser.press("Next note").await;
    ada.write("T: \"Who can say it another way?\"").await;
    ada.is_held().await;
    browser.press("Count").await;
    look(browser, "walk-count").await;
    hear(browser, "walk-count").await;
    browser.fill("What do you count?", "Students with a hand up").await;
    browser.fill("Of how many (if you know)", "24").await;
    browser.press("Start counting").await;
    browser.press("+1 Students with a hand up").await;
    browser.sees("1 of 24").await;
    browser.press("Wonder").await;
    ada.write("I wonder who was waiting.").await;
    ada.is_held().await;
    look(browser, "walk-written").await;
    ada.counts(4).await;
    hear(browser, "walk-written").await;
    browser.press("Delete: I wonder who was waiting.").await;
    browser.sees("Deleted.").await;
    look(browser, "walk-deleted").await;

    ada.part("Plan").await;
    browser.sees("How do students explain their thinking?").await;
    look(browser, "plan").await;
    hear(browser, "plan").await;
    ada.part("Share").await;
    browser.press("Choose all").await;
    look(browser, "share").await;
    hear(browser, "share").await;
    browser.press("Share 3 notes").await;
    browser.sees("3 notes are shared").await;
    ada.is_held().await;
    look(browser, "shared").await;

    scene.facilitator.sync_all(scene.url()).await;
    scene.facilitator.client.set_stage(visit, Stage::Debriefing).unwrap();
    scene.facilitator.sync_all(scene.url()).await;
    ada.part("Debrief").await;
    browser.sees("12 of 24 hands up").await;
    look(browser, "debrief-describe").await;
    hear_of_evidence(browser, "debrief-describe").await;
    ben.sync_all(scene.url()).await;
    ben.client.set_debrief_step(visit, DebriefStep::Group).unwrap();
    ben.sync_all(scene.url()).await;
    browser.fill("A new pattern, in one sentence", "Students explain.").await;
    browser.press("Add the pattern").await;
    browser.sees("Statement of pattern 1").await;
    look(browser, "debrief-group").await;
    hear_of_evidence(browser, "debrief-group").await;
    browser.press("Place under a pattern").await;
    look(browser, "debrief-place").await;
    hear_of_evidence(browser, "debrief-place").await;
    browser.press("Students explain.").await;
    browser.press("Go on to “Predict”").await;
    look(browser, "debrief-predict").await;
    hear_but(browser, "debrief-predict", &[HELD]).await;
    browser.press("Go on to “Next level of work”").await;
    look(browser, "debrief-next-level").await;
    hear_but(browser, "debrief-next-level", &[HELD]).await;
    ada.part("Feedback").await;
    browser.sees("Rooms").await;
    look(browser, "feedback").await;
    hear_of_evidence(browser, "feedback").await;

    browser.goto("/app/#/search").await;
    browser.fill("Words", "another").await;
    browser.sees("1 found").await;
    look(browser, "search").await;
    hear(browser, "search").await;
    browser.goto("/app/#/").await;
    browser.sees("Today").await;
    look(browser, "visits").await;
    hear(browser, "visits").await;
    browser.goto("/app/#/status").await;
    browser.sees("The server holds everything you wrote.").await;
    look(browser, "status").await;
    hear(browser, "status").await;
    scene.server.kill();
    browser.press("Sync now").await;
    browser.sees("No network").await;
    look(browser, "status-offline").await;
    hear(browser, "status-offline").await;
    browser.press("Choose a PIN").await;
    look(browser, "pin-new").await;
    hear(browser, "pin-new").await;
    browser.fill("New PIN", "2718").await;
    browser.press("Use it").await;
    browser.sees("opens with your PIN").await;
    browser.press("Somebody else writes").await;
    browser.sees("Who writes?").await;
    look(browser, "people").await;
    hear(browser, "people").await;
    browser.click(".app-person").await;
    look(browser, "pin").await;
    hear(browser, "pin").await;
}
