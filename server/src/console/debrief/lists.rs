//! Statements that stand by themselves: predictions, wonderings, next steps.

use std::collections::BTreeMap;

use fieldwalk_core::document::TextPlace;
use fieldwalk_core::domain::{DebriefStep, Horizon, Level, Statement};
use fieldwalk_core::ids::{EditId, StatementId};

use super::board::{Board, Fresh, options};
use super::view::{ListView, StatementView, TextView};

impl Board<'_> {
    pub(super) fn lists(&self, step: DebriefStep, fresh: &mut Fresh<'_>) -> Vec<ListView> {
        let mut lists = Vec::new();
        if step >= DebriefStep::NextLevel {
            lists.push(self.next_steps(fresh));
        }
        if step >= DebriefStep::Predict {
            lists.push(ListView {
                anchor: "predictions",
                name: self.text.get("debrief-predictions"),
                hint: self.text.get("debrief-predictions-hint"),
                empty: self.text.get("debrief-predictions-empty"),
                statements: self.statements(&self.group().predictions, TextPlace::Prediction, fresh),
                add: "add-prediction",
                next: StatementId::new(fresh.now, fresh.rng).to_string(),
                add_label: self.text.get("debrief-predictions-new"),
                add_button: self.text.get("debrief-predictions-add"),
                ..ListView::default()
            });
        }
        if step >= DebriefStep::Group {
            let shared = self.debrief.evidence.iter().flat_map(|evidence| &evidence.wonderings);
            lists.push(ListView {
                anchor: "wonderings",
                name: self.text.get("debrief-wonderings"),
                hint: self.text.get("debrief-wonderings-hint"),
                empty: self.text.get("debrief-wonderings-empty"),
                statements: self.statements(&self.group().wonderings, TextPlace::Wondering, fresh),
                shared: shared.map(|wondering| wondering.text.clone()).collect(),
                add: "add-wondering",
                next: StatementId::new(fresh.now, fresh.rng).to_string(),
                add_label: self.text.get("debrief-wonderings-new"),
                add_button: self.text.get("debrief-wonderings-add"),
                ..ListView::default()
            });
        }
        lists
    }

    pub(super) fn statements(
        &self,
        statements: &BTreeMap<StatementId, Statement>,
        place: fn(StatementId) -> TextPlace,
        fresh: &mut Fresh<'_>,
    ) -> Vec<StatementView> {
        let view = |(index, (id, statement)): (usize, (&StatementId, &Statement))| StatementView {
            id: id.to_string(),
            text: self.shared_text(place(*id), &statement.text, index, fresh),
            ..StatementView::default()
        };
        statements.iter().enumerate().map(view).collect()
    }

    pub(super) fn next_steps(&self, fresh: &mut Fresh<'_>) -> ListView {
        let level = |level: Level| self.text.word("debrief-level", level.as_str());
        let horizon = |horizon: Horizon| self.text.word("debrief-horizon", horizon.as_str());
        let levels = |chosen: Level| {
            options(Level::ALL.map(|l| (l.as_str().to_owned(), level(l))), Some(chosen.as_str().to_owned()))
        };
        let horizons = |chosen: Horizon| {
            options(Horizon::ALL.map(|h| (h.as_str().to_owned(), horizon(h))), Some(chosen.as_str().to_owned()))
        };
        let steps = self.group().next_steps.iter().enumerate().map(|(index, (id, step))| StatementView {
            id: id.to_string(),
            text: self.shared_text(TextPlace::NextStep(*id), &step.text, index, fresh),
            levels: levels(step.level),
            horizons: horizons(step.horizon),
            reach: Some(format!("{} · {}", level(step.level), horizon(step.horizon))),
        });
        let statements = steps.collect();
        ListView {
            anchor: "next-steps",
            name: self.text.get("debrief-next-steps"),
            hint: self.text.get("debrief-next-steps-hint"),
            empty: self.text.get("debrief-next-steps-empty"),
            statements,
            add: "add-next-step",
            next: StatementId::new(fresh.now, fresh.rng).to_string(),
            add_label: self.text.get("debrief-next-steps-new"),
            add_button: self.text.get("debrief-next-steps-add"),
            levels: levels(Level::default()),
            horizons: horizons(Horizon::default()),
            ..ListView::default()
        }
    }

    pub(super) fn shared_text(
        &self,
        place: TextPlace,
        words: &str,
        index: usize,
        fresh: &mut Fresh<'_>,
    ) -> TextView {
        let number = index + 1;
        let label = match place {
            TextPlace::Pattern(_) => self.text.say("debrief-statement-label").with("number", number).to_string(),
            TextPlace::Prediction(_) => {
                self.text.say("debrief-prediction-label").with("number", number).to_string()
            }
            TextPlace::Wondering(_) => self.text.say("debrief-wondering-label").with("number", number).to_string(),
            _ => self.text.say("debrief-next-step-label").with("number", number).to_string(),
        };
        TextView {
            anchor: format!("t-{}", place.to_string().replace('/', "-")),
            place: place.to_string(),
            words: words.to_owned(),
            edit: EditId::new(fresh.now, fresh.rng).to_string(),
            label,
        }
    }
}
