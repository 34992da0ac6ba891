//! The members of the network: the list, adding people and schools.

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use fieldwalk_core::domain::{Member, Role, School};
use fieldwalk_core::ids::{MemberId, SchoolId};
use serde::Deserialize;

use super::moment::Moment;
use super::page::{Place, did, page};
use super::problem::Problem;
use super::session::SignedIn;
use super::text::Text;
use crate::app::App;
use crate::service::admin::NotDone;
use crate::service::members::{MemberWithDevices, Members, NotChanged};

/// The members.
#[derive(Debug, Clone, Default)]
pub(crate) struct MembersView {
    /// Those who are members now.
    pub(crate) members: Vec<MemberLine>,
    /// Those who were removed.
    pub(crate) removed: Vec<MemberLine>,
    /// The form for another one.
    pub(crate) form: MemberForm,
    /// The id of a school to be added.
    pub(crate) new_school: String,
    /// What was wrong with the form.
    pub(crate) error: Option<String>,
}

/// A member in the list.
#[derive(Debug, Clone)]
pub(crate) struct MemberLine {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) school: String,
    /// When one of their devices was last seen; `None` for a member who has none.
    pub(crate) seen: Option<Moment>,
}

/// What can be said of a member, with the choices there are.
#[derive(Debug, Clone, Default)]
pub(crate) struct MemberForm {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) roles: Vec<Choice>,
    pub(crate) schools: Vec<Choice>,
}

/// One of several to choose from.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) is_chosen: bool,
}

page!(MembersView, "members.html", Place::Members);

impl MemberForm {
    /// A form that shows `member`.
    pub(super) fn new(text: &Text, member: &Member, schools: &[School]) -> Self {
        let role = |role: Role| Choice {
            value: role.as_str().to_owned(),
            label: text.word("role", role.as_str()),
            is_chosen: role == member.role,
        };
        let school = |school: &School| Choice {
            value: school.id.to_string(),
            label: school.name.clone(),
            is_chosen: member.school == Some(school.id),
        };
        Self {
            id: member.id.to_string(),
            name: member.name.clone(),
            roles: Role::ALL.map(role).to_vec(),
            schools: schools.iter().map(school).collect(),
        }
    }
}

/// `GET /members`.
pub(super) async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Problem> {
    who.facilitator()?;
    who.frame().page(&view(&app, &who).await?)
}

/// A member as a form has them.
#[derive(Debug, Deserialize)]
pub(super) struct PutForm {
    id: MemberId,
    name: String,
    role: String,
    /// Empty for nobody's school.
    #[serde(default)]
    school: String,
}

impl PutForm {
    pub(super) fn member(self) -> Result<Member, Problem> {
        let school = Some(self.school).filter(|school| !school.is_empty()).map(|school| school.parse());
        Ok(Member {
            id: self.id,
            name: self.name,
            role: Role::from_word(&self.role).ok_or(Problem::Unreadable)?,
            school: school.transpose().map_err(|_| Problem::Unreadable)?,
        })
    }
}

/// `POST /members`.
pub(super) async fn add(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<PutForm>,
) -> Result<Response, Problem> {
    let member = form.member()?;
    let path = format!("/members/{}", member.id);
    match Members(app.service(), who.caller()).put(member.clone()).await {
        Ok(()) => Ok(did("member-added", &path)),
        Err(error) => {
            let error = Some(worded(error, who.text)?);
            let mut view = MembersView { error, ..view(&app, &who).await? };
            view.form.id = member.id.to_string();
            view.form.name = member.name;
            who.frame().page_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}

#[derive(Deserialize)]
pub(super) struct SchoolForm {
    id: SchoolId,
    name: String,
}

/// `POST /members/schools`.
pub(super) async fn put_school(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<SchoolForm>,
) -> Result<Response, Problem> {
    let school = School { id: form.id, name: form.name };
    match Members(app.service(), who.caller()).put_school(school).await {
        Ok(()) => Ok(did("school-added", "/members")),
        Err(error) => {
            let error = Some(worded(error, who.text)?);
            let view = MembersView { error, ..view(&app, &who).await? };
            who.frame().page_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}

/// What a person can do about it; a problem page where they can do nothing.
pub(super) fn worded(error: NotChanged, text: &Text) -> Result<String, Problem> {
    match error {
        NotChanged::LastFacilitator => Ok(text.get("members-last-facilitator")),
        NotChanged::NotDone(NotDone::NotAName) => Ok(text.get("members-not-a-name")),
        error => Err(error.into()),
    }
}

impl From<NotChanged> for Problem {
    fn from(error: NotChanged) -> Self {
        match error {
            NotChanged::NotDone(NotDone::Store(error)) => error.into(),
            NotChanged::NotAllowed | NotChanged::NotDone(_) => Self::NotFound,
            NotChanged::LastFacilitator => Self::NotAllowed,
        }
    }
}

async fn view(app: &App, who: &SignedIn) -> Result<MembersView, Problem> {
    let people = Members(app.service(), who.caller());
    let (all, schools) = (people.all().await?, people.schools().await?);
    let now = app.service().clock.now();
    let line = |one: &MemberWithDevices| MemberLine {
        id: one.row.member.id.to_string(),
        name: one.row.member.name.clone(),
        role: who.text.word("role", one.row.member.role.as_str()),
        school: school_name(&one.row.member, &schools),
        seen: one.last_seen_at().map(|at| Moment::new(who.text, now, at)),
    };
    let (members, removed): (Vec<_>, Vec<_>) = all.iter().partition(|one| one.row.removed_at.is_none());
    let (member, school) = app.service().chance.draw(|rng| (MemberId::new(now, rng), SchoolId::new(now, rng)));
    let blank = Member { id: member, name: String::new(), role: Role::Leader, school: None };
    Ok(MembersView {
        members: members.into_iter().map(line).collect(),
        removed: removed.into_iter().map(line).collect(),
        form: MemberForm::new(who.text, &blank, &schools),
        new_school: school.to_string(),
        error: None,
    })
}

/// The name of the member's school; empty where there is none.
pub(super) fn school_name(member: &Member, schools: &[School]) -> String {
    let school = schools.iter().find(|school| Some(school.id) == member.school);
    school.map(|school| school.name.clone()).unwrap_or_default()
}

#[cfg(any(test, feature = "testing"))]
impl MembersView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT, facilitator, moment, schools};
        let line = |words: &str, n: usize| MemberLine {
            id: format!("0199f3a2-7c1e-7b52-8a4e-{n:012}"),
            name: words.into(),
            role: text.word("role", Role::ALL[n % 4].as_str()),
            school: if n.is_multiple_of(3) { String::new() } else { words.into() },
            seen: (n % 4 != 1).then(|| moment(text, 300 * n as u32)),
        };
        let with = |words: &str, count: usize| Self {
            members: (0..count).map(|n| line(words, n)).collect(),
            removed: (0..count / 10).map(|n| line(words, n)).collect(),
            form: MemberForm::new(text, &Member { name: words.into(), ..facilitator() }, &schools(words)),
            new_school: "0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b21".into(),
            error: None,
        };
        vec![
            ("empty", Self { members: vec![line("Fay Okafor", 0)], ..with("", 0) }),
            ("usual", with("Ada Lindqvist", 12)),
            (
                "error",
                Self { error: Some(text.get("members-not-a-name")), form: with("", 0).form, ..with("Ada", 3) },
            ),
            ("stress", with("Maximiliana Wilhelmina von Hohenstein-Blumenthal", 400)),
            ("hostile", with(HOSTILE, 3)),
            ("right-to-left", with(RIGHT_TO_LEFT, 3)),
        ]
    }
}
