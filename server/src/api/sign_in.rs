//! `POST /v1/sign-in`: a code that signs the device's member in to the console.

use axum::extract::State;
use axum::response::Response;
use fieldwalk_core::protocol::SignInAnswer;

use super::auth::Authenticated;
use super::body;
use super::problem::Problem;
use crate::app::App;
use crate::service::sign_in::make_code;
use crate::store::audit::Actor;

pub(super) async fn sign_in(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
) -> Result<Response, Problem> {
    let made = make_code(app.service(), Actor::Device(caller.device), caller.member.id).await?;
    body::answer(SignInAnswer { code: made.code, expires_at: made.expires_at }).await
}
