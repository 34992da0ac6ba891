//! The web client: the files that `cargo xtask web` built, embedded in the binary and served under `/app/`.
//!
//! A path that is no file is a screen of the app, and gets the app. Names with a hash of their content may be kept for
//! ever; every other name is asked about each time, the service worker's script among them, else a phone would stay on
//! an old version. Files lie here as they go over the wire: packed beforehand, `NAME.br` and `NAME.gz` beside `NAME`.
//! A debug build reads the folder instead of embedding it.

use axum::Router;
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use data_encoding::HEXLOWER;
use rust_embed::{Embed, EmbeddedFile, RustEmbed};

use crate::app::App;
use crate::console::Problem;

#[derive(Embed)]
#[folder = "../web/dist/"]
struct Files;

/// The page that is the app.
const APP: &str = "index.html";
/// The folder of the files whose names carry a hash.
const HASHED: &str = "assets/";

/// How a file may be packed, the best first: the word of the header, and the end of the packed file's name.
const PACKINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The app's own files and nothing else; WebAssembly may be compiled, which is all that `wasm-unsafe-eval` allows.
/// Pictures may come from memory, too: a photograph that was just taken has no address.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; \
                              style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
                              manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // The camera reads the code of an invite.
    (HeaderName::from_static("permissions-policy"), "camera=(self), geolocation=(), microphone=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// The app's paths.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/app", get(async || Redirect::permanent("/app/")))
        .route("/app/", get(async |headers: HeaderMap| serve::<Files>(APP, &headers)))
        .route(
            "/app/{*path}",
            get(async |Path(path): Path<String>, headers: HeaderMap| serve::<Files>(&path, &headers)),
        )
        .layer(from_fn(guard))
}

/// Whether this server has the web client.
pub(crate) fn is_built() -> bool {
    Files::get(APP).is_some()
}

async fn guard(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The file, or the app where a screen of it is meant.
fn serve<F: RustEmbed>(path: &str, headers: &HeaderMap) -> Response {
    let is_screen = !path.contains('.');
    let path = if is_screen { APP } else { path };
    match F::get(path) {
        Some(file) => answer::<F>(path, file, headers),
        None if F::get(APP).is_none() => Problem::NoWebClient.into_response(),
        None => Problem::NotFound.into_response(),
    }
}

fn answer<F: RustEmbed>(path: &str, plain: EmbeddedFile, headers: &HeaderMap) -> Response {
    let kept = if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let tag = format!("\"{}\"", HEXLOWER.encode(&plain.metadata.sha256_hash()[..16]));
    let about = [(header::CACHE_CONTROL, kept), (header::ETAG, &tag), (header::VARY, "accept-encoding")];
    let is_known = |value: &HeaderValue| value.to_str().is_ok_and(|known| known.contains(&tag));
    if headers.get_all(header::IF_NONE_MATCH).iter().any(is_known) {
        return (StatusCode::NOT_MODIFIED, about).into_response();
    }
    let kind = [(header::CONTENT_TYPE, plain.metadata.mimetype())];
    let packed = PACKINGS
        .into_iter()
        .filter(|(word, _)| accepts(headers, word))
        .find_map(|(word, ending)| Some((word, F::get(&format!("{path}{ending}"))?)));
    match packed {
        Some((word, file)) => {
            (about, kind, [(header::CONTENT_ENCODING, word)], file.data.into_owned()).into_response()
        }
        None => (about, kind, plain.data.into_owned()).into_response(),
    }
}

/// Whether the other side takes this packing: named, and not with a weight of zero.
fn accepts(headers: &HeaderMap, packing: &str) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let is_named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(packing));
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(Ok(1.0), str::parse::<f32>);
        is_named && weight.is_ok_and(|weight| weight > 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Embed)]
    #[folder = "tests/web/"]
    struct Built;

    #[derive(Embed)]
    #[folder = "tests/no-such-folder/"]
    #[allow_missing = true]
    struct NotBuilt;

    fn with(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    fn accepting(value: &'static str) -> HeaderMap {
        with(header::ACCEPT_ENCODING, value)
    }

    fn text<'a>(answer: &'a Response, name: &HeaderName) -> &'a str {
        answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[test]
    fn a_screen_of_the_app_gets_the_app_which_is_asked_about_each_time() {
        for path in [APP, "join", "visit/0193"] {
            let answer = serve::<Built>(path, &HeaderMap::new());
            assert_eq!(answer.status(), StatusCode::OK);
            assert_eq!(text(&answer, &header::CONTENT_TYPE), "text/html");
            assert_eq!(text(&answer, &header::CACHE_CONTROL), "no-cache");
            let again = serve::<Built>(path, &with(header::IF_NONE_MATCH, text(&answer, &header::ETAG)));
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        }
        assert_eq!(serve::<Built>("no-such.js", &HeaderMap::new()).status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn a_name_with_a_hash_is_kept_for_ever_and_sent_as_packed_as_the_other_side_takes_it() {
        for (takes, packing) in [("gzip, br", "br"), ("gzip", "gzip"), ("identity", "")] {
            let answer = serve::<Built>("assets/app-0a1b2c3d.js", &accepting(takes));
            assert_eq!(text(&answer, &header::CONTENT_ENCODING), packing, "{takes}");
            assert_eq!(text(&answer, &header::CONTENT_TYPE), "text/javascript");
            assert!(text(&answer, &header::CACHE_CONTROL).contains("immutable"));
        }
        assert_eq!(text(&serve::<Built>(APP, &accepting("br")), &header::CONTENT_ENCODING), "", "is not packed");
    }

    #[test]
    fn a_server_without_the_app_says_so() {
        let answer = serve::<NotBuilt>(APP, &HeaderMap::new());
        assert_eq!(answer.extensions().get(), Some(&Problem::NoWebClient));
    }

    #[test]
    fn a_packing_is_taken_where_it_is_named_and_not_weighed_zero() {
        let browser = accepting("gzip, deflate, br;q=0.9");
        assert!(accepts(&browser, "br") && accepts(&browser, "gzip"));
        assert!(!accepts(&accepting("gzip, br;q=0"), "br"));
        assert!(!accepts(&accepting("brotli"), "br") && !accepts(&HeaderMap::new(), "gzip"));
    }
}
