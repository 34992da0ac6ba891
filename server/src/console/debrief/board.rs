//! From what the group made of the evidence to what the page shows of it.

use std::collections::{BTreeMap, HashMap};

use fieldwalk_core::clock::{SeededRng, Timestamp};
use fieldwalk_core::document::TextPlace;
use fieldwalk_core::domain::{
    Bearing, Debrief, DebriefStep, Feedback, FeedbackNote, FeedbackTally, Focus, Horizon, Level, Pattern,
    Statement,
};
use fieldwalk_core::ids::{CommandId, EditId, EvidenceId, MemberId, PatternId, PlacementId, StatementId};

use super::super::text::Text;
use super::form::written;
use super::looking::Looking;
use super::view::{
    DebriefView, EvidenceView, GroupView, LinkView, ListView, MoveView, OptionView, PatternView, PatternsView,
    PieceView, StatementView, StepView, TextView,
};
use crate::service::debrief::VisitDebrief;

/// Pieces on one page of the evidence.
const PAGE: usize = 50;
/// Pieces of one bearing that are shown under a pattern before the rest is asked for.
const UNDER: usize = 30;
/// Characters that name a piece or a pattern where all of its words are too many.
const SHORT: usize = 60;

/// All that a page is made of.
pub(super) struct Board<'a> {
    pub(super) debrief: &'a VisitDebrief,
    pub(super) looking: &'a Looking,
    pub(super) text: &'static Text,
    pub(super) member: MemberId,
}

/// Makes ids for what may be written next.
struct Fresh<'a> {
    now: Timestamp,
    rng: &'a mut SeededRng,
}

/// A note or a tally.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Note(&'a FeedbackNote),
    Tally(&'a FeedbackTally),
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

    fn group(&self) -> &Debrief {
        &self.debrief.debrief.debrief
    }

    /// The step that is looked at: one that the group has reached.
    fn step(&self) -> DebriefStep {
        let at = self.debrief.facts.debrief_step;
        self.looking.step().filter(|step| *step <= at).unwrap_or(at)
    }

    fn step_name(&self, step: DebriefStep) -> String {
        self.text.word("debrief-step", step.as_str())
    }

    fn steps(&self, path: &str) -> Vec<StepView> {
        let (at, looked_at) = (self.debrief.facts.debrief_step, self.step());
        let view = |step: DebriefStep| StepView {
            name: self.step_name(step),
            href: (step <= at).then(|| format!("{path}?{}", self.looking.at_step(step))),
            is_done: step < at,
            is_looked_at: step == looked_at,
        };
        DebriefStep::ALL.into_iter().map(view).collect()
    }

    fn explains(&self, step: DebriefStep) -> Vec<String> {
        let text = self.text;
        match step {
            DebriefStep::Describe => vec![text.get("debrief-describe-1"), text.get("debrief-describe-2")],
            DebriefStep::Group => vec![text.get("debrief-group-1"), text.get("debrief-group-2")],
            DebriefStep::Predict => vec![text.get("debrief-predict-1"), text.get("debrief-predict-2")],
            DebriefStep::NextLevel => vec![text.get("debrief-next-1"), text.get("debrief-next-2")],
        }
    }

    fn go_to(&self, looked_at: DebriefStep, fresh: &mut Fresh<'_>) -> Option<MoveView> {
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

    fn evidence(&self, step: DebriefStep, path: &str, fresh: &mut Fresh<'_>) -> Option<EvidenceView> {
        let evidence = self.debrief.evidence.as_ref()?;
        if step > DebriefStep::Group {
            return None;
        }
        let looking = self.looking;
        let under = self.under();
        let wanted = self.wanted(evidence, &under);
        let pages = wanted.len().div_ceil(PAGE).max(1);
        let page = looking.page().min(pages);
        let shown = &wanted[(page - 1) * PAGE..wanted.len().min(page * PAGE)];
        let first = if shown.is_empty() { 0 } else { (page - 1) * PAGE + 1 };
        let plan = &self.debrief.plan.plan;
        let rooms = plan.rooms.iter().map(|(id, room)| (id.to_string(), room.code.clone()));
        let look_fors = plan.look_fors.iter().map(|(id, look_for)| (id.to_string(), look_for.name.clone()));
        let focuses =
            Focus::ALL.map(|focus| (focus.as_str().to_owned(), self.text.word("debrief-focus", focus.as_str())));
        let link = |page: usize| format!("{path}?{}#evidence", looking.at_page(page));
        let pieces = shown.iter().map(|piece| {
            let under = under.get(&piece.evidence()).into_iter().flatten();
            let under = under.map(|(pattern, bearings)| self.stands(pattern, bearings)).collect();
            PieceView { anchor: format!("e-{}", piece.evidence()), under, ..self.piece(*piece, fresh) }
        });
        Some(EvidenceView {
            rooms: options(rooms, looking.room().map(|room| room.to_string())),
            look_fors: options(look_fors, looking.look_for().map(|look_for| look_for.to_string())),
            focuses: options(focuses, looking.focus().map(|focus| focus.as_str().to_owned())),
            is_loose: looking.is_loose(),
            search: looking.search().to_owned(),
            is_filtered: looking.is_filtered(),
            pieces: pieces.collect(),
            says: self
                .text
                .say("debrief-evidence-shown")
                .with("first", first)
                .with("last", first + shown.len().saturating_sub(1))
                .with("all", wanted.len())
                .to_string(),
            before: (page > 1).then(|| link(page - 1)),
            after: (page < pages).then(|| link(page + 1)),
            step: step.as_str(),
            all: format!("{path}?{}#evidence", looking.at_step(step)),
        })
    }

    /// The pieces that are looked for, in the order of their rooms.
    fn wanted<'e>(&self, evidence: &'e Feedback, under: &Under<'_>) -> Vec<Piece<'e>> {
        let (looking, plan) = (self.looking, &self.debrief.plan.plan);
        let room = looking.room().map(|room| plan.rooms.get(&room).map(|room| room.code.as_str()));
        let look_for = looking.look_for().and_then(|id| plan.look_fors.get(&id)).map(|look_for| &look_for.name);
        let words = looking.search().to_lowercase();
        let is_wanted = |piece: &Piece<'_>| {
            room.is_none_or(|room| piece.room() == room)
                && look_for.is_none_or(|name| piece.look_fors().contains(name))
                && looking.focus().is_none_or(|focus| piece.focus() == Some(focus))
                && !(looking.is_loose() && under.contains_key(&piece.evidence()))
                && (words.is_empty() || piece.text().to_lowercase().contains(&words))
        };
        let mut wanted: Vec<_> = pieces(evidence).filter(is_wanted).collect();
        // Not by time: who spoke first is nobody's business here.
        wanted.sort_by(|a, b| (a.room(), a.evidence()).cmp(&(b.room(), b.evidence())));
        wanted
    }

    /// Where each placed piece is.
    fn under(&self) -> Under<'_> {
        let mut under: Under<'_> = HashMap::new();
        for pattern in self.group().patterns.values() {
            for (evidence, bearings) in &pattern.evidence {
                under.entry(*evidence).or_default().push((pattern, bearings.iter().copied().collect()));
            }
        }
        under
    }

    /// "Students explain (supports it)".
    fn stands(&self, pattern: &Pattern, bearings: &[Bearing]) -> String {
        let bearings: Vec<_> =
            bearings.iter().map(|bearing| self.text.word("debrief-stands", bearing.as_str())).collect();
        self.text
            .say("debrief-under")
            .with("pattern", self.named(&pattern.statement))
            .with("bearing", bearings.join(", "))
            .to_string()
    }

    /// What a statement is called where there is no room for all of it.
    fn named(&self, statement: &str) -> String {
        if statement.trim().is_empty() { self.text.get("debrief-no-words") } else { short(statement) }
    }

    fn piece(&self, piece: Piece<'_>, fresh: &mut Fresh<'_>) -> PieceView {
        let evidence = piece.evidence();
        let (kind, words) = match piece {
            Piece::Note(note) => (note.kind.as_str(), note.text.clone()),
            Piece::Tally(tally) => ("tally", self.counted(tally)),
        };
        PieceView {
            evidence: evidence.to_string(),
            short: short(&words),
            words,
            kind: self.text.word("debrief-kind", kind),
            focus: piece.focus().map(|focus| self.text.word("debrief-focus", focus.as_str())),
            room: piece.room().map(str::to_owned),
            look_fors: piece.look_fors().to_vec(),
            is_own: self.debrief.own.contains_key(&evidence),
            placement: PlacementId::new(fresh.now, fresh.rng).to_string(),
            bearing: Bearing::default().as_str(),
            ..PieceView::default()
        }
    }

    fn counted(&self, tally: &FeedbackTally) -> String {
        match tally.denominator {
            Some(of) => self
                .text
                .say("debrief-tally-of")
                .with("count", tally.count)
                .with("of", of)
                .with("label", &tally.label)
                .to_string(),
            None => {
                self.text.say("debrief-tally").with("count", tally.count).with("label", &tally.label).to_string()
            }
        }
    }

    fn patterns(&self, step: DebriefStep, path: &str, fresh: &mut Fresh<'_>) -> PatternsView {
        let patterns = &self.group().patterns;
        let known: HashMap<EvidenceId, Piece<'_>> =
            self.debrief.evidence.iter().flat_map(pieces).map(|piece| (piece.evidence(), piece)).collect();
        let under = self.under();
        let shown = patterns.iter().enumerate().map(|(index, (id, pattern))| {
            let place = Placed { id: *id, pattern, known: &known, under: &under, path };
            PatternView {
                id: id.to_string(),
                text: self.shared_text(TextPlace::Pattern(*id), &pattern.statement, index, fresh),
                counts: self.counts(pattern, &known),
                groups: Bearing::ALL.map(|bearing| self.placed(&place, bearing, fresh)).into(),
                shows_pieces: self.debrief.evidence.is_some(),
            }
        });
        let names = patterns.iter().map(|(id, pattern)| (id.to_string(), self.named(&pattern.statement)));
        let bearings = Bearing::ALL
            .map(|bearing| (bearing.as_str().to_owned(), self.text.word("debrief-stands", bearing.as_str())));
        PatternsView {
            patterns: shown.collect(),
            options: options(names, None),
            bearings: options(bearings, None),
            is_open: step == DebriefStep::Group && self.debrief.evidence.is_some(),
            next: PatternId::new(fresh.now, fresh.rng).to_string(),
        }
    }

    /// How much is under a pattern: of what the reader knows, or, for the host, of what was placed.
    fn counts(&self, pattern: &Pattern, known: &HashMap<EvidenceId, Piece<'_>>) -> String {
        let is_counted = |evidence: &EvidenceId| known.is_empty() || known.contains_key(evidence);
        let count = |bearing| {
            let placed = pattern.evidence.iter();
            placed.filter(|(evidence, bearings)| is_counted(evidence) && bearings.contains(&bearing)).count()
        };
        self.text
            .say("debrief-counts")
            .with("supports", count(Bearing::Supports))
            .with("contrasts", count(Bearing::Contrasts))
            .with("exceptions", count(Bearing::Exception))
            .to_string()
    }

    fn placed(&self, place: &Placed<'_>, bearing: Bearing, fresh: &mut Fresh<'_>) -> GroupView {
        let pattern = place.pattern;
        let mut placed: Vec<_> = pattern
            .evidence
            .iter()
            .filter(|(_, bearings)| bearings.contains(&bearing))
            .filter_map(|(evidence, _)| place.known.get(evidence).copied())
            .collect();
        placed.sort_by(|a, b| (a.room(), a.evidence()).cmp(&(b.room(), b.evidence())));
        let is_all = self.looking.all() == Some(place.id);
        let shown = if is_all { placed.len() } else { placed.len().min(UNDER) };
        let more = placed.len() - shown;
        let pieces = placed[..shown].iter().map(|piece| {
            let evidence = piece.evidence();
            let elsewhere = place.under.get(&evidence).into_iter().flatten();
            let elsewhere = elsewhere.filter_map(|(other, bearings)| {
                let is_here = std::ptr::eq(*other, pattern);
                let others: Vec<_> = bearings.iter().copied().filter(|b| !(is_here && *b == bearing)).collect();
                (!others.is_empty()).then(|| self.stands(other, &others))
            });
            PieceView {
                anchor: format!("u-{}-{}-{evidence}", place.id, bearing.as_str()),
                from: Some(place.id.to_string()),
                bearing: bearing.as_str(),
                under: elsewhere.collect(),
                ..self.piece(*piece, fresh)
            }
        });
        GroupView {
            bearing: bearing.as_str(),
            name: self.text.word("debrief-bearing", bearing.as_str()),
            pieces: pieces.collect(),
            more: (more > 0).then(|| {
                let says = self.text.say("debrief-more").with("count", more).to_string();
                (says, format!("{}?{}#p-{}", place.path, self.looking.with_all(place.id), place.id))
            }),
        }
    }

    fn lists(&self, step: DebriefStep, fresh: &mut Fresh<'_>) -> Vec<ListView> {
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

    fn statements(
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

    fn next_steps(&self, fresh: &mut Fresh<'_>) -> ListView {
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

    fn shared_text(&self, place: TextPlace, words: &str, index: usize, fresh: &mut Fresh<'_>) -> TextView {
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

/// Where pieces are, and how they stand there.
type Under<'a> = HashMap<EvidenceId, Vec<(&'a Pattern, Vec<Bearing>)>>;

/// One pattern, with what is needed to show what is under it.
struct Placed<'a> {
    id: PatternId,
    pattern: &'a Pattern,
    known: &'a HashMap<EvidenceId, Piece<'a>>,
    under: &'a Under<'a>,
    path: &'a str,
}

impl<'a> Piece<'a> {
    fn evidence(self) -> EvidenceId {
        match self {
            Self::Note(note) => note.evidence,
            Self::Tally(tally) => tally.evidence,
        }
    }

    fn room(self) -> Option<&'a str> {
        match self {
            Self::Note(note) => note.room.as_deref(),
            Self::Tally(tally) => tally.room.as_deref(),
        }
    }

    fn text(self) -> &'a str {
        match self {
            Self::Note(note) => &note.text,
            Self::Tally(tally) => &tally.label,
        }
    }

    fn focus(self) -> Option<Focus> {
        match self {
            Self::Note(note) => Some(note.focus),
            Self::Tally(_) => None,
        }
    }

    fn look_fors(self) -> &'a [String] {
        match self {
            Self::Note(note) => &note.look_fors,
            Self::Tally(_) => &[],
        }
    }
}

/// What can be placed: notes and tallies. A wondering is no evidence.
fn pieces(evidence: &Feedback) -> impl Iterator<Item = Piece<'_>> {
    evidence.notes.iter().map(Piece::Note).chain(evidence.counted.iter().map(Piece::Tally))
}

fn options(all: impl IntoIterator<Item = (String, String)>, chosen: Option<String>) -> Vec<OptionView> {
    let option =
        |(value, name): (String, String)| OptionView { is_chosen: chosen.as_ref() == Some(&value), value, name };
    all.into_iter().map(option).collect()
}

fn short(words: &str) -> String {
    let mut line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = line.char_indices().nth(SHORT) {
        line.truncate(at);
        line.push('…');
    }
    line
}
