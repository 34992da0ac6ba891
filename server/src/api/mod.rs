//! The device API over HTTP: one file per resource. Parses, asks `service`, and words the answer.

mod attachment;
mod auth;
mod body;
mod enrol;
mod events;
mod feedback;
mod health;
mod problem;
mod release;
mod sign_in;
mod sync;

use std::time::Duration;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use fieldwalk_core::protocol::{ENROL_PATH, EVENTS_PATH, RELEASE_PATH, SIGN_IN_PATH, SYNC_PATH};
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::app::App;
use problem::Problem;

/// How long the other side may be silent in the middle of a body.
const SILENCE_MAX: Duration = Duration::from_secs(60);

/// Below [`ATTACHMENTS_PATH`](fieldwalk_core::protocol::ATTACHMENTS_PATH).
const ATTACHMENT: &str = "/v1/attachments/{hash}";
const ATTACHMENT_PART: &str = "/v1/attachments/{hash}/part";

/// Every path of the server: those of devices, and `pages` for people.
pub(crate) fn router(app: App, pages: Router<App>) -> Router {
    Router::new()
        .route(SYNC_PATH, post(sync::sync))
        .route(ENROL_PATH, post(enrol::enrol))
        .route(SIGN_IN_PATH, post(sign_in::sign_in))
        .route(RELEASE_PATH, post(release::release))
        .route(EVENTS_PATH, get(events::events))
        .route(ATTACHMENT, post(attachment::give))
        .route(ATTACHMENT_PART, post(attachment::take))
        .route("/v1/visits/{visit}/feedback", get(feedback::feedback))
        .route("/v1/visits/{visit}/export", get(feedback::export))
        .route("/v1/server", get(health::server))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .merge(pages)
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .layer(RequestBodyTimeoutLayer::new(SILENCE_MAX))
        .layer(from_fn_with_state(app.clone(), observe))
        .with_state(app)
}

/// Counts and logs a request by the pattern of its path: ids, query strings and bodies stay out of both.
async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let resource = match request.extensions().get::<MatchedPath>().map(MatchedPath::as_str) {
        Some(SYNC_PATH) => "sync",
        Some(ENROL_PATH) => "enrol",
        Some(SIGN_IN_PATH) => "sign-in",
        Some(RELEASE_PATH) => "release",
        Some(EVENTS_PATH) => "events",
        Some(ATTACHMENT | ATTACHMENT_PART) => "attachments",
        Some("/v1/visits/{visit}/feedback") => "feedback",
        Some("/v1/visits/{visit}/export") => "export",
        Some("/v1/server" | "/healthz" | "/readyz" | "/metrics") => "health",
        Some("/app" | "/app/" | "/app/{*path}") => "web",
        Some(_) => "console",
        None => "other",
    };
    #[expect(clippy::disallowed_methods, reason = "how long an answer took is for the log alone")]
    let began = std::time::Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_u16();
    app.service().metrics.count_answer(resource, status);
    let millis = began.elapsed().as_millis();
    tracing::info!(%method, resource, status, millis, "answered");
    response
}
