//! `POST /visits/{visit}/debrief`: one act. A browser without scripts is led back to the page; the script is told in
//! JSON what became of it.

use axum::Json;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use fieldwalk_core::document::{ChangeBytes, Document, DocumentError, TextPlace};
use fieldwalk_core::domain::{DocumentKey, is_participant};
use fieldwalk_core::ids::VisitId;
use fieldwalk_core::protocol::{Command, Receipt, Refusal};
use serde::Serialize;
use tokio::sync::oneshot;

use super::super::problem::Problem;
use super::super::session::SignedIn;
use super::super::text::Text;
use super::form::{Act, NotAnAct, Sent, written};
use super::looking::Looking;
use super::parse;
use crate::app::App;
use crate::service::command;
use crate::service::debrief::{VisitDebrief, debrief_for};
use crate::service::write::NotWritten;

/// What became of an act, for the script.
#[derive(Serialize)]
struct Outcome {
    /// The view that the writer of a text has now; left out where it is the one they had.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<String>,
}

/// Why an act was not carried out. It will not be by sending it again.
#[derive(Serialize)]
struct Refused {
    reason: String,
}

/// What is wrong with an act itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrong {
    Unreadable,
    Empty,
    TooLong,
    /// What it is about is not there, or not any more.
    Gone,
    /// The group may not go there from where it is.
    StepSkipped,
    /// The member may follow, and not take part.
    OnlyFollows,
    /// Any other refusal.
    Refused,
}

/// Why there is no outcome.
enum NotDone {
    Wrong(Wrong),
    Problem(Problem),
}

/// The handler.
pub(super) async fn post(
    State(app): State<App>,
    who: SignedIn,
    Path(visit): Path<String>,
    headers: HeaderMap,
    sent: Result<Form<Sent>, FormRejection>,
) -> Result<Response, Problem> {
    let visit = parse(&visit)?;
    let Form(sent) = sent.map_err(|_| Problem::Unreadable)?;
    // Words that one person left unsent are never sent in the name of another.
    if !sent.is_of(who.member().id) {
        return Err(Problem::SignedOut);
    }
    let debrief = debrief_for(app.service(), who.caller(), visit).await?;
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_script = accept.contains("application/json");
    let act = sent.act().map_err(|wrong| NotDone::Wrong(wrong.into()));
    let place = act.as_ref().map(fragment).unwrap_or_default();
    let done = match act {
        Ok(act) => carry_out(&app, &who, visit, &debrief, act).await,
        Err(wrong) => Err(wrong),
    };
    match done {
        Ok(outcome) if is_script => Ok(Json(outcome).into_response()),
        Ok(_) => {
            let query = Looking::of_query(&sent.back).query();
            Ok(Redirect::to(&format!("/visits/{visit}/debrief?{query}#{place}")).into_response())
        }
        Err(NotDone::Wrong(wrong)) if is_script => Ok(wrong.into_json(who.text)),
        Err(NotDone::Wrong(wrong)) => Err(wrong.into()),
        Err(NotDone::Problem(problem)) => Err(problem),
    }
}

async fn carry_out(
    app: &App,
    who: &SignedIn,
    visit: VisitId,
    debrief: &VisitDebrief,
    act: Act,
) -> Result<Outcome, NotDone> {
    let service = app.service();
    if !is_participant(who.member(), &debrief.facts) {
        return Err(NotDone::Wrong(Wrong::OnlyFollows));
    }
    if let Act::Step(id, step) = act {
        return match command::take(service, who.caller(), id, Command::SetDebriefStep(visit, step)).await {
            Ok(Receipt::Held(_)) => Ok(Outcome { seen: None }),
            Ok(Receipt::Refused(Refusal::NotApplicable)) => Err(NotDone::Wrong(Wrong::StepSkipped)),
            Ok(Receipt::Refused(_)) => Err(NotDone::Wrong(Wrong::Refused)),
            Err(error) => Err(NotDone::Problem(error.into())),
        };
    }
    let key = match &act {
        Act::Withdraw(_) => DocumentKey::Contribution(visit, who.member().id),
        _ => DocumentKey::Debrief(visit),
    };
    let own = debrief.own.clone();
    let now = service.clock.now();
    let (tell, told) = oneshot::channel();
    let intent = move |document: &mut Document| -> Result<Option<ChangeBytes>, DocumentError> {
        let before = document.heads();
        let change = match act {
            Act::Step(..) => Ok(None),
            Act::AddPattern(id, words) => document.add_pattern(id, &words, now),
            Act::RemovePattern(id) => document.remove_pattern(id, now),
            Act::Place { id, from, to, evidence, bearing } => {
                document.move_evidence(id, from, to, evidence, bearing, now)
            }
            Act::TakeAway(from, evidence) => document.unplace_evidence(from, evidence, now),
            Act::Edit { place, seen, text, edit } => document.edit_text(&place, &seen, &text, edit),
            Act::AddPrediction(id, words) => document.add_prediction(id, &words, now),
            Act::AddWondering(id, words) => document.add_group_wondering(id, &words, now),
            Act::AddNextStep(id, words, level, horizon) => document.add_next_step(id, &words, level, horizon, now),
            Act::SetNextStep(id, level, horizon) => document.set_next_step(id, level, horizon, now),
            Act::RemoveStatement(TextPlace::Prediction(id)) => document.remove_prediction(id, now),
            Act::RemoveStatement(TextPlace::Wondering(id)) => document.remove_group_wondering(id, now),
            Act::RemoveStatement(TextPlace::NextStep(id)) => document.remove_next_step(id, now),
            Act::RemoveStatement(_) => Err(DocumentError::NotFound),
            Act::Withdraw(evidence) => match own.get(&evidence) {
                Some(item) => document.withdraw(&[*item], now),
                // Withdrawn already, or never theirs: either way it is not shared by them.
                None => Ok(None),
            },
        }?;
        // Nothing builds on the new change yet, so it is the head that was not one before: the writer's own view.
        let made: Vec<_> = document.heads().into_iter().filter(|head| !before.contains(head)).collect();
        drop(tell.send(made));
        Ok(change)
    };
    who.write(app, key, intent).await?;
    let made = told.await.unwrap_or_default();
    Ok(Outcome { seen: (!made.is_empty()).then(|| written(&made)) })
}

/// Where on the page to look after an act.
fn fragment(act: &Act) -> String {
    match act {
        Act::Step(..) | Act::Withdraw(_) => "board".to_owned(),
        Act::AddPattern(id, _) => format!("p-{id}"),
        Act::RemovePattern(_) => "patterns".to_owned(),
        Act::Place { from: None, evidence, .. } => format!("e-{evidence}"),
        Act::Place { to, .. } => format!("p-{to}"),
        Act::TakeAway(from, _) => format!("p-{from}"),
        Act::Edit { place, .. } | Act::RemoveStatement(place) => match place {
            TextPlace::Pattern(id) => format!("p-{id}"),
            TextPlace::Prediction(_) => "predictions".to_owned(),
            TextPlace::NextStep(_) => "next-steps".to_owned(),
            _ => "wonderings".to_owned(),
        },
        Act::AddPrediction(..) => "predictions".to_owned(),
        Act::AddWondering(..) => "wonderings".to_owned(),
        Act::AddNextStep(..) | Act::SetNextStep(..) => "next-steps".to_owned(),
    }
}

impl Wrong {
    fn into_json(self, text: &Text) -> Response {
        let reason = match self {
            Self::Unreadable => text.get("debrief-refused-unreadable"),
            Self::Empty => text.get("debrief-refused-empty"),
            Self::TooLong => text.get("debrief-refused-too-long"),
            Self::Gone => text.get("debrief-refused-gone"),
            Self::StepSkipped => text.get("debrief-refused-step-skipped"),
            Self::OnlyFollows => text.get("debrief-refused-only-follows"),
            Self::Refused => text.get("debrief-refused-other"),
        };
        (StatusCode::UNPROCESSABLE_ENTITY, Json(Refused { reason })).into_response()
    }
}

impl From<Wrong> for Problem {
    fn from(wrong: Wrong) -> Self {
        match wrong {
            Wrong::Unreadable | Wrong::Empty | Wrong::Refused => Self::Unreadable,
            Wrong::TooLong => Self::TooLarge,
            Wrong::Gone => Self::NotFound,
            Wrong::StepSkipped | Wrong::OnlyFollows => Self::NotAllowed,
        }
    }
}

impl From<NotAnAct> for Wrong {
    fn from(error: NotAnAct) -> Self {
        match error {
            NotAnAct::Unreadable => Self::Unreadable,
            NotAnAct::Empty => Self::Empty,
            NotAnAct::TooLong => Self::TooLong,
        }
    }
}

impl From<NotWritten> for NotDone {
    fn from(error: NotWritten) -> Self {
        match error {
            NotWritten::Intent(DocumentError::NotFound) => Self::Wrong(Wrong::Gone),
            NotWritten::Intent(DocumentError::TooLong | DocumentError::TooLarge) => Self::Wrong(Wrong::TooLong),
            NotWritten::Store(error) => Self::Problem(error.into()),
            NotWritten::Unreadable { .. } => Self::Problem(Problem::Unavailable),
            NotWritten::Intent(_) | NotWritten::Refused(_) => Self::Wrong(Wrong::Refused),
        }
    }
}
