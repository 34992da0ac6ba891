//! A phone whose clock is wrong: nothing is lost, and the person is told until it is right.

use fieldwalk_tests::browser::{Chromedriver, Phone};
use fieldwalk_tests::pages::WebClient;
use fieldwalk_tests::scene::Scene;

use super::proxy::Proxy;
use super::tour::look;

/// Puts the clock that the app's worker asks three days back, until a page of the same site says by how much instead. A
/// browser's own clock is the machine's.
const SET_BACK: &str = "{ const now = Date.now; let back = 3 * 24 * 60 * 60 * 1000; Date.now = () => now() - back; \
    new BroadcastChannel('clock').onmessage = ({ data }) => back = data; }";
const SET_RIGHT: &str = "new BroadcastChannel('clock').postMessage(0);";

#[tokio::test]
async fn a_clock_that_was_set_back_loses_nothing_and_is_told_until_it_is_right() {
    let scene = Scene::new(1).await;
    let proxy = Proxy::start(scene.url()).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let ada = WebClient::join(phone.open(&driver, proxy.url()).await, &scene.invite(scene.observers[0])).await;
    ada.write("Before the clock was set back").await;
    ada.is_held().await;
    assert!(!ada.browser.says("This phone’s clock").await, "it is right");
    phone.kill();

    proxy.change(|path, text| if path.contains("/worker-") { format!("{SET_BACK}\n{text}") } else { text });
    phone.forget_app_files();
    let ada = WebClient::open(phone.open(&driver, proxy.url()).await).await;
    ada.is_writing().await;
    ada.write("After the clock was set back").await;
    ada.browser.sees("2 notes of this room").await;
    ada.is_held().await;
    let notes = scene.phone("ada-again", scene.observers[0]).await;
    let mut texts = notes.texts(scene.visit);
    texts.sort();
    assert_eq!(texts, ["After the clock was set back", "Before the clock was set back"]);

    ada.browser.sees("This phone’s clock is 3 days behind the server’s.").await;
    ada.browser.sees("Nothing you wrote is lost.").await;
    look(&ada.browser, "walk-clock").await;
    ada.browser.press("What to do").await;
    ada.browser.sees("Have the phone set its date and time by itself.").await;
    ada.browser.sees("This phone’s clock is 3 days behind the server’s.").await;
    look(&ada.browser, "status-clock").await;

    ada.browser.script(SET_RIGHT, vec![]).await;
    ada.browser.press("Sync now").await;
    ada.browser.until("!document.body.textContent.includes('clock is')").await;
    ada.browser.goto(&format!("/app/#/visit/{}/walk", scene.visit)).await;
    ada.is_writing().await;
    assert!(!ada.browser.says("This phone’s clock").await, "it is right again");
}
