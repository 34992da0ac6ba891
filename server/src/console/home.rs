//! The first page: the visits of the member.

use axum::response::Response;

use super::page::{Place, page};
use super::problem::Problem;
use super::session::SignedIn;

/// The visits.
#[derive(Debug, Default)]
pub(crate) struct HomeView {}

page!(HomeView, "home.html", Place::Visits);

/// `GET /`.
pub(super) async fn show(who: SignedIn) -> Result<Response, Problem> {
    who.frame().page(&HomeView::default())
}

#[cfg(test)]
impl HomeView {
    pub(crate) fn samples(_: &'static super::text::Text) -> Vec<(&'static str, Self)> {
        vec![("empty", Self::default())]
    }
}
