//! Two phones in browsers and one with the library for phones walk one visit.

use fieldwalk_core::domain::Stage;
use fieldwalk_mobile as library;
use fieldwalk_tests::browser::{Browser, Chromedriver, Phone};
use fieldwalk_tests::golden::Phone as NativePhone;
use fieldwalk_tests::pages::{WebClient, signed_in};
use fieldwalk_tests::scene::Scene;

/// Notes that each of them writes.
const NOTES: usize = 3;

#[tokio::test]
async fn two_browsers_and_a_native_phone_end_with_the_same_notes_each_of_them_once() {
    let mut scene = Scene::new(3).await;
    let (visit, driver) = (scene.visit, Chromedriver::start());
    let phones = [Phone::new("en"), Phone::new("en")];
    let mut walkers = Vec::new();
    for (phone, member) in phones.iter().zip(&scene.observers) {
        let walker = WebClient::join(phone.open(&driver, scene.url()).await, &scene.invite(*member)).await;
        walker.is_held().await;
        walkers.push(walker);
    }
    let invite = library::Invite { server_url: scene.url().to_owned(), code: scene.invite(scene.observers[2]) };
    let (native, cleo) = NativePhone::another(&scene.path("native"), invite).await;

    // Nobody has a network, and everybody writes and shares.
    scene.server.kill();
    for (name, walker) in ["ada", "ben"].iter().zip(&walkers) {
        for number in 1..=NOTES {
            walker.write(&text(name, number)).await;
        }
        walker.share_all(NOTES).await;
    }
    for number in 1..=NOTES {
        cleo.add_note(visit.to_string(), note(&text("cleo", number))).await.unwrap();
    }
    cleo.share_all(visit.to_string()).await.unwrap();

    scene.come_back();
    native.synced(&cleo).await;
    for walker in &walkers {
        walker.sync().await;
    }
    scene.facilitator.sync_all(scene.url()).await;
    scene.facilitator.client.set_stage(visit, Stage::Debriefing).unwrap();
    scene.facilitator.sync_all(scene.url()).await;
    native.synced(&cleo).await;

    let all: Vec<String> =
        ["ada", "ben", "cleo"].iter().flat_map(|name| (1..=NOTES).map(|n| text(name, n))).collect();
    let seen = cleo.feedback_summary(visit.to_string(), 0, 1_000).await.unwrap();
    let mut texts: Vec<String> = seen.notes.into_iter().map(|note| note.text).collect();
    texts.sort();
    assert_eq!(texts, all);
    for walker in &walkers {
        walker.sync().await;
        walker.browser.goto(&format!("/app/#/visit/{visit}/review")).await;
        each_once(&walker.browser, ".evidence .said", &all).await;
    }
    let facilitator = scene.facilitator.client.profile().unwrap().member;
    let host = signed_in(&driver, &scene, facilitator).await;
    host.goto(&format!("/visits/{visit}/evidence")).await;
    each_once(&host, ".evidence .said", &all).await;
}

fn text(name: &str, number: usize) -> String {
    format!("{name} heard question {number}")
}

fn note(text: &str) -> library::NewNote {
    let marks = library::NoteMarks {
        kind: library::NoteKind::Verbatim,
        focus: library::NoteFocus::Students,
        look_fors: vec![],
    };
    library::NewNote { slot: None, text: text.to_owned(), marks, observed_at: None }
}

/// Waits until a page shows all of them, and then sees that it shows each once.
async fn each_once(browser: &Browser, css: &str, all: &[String]) {
    for text in all {
        browser.sees(text).await;
    }
    let said = format!("return [...document.querySelectorAll('{css}')].map(one => one.textContent.trim()).sort()");
    assert_eq!(browser.script(&said, vec![]).await, serde_json::json!(all));
}
