//! Handing the cleared feedback over to the host: a page that says what stays as it is, and one button.

use axum::extract::{Form, Path, State};
use axum::response::Response;
use fieldwalk_core::domain::{Shows, Stage};
use fieldwalk_core::ids::{CommandId, VisitId};
use fieldwalk_core::protocol::Command;

use super::clear::{FLAG_KINDS, Looks, word};
use super::fresh::Fresh;
use super::page::{Place, did, page};
use super::problem::Problem;
use super::session::SignedIn;
use super::text::Text;
use super::visit::{Once, carry_out, policy};
use super::visit_head::{Here, VisitHead, visit};
use crate::app::App;
use crate::service::clearing::{Clearing, clearing_for};

/// What is about to be handed over.
#[derive(Debug, Clone, Default)]
pub(crate) struct HandoverView {
    /// The visit.
    pub(crate) head: VisitHead,
    /// Flags that stay, by kind: 3, "Judgement".
    pub(crate) stays: Vec<(usize, String)>,
    /// Pieces with masked words, left out, and asks without an answer.
    pub(crate) masked: usize,
    /// Pieces left out.
    pub(crate) hidden: usize,
    /// Asks without an answer.
    pub(crate) unanswered: usize,
    /// What the host will read.
    pub(crate) policy: Vec<String>,
    /// Whether it was handed over already.
    pub(crate) is_cleared: bool,
    /// Names the wish, so that the form counts once.
    pub(crate) command: String,
}

page!(HandoverView, "handover.html", Place::Visits);

/// `GET /visits/{v}/clear/done`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
) -> Result<Response, Problem> {
    who.facilitator()?;
    let (facts, names) = visit(&app, &who, id).await?;
    let clearing = clearing_for(app.service(), who.caller(), id).await?;
    let head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Clear);
    let command = Fresh::new(app.service()).id(CommandId::new);
    who.frame().page(&HandoverView::new(who.text, head, &clearing, command))
}

/// `POST /visits/{v}/clear/done`.
pub(super) async fn submit(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Form(sent): Form<Once>,
) -> Result<Response, Problem> {
    who.facilitator()?;
    visit(&app, &who, id).await?;
    carry_out(&app, &who, sent.command, Command::SetStage(id, Stage::Cleared)).await?;
    Ok(did("handed-over", &format!("/visits/{id}/feedback")))
}

impl HandoverView {
    /// The page of what is about to be handed over.
    pub(crate) fn new(text: &'static Text, head: VisitHead, clearing: &Clearing, command: CommandId) -> Self {
        let feedback = &clearing.feedback.feedback;
        let looks = Looks { clearing };
        let of_kind = |wanted: &str| {
            let open = feedback.flags.iter().filter(|(evidence, _)| !looks.is_done(**evidence));
            open.filter(|(_, flags)| flags.iter().any(|flag| word(flag.kind) == wanted)).count()
        };
        let stays = FLAG_KINDS.map(|(_, word)| (of_kind(word), text.word("flag", word)));
        let asks = clearing.review.asks.keys().filter(|ask| !clearing.answered.contains(ask));
        let mut policy = policy(text, &clearing.facts);
        if clearing.facts.shows == Shows::ThemesOnly {
            policy.push(text.get("handover-themes"));
        }
        Self {
            stays: stays.into_iter().filter(|(count, _)| *count > 0).collect(),
            masked: feedback.masked,
            hidden: feedback.hidden,
            unanswered: asks.count(),
            policy,
            is_cleared: clearing.facts.stage >= Stage::Cleared,
            command: command.to_string(),
            head,
        }
    }
}

#[cfg(any(test, feature = "testing"))]
impl HandoverView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use super::walked::walks;
        use fieldwalk_core::domain::Lens;

        let view = |(name, walk, school): (&'static str, super::walked::Walk<'_>, &str)| {
            let head = VisitHead::sample(text, school, Here::Clear);
            let stage = if name == "stress" { Stage::Cleared } else { Stage::Debriefing };
            let clearing = walk.clearing(Lens::facilitator(), stage);
            (name, Self::new(text, head, &clearing, CommandId(uuid::Uuid::from_u128(1))))
        };
        walks().into_iter().map(view).collect()
    }
}
