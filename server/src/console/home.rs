//! The first page: the visits of the member, and what they ask for.

use axum::extract::State;
use axum::response::Response;
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Role, VisitFacts};
use jiff::civil::Date;

use super::page::{Place, page};
use super::problem::Problem;
use super::session::SignedIn;
use super::visit_head::{Todo, path, todo};
use crate::app::App;
use crate::service::visits::{Surroundings, surroundings};

/// The visits.
#[derive(Debug, Clone, Default)]
pub(crate) struct HomeView {
    /// Whether the member may make a visit.
    pub(crate) may_create: bool,
    /// Visits that ask something of the member.
    pub(crate) asking: Vec<VisitCard>,
    /// Visits of today.
    pub(crate) today: Vec<VisitCard>,
    /// Visits to come, the next first.
    pub(crate) next: Vec<VisitCard>,
    /// Visits of the past, the latest first.
    pub(crate) past: Vec<VisitCard>,
}

/// A visit in a list.
#[derive(Debug, Clone)]
pub(crate) struct VisitCard {
    pub(crate) href: String,
    pub(crate) school: String,
    pub(crate) kind: String,
    pub(crate) date: String,
    pub(crate) stage: String,
    /// What it asks of the member.
    pub(crate) todo: Option<Todo>,
}

page!(HomeView, "home.html", Place::Visits);

/// `GET /`.
pub(super) async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Problem> {
    let around = surroundings(app.service(), who.caller()).await?;
    who.frame().page(&view(&who, &around, today(app.service().clock.now())))
}

/// The day it is, at the server: visits have a day and no time zone.
pub(super) fn today(now: Timestamp) -> Date {
    let now = jiff::Timestamp::from_millisecond(now.0).unwrap_or_default();
    now.to_zoned(jiff::tz::TimeZone::UTC).date()
}

fn view(who: &SignedIn, around: &Surroundings, today: Date) -> HomeView {
    let text = who.text;
    let card = |facts: &VisitFacts| VisitCard {
        href: path(facts.visit),
        school: around.names.schools.get(&facts.host_school).cloned().unwrap_or_default(),
        kind: text.word("kind", facts.kind.as_str()),
        date: text.date(facts.date),
        stage: text.word("stage", facts.stage.as_str()),
        todo: todo(text, who.member(), facts),
    };
    let cards = |is_in: &dyn Fn(&VisitFacts) -> bool| -> Vec<VisitCard> {
        around.visits.iter().filter(|facts| is_in(facts)).map(card).collect()
    };
    let mut next = cards(&|facts| facts.date > today);
    next.reverse();
    HomeView {
        may_create: matches!(who.member().role, Role::Facilitator | Role::Leader),
        asking: cards(&|facts| todo(text, who.member(), facts).is_some()),
        today: cards(&|facts| facts.date == today),
        next,
        past: cards(&|facts| facts.date < today),
    }
}

#[cfg(any(test, feature = "testing"))]
impl HomeView {
    pub(crate) fn samples(text: &'static super::text::Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT};
        let card = |school: &str, is_asking: bool| VisitCard {
            href: "/visits/0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b21".into(),
            school: school.into(),
            kind: text.word("kind", "school_visit"),
            date: text.date(jiff::civil::date(2026, 11, 21)),
            stage: text.word("stage", "debriefing"),
            todo: is_asking.then(|| Todo { what: text.get("todo-debrief"), href: "/visits/1/debrief".into() }),
        };
        let with = |school: &str, count: usize| Self {
            may_create: true,
            asking: vec![card(school, true)],
            today: vec![card(school, true)],
            next: vec![card(school, false); count / 10 + 1],
            past: vec![card(school, false); count],
        };
        vec![
            ("empty", Self { may_create: true, ..Self::default() }),
            ("member", Self::default()),
            ("usual", with("Hillside School", 3)),
            ("stress", with(&"Escuela Secundaria ".repeat(10), 60)),
            ("hostile", with(HOSTILE, 1)),
            ("right-to-left", with(RIGHT_TO_LEFT, 2)),
        ]
    }
}
