//! A newer version of the app in the middle of a walk.

use fieldwalk_tests::browser::{Chromedriver, Key, Phone};
use fieldwalk_tests::pages::WebClient;
use fieldwalk_tests::scene::Scene;
use serde_json::Value;

use super::proxy::Proxy;

/// The version that the service worker serves, and the newest one that it has.
const VERSIONS: &str = "const done = arguments[0]; const { port1, port2 } = new MessageChannel(); \
    port1.onmessage = ({ data }) => done([data.running, data.newest]); \
    navigator.serviceWorker.ready.then(({ active }) => active.postMessage('state', [port2]));";

#[tokio::test]
async fn a_newer_app_waits_until_all_is_sent_and_nobody_types() {
    let scene = Scene::new(1).await;
    let proxy = Proxy::start(scene.url()).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let ada = WebClient::join(phone.open(&driver, proxy.url()).await, &scene.invite(scene.observers[0])).await;
    ada.is_ready_offline().await;
    ada.write("12 of 24 hands up").await;
    ada.is_held().await;
    let before = versions(&ada).await;
    assert_eq!(before[0], before[1]);

    let running = before[0].as_str().unwrap().to_owned();
    proxy.change(
        move |path, text| {
            if path.ends_with("service-worker.js") { text.replace(&running, "a-newer-one") } else { text }
        },
    );
    ada.type_words("S: \"because ten").await;
    ada.is_kept().await;
    let update = "const done = arguments[0]; navigator.serviceWorker.ready.then(async here => { await here.update(); \
                  const look = () => here.installing || here.waiting ? setTimeout(look, 50) : done(true); look(); });";
    ada.browser.script_async(update, vec![]).await;
    let waiting = versions(&ada).await;
    assert_eq!((&waiting[0], waiting[1].as_str()), (&before[0], Some("a-newer-one")));
    assert!(!ada.browser.says("A newer Fieldwalk is ready").await, "somebody is writing");

    ada.type_words(" is five and five\"").await;
    ada.browser.key(Key::Enter).await;
    ada.is_held().await;
    ada.browser.goto("/app/#/").await;
    ada.browser.sees("A newer Fieldwalk is ready").await;
    super::tour::look(&ada.browser, "update").await;
    let before = ada.browser.find("main").await;
    ada.browser.press("Use it now").await;
    ada.browser.is_left(&before).await;
    ada.browser.sees("Hillside").await;
    assert_eq!(versions(&ada).await, ["a-newer-one", "a-newer-one"]);
    ada.browser.goto("/app/#/search").await;
    ada.browser.fill("Words", "ten").await;
    ada.browser.sees("because ten is five and five").await;
}

async fn versions(app: &WebClient) -> Vec<Value> {
    serde_json::from_value(app.browser.script_async(VERSIONS, vec![]).await).unwrap()
}
