//! A walk without a pointer.

use fieldwalk_tests::browser::{Chromedriver, Key, Phone};
use fieldwalk_tests::pages::WebClient;
use fieldwalk_tests::scene::Scene;
use serde_json::json;

/// Where a pointer would have been, had there been one.
const WATCH: &str = "self.pointed = 0; addEventListener('pointerdown', () => self.pointed += 1, true);";

#[tokio::test]
async fn a_walk_is_joined_written_marked_counted_and_shared_by_keyboard_alone() {
    let scene = Scene::new(1).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let browser = phone.open(&driver, scene.url()).await;
    browser.goto(&format!("/app/join#{}", scene.invite(scene.observers[0]))).await;
    browser.sees("You are invited").await;
    browser.script(WATCH, vec![]).await;
    browser.enter("Join").await;
    let ada = WebClient { browser };
    ada.is_writing().await;
    let browser = &ada.browser;

    browser.enter("Write").await;
    browser.type_keys("S: \"because ten is five and five\"").await;
    browser.tab_to("Behaviour").await;
    browser.key(Key::Left).await;
    browser.tab_to("Students").await;
    browser.key(Key::Right).await;
    browser.toggle("Students explain").await;
    browser.enter("Next note").await;
    browser.sees("1 note of this room").await;
    browser.sees("Speech · Task · Students explain").await;

    browser.type_keys("The students seemed engaged").await;
    browser.sees("1 hint").await;
    browser.enter("1 hint").await;
    browser.sees("What did you see").await;
    browser.key(Key::Escape).await;
    browser.until("!document.querySelector('.app-hints > .card')").await;
    browser.enter("Next note").await;
    browser.enter("Delete: The students seemed engaged").await;
    browser.sees("Deleted.").await;
    browser.enter("Restore").await;
    browser.sees("2 notes of this room").await;

    browser.enter("Count").await;
    browser.sees("A new count").await;
    browser.type_keys("Hands up").await;
    browser.write("Of how many (if you know)", "24").await;
    browser.key(Key::Enter).await;
    for _ in 0..2 {
        browser.enter("+1 Hands up").await;
    }
    browser.sees("2 of 24").await;
    browser.enter("−1 Hands up").await;
    browser.sees("1 of 24").await;

    browser.enter("Share").await;
    browser.sees("Choose what to share").await;
    browser.enter("Choose all").await;
    browser.enter("Share 3 notes").await;
    browser.sees("3 notes are shared").await;
    ada.is_held().await;
    assert_eq!(browser.script("return self.pointed", vec![]).await, json!(0));
}
