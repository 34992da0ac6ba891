//! From what the group made of the evidence to what the page shows of it.

use fieldwalk_core::clock::{SeededRng, Timestamp};
use fieldwalk_core::domain::{Debrief, DebriefStep};
use fieldwalk_core::ids::{CommandId, MemberId};

use super::super::text::Text;
use super::form::written;
use super::looking::Looking;
use super::view::{DebriefView, LinkView, MoveView, OptionView, StepView};
use crate::service::debrief::VisitDebrief;

/// All that a page is made of.
pub(super) struct Board<'a> {
    pub(super) debrief: &'a VisitDebrief,
    pub(super) looking: &'a Looking,
    pub(super) text: &'static Text,
    pub(super) member: MemberId,
}

/// Makes ids for what may be written next.
pub(super) struct Fresh<'a> {
    pub(super) now: Timestamp,
    pub(super) rng: &'a mut SeededRng,
}

impl Board<'_> {
    /// The page.
    pub(super) fn view(&self, now: Timestamp, rng: &mut SeededRng) -> DebriefView {
        let fresh = &mut Fresh { now, rng };
        let facts = &self.debrief.facts;
        let step = self.step();
        let may_write = self.debrief.evidence.is_some();
        let path = format!("/visits/{}/debrief", facts.visit);
        DebriefView {
            visit: facts.visit.to_string(),
            member: self.member.to_string(),
            school: self.debrief.host_school_name.clone(),
            date: self.text.date(facts.date),
            back: self.looking.query(),
            is_unreadable: !self.debrief.unreadable.is_empty(),
            may_write,
            steps: self.steps(&path),
            step: step.as_str(),
            step_name: self.step_name(step),
            explains: self.explains(step),
            group_at: (step != facts.debrief_step).then(|| LinkView {
                name: self.step_name(facts.debrief_step),
                href: format!("{path}?{}", self.looking.at_step(facts.debrief_step)),
            }),
            go_to: if may_write { self.go_to(step, fresh) } else { None },
            seen: written(&self.debrief.debrief.heads),
            evidence: self.evidence(step, &path, fresh),
            patterns: (step >= DebriefStep::Group).then(|| self.patterns(step, &path, fresh)),
            lists: self.lists(step, fresh),
            path,
        }
    }

    pub(super) fn group(&self) -> &Debrief {
        &self.debrief.debrief.debrief
    }

    /// The step that is looked at: one that the group has reached.
    pub(super) fn step(&self) -> DebriefStep {
        let at = self.debrief.facts.debrief_step;
        self.looking.step().filter(|step| *step <= at).unwrap_or(at)
    }

    pub(super) fn step_name(&self, step: DebriefStep) -> String {
        self.text.word("debrief-step", step.as_str())
    }

    pub(super) fn steps(&self, path: &str) -> Vec<StepView> {
        let (at, looked_at) = (self.debrief.facts.debrief_step, self.step());
        let view = |step: DebriefStep| StepView {
            name: self.step_name(step),
            href: (step <= at).then(|| format!("{path}?{}", self.looking.at_step(step))),
            is_done: step < at,
            is_looked_at: step == looked_at,
        };
        DebriefStep::ALL.into_iter().map(view).collect()
    }

    pub(super) fn explains(&self, step: DebriefStep) -> Vec<String> {
        let text = self.text;
        match step {
            DebriefStep::Describe => vec![text.get("debrief-describe-1"), text.get("debrief-describe-2")],
            DebriefStep::Group => vec![text.get("debrief-group-1"), text.get("debrief-group-2")],
            DebriefStep::Predict => vec![text.get("debrief-predict-1"), text.get("debrief-predict-2")],
            DebriefStep::NextLevel => vec![text.get("debrief-next-1"), text.get("debrief-next-2")],
        }
    }

    pub(super) fn go_to(&self, looked_at: DebriefStep, fresh: &mut Fresh<'_>) -> Option<MoveView> {
        let at = self.debrief.facts.debrief_step;
        let is_onward = looked_at == at;
        let step = if is_onward { DebriefStep::ALL.into_iter().find(|step| *step > at)? } else { looked_at };
        let name = self.step_name(step);
        let label = if is_onward {
            self.text.say("debrief-go-on").with("step", name).to_string()
        } else {
            self.text.say("debrief-go-back").with("step", name).to_string()
        };
        let id = CommandId::new(fresh.now, fresh.rng).to_string();
        Some(MoveView { id, step: step.as_str(), label, is_onward })
    }
}

pub(super) fn options(all: impl IntoIterator<Item = (String, String)>, chosen: Option<String>) -> Vec<OptionView> {
    let option =
        |(value, name): (String, String)| OptionView { is_chosen: chosen.as_ref() == Some(&value), value, name };
    all.into_iter().map(option).collect()
}
