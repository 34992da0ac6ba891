//! What goes wrong on a phone: nothing is lost, and the person is told.

use fieldwalk_tests::browser::{Browser, Chromedriver, Key, Phone};
use fieldwalk_tests::pages::WebClient;
use fieldwalk_tests::scene::Scene;

use super::tour::look;

async fn joined(scene: &Scene, driver: &Chromedriver, phone: &Phone) -> WebClient {
    let browser = phone.open(driver, scene.url()).await;
    let ada = WebClient::join(browser, &scene.invite(scene.observers[0])).await;
    ada.is_held().await;
    ada.is_ready_offline().await;
    ada
}

#[tokio::test]
async fn a_full_phone_says_so_at_once_and_keeps_what_it_said_it_keeps() {
    let scene = Scene::new(1).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let ada = joined(&scene, &driver, &phone).await;
    ada.write("12 of 24 hands up").await;
    ada.is_held().await;

    ada.browser.set_quota(Some(1)).await;
    // A browser gives room by the megabyte: what is reserved already can still be filled.
    let long = "S: \"because ten is five and five\" ".repeat(100);
    let mut number = 0;
    loop {
        number += 1;
        ada.paste(&format!("{number}: {long}")).await;
        if !ada.is_kept_or_not().await {
            break;
        }
        ada.browser.key(Key::Enter).await;
        // What it has as a draft may still be too much as a note.
        if !ada.is_kept_or_not().await {
            break;
        }
    }
    ada.browser.sees("Not kept: this phone is full.").await;
    look(&ada.browser, "walk-full").await;
    ada.browser.key(Key::Enter).await;
    assert!(ada.sheet().await.starts_with(&format!("{number}: S:")), "the words are on the screen");
    ada.browser.set_quota(None).await;
    ada.type_words(" Room again.").await;
    ada.browser.key(Key::Enter).await;
    ada.is_kept().await;
    phone.kill();

    let ada = WebClient::open(phone.open(&driver, scene.url()).await).await;
    ada.browser.sees("Room again.").await;
    ada.browser.sees(&format!("{} notes of this room", number + 1)).await;
}

#[tokio::test]
async fn a_second_tab_shows_that_the_first_one_writes_and_takes_over_what_was_written() {
    let scene = Scene::new(1).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let ada = joined(&scene, &driver, &phone).await;
    ada.write("12 of 24 hands up").await;
    ada.type_words("S: \"because").await;

    let first = ada.browser.new_tab().await;
    let second = WebClient::open(ada.browser.clone()).await;
    second.browser.sees("Fieldwalk is open in another tab").await;
    look(&second.browser, "other-tab").await;
    second.browser.press("Write here instead").await;
    second.is_writing().await;
    second.browser.sees("12 of 24 hands up").await;
    second.browser.sees("S: \"because").await;
    let here = second.browser.go_to_tab(&first).await;
    second.browser.sees("You write in another tab now").await;
    look(&second.browser, "other-tab-handed-over").await;
    second.browser.close_tab_and_go_to(&here).await;
    second.type_words(" ten\"").await;
    second.browser.key(Key::Enter).await;
    second.browser.sees("3 notes of this room").await;
}

#[tokio::test]
async fn where_nothing_can_be_kept_nothing_can_be_typed() {
    let scene = Scene::new(1).await;
    let (driver, phone) = (Chromedriver::start(), Phone::without_storage("en"));
    let browser: Browser = phone.open(&driver, scene.url()).await;
    browser.goto(&format!("/app/join#{}", scene.invite(scene.observers[0]))).await;
    browser.sees("Nothing can be kept here").await;
    assert_eq!(browser.count("textarea, input").await, 0);
    look(&browser, "unusable").await;
}

#[tokio::test]
async fn an_app_that_the_browser_threw_away_says_so_and_comes_back_with_every_note() {
    let mut scene = Scene::new(1).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let ada = joined(&scene, &driver, &phone).await;
    ada.write("12 of 24 hands up").await;
    ada.browser.goto("/app/#/status").await;
    ada.browser.sees("Fieldwalk starts without a network.").await;
    scene.server.kill();
    let evict = "const done = arguments[0]; caches.keys().then(names => Promise.all(names.map(name => \
                 caches.delete(name)))).then(() => done(true));";
    ada.browser.script_async(evict, vec![]).await;
    ada.browser.goto("/app/#/").await;
    ada.browser.goto("/app/#/status").await;
    ada.browser.sees("Not all of Fieldwalk is on this phone yet.").await;
    look(&ada.browser, "status-not-whole").await;
    phone.kill();

    scene.come_back();
    let ada = WebClient::open(phone.open(&driver, scene.url()).await).await;
    ada.browser.sees("12 of 24 hands up").await;
    ada.browser.goto("/app/#/status").await;
    ada.browser.sees("Fieldwalk starts without a network.").await;
}
