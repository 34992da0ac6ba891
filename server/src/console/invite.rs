//! Where the link of an invite leads: what to do with its code. The code is in the fragment, so only the script sees it.

use axum::response::Response;

use super::page::{Place, page};
use super::problem::Problem;
use super::session::Visitor;
use super::text::Text;
use crate::web;

/// The page of an invite.
#[derive(Debug)]
pub(crate) struct InviteView {
    /// What to do, in order.
    pub(crate) steps: Vec<String>,
    /// Whether this server has the web client to join with.
    pub(crate) has_web_client: bool,
}

page!(InviteView, "invite.html", Place::Elsewhere);

/// `GET /invite`.
pub(super) async fn show(visitor: Visitor) -> Result<Response, Problem> {
    visitor.frame().page(&InviteView::new(visitor.text, web::is_built()))
}

impl InviteView {
    fn new(text: &Text, has_web_client: bool) -> Self {
        Self {
            steps: vec![text.get("invite-open"), text.get("invite-type"), text.get("invite-ready")],
            has_web_client,
        }
    }
}

#[cfg(any(test, feature = "testing"))]
impl InviteView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        vec![("usual", Self::new(text, true)), ("no-web-client", Self::new(text, false))]
    }
}
