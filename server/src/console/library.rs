//! The network's library: look-fors and norms for plans to take over. Everybody reads it, facilitators write it.

use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Form;
use fieldwalk_core::domain::{DocumentKey, Network, Norm};
use fieldwalk_core::ids::{LookForId, NormId};
use serde::Deserialize;

use super::page::{Place, did, page};
use super::plan::{Line, LookForCard, look_for_card, read_library};
use super::plan_forms::{LookForForm, NormForm};
use super::problem::Problem;
use super::session::SignedIn;
use crate::app::App;

/// The library.
#[derive(Debug, Clone, Default)]
pub(crate) struct LibraryView {
    pub(crate) may_change: bool,
    pub(crate) look_fors: Vec<LookForCard>,
    pub(crate) norms: Vec<Line>,
    /// Ids for what the forms add.
    pub(crate) new_look_for: String,
    pub(crate) new_norm: String,
}

page!(LibraryView, "library.html", Place::Library);

/// `GET /library`.
pub(super) async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Problem> {
    let library = read_library(&app, &who).await?;
    let now = app.service().clock.now();
    let (look_for, norm) = app.service().chance.draw(|rng| (LookForId::new(now, rng), NormId::new(now, rng)));
    let may_change = who.is_facilitator();
    let (new_look_for, new_norm) = (look_for.to_string(), norm.to_string());
    who.frame().page(&LibraryView { may_change, new_look_for, new_norm, ..view(&library) })
}

/// `POST /library/look-for`: adds one or changes it.
pub(super) async fn put_look_for(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<LookForForm>,
) -> Result<Response, Problem> {
    let now = app.service().clock.now();
    let (id, wanted) = form.parts();
    who.write(&app, DocumentKey::Network, move |document| document.put_look_for(id, &wanted, now)).await?;
    Ok(did("saved", "/library"))
}

/// `POST /library/norm`.
pub(super) async fn put_norm(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<NormForm>,
) -> Result<Response, Problem> {
    let now = app.service().clock.now();
    let norm = Norm { text: form.text };
    who.write(&app, DocumentKey::Network, move |document| document.put_norm(form.id, &norm, now)).await?;
    Ok(did("saved", "/library"))
}

#[derive(Deserialize)]
pub(super) struct RemoveForm {
    look_for: Option<LookForId>,
    norm: Option<NormId>,
}

/// `POST /library/remove`. Plans that took it over keep theirs.
pub(super) async fn remove(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<RemoveForm>,
) -> Result<Response, Problem> {
    let now = app.service().clock.now();
    who.write(&app, DocumentKey::Network, move |document| match (form.look_for, form.norm) {
        (Some(look_for), _) => document.remove_look_for(look_for, now),
        (None, Some(norm)) => document.remove_norm(norm, now),
        (None, None) => Ok(None),
    })
    .await?;
    Ok(did("saved", "/library"))
}

fn view(library: &Network) -> LibraryView {
    let norm = |(id, norm): (&NormId, &Norm)| Line { id: id.to_string(), text: norm.text.clone() };
    LibraryView {
        look_fors: library.look_fors.iter().map(|(id, one)| look_for_card(*id, one)).collect(),
        norms: library.norms.iter().map(norm).collect(),
        ..LibraryView::default()
    }
}

#[cfg(any(test, feature = "testing"))]
impl LibraryView {
    pub(crate) fn samples(_: &'static super::text::Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT, plan};
        let with = |words: &str, count: usize| {
            let plan = plan(words, count);
            let library = Network { look_fors: plan.look_fors, norms: plan.norms, ..Network::default() };
            Self { may_change: true, new_look_for: "1".into(), new_norm: "2".into(), ..view(&library) }
        };
        vec![
            ("empty", with("", 0)),
            ("usual", with("Students explain their reasoning", 6)),
            ("reader", Self { may_change: false, ..with("Students explain their reasoning", 6) }),
            ("stress", with("Students explain their reasoning to one another in whole sentences", 80)),
            ("hostile", with(HOSTILE, 2)),
            ("right-to-left", with(RIGHT_TO_LEFT, 3)),
        ]
    }
}
