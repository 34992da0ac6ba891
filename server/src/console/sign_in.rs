//! Signing in with a code that somebody handed over or a phone shows, and signing out.
//!
//! A link carries its code in the fragment, which no browser sends: the script fills it in, the person presses the
//! button. Opening a link signs nobody in.

use axum::extract::{Form, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::page::{Place, did, page};
use super::problem::Problem;
use super::session::{SignedIn, Visitor, cookie, no_cookie};
use super::text::Text;
use crate::address::address;
use crate::app::App;
use crate::service::session::end_session;
use crate::service::sign_in::{NotSignedIn, sign_in};

/// The sign-in page.
#[derive(Debug, Default)]
pub(crate) struct SignInView {
    /// What was wrong with the code given before.
    pub(crate) error: Option<String>,
}

page!(SignInView, "sign_in.html", Place::Elsewhere);

/// `GET /sign-in`.
pub(super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    visitor.frame().page(&SignInView::default())
}

#[derive(Deserialize)]
pub(super) struct CodeForm {
    code: String,
}

/// `POST /sign-in`.
pub(super) async fn submit(
    State(app): State<App>,
    visitor: Visitor,
    headers: HeaderMap,
    extensions: Extensions,
    jar: CookieJar,
    Form(form): Form<CodeForm>,
) -> Result<Response, Problem> {
    let address = address(&headers, &extensions, app.parts.is_behind_proxy);
    app.parts.limiter.enrolment(address).map_err(|_| Problem::TooMany)?;
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match sign_in(app.service(), &form.code, &browser(user_agent)).await {
        Ok(session) => Ok((jar.add(cookie(session.token)), Redirect::to("/")).into_response()),
        Err(error) => {
            let view = SignInView { error: Some(worded(error, visitor.text)?) };
            visitor.frame().page_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}

/// `POST /sign-out`.
pub(super) async fn sign_out(State(app): State<App>, who: SignedIn, jar: CookieJar) -> Result<Response, Problem> {
    end_session(app.service(), &who.session, who.session.session).await?;
    Ok((jar.add(no_cookie()), did("signed-out", "/sign-in")).into_response())
}

fn worded(error: NotSignedIn, text: &Text) -> Result<String, Problem> {
    match error {
        NotSignedIn::CodeUnknown => Ok(text.get("sign-in-code-unknown")),
        NotSignedIn::CodeExpired => Ok(text.get("sign-in-code-expired")),
        NotSignedIn::CodeUsed => Ok(text.get("sign-in-code-used")),
        NotSignedIn::MemberRemoved => Ok(text.get("sign-in-removed")),
        NotSignedIn::ConsoleRevoked => Ok(text.get("sign-in-revoked")),
        NotSignedIn::Store(error) => Err(error.into()),
    }
}

/// The browser in a few words that its owner recognises: "Firefox, Android". What else a browser says is not kept.
fn browser(user_agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    // In this order: most of them also say that they are the later ones.
    let browsers = [
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("CrOS", "ChromeOS"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("Linux", "Linux"),
    ];
    [first(&browsers), first(&systems)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(any(test, feature = "testing"))]
impl SignInView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT};
        vec![
            ("usual", Self::default()),
            ("error", Self { error: Some(text.get("sign-in-code-expired")) }),
            ("hostile", Self { error: Some(HOSTILE.into()) }),
            ("right-to-left", Self { error: Some(RIGHT_TO_LEFT.into()) }),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_in_the_words_of_its_owner() {
        let phone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/129.0 Safari";
        assert_eq!(browser(phone), "Chrome, iPhone");
        assert_eq!(
            browser("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"),
            "Firefox, Linux"
        );
        assert_eq!(browser("curl/8"), "");
    }
}
