//! A new visit: a school, a day and a kind; its plan starts from the kind's template, from the last visit of the school,
//! or from a next step of a debrief.

use std::collections::BTreeSet;

use axum::extract::{Query, State};
use axum::response::Response;
use axum_extra::extract::Form;
use fieldwalk_core::domain::{
    DocumentKey, Role, School, VisitFacts, VisitKind, plan_from_last, plan_from_template, template,
};
use fieldwalk_core::ids::{CommandId, SchoolId, StatementId, VisitId};
use fieldwalk_core::protocol::Command;
use serde::Deserialize;

use super::home::today;
use super::members::Choice;
use super::page::{Place, did, page};
use super::plan::read_plan;
use super::problem::Problem;
use super::session::SignedIn;
use super::text::Text;
use super::visit::carry_out;
use super::visit_head::{path, visit};
use crate::app::App;
use crate::service::reading::read;
use crate::service::visits::{may_run, people, surroundings};
use crate::worker::Reading;

/// The form for a new visit.
#[derive(Debug, Clone, Default)]
pub(crate) struct NewVisitView {
    pub(crate) id: String,
    pub(crate) command: String,
    pub(crate) date: String,
    pub(crate) schools: Vec<Choice>,
    pub(crate) kinds: Vec<Choice>,
    /// Earlier visits whose plan may be taken over.
    pub(crate) last: Vec<Choice>,
    /// The next step that it is for, as the question to begin with.
    pub(crate) question: String,
}

page!(NewVisitView, "new_visit.html", Place::Visits);

/// A next step that a visit is to be made for.
#[derive(Deserialize)]
pub(super) struct From {
    /// The visit whose debrief has it.
    visit: Option<VisitId>,
    step: Option<StatementId>,
}

/// `GET /visits/new`, `GET /visits/new?visit=…&step=…`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Query(from): Query<From>,
) -> Result<Response, Problem> {
    let question = match (from.visit, from.step) {
        (Some(visit), Some(step)) => next_step(&app, &who, visit, step).await?,
        _ => String::new(),
    };
    let schools = schools(&app, &who).await?;
    let around = surroundings(app.service(), who.caller()).await?;
    let runs = around.visits.iter().filter(|facts| may_run(who.member(), facts));
    let last = runs.map(|facts| Choice {
        value: facts.visit.to_string(),
        label: format!(
            "{} · {}",
            around.names.schools.get(&facts.host_school).map_or("", String::as_str),
            who.text.date(facts.date)
        ),
        is_chosen: Some(facts.visit) == from.visit,
    });
    let now = app.service().clock.now();
    let (id, command) = app.service().chance.draw(|rng| (VisitId::new(now, rng), CommandId::new(now, rng)));
    who.frame().page(&NewVisitView {
        id: id.to_string(),
        command: command.to_string(),
        date: today(now).to_string(),
        schools: school_choices(&schools),
        kinds: kinds(who.text),
        last: last.take(20).collect(),
        question,
    })
}

#[derive(Deserialize)]
pub(super) struct NewForm {
    id: VisitId,
    command: CommandId,
    school: SchoolId,
    date: jiff::civil::Date,
    kind: String,
    /// Empty for the template.
    #[serde(default)]
    last: String,
    #[serde(default)]
    question: String,
}

/// `POST /visits/new`. The ids come with the form, so that sending it twice makes one visit.
pub(super) async fn create(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<NewForm>,
) -> Result<Response, Problem> {
    let kind = VisitKind::from_word(&form.kind).ok_or(Problem::Unreadable)?;
    let facts = VisitFacts::planned(form.id, kind, form.school, form.date, BTreeSet::new());
    let now = app.service().clock.now();
    let last = match form.last.parse() {
        Ok(last) => {
            let (facts, _) = visit(&app, &who, last).await?;
            Some(read_plan(&app, &who, &facts).await?.0)
        }
        Err(_) => None,
    };
    let is_new = visit(&app, &who, form.id).await.is_err();
    carry_out(&app, &who, form.command, Command::PutVisit(facts)).await?;
    if is_new {
        let mut plan = app.service().chance.draw(|rng| match &last {
            Some(last) => plan_from_last(last, now, rng),
            None => plan_from_template(template(kind), now, rng),
        });
        if !form.question.trim().is_empty() {
            form.question.trim().clone_into(&mut plan.problem_of_practice);
        }
        who.write(&app, DocumentKey::Visit(form.id), move |document| document.plan(&plan, now)).await?;
    }
    Ok(did("visit-made", &format!("{}/plan", path(form.id))))
}

/// The text of a next step, for whoever takes part in its visit's debrief.
async fn next_step(app: &App, who: &SignedIn, of: VisitId, step: StatementId) -> Result<String, Problem> {
    let (facts, _) = visit(app, who, of).await?;
    let key = DocumentKey::Debrief(of);
    if !fieldwalk_core::domain::may_read(who.member(), &key, Some(&facts)) {
        return Err(Problem::NotFound);
    }
    match read(app.service(), who.caller().network, key).await? {
        Reading::Debrief(reading) => {
            Ok(reading.debrief.next_steps.get(&step).map(|step| step.text.clone()).unwrap_or_default())
        }
        _ => Err(Problem::Unavailable),
    }
}

/// The schools where the member may make a visit.
async fn schools(app: &App, who: &SignedIn) -> Result<Vec<School>, Problem> {
    let (_, mut schools) = people(app.service(), who.caller()).await?;
    match who.member().role {
        Role::Facilitator => {}
        Role::Leader => schools.retain(|school| who.member().school == Some(school.id)),
        Role::Coach | Role::DistrictStaff => return Err(Problem::NotFound),
    }
    Ok(schools)
}

fn school_choices(schools: &[School]) -> Vec<Choice> {
    let choice =
        |school: &School| Choice { value: school.id.to_string(), label: school.name.clone(), is_chosen: false };
    schools.iter().map(choice).collect()
}

fn kinds(text: &Text) -> Vec<Choice> {
    let choice = |kind: VisitKind| Choice {
        value: kind.as_str().to_owned(),
        label: text.word("kind", kind.as_str()),
        is_chosen: kind == VisitKind::SchoolVisit,
    };
    VisitKind::ALL.map(choice).to_vec()
}

#[cfg(any(test, feature = "testing"))]
impl NewVisitView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT, schools};
        let with = |words: &str, question: &str| Self {
            id: "0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b21".into(),
            command: "0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b22".into(),
            date: "2026-11-21".into(),
            schools: school_choices(&schools(words)),
            kinds: kinds(text),
            last: school_choices(&schools(words)),
            question: question.into(),
        };
        vec![
            ("empty", Self { schools: Vec::new(), last: Vec::new(), ..with("", "") }),
            ("usual", with("Hillside School", "")),
            ("step", with("Hillside School", "Plan pauses for reasoning, and watch who answers")),
            ("stress", with(&"Escuela Secundaria ".repeat(10), &"Plan pauses. ".repeat(80))),
            ("hostile", with(HOSTILE, HOSTILE)),
            ("right-to-left", with(RIGHT_TO_LEFT, RIGHT_TO_LEFT)),
        ]
    }
}
