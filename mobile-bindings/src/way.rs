//! How requests reach the server: over the TLS built in, or over the app's own transport.

use std::sync::Arc;
#[cfg(feature = "tls")]
use std::sync::OnceLock;
use std::time::Duration;

use fieldwalk_core::client::Profile;
#[cfg(feature = "tls")]
use fieldwalk_core::driver::Connection;
use fieldwalk_core::driver::{Http, Post, Reply};
use fieldwalk_core::protocol::MEDIA_TYPE;
use fieldwalk_core::sync::Failure;

use crate::error::{Answer, Retry, error};
use crate::platform::{Completion, HttpHeader, HttpRequest, HttpTransport};
use crate::runtime::off_thread;

/// No request takes longer than this.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Carries requests; made once and shared among profiles.
#[derive(Clone)]
pub(crate) enum Way {
    App(Arc<dyn HttpTransport>),
    #[cfg(feature = "tls")]
    BuiltIn(Arc<OnceLock<reqwest::Client>>),
}

impl Way {
    /// The app's transport, or else the one built in.
    pub(crate) fn new(transport: Option<Arc<dyn HttpTransport>>) -> Answer<Self> {
        match transport {
            Some(transport) => Ok(Self::App(transport)),
            None => Self::built_in(),
        }
    }

    #[cfg(not(feature = "tls"))]
    fn built_in() -> Answer<Self> {
        Err(error!(BadArgument, Retry::Never, "this library was built without HTTPS: give it a transport"))
    }

    #[cfg(feature = "tls")]
    fn built_in() -> Answer<Self> {
        Ok(Self::BuiltIn(Arc::default()))
    }
}

/// What speaks HTTPS, started by the first request: where it cannot start, as on a device without root certificates,
/// there is no connection and everything else works.
#[cfg(feature = "tls")]
fn started(kept: &OnceLock<reqwest::Client>) -> Result<&reqwest::Client, Failure> {
    if let Some(client) = kept.get() {
        return Ok(client);
    }
    // Fails only where a provider was installed before, which is as good.
    drop(rustls::crypto::ring::default_provider().install_default());
    // A redirect would carry the token to another address.
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let client = crate::platform::with_roots(builder).build().map_err(|_| Failure::NoConnection)?;
    Ok(kept.get_or_init(|| client))
}

/// The server's change notices. The app's own transport has one answer to a request, and so none: without HTTPS there is
/// no value of this type.
pub(crate) enum Notices {
    #[cfg(feature = "tls")]
    BuiltIn(fieldwalk_core::driver::Notices),
}

impl Notices {
    /// Waits for the next one; `None` when the connection is gone.
    pub(crate) async fn next(&mut self) -> Option<()> {
        match *self {
            #[cfg(feature = "tls")]
            Self::BuiltIn(ref mut notices) => notices.next().await,
        }
    }
}

impl Way {
    /// Opens the way of change notices; `None` where there is none, or not now.
    #[cfg_attr(not(feature = "tls"), expect(unused_variables, reason = "only what is built in has notices"))]
    pub(crate) async fn notices(&self, profile: &Profile) -> Option<Notices> {
        match self {
            Self::App(_) => None,
            #[cfg(feature = "tls")]
            Self::BuiltIn(client) => {
                let connection = Connection::new(started(client).ok()?.clone(), profile);
                connection.notices().await.ok().map(Notices::BuiltIn)
            }
        }
    }
}

impl Http for Way {
    async fn post(&self, post: Post) -> Result<Reply, Failure> {
        match self {
            Self::App(transport) => over_app(transport.clone(), post).await,
            #[cfg(feature = "tls")]
            Self::BuiltIn(client) => Http::post(started(client)?, post).await,
        }
    }
}

async fn over_app(transport: Arc<dyn HttpTransport>, post: Post) -> Result<Reply, Failure> {
    let header = |name: &str, value: String| HttpHeader { name: name.to_owned(), value };
    let mut headers = vec![header("content-type", MEDIA_TYPE.to_owned())];
    headers.extend(post.token.map(|token| header("authorization", format!("Bearer {token}"))));
    let request = HttpRequest {
        method: "POST".to_owned(),
        url: post.url,
        headers,
        body: post.body,
        timeout_millis: i64::try_from(TIMEOUT.as_millis()).unwrap_or(i64::MAX),
    };
    let (completion, answered) = Completion::new();
    // The app may take its time to start one, and may throw; both are no connection.
    let started = off_thread(move || {
        let failed = |_| error!(NoConnection, Retry::Later, "the app's transport did not start the request");
        transport.start(request, completion).map_err(failed)
    });
    let answer = tokio::time::timeout(TIMEOUT, async {
        started.await.map_err(|_| Failure::NoConnection)?;
        answered.await.map_err(|_| Failure::NoConnection)
    });
    let response = answer.await.map_err(|_| Failure::NoConnection)??;
    Ok(Reply { status: response.status, retry_after: response.retry_after, date: None, body: response.body })
}
