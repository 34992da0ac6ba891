//! Who looks at a page: anybody ([`Visitor`]), or the member of a session ([`SignedIn`]).

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use fieldwalk_core::domain::{Member, Role};
use fieldwalk_core::ids::NetworkId;

use super::language::Language;
use super::page::{Frame, Who, done_word};
use super::problem::Problem;
use super::text::Text;
use crate::app::App;

/// The cookie of a session. `__Host-`: only this host over TLS can set it, for all of its paths.
pub(crate) const COOKIE: &str = "__Host-fieldwalk";

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
    /// The member, with the role of this moment.
    pub(crate) member: Member,
    /// Their network.
    pub(crate) network: NetworkId,
    /// Its name.
    pub(crate) network_name: String,
    /// What the console says, in their language.
    pub(crate) text: &'static Text,
    did: Option<String>,
}

impl SignedIn {
    /// The frame around a page for them.
    pub(crate) fn frame(&self) -> Frame {
        let who = Who {
            network: self.network_name.clone(),
            member: self.member.name.clone(),
            is_facilitator: self.is_facilitator(),
        };
        Frame::new(self.text, Some(who), self.did.as_deref())
    }

    /// Whether they run the network.
    pub(crate) fn is_facilitator(&self) -> bool {
        self.member.role == Role::Facilitator
    }

    /// Lets facilitators pass.
    ///
    /// # Errors
    /// [`Problem::NotFound`] for everybody else: pages that are not for a person are not there for them.
    pub(crate) fn facilitator(&self) -> Result<(), Problem> {
        if self.is_facilitator() { Ok(()) } else { Err(Problem::NotFound) }
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let jar = CookieJar::from_headers(&parts.headers);
        let token = jar.get(COOKIE).ok_or(Problem::SignedOut)?.value();
        let (member, network, network_name) = find(app, token).await?.ok_or(Problem::SignedOut)?;
        let text = Text::of(Language::of_request(&parts.headers));
        let did = done_word(parts.uri.query()).map(str::to_owned);
        Ok(Self { member, network, network_name, text, did })
    }
}

/// The member behind a session's token. There are no sessions yet.
async fn find(_: &App, _: &str) -> Result<Option<(Member, NetworkId, String)>, Problem> {
    Ok(None)
}
