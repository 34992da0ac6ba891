//! `POST /v1/sync`: the one request that syncs.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::Response;
use fieldwalk_core::protocol::{OLDEST_ACCEPTED, SyncRequest, VERSION};
use serde::Deserialize;

use super::auth::Authenticated;
use super::body;
use super::problem::Problem;
use crate::app::App;
use crate::service::sync;

pub(super) async fn sync(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    body: Body,
) -> Result<Response, Problem> {
    let bytes = body::receive(body).await?;
    // A device that hangs up does not stop what it began: what is vetted and what is appended belong together.
    let work = tokio::spawn(async move {
        let _permit = app.parts.unpacked.acquire().await.map_err(|_| Problem::unavailable())?;
        let request = read(bytes).await?;
        body::answer(sync::sync(app.service(), &caller, request).await?).await
    });
    work.await.map_err(|_| Problem::unavailable())?
}

/// What every version of the request has.
#[derive(Deserialize)]
struct Versioned {
    version: u16,
}

/// Reads the request. One of another version is told so, even where the rest of it makes no sense here.
async fn read(bytes: Bytes) -> Result<SyncRequest, Problem> {
    let accepted = |version| (OLDEST_ACCEPTED..=VERSION).contains(&version);
    match body::unpack::<SyncRequest>(bytes.clone()).await {
        Ok(request) if accepted(request.version) => Ok(request),
        Ok(_) => Err(Problem::version_not_accepted()),
        Err(problem) => match body::unpack::<Versioned>(bytes).await {
            Ok(Versioned { version }) if !accepted(version) => Err(Problem::version_not_accepted()),
            _ => Err(problem),
        },
    }
}
