//! Where the server says no, and where the app has to say something before it can start: the words a person gets, and
//! that what was written stays.

use axum::http::StatusCode;
use fieldwalk_tests::browser::{Chromedriver, Phone};
use fieldwalk_tests::pages::WebClient;
use fieldwalk_tests::scene::Scene;

use super::proxy::Proxy;
use super::tour::look;

#[tokio::test]
async fn what_the_server_refuses_stays_on_the_phone_and_is_told_with_its_reason() {
    let scene = Scene::new(1).await;
    let (visit, member) = (scene.visit, scene.observers[0]);
    let proxy = Proxy::start(scene.url()).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let ada = WebClient::join(phone.open(&driver, proxy.url()).await, &scene.invite(member)).await;
    let browser = &ada.browser;
    ada.is_held().await;

    proxy.refuse(Some(StatusCode::UPGRADE_REQUIRED));
    ada.write("12 of 24 hands up").await;
    browser.goto("/app/#/status").await;
    browser.press("Sync now").await;
    browser.sees("This Fieldwalk is too old for the server.").await;
    look(browser, "status-too-old").await;
    proxy.refuse(None);
    browser.press("Sync now").await;
    browser.sees("The server holds everything you wrote.").await;

    // Not invited any more, while the phone is out of reach.
    proxy.refuse(Some(StatusCode::SERVICE_UNAVAILABLE));
    browser.goto(&format!("/app/#/visit/{visit}/share")).await;
    browser.press("Choose all").await;
    browser.press("Share 1 note").await;
    browser.sees("1 note is shared").await;
    let planner = &scene.facilitator;
    let mut facts = planner.client.facts().unwrap().visits[&visit].clone();
    facts.observers.clear();
    planner.client.plan_visit(&facts, &planner.client.visit(visit).unwrap()).unwrap();
    planner.sync_all(scene.url()).await;
    proxy.refuse(None);
    browser.goto("/app/#/status").await;
    browser.press("Sync now").await;
    browser.goto("/app/#/").await;
    browser.sees("No longer invited").await;
    look(browser, "visits-left").await;
    browser.click("main a.card").await;
    browser.sees("What you wrote stays in your notebook").await;
    browser.sees("12 of 24 hands up").await;
    look(browser, "walk-left").await;
    // What is refused in the moment that the facts change is offered once more.
    browser.goto("/app/#/status").await;
    browser.press("Sync now").await;
    browser.sees("What you share: you may not do this (any more)").await;
    look(browser, "status-refused").await;

    scene.cli().remove_member(member);
    browser.press("Sync now").await;
    browser.sees("You are no longer a member of this network.").await;
    look(browser, "status-removed").await;
    browser.goto(&format!("/app/#/visit/{visit}/walk")).await;
    browser.sees("12 of 24 hands up").await;
}

#[tokio::test]
async fn safari_on_an_iphone_is_left_before_the_first_word_and_a_slow_start_is_told() {
    let scene = Scene::new(1).await;
    let proxy = Proxy::start(scene.url()).await;
    let (driver, phones) = (Chromedriver::start(), [Phone::iphone("en"), Phone::new("en")]);
    let browser = phones[0].open(&driver, proxy.url()).await;
    browser.goto(&format!("/app/join#{}", scene.invite(scene.observers[0]))).await;
    browser.sees("First put Fieldwalk on your home screen").await;
    look(&browser, "join-iphone").await;

    // The core never says a word.
    proxy.change(|path, text| if path.contains("/worker-") { String::new() } else { text });
    let browser = phones[1].open(&driver, proxy.url()).await;
    browser.goto("/app/").await;
    browser.sees("Opening your notebook").await;
    look(&browser, "starting").await;
}
