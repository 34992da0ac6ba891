//! The whole way of one visit through the console, by keyboard alone: set up, invite, walk, debrief, clear, review,
//! release, respond, begin a cycle, take it along. Every page is looked at on its way, in every width and both
//! schemes, and its outline is a snapshot.

mod scene;

use fieldwalk_tests::browser::{Browser, Chromedriver, Key};
use scene::Morning;

pub(crate) use scene::clock_free;

/// Looks at a page, and holds its outline against the one that was agreed on.
async fn look(browser: &Browser, state: &str) {
    let outline = browser.inspect(state).await;
    clock_free().bind(|| insta::assert_snapshot!(state, outline));
    // Back to where the Tab key begins.
    browser.script("document.activeElement.blur(); window.scrollTo(0, 0);", vec![]).await;
}

#[tokio::test]
async fn a_visit_goes_from_the_first_plan_to_an_improvement_cycle_by_keyboard_alone() {
    let morning = Morning::new();
    let driver = Chromedriver::start();
    let facilitator = morning.facilitator(&driver).await;
    people(&facilitator).await;
    plan(&facilitator).await;
    let codes = invites(&facilitator).await;
    let visit = morning.only_visit();
    let walk = morning.walked(&codes, visit).await;

    arrivals(&facilitator).await;
    facilitator.goto(&format!("/visits/{visit}")).await;
    facilitator.enter("Start the debrief").await;
    let observers =
        [morning.by_phone(&driver, &walk.phones[0]).await, morning.by_phone(&driver, &walk.phones[1]).await];
    debrief(&facilitator, &observers, &format!("/visits/{visit}/debrief")).await;

    clear(&facilitator, &walk, &format!("/visits/{visit}")).await;
    let host = morning.host(&driver).await;
    review(&host, &format!("/visits/{visit}")).await;
    respond(&host, &format!("/visits/{visit}")).await;
    exports(&host, &format!("/visits/{visit}"), &walk).await;

    for browser in observers.into_iter().chain([facilitator, host]) {
        browser.close().await;
    }
}

async fn people(browser: &Browser) {
    browser.sees("No visits yet").await;
    look(browser, "home-empty").await;
    browser.enter("Members").await;
    browser.sees("Schools").await;
    look(browser, "members-first").await;
    browser.write("Name of a school", "Hillside").await;
    browser.enter("Add the school").await;
    browser.sees("Hillside").await;
    browser.enter("Import from a file").await;
    look(browser, "import").await;
    // No person chooses a file by keys that a page would see: it is handed to the field.
    let field = browser.find("input[type=file]").await;
    field.send_keys(&scene::roster_file()).await.unwrap();
    browser.enter("Show what it would do").await;
    browser.sees("Ada Adeyemi").await;
    look(browser, "import-preview").await;
    browser.enter("Import this").await;
    browser.sees("Head Hill").await;
    look(browser, "members").await;
    browser.enter("Head Hill").await;
    browser.sees("Hand over").await;
    look(browser, "member").await;
    browser.goto("/library").await;
    look(browser, "library").await;
    browser.goto("/account").await;
    browser.sees("Where you are signed in").await;
    look(browser, "account").await;
}

async fn plan(browser: &Browser) {
    browser.goto("/").await;
    browser.enter("Plan a visit").await;
    browser.sees("Host school").await;
    look(browser, "new-visit").await;
    browser.write("Problem of practice, if you have it already", "How do students explain their thinking?").await;
    browser.enter("Make the visit").await;
    browser.sees("Question and theory of change").await;
    for room in ["Room A", "Room B", "Room C"] {
        browser.write("Code", room).await;
        browser.enter("Open this room").await;
        browser.sees(&format!("Remove: {room}")).await;
    }
    browser.write("Name of a team", "Team 1").await;
    browser.enter("Add the team").await;
    browser.sees("Remove: Team 1").await;
    browser.enter("Who comes, and in which team").await;
    for person in ["Ada Adeyemi", "Ben Brook", "Cleo Cruz"] {
        browser.pick(person, "Team 1").await;
    }
    browser.enter("Save").await;
    browser.enter("Build or adjust the rotation").await;
    browser.sees("Rooms for each team").await;
    browser.write("Rooms for each team", "3").await;
    browser.enter("Show it").await;
    browser.sees("What it would be").await;
    look(browser, "rotation").await;
    browser.enter("Use this rotation").await;
    browser.sees("Saved.").await;
    look(browser, "plan").await;
    browser.enter("Sheet for the morning").await;
    look(browser, "sheet").await;
    browser.enter("Overview").await;
    browser.sees("Start the walk").await;
    look(browser, "visit-planned").await;
    browser.enter("Start the walk").await;
    browser.sees("Walking").await;
}

/// The codes that the sheets show, by name.
async fn invites(browser: &Browser) -> scene::Codes {
    browser.goto("/members/invites").await;
    browser.sees("For whom").await;
    // Whoever has no phone yet is ticked; these two do not walk.
    for person in ["Facilitator", "Head Hill"] {
        browser.toggle(person).await;
    }
    browser.until("document.querySelectorAll('input[name=member]:checked').length === 3").await;
    browser.enter("Make the invites").await;
    browser.sees("Scan this with your phone").await;
    look(browser, "invites").await;
    let read = "return Object.fromEntries([...document.querySelectorAll('.sheet')].map(sheet => \
                [sheet.querySelector('h2').textContent.trim(), sheet.querySelector('.code').textContent.trim()]));";
    serde_json::from_value(browser.script(read, vec![]).await).unwrap()
}

async fn arrivals(browser: &Browser) {
    browser.goto("/").await;
    browser.sees("Hillside").await;
    look(browser, "home").await;
    browser.enter("Hillside").await;
    browser.enter("Arrivals").await;
    browser.sees("Nothing lost").await;
    look(browser, "arrivals").await;
}

/// Three people at once, one of whom loses the connection.
async fn debrief(facilitator: &Browser, observers: &[Browser; 2], path: &str) {
    let [ada, ben] = observers;
    facilitator.goto(path).await;
    facilitator.sees("Read in silence").await;
    look(facilitator, "debrief-describe").await;
    facilitator.enter("Go on to “Group”").await;
    facilitator.sees("A new pattern, in one sentence").await;
    for browser in [ada, ben] {
        browser.goto(path).await;
        browser.sees("A new pattern, in one sentence").await;
    }
    ada.write("A new pattern, in one sentence", "Students explain to one another").await;
    ada.enter("Add the pattern").await;
    for browser in [facilitator, ben] {
        browser.sees("Students explain to one another").await;
    }
    ben.set_offline(true).await;
    ben.write("A new pattern, in one sentence", "Questions ask for reasons").await;
    ben.enter("Add the pattern").await;
    ben.sees("Not sent yet: 1").await;
    // No snapshot: which of the pieces are one's own differs from run to run.
    ben.inspect("debrief-unsent").await;
    ben.script("document.activeElement.blur();", vec![]).await;
    ben.set_offline(false).await;
    facilitator.sees("Questions ask for reasons").await;
    ben.no_longer_sees("Not sent yet").await;

    // The first piece goes under the first pattern, by the keys of the keyboard.
    ada.script("document.querySelector('[data-grip]').focus();", vec![]).await;
    for key in [Key::Space, Key::Space] {
        ada.key(key).await;
    }
    ada.until("document.querySelectorAll('#patterns [data-under]').length === 1").await;
    facilitator.until("document.querySelectorAll('#patterns [data-under]').length === 1").await;
    look(facilitator, "debrief-group").await;
    facilitator.enter("Go on to “Predict”").await;
    facilitator.sees("A new prediction").await;
    facilitator.write("A new prediction", "We could say why an answer is right").await;
    facilitator.enter("Add the prediction").await;
    ada.goto(path).await;
    ada.sees("We could say why an answer is right").await;
    ada.inspect("debrief-predict").await;
    facilitator.enter("Go on to “Next level of work”").await;
    facilitator.sees("A new next step").await;
    facilitator.write("A new next step", "Plan one question a lesson that asks for reasons").await;
    facilitator.enter("Add the next step").await;
    ben.goto(path).await;
    ben.sees("Plan one question a lesson that asks for reasons").await;
    ben.inspect("debrief-next-level").await;
}

async fn clear(browser: &Browser, walk: &scene::Walk, visit: &str) {
    browser.goto(&format!("{visit}/clear")).await;
    browser.sees("To look at").await;
    look(browser, "clear").await;
    browser.enter("Mask these words").await;
    browser.sees("Masked.").await;
    browser.enter("Ask the author to reword").await;
    browser.write("What you want to say to the author", "What did you see?").await;
    browser.enter("Ask").await;
    browser.sees("It reaches the author").await;
    walk.reword_what_is_asked().await;
    browser.goto(&format!("{visit}/clear?show=all")).await;
    browser.sees("Answered").await;
    look(browser, "clear-all").await;
    browser.enter("Hand over to the host").await;
    browser.sees("What stays as it is").await;
    look(browser, "handover").await;
    browser.enter("Hand over to the host").await;
    browser.sees("Handed over").await;
}

async fn review(host: &Browser, visit: &str) {
    host.goto("/").await;
    host.sees("Review the feedback").await;
    host.enter("Review the feedback").await;
    host.sees("What the group saw").await;
    look(host, "feedback").await;
    host.goto(&format!("{visit}/evidence")).await;
    look(host, "evidence").await;
    host.enter("Comment, ask or mask…").await;
    host.sees("Your comment on this").await;
    look(host, "piece").await;
    host.goto(&format!("{visit}/release")).await;
    host.sees("What will be frozen").await;
    look(host, "release").await;
    host.enter("Make release 1").await;
    host.sees("As it was released").await;
    look(host, "released").await;
}

async fn respond(host: &Browser, visit: &str) {
    host.goto(&format!("{visit}/response")).await;
    host.sees("Commitments").await;
    look(host, "response-empty").await;
    host.enter("Take something on").await;
    host.write("What we take on", "One question a lesson").await;
    host.write("Who sees to it", "Team of grade 5").await;
    host.enter("Take it on").await;
    host.sees("Team of grade 5").await;
    host.enter("Begin a cycle from this Plan one question a lesson that asks for reasons").await;
    host.sees("Questions and predictions").await;
    host.write("A question that the cycle is to answer", "Do more students give reasons?").await;
    host.enter("Add the question").await;
    host.sees("Do more students give reasons?").await;
    host.write("Prediction", "12 of 24").await;
    host.enter("Save Prediction").await;
    host.sees("From then on nobody can change").await;
    look(host, "cycle-plan").await;
    host.enter("Lock predictions and begin").await;
    host.sees("Predictions locked").await;
    look(host, "cycle-do").await;
    host.enter("Back to the response").await;
    host.enter("Publish to participants").await;
    host.sees("Participants read this").await;
    look(host, "response").await;
}

async fn exports(host: &Browser, visit: &str, walk: &scene::Walk) {
    host.goto(&format!("{visit}/feedback")).await;
    host.sees("Take it along").await;
    for name in ["feedback.pdf", "export.csv", "export.xlsx", "export.json", "calendar.ics"] {
        let bytes = host.download(&format!("{visit}/{name}")).await;
        assert!(bytes.len() > 200, "{name} is {} bytes long", bytes.len());
        if name == "export.csv" {
            let rows = csv::Reader::from_reader(bytes.as_slice()).into_records().count();
            assert_eq!(rows, walk.notes, "every shared note is one row");
        }
    }
}
