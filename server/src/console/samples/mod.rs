//! Every page with every one of its samples, in every language. The rules of `rules.rs` hold for all of them; [`gallery`]
//! serves them to a browser as the console serves its own.
//!
//! A new page is registered in [`all`]; a template that is not is found.

#[cfg(test)]
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::middleware::from_fn;
use axum::response::Html;
use axum::routing::get;

use fieldwalk_core::domain::{
    Audience, DebriefStep, LookFor, Member, Norm, Role, Room, School, Shows, Stage, Team, TheoryOfChange, Visit,
    VisitFacts, VisitKind, rotation,
};
use fieldwalk_core::ids::{LookForId, MemberId, NormId, RoomId, SchoolId, SlotId, TeamId, VisitId};
use fieldwalk_core::testing::MORNING;
use uuid::Uuid;

use super::account::HandedCode;
use super::language::Language;
use super::moment::Moment;
use super::page::{Frame, View, Who};
use super::problem::Problem;
use super::text::Text;
use super::{assets, headers};
use crate::service::names::Names;

/// Text that wants to be markup, an attribute, an entity, a template, a very long word, and to turn the line around.
pub(super) const HOSTILE: &str = "\"><script>alert('x')</script>' onload='y' &amp; &#60;img src=x onerror=z&#62; \
    {{ view }} {$n} Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft 👩🏽‍🏫 \u{202e}txt.exe";

/// Text that runs from right to left, with a number and a Latin name in it.
pub(super) const RIGHT_TO_LEFT: &str = "كم طالبًا رفع يده؟ 12 من 24 في Room A";

/// A moment so many minutes ago.
pub(super) fn moment(text: &Text, minutes: u32) -> Moment {
    Moment::new(text, MORNING.plus_minutes(minutes), MORNING)
}

/// A facilitator.
pub(super) fn facilitator() -> Member {
    Member { id: MemberId(Uuid::from_u128(10)), name: "Fay Okafor".into(), role: Role::Facilitator, school: None }
}

/// A visit that is being debriefed.
pub(super) fn facts() -> VisitFacts {
    VisitFacts {
        visit: VisitId(Uuid::from_u128(3)),
        kind: VisitKind::SchoolVisit,
        host_school: SchoolId(Uuid::from_u128(1)),
        date: jiff::civil::date(2026, 11, 21),
        stage: Stage::Debriefing,
        debrief_step: DebriefStep::default(),
        names_observers: false,
        shows: Shows::default(),
        audience: Audience::default(),
        is_response_published: false,
        releases: 0,
        observers: BTreeSet::new(),
    }
}

/// The names around it.
pub(super) fn names(school: &str) -> Names {
    Names::of([(facilitator().id, "Fay Okafor".into())], [(facts().host_school, school.into())])
}

/// Two schools.
pub(super) fn schools(name: &str) -> Vec<School> {
    [1, 2].map(|n| School { id: SchoolId(Uuid::from_u128(n)), name: name.to_owned() }).to_vec()
}

/// A code as it is handed over.
pub(super) fn handed(text: &Text) -> HandedCode {
    let link = "https://walk.example.org/sign-in#7K3M-9QPD-X2VT-4HWZ".to_owned();
    let expires = Moment::new(text, MORNING, MORNING.plus_minutes(15));
    HandedCode { code: "7K3M-9QPD-X2VT-4HWZ".to_owned(), qr: super::qr::svg(&link), link, expires }
}

/// A plan with `count` of everything, each of `words`.
pub(super) fn plan(words: &str, count: usize) -> Visit {
    let id = |n: usize| Uuid::from_u128(n as u128 + 1);
    let look_for = LookFor {
        name: words.to_owned(),
        teacher: words.to_owned(),
        students: words.to_owned(),
        non_example: words.to_owned(),
    };
    let room = |n: usize| Room { code: format!("{words} {n}"), grade_band: "6-8".into(), subject: words.into() };
    let teams: Vec<TeamId> = (0..count).map(|n| TeamId(id(n))).collect();
    let rooms: Vec<RoomId> = (0..count).map(|n| RoomId(id(n))).collect();
    let slots = rotation(&teams, &rooms, count.min(8), MORNING, 15, 5).unwrap_or_default();
    Visit {
        problem_of_practice: words.to_owned(),
        theory_of_change: TheoryOfChange { if_we: words.to_owned(), ..TheoryOfChange::default() },
        look_fors: (0..count).map(|n| (LookForId(id(n)), look_for.clone())).collect(),
        rooms: (0..count).map(|n| (rooms[n], room(n))).collect(),
        teams: teams.iter().map(|team| (*team, Team { name: words.to_owned() })).collect(),
        team_members: (0..count).map(|n| (MemberId(id(n)), teams[n])).collect(),
        slots: slots.into_iter().enumerate().map(|(n, slot)| (SlotId(id(n)), slot)).collect(),
        norms: (0..count).map(|n| (NormId(id(n)), Norm { text: words.to_owned() })).collect(),
    }
}

struct Page {
    template: &'static str,
    sample: String,
    language: Language,
    html: String,
}

impl Page {
    /// Its name in messages and as a file.
    fn name(&self) -> String {
        let stem = self.template.trim_end_matches(".html");
        format!("{stem}.{}.{}", self.sample, self.language.tag())
    }
}

/// Whose page it is, in samples.
fn who(sample: &str, language: Language) -> Frame {
    let (network, member) = match sample {
        "hostile" => (HOSTILE, HOSTILE),
        "right-to-left" => (RIGHT_TO_LEFT, RIGHT_TO_LEFT),
        _ => ("Riverside Network", "Fay Okafor"),
    };
    let who = Who { network: network.to_owned(), member: member.to_owned(), is_facilitator: true };
    Frame::new(Text::of(language), Some(who), (sample == "usual").then_some("saved"))
}

fn pages<V: View>(samples: fn(&'static Text) -> Vec<(&'static str, V)>) -> Vec<Page> {
    let mut pages = Vec::new();
    for language in Language::ALL {
        for (sample, view) in samples(Text::of(language)) {
            let is_frame_bare = V::PLACE == super::page::Place::Elsewhere;
            let text = Text::of(language);
            let frame = if is_frame_bare { Frame::new(text, None, None) } else { who(sample, language) };
            let html = frame.html(&view).expect("a sample renders");
            pages.push(Page { template: V::TEMPLATE, sample: sample.to_owned(), language, html });
        }
    }
    pages
}

/// All of them.
fn all() -> Vec<Page> {
    [
        pages(super::account::AccountView::samples),
        pages(super::arrivals::ArrivalsView::samples),
        pages(super::debrief::DebriefView::samples),
        pages(super::clear::ClearView::samples),
        pages(super::cycle::CycleView::samples),
        pages(super::evidence::EvidenceView::samples),
        pages(super::feedback::FeedbackView::samples),
        pages(super::handover::HandoverView::samples),
        pages(super::piece_page::PieceFormsView::samples),
        pages(super::release::ReleaseView::samples),
        pages(super::release::FrozenView::samples),
        pages(super::response::ResponseView::samples),
        pages(super::home::HomeView::samples),
        pages(super::import::ImportView::samples),
        pages(super::invite::InviteView::samples),
        pages(super::invites::InvitesView::samples),
        pages(super::library::LibraryView::samples),
        pages(super::new_visit::NewVisitView::samples),
        pages(super::member::MemberView::samples),
        pages(super::members::MembersView::samples),
        pages(super::plan::PlanView::samples),
        pages(super::problem::ProblemView::samples),
        pages(super::rotation::RotationView::samples),
        pages(super::sheet::SheetView::samples),
        pages(super::sign_in::SignInView::samples),
        pages(super::visit::VisitView::samples),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every sample under `/samples/NAME`, with the assets and headers of the console, and the names.
pub(super) fn gallery() -> (Router, Vec<String>) {
    let pages: BTreeMap<String, String> = all().into_iter().map(|page| (page.name(), page.html)).collect();
    let names = pages.keys().cloned().collect();
    let pages = Arc::new(pages);
    let sample =
        async move |Path(name): Path<String>| pages.get(&name).cloned().map(Html).ok_or(Problem::NotFound);
    let router = Router::new()
        .route("/samples/{name}", get(sample))
        .route("/assets/{name}", get(assets::show))
        .layer(from_fn(headers::guard));
    (router, names)
}
