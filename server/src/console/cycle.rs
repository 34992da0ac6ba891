//! An improvement cycle on a page of its own: Plan, Do, Study, Act. What is expected is written before Do, then locked,
//! and stands as it was locked beside what was found.

use axum::extract::{Path, State};
use axum::response::Response;
use fieldwalk_core::document::{CycleText, QuestionText, TextPlace};
use fieldwalk_core::domain::{CycleQuestion, Decision, ImprovementCycle};
use fieldwalk_core::ids::{CycleId, EditId, QuestionId, VisitId};

use super::evidence::Choice;
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

/// How far a cycle has come, as its record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Predictions can still be written.
    Plan,
    /// They are locked.
    Do,
    /// There are findings.
    Study,
    /// It was decided what becomes of the change idea.
    Act,
}

impl Stage {
    /// All stages, in order.
    pub(crate) const ALL: [Self; 4] = [Self::Plan, Self::Do, Self::Study, Self::Act];

    /// How far the cycle has come.
    pub(crate) fn of(cycle: &ImprovementCycle) -> Self {
        let has_findings = cycle.questions.values().any(|question| !question.finding.trim().is_empty());
        match (cycle.locked_at, has_findings, cycle.decision) {
            (_, _, Some(_)) => Self::Act,
            (None, _, None) => Self::Plan,
            (Some(_), false, None) => Self::Do,
            (Some(_), true, None) => Self::Study,
        }
    }

    /// Its word.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Do => "do",
            Self::Study => "study",
            Self::Act => "act",
        }
    }
}

/// A cycle.
#[derive(Debug, Clone, Default)]
pub(crate) struct CycleView {
    /// The visit.
    pub(crate) head: VisitHead,
    /// Who is meant to send the forms.
    pub(crate) member: String,
    /// Where they go.
    pub(crate) action: String,
    /// Its id.
    pub(crate) id: String,
    /// Whether the reader writes it.
    pub(crate) may_write: bool,
    /// The stages: name, and whether it is done, now or to come.
    pub(crate) stages: Vec<(String, &'static str)>,
    /// The next step that it came from.
    pub(crate) step: Option<String>,
    /// What it is to improve, the change idea, the plan for data.
    pub(crate) plan: Vec<TextField>,
    /// Its questions.
    pub(crate) questions: Vec<QuestionView>,
    /// An id for a new one, and the writing that begins it.
    pub(crate) new_question: (String, String),
    /// When its predictions were locked.
    pub(crate) locked: Option<Moment>,
    /// Whether they can be locked: there is a question with a prediction.
    pub(crate) can_lock: bool,
    /// What was seen while doing it.
    pub(crate) observations: TextField,
    /// What becomes of the change idea.
    pub(crate) decisions: Vec<Choice>,
    /// The decision taken, in words.
    pub(crate) decision: Option<String>,
}

/// A question of a cycle.
#[derive(Debug, Clone, Default)]
pub(crate) struct QuestionView {
    /// Its id.
    pub(crate) id: String,
    /// The question.
    pub(crate) question: TextField,
    /// What is expected; once locked, not a form any more.
    pub(crate) prediction: TextField,
    /// What the data say.
    pub(crate) finding: TextField,
}

page!(CycleView, "cycle.html", Place::Visits);

/// `GET /visits/{v}/response/{cycle}`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((id, cycle)): Path<(VisitId, CycleId)>,
) -> Result<Response, Problem> {
    let read = response_for(app.service(), who.caller(), id).await?.ok_or(Problem::NotFound)?;
    let (facts, names) = visit(&app, &who, id).await?;
    let head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Response);
    let mut fresh = Fresh::new(app.service());
    let view = CycleView::new(who.text, head, &read, cycle, &who.member().id.to_string(), &mut fresh);
    who.frame().page(&view.ok_or(Problem::NotFound)?)
}

impl CycleView {
    /// The page of a cycle; `None` where there is no such cycle.
    pub(crate) fn new(
        text: &'static Text,
        head: VisitHead,
        read: &VisitResponse,
        id: CycleId,
        member: &str,
        fresh: &mut Fresh,
    ) -> Option<Self> {
        let cycle = read.response.response.cycles.get(&id)?;
        let action = format!("{}/response", head.path);
        let mut form = Form { read, action: &action, fresh };
        let of = |which| TextPlace::Cycle(id, which);
        let plan = [
            (CycleText::Aim, text.get("cycle-aim"), text.get("cycle-aim-hint"), &cycle.aim),
            (CycleText::ChangeIdea, text.get("cycle-change"), text.get("cycle-change-hint"), &cycle.change_idea),
            (CycleText::DataPlan, text.get("cycle-data"), text.get("cycle-data-hint"), &cycle.data_plan),
        ];
        let plan = plan.map(|(which, label, hint, words)| form.field(of(which), label, hint, words)).into();
        let observations = form.field(
            of(CycleText::Observations),
            text.get("cycle-observations"),
            text.get("cycle-observations-hint"),
            &cycle.observations,
        );
        let is_locked = cycle.locked_at.is_some();
        let questions = cycle.questions.iter().map(|(id, question)| form.question(text, *id, question, is_locked));
        let questions = questions.collect();
        let now = Stage::of(cycle);
        let stages = Stage::ALL.map(|stage| {
            let look = match stage.cmp(&now) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "",
            };
            (text.word("cycle-stage", stage.as_str()), look)
        });
        let chosen = cycle.decision.map(Decision::as_str).unwrap_or_default();
        let word = |decision: Decision| text.word("decision", decision.as_str());
        let predicted = |question: &CycleQuestion| !question.prediction.trim().is_empty();
        let step = cycle.next_step.and_then(|step| read.debrief().next_steps.get(&step));
        Some(Self {
            member: member.to_owned(),
            id: id.to_string(),
            may_write: read.may_write,
            stages: stages.into(),
            step: step.map(|step| step.text.clone()),
            plan,
            questions,
            new_question: (fresh.id(QuestionId::new).to_string(), fresh.id(EditId::new).to_string()),
            locked: cycle.locked_at.map(|at| Moment::new(text, fresh.now(), at)),
            can_lock: !cycle.questions.is_empty() && cycle.questions.values().all(predicted),
            observations,
            decisions: Decision::ALL.map(|decision| Choice::new(decision.as_str(), word(decision), chosen)).into(),
            decision: cycle.decision.map(word),
            action,
            head,
        })
    }
}

struct Form<'a> {
    read: &'a VisitResponse,
    action: &'a str,
    fresh: &'a mut Fresh,
}

impl Form<'_> {
    fn field(&mut self, place: TextPlace, label: String, hint: String, words: &str) -> TextField {
        let field = TextField::new(place, label, hint, words);
        if !self.read.may_write {
            return field;
        }
        field.open(self.action, &self.read.response.heads, self.fresh.id(EditId::new))
    }

    fn question(&mut self, text: &Text, id: QuestionId, of: &CycleQuestion, is_locked: bool) -> QuestionView {
        let place = |which| TextPlace::Question(id, which);
        let no_hint = String::new;
        let prediction = TextField::new(
            place(QuestionText::Prediction),
            text.get("cycle-prediction"),
            text.get("cycle-prediction-hint"),
            &of.prediction,
        );
        let question =
            TextField::new(place(QuestionText::Question), text.get("cycle-question"), no_hint(), &of.question);
        // With another question, a locked prediction would predict something else.
        let is_open = self.read.may_write && !is_locked;
        let mut open = |field: TextField| {
            let edit = self.fresh.id(EditId::new);
            if is_open { field.open(self.action, &self.read.response.heads, edit) } else { field }
        };
        QuestionView {
            id: id.to_string(),
            question: open(question),
            prediction: open(prediction),
            finding: self.field(place(QuestionText::Finding), text.get("cycle-finding"), no_hint(), &of.finding),
        }
    }
}

#[cfg(any(test, feature = "testing"))]
impl CycleView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use fieldwalk_core::testing::MORNING;
        use uuid::Uuid;

        use super::response::sample_response;
        use super::samples::{HOSTILE, RIGHT_TO_LEFT};
        use super::walked::Walk;

        let rows = [
            ("plan", 0, Walk::USUAL, "Hillside School", true),
            ("usual", 1, Walk::USUAL, "Hillside School", true),
            ("act", 2, Walk::USUAL, "Hillside School", true),
            ("reader", 2, Walk::USUAL, "Hillside School", false),
            ("hostile", 2, Walk::of(HOSTILE), HOSTILE, true),
            ("right-to-left", 1, Walk::of(RIGHT_TO_LEFT), RIGHT_TO_LEFT, true),
        ];
        let view = |(name, cycle, walk, school, may_write): (&'static str, u128, Walk<'_>, &str, bool)| {
            let head = VisitHead::sample(text, school, Here::Response);
            let mut fresh = Fresh::seeded(MORNING.plus_minutes(90), 1);
            let read = sample_response(walk, may_write);
            let view = Self::new(text, head, &read, CycleId(Uuid::from_u128(cycle)), "member", &mut fresh);
            Some((name, view?))
        };
        rows.into_iter().filter_map(view).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_is_as_far_as_its_record_says() {
        let mut cycle = ImprovementCycle::default();
        assert_eq!(Stage::of(&cycle), Stage::Plan);
        cycle.locked_at = Some(fieldwalk_core::clock::Timestamp(1));
        assert_eq!(Stage::of(&cycle), Stage::Do);
        let question = CycleQuestion { finding: "A third.".into(), ..CycleQuestion::default() };
        cycle.questions.insert(QuestionId(uuid::Uuid::nil()), question);
        assert_eq!(Stage::of(&cycle), Stage::Study);
        cycle.decision = Some(Decision::Adapt);
        assert_eq!(Stage::of(&cycle), Stage::Act);
    }
}
