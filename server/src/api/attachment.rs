//! `POST /v1/attachments/{hash}` gives a part of an attachment, `…/part` takes one. Apart from the sync in every way:
//! its own requests, its own rate, and no lock that a text could wait for.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use fieldwalk_core::domain::BlobHash;
use fieldwalk_core::protocol::{PartGiven, PartRefusal, PartWanted};

use super::auth::AuthenticatedForParts;
use super::body;
use super::problem::Problem;
use crate::app::App;
use crate::service::attachment;

pub(super) async fn give(
    State(app): State<App>,
    AuthenticatedForParts(caller): AuthenticatedForParts,
    Path(hash): Path<String>,
    body: Body,
) -> Result<Response, Problem> {
    let part: PartGiven = body::unpack(body::receive_part(body).await?).await?;
    let receipt = attachment::give(app.service(), &caller, parse(&hash)?, part).await?;
    body::answer(receipt).await
}

pub(super) async fn take(
    State(app): State<App>,
    AuthenticatedForParts(caller): AuthenticatedForParts,
    Path(hash): Path<String>,
    body: Body,
) -> Result<Response, Problem> {
    let wanted: PartWanted = body::unpack(body::receive_part(body).await?).await?;
    let taken = attachment::take(app.service(), &caller, parse(&hash)?, wanted).await?;
    body::answer(taken).await
}

fn parse(hash: &str) -> Result<BlobHash, Problem> {
    hash.parse().map_err(|_| PartRefusal::Unknown.into())
}
