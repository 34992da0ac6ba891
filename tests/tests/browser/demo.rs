//! The visit of `fieldwalk demo`, two dozen phones over a bad link, as its facilitator and its host find it the next
//! morning.

use std::path::Path;

use fieldwalk_tests::browser::{Browser, Chromedriver};
use fieldwalk_tests::process::{Server, fieldwalk};
use serde_json::Value;

/// What an operator is told about the demo's folder.
fn told(data: &Path, command: &[&str]) -> Value {
    let words = command.iter().map(|word| (*word).to_owned());
    let arguments: Vec<String> = words.chain(["--data".to_owned(), data.display().to_string()]).collect();
    fieldwalk(&arguments)
}

async fn signed_in(driver: &Chromedriver, server: &Server, member: &Value) -> Browser {
    let code = told(server.data(), &["sign-in", "--member", member["id"].as_str().unwrap()]);
    let browser = driver.browser(server.url(), "en").await;
    browser.goto("/sign-in").await;
    browser.fill("Sign-in code", code["code"].as_str().unwrap()).await;
    browser.press("Sign in").await;
    browser.sees("Signed in as").await;
    browser
}

#[tokio::test]
async fn the_demos_visit_is_complete_readable_and_releasable_the_morning_after() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let report = told(&data, &["demo", "--once", "--seed", "5"]);
    let server = Server::start(&data);
    let network = told(&data, &["network", "list"])[0]["id"].as_str().unwrap().to_owned();
    let visit = told(&data, &["visits", "--network", &network])[0].clone();
    let members = told(&data, &["network", "members", "--network", &network]);
    let member =
        |is_it: &dyn Fn(&Value) -> bool| members.as_array().unwrap().iter().find(|one| is_it(one)).unwrap();
    let path = format!("/visits/{}", visit["visit"].as_str().unwrap());
    let driver = Chromedriver::start();

    let facilitator = signed_in(&driver, &server, member(&|one| one["role"] == "facilitator")).await;
    facilitator.goto(&format!("{path}/arrivals")).await;
    facilitator.sees("Nothing lost: everything that the phones of 24 observers declared is here").await;
    facilitator.inspect("demo-arrivals").await;
    facilitator.goto(&format!("{path}/clear?show=all")).await;
    facilitator.inspect("demo-clear").await;
    facilitator.goto(&format!("{path}/plan")).await;
    facilitator.inspect("demo-plan").await;
    facilitator.goto(&format!("{path}/sheet")).await;
    facilitator.inspect("demo-sheet").await;
    facilitator.close().await;

    let host = signed_in(&driver, &server, member(&|one| one["school"] == visit["host_school"])).await;
    host.goto(&format!("{path}/evidence")).await;
    host.inspect("demo-evidence").await;
    host.goto(&format!("{path}/feedback")).await;
    host.inspect("demo-feedback").await;
    let notes = format!("{path}/export.csv");
    let rows = csv::Reader::from_reader(host.download(&notes).await.as_slice()).into_records().count();
    assert_eq!(report["notes_shared"], rows, "what the phones shared is what the host takes along");
    let printed = host.download(&format!("{path}/feedback.pdf")).await;
    assert!(printed.starts_with(b"%PDF-"), "the report is a PDF");

    host.goto(&format!("{path}/release")).await;
    host.press("Make release 1").await;
    host.sees("Release 1").await;
    let file = folder.path().join("release-1.json");
    std::fs::write(&file, host.download(&format!("{path}/release-1.json")).await).unwrap();
    host.close().await;
    let checked = told(&data, &["check", "--release", file.to_str().unwrap()]);
    assert_eq!(checked["number"], 1, "{checked}");
}
