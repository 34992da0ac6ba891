//! What stands on top of every page about one visit: which one it is, how far it has come, and where else to go.
//!
//! The links are those that lead this member somewhere: a page that is not for them is not named.

use std::sync::Arc;

use fieldwalk_core::domain::{
    DocumentKey, Member, Role, Stage, VisitFacts, feedback_access, is_host, is_participant, may_read,
};
use fieldwalk_core::ids::VisitId;

use super::problem::Problem;
use super::session::SignedIn;
use super::text::Text;
use crate::app::App;
use crate::service::names::Names;
use crate::service::visits::{self, may_run};

/// A page about a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Here {
    /// The overview.
    Overview,
    /// The plan.
    Plan,
    /// The print sheet for the morning.
    Sheet,
    /// What has arrived from the phones.
    Arrivals,
    /// The debrief.
    Debrief,
    /// Clearing.
    Clear,
    /// The feedback.
    Feedback,
    /// The host's response.
    Response,
}

/// The head of a visit's page.
#[derive(Debug, Clone, Default)]
pub(crate) struct VisitHead {
    /// Where the visit's pages are: `/visits/{v}`.
    pub(crate) path: String,
    /// The host school's name.
    pub(crate) school: String,
    /// The kind, in words.
    pub(crate) kind: String,
    /// The day, in words.
    pub(crate) date: String,
    /// The day, for scripts.
    pub(crate) date_iso: String,
    /// The stage, in words.
    pub(crate) stage: String,
    /// Where to go.
    pub(crate) tabs: Vec<Tab>,
}

/// A link to another page of the visit.
#[derive(Debug, Clone)]
pub(crate) struct Tab {
    pub(crate) href: String,
    pub(crate) label: String,
    pub(crate) is_here: bool,
}

impl VisitHead {
    /// The head for `member` who is at `here`.
    pub(crate) fn new(text: &Text, member: &Member, facts: &VisitFacts, names: &Names, here: Here) -> Self {
        let path = path(facts.visit);
        let tab = |(place, end, label): (Here, &str, String)| {
            is_for(member, facts, place).then(|| Tab {
                href: format!("{path}{end}"),
                label,
                is_here: place == here,
            })
        };
        let tabs = [
            (Here::Overview, "", text.get("visit-overview")),
            (Here::Plan, "/plan", text.get("visit-plan")),
            (Here::Sheet, "/sheet", text.get("visit-sheet")),
            (Here::Arrivals, "/arrivals", text.get("visit-arrivals")),
            (Here::Debrief, "/debrief", text.get("visit-debrief")),
            (Here::Clear, "/clear", text.get("visit-clear")),
            (Here::Feedback, "/feedback", text.get("visit-feedback")),
            (Here::Response, "/response", text.get("visit-response")),
        ];
        Self {
            school: names.schools.get(&facts.host_school).cloned().unwrap_or_default(),
            kind: text.word("kind", facts.kind.as_str()),
            date: text.date(facts.date),
            date_iso: facts.date.to_string(),
            stage: text.word("stage", facts.stage.as_str()),
            tabs: tabs.into_iter().filter_map(tab).collect(),
            path,
        }
    }
}

/// Where a visit's pages are.
pub(crate) fn path(visit: VisitId) -> String {
    format!("/visits/{visit}")
}

/// The visit, for whoever may know of it.
///
/// # Errors
/// [`Problem::NotFound`] for everybody else.
pub(crate) async fn visit(app: &App, who: &SignedIn, visit: VisitId) -> Result<(VisitFacts, Arc<Names>), Problem> {
    visits::find(app.service(), who.caller(), visit).await?.ok_or(Problem::NotFound)
}

/// Whether a page has something for the member now.
pub(crate) fn is_for(member: &Member, facts: &VisitFacts, here: Here) -> bool {
    let runs = may_run(member, facts);
    match here {
        Here::Overview => true,
        Here::Plan => may_read(member, &DocumentKey::Visit(facts.visit), Some(facts)),
        Here::Sheet => runs,
        Here::Arrivals => runs && facts.stage >= Stage::Walking,
        Here::Debrief => {
            facts.stage >= Stage::Debriefing && (is_participant(member, facts) || is_host(member, facts))
        }
        Here::Clear => facts.stage >= Stage::Debriefing && member.role == Role::Facilitator,
        Here::Feedback => feedback_access(member, facts).is_some() && facts.stage >= Stage::Walking,
        Here::Response => {
            facts.stage == Stage::Released && may_read(member, &DocumentKey::Response(facts.visit), Some(facts))
        }
    }
}

/// What a visit asks of a member now.
#[derive(Debug, Clone)]
pub(crate) struct Todo {
    /// What to do, in words.
    pub(crate) what: String,
    /// Where.
    pub(crate) href: String,
}

/// What the visit asks of `member` now; `None` when it is somebody else's turn, or the phone's.
pub(crate) fn todo(text: &Text, member: &Member, facts: &VisitFacts) -> Option<Todo> {
    let (runs, is_host) = (may_run(member, facts), is_host(member, facts));
    let (what, end) = match facts.stage {
        Stage::Planned if runs => (text.get("todo-plan"), "/plan"),
        Stage::Walking if runs => (text.get("todo-arrivals"), "/arrivals"),
        Stage::Debriefing if is_participant(member, facts) => (text.get("todo-debrief"), "/debrief"),
        Stage::Cleared if is_host => (text.get("todo-review"), "/feedback"),
        Stage::Released if is_host && !facts.is_response_published => (text.get("todo-respond"), "/response"),
        _ => return None,
    };
    Some(Todo { what, href: format!("{}{end}", path(facts.visit)) })
}

#[cfg(any(test, feature = "testing"))]
impl VisitHead {
    /// A head for samples: a facilitator's, of a visit that is being debriefed.
    pub(crate) fn sample(text: &Text, school: &str, here: Here) -> Self {
        use super::samples::{facilitator, facts, names};
        Self::new(text, &facilitator(), &facts(), &names(school), here)
    }
}
