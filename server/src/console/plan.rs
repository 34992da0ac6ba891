//! The plan of a visit, for everybody who may read it; with forms for whoever runs the visit.

use axum::extract::{Path, State};
use axum::response::Response;
use fieldwalk_core::domain::{
    Audience, DocumentKey, LookFor, Member, Network, Shows, Visit, VisitFacts, check_rotation, may_read,
};
use fieldwalk_core::ids::{CommandId, EditId, LookForId, NormId, RoomId, TeamId, VisitId};

use super::clock::{ClockTime, clock_time};
use super::members::Choice;
use super::page::{Place, page};
use super::plan_words::rotation_problem;
use super::problem::Problem;
use super::session::SignedIn;
use super::text::Text;
use super::visit_head::{Here, VisitHead, visit};
use crate::app::App;
use crate::service::names::Names;
use crate::service::reading::{NotRead, read};
use crate::service::visits::{may_run, people};
use crate::worker::{Heads, Reading};

/// The plan.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlanView {
    pub(crate) head: VisitHead,
    /// Whether the reader runs the visit.
    pub(crate) may_change: bool,
    /// The heads that the texts were read at, so that an edit is made on top of what was seen.
    pub(crate) seen: String,
    /// Names the edit, so that sending it twice is one.
    pub(crate) edit: String,
    /// The problem of practice and the theory of change.
    pub(crate) prose: Vec<Prose>,
    pub(crate) look_fors: Vec<LookForCard>,
    /// Look-fors and norms of the library that the plan has not.
    pub(crate) library: Vec<Choice>,
    pub(crate) library_norms: Vec<Choice>,
    pub(crate) norms: Vec<Line>,
    pub(crate) rooms: Vec<RoomLine>,
    pub(crate) teams: Vec<TeamLine>,
    /// Everybody who may be invited.
    pub(crate) people: Vec<PersonLine>,
    pub(crate) rotation: RotationTable,
    /// What is odd about the rotation.
    pub(crate) odd: Vec<String>,
    /// Ids for what the forms add.
    pub(crate) fresh: Fresh,
    pub(crate) policy: PolicyForm,
}

/// One text of the plan.
#[derive(Debug, Clone)]
pub(crate) struct Prose {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) text: String,
}

/// A look-for.
#[derive(Debug, Clone)]
pub(crate) struct LookForCard {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) teacher: String,
    pub(crate) students: String,
    pub(crate) non_example: String,
}

/// A sentence with an id.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) text: String,
}

/// A room.
#[derive(Debug, Clone)]
pub(crate) struct RoomLine {
    pub(crate) id: String,
    pub(crate) code: String,
    pub(crate) grade_band: String,
    pub(crate) subject: String,
}

/// A team and who walks with it.
#[derive(Debug, Clone)]
pub(crate) struct TeamLine {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) members: Vec<String>,
}

/// A person and where they may be placed.
#[derive(Debug, Clone)]
pub(crate) struct PersonLine {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) choices: Vec<Choice>,
}

/// Which team is where when.
#[derive(Debug, Clone, Default)]
pub(crate) struct RotationTable {
    pub(crate) times: Vec<ClockTime>,
    pub(crate) rows: Vec<RotationRow>,
}

/// A team's way: a room for each time, or none.
#[derive(Debug, Clone)]
pub(crate) struct RotationRow {
    pub(crate) team: String,
    pub(crate) rooms: Vec<Option<String>>,
}

/// Ids for what the forms add, so that a form sent twice adds one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fresh {
    pub(crate) look_for: String,
    pub(crate) norm: String,
    pub(crate) room: String,
    pub(crate) team: String,
    pub(crate) command: String,
}

/// The facts that the form of the policy changes.
#[derive(Debug, Clone, Default)]
pub(crate) struct PolicyForm {
    pub(crate) date: String,
    pub(crate) shows: Vec<Choice>,
    pub(crate) audience: Vec<Choice>,
    pub(crate) names_observers: bool,
}

page!(PlanView, "plan.html", Place::Visits);

/// `GET /visits/{visit}/plan`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
) -> Result<Response, Problem> {
    let (facts, names) = visit(&app, &who, id).await?;
    let (plan, heads) = read_plan(&app, &who, &facts).await?;
    let may_change = may_run(who.member(), &facts);
    let (library, members) = if may_change {
        (read_library(&app, &who).await?, people(app.service(), who.caller()).await?.0)
    } else {
        (Network::default(), Vec::new())
    };
    let mut view = view(who.text, &facts, &names, &plan, &library, &members);
    view.head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Plan);
    view.may_change = may_change;
    view.seen = seen_word(&heads);
    let now = app.service().clock.now();
    app.service().chance.draw(|rng| {
        view.edit = EditId::new(now, rng).to_string();
        view.fresh = Fresh {
            look_for: LookForId::new(now, rng).to_string(),
            norm: NormId::new(now, rng).to_string(),
            room: RoomId::new(now, rng).to_string(),
            team: TeamId::new(now, rng).to_string(),
            command: CommandId::new(now, rng).to_string(),
        };
    });
    who.frame().page(&view)
}

/// The plan, for whoever may read it.
pub(super) async fn read_plan(app: &App, who: &SignedIn, facts: &VisitFacts) -> Result<(Visit, Heads), Problem> {
    let key = DocumentKey::Visit(facts.visit);
    if !may_read(who.member(), &key, Some(facts)) {
        return Err(Problem::NotFound);
    }
    match read(app.service(), who.caller().network, key).await? {
        Reading::Visit(plan) => Ok((plan.plan.clone(), plan.heads.clone())),
        _ => Err(Problem::Unavailable),
    }
}

/// The library of the member's network.
pub(super) async fn read_library(app: &App, who: &SignedIn) -> Result<Network, Problem> {
    match read(app.service(), who.caller().network, DocumentKey::Network).await? {
        Reading::Network(reading) => Ok(reading.network.clone()),
        _ => Err(Problem::Unavailable),
    }
}

impl From<NotRead> for Problem {
    fn from(error: NotRead) -> Self {
        tracing::error!(%error, "a document cannot be read");
        Self::Unavailable
    }
}

/// Heads as a form carries them.
pub(crate) fn seen_word(heads: &Heads) -> String {
    heads.iter().map(|head| data_encoding::HEXLOWER.encode(head)).collect::<Vec<_>>().join(".")
}

/// The heads that a form carried; what is none is passed over.
pub(crate) fn seen_heads(word: &str) -> Heads {
    let decode = |hex: &str| data_encoding::HEXLOWER.decode(hex.as_bytes()).ok()?.try_into().ok();
    word.split('.').filter_map(decode).collect()
}

fn view(
    text: &Text,
    facts: &VisitFacts,
    names: &Names,
    plan: &Visit,
    library: &Network,
    members: &[Member],
) -> PlanView {
    let theory = &plan.theory_of_change;
    let prose = |name, label, text: &str| Prose { name, label, text: text.to_owned() };
    let has_look_for = |wanted: &LookFor| plan.look_fors.values().any(|one| one.name == wanted.name);
    let choice = |value: String, label: &str| Choice { value, label: label.to_owned(), is_chosen: false };
    PlanView {
        prose: vec![
            prose("problem_of_practice", text.get("plan-question"), &plan.problem_of_practice),
            prose("if_we", text.get("plan-if-we"), &theory.if_we),
            prose("then", text.get("plan-then"), &theory.then),
            prose("so_that", text.get("plan-so-that"), &theory.so_that),
            prose("assumptions", text.get("plan-assumptions"), &theory.assumptions),
        ],
        look_fors: plan.look_fors.iter().map(|(id, one)| look_for_card(*id, one)).collect(),
        library: library
            .look_fors
            .iter()
            .filter(|(_, one)| !has_look_for(one))
            .map(|(id, one)| choice(id.to_string(), &one.name))
            .collect(),
        library_norms: library
            .norms
            .iter()
            .filter(|(_, norm)| !plan.norms.values().any(|one| one.text == norm.text))
            .map(|(id, norm)| choice(id.to_string(), &norm.text))
            .collect(),
        norms: plan.norms.iter().map(|(id, norm)| Line { id: id.to_string(), text: norm.text.clone() }).collect(),
        rooms: rooms(plan),
        teams: teams(plan, facts, names),
        people: members.iter().map(|member| person(text, facts, plan, member)).collect(),
        rotation: rotation_table(plan),
        odd: check_rotation(plan).iter().map(|odd| rotation_problem(text, plan, odd)).collect(),
        policy: policy_form(text, facts),
        ..PlanView::default()
    }
}

pub(super) fn look_for_card(id: LookForId, one: &LookFor) -> LookForCard {
    let LookFor { name, teacher, students, non_example } = one.clone();
    LookForCard { id: id.to_string(), name, teacher, students, non_example }
}

pub(super) fn rooms(plan: &Visit) -> Vec<RoomLine> {
    let mut rooms: Vec<_> = plan
        .rooms
        .iter()
        .map(|(id, room)| RoomLine {
            id: id.to_string(),
            code: room.code.clone(),
            grade_band: room.grade_band.clone(),
            subject: room.subject.clone(),
        })
        .collect();
    rooms.sort_by(|one, other| one.code.cmp(&other.code));
    rooms
}

pub(super) fn teams(plan: &Visit, facts: &VisitFacts, names: &Names) -> Vec<TeamLine> {
    let members_of = |team: &TeamId| -> Vec<String> {
        let placed =
            plan.team_members.iter().filter(|(member, of)| *of == team && facts.observers.contains(member));
        let mut members: Vec<_> = placed.filter_map(|(member, _)| names.members.get(member).cloned()).collect();
        members.sort();
        members
    };
    let line = |(id, team): (&TeamId, &fieldwalk_core::domain::Team)| TeamLine {
        id: id.to_string(),
        name: team.name.clone(),
        members: members_of(id),
    };
    plan.teams.iter().map(line).collect()
}

/// The choices for one person: not invited, invited, or with a team.
fn person(text: &Text, facts: &VisitFacts, plan: &Visit, member: &Member) -> PersonLine {
    let is_invited = facts.observers.contains(&member.id);
    let team = plan.team_members.get(&member.id).filter(|team| is_invited && plan.teams.contains_key(team));
    let mut choices = vec![
        Choice { value: String::new(), label: text.get("plan-not-invited"), is_chosen: !is_invited },
        Choice {
            value: "invited".to_owned(),
            label: text.get("plan-invited"),
            is_chosen: is_invited && team.is_none(),
        },
    ];
    choices.extend(plan.teams.iter().map(|(id, one)| Choice {
        value: id.to_string(),
        label: one.name.clone(),
        is_chosen: team == Some(id),
    }));
    PersonLine { id: member.id.to_string(), name: member.name.clone(), choices }
}

/// The rotation as a table: teams down, times across.
pub(super) fn rotation_table(plan: &Visit) -> RotationTable {
    let mut times: Vec<_> = plan.slots.values().map(|slot| slot.starts_at).collect();
    times.sort_unstable();
    times.dedup();
    let room = |team: &TeamId, at| {
        let slot = plan.slots.values().find(|slot| slot.team == *team && slot.starts_at == at)?;
        plan.rooms.get(&slot.room).map(|room| room.code.clone())
    };
    let rows = plan.teams.iter().map(|(id, team)| RotationRow {
        team: team.name.clone(),
        rooms: times.iter().map(|at| room(id, *at)).collect(),
    });
    RotationTable {
        rows: if times.is_empty() { Vec::new() } else { rows.collect() },
        times: times.iter().map(|at| clock_time(*at)).collect(),
    }
}

fn policy_form(text: &Text, facts: &VisitFacts) -> PolicyForm {
    PolicyForm {
        date: facts.date.to_string(),
        shows: Shows::ALL
            .map(|shows| Choice {
                value: shows.as_str().to_owned(),
                label: text.word("shows", shows.as_str()),
                is_chosen: shows == facts.shows,
            })
            .to_vec(),
        audience: Audience::ALL
            .map(|audience| Choice {
                value: audience.as_str().to_owned(),
                label: text.word("audience", audience.as_str()),
                is_chosen: audience == facts.audience,
            })
            .to_vec(),
        names_observers: facts.names_observers,
    }
}

#[cfg(any(test, feature = "testing"))]
impl PlanView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT, facilitator, facts, names, plan};
        let with = |words: &str, count: usize| {
            let (plan, mut facts) = (plan(words, count), facts());
            facts.observers = plan.team_members.keys().copied().collect();
            let library =
                Network { look_fors: plan.look_fors.clone(), norms: plan.norms.clone(), ..Network::default() };
            let people: Vec<Member> = plan
                .team_members
                .keys()
                .map(|id| Member { id: *id, name: words.into(), ..facilitator() })
                .collect();
            let mut view = view(text, &facts, &names(words), &plan, &library, &people);
            view.library = view
                .look_fors
                .iter()
                .map(|one| Choice { value: one.id.clone(), label: one.name.clone(), is_chosen: false })
                .collect();
            view.head = VisitHead::sample(text, words, Here::Plan);
            view.may_change = true;
            view
        };
        vec![
            ("empty", with("", 0)),
            ("usual", with("Students explain their reasoning", 4)),
            ("reader", Self { may_change: false, ..with("Students explain their reasoning", 4) }),
            ("stress", with("Students explain their reasoning to one another in whole sentences", 30)),
            ("hostile", with(HOSTILE, 2)),
            ("right-to-left", with(RIGHT_TO_LEFT, 3)),
        ]
    }
}
