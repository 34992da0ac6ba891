//! Building the rotation of a visit: a preview first, then it takes the place of what was there; single slots can be
//! added and taken out by hand afterwards. Nothing odd is refused, it is said.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use fieldwalk_core::domain::{
    DocumentKey, Slot, Visit, VisitFacts, check_rotation, rotation, slots_that_stay, template,
};
use fieldwalk_core::ids::{RoomId, SlotId, TeamId, VisitId};
use jiff::civil::Time;
use serde::Deserialize;

use super::clock::{ClockTime, clock_time, moment_of, offsets};
use super::members::Choice;
use super::page::{Place, page};
use super::plan::{RotationTable, read_plan, rooms, rotation_table};
use super::plan_forms::all;
use super::plan_words::{no_rotation, rotation_problem};
use super::problem::Problem;
use super::session::SignedIn;
use super::text::Text;
use super::visit_head::{Here, VisitHead, path, visit};
use crate::app::App;
use crate::service::visits::may_run;

/// The page that builds a rotation.
#[derive(Debug, Clone, Default)]
pub(crate) struct RotationView {
    pub(crate) head: VisitHead,
    pub(crate) wish: Wish,
    /// What the wish would make, and what is odd about it.
    pub(crate) preview: Option<RotationTable>,
    /// Why there is none.
    pub(crate) error: Option<String>,
    /// Slots as they are, to be taken out one by one.
    pub(crate) slots: Vec<SlotLine>,
    pub(crate) odd: Vec<String>,
    pub(crate) teams: Vec<Choice>,
    pub(crate) rooms: Vec<Choice>,
    pub(crate) offsets: Vec<Choice>,
    /// The id of a slot to be added.
    pub(crate) new_slot: String,
}

/// A slot in words.
#[derive(Debug, Clone)]
pub(crate) struct SlotLine {
    pub(crate) id: String,
    pub(crate) team: String,
    pub(crate) room: String,
    pub(crate) time: ClockTime,
    pub(crate) minutes: u32,
}

page!(RotationView, "rotation.html", Place::Visits);

/// What a rotation is to be like. Times of day are on clocks that are `offset` minutes ahead of UTC.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    pub(crate) start: String,
    #[serde(default)]
    pub(crate) offset: i32,
    #[serde(default)]
    pub(crate) minutes: u32,
    #[serde(default)]
    pub(crate) corridor: u32,
    #[serde(default)]
    pub(crate) rooms: usize,
}

impl Wish {
    fn slots(&self, text: &Text, facts: &VisitFacts, plan: &Visit) -> Result<Vec<Slot>, String> {
        let time: Time = self.start.parse().map_err(|_| text.get("rotation-not-a-time"))?;
        let starts_at = moment_of(facts.date, time, self.offset).ok_or_else(|| text.get("rotation-not-a-time"))?;
        let teams: Vec<TeamId> = plan.teams.keys().copied().collect();
        // In the order in which people read the codes.
        let rooms: Vec<RoomId> = rooms(plan).iter().filter_map(|room| room.id.parse().ok()).collect();
        rotation(&teams, &rooms, self.rooms, starts_at, self.minutes, self.corridor)
            .map_err(|why| no_rotation(text, why))
    }
}

/// `GET /visits/{visit}/rotation`, with a preview where the query says what is wished.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Query(wish): Query<Wish>,
) -> Result<Response, Problem> {
    let (facts, names) = visit(&app, &who, id).await?;
    runs(&who, &facts)?;
    let (plan, _) = read_plan(&app, &who, &facts).await?;
    let now = app.service().clock.now();
    let new_slot = app.service().chance.draw(|rng| SlotId::new(now, rng)).to_string();
    let head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Plan);
    who.frame().page(&RotationView { head, new_slot, ..view(who.text, &facts, &plan, wish) })
}

/// `POST /visits/{visit}/rotation`: what was shown takes the place of the slots there are.
pub(super) async fn build(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(wish): Form<Wish>,
) -> Result<Response, Problem> {
    let (facts, _) = visit(&app, &who, id).await?;
    runs(&who, &facts)?;
    let (plan, _) = read_plan(&app, &who, &facts).await?;
    let slots = wish.slots(who.text, &facts, &plan).map_err(|_| Problem::Unreadable)?;
    let now = app.service().clock.now();
    let ids: Vec<SlotId> = app.service().chance.draw(|rng| slots.iter().map(|_| SlotId::new(now, rng)).collect());
    let stay = slots_that_stay(&plan.slots, &slots);
    let wanted: BTreeMap<SlotId, Slot> =
        stay.into_iter().zip(ids).map(|(stays, fresh)| stays.unwrap_or(fresh)).zip(slots).collect();
    who.write(&app, DocumentKey::Visit(id), move |document| {
        let gone = plan.slots.keys().filter(|slot| !wanted.contains_key(slot));
        let mut changes: Vec<_> = gone.map(|slot| document.remove_slot(*slot, now)).collect();
        let put = wanted.iter().filter(|(slot, wanted)| plan.slots.get(slot) != Some(wanted));
        changes.extend(put.map(|(slot, wanted)| document.put_slot(*slot, wanted, now)));
        all(changes)
    })
    .await?;
    Ok(Redirect::to(&format!("{}/plan?did=saved#rotation", path(id))).into_response())
}

#[derive(Deserialize)]
pub(super) struct SlotForm {
    id: SlotId,
    team: TeamId,
    room: RoomId,
    start: Time,
    offset: i32,
    minutes: u32,
}

/// `POST /visits/{visit}/rotation/slot`: one slot by hand.
pub(super) async fn put_slot(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(form): Form<SlotForm>,
) -> Result<Response, Problem> {
    let (facts, _) = visit(&app, &who, id).await?;
    let starts_at = moment_of(facts.date, form.start, form.offset).ok_or(Problem::Unreadable)?;
    let slot = Slot { team: form.team, room: form.room, starts_at, minutes: form.minutes };
    let now = app.service().clock.now();
    who.write(&app, DocumentKey::Visit(id), move |document| document.put_slot(form.id, &slot, now)).await?;
    Ok(Redirect::to(&format!("{}/rotation?did=saved#slots", path(id))).into_response())
}

fn runs(who: &SignedIn, facts: &VisitFacts) -> Result<(), Problem> {
    if may_run(who.member(), facts) { Ok(()) } else { Err(Problem::NotFound) }
}

fn view(text: &Text, facts: &VisitFacts, plan: &Visit, wish: Wish) -> RotationView {
    let usual = template(facts.kind);
    let is_asked = !wish.start.is_empty();
    let wish = if is_asked {
        wish
    } else {
        let rooms = usual.rooms_per_team.min(plan.rooms.len()).max(1);
        let (minutes, corridor) = (usual.minutes, usual.corridor_minutes);
        Wish { start: "09:00".to_owned(), minutes, corridor, rooms, offset: wish.offset }
    };
    let made = is_asked.then(|| wish.slots(text, facts, plan));
    let (preview, error) = match made {
        None => (None, None),
        Some(Err(why)) => (None, Some(why)),
        Some(Ok(slots)) => {
            let ids = (0..).map(|n| SlotId(uuid::Uuid::from_u128(n)));
            let slots = ids.zip(slots).collect();
            (Some(rotation_table(&Visit { slots, ..plan.clone() })), None)
        }
    };
    let choice = |value: String, label: String| Choice { value, label, is_chosen: false };
    RotationView {
        preview,
        error,
        slots: slot_lines(plan),
        odd: check_rotation(plan).iter().map(|odd| rotation_problem(text, plan, odd)).collect(),
        teams: plan.teams.iter().map(|(id, team)| choice(id.to_string(), team.name.clone())).collect(),
        rooms: rooms(plan).into_iter().map(|room| choice(room.id, room.code)).collect(),
        offsets: offsets()
            .into_iter()
            .map(|(minutes, label)| Choice {
                value: minutes.to_string(),
                label,
                is_chosen: minutes == wish.offset,
            })
            .collect(),
        wish,
        ..RotationView::default()
    }
}

fn slot_lines(plan: &Visit) -> Vec<SlotLine> {
    let mut slots: Vec<_> = plan.slots.iter().collect();
    slots.sort_by_key(|(id, slot)| (slot.starts_at, slot.team, **id));
    slots
        .into_iter()
        .map(|(id, slot)| SlotLine {
            id: id.to_string(),
            team: plan.teams.get(&slot.team).map(|team| team.name.clone()).unwrap_or_default(),
            room: plan.rooms.get(&slot.room).map(|room| room.code.clone()).unwrap_or_default(),
            time: clock_time(slot.starts_at),
            minutes: slot.minutes,
        })
        .collect()
}

#[cfg(any(test, feature = "testing"))]
impl RotationView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT, facts, plan};
        let with = |words: &str, count: usize, start: &str| {
            let wish =
                Wish { start: start.into(), offset: -300, minutes: 15, corridor: 5, rooms: count.clamp(1, 8) };
            let mut view = view(text, &facts(), &plan(words, count), wish);
            view.head = VisitHead::sample(text, words, Here::Plan);
            view
        };
        vec![
            ("empty", with("", 0, "")),
            ("usual", with("Room", 4, "09:00")),
            ("error", with("Room", 0, "09:00")),
            ("stress", with("Classroom of the upper floor", 30, "08:15")),
            ("hostile", with(HOSTILE, 2, "09:00")),
            ("right-to-left", with(RIGHT_TO_LEFT, 3, "09:00")),
        ]
    }
}
