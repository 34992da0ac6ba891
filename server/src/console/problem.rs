//! What goes wrong, told to a person: what happened, what is safe, what to do next. The only place of the console that
//! picks status codes for it.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use fieldwalk_core::document::DocumentError;
use fieldwalk_core::protocol::Refusal;

use super::headers;
use super::language::Language;
use super::page::{Frame, Place, page};
use super::text::Text;
use crate::service::write::NotWritten;
use crate::store::StoreError;

/// Why there is no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Nobody is signed in; the answer leads to the sign-in.
    SignedOut,
    /// There is no such page, or it is not for this person: the two are not told apart.
    NotFound,
    /// The person may see this page but not do this.
    NotAllowed,
    /// The form came from another site.
    CrossSite,
    /// The form could not be read.
    Unreadable,
    /// What was sent is too large.
    TooLarge,
    /// Too many requests.
    TooMany,
    /// The server cannot do it now.
    Unavailable,
    /// The web client is not a part of this server.
    NoWebClient,
}

impl Problem {
    /// All problems.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) const ALL: [Self; 9] = [
        Self::SignedOut,
        Self::NotFound,
        Self::NotAllowed,
        Self::CrossSite,
        Self::Unreadable,
        Self::TooLarge,
        Self::TooMany,
        Self::Unavailable,
        Self::NoWebClient,
    ];

    /// The ids of its messages: what happened, what is safe, what to do next.
    pub(crate) fn ids(self) -> [String; 3] {
        let name = match self {
            Self::SignedOut => "signed-out",
            Self::NotFound => "not-found",
            Self::NotAllowed => "not-allowed",
            Self::CrossSite => "cross-site",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too-large",
            Self::TooMany => "too-many",
            Self::Unavailable => "unavailable",
            Self::NoWebClient => "no-web-client",
        };
        ["what", "safe", "next"].map(|part| format!("problem-{name}-{part}"))
    }

    fn status(self) -> StatusCode {
        match self {
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::NotFound | Self::NoWebClient => StatusCode::NOT_FOUND,
            Self::NotAllowed | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// What an answer without a page of ours means to a person.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::UNAUTHORIZED => Self::SignedOut,
            StatusCode::FORBIDDEN => Self::CrossSite,
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Self::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::TOO_MANY_REQUESTS => Self::TooMany,
            status if status.is_client_error() => Self::Unreadable,
            _ => Self::Unavailable,
        }
    }
}

impl IntoResponse for Problem {
    /// An empty answer: [`for_people`] makes the page of it, in the language of the request.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<NotWritten> for Problem {
    fn from(error: NotWritten) -> Self {
        match error {
            NotWritten::Intent(DocumentError::NotFound) | NotWritten::Refused(Refusal::UnknownVisit) => {
                Self::NotFound
            }
            NotWritten::Intent(DocumentError::TooLong | DocumentError::TooLarge) => Self::TooLarge,
            NotWritten::Intent(DocumentError::Locked) | NotWritten::Refused(Refusal::NotAllowed) => {
                Self::NotAllowed
            }
            NotWritten::Store(error) => error.into(),
            error => {
                tracing::error!(%error, "a document could not be written");
                Self::Unavailable
            }
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "the store failed");
        Self::Unavailable
    }
}

/// Puts a page in place of an answer that went wrong, where a browser asked for one.
pub(crate) async fn for_people(request: Request, next: Next) -> Response {
    let is_read = request.method().is_safe();
    let language =
        wants_page(request.headers(), request.uri().path()).then(|| Language::of_request(request.headers()));
    let response = next.run(request).await;
    let status = response.status();
    let went_wrong = status.is_client_error() || status.is_server_error();
    let Some(language) = language.filter(|_| went_wrong && !is_page(response.headers())) else { return response };
    let problem = response.extensions().get().copied().unwrap_or_else(|| Problem::of_status(status));
    if problem == Problem::SignedOut && is_read {
        return Redirect::to("/sign-in").into_response();
    }
    let text = Text::of(language);
    let mut page = Frame::new(text, None, None)
        .page_with(status, &ProblemView::new(problem, text))
        .unwrap_or_else(|_| status.into_response());
    headers::add(page.headers_mut());
    if let Some(wait) = response.headers().get(header::RETRY_AFTER) {
        page.headers_mut().insert(header::RETRY_AFTER, wait.clone());
    }
    page
}

/// Devices and monitors ask for no HTML.
fn wants_page(headers: &HeaderMap, path: &str) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    !path.starts_with("/v1/") && accept.contains("text/html")
}

fn is_page(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"))
}

/// The page of a problem.
pub(crate) struct ProblemView {
    what: String,
    safe: String,
    next: String,
    is_signed_out: bool,
}

page!(ProblemView, "problem.html", Place::Elsewhere);

impl ProblemView {
    fn new(problem: Problem, text: &Text) -> Self {
        let [what, safe, next] = problem.ids().map(|id| text.get(&id));
        Self { what, safe, next, is_signed_out: problem == Problem::SignedOut }
    }

    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        let names = [
            "signed-out",
            "not-found",
            "not-allowed",
            "cross-site",
            "unreadable",
            "too-large",
            "too-many",
            "down",
            "no-web-client",
        ];
        names.into_iter().zip(Problem::ALL.map(|problem| Self::new(problem, text))).collect()
    }
}
