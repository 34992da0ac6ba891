//! The debrief in browsers: old pages merge, what is sent twice is one thing, who only follows changes nothing, who has
//! no part in it learns nothing.

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use fieldwalk_core::domain::VisitFacts;
use fieldwalk_core::ids::{MemberId, VisitId};
use fieldwalk_core::protocol::Offer;
use fieldwalk_server::service::sign_in::sign_in;
use futures_util::StreamExt;
use tower::ServiceExt;

use crate::world::{World, bytes, is_held};

const PATTERN: &str = "0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b21";
const OTHER: &str = "0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b22";

/// A member's browser.
struct Browser {
    router: axum::Router,
    cookie: String,
    path: String,
}

impl Browser {
    async fn of(world: &World, member: MemberId, visit: VisitId) -> Self {
        let code = world.app.admin().sign_in_code(member).await.unwrap();
        let session = sign_in(world.app.service(), &code.code, "a browser").await.unwrap();
        Self {
            router: world.app.router(),
            cookie: format!("__Host-fieldwalk={}", session.token),
            path: format!("/visits/{visit}/debrief"),
        }
    }

    async fn get(&self, rest: &str) -> Response<Body> {
        let request = Request::get(format!("{}{rest}", self.path)).header(header::COOKIE, &self.cookie);
        self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    async fn page(&self, rest: &str) -> String {
        let response = self.get(rest).await;
        assert_eq!(response.status(), StatusCode::OK);
        String::from_utf8(bytes(response).await.to_vec()).unwrap()
    }

    async fn post(&self, accept: &str, fields: &[(&str, &str)]) -> Response<Body> {
        let escaped = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let body: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let request = Request::post(&self.path)
            .header(header::COOKIE, &self.cookie)
            .header(header::ACCEPT, accept)
            .header("Sec-Fetch-Site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.router.clone().oneshot(request.body(Body::from(body.join("&"))).unwrap()).await.unwrap()
    }

    /// As the script sends it: the status, and what is told.
    async fn act(&self, fields: &[(&str, &str)]) -> (u16, serde_json::Value) {
        let response = self.post("application/json", fields).await;
        let status = response.status().as_u16();
        (status, serde_json::from_slice(&bytes(response).await).unwrap_or_default())
    }

    async fn done(&self, fields: &[(&str, &str)]) -> serde_json::Value {
        let (status, told) = self.act(fields).await;
        assert_eq!(status, 200, "{told}");
        told
    }
}

/// The value of the first field with this name after `from`.
fn field(html: &str, from: &str, name: &str) -> String {
    let rest = html.split_once(from).unwrap().1;
    let rest = rest.split_once(&format!("name=\"{name}\" value=\"")).unwrap().1;
    rest.split_once('"').unwrap().0.to_owned()
}

/// A visit with one shared note, at the step of grouping, and what Ada's phone shared.
async fn debriefed(world: &World) -> VisitFacts {
    let (mut fay, mut ada) = (world.device(world.facilitator).await, world.device(world.ada).await);
    let facts = world.visit(&[world.ada, world.ben]);
    let offers = vec![fay.put_visit(&facts), Offer::Chunk(fay.plan(facts.visit, "Who does the thinking?"))];
    assert!(fay.sync(offers).await.iter().all(is_held));
    let shared = ada.share(facts.visit, "\"Why did you add?\" <b>");
    assert!(is_held(&ada.push(shared).await));
    let fay = Browser::of(world, world.facilitator, facts.visit).await;
    fay.done(&[("act", "step"), ("id", PATTERN), ("step", "group")]).await;
    facts
}

#[tokio::test]
async fn two_people_who_edit_one_statement_from_the_same_old_page_are_both_read() {
    let world = World::new().await;
    let visit = debriefed(&world).await.visit;
    let (ada, ben) = (Browser::of(&world, world.ada, visit).await, Browser::of(&world, world.ben, visit).await);
    ada.done(&[("act", "add-pattern"), ("id", PATTERN), ("text", "Students explain.")]).await;
    let page = ada.page("").await;
    let place = format!("pattern/{PATTERN}");
    let seen = field(&page, &format!("value=\"{place}\""), "seen");
    let mut edit = vec![("act", "edit"), ("place", place.as_str()), ("seen", seen.as_str())];
    edit.extend([("edit", PATTERN), ("text", "All students explain.")]);
    let told = ada.done(&edit).await;
    let own = told["seen"].as_str().unwrap().to_owned();
    // The answer was lost; the same again is no second change.
    assert_eq!(ada.done(&edit).await["seen"], serde_json::Value::Null);
    let theirs = [
        ("act", "edit"),
        ("place", place.as_str()),
        ("seen", seen.as_str()),
        ("edit", OTHER),
        ("text", "Students explain to a partner."),
    ];
    ben.done(&theirs).await;
    assert!(ben.page("").await.contains("All students explain to a partner."));
    // Ada goes on from what she wrote, and Ben's words stay.
    let more = [
        ("act", "edit"),
        ("place", place.as_str()),
        ("seen", own.as_str()),
        ("edit", "0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b23"),
        ("text", "All students here explain."),
    ];
    ada.done(&more).await;
    assert!(ada.page("").await.contains("All students here explain to a partner."));
}

#[tokio::test]
async fn a_note_is_placed_once_however_often_it_is_sent_and_by_two_people_twice() {
    let world = World::new().await;
    let visit = debriefed(&world).await.visit;
    let (ada, ben) = (Browser::of(&world, world.ada, visit).await, Browser::of(&world, world.ben, visit).await);
    for (id, words) in [(PATTERN, "One"), (OTHER, "Two")] {
        ada.done(&[("act", "add-pattern"), ("id", id), ("text", words)]).await;
        ben.done(&[("act", "add-pattern"), ("id", id), ("text", "never read")]).await;
    }
    let page = ada.page("").await;
    assert!(page.contains("&#34;Why did you add?&#34; &#60;b&#62;"), "{page}");
    let (evidence, id) = (field(&page, "id=\"e-", "evidence"), field(&page, "id=\"e-", "id"));
    let place = |id: &'static str, to: &'static str, bearing: &'static str| {
        vec![("act", "place"), ("id", id), ("evidence", "EVIDENCE"), ("pattern", to), ("bearing", bearing)]
    };
    let filled = |fields: Vec<(&'static str, &'static str)>, id: &str| -> Vec<(String, String)> {
        let value = |value: &str| match value {
            "EVIDENCE" => evidence.clone(),
            "ID" => id.to_owned(),
            value => value.to_owned(),
        };
        fields.into_iter().map(|(name, given)| (name.to_owned(), value(given))).collect()
    };
    let once = filled(place("ID", PATTERN, "supports"), &id);
    let once: Vec<_> = once.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    ada.done(&once).await;
    ada.done(&once).await;
    let other = filled(place("0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b24", OTHER, "contrasts"), "");
    let other: Vec<_> = other.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    ben.done(&other).await;
    let page = ben.page("").await;
    assert_eq!(page.matches("data-under=").count(), 2);
    assert!(
        page.contains("Under “One” (supports it)") && page.contains("Under “Two” (contrasts with it)"),
        "{page}"
    );
    // Taken away by Ben, it is still where Ada put it.
    ben.done(&[("act", "take-away"), ("from", OTHER), ("evidence", &evidence)]).await;
    let page = ben.page("").await;
    assert_eq!(page.matches("data-under=").count(), 1);
    assert_eq!(page.matches("never read").count(), 0);
}

#[tokio::test]
async fn without_scripts_a_form_leads_back_to_where_it_was_sent_from() {
    let world = World::new().await;
    let visit = debriefed(&world).await.visit;
    let ada = Browser::of(&world, world.ada, visit).await;
    let fields = [
        ("act", "add-pattern"),
        ("id", PATTERN),
        ("text", "Students explain."),
        ("back", "step=group&page=2&evil=//x"),
    ];
    let response = ada.post("text/html", &fields).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let location = response.headers()[header::LOCATION].to_str().unwrap();
    assert_eq!(location, format!("/visits/{visit}/debrief?step=group&page=2#p-{PATTERN}"));
    assert!(ada.page("?step=group&page=2").await.contains(&format!("id=\"p-{PATTERN}\"")));
    let part = ada.page("?part=board").await;
    assert!(part.trim_start().starts_with("<div id=\"board\"") && part.contains("Students explain."));
}

#[tokio::test]
async fn the_host_follows_and_changes_nothing_and_reads_no_note() {
    let world = World::new().await;
    let visit = debriefed(&world).await.visit;
    let (ada, hal) = (Browser::of(&world, world.ada, visit).await, Browser::of(&world, world.host, visit).await);
    ada.done(&[("act", "add-pattern"), ("id", PATTERN), ("text", "Students explain.")]).await;
    let page = hal.page("").await;
    assert!(page.contains("Students explain.") && !page.contains("Why did you add?"));
    assert!(!page.contains("data-outbox"), "nothing to send");
    for act in [
        &[("act", "add-pattern"), ("id", OTHER), ("text", "Mine")][..],
        &[("act", "remove-pattern"), ("pattern", PATTERN)],
        &[("act", "step"), ("id", OTHER), ("step", "describe")],
    ] {
        let (status, told) = hal.act(act).await;
        assert_eq!(status, 422);
        assert!(told["reason"].as_str().unwrap().contains("follow"), "{told}");
    }
    assert!(!ada.page("").await.contains("Mine"));
}

#[tokio::test]
async fn who_has_no_part_in_the_visit_finds_no_debrief() {
    let world = World::new().await;
    let facts = world.visit(&[world.ada]);
    let mut fay = world.device(world.facilitator).await;
    let offers = vec![fay.put_visit(&facts)];
    fay.sync(offers).await;
    let ben = Browser::of(&world, world.ben, facts.visit).await;
    for rest in ["", "?part=board", "/events"] {
        assert_eq!(ben.get(rest).await.status(), StatusCode::NOT_FOUND, "{rest}");
    }
    let (status, _) = ben.act(&[("act", "add-pattern"), ("id", PATTERN), ("text", "Mine")]).await;
    assert_eq!(status, 404);
    let nobody = Browser { cookie: String::new(), ..Browser::of(&world, world.ada, facts.visit).await };
    let (status, _) = nobody.act(&[("act", "add-pattern"), ("id", PATTERN), ("text", "Mine")]).await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn words_that_one_member_left_unsent_are_not_sent_in_the_name_of_another() {
    let world = World::new().await;
    let visit = debriefed(&world).await.visit;
    let ben = Browser::of(&world, world.ben, visit).await;
    let ada = world.ada.to_string();
    let (status, _) =
        ben.act(&[("act", "add-pattern"), ("id", PATTERN), ("text", "Ada's"), ("member", &ada)]).await;
    assert_eq!(status, 401);
    assert!(!ben.page("").await.contains("Ada&#39;s"));
}

#[tokio::test]
async fn steps_go_one_after_another_and_back() {
    let world = World::new().await;
    let visit = debriefed(&world).await.visit;
    let ada = Browser::of(&world, world.ada, visit).await;
    let step = async |id: &str, step: &str| ada.act(&[("act", "step"), ("id", id), ("step", step)]).await.0;
    assert_eq!(step("0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b31", "next_level").await, 422);
    assert_eq!(step("0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b32", "predict").await, 200);
    assert_eq!(step("0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b32", "predict").await, 200);
    assert_eq!(step("0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b33", "describe").await, 200);
    assert!(ada.page("").await.contains("data-step=\"describe\""));
    assert!(ada.page("?step=next_level").await.contains("data-step=\"describe\""), "not reached yet");
}

#[tokio::test]
async fn only_ones_own_note_is_withdrawn() {
    let world = World::new().await;
    let visit = debriefed(&world).await.visit;
    let (ada, ben) = (Browser::of(&world, world.ada, visit).await, Browser::of(&world, world.ben, visit).await);
    let page = ada.page("").await;
    let evidence = field(&page, "id=\"e-", "evidence");
    let withdraw = [("act", "withdraw"), ("evidence", evidence.as_str())];
    assert!(page.contains("value=\"withdraw\"") && !ben.page("").await.contains("value=\"withdraw\""));
    ben.done(&withdraw).await;
    assert!(ada.page("").await.contains("Why did you add?"));
    ada.done(&withdraw).await;
    ada.done(&withdraw).await;
    assert!(!ben.page("").await.contains("Why did you add?"));
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_a_reason() {
    let world = World::new().await;
    let visit = debriefed(&world).await.visit;
    let ada = Browser::of(&world, world.ada, visit).await;
    for fields in [
        &[("act", "")][..],
        &[("act", "add-pattern"), ("id", "1"), ("text", "x")],
        &[("act", "add-pattern"), ("id", PATTERN), ("text", " ")],
        &[("act", "remove-pattern"), ("pattern", OTHER)],
        &[("act", "edit"), ("place", "pattern/0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b99"), ("edit", OTHER)],
    ] {
        let (status, told) = ada.act(fields).await;
        assert_eq!(status, 422, "{fields:?}");
        assert!(!told["reason"].as_str().unwrap().is_empty());
    }
}

#[tokio::test]
async fn the_stream_tells_that_the_board_changed_and_nothing_of_what() {
    let world = World::new().await;
    let visit = debriefed(&world).await.visit;
    let (ada, ben) = (Browser::of(&world, world.ada, visit).await, Browser::of(&world, world.ben, visit).await);
    let mut stream = ben.get("/events").await.into_body().into_data_stream();
    let first = stream.next().await.unwrap().unwrap();
    ada.done(&[("act", "add-pattern"), ("id", PATTERN), ("text", "Students explain.")]).await;
    let second = stream.next().await.unwrap().unwrap();
    assert_ne!(first, second);
    let told = String::from_utf8(second.to_vec()).unwrap();
    assert!(told.starts_with("event: board\ndata: ") && !told.contains("explain"), "{told}");
}
