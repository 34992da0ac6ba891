//! The console through its real router: signing in, and a facilitator's whole way to a planned visit, without a script.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use tower::ServiceExt;

use crate::world::{World, bytes};

/// A browser without scripts that is signed in as a member.
pub(crate) struct Browser {
    router: axum::Router,
    cookie: String,
}

impl Browser {
    pub(crate) async fn signed_in(world: &World, member: fieldwalk_core::ids::MemberId) -> Self {
        let code = world.app.admin().sign_in_code(member).await.unwrap().code;
        let mut browser = Self { router: world.app.router(), cookie: String::new() };
        let answer = browser.post("/sign-in", &format!("code={code}")).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        for word in ["__Host-fieldwalk=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(word), "{word} in the cookie");
        }
        browser.cookie = cookie.split(';').next().unwrap().to_owned();
        browser
    }

    async fn send(&self, request: axum::http::request::Builder, body: String) -> Response<Body> {
        let request = request
            .header(header::COOKIE, &self.cookie)
            .header(header::ACCEPT, "text/html")
            .header(header::HOST, "localhost")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap()
    }

    async fn post(&self, path: &str, form: &str) -> Response<Body> {
        self.send(Request::post(path), form.to_owned()).await
    }

    /// Sends a form and returns where it led.
    async fn submit(&self, path: &str, form: &str) -> String {
        let answer = self.post(path, form).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
        answer.headers()[header::LOCATION].to_str().unwrap().to_owned()
    }

    /// Whatever is there.
    pub(crate) async fn get(&self, path: &str) -> Response<Body> {
        self.send(Request::get(path), String::new()).await
    }

    /// A page that is there.
    pub(crate) async fn page(&self, path: &str) -> String {
        let answer = self.send(Request::get(path), String::new()).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let policy = answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store", "{path}");
        String::from_utf8(bytes(answer).await.to_vec()).unwrap()
    }

    async fn status(&self, path: &str) -> StatusCode {
        self.send(Request::get(path), String::new()).await.status()
    }
}

/// The value of the first field of this name in a page.
fn field(page: &str, name: &str) -> String {
    let rest = page.split(&format!("name=\"{name}\" value=\"")).nth(1);
    let rest = rest.expect("the page has this field");
    rest.split('"').next().unwrap().to_owned()
}

/// The values of all fields of this name.
fn fields(page: &str, name: &str) -> Vec<String> {
    let mark = format!("name=\"{name}\" value=\"");
    let rests = page.split(&mark).skip(1);
    rests.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// The slots that a page offers to take out.
fn slots(page: &str) -> BTreeSet<String> {
    let forms = page.split("name=\"kind\" value=\"slot\"").skip(1);
    forms.map(|form| field(form, "id")).collect()
}

#[tokio::test]
async fn a_facilitator_plans_a_visit_in_a_browser_without_scripts() {
    let world = World::new().await;
    let browser = Browser::signed_in(&world, world.facilitator).await;
    for path in ["/", "/account", "/members", "/members/invites", "/library"] {
        browser.page(path).await;
    }

    let form = browser.page("/visits/new").await;
    let (id, command) = (field(&form, "id"), field(&form, "command"));
    let school = world.host_school;
    let wish = format!(
        "id={id}&command={command}&school={school}&date=2026-11-21&kind=school_visit&last=&question=Who+thinks"
    );
    for _ in 0..2 {
        let plan = browser.submit("/visits/new", &wish).await;
        assert_eq!(plan, format!("/visits/{id}/plan?did=visit-made"));
    }
    let visit = format!("/visits/{id}");
    let plan = browser.page(&format!("{visit}/plan")).await;
    assert!(plan.contains("Who thinks"));

    for (room, code) in [(1, "Room+A"), (2, "Room+B")] {
        let room = uuid::Uuid::from_u128(room);
        browser
            .submit(&format!("{visit}/plan/room"), &format!("id={room}&code={code}&grade_band=&subject="))
            .await;
    }
    let teams = [3, 4].map(uuid::Uuid::from_u128);
    for team in teams {
        browser.submit(&format!("{visit}/plan/team"), &format!("id={team}&name=Team")).await;
    }
    let plan = browser.page(&format!("{visit}/plan")).await;
    let command = field(&plan, "command");
    let places = format!("member={}&place={}&member={}&place=invited", world.ada, teams[0], world.ben);
    browser.submit(&format!("{visit}/plan/people"), &format!("command={command}&{places}")).await;

    let wish = "start=09:00&offset=-300&rooms=2&minutes=15&corridor=5";
    let preview = browser.page(&format!("{visit}/rotation?{wish}")).await;
    assert!(preview.contains("14:00 UTC") && preview.contains("14:20 UTC"));
    browser.submit(&format!("{visit}/rotation"), wish).await;
    let built = browser.page(&format!("{visit}/rotation")).await;
    assert_eq!(fields(&built, "kind").len(), 4, "two teams in two rooms");
    let later = wish.replace("09:00", "09:10");
    browser.submit(&format!("{visit}/rotation"), &later).await;
    let rebuilt = browser.page(&format!("{visit}/rotation")).await;
    assert!(rebuilt.contains("14:10 UTC") && !rebuilt.contains("14:00 UTC"));
    assert_eq!(slots(&rebuilt), slots(&built), "who is in a room already goes on in the same slot");

    let sheet = browser.page(&format!("{visit}/sheet")).await;
    assert!(sheet.contains("Ada") && sheet.contains("Room A") && sheet.contains("Who thinks"));
    let overview = browser.page(&visit).await;
    let command = field(&overview, "command");
    browser.submit(&format!("{visit}/stage"), &format!("command={command}&stage=walking")).await;

    let ada = Browser::signed_in(&world, world.ada).await;
    assert!(ada.page(&format!("{visit}/plan")).await.contains("Room A"));
    assert_eq!(ada.status("/members").await, StatusCode::NOT_FOUND);
    assert_eq!(ada.status(&format!("{visit}/rotation")).await, StatusCode::NOT_FOUND);
    assert_eq!(ada.post(&format!("{visit}/plan/room"), &format!("id={}&code=X", teams[0])).await.status(), 403);
}

#[tokio::test]
async fn edits_that_began_at_the_same_text_both_stay() {
    let world = World::new().await;
    let browser = Browser::signed_in(&world, world.facilitator).await;
    let form = browser.page("/visits/new").await;
    let (id, command, school) = (field(&form, "id"), field(&form, "command"), world.host_school);
    let wish =
        format!("id={id}&command={command}&school={school}&date=2026-11-21&kind=school_visit&question=Who+thinks");
    browser.submit("/visits/new", &wish).await;
    let path = format!("/visits/{id}/plan");
    let (one, other) = (browser.page(&path).await, browser.page(&path).await);
    for (page, question) in [(&one, "Who+thinks+aloud"), (&other, "And+who+thinks")] {
        let (seen, edit) = (field(page, "seen"), field(page, "edit"));
        let prose = "if_we=&then=&so_that=&assumptions=";
        browser
            .submit(
                &format!("{path}/prose"),
                &format!("seen={seen}&edit={edit}&problem_of_practice={question}&{prose}"),
            )
            .await;
    }
    let page = browser.page(&path).await;
    assert!(page.contains("aloud") && page.contains("And "), "both edits are there");
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_led_there_and_a_form_from_elsewhere_is_refused() {
    let world = World::new().await;
    let nobody = Browser { router: world.app.router(), cookie: "__Host-fieldwalk=none".to_owned() };
    let answer = nobody.send(Request::get("/members"), String::new()).await;
    assert_eq!(
        (answer.status(), answer.headers()[header::LOCATION].to_str().unwrap()),
        (StatusCode::SEE_OTHER, "/sign-in")
    );
    assert_eq!(nobody.post("/members", "").await.status(), StatusCode::UNAUTHORIZED);
    let wrong = nobody.post("/sign-in", "code=not-a-code").await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);

    let elsewhere =
        Request::post("/sign-in").header("sec-fetch-site", "cross-site").header(header::ACCEPT, "text/html");
    let answer = world.app.router().oneshot(elsewhere.body(Body::from("code=x")).unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert!(answer.headers().contains_key(header::CONTENT_SECURITY_POLICY));
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let world = World::new().await;
    let browser = Browser::signed_in(&world, world.ada).await;
    browser.page("/").await;
    assert_eq!(browser.submit("/sign-out", "").await, "/sign-in?did=signed-out");
    assert_eq!(browser.status("/").await, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn members_are_imported_as_they_were_shown() {
    let world = World::new().await;
    let browser = Browser::signed_in(&world, world.facilitator).await;
    let list = "name,role,school\r\nEve <i>Moreau</i>,coach,Lakeside\r\n,leader,Lakeside\r\n";
    let body = format!(
        "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{list}\r\n--b--\r\n"
    );
    let request = Request::post("/members/import")
        .header(header::COOKIE, &browser.cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    let answer = browser.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let page = String::from_utf8(bytes(answer).await.to_vec()).unwrap();
    assert!(page.contains("1 person becomes a member") && page.contains("Line 3:"));
    let encode = |word: String| word.replace('+', "%2B").replace('=', "%3D");
    let form = format!("digest={}&file={}", field(&page, "digest"), encode(field(&page, "file")));
    assert_eq!(browser.submit("/members/import/apply", &form).await, "/members?did=imported");
    let members = browser.page("/members").await;
    assert!(members.contains("Eve &#60;i&#62;Moreau") && !members.contains("<i>"));
}
