//! The first note, and what the screen does while somebody types.

use fieldwalk_tests::browser::{Chromedriver, Key, Phone};
use fieldwalk_tests::pages::WebClient;
use fieldwalk_tests::scene::Scene;
use serde_json::json;

#[tokio::test]
async fn a_newcomers_first_note_is_five_taps_from_the_link_at_most() {
    let scene = Scene::new(1).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let browser = phone.open(&driver, scene.url()).await;
    // The link itself is the first.
    browser.goto(&format!("/invite#{}", scene.invite(scene.observers[0]))).await;
    browser.press("Use Fieldwalk in this browser").await;
    browser.sees("You are invited").await;
    let count = "self.taps = 2; addEventListener('click', () => self.taps += 1, true);";
    browser.script(count, vec![]).await;
    browser.press("Join").await;
    let ada = WebClient { browser };
    ada.is_writing().await;
    ada.browser.press("Write").await;
    ada.browser.type_keys("12 of 24 hands up").await;
    ada.browser.key(Key::Enter).await;
    ada.browser.sees("1 note of this room").await;
    let taps = ada.browser.script("return self.taps", vec![]).await;
    assert!(taps.as_u64().is_some_and(|taps| taps <= 5), "{taps} taps");
}

#[tokio::test]
async fn nothing_moves_while_somebody_types() {
    let scene = Scene::new(1).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let ada = WebClient::join(phone.open(&driver, scene.url()).await, &scene.invite(scene.observers[0])).await;
    ada.write("12 of 24 hands up").await;
    ada.browser.sees("1 note of this room").await;
    ada.is_held().await;
    let watch = "self.shifts = []; new PerformanceObserver(list => list.getEntries().forEach(shift => \
                 shifts.push([shift.value, ...shift.sources.map(source => source.node?.className ?? '')]))) \
                 .observe({ type: 'layout-shift' });";
    ada.browser.script(watch, vec![]).await;
    ada.type_words("The teacher was great, and T: \"Who can say it another way?\" they seemed engaged").await;
    ada.browser.sees("hints").await;
    ada.is_kept().await;
    ada.type_words(" and S: \"Ten is five and five\".").await;
    ada.is_kept().await;
    assert_eq!(ada.browser.script("return self.shifts", vec![]).await, json!([]));
}
