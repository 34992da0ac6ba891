//! What the forms of a plan do. Each ends at the plan again, at the part that it changed.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use fieldwalk_core::document::{ChangeBytes, Document, DocumentError, TextPlace};
use fieldwalk_core::domain::{Audience, DocumentKey, LookFor, Norm, Room, Shows, Team};
use fieldwalk_core::ids::{CommandId, EditId, LookForId, MemberId, NormId, RoomId, TeamId, VisitId};
use fieldwalk_core::protocol::Command;
use serde::Deserialize;

use super::plan::{read_library, seen_heads};
use super::problem::Problem;
use super::session::SignedIn;
use super::visit::carry_out;
use super::visit_head::{path, visit};
use crate::app::App;

/// Several changes as one chunk.
pub(super) fn all(
    changes: impl IntoIterator<Item = Result<Option<ChangeBytes>, DocumentError>>,
) -> Result<Option<ChangeBytes>, DocumentError> {
    let mut bytes = Vec::new();
    for change in changes {
        bytes.extend(change?.unwrap_or_default());
    }
    Ok((!bytes.is_empty()).then_some(bytes))
}

/// Back to the plan, at `part`.
fn back(id: VisitId, part: &str) -> Response {
    Redirect::to(&format!("{}/plan?did=saved#{part}", path(id))).into_response()
}

async fn write(
    app: &App,
    who: &SignedIn,
    id: VisitId,
    intent: impl FnOnce(&mut Document) -> Result<Option<ChangeBytes>, DocumentError> + Send + 'static,
) -> Result<(), Problem> {
    who.write(app, DocumentKey::Visit(id), intent).await?;
    Ok(())
}

#[derive(Deserialize)]
pub(super) struct ProseForm {
    seen: String,
    edit: EditId,
    problem_of_practice: String,
    if_we: String,
    then: String,
    so_that: String,
    assumptions: String,
}

/// `POST /visits/{visit}/plan/prose`.
pub(super) async fn prose(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(form): Form<ProseForm>,
) -> Result<Response, Problem> {
    write(&app, &who, id, move |document| {
        let seen = seen_heads(&form.seen);
        let texts = [
            (TextPlace::ProblemOfPractice, form.problem_of_practice),
            (TextPlace::TheoryIfWe, form.if_we),
            (TextPlace::TheoryThen, form.then),
            (TextPlace::TheorySoThat, form.so_that),
            (TextPlace::TheoryAssumptions, form.assumptions),
        ];
        // Browsers send line ends as two characters.
        let tidy = |text: String| text.replace("\r\n", "\n").trim().to_owned();
        all(texts.into_iter().map(|(place, text)| document.edit_text(&place, &seen, &tidy(text), form.edit)))
    })
    .await?;
    Ok(back(id, "question"))
}

#[derive(Deserialize)]
pub(super) struct LookForForm {
    id: LookForId,
    name: String,
    #[serde(default)]
    teacher: String,
    #[serde(default)]
    students: String,
    #[serde(default)]
    non_example: String,
}

impl LookForForm {
    pub(super) fn parts(self) -> (LookForId, LookFor) {
        let Self { id, name, teacher, students, non_example } = self;
        (id, LookFor { name, teacher, students, non_example })
    }
}

/// `POST /visits/{visit}/plan/look-for`.
pub(super) async fn put_look_for(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(form): Form<LookForForm>,
) -> Result<Response, Problem> {
    let now = app.service().clock.now();
    let (look_for, wanted) = form.parts();
    write(&app, &who, id, move |document| document.put_look_for(look_for, &wanted, now)).await?;
    Ok(back(id, "look-fors"))
}

#[derive(Deserialize)]
pub(super) struct NormForm {
    pub(super) id: NormId,
    pub(super) text: String,
}

/// `POST /visits/{visit}/plan/norm`.
pub(super) async fn put_norm(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(form): Form<NormForm>,
) -> Result<Response, Problem> {
    let now = app.service().clock.now();
    write(&app, &who, id, move |document| document.put_norm(form.id, &Norm { text: form.text }, now)).await?;
    Ok(back(id, "norms"))
}

#[derive(Deserialize)]
pub(super) struct LibraryForm {
    #[serde(default)]
    look_for: Vec<LookForId>,
    #[serde(default)]
    norm: Vec<NormId>,
}

/// `POST /visits/{visit}/plan/library`: takes over what was chosen, under the library's ids.
pub(super) async fn take_over(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(form): Form<LibraryForm>,
) -> Result<Response, Problem> {
    let library = read_library(&app, &who).await?;
    let now = app.service().clock.now();
    let part = if form.look_for.is_empty() { "norms" } else { "look-fors" };
    write(&app, &who, id, move |document| {
        let mut changes = Vec::new();
        for one in form.look_for {
            changes.extend(library.look_fors.get(&one).map(|known| document.put_look_for(one, known, now)));
        }
        for one in form.norm {
            changes.extend(library.norms.get(&one).map(|known| document.put_norm(one, known, now)));
        }
        all(changes)
    })
    .await?;
    Ok(back(id, part))
}

#[derive(Deserialize)]
pub(super) struct RoomForm {
    id: RoomId,
    code: String,
    #[serde(default)]
    grade_band: String,
    #[serde(default)]
    subject: String,
}

/// `POST /visits/{visit}/plan/room`.
pub(super) async fn put_room(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(form): Form<RoomForm>,
) -> Result<Response, Problem> {
    let now = app.service().clock.now();
    let RoomForm { id: room, code, grade_band, subject } = form;
    let wanted = Room { code, grade_band, subject };
    write(&app, &who, id, move |document| document.put_room(room, &wanted, now)).await?;
    Ok(back(id, "rooms"))
}

#[derive(Deserialize)]
pub(super) struct TeamForm {
    id: TeamId,
    name: String,
}

/// `POST /visits/{visit}/plan/team`.
pub(super) async fn put_team(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(form): Form<TeamForm>,
) -> Result<Response, Problem> {
    let now = app.service().clock.now();
    write(&app, &who, id, move |document| document.put_team(form.id, &Team { name: form.name }, now)).await?;
    Ok(back(id, "teams"))
}

/// What is to be taken out of a plan: its kind and its id.
#[derive(Deserialize)]
pub(super) struct RemoveForm {
    kind: String,
    id: String,
}

/// `POST /visits/{visit}/plan/remove`. What was observed keeps the id of what is taken out.
pub(super) async fn remove(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(form): Form<RemoveForm>,
) -> Result<Response, Problem> {
    let now = app.service().clock.now();
    let part = match form.kind.as_str() {
        "look-for" => "look-fors",
        "norm" => "norms",
        "room" => "rooms",
        "team" => "teams",
        "slot" => "rotation",
        _ => return Err(Problem::Unreadable),
    };
    write(&app, &who, id, move |document| {
        let named = |_| DocumentError::NotFound;
        match form.kind.as_str() {
            "look-for" => document.remove_look_for(form.id.parse().map_err(named)?, now),
            "norm" => document.remove_norm(form.id.parse().map_err(named)?, now),
            "room" => document.remove_room(form.id.parse().map_err(named)?, now),
            "team" => document.remove_team(form.id.parse().map_err(named)?, now),
            _ => document.remove_slot(form.id.parse().map_err(named)?, now),
        }
    })
    .await?;
    Ok(back(id, part))
}

#[derive(Deserialize)]
pub(super) struct PeopleForm {
    command: CommandId,
    /// In the same order as `place`.
    #[serde(default)]
    member: Vec<MemberId>,
    /// Empty: not invited; a team's id; anything else: invited and in no team.
    #[serde(default)]
    place: Vec<String>,
}

/// `POST /visits/{visit}/plan/people`.
pub(super) async fn people(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(form): Form<PeopleForm>,
) -> Result<Response, Problem> {
    let (mut facts, _) = visit(&app, &who, id).await?;
    let placed: Vec<(MemberId, String)> = form.member.into_iter().zip(form.place).collect();
    for (member, place) in &placed {
        if place.is_empty() {
            facts.observers.remove(member)
        } else {
            facts.observers.insert(*member)
        };
    }
    carry_out(&app, &who, form.command, Command::PutVisit(facts)).await?;
    let now = app.service().clock.now();
    write(&app, &who, id, move |document| {
        all(placed.into_iter().map(|(member, place)| match place.parse() {
            Ok(team) => document.place_member(member, team, now),
            Err(_) => document.remove_member(member, now),
        }))
    })
    .await?;
    Ok(back(id, "teams"))
}

#[derive(Deserialize)]
pub(super) struct PolicyForm {
    command: CommandId,
    date: jiff::civil::Date,
    shows: String,
    audience: String,
    /// There when the box is ticked.
    names_observers: Option<String>,
}

/// `POST /visits/{visit}/plan/policy`.
pub(super) async fn policy(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(form): Form<PolicyForm>,
) -> Result<Response, Problem> {
    let (mut facts, _) = visit(&app, &who, id).await?;
    facts.date = form.date;
    facts.shows = Shows::from_word(&form.shows).ok_or(Problem::Unreadable)?;
    facts.audience = Audience::from_word(&form.audience).ok_or(Problem::Unreadable)?;
    facts.names_observers = form.names_observers.is_some();
    carry_out(&app, &who, form.command, Command::PutVisit(facts)).await?;
    Ok(back(id, "policy"))
}
