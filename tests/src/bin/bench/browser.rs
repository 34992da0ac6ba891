//! A browser of somebody who is signed in, as far as the server can tell: it asks for pages and says how long they took.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use fieldwalk_tests::device::http_without_redirects;

use crate::stopwatch::timed_async;

/// Somebody's session, which outlives a server.
#[derive(Debug, Clone)]
pub(crate) struct Session(String);

impl Session {
    /// Signs in with a code at the server that listens at `url`.
    pub(crate) async fn sign_in(url: &str, code: &str) -> Result<Self> {
        let form = http_without_redirects()
            .post(format!("{url}/sign-in"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("code={code}"));
        let answer = form.send().await?;
        let cookie = answer.headers().get("set-cookie").context("nobody was signed in")?.to_str()?;
        Ok(Self(cookie.split(';').next().unwrap_or_default().to_owned()))
    }
}

/// What a page took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visited {
    /// From asking until the last byte of the answer was here.
    pub(crate) took: Duration,
    /// The answer's length.
    pub(crate) size_bytes: usize,
}

/// A connection to one server.
pub(crate) struct Browser {
    http: reqwest::Client,
    url: String,
}

impl Browser {
    /// Connects, without asking for a page: what a connection costs is no page's time.
    pub(crate) async fn connect(url: &str) -> Result<Self> {
        let browser = Self { http: http_without_redirects(), url: url.to_owned() };
        browser.http.get(format!("{url}/healthz")).send().await?.bytes().await?;
        Ok(browser)
    }

    /// Asks for a page; with `form`, by sending that.
    pub(crate) async fn visit(&self, who: &Session, path: &str, form: Option<&str>) -> Result<Visited> {
        let url = format!("{}{path}", self.url);
        let request = match form {
            None => self.http.get(url),
            Some(form) => self
                .http
                .post(url)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(form.to_owned()),
        };
        let request = request.header("cookie", &who.0);
        let (answer, took) = timed_async(async {
            let answer = request.send().await?;
            let status = answer.status();
            Ok::<_, reqwest::Error>((status, answer.bytes().await?))
        })
        .await;
        let (status, body) = answer?;
        ensure!(status == 200, "{path}: {status}");
        Ok(Visited { took, size_bytes: body.len() })
    }
}
