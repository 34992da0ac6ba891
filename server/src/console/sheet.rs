//! The sheet for the morning: on paper, for everybody who comes; the question, the look-fors, the norms, and where each
//! team is when. No code is on it: a code is a person's own, see the print sheet of invites.

use axum::extract::{Path, State};
use axum::response::Response;

use fieldwalk_core::domain::{Visit, VisitFacts};
use fieldwalk_core::ids::VisitId;

use super::page::{Place, page};
use super::plan::{LookForCard, RotationTable, TeamLine, look_for_card, read_plan, rotation_table, teams};
use super::problem::Problem;
use super::session::SignedIn;
use super::visit_head::{Here, VisitHead, is_for, visit};
use crate::app::App;
use crate::service::names::Names;

/// The sheet.
#[derive(Debug, Clone, Default)]
pub(crate) struct SheetView {
    pub(crate) head: VisitHead,
    pub(crate) question: String,
    pub(crate) look_fors: Vec<LookForCard>,
    pub(crate) norms: Vec<String>,
    pub(crate) teams: Vec<TeamLine>,
    pub(crate) rotation: RotationTable,
}

page!(SheetView, "sheet.html", Place::Visits);

/// `GET /visits/{visit}/sheet`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
) -> Result<Response, Problem> {
    let (facts, names) = visit(&app, &who, id).await?;
    if !is_for(who.member(), &facts, Here::Sheet) {
        return Err(Problem::NotFound);
    }
    let (plan, _) = read_plan(&app, &who, &facts).await?;
    let head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Sheet);
    who.frame().page(&SheetView { head, ..view(&facts, &names, &plan) })
}

fn view(facts: &VisitFacts, names: &Names, plan: &Visit) -> SheetView {
    SheetView {
        question: plan.problem_of_practice.clone(),
        look_fors: plan.look_fors.iter().map(|(id, one)| look_for_card(*id, one)).collect(),
        norms: plan.norms.values().map(|norm| norm.text.clone()).collect(),
        teams: teams(plan, facts, names),
        rotation: rotation_table(plan),
        ..SheetView::default()
    }
}

#[cfg(any(test, feature = "testing"))]
impl SheetView {
    pub(crate) fn samples(text: &'static super::text::Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT, facts, names, plan};
        let with = |words: &str, count: usize| Self {
            head: VisitHead::sample(text, words, Here::Sheet),
            ..view(&facts(), &names(words), &plan(words, count))
        };
        vec![
            ("empty", with("", 0)),
            ("usual", with("Students explain their reasoning", 4)),
            ("stress", with("Students explain their reasoning to one another in whole sentences", 30)),
            ("hostile", with(HOSTILE, 2)),
            ("right-to-left", with(RIGHT_TO_LEFT, 3)),
        ]
    }
}
