//! Files to take along. Each holds what its reader reads on the page of the feedback: both are made of the same
//! `feedback_for`. A document that cannot be read makes no file: a file with a gap would be taken for the whole.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use fieldwalk_core::ids::VisitId;

use super::problem::Problem;
use super::session::SignedIn;
use crate::app::App;
use crate::report;
use crate::service::export::export_for;
use crate::service::release::signed_release;

/// A file of a visit, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    /// `export.csv`: the notes.
    Notes,
    /// `export.json`: everything.
    Everything,
    /// `release-{n}.json`: a release, signed.
    Release(u32),
}

/// `GET /visits/{v}/{file}`.
pub(super) async fn file(
    State(app): State<App>,
    who: SignedIn,
    Path((visit, name)): Path<(VisitId, String)>,
) -> Result<Response, Problem> {
    let file = File::named(&name).ok_or(Problem::NotFound)?;
    let (service, caller) = (app.service(), who.caller());
    let (bytes, content_type) = match file {
        File::Notes => (
            report::notes_csv(&export_for(service, caller, visit).await?),
            "text/csv; charset=utf-8; header=present",
        ),
        File::Everything => (report::visit_json(&export_for(service, caller, visit).await?), "application/json"),
        File::Release(number) => {
            (signed_release(service, caller, visit, number).await?.to_bytes(), "application/json")
        }
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    Ok(response)
}

impl File {
    fn named(name: &str) -> Option<Self> {
        match name {
            "export.csv" => Some(Self::Notes),
            "export.json" => Some(Self::Everything),
            _ => name.strip_prefix("release-")?.strip_suffix(".json")?.parse().ok().map(Self::Release),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        assert_eq!(File::named("release-12.json"), Some(File::Release(12)));
        assert_eq!(File::named("export.csv"), Some(File::Notes));
        for unknown in ["release-.json", "release-1", "export.exe", "", "release--1.json"] {
            assert_eq!(File::named(unknown), None, "{unknown}");
        }
    }
}
