//! Signing in with a code that somebody handed over or a phone shows.

use axum::response::Response;

use super::page::{Place, page};
use super::problem::Problem;
use super::session::Visitor;

/// The sign-in page.
#[derive(Debug, Default)]
pub(crate) struct SignInView {
    /// What was wrong with the code given before.
    pub(crate) error: Option<String>,
}

page!(SignInView, "sign_in.html", Place::Elsewhere);

/// `GET /sign-in`.
pub(super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    visitor.frame().page(&SignInView::default())
}

#[cfg(test)]
impl SignInView {
    pub(crate) fn samples(_: &'static super::text::Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT};
        vec![
            ("usual", Self::default()),
            (
                "error",
                Self {
                    error: Some("This code has expired. Codes work for 15 minutes: ask for a new one.".into()),
                },
            ),
            ("hostile", Self { error: Some(HOSTILE.into()) }),
            ("right-to-left", Self { error: Some(RIGHT_TO_LEFT.into()) }),
        ]
    }
}
