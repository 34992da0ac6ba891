//! Where the link of an invite leads: what to do with its code. The code is in the fragment, so only the script sees it.

use axum::response::Response;

use super::page::{Place, page};
use super::problem::Problem;
use super::session::Visitor;

/// The page of an invite.
#[derive(Debug, Default)]
pub(crate) struct InviteView {}

page!(InviteView, "invite.html", Place::Elsewhere);

/// `GET /invite`.
pub(super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    visitor.frame().page(&InviteView::default())
}

#[cfg(test)]
impl InviteView {
    pub(crate) fn samples(_: &'static super::text::Text) -> Vec<(&'static str, Self)> {
        vec![("usual", Self::default())]
    }
}
