//! What stands between a phone and its server: it can hand out changed scripts of the app, and answer in its place.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// Changes the text of a file: its path, and what the server has for it.
type Change = Box<dyn Fn(&str, String) -> String + Send>;

/// A proxy on a port of its own, until it is dropped.
pub(crate) struct Proxy {
    url: String,
    between: Arc<Between>,
    serving: tokio::task::JoinHandle<()>,
}

struct Between {
    server: String,
    http: reqwest::Client,
    change: Mutex<Change>,
    refuses: Mutex<Option<StatusCode>>,
}

impl Proxy {
    /// Starts one in front of the server at `server`.
    pub(crate) async fn start(server: &str) -> Self {
        let between = Arc::new(Between {
            server: server.to_owned(),
            http: reqwest::Client::new(),
            change: Mutex::new(Box::new(|_, text| text)),
            refuses: Mutex::new(None),
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(pass).with_state(between.clone());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, between, serving }
    }

    /// Where phones find it.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Changes scripts of the app from now on.
    pub(crate) fn change(&self, change: impl Fn(&str, String) -> String + Send + 'static) {
        *self.between.change.lock().unwrap() = Box::new(change);
    }

    /// Answers every call of the app with this status from now on; `None`: the server answers.
    pub(crate) fn refuse(&self, status: Option<StatusCode>) {
        *self.between.refuses.lock().unwrap() = status;
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn pass(
    State(between): State<Arc<Between>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let refused = *between.refuses.lock().unwrap();
    if let Some(status) = refused.filter(|_| uri.path().starts_with("/v1/")) {
        return status.into_response();
    }
    let mut request = between.http.request(method, format!("{}{uri}", between.server)).body(body);
    for name in [header::AUTHORIZATION, header::CONTENT_TYPE, header::ACCEPT] {
        if let Some(value) = headers.get(&name) {
            request = request.header(name, value);
        }
    }
    let Ok(answer) = request.send().await else { return StatusCode::BAD_GATEWAY.into_response() };
    let (status, kind) = (answer.status(), answer.headers().get(header::CONTENT_TYPE).cloned());
    let path = uri.path().to_owned();
    let body = if path.ends_with(".js") {
        let text = answer.text().await.unwrap();
        Body::from((between.change.lock().unwrap())(&path, text))
    } else {
        // As it comes: change notices never end.
        Body::from_stream(answer.bytes_stream())
    };
    let mut response = (status, body).into_response();
    if let Some(kind) = kind {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    response
}
