//! What few people see, and who does see it at a bad moment: the rarer states of the web client's screens, looked at as
//! the others are in `tour`.

use fieldwalk_core::client::ExportScope;
use fieldwalk_core::clock::{Clock as _, SystemClock, seeded_rng};
use fieldwalk_core::domain::{AskKind, Norm, Stage};
use fieldwalk_core::driver::fetch_releases;
use fieldwalk_core::ids::NormId;
use fieldwalk_tests::browser::{Browser, Chromedriver, Phone};
use fieldwalk_tests::pages::WebClient;
use fieldwalk_tests::process::fieldwalk;
use fieldwalk_tests::scene::Scene;

use super::tour::look;

async fn invited(scene: &Scene, driver: &Chromedriver, phone: &Phone) -> Browser {
    let browser = phone.open(driver, scene.url()).await;
    browser.goto(&format!("/app/join#{}", scene.invite(scene.observers[0]))).await;
    browser.sees("You are invited").await;
    browser
}

#[tokio::test]
async fn norms_are_agreed_on_once_and_notes_are_changed_deleted_and_brought_back() {
    let mut scene = Scene::new(1).await;
    let (visit, driver, phone) = (scene.visit, Chromedriver::start(), Phone::new("en"));
    let planner = &scene.facilitator;
    let (facts, mut plan) =
        (planner.client.facts().unwrap().visits[&visit].clone(), planner.client.visit(visit).unwrap());
    let norm = NormId::new(SystemClock.now(), &mut seeded_rng(1));
    plan.norms.insert(norm, Norm { text: "We do not talk with one another in the room.".to_owned() });
    planner.client.plan_visit(&facts, &plan).unwrap();
    planner.sync_all(scene.url()).await;

    let browser = invited(&scene, &driver, &phone).await;
    browser.press("Join").await;
    browser.sees("We do not talk with one another in the room.").await;
    look(&browser, "norms").await;
    browser.press("I keep to this").await;
    let ada = WebClient { browser };
    let browser = &ada.browser;
    ada.is_writing().await;
    ada.write("12 of 24 hands up").await;
    ada.write("S: \"because ten is five and five\"").await;
    ada.is_held().await;

    browser.press("Change: 12 of 24 hands up").await;
    browser.sees("You change a note").await;
    look(browser, "walk-edit").await;
    browser.press("Done").await;
    browser.press("Delete: 12 of 24 hands up").await;
    browser.sees("Deleted.").await;
    browser.press("Close").await;
    browser.press("Deleted in this room").await;
    browser.sees("Restore").await;
    look(browser, "walk-deleted-list").await;
    browser.press("Restore").await;
    browser.sees("2 notes of this room").await;
    browser.press("Done here").await;
    browser.sees("Room 2").await;
    look(browser, "walk-next-room").await;

    scene.server.kill();
    ada.write("T: \"Who can say it another way?\"").await;
    browser.sees("no network since").await;
    look(browser, "walk-offline").await;
    browser.goto("/app/#/").await;
    browser.sees("1 to send").await;
    look(browser, "visits-waiting").await;
    browser.goto("/app/#/search").await;
    browser.fill("Words", "nobody wrote this").await;
    browser.sees("Nothing found").await;
    look(browser, "search-none").await;
    browser.goto("/app/#/visit/00000000-0000-0000-0000-000000000000/walk").await;
    browser.sees("There is no such visit here").await;
    look(browser, "visit-gone").await;
}

#[tokio::test]
async fn two_wordings_of_one_note_are_both_shown_until_one_is_chosen() {
    let mut scene = Scene::new(1).await;
    let (visit, driver, phone) = (scene.visit, Chromedriver::start(), Phone::new("en"));
    let browser = invited(&scene, &driver, &phone).await;
    browser.press("Join").await;
    let ada = WebClient { browser };
    ada.is_writing().await;
    ada.write("12 hands up").await;
    ada.counts(1).await;
    let other = scene.phone("ada-again", scene.observers[0]).await;
    let note = *other.client.notebook(visit).unwrap().notes.keys().next().unwrap();

    scene.server.kill();
    ada.browser.press("Change: 12 hands up").await;
    ada.type_words(" of 24").await;
    ada.browser.press("Done").await;
    ada.browser.sees("12 hands up of 24").await;
    other.edit(visit, note, "12 hands up, then 13");
    scene.come_back();
    other.sync_all(scene.url()).await;
    ada.sync().await;
    ada.browser.goto(&format!("/app/#/visit/{visit}/walk")).await;
    ada.browser.sees("was changed on two of your devices at once").await;
    look(&ada.browser, "walk-wordings").await;
    ada.browser.press("Keep this one").await;
    ada.browser.no_longer_sees("two of your devices").await;
}

#[tokio::test]
async fn a_device_that_was_revoked_goes_on_writing_and_joins_again() {
    let scene = Scene::new(1).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let browser = invited(&scene, &driver, &phone).await;
    browser.press("Join").await;
    let ada = WebClient { browser };
    ada.is_writing().await;
    ada.is_held().await;
    let devices = scene.cli().run(&["devices"], &[]);
    let devices = devices.as_array().or_else(|| devices["devices"].as_array()).unwrap();
    let member = scene.observers[0].to_string();
    let device = devices.iter().find(|device| device["member"] == member.as_str()).unwrap();
    let device = device["device"].as_str().or_else(|| device["id"].as_str()).unwrap();
    fieldwalk(&["revoke", "--data", scene.server.data().to_str().unwrap(), "--device", device]);

    ada.write("12 of 24 hands up").await;
    ada.browser.sees("See status").await;
    ada.browser.goto("/app/#/status").await;
    ada.browser.sees("This phone was revoked").await;
    look(&ada.browser, "status-revoked").await;
    ada.browser.fill("Link or code of your invite", &scene.invite(scene.observers[0])).await;
    ada.browser.press("Go on").await;
    ada.browser.sees("The server holds everything you wrote.").await;
}

#[tokio::test]
async fn joining_says_what_was_wrong() {
    let mut scene = Scene::new(1).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let browser = phone.open(&driver, scene.url()).await;
    // This machine has no camera; that its browser could read a code is said here.
    let reads_codes =
        "self.BarcodeDetector = class { static async getSupportedFormats() { return ['qr_code']; } };";
    browser.before_every_page(reads_codes).await;
    browser.goto("/app/").await;
    browser.press("Scan the code on your sheet").await;
    browser.sees("The camera did not open.").await;
    look(&browser, "join-no-camera").await;
    browser.press("Type the code instead").await;
    look(&browser, "join-scan").await;
    browser.fill("Link or code of your invite", "good morning").await;
    browser.press("Go on").await;
    browser.sees("This is not an invite.").await;
    look(&browser, "join-not-an-invite").await;
    browser.fill("Link or code of your invite", "https://elsewhere.example/invite#ABCD-EFGH-JKMN-PQRS").await;
    browser.press("Go on").await;
    browser.sees("This invite is for another server.").await;
    look(&browser, "join-elsewhere").await;

    let code = scene.invite(scene.observers[0]);
    drop(scene.phone("ada", scene.observers[0]).await);
    let used = scene.unenrolled("somebody");
    used.enrol(scene.url(), &code).await.unwrap();
    browser.fill("Link or code of your invite", &code).await;
    browser.press("Go on").await;
    browser.press("Join").await;
    browser.sees("The server did not take this code").await;
    look(&browser, "join-refused").await;
    scene.server.kill();
    browser.press("Join").await;
    browser.sees("There is no connection to the server.").await;
    look(&browser, "join-offline").await;
}

#[tokio::test]
async fn a_wrong_pin_costs_a_wait_and_nobody_is_locked_out() {
    let scene = Scene::new(1).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let browser = invited(&scene, &driver, &phone).await;
    browser.press("Join").await;
    browser.find(".app-sheet").await;
    browser.goto("/app/#/status").await;
    browser.press("Choose a PIN").await;
    browser.fill("New PIN", "2718").await;
    browser.press("Use it").await;
    browser.sees("opens with your PIN").await;
    browser.press("Close").await;
    browser.press("Change the PIN").await;
    look(&browser, "pin-change").await;
    browser.press("Cancel").await;
    browser.press("Somebody else writes").await;
    browser.click(".app-person").await;
    // Some are free. The field is emptied once one was looked at.
    for _ in 0..5 {
        browser.fill("PIN", "0000").await;
        browser.press("Open").await;
        browser.until("document.querySelector('[name=pin]').value === ''").await;
    }
    browser.sees("Try again at").await;
    look(&browser, "pin-wait").await;
    browser.press("I forgot the PIN").await;
    look(&browser, "pin-forgotten").await;
    browser.fill("Link or code of your invite", &scene.invite(scene.observers[0])).await;
    browser.press("Go on").await;
    browser.sees("Hillside").await;
}

#[tokio::test]
async fn what_is_asked_and_what_is_released_is_there_for_observer_and_host() {
    let mut scene = Scene::new(1).await;
    let (visit, driver) = (scene.visit, Chromedriver::start());
    let phones = [Phone::new("en"), Phone::new("en")];
    let browser = invited(&scene, &driver, &phones[0]).await;
    browser.press("Join").await;
    let ada = WebClient { browser };
    ada.is_writing().await;
    ada.write("Student 4 explained it to a partner").await;
    ada.write("12 of 24 hands up").await;
    ada.is_held().await;
    ada.share_all(2).await;
    ada.sync().await;

    let planner = &scene.facilitator;
    planner.sync_all(scene.url()).await;
    let feedback = planner.client.feedback(visit).unwrap();
    let piece = feedback.notes.iter().find(|note| note.text.starts_with("Student 4")).unwrap().evidence;
    planner.client.set_stage(visit, Stage::Debriefing).unwrap();
    planner.client.ask(visit, piece, AskKind::Reword, "Please without a number.").unwrap();
    planner.sync_all(scene.url()).await;
    ada.sync().await;
    ada.browser.goto("/app/#/").await;
    ada.browser.sees("1 question to you").await;
    look(&ada.browser, "visits-asked").await;
    ada.browser.goto(&format!("/app/#/visit/{visit}/share")).await;
    ada.browser.sees("Please without a number.").await;
    look(&ada.browser, "share-asked").await;

    let host = scene.phone("host", scene.host).await;
    planner.client.set_stage(visit, Stage::Cleared).unwrap();
    planner.sync_all(scene.url()).await;
    host.sync_all(scene.url()).await;
    host.client.set_stage(visit, Stage::Released).unwrap();
    host.client
        .add_commitment(visit, "Ask one more question in each lesson", "The third grade team", None)
        .unwrap();
    host.client.publish_response(visit, true).unwrap();
    host.sync_all(scene.url()).await;
    fetch_releases(&host.client, &host.transport(scene.url())).await.unwrap();

    let browser = phones[1].open(&driver, scene.url()).await;
    browser.goto(&format!("/app/join#{}", scene.invite(scene.host))).await;
    browser.press("Join").await;
    browser.sees("You host").await;
    look(&browser, "visits-host").await;
    browser.click("main a.card").await;
    browser.sees("Release 1, let out").await;
    browser.sees("Ask one more question in each lesson").await;
    scene.server.kill();
    let browser = reopened(&phones[1], browser, &driver, &scene).await;
    browser.goto(&format!("/app/#/visit/{visit}/review")).await;
    browser.sees("12 of 24 hands up").await;
    browser.sees("Ask one more question in each lesson").await;
    look(&browser, "review-host").await;
}

/// The app, started anew without a server.
async fn reopened(phone: &Phone, browser: Browser, driver: &Chromedriver, scene: &Scene) -> Browser {
    WebClient { browser }.is_ready_offline().await;
    phone.kill();
    let app = WebClient::open(phone.open(driver, scene.url()).await).await;
    app.browser.sees("Hillside").await;
    app.browser
}

#[tokio::test]
async fn files_are_taken_in_or_refused_in_words_and_little_room_is_told() {
    let scene = Scene::new(2).await;
    let (visit, driver, phone) = (scene.visit, Chromedriver::start(), Phone::new("en"));
    let ben = scene.phone("ben", scene.observers[1]).await;
    ben.note(visit, "12 of 24 hands up");
    ben.client.share_all(visit).unwrap();
    let file = scene.path("ben.file");
    std::fs::write(&file, ben.client.export_visit(visit, ExportScope::ForColleagues).unwrap()).unwrap();
    let other = scene.path("shopping.txt");
    std::fs::write(&other, "bread, milk").unwrap();

    let browser = invited(&scene, &driver, &phone).await;
    browser.press("Join").await;
    let ada = WebClient { browser };
    let browser = &ada.browser;
    ada.is_writing().await;
    ada.is_held().await;
    browser.goto("/app/#/status").await;
    browser.sees("The server holds everything you wrote.").await;
    let field = browser.field("Take in a file").await;
    field.send_keys(other.to_str().unwrap()).await.unwrap();
    browser.sees("This is not a file of a visit.").await;
    look(browser, "import-refused").await;
    browser.press("Close").await;
    field.send_keys(file.to_str().unwrap()).await.unwrap();
    browser.sees("New:").await;
    look(browser, "import").await;
    browser.goto(&format!("/app/#/visit/{visit}/review")).await;
    browser.sees("12 of 24 hands up").await;

    // What Chromium tells a page of the room that is left is not what there is.
    let little = "navigator.storage.estimate = async () => ({ quota: 30 << 20, usage: 1 << 20 });";
    browser.script(little, vec![]).await;
    browser.goto("/app/#/status").await;
    browser.sees("This phone is nearly full.").await;
    browser.press("Ask it to keep it").await;
    browser.sees("The browser said no.").await;
    look(browser, "status-full").await;
    browser.press("Remove this notebook from this phone").await;
    look(browser, "status-remove").await;
}

#[tokio::test]
async fn somebody_without_a_visit_is_told_when_there_will_be_one() {
    let scene = Scene::new(1).await;
    let (driver, phone) = (Chromedriver::start(), Phone::new("en"));
    let nora = scene.cli().run(&["network", "add-member", "Nora Nash"], &["--role", "coach"]);
    let nora = nora["member"].as_str().unwrap().parse().unwrap();
    let browser = phone.open(&driver, scene.url()).await;
    browser.goto(&format!("/app/join#{}", scene.invite(nora))).await;
    browser.press("Join").await;
    browser.sees("There is no visit for you yet.").await;
    look(&browser, "visits-none").await;
}
