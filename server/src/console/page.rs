//! The frame that every page stands in, and what makes a view a page.
//!
//! A view is a struct of plain strings and numbers: whatever had to be decided or worded was, before the template sees
//! it. `page!` joins a view with its template; the template fills in the blocks of `templates/frame.html`.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use super::assets;
use super::problem::Problem;
use super::text::Text;

/// The part of the console that a page belongs to, marked in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Visits, and everything about one.
    Visits,
    /// Members and invites.
    Members,
    /// Look-fors and norms.
    Library,
    /// One's own account.
    Account,
    /// None of them: sign-in, problems.
    Elsewhere,
}

/// Who is signed in, as the frame shows it.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    /// The network's name.
    pub(crate) network: String,
    /// The member's name.
    pub(crate) member: String,
    /// Whether members can be managed.
    pub(crate) is_facilitator: bool,
}

/// What stands around a page.
pub(crate) struct Frame {
    /// What the console says, in the reader's language.
    pub(crate) text: &'static Text,
    /// Who is signed in.
    pub(crate) who: Option<Who>,
    /// What the form just sent did, in words.
    pub(crate) did: Option<String>,
    place: Place,
}

impl Frame {
    /// The frame for whoever it is; `did` is the word that a redirect brought along.
    pub(crate) fn new(text: &'static Text, who: Option<Who>, did: Option<&str>) -> Self {
        let did = did.map(|word| format!("did-{word}")).filter(|id| text.has(id)).map(|id| text.get(&id));
        Self { text, who, did, place: Place::Elsewhere }
    }

    /// The page, with status 200.
    pub(crate) fn page<V: View>(self, view: &V) -> Result<Response, Problem> {
        self.page_with(StatusCode::OK, view)
    }

    /// The page, with another status: 422 for a form that needs another look.
    pub(crate) fn page_with<V: View>(self, status: StatusCode, view: &V) -> Result<Response, Problem> {
        let html = self.html(view).map_err(|error| {
            tracing::error!(template = V::TEMPLATE, %error, "a page could not be rendered");
            Problem::Unavailable
        })?;
        Ok((status, Html(html)).into_response())
    }

    /// The page's text.
    pub(crate) fn html<V: View>(mut self, view: &V) -> askama::Result<String> {
        self.place = V::PLACE;
        view.html(&self)
    }

    /// `page` on the links of the navigation that lead to where the reader is.
    pub(crate) fn current(&self, place: Place) -> &'static str {
        if self.place == place { "page" } else { "false" }
    }

    /// Where the style sheet is.
    pub(crate) fn style(&self) -> &'static str {
        &assets::STYLE.path
    }

    /// Where the script is.
    pub(crate) fn script(&self) -> &'static str {
        &assets::SCRIPT.path
    }

    /// Where the icon is.
    pub(crate) fn icon(&self) -> &'static str {
        &assets::ICON.path
    }
}

/// The data of one page. Implemented by [`page!`].
pub(crate) trait View {
    /// The file in `templates/`.
    const TEMPLATE: &'static str;
    /// Where in the console it is.
    const PLACE: Place;

    /// The whole page.
    fn html(&self, frame: &Frame) -> askama::Result<String>;
}

/// Joins a view with its template: `page!(MembersView, "members.html", Place::Members);`. The template sees `view`,
/// `text` and `frame`.
macro_rules! page {
    ($view:ty, $template:tt, $place:expr) => {
        impl $crate::console::page::View for $view {
            const TEMPLATE: &'static str = $template;
            const PLACE: $crate::console::page::Place = $place;

            fn html(&self, frame: &$crate::console::page::Frame) -> askama::Result<String> {
                #[derive(askama::Template)]
                #[template(path = $template)]
                struct Framed<'a> {
                    frame: &'a $crate::console::page::Frame,
                    text: &'static $crate::console::text::Text,
                    view: &'a $view,
                }
                let framed = Framed { frame, text: frame.text, view: self };
                // A page that says the same to everybody has a template that reads nothing of its view.
                let _: &$view = framed.view;
                askama::Template::render(&framed)
            }
        }
    };
}
pub(crate) use page;

/// A redirect after a form, to a page that then says what was done: the message `did-{word}`.
pub(crate) fn did(word: &str, path: &str) -> Response {
    let (page, part) =
        path.split_once('#').map_or((path, String::new()), |(page, part)| (page, format!("#{part}")));
    let joint = if page.contains('?') { '&' } else { '?' };
    axum::response::Redirect::to(&format!("{page}{joint}did={word}{part}")).into_response()
}

/// The word that such a redirect brought along.
pub(crate) fn done_word(query: Option<&str>) -> Option<&str> {
    query?.split('&').find_map(|pair| pair.strip_prefix("did="))
}
