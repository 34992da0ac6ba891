//! The feedback of a visit: as it is now for facilitators and, once it is cleared, for the host; the latest release for
//! everybody else who may read it. What a reader may know was decided by `feedback_for`; this page only words it.

use axum::extract::{Path, State};
use axum::response::Response;
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Stage, is_host};
use fieldwalk_core::ids::{EvidenceId, VisitId};

use super::moment::Moment;
use super::page::{Place, page};
use super::piece::{Piece, PieceView, Wording};
use super::problem::Problem;
use super::report_view::ReportView;
use super::session::SignedIn;
use super::text::Text;
use super::visit_head::{Here, VisitHead, visit};
use crate::app::App;
use crate::service::feedback::{NoFeedback, VisitFeedback, feedback_for};
use crate::service::release::{ReleaseRef, release, releases};

/// Pieces that arrived after the release that the page shows; the others are on the evidence page.
const LATE_SHOWN: usize = 20;

/// Feedback.
#[derive(Debug, Clone, Default)]
pub(crate) struct FeedbackView {
    /// The visit.
    pub(crate) head: VisitHead,
    /// What the reader reads: live, cleared, or which release.
    pub(crate) status: String,
    /// When that was released.
    pub(crate) released: Option<Moment>,
    /// The feedback.
    pub(crate) report: ReportView,
    /// Where all pieces are listed; `None` with themes only.
    pub(crate) evidence_path: Option<String>,
    /// What the reader may do next: where, and its name.
    pub(crate) next: Vec<(String, String)>,
    /// The releases, the latest first.
    pub(crate) releases: Vec<(u32, Moment)>,
    /// What was shared after the latest release.
    pub(crate) late: Vec<PieceView>,
    /// How many that are.
    pub(crate) late_total: usize,
    /// Documents that could not be read.
    pub(crate) unreadable: usize,
}

page!(FeedbackView, "feedback.html", Place::Visits);

/// What the reader may do about a visit's feedback.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct May {
    /// Look at flags and hand over.
    pub(crate) clear: bool,
    /// Release.
    pub(crate) release: bool,
    /// Mask, hide and ask.
    pub(crate) act: bool,
    /// Read the response, or write it.
    pub(crate) respond: bool,
}

/// `GET /visits/{v}/feedback`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
) -> Result<Response, Problem> {
    let service = app.service();
    let read = feedback_for(service, who.caller(), id).await?;
    let (facts, names) = visit(&app, &who, id).await?;
    let is_live = read.release.is_none();
    let is_host = is_host(who.member(), &facts);
    let may = May {
        clear: who.is_facilitator() && facts.stage >= Stage::Walking,
        release: is_host && facts.stage >= Stage::Cleared,
        act: is_live,
        respond: is_host || facts.is_response_published,
    };
    let kept = releases(service, who.caller(), id).await?;
    let late = match kept.last().filter(|_| is_live) {
        Some(latest) => release(service, who.caller(), id, latest.number).await?.arrived_after,
        None => Vec::new(),
    };
    let head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Feedback);
    who.frame().page(&FeedbackView::new(who.text, head, &read, may, &kept, &late, service.clock.now()))
}

impl FeedbackView {
    /// The page of what was read.
    pub(crate) fn new(
        text: &'static Text,
        head: VisitHead,
        read: &VisitFeedback,
        may: May,
        releases: &[ReleaseRef],
        late: &[EvidenceId],
        now: Timestamp,
    ) -> Self {
        let path = head.path.clone();
        let acts_at = format!("{path}/evidence");
        let wording =
            Wording { text, members: &read.observers, visit: &path, acts_at: may.act.then_some(&acts_at) };
        let report = ReportView::new(&read.feedback, wording);
        let mut next = Vec::new();
        if may.clear {
            next.push((format!("{path}/clear"), text.get("feedback-clear")));
        }
        if may.release {
            next.push((format!("{path}/release"), text.get("feedback-release")));
        }
        if may.respond {
            next.push((format!("{path}/response"), text.get("feedback-respond")));
        }
        let status = match (read.release, read.stage) {
            (Some(release), _) => text.say("feedback-as-released").with("number", release.number).to_string(),
            (None, Stage::Cleared | Stage::Released) => text.get("feedback-cleared"),
            (None, _) => text.get("feedback-live"),
        };
        let pieces = if late.is_empty() { Default::default() } else { Piece::by_id(&read.feedback) };
        let shown = late.iter().filter_map(|evidence| pieces.get(evidence)).take(LATE_SHOWN);
        Self {
            status,
            evidence_path: report.shows_evidence.then_some(acts_at.clone()),
            next,
            released: read.release.map(|release| Moment::new(text, now, release.released_at)),
            releases: releases
                .iter()
                .rev()
                .map(|release| (release.number, Moment::new(text, now, release.released_at)))
                .collect(),
            late: shown.map(|piece| wording.piece(*piece, &[])).collect(),
            late_total: late.len(),
            unreadable: read.unreadable.len(),
            report,
            head,
        }
    }
}

impl From<NoFeedback> for Problem {
    fn from(error: NoFeedback) -> Self {
        match error {
            NoFeedback::NoSuchVisit | NoFeedback::NoSuchRelease => Self::NotFound,
            NoFeedback::Unreadable { .. } | NoFeedback::Damaged => {
                tracing::error!(error = &error as &dyn std::error::Error, "there is no feedback");
                Self::Unavailable
            }
            NoFeedback::Store(error) => Self::from(error),
        }
    }
}

#[cfg(any(test, feature = "testing"))]
impl FeedbackView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use fieldwalk_core::domain::{Lens, ReleaseHash};
        use fieldwalk_core::testing::MORNING;

        use super::walked::walks;

        let may = May { clear: true, release: true, act: true, respond: true };
        let released = ReleaseRef { number: 2, hash: ReleaseHash([7; 32]), released_at: MORNING };
        let now = MORNING.plus_minutes(90);
        let view = |walk: super::walked::Walk<'_>, school: &str, lens, release, late: usize| {
            let head = VisitHead::sample(text, school, Here::Feedback);
            let read = walk.read(lens, Stage::Cleared, release);
            let late: Vec<_> = read.feedback.notes.iter().take(late).map(|note| note.evidence).collect();
            let may = if release.is_some() { May::default() } else { may };
            Self::new(text, head, &read, may, &[released], &late, now)
        };
        let mut samples = Vec::new();
        for (name, walk, school) in walks() {
            samples.push((name, view(walk, school, Lens::facilitator(), None, 2)));
        }
        let themes = Lens { shows: fieldwalk_core::domain::Shows::ThemesOnly, ..Lens::participant() };
        samples.push(("themes", view(super::walked::Walk::USUAL, "Hillside School", themes, Some(released), 0)));
        let few = super::walked::Walk { rooms: 2, observers: 2, ..super::walked::Walk::USUAL };
        samples.push(("few-rooms", view(few, "Hillside School", Lens::participant(), None, 0)));
        samples
    }
}
