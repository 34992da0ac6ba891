//! What the platform brings along, as traits that the app implements.
//!
//! Each method may be called from any thread but the app's own, answers at once or soon, and may fail: what the app
//! throws arrives here as [`AppError`] and is a declared error of the call that needed it. No lock is held meanwhile.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::oneshot;

use crate::error::{Answer, closed};

/// What an implementation of these traits throws.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum AppError {
    /// It could not be done.
    #[error("{detail}")]
    Failed {
        /// A sentence for a developer's log; nothing private.
        detail: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for AppError {
    /// Leaves the reason out: it is the app's own text and may hold anything.
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { detail: "the app's own code threw something that it does not declare".to_owned() }
    }
}

/// Secrets of this app by name: the Keystore of Android, the Keychain of iOS. What is put must survive a restart of
/// the device; keep it out of backups that leave the device. One of them is the key that a profile's file is encrypted
/// with: without it nobody can read what was not sent.
#[uniffi::export(with_foreign)]
pub trait KeyStore: Send + Sync {
    /// The secret under this name; none where there is none. Throw where it cannot be told now, e.g. before the
    /// device was first unlocked: none means that it never was there.
    fn get(&self, name: String) -> Result<Option<Vec<u8>>, AppError>;

    /// Keeps a secret, in place of an older one.
    fn put(&self, name: String, secret: Vec<u8>) -> Result<(), AppError>;

    /// Forgets a secret; also where there is none.
    fn delete(&self, name: String) -> Result<(), AppError>;
}

/// How much a line of the log matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum LogLevel {
    /// For who looks for a fault.
    Debug,
    /// What happened.
    Info,
    /// What a person may have to see to.
    Warning,
}

/// Takes lines for the app's log. They hold no note, no name and no token.
#[uniffi::export(with_foreign)]
pub trait LogSink: Send + Sync {
    /// Takes one line.
    fn log(&self, level: LogLevel, text: String) -> Result<(), AppError>;
}

/// What network the device has, as the platform tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Network {
    /// None: nothing is tried until that changes.
    None,
    /// One that costs: what is written is sent, no connection is kept open.
    Metered,
    /// One that does not.
    Free,
}

/// A header of a request.
#[derive(Clone, uniffi::Record)]
pub struct HttpHeader {
    /// Its name.
    pub name: String,
    /// Its value. That of `authorization` is a secret: do not log it.
    pub value: String,
}

/// A request to the server.
#[derive(Clone, uniffi::Record)]
pub struct HttpRequest {
    /// `POST` or `GET`.
    pub method: String,
    /// The whole address.
    pub url: String,
    /// Its headers.
    pub headers: Vec<HttpHeader>,
    /// Its body; may be empty.
    pub body: Vec<u8>,
    /// After so many milliseconds nobody waits for the answer any more.
    pub timeout_millis: i64,
}

/// The server's answer, whatever its status.
#[derive(Clone, uniffi::Record)]
pub struct HttpResponse {
    /// 200, 401, 503.
    pub status: u16,
    /// The header `retry-after`, as it came.
    pub retry_after: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// The app's own way of speaking HTTPS, in place of the one built in.
#[uniffi::export(with_foreign)]
pub trait HttpTransport: Send + Sync {
    /// Starts a request and returns at once; `completion` takes the answer, from any thread. Do not follow redirects
    /// and do not keep the answer.
    fn start(&self, request: HttpRequest, completion: Arc<Completion>) -> Result<(), AppError>;
}

/// Takes the answer to one request. Dropped without one, it counts as no connection.
#[derive(uniffi::Object)]
pub struct Completion(Mutex<Option<oneshot::Sender<HttpResponse>>>);

impl Completion {
    /// A completion, and where its answer arrives; an error there where it will not.
    pub(crate) fn new() -> (Arc<Self>, oneshot::Receiver<HttpResponse>) {
        let (sender, receiver) = oneshot::channel();
        (Arc::new(Self(Mutex::new(Some(sender)))), receiver)
    }

    fn take(&self) -> Option<oneshot::Sender<HttpResponse>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[uniffi::export]
impl Completion {
    /// The server answered. Fails with `Closed` where this was completed before, or nobody waits any more.
    pub fn answered(&self, response: HttpResponse) -> Answer<()> {
        self.take().and_then(|sender| sender.send(response).ok()).ok_or_else(closed)
    }

    /// There was no answer: no connection, or it broke.
    pub fn failed(&self) -> Answer<()> {
        self.take().map(drop).ok_or_else(closed)
    }

    /// Whether somebody still waits; where not, the request can be given up.
    pub fn is_wanted(&self) -> bool {
        let sender = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sender.as_ref().is_some_and(|sender| !sender.is_closed())
    }
}

/// Whom to trust: what the platform trusts. On Android, asking it needs a handle that only Java code has and the first
/// request would panic without; there it is the roots of Mozilla, and an app that needs others brings a transport.
#[cfg(all(feature = "tls", not(target_os = "android")))]
pub(crate) fn with_roots(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    builder
}

/// See above.
#[cfg(all(feature = "tls", target_os = "android"))]
pub(crate) fn with_roots(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    builder.tls_certs_only(roots.filter_map(|root| reqwest::Certificate::from_der(root).ok()))
}
