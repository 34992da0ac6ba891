//! Who looks at a page: anybody ([`Visitor`]), or the member of a session ([`SignedIn`]).

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header;
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use fieldwalk_core::document::{ChangeBytes, Document, DocumentError};
use fieldwalk_core::domain::{DocumentKey, Member, Role};

use super::language::Language;
use super::page::{Frame, Who, done_word};
use super::problem::Problem;
use super::text::Text;
use crate::app::App;
use crate::service::caller::Caller;
use crate::service::session::{self, NoSession};
use crate::service::write::{NotWritten, Written, write};

/// The cookie of a session. `__Host-`: only this host over TLS can set it, for all of its paths.
const COOKIE: &str = "__Host-fieldwalk";

/// The cookie that holds `token` for as long as the server keeps the session at most.
pub(super) fn cookie(token: String) -> Cookie<'static> {
    Cookie::build((COOKIE, token))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .permanent()
        .build()
}

/// The cookie that takes the other one away.
pub(super) fn no_cookie() -> Cookie<'static> {
    Cookie::build((COOKIE, "")).path("/").secure(true).http_only(true).same_site(SameSite::Lax).removal().build()
}

/// Whoever asks, signed in or not.
pub(crate) struct Visitor {
    /// What the console says, in their language.
    pub(crate) text: &'static Text,
    did: Option<String>,
}

impl Visitor {
    /// The frame around a page for them.
    pub(crate) fn frame(&self) -> Frame {
        Frame::new(self.text, None, self.did.as_deref())
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        let text = Text::of(Language::of_request(&parts.headers));
        Ok(Self { text, did: done_word(parts.uri.query()).map(str::to_owned) })
    }
}

/// The member of a session that has not ended.
pub(crate) struct SignedIn {
    /// The session, for the services.
    pub(crate) session: session::SignedIn,
    /// What the console says, in their language.
    pub(crate) text: &'static Text,
    /// How this server is reached, for links to be handed on.
    pub(crate) base_url: String,
    did: Option<String>,
}

impl SignedIn {
    /// The frame around a page for them.
    pub(crate) fn frame(&self) -> Frame {
        let who = Who {
            network: self.session.network_name.clone(),
            member: self.member().name.clone(),
            is_facilitator: self.is_facilitator(),
        };
        Frame::new(self.text, Some(who), self.did.as_deref())
    }

    /// The member, with the role of this moment.
    pub(crate) fn member(&self) -> &Member {
        &self.session.caller.member
    }

    /// Who asks, for the services.
    pub(crate) fn caller(&self) -> &Caller {
        &self.session.caller
    }

    /// Whether they run the network.
    pub(crate) fn is_facilitator(&self) -> bool {
        self.member().role == Role::Facilitator
    }

    /// Lets facilitators pass.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for everybody else: pages that are not for a person are not there for them.
    pub(crate) fn facilitator(&self) -> Result<(), Problem> {
        if self.is_facilitator() { Ok(()) } else { Err(Problem::NotFound) }
    }

    /// Does an intent on a document in the member's name.
    pub(crate) async fn write(
        &self,
        app: &App,
        document: DocumentKey,
        intent: impl FnOnce(&mut Document) -> Result<Option<ChangeBytes>, DocumentError> + Send + 'static,
    ) -> Result<Written, NotWritten> {
        let session::SignedIn { caller, keys, actor, .. } = &self.session;
        write(app.service(), caller, keys, actor, document, intent).await
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let jar = CookieJar::from_headers(&parts.headers);
        let token = jar.get(COOKIE).ok_or(Problem::SignedOut)?.value();
        let session = session::session(app.service(), token).await?;
        let chosen = session.language.as_deref().and_then(Language::from_tag);
        let language = chosen.unwrap_or_else(|| Language::of_request(&parts.headers));
        let did = done_word(parts.uri.query()).map(str::to_owned);
        let base_url = base_url(&parts.headers);
        Ok(Self { session, text: Text::of(language), base_url, did })
    }
}

/// How the browser reached this server: a form says it, and for the rest there is TLS everywhere but on this machine.
fn base_url(headers: &HeaderMap) -> String {
    let read = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(origin) = read(header::ORIGIN).filter(|origin| origin.starts_with("http")) {
        return origin.to_owned();
    }
    let host = read(header::HOST).unwrap_or("localhost");
    let is_local = ["localhost", "127.0.0.1", "[::1]"].iter().any(|local| host.starts_with(local));
    format!("{}://{host}", if is_local { "http" } else { "https" })
}

impl From<NoSession> for Problem {
    fn from(error: NoSession) -> Self {
        match error {
            NoSession::Store(error) => error.into(),
            NoSession::Unknown | NoSession::Ended | NoSession::MemberRemoved | NoSession::ConsoleRevoked => {
                Self::SignedOut
            }
        }
    }
}
