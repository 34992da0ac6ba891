//! Three people debrief at once. One of them loses the connection, goes on, and loses nothing.

use fieldwalk_tests::browser::{Browser, Chromedriver, Key, Viewport};
use fieldwalk_tests::device::Device;
use fieldwalk_tests::pages::{DebriefPage, signed_in};
use fieldwalk_tests::scene::Scene;
use serde_json::json;

const NOTES: [&str; 4] = [
    "\"Why did you add first?\" the teacher asked",
    "12 of 24 students turned to a partner",
    "S3: \"because ten is five and five\"",
    "On the wall: five steps of an argument",
];

/// A visit whose observers shared notes, at the step of grouping.
async fn shared(scene: &Scene) -> Vec<Device> {
    let mut phones = Vec::new();
    for (number, observer) in scene.observers.iter().enumerate() {
        let phone = scene.phone(&format!("phone {number}"), *observer).await;
        for note in NOTES {
            phone.note(scene.visit, &format!("{note} ({number})"));
        }
        phone.client.share_all(scene.visit).unwrap();
        phone.sync_all(scene.url()).await;
        phones.push(phone);
    }
    phones
}

#[tokio::test]
async fn three_people_debrief_at_once_and_one_who_loses_the_connection_loses_nothing() {
    let scene = Scene::new(2).await;
    let _phones = shared(&scene).await;
    let driver = Chromedriver::start();
    let facilitator = scene.facilitator.client.profile().unwrap().member;
    let fay = DebriefPage::open(signed_in(&driver, &scene, facilitator).await, scene.visit).await;
    fay.browser.sees("Read in silence").await;
    fay.browser.sees(NOTES[1]).await;
    fay.browser.inspect("debrief-describe").await;
    fay.browser.press("Go on to “Group”").await;
    fay.browser.sees("A new pattern, in one sentence").await;
    fay.browser.inspect("debrief-group-empty").await;

    let ada = DebriefPage::open(signed_in(&driver, &scene, scene.observers[0]).await, scene.visit).await;
    let ben = DebriefPage::open(signed_in(&driver, &scene, scene.observers[1]).await, scene.visit).await;
    fay.add_pattern("Students explain.").await;
    for page in [&fay, &ada, &ben] {
        page.has_statements(&["Students explain."]).await;
    }

    // Ben has no connection, and goes on all the same.
    ben.browser.set_offline(true).await;
    ben.add_pattern("Tasks have one answer.").await;
    ben.type_into_statement(1, " To a partner.").await;
    ben.browser.sees("Not sent yet: 2").await;
    ben.browser.press("Show what is not sent").await;
    ben.browser.inspect("debrief-offline").await;
    // Meanwhile others go on too.
    let first_letter = "const field = document.querySelector('#patterns textarea'); field.focus(); \
                        field.setSelectionRange(0, 1);";
    ada.browser.script(first_letter, vec![]).await;
    ada.browser.type_keys("Most s").await;
    fay.has_statements(&["Most students explain."]).await;

    ben.browser.set_offline(false).await;
    ben.has_sent_all().await;
    let merged = ["Most students explain. To a partner.", "Tasks have one answer."];
    for page in [&fay, &ada, &ben] {
        // Leaves the field: what is written in stays as its writer has it.
        page.browser.script("document.activeElement.blur();", vec![]).await;
        page.has_statements(&merged).await;
    }
    ben.browser.no_longer_sees("Not sent yet").await;
    for page in [fay, ada, ben] {
        page.browser.close().await;
    }
}

#[tokio::test]
async fn unsent_words_survive_a_reload_and_typing_is_not_disturbed_by_what_others_do() {
    let scene = Scene::new(2).await;
    let _phones = shared(&scene).await;
    let driver = Chromedriver::start();
    let ada = DebriefPage::open(signed_in(&driver, &scene, scene.observers[0]).await, scene.visit).await;
    ada.browser.press("Go on to “Group”").await;
    ada.browser.sees("A new pattern, in one sentence").await;
    ada.add_pattern("Students explain.").await;
    ada.has_statements(&["Students explain."]).await;
    ada.has_sent_all().await;

    // Half a sentence, and then another pattern from somebody else.
    ada.browser.fill("A new pattern, in one sentence", "Half a").await;
    let ben = DebriefPage::open(signed_in(&driver, &scene, scene.observers[1]).await, scene.visit).await;
    ben.add_pattern("Tasks have one answer.").await;
    ada.has_statements(&["Students explain.", "Tasks have one answer."]).await;
    assert_eq!(ada.caret().await, json!(["Half a", 6]));
    ada.browser.type_keys(" sentence").await;
    assert_eq!(ada.caret().await, json!(["Half a sentence", 15]));

    // The page is gone before anything could be sent, and comes back.
    ada.browser.set_offline(true).await;
    ada.add_pattern("Walls are bare.").await;
    ada.browser.fill("A new pattern, in one sentence", "Never pressed").await;
    ada.browser.sees("Not sent yet: 1").await;
    ada.browser.goto_nowhere().await;
    ada.browser.set_offline(false).await;
    let ada = DebriefPage::open(ada.browser, scene.visit).await;
    for page in [&ada, &ben] {
        page.has_statements(&["Students explain.", "Tasks have one answer.", "Walls are bare."]).await;
    }
    let half = ada.browser.field("A new pattern, in one sentence").await;
    assert_eq!(half.prop("value").await.unwrap().as_deref(), Some("Never pressed"));
    for page in [ada, ben] {
        page.browser.close().await;
    }
}

#[tokio::test]
async fn notes_are_placed_by_mouse_by_keyboard_and_by_form() {
    let scene = Scene::new(1).await;
    let _phones = shared(&scene).await;
    let driver = Chromedriver::start();
    let ada = DebriefPage::open(signed_in(&driver, &scene, scene.observers[0]).await, scene.visit).await;
    // High enough that nothing that is dragged to is near an edge, where the page would scroll under the pointer.
    ada.browser.resize(Viewport { width: 1280, height: 1400 }).await;
    ada.browser.press("Go on to “Group”").await;
    ada.browser.sees("A new pattern, in one sentence").await;
    for statement in ["Students explain.", "Tasks have one answer."] {
        ada.add_pattern(statement).await;
        ada.browser.sees(statement).await;
    }
    ada.has_statements(&["Students explain.", "Tasks have one answer."]).await;
    ada.has_sent_all().await;

    ada.browser.drag("#evidence-list > li:nth-child(1) [data-grip]", "#patterns > li:nth-child(1) textarea").await;
    ada.has_under(1, "supports", 1).await;
    ada.has_sent_all().await;

    // Down to the second pattern, right to what contrasts with it.
    pick(&ada.browser, "#evidence-list > li:nth-child(2) [data-grip]", Key::Space).await;
    for key in [Key::Down, Key::Right, Key::Space] {
        ada.browser.key(key).await;
    }
    ada.has_under(2, "contrasts", 1).await;
    ada.has_sent_all().await;

    pick(&ada.browser, "#evidence-list > li:nth-child(3) [data-grip]", Key::Enter).await;
    for key in [Key::Down, Key::Escape] {
        ada.browser.key(key).await;
    }
    ada.browser.sees("Not moved.").await;
    ada.browser.click("#evidence-list > li:nth-child(3) summary").await;
    ada.browser.click("#evidence-list > li:nth-child(3) form[data-place] button").await;
    ada.has_under(1, "supports", 2).await;
    ada.has_sent_all().await;

    // The same note in two places is seen in both.
    ada.browser.drag("#evidence-list > li:nth-child(1) [data-grip]", "#patterns > li:nth-child(2) textarea").await;
    ada.has_under(2, "supports", 1).await;
    ada.browser.sees("Under “Students explain.” (supports it)").await;
    ada.has_sent_all().await;
    ada.browser.inspect("debrief-group").await;

    ada.browser.press("Go on to “Predict”").await;
    ada.browser.sees("If you were a student here").await;
    ada.browser.fill("A new prediction", "I would know how to add.").await;
    ada.browser.press("Add the prediction").await;
    ada.browser
        .until("document.querySelector('#predictions-list textarea')?.value === 'I would know how to add.'")
        .await;
    ada.has_sent_all().await;
    ada.browser.inspect("debrief-predict").await;
    ada.browser.press("Go on to “Next level of work”").await;
    ada.browser.sees("A new next step").await;
    ada.browser.fill("A new next step", "Ask for a second way.").await;
    ada.browser.press("Add the next step").await;
    ada.browser
        .until("document.querySelector('#next-steps-list textarea')?.value === 'Ask for a second way.'")
        .await;
    ada.has_sent_all().await;
    ada.browser.inspect("debrief-next-level").await;
    ada.browser.close().await;

    let host = DebriefPage::open(signed_in(&driver, &scene, scene.host).await, scene.visit).await;
    host.browser.sees("You follow this debrief").await;
    host.browser.sees("Students explain.").await;
    assert!(!host.browser.says("turned to a partner").await);
    host.browser.inspect("debrief-follows").await;
    host.browser.close().await;
}

/// Picks a piece up by its grip. What arrives between the focus and the key draws the grip anew; while something is picked
/// up, nothing is drawn.
async fn pick(browser: &Browser, grip: &str, key: Key) {
    for _ in 0..5 {
        browser.script(&format!("document.querySelector('{grip}').focus();"), vec![]).await;
        browser.key(key).await;
        if browser.count(".is-picked").await == 1 {
            return;
        }
    }
    panic!("{grip} is not picked up");
}
