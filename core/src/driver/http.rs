//! HTTP through reqwest.

use std::time::Duration;

use super::Transport;
use crate::client::{Client, ClientError, Profile};
use crate::protocol::{
    ENROL_PATH, EVENTS_PATH, EnrolAnswer, MEDIA_TYPE, SYNC_PATH, SyncAnswer, SyncRequest, decode_body, encode_body,
};
use crate::sync::Failure;

/// No request takes longer than this.
pub(super) const TIMEOUT: Duration = Duration::from_secs(60);

/// A connection to one profile's server.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    http: reqwest::Client,
    server_url: String,
    token: String,
}

impl HttpTransport {
    /// A connection for `profile`, over `http`, which may be shared among profiles.
    pub fn new(http: reqwest::Client, profile: &Profile) -> Self {
        Self { http, server_url: profile.server_url.clone(), token: profile.token.clone() }
    }

    /// Waits for the server's change notices. Losing them costs latency and nothing else.
    ///
    /// # Errors
    /// Where the server cannot be reached or refuses.
    pub async fn notices(&self) -> Result<Notices, Failure> {
        let request = self.http.get(format!("{}{EVENTS_PATH}", self.server_url)).bearer_auth(&self.token);
        let response = request.send().await.map_err(|_| Failure::NoConnection)?;
        let response = accept(response).await?;
        Ok(Notices { response, line: Vec::new() })
    }
}

impl Transport for HttpTransport {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncAnswer, Failure> {
        let request = self
            .http
            .post(format!("{}{SYNC_PATH}", self.server_url))
            .bearer_auth(&self.token)
            .header(reqwest::header::CONTENT_TYPE, MEDIA_TYPE)
            .timeout(TIMEOUT)
            .body(encode_body(request));
        let response = request.send().await.map_err(|_| Failure::NoConnection)?;
        let response = accept(response).await?;
        let body = response.bytes().await.map_err(|_| Failure::NoConnection)?;
        decode_body(&body).map_err(|_| Failure::BadAnswer)
    }
}

/// The server's change notices: one each time its log of this network has grown.
pub struct Notices {
    response: reqwest::Response,
    line: Vec<u8>,
}

impl Notices {
    /// Waits for the next notice; `None` when the connection is gone.
    pub async fn next(&mut self) -> Option<()> {
        loop {
            // Server-sent events: a notice is a line that starts with `data:`; comments keep the connection open.
            while let Some(end) = self.line.iter().position(|byte| *byte == b'\n') {
                let rest = self.line.split_off(end + 1);
                let line = std::mem::replace(&mut self.line, rest);
                if line.starts_with(b"data:") {
                    return Some(());
                }
            }
            self.line.extend(self.response.chunk().await.ok()??);
        }
    }
}

/// Why an invite could not be used.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// The server could not be reached, or its answer not be read.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// The server refused, in its own words.
    #[error("{0}")]
    Refused(String),
    /// The profile could not keep the answer.
    #[error(transparent)]
    Client(#[from] ClientError),
}

/// Uses an invite for `client`'s profile. Safe to repeat after a failure.
///
/// # Errors
/// Each of [`EnrolError`].
pub async fn enrol(
    client: &Client,
    http: &reqwest::Client,
    server_url: &str,
    code: &str,
    device_name: &str,
) -> Result<Profile, EnrolError> {
    let server_url = server_url.trim_end_matches('/');
    let request = http
        .post(format!("{server_url}{ENROL_PATH}"))
        .header(reqwest::header::CONTENT_TYPE, MEDIA_TYPE)
        .timeout(TIMEOUT)
        .body(encode_body(&client.enrol_request(code, device_name)));
    let response = request.send().await.map_err(|_| Failure::NoConnection)?;
    if response.status().is_client_error() {
        let problem = response.bytes().await.map_err(|_| Failure::NoConnection)?;
        return Err(EnrolError::Refused(words_of(&problem)));
    }
    let body = accept(response).await?.bytes().await.map_err(|_| Failure::NoConnection)?;
    let answer: EnrolAnswer = decode_body(&body).map_err(|_| Failure::BadAnswer)?;
    Ok(client.enrolled(server_url, &answer)?)
}

/// Sorts a response that is not a success into a failure, by its status and the last word of its problem type.
pub(super) async fn accept(response: reqwest::Response) -> Result<reqwest::Response, Failure> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let wait = response.headers().get(reqwest::header::RETRY_AFTER);
    let wait: Option<i64> = wait.and_then(|seconds| seconds.to_str().ok()?.parse().ok());
    let problem = response.bytes().await.unwrap_or_default();
    let kind = problem_kind(&problem);
    Err(match (status.as_u16(), kind.as_str()) {
        (_, "device-revoked") => Failure::Revoked,
        (_, "member-removed") => Failure::Removed,
        (401 | 403, _) => Failure::SignedOut,
        (426, _) => Failure::TooOld,
        (429 | 503, _) => {
            wait.map_or(Failure::Unavailable, |seconds| Failure::Wait(seconds.saturating_mul(1_000)))
        }
        (500.., _) => Failure::Unavailable,
        _ => Failure::BadAnswer,
    })
}

fn problem_kind(body: &[u8]) -> String {
    let problem: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let kind = problem["type"].as_str().unwrap_or_default();
    kind.rsplit(['/', ':']).next().unwrap_or_default().to_owned()
}

pub(super) fn words_of(body: &[u8]) -> String {
    let problem: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let words = problem["detail"].as_str().or(problem["title"].as_str());
    words.unwrap_or("the server did not accept this").to_owned()
}
