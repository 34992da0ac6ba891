//! Releasing: a page that says what will be frozen and who will read it, and the host's one button. And each release as
//! it was frozen, with its hash and what changed against the one before.

use axum::extract::{Form, Path, State};
use axum::response::Response;
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{ReleaseChanges, Stage, is_host};
use fieldwalk_core::ids::{CommandId, VisitId};
use fieldwalk_core::protocol::Command;

use super::fresh::Fresh;
use super::moment::Moment;
use super::page::{Place, did, page};
use super::piece::Wording;
use super::problem::Problem;
use super::report_view::ReportView;
use super::session::SignedIn;
use super::text::Text;
use super::visit::{Once, carry_out, policy};
use super::visit_head::{Here, VisitHead, visit};
use crate::app::App;
use crate::service::clearing::{Clearing, clearing_for};
use crate::service::release::{ReleaseRef, ReleaseView as Released, release, releases};

/// Changes of one kind that the page names; the others are counted.
const CHANGES_NAMED: usize = 20;

/// What is about to be released.
#[derive(Debug, Clone, Default)]
pub(crate) struct ReleaseView {
    /// The visit.
    pub(crate) head: VisitHead,
    /// What will be frozen: 960 notes, 7 patterns.
    pub(crate) sizes: Vec<String>,
    /// What is open: an ask without an answer, a visit that is not cleared.
    pub(crate) open: Vec<String>,
    /// Who reads what, in sentences.
    pub(crate) policy: Vec<String>,
    /// The number that this release will have.
    pub(crate) number: u32,
    /// What was shared after the last one.
    pub(crate) late: usize,
    /// Whether there is anything to release again.
    pub(crate) is_again: bool,
    /// Names the wish, so that the form counts once.
    pub(crate) command: String,
}

page!(ReleaseView, "release.html", Place::Visits);

/// One release.
#[derive(Debug, Clone, Default)]
pub(crate) struct FrozenView {
    /// The visit.
    pub(crate) head: VisitHead,
    /// Which release.
    pub(crate) number: u32,
    /// The hash of what was frozen.
    pub(crate) hash: String,
    /// When.
    pub(crate) at: Moment,
    /// Where the signed file is; `None` for who may not read all of it.
    pub(crate) file: Option<String>,
    /// What changed against the one before, by headline; `None` for the first.
    pub(crate) changes: Option<Vec<ChangeList>>,
    /// What was shared after it.
    pub(crate) late: usize,
    /// The feedback.
    pub(crate) report: ReportView,
}

/// Changes of one kind.
#[derive(Debug, Clone)]
pub(crate) struct ChangeList {
    /// How many, of which kind.
    pub(crate) headline: String,
    /// The first of them: before, after.
    pub(crate) named: Vec<(String, String)>,
}

page!(FrozenView, "frozen.html", Place::Visits);

/// `GET /visits/{v}/release`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
) -> Result<Response, Problem> {
    let (facts, names) = visit(&app, &who, id).await?;
    if !is_host(who.member(), &facts) {
        return Err(Problem::NotFound);
    }
    let clearing = clearing_for(app.service(), who.caller(), id).await?;
    let kept = releases(app.service(), who.caller(), id).await?;
    let late = match kept.last() {
        Some(latest) => release(app.service(), who.caller(), id, latest.number).await?.arrived_after.len(),
        None => 0,
    };
    let head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Feedback);
    let command = Fresh::new(app.service()).id(CommandId::new);
    who.frame().page(&ReleaseView::new(who.text, head, &clearing, late, command))
}

/// `POST /visits/{v}/release`.
pub(super) async fn submit(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(sent): Form<Once>,
) -> Result<Response, Problem> {
    let (facts, _) = visit(&app, &who, id).await?;
    if facts.stage < Stage::Cleared {
        return Err(Problem::NotAllowed);
    }
    carry_out(&app, &who, sent.command, Command::SetStage(id, Stage::Released)).await?;
    let kept = releases(app.service(), who.caller(), id).await?;
    let latest = kept.last().map_or(1, |latest| latest.number);
    Ok(did("released", &format!("/visits/{id}/releases/{latest}")))
}

/// `GET /visits/{v}/releases/{n}`.
pub(super) async fn frozen(
    State(app): State<App>,
    who: SignedIn,
    Path((id, number)): Path<(VisitId, u32)>,
) -> Result<Response, Problem> {
    let (facts, names) = visit(&app, &who, id).await?;
    let kept = releases(app.service(), who.caller(), id).await?;
    let reference = *kept.iter().find(|kept| kept.number == number).ok_or(Problem::NotFound)?;
    let read = release(app.service(), who.caller(), id, number).await?;
    let head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Feedback);
    let now = app.service().clock.now();
    who.frame().page(&FrozenView::new(who.text, head, reference, &read, now))
}

impl ReleaseView {
    /// The page of what is about to be released.
    pub(crate) fn new(
        text: &'static Text,
        head: VisitHead,
        clearing: &Clearing,
        late: usize,
        command: CommandId,
    ) -> Self {
        let (facts, feedback) = (&clearing.facts, &clearing.feedback.feedback);
        let totals = feedback.totals;
        let asks = clearing.review.asks.keys().filter(|ask| !clearing.answered.contains(ask)).count();
        let mut open = Vec::new();
        if asks > 0 {
            open.push(text.say("handover-unanswered").with("count", asks).to_string());
        }
        if !clearing.feedback.unreadable.is_empty() {
            let count = clearing.feedback.unreadable.len();
            open.push(text.say("feedback-unreadable").with("count", count).to_string());
        }
        if facts.stage < Stage::Cleared {
            open.push(text.get("release-not-cleared"));
        }
        Self {
            sizes: vec![
                text.say("release-notes").with("count", totals.notes).to_string(),
                text.say("release-tallies").with("count", totals.tallies).to_string(),
                text.say("release-wonderings").with("count", totals.wonderings).to_string(),
                text.say("release-patterns").with("count", feedback.patterns.len()).to_string(),
                text.say("release-steps").with("count", feedback.next_steps.len()).to_string(),
                text.say("report-left-masked").with("count", feedback.masked).to_string(),
                text.say("report-left-hidden").with("count", feedback.hidden).to_string(),
            ],
            open,
            policy: policy(text, facts),
            number: facts.releases + 1,
            late,
            is_again: facts.releases > 0,
            command: command.to_string(),
            head,
        }
    }
}

impl FrozenView {
    /// The page of a release.
    pub(crate) fn new(
        text: &'static Text,
        head: VisitHead,
        reference: ReleaseRef,
        read: &Released,
        now: Timestamp,
    ) -> Self {
        let nobody = std::collections::BTreeMap::new();
        let wording = Wording { text, members: &nobody, visit: &head.path, acts_at: None };
        let report = ReportView::new(&read.feedback.feedback, wording);
        let file = format!("{}/release-{}.json", head.path, reference.number);
        Self {
            number: reference.number,
            hash: reference.hash.to_string(),
            at: Moment::new(text, now, reference.released_at),
            file: report.shows_evidence.then_some(file),
            changes: read.changes.as_ref().map(|changes| lists(text, changes)),
            late: read.arrived_after.len(),
            report,
            head,
        }
    }
}

fn lists(text: &Text, changes: &ReleaseChanges) -> Vec<ChangeList> {
    let alone = |words: &mut dyn Iterator<Item = &String>| -> Vec<(String, String)> {
        words.take(CHANGES_NAMED).map(|words| (words.clone(), String::new())).collect()
    };
    let reworded = |of: &mut dyn Iterator<Item = &fieldwalk_core::domain::Reworded>| -> Vec<(String, String)> {
        of.take(CHANGES_NAMED).map(|of| (of.before.clone(), of.after.clone())).collect()
    };
    let ReleaseChanges { evidence, patterns, next_steps, .. } = changes;
    let rows = [
        (text.say("change-evidence-added"), evidence.added.len(), alone(&mut evidence.added.values())),
        (text.say("change-evidence-gone"), evidence.gone.len(), alone(&mut evidence.gone.values())),
        (text.say("change-evidence-reworded"), evidence.reworded.len(), reworded(&mut evidence.reworded.values())),
        (text.say("change-patterns-added"), patterns.added.len(), alone(&mut patterns.added.values())),
        (text.say("change-patterns-gone"), patterns.gone.len(), alone(&mut patterns.gone.values())),
        (text.say("change-patterns-reworded"), patterns.reworded.len(), reworded(&mut patterns.reworded.values())),
        (text.say("change-patterns-regrouped"), changes.regrouped.len(), Vec::new()),
        (text.say("change-steps-added"), next_steps.added.len(), alone(&mut next_steps.added.values())),
        (text.say("change-steps-gone"), next_steps.gone.len(), alone(&mut next_steps.gone.values())),
        (
            text.say("change-steps-reworded"),
            next_steps.reworded.len(),
            reworded(&mut next_steps.reworded.values()),
        ),
        (text.say("change-steps-replanned"), changes.replanned.len(), Vec::new()),
        (
            text.say("change-predictions-added"),
            changes.predictions_added.len(),
            alone(&mut changes.predictions_added.iter()),
        ),
        (
            text.say("change-predictions-gone"),
            changes.predictions_gone.len(),
            alone(&mut changes.predictions_gone.iter()),
        ),
        (
            text.say("change-wonderings-added"),
            changes.wonderings_added.len(),
            alone(&mut changes.wonderings_added.iter()),
        ),
        (
            text.say("change-wonderings-gone"),
            changes.wonderings_gone.len(),
            alone(&mut changes.wonderings_gone.iter()),
        ),
    ];
    let policy =
        changes.shows.map(|(_, now)| ChangeList { headline: text.word("shows", now.as_str()), named: Vec::new() });
    let lists = rows.into_iter().filter(|(_, count, _)| *count > 0);
    let lists = lists
        .map(|(headline, count, named)| ChangeList { headline: headline.with("count", count).to_string(), named });
    policy.into_iter().chain(lists).collect()
}

#[cfg(any(test, feature = "testing"))]
impl ReleaseView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use fieldwalk_core::domain::Lens;

        use super::walked::{Walk, walks};

        let view = |(name, walk, school): (&'static str, Walk<'_>, &str)| {
            let head = VisitHead::sample(text, school, Here::Feedback);
            let mut clearing = walk.clearing(Lens::participant(), Stage::Cleared);
            clearing.facts.releases = u32::from(name == "stress");
            (name, Self::new(text, head, &clearing, 3, CommandId(uuid::Uuid::from_u128(1))))
        };
        walks().into_iter().map(view).collect()
    }
}

#[cfg(any(test, feature = "testing"))]
impl FrozenView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use fieldwalk_core::domain::{Lens, ReleaseHash, changes};
        use fieldwalk_core::testing::MORNING;

        use super::walked::{Walk, walks};

        let view = |(name, walk, school): (&'static str, Walk<'_>, &str)| {
            let head = VisitHead::sample(text, school, Here::Feedback);
            let reference = ReleaseRef { number: 2, hash: ReleaseHash([200; 32]), released_at: MORNING };
            let feedback = walk.read(Lens::participant(), Stage::Released, Some(reference));
            let before = Walk { observers: walk.observers / 2, ..walk }.feedback(Lens::participant());
            let changes = (name != "empty").then(|| changes(&before, &feedback.feedback));
            let late = feedback.feedback.notes.iter().take(2).map(|note| note.evidence).collect();
            let read = Released { feedback, changes, arrived_after: late };
            (name, Self::new(text, head, reference, &read, MORNING.plus_minutes(90)))
        };
        walks().into_iter().map(view).collect()
    }
}
