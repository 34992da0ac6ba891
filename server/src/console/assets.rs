//! Style sheet, script and icon, embedded in the binary. Their names carry a hash of their content, so that a browser
//! may keep them for ever and still gets the new ones after an update.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::problem::Problem;

/// The style sheet.
pub(super) static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("css", "text/css; charset=utf-8", include_str!("../../assets/fieldwalk.css")));
/// The script.
pub(super) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("js", "text/javascript; charset=utf-8", include_str!("../../assets/fieldwalk.js"))
});
/// The icon.
pub(super) static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("svg", "image/svg+xml", include_str!("../../assets/fieldwalk.svg")));

/// One embedded file.
pub(super) struct Asset {
    /// Where it is served.
    pub(super) path: String,
    content_type: &'static str,
    /// What it holds.
    pub(super) content: &'static str,
}

impl Asset {
    fn new(ending: &str, content_type: &'static str, content: &'static str) -> Self {
        let hash = blake3::hash(content.as_bytes()).to_hex();
        Self { path: format!("/assets/fieldwalk-{}.{ending}", &hash[..16]), content_type, content }
    }
}

/// `GET /assets/{name}`.
pub(super) async fn show(Path(name): Path<String>) -> Result<Response, Problem> {
    let assets: [&'static Asset; 3] = [&STYLE, &SCRIPT, &ICON];
    let named = |asset: &&&'static Asset| asset.path.strip_prefix("/assets/") == Some(name.as_str());
    let asset = assets.iter().find(named).ok_or(Problem::NotFound)?;
    let mut response = asset.content.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}
