//! `POST /v1/release`: the latest release of a visit, for a device to keep.

use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use fieldwalk_core::protocol::ReleaseRequest;

use super::auth::Authenticated;
use super::body;
use super::problem::Problem;
use crate::app::App;
use crate::service::release::latest_release;

pub(super) async fn release(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    body: Body,
) -> Result<Response, Problem> {
    let request: ReleaseRequest = body::unpack(body::receive(body).await?).await?;
    body::answer(latest_release(app.service(), &caller, request.visit).await?).await
}
