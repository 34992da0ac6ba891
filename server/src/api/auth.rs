//! The caller of a request, from its token.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;

use super::problem::Problem;
use crate::app::App;
use crate::service::caller::{Caller, authenticate};

/// A device that may sync and has not asked too often.
pub(super) struct Authenticated(pub(super) Caller);

impl FromRequestParts<App> for Authenticated {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let caller = caller(parts, app).await?;
        app.parts.limiter.request(caller.device).map_err(Problem::wait)?;
        Ok(Self(caller))
    }
}

/// A device that may sync and has not given or taken too many parts of attachments.
pub(super) struct AuthenticatedForParts(pub(super) Caller);

impl FromRequestParts<App> for AuthenticatedForParts {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let caller = caller(parts, app).await?;
        app.parts.limiter.part(caller.device).map_err(Problem::wait)?;
        Ok(Self(caller))
    }
}

async fn caller(parts: &Parts, app: &App) -> Result<Caller, Problem> {
    let header = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token =
        header.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let (_, token) = token.ok_or_else(Problem::token_missing)?;
    Ok(authenticate(app.service(), token.trim()).await?)
}
