//! What the whole way begins with: an empty server, and the phones that walk once they are invited.

use std::collections::BTreeMap;
use std::path::PathBuf;

use fieldwalk_core::client::Profile;
use fieldwalk_core::document::NewNote;
use fieldwalk_core::domain::{AskKind, Slot};
use fieldwalk_core::driver::sign_in_code;
use fieldwalk_core::ids::{MemberId, NetworkId, VisitId};
use fieldwalk_tests::browser::{Browser, Chromedriver};
use fieldwalk_tests::device::{Device, http, new_note};
use fieldwalk_tests::process::{Server, fieldwalk};
use serde_json::Value;
use tempfile::TempDir;

/// Invite codes by the name of whom they are for.
pub(super) type Codes = BTreeMap<String, String>;

/// What each observer writes in each room, so often. One and the same, because evidence is listed in an order that
/// tells nothing, and is another one in every run. It names a teacher, so there is something to clear.
const NOTE: &str = "Ms. Okafor asked: \"Why did you add first?\" 12 of 24 students turned to a partner.";
const NOTES_IN_A_ROOM: usize = 4;
/// When, in every room: the same for all, for the same reason.
const MINUTE: u32 = 5;

/// A server on an empty folder.
pub(super) struct Morning {
    server: Server,
    folder: TempDir,
    http: reqwest::Client,
}

/// The phones after the walk.
pub(super) struct Walk {
    pub(super) phones: Vec<Device>,
    pub(super) notes: usize,
    visit: VisitId,
    url: String,
}

impl Morning {
    pub(super) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        Self { server: Server::start(&folder.path().join("data")), folder, http: http() }
    }

    fn network(&self) -> NetworkId {
        self.server.first()["network"].as_str().unwrap().parse().unwrap()
    }

    fn run(&self, command: &[&str], arguments: &[&str]) -> Value {
        let data = self.server.data().to_str().unwrap();
        fieldwalk(&[command, &["--data", data], arguments].concat())
    }

    /// The first facilitator, signed in with a code from the operator.
    pub(super) async fn facilitator(&self, driver: &Chromedriver) -> Browser {
        let member = self.server.first()["member"].as_str().unwrap().to_owned();
        self.with_operators_code(driver, &member, true).await
    }

    /// The leader of the host school, signed in with a code from the operator.
    pub(super) async fn host(&self, driver: &Chromedriver) -> Browser {
        let network = self.network().to_string();
        let members = self.run(&["network", "members"], &["--network", &network]);
        let members = members.as_array().or_else(|| members["members"].as_array()).unwrap().clone();
        let host = members.iter().find(|member| member["name"] == "Head Hill").expect("the import added the host");
        let id = host["id"].as_str().or_else(|| host["member"].as_str()).unwrap().parse::<MemberId>().unwrap();
        self.with_operators_code(driver, &id.to_string(), false).await
    }

    async fn with_operators_code(&self, driver: &Chromedriver, member: &str, looks: bool) -> Browser {
        let code = self.run(&["sign-in"], &["--member", member])["code"].as_str().unwrap().to_owned();
        let browser = driver.browser(self.server.url(), "en").await;
        browser.goto("/").await;
        if looks {
            super::look(&browser, "sign-in").await;
        }
        sign_in(&browser, &code).await;
        browser
    }

    /// An observer, signed in with the code that the own phone shows.
    pub(super) async fn by_phone(&self, driver: &Chromedriver, phone: &Device) -> Browser {
        let profile: Profile = phone.client.profile().unwrap();
        let code = sign_in_code(&self.http, &profile).await.expect("the phone gets a code").code;
        let browser = driver.browser(self.server.url(), "en").await;
        browser.goto("/sign-in").await;
        sign_in(&browser, &code).await;
        browser
    }

    /// The one visit of the one network.
    pub(super) fn only_visit(&self) -> VisitId {
        let network = self.network().to_string();
        let visits = self.run(&["visits"], &["--network", &network]);
        let visits = visits.as_array().or_else(|| visits["visits"].as_array()).unwrap().clone();
        assert_eq!(visits.len(), 1, "{visits:?}");
        let visit = visits[0]["visit"].as_str().or_else(|| visits[0]["id"].as_str()).unwrap();
        visit.parse().unwrap()
    }

    /// Every invited phone enrols, pulls the visit, walks its rooms offline, shares, and comes back.
    pub(super) async fn walked(&self, codes: &Codes, visit: VisitId) -> Walk {
        let url = self.server.url().to_owned();
        let mut walk = Walk { phones: Vec::new(), notes: 0, visit, url: url.clone() };
        for (name, code) in codes {
            let phone = Device::open(&self.folder.path().join(format!("{name}.fieldwalk")), &self.http);
            let profile = phone.enrol(&url, code).await.expect("the invite on the sheet is good");
            phone.sync_all(&url).await;
            let plan =
                phone.client.visit(visit).unwrap_or_else(|error| panic!("{name} does not see the visit: {error}"));
            let slots = plan.slots_of(profile.member);
            assert_eq!(slots.len(), 3, "three rooms in the rotation");
            phone.client.acknowledge_norms(visit).unwrap();
            for (slot, Slot { starts_at, .. }) in slots {
                phone.client.start_slot(visit, slot).unwrap();
                let observed_at = starts_at.plus_minutes(MINUTE);
                for _ in 0..NOTES_IN_A_ROOM {
                    let note = NewNote { slot: Some(slot), observed_at, ..new_note(NOTE) };
                    phone.client.add_note(visit, &note).unwrap();
                    walk.notes += 1;
                }
                phone.client.finish_slot(visit, slot).unwrap();
            }
            phone.client.share_all(visit).unwrap();
            phone.sync_all(&url).await;
            phone.sync_all(&url).await;
            walk.phones.push(phone);
        }
        walk
    }
}

impl Walk {
    /// The phones take in what is asked of them, and their owners reword it.
    pub(super) async fn reword_what_is_asked(&self) {
        for phone in &self.phones {
            phone.sync_all(&self.url).await;
            for ask in phone.client.asks(self.visit).unwrap() {
                assert_eq!(ask.kind, AskKind::Reword);
                phone.client.reword(self.visit, ask.item, "3 of 24 students looked at the window").unwrap();
            }
            phone.sync_all(&self.url).await;
        }
    }
}

async fn sign_in(browser: &Browser, code: &str) {
    browser.write("Sign-in code", code).await;
    browser.enter("Sign in").await;
    browser.sees("Signed in as").await;
}

/// A table of members as a person would write it.
pub(super) fn roster_file() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/browser/whole_way/members.csv");
    path.to_str().unwrap().to_owned()
}

/// Snapshots without what changes from run to run: ids, codes, hashes, days, moments, and who wrote which note.
pub(crate) fn clock_free() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    for (pattern, word) in [
        (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "[id]"),
        (r"\b[0-9a-f]{64}\b", "[hash]"),
        (r"\b[0-9A-Z]{4}(-[0-9A-Z]{4}){3}\b", "[code]"),
        (r"\b[0-9A-HJKMNP-TV-Z]{16}\b", "[code]"),
        (r"\b(Ada Adeyemi|Ben Brook|Cleo Cruz)\b", "[observer]"),
        (r"http://127\.0\.0\.1:\d+", "[server]"),
        (r"\b\w+day, \d+ \w+ \d{4}", "[day]"),
        (r"\b\d{4}-\d{2}-\d{2}\b", "[day]"),
        (r"\b\d{1,2}/\d{1,2}/\d{4}\b", "[day]"),
        // A field for a day, which the browser tells in three parts.
        (r#"(spinbutton "(?:Month|Day|Year) \w+"\n +)"\d+""#, "${1}\"[day]\""),
        (r"\b\d{1,2}:\d{2}(:\d{2})?( ?[AP]M)?", "[time]"),
        (r"\b(just now|\d+ (second|minute|hour|day)s? ago|in \d+ (second|minute|hour|day)s?)\b", "[when]"),
    ] {
        settings.add_filter(pattern, word);
    }
    settings
}
