//! `POST /v1/enrol`: an invite becomes a token.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap};
use axum::response::Response;

use super::body;
use super::problem::Problem;
use crate::address::address;
use crate::app::App;
use crate::service::enrol;

pub(super) async fn enrol(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
    body: Body,
) -> Result<Response, Problem> {
    let address = address(&headers, &extensions, app.parts.is_behind_proxy);
    app.parts.limiter.enrolment(address).map_err(Problem::wait)?;
    let request = body::unpack(body::receive(body).await?).await?;
    body::answer(enrol::enrol(app.service(), request).await?).await
}
