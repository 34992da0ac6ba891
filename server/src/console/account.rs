//! One's own account: the language, the browsers one is signed in with, a code for another one.

use axum::extract::{Form, State};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use fieldwalk_core::ids::SessionId;
use serde::Deserialize;

use super::language::Language;
use super::moment::Moment;
use super::page::{Place, did, page};
use super::problem::Problem;
use super::qr;
use super::session::SignedIn;
use super::text::Text;
use crate::app::App;
use crate::service::session::{end_all, end_session, sessions_of, set_language};
use crate::service::sign_in::{NoCode, make_code};
use crate::store::audit::Actor;

/// The account.
#[derive(Debug, Clone, Default)]
pub(crate) struct AccountView {
    /// The member's name.
    pub(crate) name: String,
    /// The role, in words.
    pub(crate) role: String,
    /// The languages to choose from.
    pub(crate) languages: Vec<LanguageChoice>,
    /// The browsers signed in.
    pub(crate) sessions: Vec<SessionLine>,
    /// A code just made for another browser.
    pub(crate) code: Option<HandedCode>,
}

/// A language to choose.
#[derive(Debug, Clone)]
pub(crate) struct LanguageChoice {
    pub(crate) tag: &'static str,
    pub(crate) name: &'static str,
    pub(crate) is_chosen: bool,
}

/// A browser that is signed in.
#[derive(Debug, Clone)]
pub(crate) struct SessionLine {
    pub(crate) id: String,
    pub(crate) browser: String,
    pub(crate) seen: Moment,
    pub(crate) is_this: bool,
}

/// A code as it is shown once, to be handed over or scanned.
#[derive(Debug, Clone)]
pub(crate) struct HandedCode {
    pub(crate) code: String,
    pub(crate) link: String,
    /// The link as an SVG, made by this server from nothing that a person wrote.
    pub(crate) qr: String,
    pub(crate) expires: Moment,
}

page!(AccountView, "account.html", Place::Account);

/// `GET /account`.
pub(super) async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Problem> {
    who.frame().page(&view(&app, &who).await?)
}

#[derive(Deserialize)]
pub(super) struct LanguageForm {
    language: String,
}

/// `POST /account/language`.
pub(super) async fn choose_language(
    State(app): State<App>,
    who: SignedIn,
    jar: CookieJar,
    Form(form): Form<LanguageForm>,
) -> Result<Response, Problem> {
    let language = Language::from_tag(&form.language).ok_or(Problem::Unreadable)?;
    set_language(app.service(), &who.session, Some(language.tag())).await?;
    // For the pages before signing in, too.
    Ok((jar.add(language.cookie()), did("saved", "/account")).into_response())
}

#[derive(Deserialize)]
pub(super) struct SessionForm {
    session: SessionId,
}

/// `POST /account/end`.
pub(super) async fn end(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<SessionForm>,
) -> Result<Response, Problem> {
    end_session(app.service(), &who.session, form.session).await?;
    Ok(did("session-ended", "/account"))
}

/// `POST /account/end-others`.
pub(super) async fn end_others(State(app): State<App>, who: SignedIn) -> Result<Response, Problem> {
    end_all(app.service(), &who.session, true).await?;
    Ok(did("session-ended", "/account"))
}

/// `POST /account/code`: answers with the page itself, since the code is shown once and must not be in an address.
pub(super) async fn code(State(app): State<App>, who: SignedIn) -> Result<Response, Problem> {
    let by = Actor::Device(who.caller().device);
    let made = make_code(app.service(), by, who.member().id).await.map_err(|error| match error {
        NoCode::Store(error) => error.into(),
        NoCode::NoSuchMember | NoCode::ConsoleRevoked => Problem::SignedOut,
    })?;
    let now = app.service().clock.now();
    let link = made.link(&who.base_url);
    let expires = Moment::new(who.text, now, made.expires_at);
    let code = HandedCode { code: made.code, qr: qr::svg(&link), link, expires };
    who.frame().page(&AccountView { code: Some(code), ..view(&app, &who).await? })
}

async fn view(app: &App, who: &SignedIn) -> Result<AccountView, Problem> {
    let now = app.service().clock.now();
    let sessions = sessions_of(app.service(), &who.session).await?.into_iter().map(|session| SessionLine {
        is_this: session.id == who.session.session,
        id: session.id.to_string(),
        browser: session.browser,
        seen: Moment::new(who.text, now, session.last_seen_at),
    });
    Ok(AccountView {
        name: who.member().name.clone(),
        role: who.text.word("role", who.member().role.as_str()),
        languages: languages(who.text),
        sessions: sessions.collect(),
        code: None,
    })
}

fn languages(text: &Text) -> Vec<LanguageChoice> {
    let choice = |language: Language| LanguageChoice {
        tag: language.tag(),
        name: language.own_name(),
        is_chosen: language == text.language(),
    };
    Language::ALL.map(choice).to_vec()
}

#[cfg(any(test, feature = "testing"))]
impl AccountView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT, handed, moment};
        let with = |name: &str, browser: &str, count: usize| Self {
            name: name.into(),
            role: text.word("role", "facilitator"),
            languages: languages(text),
            sessions: (0..count)
                .map(|n| SessionLine {
                    id: format!("0199f3a2-7c1e-7b52-8a4e-{n:012}"),
                    browser: browser.into(),
                    seen: moment(text, 200 * n as u32),
                    is_this: n == 0,
                })
                .collect(),
            code: None,
        };
        vec![
            ("empty", with("Fay Okafor", "", 1)),
            ("usual", with("Fay Okafor", "Firefox, Linux", 3)),
            ("code", Self { code: Some(handed(text)), ..with("Fay Okafor", "Chrome, iPhone", 2) }),
            ("stress", with(&"Maximiliana ".repeat(16), "Samsung Internet, Android", 40)),
            ("hostile", with(HOSTILE, HOSTILE, 2)),
            ("right-to-left", with(RIGHT_TO_LEFT, "Safari, iPad", 2)),
        ]
    }
}
