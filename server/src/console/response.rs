//! The host's response: comments, commitments, improvement cycles, the day of reporting back. Written by the host's
//! leaders; read by participants once it is published.

use axum::extract::{Path, State};
use axum::response::Response;
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::document::TextPlace;
use fieldwalk_core::domain::{About, Comment, Commitment, ImprovementCycle};
use fieldwalk_core::ids::{CommandId, CommentId, CommitmentId, CycleId, EditId, StatementId, VisitId};

use super::cycle::Stage;
use super::fresh::Fresh;
use super::moment::Moment;
use super::page::{Place, page};
use super::problem::Problem;
use super::session::SignedIn;
use super::text::Text;
use super::visit_head::{Here, VisitHead, visit};
use super::writing::TextField;
use crate::app::App;
use crate::service::response::{VisitResponse, response_for};

/// A response.
#[derive(Debug, Clone, Default)]
pub(crate) struct ResponseView {
    /// The visit.
    pub(crate) head: VisitHead,
    /// Who is meant to send the forms.
    pub(crate) member: String,
    /// Where they go.
    pub(crate) action: String,
    /// Whether the reader writes it.
    pub(crate) may_write: bool,
    /// Whether participants read it.
    pub(crate) is_published: bool,
    /// The id of the command that publishes it or takes it back.
    pub(crate) publish: String,
    /// Comments, the oldest first.
    pub(crate) comments: Vec<CommentView>,
    /// An id for a new one.
    pub(crate) new_comment: String,
    /// Commitments: open ones first.
    pub(crate) commitments: Vec<CommitmentView>,
    /// An id for a new one.
    pub(crate) new_commitment: String,
    /// Improvement cycles.
    pub(crate) cycles: Vec<CycleLine>,
    /// An id for a new one.
    pub(crate) new_cycle: String,
    /// The group's next steps.
    pub(crate) steps: Vec<StepLine>,
    /// The day of reporting back, as a form has it and in words.
    pub(crate) report_back: Option<(String, String)>,
    /// Documents that could not be read.
    pub(crate) unreadable: usize,
}

/// A comment.
#[derive(Debug, Clone)]
pub(crate) struct CommentView {
    /// Its id.
    pub(crate) id: String,
    /// Where what it is about is, and its name; `None` for the feedback as a whole.
    pub(crate) about: Option<(String, String)>,
    /// Its words.
    pub(crate) field: TextField,
    /// When it was written.
    pub(crate) made: Moment,
}

/// A commitment.
#[derive(Debug, Clone)]
pub(crate) struct CommitmentView {
    /// Its id.
    pub(crate) id: String,
    /// What.
    pub(crate) words: String,
    /// Who sees to it.
    pub(crate) owner: String,
    /// By when, as a form has it and in words.
    pub(crate) due: Option<(String, String)>,
    /// When it was done.
    pub(crate) done: Option<Moment>,
}

/// An improvement cycle in a list.
#[derive(Debug, Clone)]
pub(crate) struct CycleLine {
    /// Its page.
    pub(crate) path: String,
    /// What it is to improve; empty while nobody said.
    pub(crate) aim: String,
    /// Plan, Do, Study or Act.
    pub(crate) stage: String,
}

/// A next step that something can begin from.
#[derive(Debug, Clone)]
pub(crate) struct StepLine {
    /// Its id.
    pub(crate) id: String,
    /// The words.
    pub(crate) words: String,
    /// Where and by when.
    pub(crate) when: String,
    /// An id for a cycle from it.
    pub(crate) new_cycle: String,
    /// Where the next visit is planned from it.
    pub(crate) visit_path: String,
}

page!(ResponseView, "response.html", Place::Visits);

/// `GET /visits/{v}/response`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
) -> Result<Response, Problem> {
    let read = response_for(app.service(), who.caller(), id).await?.ok_or(Problem::NotFound)?;
    let (facts, names) = visit(&app, &who, id).await?;
    let head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Response);
    let mut fresh = Fresh::new(app.service());
    who.frame().page(&ResponseView::new(who.text, head, &read, &who.member().id.to_string(), &mut fresh))
}

impl ResponseView {
    /// The page of a response.
    pub(crate) fn new(
        text: &'static Text,
        head: VisitHead,
        read: &VisitResponse,
        member: &str,
        fresh: &mut Fresh,
    ) -> Self {
        let action = format!("{}/response", head.path);
        let response = &read.response.response;
        let edit = |fresh: &mut Fresh, field: TextField| {
            if read.may_write { field.open(&action, &read.response.heads, fresh.id(EditId::new)) } else { field }
        };
        let comments = response.comments.iter().map(|(id, comment)| {
            let place = TextPlace::Comment(*id);
            let field = TextField::new(place, text.get("response-comment"), String::new(), &comment.text);
            CommentView {
                id: id.to_string(),
                about: about(text, &head.path, read, comment),
                field: edit(fresh, field),
                made: Moment::new(text, fresh.now(), comment.made_at),
            }
        });
        let comments = comments.collect();
        let mut commitments: Vec<(&CommitmentId, &Commitment)> = response.commitments.iter().collect();
        commitments.sort_by_key(|(_, commitment)| (commitment.done_at.is_some(), commitment.due));
        let steps = read.debrief().next_steps.iter().filter(|(_, step)| !step.text.trim().is_empty());
        let steps = steps.map(|(id, step)| StepLine {
            id: id.to_string(),
            words: step.text.clone(),
            when: text
                .say("report-step-when")
                .with("level", text.word("level", step.level.as_str()))
                .with("horizon", text.word("horizon", step.horizon.as_str()))
                .to_string(),
            new_cycle: fresh.id(CycleId::new).to_string(),
            visit_path: visit_path(read.facts.visit, *id),
        });
        let steps = steps.collect();
        Self {
            member: member.to_owned(),
            may_write: read.may_write,
            is_published: read.facts.is_response_published,
            publish: fresh.id(CommandId::new).to_string(),
            comments,
            new_comment: fresh.id(CommentId::new).to_string(),
            commitments: commitments.into_iter().map(|(id, of)| commitment(text, *id, of, fresh.now())).collect(),
            new_commitment: fresh.id(CommitmentId::new).to_string(),
            cycles: response.cycles.iter().map(|(id, cycle)| line(text, &action, *id, cycle)).collect(),
            new_cycle: fresh.id(CycleId::new).to_string(),
            steps,
            report_back: response.report_back_on.map(|date| (date.to_string(), text.date(date))),
            unreadable: read.unreadable.len(),
            action,
            head,
        }
    }
}

fn about(text: &Text, path: &str, read: &VisitResponse, comment: &Comment) -> Option<(String, String)> {
    match comment.about {
        About::Feedback => None,
        About::Evidence(id) => Some((format!("{path}/evidence/{id}"), text.get("response-about-evidence"))),
        About::Pattern(id) => {
            let pattern = read.debrief().patterns.get(&id).filter(|pattern| !pattern.statement.is_empty());
            let name =
                pattern.map_or_else(|| text.get("response-about-pattern"), |pattern| pattern.statement.clone());
            Some((format!("{path}/feedback#pattern-{id}"), name))
        }
    }
}

fn commitment(text: &Text, id: CommitmentId, of: &Commitment, now: Timestamp) -> CommitmentView {
    CommitmentView {
        id: id.to_string(),
        words: of.text.clone(),
        owner: of.owner.clone(),
        due: of.due.map(|due| (due.to_string(), text.date(due))),
        done: of.done_at.map(|at| Moment::new(text, now, at)),
    }
}

fn line(text: &Text, action: &str, id: CycleId, cycle: &ImprovementCycle) -> CycleLine {
    let stage = text.word("cycle-stage", Stage::of(cycle).as_str());
    CycleLine { path: format!("{action}/{id}"), aim: cycle.aim.clone(), stage }
}

fn visit_path(visit: VisitId, step: StatementId) -> String {
    format!("/visits/new?from={visit}&step={step}")
}

/// A response for samples: words where the walk has words of its own.
#[cfg(any(test, feature = "testing"))]
pub(super) fn sample_response(walk: super::walked::Walk<'_>, may_write: bool) -> VisitResponse {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use fieldwalk_core::clock::Timestamp;
    use fieldwalk_core::domain::{CycleQuestion, Decision, Response, Stage};
    use fieldwalk_core::ids::{EvidenceId, ItemId, PatternId, QuestionId};
    use fieldwalk_core::testing::MORNING;
    use uuid::Uuid;

    use crate::worker::{DebriefReading, ResponseReading};

    let say = |usual: &str| walk.words.unwrap_or(usual).to_owned();
    let mut response = Response::default();
    if walk.observers > 0 {
        let abouts = [
            About::Feedback,
            About::Pattern(PatternId(Uuid::from_u128(0))),
            About::Evidence(EvidenceId::of(ItemId(Uuid::from_u128(4)))),
        ];
        for (at, about) in abouts.into_iter().enumerate() {
            let comment =
                Comment { about, text: say("Thank you. This is what we hoped to hear about."), made_at: MORNING };
            response.comments.insert(CommentId(Uuid::from_u128(at as u128)), comment);
        }
        for at in 0..3_u128 {
            let commitment = Commitment {
                text: say("One partner talk in every lesson of grade 7."),
                owner: say("The grade 7 team"),
                due: (at > 0).then(|| jiff::civil::date(2026, 12, 4)),
                done_at: (at == 2).then_some(MORNING),
                made_at: MORNING,
            };
            response.commitments.insert(CommitmentId(Uuid::from_u128(at)), commitment);
        }
        for at in 0..3_u128 {
            let question = CycleQuestion {
                question: say("How many students speak in a lesson?"),
                prediction: say("18 of 24, twice as many as now."),
                finding: if at == 2 { say("15 of 24.") } else { String::new() },
            };
            let cycle = ImprovementCycle {
                aim: say("More students say why."),
                change_idea: say("Ask partners before asking the class."),
                data_plan: say("A tally a week, by the coach."),
                questions: BTreeMap::from([(QuestionId(Uuid::from_u128(at)), question)]),
                observations: say("Two teachers also tried it in other grades."),
                decision: (at == 2).then_some(Decision::Adapt),
                next_step: Some(StatementId(Uuid::from_u128(3))),
                made_at: MORNING,
                locked_at: (at > 0).then_some(Timestamp(MORNING.0)),
            };
            response.cycles.insert(CycleId(Uuid::from_u128(at)), cycle);
        }
        response.report_back_on = Some(jiff::civil::date(2026, 12, 11));
    }
    VisitResponse {
        facts: walk.facts(Stage::Released),
        response: Arc::new(ResponseReading { response, heads: vec![[7; 32]] }),
        debrief: Arc::new(DebriefReading { debrief: walk.debrief(), heads: Vec::new() }),
        may_write,
        unreadable: Vec::new(),
    }
}

#[cfg(any(test, feature = "testing"))]
impl ResponseView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use super::walked::{Walk, walks};
        use fieldwalk_core::testing::MORNING;

        let view = |walk: Walk<'_>, school: &str, may_write| {
            let head = VisitHead::sample(text, school, Here::Response);
            let mut fresh = Fresh::seeded(MORNING.plus_minutes(90), 1);
            Self::new(text, head, &sample_response(walk, may_write), "member", &mut fresh)
        };
        let mut samples: Vec<_> =
            walks().into_iter().map(|(name, walk, school)| (name, view(walk, school, true))).collect();
        samples.push(("reader", view(Walk::USUAL, "Hillside School", false)));
        samples
    }
}
