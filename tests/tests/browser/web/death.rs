//! A walk in a school without a network, on a phone that dies.

use fieldwalk_tests::browser::{Chromedriver, Phone};
use fieldwalk_tests::pages::{WebClient, signed_in};
use fieldwalk_tests::scene::Scene;

/// How many notes are written without a network.
const NOTES: usize = 40;

#[tokio::test]
async fn notes_and_the_word_being_typed_survive_the_death_of_server_and_browser() {
    let mut scene = Scene::new(1).await;
    let (visit, driver) = (scene.visit, Chromedriver::start());
    let phone = Phone::new("en");
    let browser = phone.open(&driver, scene.url()).await;
    let ada = WebClient::join(browser, &scene.invite(scene.observers[0])).await;
    ada.is_ready_offline().await;

    scene.server.kill();
    for number in 1..=NOTES {
        ada.write(&format!("{number} of 40 hands up")).await;
    }
    ada.type_words("S: \"because ten is fi").await;
    ada.is_kept().await;
    phone.kill();

    let ada = WebClient::open(phone.open(&driver, scene.url()).await).await;
    ada.is_writing().await;
    ada.browser.sees(&format!("{NOTES} notes of this room")).await;
    let draft = ada.sheet().await;
    assert_eq!(draft, "S: \"because ten is fi");
    ada.type_words("ve and five\"").await;

    scene.come_back();
    ada.share_all(NOTES + 1).await;
    ada.is_held().await;
    let facilitator = scene.facilitator.client.profile().unwrap().member;
    let host = signed_in(&driver, &scene, facilitator).await;
    host.goto(&format!("/visits/{visit}/evidence")).await;
    host.sees(&format!("{NOTES} of 40 hands up")).await;
    host.sees("because ten is five and five").await;
}
