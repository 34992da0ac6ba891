//! Who is shown which page of the morning after, and whose forms are taken: clearing, feedback, releases, the response.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use fieldwalk_core::domain::{Audience, Role, Stage, VisitFacts};
use fieldwalk_core::ids::{CommandId, MemberId, VisitId};
use fieldwalk_core::protocol::Command;
use fieldwalk_server::service::sign_in::sign_in;
use tower::ServiceExt;

use crate::world::{Device, World, bytes, is_held};

/// Everybody who may ask, in the order of the columns below.
struct People {
    world: World,
    tokens: Vec<(&'static str, Option<String>)>,
    facts: VisitFacts,
    host: Device,
    facilitator: Device,
}

impl People {
    async fn new(change: impl FnOnce(&mut VisitFacts)) -> Self {
        let world = World::new().await;
        let admin = world.app.admin();
        let (network, school) = (world.network, world.host_school);
        let district = admin.add_member(network, "Dee", Role::DistrictStaff, Some(school)).await.unwrap();
        let elsewhere = admin.add_school(network, "Seaside").await.unwrap();
        let leader = admin.add_member(network, "Lee", Role::Leader, Some(elsewhere)).await.unwrap();
        let mut facts = world.visit(&[world.ada]);
        facts.stage = Stage::Debriefing;
        change(&mut facts);
        let mut facilitator = world.device(world.facilitator).await;
        let wish = facilitator.put_visit(&facts);
        assert!(is_held(&facilitator.sync(vec![wish]).await[0]));
        let mut ada = world.device(world.ada).await;
        let chunk = ada.share(facts.visit, "T: \"Why?\" <b>Three</b> hands.");
        assert!(is_held(&ada.push(chunk).await));
        let host = world.device(world.host).await;
        let people = [
            ("facilitator", world.facilitator),
            ("host", world.host),
            ("observer", world.ada),
            ("coach elsewhere", world.ben),
            ("leader elsewhere", leader),
            ("district staff", district),
        ];
        let mut tokens = Vec::new();
        for (name, member) in people {
            tokens.push((name, Some(token(&world, member).await)));
        }
        tokens.push(("nobody", None));
        Self { world, tokens, facts, host, facilitator }
    }

    async fn get(&self, path: &str, token: Option<&str>) -> (StatusCode, String) {
        let request = Request::get(path).header(header::ACCEPT, "text/html");
        let answer = self.world.app.router().oneshot(with(request, token, Body::empty())).await.unwrap();
        let status = answer.status();
        (status, String::from_utf8_lossy(&bytes(answer).await).into_owned())
    }

    async fn post(&self, path: &str, token: Option<&str>, site: &str, form: &str) -> StatusCode {
        let request = Request::post(path)
            .header(header::ACCEPT, "text/html")
            .header("sec-fetch-site", site)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = with(request, token, Body::from(form.to_owned()));
        self.world.app.router().oneshot(request).await.unwrap().status()
    }

    /// What each is answered: `o` for a page, `-` for none, `>` for being led to the sign-in.
    async fn row(&self, path: &str) -> String {
        let mut row = String::new();
        for (name, token) in &self.tokens {
            let (status, page) = self.get(path, token.as_deref()).await;
            row.push(match status {
                StatusCode::OK => 'o',
                StatusCode::NOT_FOUND => '-',
                StatusCode::SEE_OTHER => '>',
                _ => '?',
            });
            assert!(status == StatusCode::OK || !page.contains("Why?"), "{name} reads evidence at {path}");
        }
        row
    }

    fn token(&self, name: &str) -> Option<&str> {
        self.tokens.iter().find(|(known, _)| *known == name).and_then(|(_, token)| token.as_deref())
    }

    fn path(&self, end: &str) -> String {
        format!("/visits/{}/{end}", self.facts.visit).trim_end_matches('/').to_owned()
    }

    async fn set_stage(&mut self, stage: Stage) {
        let VisitFacts { visit, .. } = self.facts;
        let device = if stage == Stage::Released { &mut self.host } else { &mut self.facilitator };
        assert!(is_held(&device.ask_for(Command::SetStage(visit, stage)).await));
    }

    async fn rows(&self, expected: &[(&str, &str)]) {
        for (end, row) in expected {
            assert_eq!(self.row(&self.path(end)).await, *row, "{end}");
        }
    }
}

async fn token(world: &World, member: MemberId) -> String {
    let code = world.app.admin().sign_in_code(member).await.unwrap();
    sign_in(world.app.service(), &code.code, "a browser").await.unwrap().token
}

fn with(request: axum::http::request::Builder, token: Option<&str>, body: Body) -> Request<Body> {
    let request = match token {
        Some(token) => request.header(header::COOKIE, format!("__Host-fieldwalk={token}")),
        None => request,
    };
    request.body(body).unwrap()
}

// Columns: facilitator, host, observer, coach elsewhere, leader elsewhere, district staff, nobody.

#[tokio::test]
async fn before_it_is_cleared_only_the_facilitator_reads_feedback() {
    let people = People::new(|_| ()).await;
    people
        .rows(&[
            ("arrivals", "oo---->"),
            ("clear", "o----->"),
            ("clear/done", "o----->"),
            ("feedback", "o----->"),
            ("evidence", "o----->"),
            ("export.csv", "o----->"),
            ("export.json", "o----->"),
            ("export.xlsx", "o----->"),
            ("feedback.pdf", "o----->"),
            ("calendar.ics", "ooo--->"),
            ("release", "------>"),
            ("releases/1", "------>"),
            ("release-1.json", "------>"),
            ("response", "-o---->"),
        ])
        .await;
}

#[tokio::test]
async fn the_pages_of_the_morning_before_are_for_those_who_take_part_and_for_those_who_run_it() {
    let people = People::new(|_| ()).await;
    people
        .rows(&[
            ("", "ooo--->"),
            ("plan", "ooo--->"),
            ("rotation", "oo---->"),
            ("sheet", "oo---->"),
            ("debrief", "ooo--->"),
        ])
        .await;
}

#[tokio::test]
async fn pages_of_the_network_show_each_what_the_role_allows() {
    let people = People::new(|_| ()).await;
    let rows = [
        ("/", "oooooo>"),
        ("/account", "oooooo>"),
        ("/calendar.ics", "oooooo>"),
        ("/library", "oooooo>"),
        ("/visits/new", "ooo-o->"),
        ("/members", "o----->"),
        ("/members/import", "o----->"),
        ("/members/invites", "o----->"),
    ];
    for (path, row) in rows {
        assert_eq!(people.row(path).await, row, "{path}");
    }
    let host_school = people.get("/calendar.ics", people.token("host")).await.1;
    assert!(host_school.contains("BEGIN:VEVENT"), "{host_school}");
    for outside in ["coach elsewhere", "leader elsewhere", "district staff"] {
        let (_, file) = people.get("/calendar.ics", people.token(outside)).await;
        assert!(!file.contains("BEGIN:VEVENT"), "{outside} is told of a visit");
        let (_, page) = people.get("/", people.token(outside)).await;
        assert!(!page.contains(&people.facts.visit.to_string()), "{outside} is told of a visit");
    }
}

#[tokio::test]
async fn once_cleared_the_host_reads_it_too_and_once_released_those_who_took_part() {
    let mut people = People::new(|_| ()).await;
    people.set_stage(Stage::Cleared).await;
    people
        .rows(&[
            ("clear", "o----->"),
            ("feedback", "oo---->"),
            ("evidence", "oo---->"),
            ("release", "-o---->"),
            ("export.csv", "oo---->"),
        ])
        .await;
    people.set_stage(Stage::Released).await;
    people
        .rows(&[
            ("clear", "o----->"),
            ("feedback", "ooo--->"),
            ("evidence", "ooo--->"),
            ("releases/1", "ooo--->"),
            ("releases/2", "------>"),
            ("release-1.json", "ooo--->"),
            ("export.json", "ooo--->"),
            ("feedback.pdf", "ooo--->"),
            ("response", "-o---->"),
        ])
        .await;
}

#[tokio::test]
async fn an_audience_of_the_network_reads_themes_and_no_single_note() {
    let mut people = People::new(|facts| facts.audience = Audience::Network).await;
    people.rows(&[("feedback", "o----->")]).await;
    people.set_stage(Stage::Cleared).await;
    people.set_stage(Stage::Released).await;
    people
        .rows(&[
            ("feedback", "oooooo>"),
            ("evidence", "ooo--->"),
            ("release-1.json", "ooo--->"),
            ("clear", "o----->"),
        ])
        .await;
    let district = people.tokens[5].1.as_deref();
    let (_, page) = people.get(&people.path("feedback"), district).await;
    assert!(!page.contains("hands"), "themes only");
}

#[tokio::test]
async fn the_response_is_read_by_participants_once_it_is_published() {
    let mut people = People::new(|_| ()).await;
    people.set_stage(Stage::Cleared).await;
    people.set_stage(Stage::Released).await;
    let id = "00000000-0000-7000-8000-000000000001";
    let path = people.path("response");
    let sent = |act: &str| format!("act={act}&id={id}&text=Thank+you");
    for (at, (name, token)) in people.tokens.iter().enumerate() {
        let status = people.post(&path, token.as_deref(), "same-origin", &sent("comment")).await;
        let may = at == 1;
        assert_eq!(status == StatusCode::SEE_OTHER, may, "{name}: {status}");
    }
    // The same form again is the same comment.
    let host = people.tokens[1].1.as_deref();
    assert_eq!(people.post(&path, host, "same-origin", &sent("comment")).await, StatusCode::SEE_OTHER);
    let (_, page) = people.get(&path, host).await;
    assert_eq!(page.matches("Thank you</textarea>").count(), 1, "{page}");
    people.rows(&[("response", "-o---->")]).await;
    assert_eq!(people.post(&path, host, "same-origin", &sent("publish")).await, StatusCode::SEE_OTHER);
    people.rows(&[("response", "ooo--->")]).await;
}

#[tokio::test]
async fn forms_are_taken_from_who_may_send_them_and_from_our_own_pages() {
    let people = People::new(|_| ()).await;
    let visit: VisitId = people.facts.visit;
    let facilitator = people.tokens[0].1.as_deref();
    let (_, page) = people.get(&people.path("clear?show=all"), facilitator).await;
    let piece = page.split("id=\"piece-").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(page.contains("&#60;b&#62;Three") || page.contains("&lt;b&gt;Three"), "markup stays text");
    let path = format!("/visits/{visit}/evidence/{piece}");
    for site in ["cross-site", "same-site"] {
        assert_eq!(people.post(&path, facilitator, site, "act=hide").await, StatusCode::FORBIDDEN, "{site}");
    }
    for (at, (name, token)) in people.tokens.iter().enumerate() {
        let status = people.post(&path, token.as_deref(), "same-origin", "act=mask&words=Three").await;
        assert_eq!(status == StatusCode::SEE_OTHER, at == 0, "{name}: {status}");
    }
    let (_, page) = people.get(&path, facilitator).await;
    assert!(page.contains("███"), "masked");

    // Only the host releases, and only what was cleared.
    let command = CommandId(uuid::Uuid::from_u128(1));
    let form = format!("command={command}");
    for (name, token) in &people.tokens {
        let status = people.post(&people.path("release"), token.as_deref(), "same-origin", &form).await;
        assert_ne!(status, StatusCode::SEE_OTHER, "{name}");
    }
    let done = people.post(&people.path("clear/done"), facilitator, "same-origin", &form).await;
    assert_eq!(done, StatusCode::SEE_OTHER);
    let host = people.tokens[1].1.as_deref();
    let form = format!("command={}", CommandId(uuid::Uuid::from_u128(2)));
    for _ in 0..2 {
        let status = people.post(&people.path("release"), host, "same-origin", &form).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "the same form again is one release");
    }
    people.rows(&[("releases/1", "ooo--->"), ("releases/2", "------>")]).await;
}
