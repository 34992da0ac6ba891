//! What operators and their monitors ask: alive, ready, how much; and what devices ask before they enrol.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use fieldwalk_core::protocol::{OLDEST_ACCEPTED, VERSION};
use serde_json::{Value, json};

use super::problem::Problem;
use crate::app::App;

/// The process answers.
pub(super) async fn healthz() -> &'static str {
    "ok\n"
}

/// The database can be read and written to, and a worker can be had.
pub(super) async fn readyz(State(app): State<App>) -> Result<&'static str, Problem> {
    app.service().is_ready().await?;
    Ok("ready\n")
}

pub(super) async fn metrics(State(app): State<App>) -> Response {
    let service = app.service();
    let commits = *service.store.commits().borrow();
    ([("content-type", "text/plain; version=0.0.4")], service.metrics.to_text(commits, service.vetting.deaths()))
        .into_response()
}

/// What this server speaks.
pub(super) async fn server() -> Json<Value> {
    Json(json!({
        "software": "fieldwalk",
        "release": env!("CARGO_PKG_VERSION"),
        "version": VERSION,
        "oldest_accepted": OLDEST_ACCEPTED,
        "capabilities": ["attachments", "events", "feedback", "repair", "sign-in"],
    }))
}
