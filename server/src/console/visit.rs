//! The overview of a visit: how far it has come, what it asks of this person, and moving it on.

use axum::extract::{Form, Path, State};
use axum::response::Response;
use fieldwalk_core::domain::{Role, Stage, VisitFacts, is_participant};
use fieldwalk_core::ids::{CommandId, VisitId};
use fieldwalk_core::protocol::{Command, Receipt, Refusal};
use serde::Deserialize;

use super::page::{Place, did, page};
use super::problem::Problem;
use super::session::SignedIn;
use super::text::Text;
use super::visit_head::{Here, Todo, VisitHead, path, todo, visit};
use crate::app::App;
use crate::service::command;
use crate::service::names::Names;
use crate::service::visits::may_run;

/// The overview.
#[derive(Debug, Clone, Default)]
pub(crate) struct VisitView {
    pub(crate) head: VisitHead,
    /// All stages in order.
    pub(crate) stages: Vec<StageStep>,
    /// What the visit asks of the reader.
    pub(crate) todo: Option<Todo>,
    /// Stages that the reader may move the visit to.
    pub(crate) moves: Vec<Move>,
    /// Names the wish, so that the form counts once.
    pub(crate) command: String,
    /// Who takes part, by name; `None` for a reader who is not to know.
    pub(crate) observers: Option<Vec<String>>,
    /// What is shown to whom, in sentences.
    pub(crate) policy: Vec<String>,
}

/// A stage in the row of stages.
#[derive(Debug, Clone)]
pub(crate) struct StageStep {
    pub(crate) name: String,
    pub(crate) is_done: bool,
    pub(crate) is_now: bool,
}

/// A stage to move to.
#[derive(Debug, Clone)]
pub(crate) struct Move {
    pub(crate) stage: &'static str,
    pub(crate) label: String,
    pub(crate) is_forward: bool,
}

page!(VisitView, "visit.html", Place::Visits);

/// `GET /visits/{visit}`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
) -> Result<Response, Problem> {
    let (facts, names) = visit(&app, &who, id).await?;
    let now = app.service().clock.now();
    let command = app.service().chance.draw(|rng| CommandId::new(now, rng)).to_string();
    who.frame().page(&view(&who, &facts, &names, command))
}

#[derive(Deserialize)]
pub(super) struct StageForm {
    command: CommandId,
    stage: String,
}

/// `POST /visits/{visit}/stage`. Releasing is a step of its own, on the page of the feedback.
pub(super) async fn set_stage(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(form): Form<StageForm>,
) -> Result<Response, Problem> {
    let stage = Stage::from_word(&form.stage).filter(|stage| *stage != Stage::Released);
    let stage = stage.ok_or(Problem::Unreadable)?;
    visit(&app, &who, id).await?;
    carry_out(&app, &who, form.command, Command::SetStage(id, stage)).await?;
    Ok(did("stage", &path(id)))
}

/// A form that is one button: nothing but the wish's name, so that it counts once.
#[derive(Deserialize)]
pub(super) struct Once {
    pub(super) command: CommandId,
}

/// Has a command carried out, and says why not.
pub(crate) async fn carry_out(app: &App, who: &SignedIn, id: CommandId, wish: Command) -> Result<(), Problem> {
    match command::take(app.service(), who.caller(), id, wish).await? {
        Receipt::Held(_) => Ok(()),
        Receipt::Refused(Refusal::UnknownVisit) => Err(Problem::NotFound),
        Receipt::Refused(Refusal::NotAllowed) => Err(Problem::NotAllowed),
        Receipt::Refused(_) => Err(Problem::Unreadable),
    }
}

fn view(who: &SignedIn, facts: &VisitFacts, names: &Names, command: String) -> VisitView {
    let (text, member) = (who.text, who.member());
    let knows_people = is_participant(member, facts) || member.role == Role::Facilitator;
    let observers = facts.observers.iter().filter_map(|observer| names.members.get(observer).cloned());
    let mut observers: Vec<_> = observers.collect();
    observers.sort();
    VisitView {
        head: VisitHead::new(text, member, facts, names, Here::Overview),
        stages: stages(text, facts.stage),
        todo: todo(text, member, facts),
        moves: if may_run(member, facts) { moves(text, facts.stage) } else { Vec::new() },
        command,
        observers: knows_people.then_some(observers),
        policy: policy(text, facts),
    }
}

fn stages(text: &Text, now: Stage) -> Vec<StageStep> {
    let step = |stage: Stage| StageStep {
        name: text.word("stage", stage.as_str()),
        is_done: stage < now,
        is_now: stage == now,
    };
    Stage::ALL.map(step).to_vec()
}

/// One stage on, and one back: from a release, back to reviewing. Released is not among them.
fn moves(text: &Text, now: Stage) -> Vec<Move> {
    let to = |stage: Stage, label: String| Move { stage: stage.as_str(), label, is_forward: stage > now };
    let (planned, walking) = (Stage::Planned, Stage::Walking);
    let (debriefing, cleared) = (Stage::Debriefing, Stage::Cleared);
    match now {
        Stage::Planned => vec![to(walking, text.get("visit-to-walking"))],
        Stage::Walking => {
            vec![to(debriefing, text.get("visit-to-debriefing")), to(planned, text.get("visit-back-planned"))]
        }
        Stage::Debriefing => {
            // Clearing ends on a page of its own, which says what stays as it is.
            vec![to(walking, text.get("visit-back-walking"))]
        }
        Stage::Cleared => vec![to(debriefing, text.get("visit-back-debriefing"))],
        Stage::Released => vec![to(cleared, text.get("visit-back-cleared"))],
    }
}

/// What is shown to whom.
pub(super) fn policy(text: &Text, facts: &VisitFacts) -> Vec<String> {
    let names = if facts.names_observers { text.get("policy-names") } else { text.get("policy-no-names") };
    vec![text.word("shows", facts.shows.as_str()), text.word("audience", facts.audience.as_str()), names]
}

#[cfg(any(test, feature = "testing"))]
impl VisitView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT, facilitator, facts};
        let with = |words: &str, people: usize| Self {
            head: VisitHead::sample(text, words, Here::Overview),
            stages: stages(text, Stage::Debriefing),
            todo: todo(text, &facilitator(), &facts()),
            moves: moves(text, Stage::Debriefing),
            command: "0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b21".into(),
            observers: Some(vec![words.into(); people]),
            policy: policy(text, &facts()),
        };
        vec![
            ("empty", with("Hillside School", 0)),
            ("usual", with("Hillside School", 12)),
            (
                "released",
                Self {
                    todo: None,
                    moves: moves(text, Stage::Released),
                    stages: stages(text, Stage::Released),
                    observers: None,
                    ..with("Hillside School", 0)
                },
            ),
            ("stress", with(&"Escuela Secundaria ".repeat(10), 60)),
            ("hostile", with(HOSTILE, 2)),
            ("right-to-left", with(RIGHT_TO_LEFT, 2)),
        ]
    }
}
