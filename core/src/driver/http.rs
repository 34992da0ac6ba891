//! HTTP through reqwest.

use std::time::Duration;

use super::exchange::accept;
use super::{Connection, Http, Post, Reply};
use crate::protocol::{EVENTS_PATH, MEDIA_TYPE};
use crate::sync::Failure;

/// No request takes longer than this.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A connection to one profile's server.
pub type HttpTransport = Connection<reqwest::Client>;

impl Http for reqwest::Client {
    async fn post(&self, post: Post) -> Result<Reply, Failure> {
        let request = self.post(post.url).header(reqwest::header::CONTENT_TYPE, MEDIA_TYPE).timeout(TIMEOUT);
        let request = match post.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let response = request.body(post.body).send().await.map_err(|_| Failure::NoConnection)?;
        whole(response).await
    }
}

impl Connection<reqwest::Client> {
    /// Waits for the server's change notices. Losing them costs latency and nothing else.
    ///
    /// # Errors
    /// Where the server cannot be reached or refuses.
    pub async fn notices(&self) -> Result<Notices, Failure> {
        let request = self.http.get(format!("{}{EVENTS_PATH}", self.server_url)).bearer_auth(&self.token);
        let response = request.send().await.map_err(|_| Failure::NoConnection)?;
        if !response.status().is_success() {
            accept(whole(response).await?)?;
            return Err(Failure::BadAnswer);
        }
        Ok(Notices { response, line: Vec::new() })
    }
}

async fn whole(response: reqwest::Response) -> Result<Reply, Failure> {
    let header = |name| response.headers().get(name)?.to_str().ok().map(str::to_owned);
    let (retry_after, date) = (header(reqwest::header::RETRY_AFTER), header(reqwest::header::DATE));
    let status = response.status();
    let body = match response.bytes().await {
        Ok(body) => body.to_vec(),
        // What is said about a refusal is less than the refusal itself.
        Err(_) if !status.is_success() => Vec::new(),
        Err(_) => return Err(Failure::NoConnection),
    };
    Ok(Reply { status: status.as_u16(), retry_after, date, body })
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
