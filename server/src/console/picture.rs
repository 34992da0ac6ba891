//! A picture of a piece of evidence, for who reads the piece: `GET /visits/{v}/evidence/{e}/{hash}`.
//!
//! It is shown where its piece is shown and asks for the same right each time. A browser may keep it for itself: what its
//! name says never changes. Opened by itself it is a picture and nothing else, whatever its bytes may hold.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use fieldwalk_core::domain::{BlobHash, FeedbackNote};
use fieldwalk_core::ids::{EvidenceId, VisitId};

use super::problem::Problem;
use super::session::SignedIn;
use super::text::Text;
use crate::app::App;
use crate::service::attachment::of_evidence;

/// A picture on a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct PictureView {
    /// Where it is.
    pub(crate) path: String,
    /// What is to be seen.
    pub(crate) alt: String,
    /// The author's own words for it, shown beneath; empty where there are none.
    pub(crate) caption: String,
}

impl PictureView {
    /// The pictures of a note, below the visit's `path`.
    pub(crate) fn all(text: &Text, path: &str, note: &FeedbackNote) -> Vec<Self> {
        let numbered = (1_usize..).zip(&note.attachments);
        let view = |(number, one): (usize, &fieldwalk_core::domain::FeedbackAttachment)| Self {
            path: format!("{path}/evidence/{}/{}", note.evidence, one.hash),
            alt: match one.caption.as_str() {
                "" => text.say("piece-picture").with("number", number).to_string(),
                caption => caption.to_owned(),
            },
            caption: one.caption.clone(),
        };
        numbered.map(view).collect()
    }
}

pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((visit, evidence, hash)): Path<(VisitId, EvidenceId, String)>,
) -> Result<Response, Problem> {
    let hash: BlobHash = hash.parse().map_err(|_| Problem::NotFound)?;
    let found = of_evidence(app.service(), who.caller(), visit, evidence, hash).await?;
    let (media_type, bytes) = found.ok_or(Problem::NotFound)?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type.as_str()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    let named = format!("inline; filename=\"picture.{}\"", media_type.extension());
    headers.extend(HeaderValue::try_from(named).map(|value| (header::CONTENT_DISPOSITION, value)));
    Ok(response)
}
