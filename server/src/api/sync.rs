//! `POST /v1/sync`: the one request that syncs.

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::response::Response;
use fieldwalk_core::protocol::{BODY_BYTES_MAX, CodecError, OLDEST_ACCEPTED, SyncRequest, VERSION, decode_body};
use serde::Deserialize;

use super::auth::Authenticated;
use super::body::answer;
use super::problem::Problem;
use crate::app::App;
use crate::service::sync;

pub(super) async fn sync(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    body: Body,
) -> Result<Response, Problem> {
    let request = read(body).await?;
    Ok(answer(&sync::sync(app.service(), &caller, request).await?))
}

/// What every version of the request has.
#[derive(Deserialize)]
struct Versioned {
    version: u16,
}

/// Reads the request. One of another version is told so, even where the rest of it makes no sense here.
async fn read(body: Body) -> Result<SyncRequest, Problem> {
    let bytes = to_bytes(body, BODY_BYTES_MAX).await.map_err(|_| Problem::body_too_large())?;
    let accepted = |version| (OLDEST_ACCEPTED..=VERSION).contains(&version);
    match decode_body::<SyncRequest>(&bytes) {
        Ok(request) if accepted(request.version) => Ok(request),
        Ok(_) => Err(Problem::version_not_accepted()),
        Err(CodecError::TooLarge) => Err(Problem::body_too_large()),
        Err(CodecError::NotCompressed) => Err(Problem::body_unreadable()),
        Err(CodecError::NotTheMessage) => match decode_body::<Versioned>(&bytes) {
            Ok(Versioned { version }) if !accepted(version) => Err(Problem::version_not_accepted()),
            _ => Err(Problem::body_unreadable()),
        },
    }
}
