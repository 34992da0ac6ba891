//! The debrief: several people at once, each in a browser of their own, making sense of what was seen.
//!
//! Participants read the shared evidence, group it under statements, predict, and name the next level of work; the host
//! follows. Every form on the page is one act (`form`) with the ids of what it makes, so that sending it twice is one
//! thing, and a text is sent with the view that its writer had, so that two writers are merged. The scripts in
//! `assets/debrief` send the same forms, keep what cannot be sent yet, and ask for the board alone (`?part=board`)
//! when `events` says that it has changed.

mod act;
mod board;
mod events;
mod evidence;
mod form;
mod lists;
mod looking;
mod patterns;
mod piece;
#[cfg(any(test, feature = "testing"))]
mod samples;
mod view;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use fieldwalk_core::ids::VisitId;

use super::problem::Problem;
use super::session::SignedIn;
use crate::app::App;
use crate::service::debrief::{NoDebrief, debrief_for};
use board::Board;
use looking::Looking;
#[cfg(any(test, feature = "testing"))]
pub(crate) use view::DebriefView;

/// The pages of the debrief.
pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/visits/{visit}/debrief", get(show).post(act::post))
        .route("/visits/{visit}/debrief/events", get(events::events))
}

/// `GET /visits/{visit}/debrief`.
async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(visit): Path<String>,
    Query(looking): Query<Looking>,
) -> Result<Response, Problem> {
    let debrief = debrief_for(app.service(), who.caller(), parse(&visit)?).await?;
    let now = app.service().clock.now();
    let is_part = looking.is_part();
    let board = Board { debrief: &debrief, looking: &looking, text: who.text, member: who.member().id };
    let view = app.service().chance.draw(|rng| board.view(now, rng));
    if is_part {
        let html = view.board(who.text).map_err(|error| {
            tracing::error!(%error, "a board could not be rendered");
            Problem::Unavailable
        })?;
        return Ok(Html(html).into_response());
    }
    who.frame().page(&view)
}

fn parse(visit: &str) -> Result<VisitId, Problem> {
    visit.parse().map_err(|_| Problem::NotFound)
}

impl From<NoDebrief> for Problem {
    fn from(error: NoDebrief) -> Self {
        match error {
            NoDebrief::NoSuchVisit => Self::NotFound,
            NoDebrief::Store(error) => error.into(),
        }
    }
}
