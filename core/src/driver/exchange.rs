//! What is said to the server and how its answers are understood, whoever carries them.

use std::future::Future;

use super::Transport;
use crate::client::{Client, ClientError, Profile};
use crate::protocol::{
    ENROL_PATH, EnrolAnswer, RELEASE_PATH, ReleaseAnswer, ReleaseRequest, SIGN_IN_PATH, SYNC_PATH, SignInAnswer,
    SyncAnswer, SyncRequest, decode_body, encode_body,
};
use crate::sync::Failure;

/// A request to be posted, with [`crate::protocol::MEDIA_TYPE`] as its content type.
pub struct Post {
    /// The whole address.
    pub url: String,
    /// The bearer token, if the server is to know who asks.
    pub token: Option<String>,
    /// The body; may be empty.
    pub body: Vec<u8>,
}

/// The server's answer, whatever its status.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The header `Retry-After`, as it came.
    pub retry_after: Option<String>,
    /// The header `Date`, as it came: what time it is for the server.
    pub date: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// Carries HTTP: reqwest, or what the platform has.
pub trait Http {
    /// Posts `post`. Must end by itself after a while. Dropping the future gives the request up.
    ///
    /// # Errors
    /// [`Failure::NoConnection`] where there is no whole answer.
    fn post(&self, post: Post) -> impl Future<Output = Result<Reply, Failure>>;
}

/// A connection to one profile's server over `H`.
#[derive(Debug, Clone)]
pub struct Connection<H> {
    pub(super) http: H,
    pub(super) server_url: String,
    pub(super) token: String,
}

impl<H> Connection<H> {
    /// A connection for `profile`, over `http`, which may be shared among profiles.
    pub fn new(http: H, profile: &Profile) -> Self {
        Self { http, server_url: profile.server_url.clone(), token: profile.token.clone() }
    }
}

impl<H: Http> Transport for Connection<H> {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncAnswer, Failure> {
        let url = format!("{}{SYNC_PATH}", self.server_url);
        let post = Post { url, token: Some(self.token.clone()), body: encode_body(request) };
        let reply = accept(self.http.post(post).await?)?;
        decode_body(&reply.body).map_err(|_| Failure::BadAnswer)
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
    http: &impl Http,
    server_url: &str,
    code: &str,
    device_name: &str,
) -> Result<Profile, EnrolError> {
    let server_url = server_url.trim_end_matches('/');
    let body = encode_body(&client.enrol_request(code, device_name));
    let reply = http.post(Post { url: format!("{server_url}{ENROL_PATH}"), token: None, body }).await?;
    if (400..500).contains(&reply.status) {
        return Err(EnrolError::Refused(words_of(&reply.body)));
    }
    let answer: EnrolAnswer = decode_body(&accept(reply)?.body).map_err(|_| Failure::BadAnswer)?;
    Ok(client.enrolled(server_url, &answer)?)
}

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
pub async fn sign_in_code(http: &impl Http, profile: &Profile) -> Result<SignInAnswer, SignInError> {
    let url = format!("{}{SIGN_IN_PATH}", profile.server_url);
    let reply = http.post(Post { url, token: Some(profile.token.clone()), body: Vec::new() }).await?;
    // 403: the device is as good as before, and the console is closed for its member.
    if reply.status == 403 {
        return Err(SignInError::Refused(words_of(&reply.body)));
    }
    Ok(decode_body(&accept(reply)?.body).map_err(|_| Failure::BadAnswer)?)
}

/// Fetches the releases that `client`'s member may read and its device does not hold, one after the other, and says how
/// many came. Dropping the future stops between two of them with everything on disk.
///
/// # Errors
/// Why the server could not be asked; [`Failure::NotStored`] where an answer could not be kept. A release that the
/// server does not give (any more) is no error.
pub async fn fetch_releases<H: Http>(client: &Client, server: &Connection<H>) -> Result<usize, Failure> {
    let missing = client.missing_releases().map_err(|_| Failure::NotStored)?;
    let mut fetched = 0;
    for visit in missing {
        let url = format!("{}{RELEASE_PATH}", server.server_url);
        let body = encode_body(&ReleaseRequest { visit });
        let reply = server.http.post(Post { url, token: Some(server.token.clone()), body }).await?;
        if reply.status == 404 {
            continue;
        }
        let answer: ReleaseAnswer = decode_body(&accept(reply)?.body).map_err(|_| Failure::BadAnswer)?;
        if answer.visit != visit {
            return Err(Failure::BadAnswer);
        }
        client.keep_release(&answer).map_err(|_| Failure::NotStored)?;
        fetched += 1;
    }
    Ok(fetched)
}

/// Sorts a reply that is not a success into a failure, by its status and the last word of its problem type.
pub(super) fn accept(reply: Reply) -> Result<Reply, Failure> {
    if (200..300).contains(&reply.status) {
        return Ok(reply);
    }
    let wait: Option<i64> = reply.retry_after.and_then(|seconds| seconds.parse().ok());
    let kind = problem_kind(&reply.body);
    Err(match (reply.status, kind.as_str()) {
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

pub(super) fn problem_kind(body: &[u8]) -> String {
    let problem: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let kind = problem["type"].as_str().unwrap_or_default();
    kind.rsplit(['/', ':']).next().unwrap_or_default().to_owned()
}

fn words_of(body: &[u8]) -> String {
    let problem: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let words = problem["detail"].as_str().or(problem["title"].as_str());
    words.unwrap_or("the server did not accept this").to_owned()
}
