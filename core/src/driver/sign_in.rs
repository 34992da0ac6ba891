//! Asking for a code that signs the person in to the console, in a browser.

use super::http::{TIMEOUT, accept, words_of};
use crate::client::Profile;
use crate::protocol::{MEDIA_TYPE, SIGN_IN_PATH, SignInAnswer, decode_body};
use crate::sync::Failure;

/// Why there is no code to show.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The server could not be reached, its answer not be read, or the device may not ask it any more.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// The server refused, in its own words.
    #[error("{0}")]
    Refused(String),
}

/// A code for the person of `profile`, good once and for a few minutes. Each call makes another one.
///
/// # Errors
/// Each of [`SignInError`].
pub async fn sign_in_code(http: &reqwest::Client, profile: &Profile) -> Result<SignInAnswer, SignInError> {
    let request = http
        .post(format!("{}{SIGN_IN_PATH}", profile.server_url))
        .bearer_auth(&profile.token)
        .header(reqwest::header::CONTENT_TYPE, MEDIA_TYPE)
        .timeout(TIMEOUT);
    let response = request.send().await.map_err(|_| Failure::NoConnection)?;
    // 403: the device is as good as before, and the console is closed for its member.
    if response.status() == reqwest::StatusCode::FORBIDDEN {
        let problem = response.bytes().await.map_err(|_| Failure::NoConnection)?;
        return Err(SignInError::Refused(words_of(&problem)));
    }
    let body = accept(response).await?.bytes().await.map_err(|_| Failure::NoConnection)?;
    Ok(decode_body(&body).map_err(|_| Failure::BadAnswer)?)
}
