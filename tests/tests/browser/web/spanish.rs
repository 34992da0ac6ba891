//! The web client in Spanish, whose words are longer.

use fieldwalk_core::domain::{DebriefStep, Stage};
use fieldwalk_tests::browser::{Chromedriver, Phone};
use fieldwalk_tests::pages::WebClient;
use fieldwalk_tests::scene::Scene;

use super::tour::look;

#[tokio::test]
async fn in_spanish_too() {
    let scene = Scene::new(2).await;
    let (visit, driver, phone) = (scene.visit, Chromedriver::start(), Phone::new("es"));
    let ben = scene.phone("ben", scene.observers[1]).await;
    ben.note(visit, "12 de 24 manos levantadas");
    ben.client.share_all(visit).unwrap();
    ben.sync_all(scene.url()).await;

    let browser = phone.open(&driver, scene.url()).await;
    browser.goto(&format!("/app/join#{}", scene.invite(scene.observers[0]))).await;
    browser.sees("Tiene una invitación").await;
    look(&browser, "join-es").await;
    browser.press("Unirme").await;
    let ada = WebClient { browser };
    let browser = &ada.browser;
    ada.is_writing().await;
    look(browser, "walk-es").await;
    ada.type_words("The teacher was great").await;
    browser.sees("1 aviso").await;
    browser.press("1 aviso").await;
    look(browser, "walk-hints-es").await;
    browser.press("Cerrar").await;
    browser.press("Otra nota").await;
    browser.press("Contar").await;
    browser.sees("Un conteo nuevo").await;
    look(browser, "walk-count-es").await;
    browser.press("Cancelar").await;
    browser.press("Borrar: The teacher was great").await;
    browser.sees("Borrada.").await;
    browser.press("Recuperar").await;
    browser.sees("1 nota de esta aula").await;
    browser.press("Compartir").await;
    browser.sees("Elija qué compartir").await;
    look(browser, "share-es").await;

    scene.facilitator.client.set_stage(visit, Stage::Debriefing).unwrap();
    scene.facilitator.sync_all(scene.url()).await;
    ben.sync_all(scene.url()).await;
    ben.client.set_debrief_step(visit, DebriefStep::Group).unwrap();
    ben.sync_all(scene.url()).await;
    browser.press("Puesta en común").await;
    browser.sees("12 de 24 manos levantadas").await;
    look(browser, "debrief-es").await;
    browser.press("Devolución").await;
    browser.sees("12 de 24 manos levantadas").await;
    look(browser, "feedback-es").await;
    browser.goto("/app/#/status").await;
    browser.sees("Qué está dónde").await;
    look(browser, "status-es").await;
    browser.goto("/app/#/").await;
    browser.sees("Hoy").await;
    look(browser, "visits-es").await;
}
