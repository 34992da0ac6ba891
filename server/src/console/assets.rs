//! Style sheet, scripts and icon, embedded in the binary. Their names carry a hash of their content, so that a browser
//! may keep them for ever and still gets the new ones after an update.
//!
//! A script that other scripts import is a module of its own: an import names the file as it lies in `assets/`, so that
//! editors follow it, and is served under the name with the hash.

use std::borrow::Cow;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::problem::Problem;

/// The style sheet.
pub(super) static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "fieldwalk.css",
        "text/css; charset=utf-8",
        concat!(include_str!("../../assets/fieldwalk.css"), include_str!("../report/chart/chart.css")),
    )
});
/// The script.
pub(super) static SCRIPT: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("fieldwalk.js", SCRIPT_TYPE, include_str!("../../assets/fieldwalk.js")));
/// The icon.
pub(super) static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("fieldwalk.svg", "image/svg+xml", include_str!("../../assets/fieldwalk.svg")));
/// The modules; each imports none but those before it.
pub(super) static MODULES: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let mut modules: Vec<Asset> = Vec::new();
    for (name, content) in SOURCES {
        let rename = |content: String, known: &Asset| {
            content.replace(&format!("\"./{}\"", known.name), &format!("\"{}\"", known.path))
        };
        let content = modules.iter().fold(content.to_owned(), rename);
        modules.push(Asset::new(name, SCRIPT_TYPE, content));
    }
    modules
});
const SOURCES: [(&str, &str); 9] = [
    ("ids.js", include_str!("../../assets/debrief/ids.js")),
    ("backoff.js", include_str!("../../assets/debrief/backoff.js")),
    ("outbox.js", include_str!("../../assets/debrief/outbox.js")),
    ("unsent.js", include_str!("../../assets/debrief/unsent.js")),
    ("drafts.js", include_str!("../../assets/debrief/drafts.js")),
    ("morph.js", include_str!("../../assets/debrief/morph.js")),
    ("live.js", include_str!("../../assets/debrief/live.js")),
    ("drag.js", include_str!("../../assets/debrief/drag.js")),
    ("debrief.js", include_str!("../../assets/debrief/debrief.js")),
];
const SCRIPT_TYPE: &str = "text/javascript; charset=utf-8";

/// Where the module of this name is served.
pub(super) fn module(name: &str) -> &'static str {
    let module = MODULES.iter().find(|module| module.name == name);
    debug_assert!(module.is_some(), "there is no module {name}");
    module.map_or("", |module| &module.path)
}

/// One embedded file.
pub(super) struct Asset {
    name: &'static str,
    /// Where it is served.
    pub(super) path: String,
    content_type: &'static str,
    /// What it holds.
    pub(super) content: Cow<'static, str>,
}

impl Asset {
    fn new(name: &'static str, content_type: &'static str, content: impl Into<Cow<'static, str>>) -> Self {
        let content = content.into();
        let hash = blake3::hash(content.as_bytes()).to_hex();
        let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
        Self { name, path: format!("/assets/{stem}-{}.{ending}", &hash[..16]), content_type, content }
    }
}

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static Asset> {
    [&*STYLE, &*SCRIPT, &*ICON].into_iter().chain(MODULES.iter())
}

/// `GET /assets/{name}`.
pub(super) async fn show(Path(name): Path<String>) -> Result<Response, Problem> {
    let named = |asset: &&'static Asset| asset.path.strip_prefix("/assets/") == Some(name.as_str());
    let asset = all().find(named).ok_or(Problem::NotFound)?;
    let mut response = (&*asset.content).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_import_names_a_module_as_it_is_served() {
        for module in MODULES.iter() {
            let imports = module.content.split(" from \"").skip(1).filter_map(|rest| rest.split('"').next());
            for import in imports {
                assert!(all().any(|asset| asset.path == import), "{} imports {import}", module.name);
            }
        }
    }
}
