//! `POST /visits/{v}/response`: one act on the response. Ids and views come with the form, so sending it twice is one
//! thing and an old form merges. A browser without scripts is led back to the page; the script is told in JSON.

use axum::Json;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::document::{ChangeBytes, Document, DocumentError, PROSE_UNITS_MAX, QuestionText, TextPlace};
use fieldwalk_core::domain::{About, Decision, DocumentKey};
use fieldwalk_core::ids::{CommandId, CommentId, CommitmentId, CycleId, EditId, QuestionId, StatementId, VisitId};
use fieldwalk_core::protocol::Command;
use jiff::civil::Date;
use serde::Deserialize;

use super::page::did;
use super::problem::Problem;
use super::session::SignedIn;
use super::visit;
use super::writing::heads;
use crate::app::App;
use crate::service::response::response_for;

/// The fields of any form of the response, as they came.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    /// Who is meant to send it: a browser may have been handed on since.
    member: String,
    act: String,
    id: String,
    text: String,
    owner: String,
    due: String,
    step: String,
    cycle: String,
    place: String,
    seen: String,
    edit: String,
    decision: String,
}

/// What somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Act {
    Publish(CommandId, bool),
    Comment(CommentId, String),
    RemoveComment(CommentId),
    Commit(CommitmentId, String, String, Option<Date>),
    Done(CommitmentId, bool),
    RemoveCommitment(CommitmentId),
    BeginCycle(CycleId, Option<StatementId>),
    RemoveCycle(CycleId),
    AddQuestion(QuestionId, CycleId, String, EditId),
    RemoveQuestion(QuestionId, CycleId),
    Lock(CycleId),
    Decide(CycleId, Decision),
    ReportBack(Option<Date>),
    Edit(TextPlace, Vec<[u8; 32]>, String, EditId),
}

/// The handler.
pub(super) async fn post(
    State(app): State<App>,
    who: SignedIn,
    Path(visit): Path<VisitId>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    // Words that one person left unsent are never sent in the name of another.
    if !sent.member.is_empty() && sent.member.parse() != Ok(who.member().id) {
        return Err(Problem::SignedOut);
    }
    let read = response_for(app.service(), who.caller(), visit).await?.ok_or(Problem::NotFound)?;
    if !read.may_write {
        return Err(Problem::NotAllowed);
    }
    let act = sent.act()?;
    let cycle_of = |question: &QuestionId| {
        let cycles = &read.response.response.cycles;
        cycles.iter().find(|(_, cycle)| cycle.questions.contains_key(question)).map(|(id, _)| *id)
    };
    let (path, word) = leads_to(&act, visit, cycle_of);
    carry_out(&app, &who, visit, act).await?;
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("application/json") {
        return Ok(Json(serde_json::json!({})).into_response());
    }
    Ok(match word {
        "published" => did("published", &path),
        "unpublished" => did("unpublished", &path),
        "removed" => did("removed", &path),
        "locked" => did("locked", &path),
        _ => did("saved", &path),
    })
}

impl Sent {
    fn act(&self) -> Result<Act, Problem> {
        Ok(match self.act.as_str() {
            "publish" => Act::Publish(read(&self.id)?, true),
            "unpublish" => Act::Publish(read(&self.id)?, false),
            "comment" => Act::Comment(read(&self.id)?, words(&self.text)?),
            "remove-comment" => Act::RemoveComment(read(&self.id)?),
            "commit" => {
                Act::Commit(read(&self.id)?, words(&self.text)?, self.owner.trim().to_owned(), date(&self.due)?)
            }
            "done" => Act::Done(read(&self.id)?, true),
            "reopen" => Act::Done(read(&self.id)?, false),
            "remove-commitment" => Act::RemoveCommitment(read(&self.id)?),
            "begin-cycle" => {
                let step = if self.step.is_empty() { None } else { Some(read(&self.step)?) };
                Act::BeginCycle(read(&self.id)?, step)
            }
            "remove-cycle" => Act::RemoveCycle(read(&self.cycle)?),
            "add-question" => {
                Act::AddQuestion(read(&self.id)?, read(&self.cycle)?, words(&self.text)?, read(&self.edit)?)
            }
            "remove-question" => Act::RemoveQuestion(read(&self.id)?, read(&self.cycle)?),
            "lock" => Act::Lock(read(&self.cycle)?),
            "decide" => {
                let decision = Decision::from_word(&self.decision).ok_or(Problem::Unreadable)?;
                Act::Decide(read(&self.cycle)?, decision)
            }
            "report-back" => Act::ReportBack(date(&self.due)?),
            "edit" => {
                let place: TextPlace = read(&self.place)?;
                let is_of_response =
                    matches!(place, TextPlace::Comment(_) | TextPlace::Cycle(..) | TextPlace::Question(..));
                let seen = heads(&self.seen).filter(|_| is_of_response).ok_or(Problem::Unreadable)?;
                Act::Edit(place, seen, of_any_length(&self.text)?, read(&self.edit)?)
            }
            _ => return Err(Problem::Unreadable),
        })
    }
}

async fn carry_out(app: &App, who: &SignedIn, of: VisitId, act: Act) -> Result<(), Problem> {
    let now = app.service().clock.now();
    if let Act::Publish(id, is_published) = act {
        let wish = Command::PublishResponse(of, is_published);
        return visit::carry_out(app, who, id, wish).await;
    }
    let key = DocumentKey::Response(of);
    if let Act::AddQuestion(question, cycle, text, edit) = act {
        let added = move |document: &mut Document| document.add_question(question, cycle, now);
        who.write(app, key, added).await?;
        // Its first words are an edit like any other: sent again, it is the same one.
        let place = TextPlace::Question(question, QuestionText::Question);
        let worded = move |document: &mut Document| document.edit_text(&place, &[], &text, edit);
        who.write(app, key, worded).await?;
        return Ok(());
    }
    who.write(app, key, move |document| intent(document, act, now)).await?;
    Ok(())
}

fn intent(document: &mut Document, act: Act, now: Timestamp) -> Result<Option<ChangeBytes>, DocumentError> {
    match act {
        // Not the document's.
        Act::Publish(..) | Act::AddQuestion(..) => Ok(None),
        Act::Comment(id, text) => document.add_comment(id, About::Feedback, &text, now),
        Act::RemoveComment(id) => document.remove_comment(id, now),
        Act::Commit(id, text, owner, due) => document.put_commitment(id, &text, &owner, due, now),
        Act::Done(id, is_done) => document.set_commitment_done(id, is_done, now),
        Act::RemoveCommitment(id) => document.remove_commitment(id, now),
        Act::BeginCycle(id, step) => document.add_cycle(id, step, now),
        Act::RemoveCycle(id) => document.remove_cycle(id, now),
        Act::RemoveQuestion(id, _) => document.remove_question(id, now),
        Act::Lock(cycle) => document.lock_cycle(cycle, now),
        Act::Decide(cycle, decision) => document.decide(cycle, Some(decision), now),
        Act::ReportBack(date) => document.set_report_back_on(date, now),
        Act::Edit(place, seen, text, edit) => document.edit_text(&place, &seen, &text, edit),
    }
}

/// Where an act leads, and what is said there.
fn leads_to(
    act: &Act,
    visit: VisitId,
    cycle_of: impl Fn(&QuestionId) -> Option<CycleId>,
) -> (String, &'static str) {
    let response = format!("/visits/{visit}/response");
    let on_cycle = |cycle: &CycleId, part: &str| format!("{response}/{cycle}#{part}");
    match act {
        Act::Publish(_, true) => (response, "published"),
        Act::Publish(_, false) => (response, "unpublished"),
        Act::Comment(..) => (format!("{response}#comments"), "saved"),
        Act::RemoveComment(_) => (format!("{response}#comments"), "removed"),
        Act::Commit(..) | Act::Done(..) => (format!("{response}#commitments"), "saved"),
        Act::RemoveCommitment(_) => (format!("{response}#commitments"), "removed"),
        Act::RemoveCycle(_) => (format!("{response}#cycles"), "removed"),
        Act::ReportBack(_) => (format!("{response}#report-back"), "saved"),
        Act::BeginCycle(cycle, _) => (format!("{response}/{cycle}"), "saved"),
        Act::AddQuestion(_, cycle, ..) => (on_cycle(cycle, "questions"), "saved"),
        Act::RemoveQuestion(_, cycle) => (on_cycle(cycle, "questions"), "removed"),
        Act::Lock(cycle) => (on_cycle(cycle, "do"), "locked"),
        Act::Decide(cycle, _) => (on_cycle(cycle, "act"), "saved"),
        Act::Edit(TextPlace::Cycle(cycle, _), ..) => (format!("{response}/{cycle}"), "saved"),
        Act::Edit(TextPlace::Question(question, _), ..) => match cycle_of(question) {
            Some(cycle) => (on_cycle(&cycle, &format!("question-{question}")), "saved"),
            None => (response, "saved"),
        },
        Act::Edit(..) => (format!("{response}#comments"), "saved"),
    }
}

/// Words where words are needed, without the space around them.
pub(super) fn words(sent: &str) -> Result<String, Problem> {
    let text = of_any_length(sent)?;
    let text = text.trim();
    if text.is_empty() { Err(Problem::Unreadable) } else { Ok(text.to_owned()) }
}

/// A browser sends line ends as CR LF; everywhere else they are LF.
fn of_any_length(sent: &str) -> Result<String, Problem> {
    let text = sent.replace("\r\n", "\n");
    if text.encode_utf16().count() > PROSE_UNITS_MAX { Err(Problem::TooLarge) } else { Ok(text) }
}

fn read<T: std::str::FromStr>(field: &str) -> Result<T, Problem> {
    field.parse().map_err(|_| Problem::Unreadable)
}

fn date(field: &str) -> Result<Option<Date>, Problem> {
    if field.trim().is_empty() { Ok(None) } else { read(field.trim()).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn sent(act: &str) -> Sent {
        let id = Uuid::from_u128(1).to_string();
        Sent { act: act.into(), id: id.clone(), cycle: id.clone(), edit: id, ..Sent::default() }
    }

    #[test]
    fn a_form_is_one_act_or_none() {
        let commit = Sent { text: " Ask why.\r\n".into(), due: "2026-12-01".into(), ..sent("commit") };
        let due = Some(jiff::civil::date(2026, 12, 1));
        let id = CommitmentId(Uuid::from_u128(1));
        assert_eq!(commit.act(), Ok(Act::Commit(id, "Ask why.".into(), String::new(), due)));
        for wrong in [
            sent(""),
            sent("comment"),
            Sent { due: "soon".into(), ..sent("report-back") },
            Sent { decision: "maybe".into(), ..sent("decide") },
            Sent { place: "pattern/00000000-0000-0000-0000-000000000001".into(), ..sent("edit") },
            Sent { place: "vision".into(), ..sent("edit") },
        ] {
            assert_eq!(wrong.act(), Err(Problem::Unreadable), "{wrong:?}");
        }
        assert_eq!(sent("report-back").act(), Ok(Act::ReportBack(None)));
    }
}
