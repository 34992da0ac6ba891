//! Importing members from a table or from a district's OneRoster files: choose, look at what it would do, say yes.
//!
//! Between the two steps the files are kept nowhere: they travel in the form, and what is done must be what was shown.

use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use data_encoding::BASE64;
use fieldwalk_core::domain::School;
use serde::Deserialize;

use super::page::{Place, did, page};
use super::problem::Problem;
use super::session::SignedIn;
use super::text::Text;
use crate::app::App;
use crate::roster::plan::ImportPlan;
use crate::roster::{self, FILE_BYTES_MAX};
use crate::service::members::Members;
use crate::service::roster::{NotImported, read};

/// Files of one import: OneRoster has three that matter.
const FILES_MAX: usize = 4;
/// What a form may hold: the files, and the same in base 64.
pub(super) const FORM_BYTES_MAX: usize = FILES_MAX * FILE_BYTES_MAX * 2;

/// The page that imports.
#[derive(Debug, Clone, Default)]
pub(crate) struct ImportView {
    /// What the files would do; `None` before there are any.
    pub(crate) preview: Option<Preview>,
    /// What was wrong.
    pub(crate) error: Option<String>,
}

/// What an import would do.
#[derive(Debug, Clone, Default)]
pub(crate) struct Preview {
    pub(crate) digest: String,
    /// The files in base 64.
    pub(crate) files: Vec<String>,
    pub(crate) schools: Vec<String>,
    pub(crate) add: Vec<PersonLine>,
    pub(crate) change: Vec<ChangeLine>,
    pub(crate) unchanged: usize,
    pub(crate) passed_over: usize,
    pub(crate) problems: Vec<ProblemLine>,
    pub(crate) more_problems: usize,
}

/// Who would become a member.
#[derive(Debug, Clone)]
pub(crate) struct PersonLine {
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) school: String,
}

/// Whom it would change.
#[derive(Debug, Clone)]
pub(crate) struct ChangeLine {
    pub(crate) before: PersonLine,
    pub(crate) after: PersonLine,
}

/// What was not taken in.
#[derive(Debug, Clone)]
pub(crate) struct ProblemLine {
    pub(crate) line: Option<u64>,
    pub(crate) value: String,
    pub(crate) what: String,
}

page!(ImportView, "import.html", Place::Members);

/// `GET /members/import`.
pub(super) async fn show(who: SignedIn) -> Result<Response, Problem> {
    who.facilitator()?;
    who.frame().page(&ImportView::default())
}

/// `POST /members/import`: what the files would do. Changes nothing.
pub(super) async fn preview(
    State(app): State<App>,
    who: SignedIn,
    mut form: Multipart,
) -> Result<Response, Problem> {
    who.facilitator()?;
    let mut files = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|_| Problem::Unreadable)? {
        let bytes = field.bytes().await.map_err(|_| Problem::TooLarge)?;
        // A field of files that was left alone comes as one without content.
        if !bytes.is_empty() && files.len() < FILES_MAX {
            files.push(bytes.to_vec());
        }
    }
    if files.is_empty() {
        let view = ImportView { error: Some(who.text.get("import-no-file")), ..ImportView::default() };
        return who.frame().page_with(StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    shown(&app, &who, &files, None).await
}

#[derive(Deserialize)]
pub(super) struct ApplyForm {
    digest: String,
    #[serde(default)]
    file: Vec<String>,
}

/// `POST /members/import/apply`: does what was shown, all of it or nothing.
pub(super) async fn apply(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<ApplyForm>,
) -> Result<Response, Problem> {
    let decoded: Result<Vec<_>, _> = form.file.iter().map(|file| BASE64.decode(file.as_bytes())).collect();
    let files = decoded.map_err(|_| Problem::Unreadable)?;
    let slices: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    let roster = read(app.service(), &slices);
    match Members(app.service(), who.caller()).import(roster, form.digest).await {
        Ok(_) => Ok(did("imported", "/members")),
        Err(NotImported::PlanChanged) => shown(&app, &who, &files, Some(who.text.get("import-changed"))).await,
        Err(NotImported::NotChanged(error)) => Err(error.into()),
    }
}

async fn shown(app: &App, who: &SignedIn, files: &[Vec<u8>], error: Option<String>) -> Result<Response, Problem> {
    let slices: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    let people = Members(app.service(), who.caller());
    let plan = people.import_plan(read(app.service(), &slices)).await?;
    let schools = people.schools().await?;
    let files = files.iter().map(|file| BASE64.encode(file)).collect();
    let preview = Some(Preview { files, ..worded(who.text, &plan, &schools) });
    who.frame().page(&ImportView { preview, error })
}

fn worded(text: &Text, plan: &ImportPlan, schools: &[School]) -> Preview {
    let person = |person: &roster::Person| PersonLine {
        name: person.name.clone(),
        role: text.word("role", person.role.as_str()),
        school: person.school.clone().unwrap_or_default(),
    };
    let member = |member: &fieldwalk_core::domain::Member| PersonLine {
        name: member.name.clone(),
        role: text.word("role", member.role.as_str()),
        school: super::members::school_name(member, schools),
    };
    let problem = |problem: &roster::Problem| ProblemLine {
        line: problem.line,
        value: problem.value.clone(),
        what: text.word("roster", problem.kind.key()),
    };
    Preview {
        digest: plan.digest(),
        files: Vec::new(),
        schools: plan.add_schools.clone(),
        add: plan.add.iter().map(person).collect(),
        change: plan
            .change
            .iter()
            .map(|change| ChangeLine { before: member(&change.before), after: person(&change.after) })
            .collect(),
        unchanged: plan.unchanged.len(),
        passed_over: plan.passed_over,
        problems: plan.problems.iter().map(problem).collect(),
        more_problems: plan.more_problems,
    }
}

#[cfg(any(test, feature = "testing"))]
impl ImportView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT};
        let with = |words: &str, count: usize| {
            let person =
                PersonLine { name: words.into(), role: text.word("role", "leader"), school: words.into() };
            let kinds = roster::ProblemKind::ALL.iter().cycle().take(count.min(40));
            let preview = Preview {
                digest: "00".into(),
                files: vec!["bmFtZQ==".into()],
                schools: vec![words.into(); count / 3],
                change: vec![ChangeLine { before: person.clone(), after: person.clone() }; count / 4],
                add: vec![person; count],
                unchanged: count,
                passed_over: count,
                problems: kinds
                    .map(|kind| ProblemLine {
                        line: Some(7),
                        value: words.into(),
                        what: text.word("roster", kind.key()),
                    })
                    .collect(),
                more_problems: count / 50,
            };
            Self { preview: Some(preview), error: None }
        };
        vec![
            ("empty", Self::default()),
            ("error", Self { error: Some(text.get("import-no-file")), preview: None }),
            ("nothing", with("", 0)),
            ("usual", with("Ada Lindqvist", 12)),
            ("stress", with("Maximiliana Wilhelmina von Hohenstein-Blumenthal", 400)),
            ("hostile", with(HOSTILE, 4)),
            ("right-to-left", with(RIGHT_TO_LEFT, 4)),
        ]
    }
}
