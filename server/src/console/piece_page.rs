//! One piece of evidence on a page of its own, for who clears or reviews: the host comments, asks, hides and masks, and
//! never rewords; a facilitator asks its author to.

use axum::extract::{Form, Path, State};
use axum::response::Response;
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{About, AskKind, DocumentKey, ReviewAct, is_host};
use fieldwalk_core::ids::{AskId, CommandId, CommentId, EvidenceId, VisitId};
use fieldwalk_core::protocol::Command;
use serde::Deserialize;

use super::clear::ClearPiece;
use super::fresh::Fresh;
use super::moment::Moment;
use super::page::{Place, did, page};
use super::piece::{Piece, Wording};
use super::problem::Problem;
use super::response_act::words;
use super::session::SignedIn;
use super::text::Text;
use super::visit::carry_out;
use super::visit_head::{Here, VisitHead, visit};
use crate::app::App;
use crate::service::clearing::{Clearing, clearing_for};
use crate::service::response::{VisitResponse, response_for};

/// A piece and what can be done about it.
#[derive(Debug, Clone, Default)]
pub(crate) struct PieceFormsView {
    /// The visit.
    pub(crate) head: VisitHead,
    /// The piece.
    pub(crate) entry: ClearPiece,
    /// The statements of the patterns it is under.
    pub(crate) patterns: Vec<(String, String)>,
    /// The host's comments on it.
    pub(crate) comments: Vec<(String, Moment)>,
    /// An id for a new comment; `None` for who may not comment.
    pub(crate) new_comment: Option<String>,
}

page!(PieceFormsView, "piece.html", Place::Visits);

/// `GET /visits/{v}/evidence/{e}`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path((id, evidence)): Path<(VisitId, EvidenceId)>,
) -> Result<Response, Problem> {
    let (facts, names) = visit(&app, &who, id).await?;
    let clearing = clearing_for(app.service(), who.caller(), id).await?;
    let response = response_for(app.service(), who.caller(), id).await?;
    let head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Feedback);
    let mut fresh = Fresh::new(app.service());
    let is_host = is_host(who.member(), &clearing.facts);
    let view = PieceFormsView::new(who.text, head, &clearing, response.as_ref(), evidence, is_host, &mut fresh);
    who.frame().page(&view.ok_or(Problem::NotFound)?)
}

impl PieceFormsView {
    /// The page of a piece; `None` where the reader reads no such piece.
    pub(crate) fn new(
        text: &'static Text,
        head: VisitHead,
        clearing: &Clearing,
        response: Option<&VisitResponse>,
        evidence: EvidenceId,
        is_host: bool,
        fresh: &mut Fresh,
    ) -> Option<Self> {
        let feedback = &clearing.feedback.feedback;
        let piece = Piece::all(feedback).find(|piece| piece.evidence() == evidence)?;
        let wording = Wording { text, members: &clearing.feedback.observers, visit: &head.path, acts_at: None };
        let entry = ClearPiece::new(wording, clearing, piece, fresh.now(), fresh.id(AskId::new));
        let entry = ClearPiece { asks_question: is_host, ..entry };
        let under =
            feedback.patterns.iter().filter(|seen| seen.evidence.iter().any(|placed| placed.evidence == evidence));
        let patterns =
            under.map(|seen| (format!("{}/feedback#pattern-{}", head.path, seen.pattern), seen.statement.clone()));
        let patterns = patterns.filter(|(_, statement)| !statement.is_empty()).collect();
        let comments = response.into_iter().flat_map(|read| read.response.response.comments.values());
        let comments = comments.filter(|comment| comment.about == About::Evidence(evidence));
        let comments = comments
            .map(|comment| (comment.text.clone(), Moment::new(text, fresh.now(), comment.made_at)))
            .collect();
        let new_comment = is_host.then(|| fresh.id(CommentId::new).to_string());
        Some(Self { head, entry, patterns, comments, new_comment })
    }
}

/// What a form does about a piece.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    act: String,
    words: String,
    ask: String,
    comment: String,
    /// `clear` where the form was on the page of all flags.
    back: String,
}

/// `POST /visits/{v}/evidence/{e}`.
pub(super) async fn act(
    State(app): State<App>,
    who: SignedIn,
    Path((visit, evidence)): Path<(VisitId, EvidenceId)>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let clearing = clearing_for(app.service(), who.caller(), visit).await?;
    let path = match sent.back.as_str() {
        "clear" if who.is_facilitator() => format!("/visits/{visit}/clear#piece-{evidence}"),
        _ => format!("/visits/{visit}/evidence/{evidence}"),
    };
    let is_host = is_host(who.member(), &clearing.facts);
    let now = app.service().clock.now();
    if sent.act == "comment" {
        return comment(&app, &who, visit, evidence, &sent, now).await.map(|()| did("commented", &path));
    }
    let (act, word) = review_act(&sent, evidence, who.is_facilitator(), is_host)?;
    review(&app, &who, visit, act).await?;
    Ok(done(word, &path))
}

fn done(word: Word, path: &str) -> Response {
    match word {
        Word::Masked => did("masked", path),
        Word::Unmasked => did("unmasked", path),
        Word::Hidden => did("hidden", path),
        Word::Unhidden => did("unhidden", path),
        Word::Asked => did("asked", path),
        Word::Settled => did("settled", path),
    }
}

/// What the page then says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Masked,
    Unmasked,
    Hidden,
    Unhidden,
    Asked,
    Settled,
}

fn review_act(
    sent: &Sent,
    evidence: EvidenceId,
    is_facilitator: bool,
    is_host: bool,
) -> Result<(ReviewAct, Word), Problem> {
    let ask = || sent.ask.parse::<AskId>().map_err(|_| Problem::Unreadable);
    Ok(match sent.act.as_str() {
        "mask" => (ReviewAct::Mask(evidence, phrase(&sent.words)?), Word::Masked),
        "unmask" => (ReviewAct::Unmask(evidence, sent.words.replace("\r\n", "\n")), Word::Unmasked),
        "hide" => (ReviewAct::Hide(evidence), Word::Hidden),
        "unhide" => (ReviewAct::Unhide(evidence), Word::Unhidden),
        // Who is both asks as a facilitator: that is who clears.
        "ask" if is_facilitator => {
            let text = sent.words.trim().replace("\r\n", "\n");
            (ReviewAct::Ask(ask()?, evidence, AskKind::Reword, text), Word::Asked)
        }
        "ask" if is_host => {
            (ReviewAct::Ask(ask()?, evidence, AskKind::Question, words(&sent.words)?), Word::Asked)
        }
        "settle" => (ReviewAct::Settle(ask()?), Word::Settled),
        _ => return Err(Problem::Unreadable),
    })
}

/// Words to mask: as they stand in the evidence, without the space that typing left around them.
fn phrase(sent: &str) -> Result<String, Problem> {
    let phrase = sent.replace("\r\n", "\n");
    let phrase = phrase.trim();
    if phrase.is_empty() { Err(Problem::Unreadable) } else { Ok(phrase.to_owned()) }
}

async fn review(app: &App, who: &SignedIn, visit: VisitId, act: ReviewAct) -> Result<(), Problem> {
    let now: Timestamp = app.service().clock.now();
    // Every act says how it is to be, so that doing it again under another id changes nothing.
    let id = app.service().chance.draw(|rng| CommandId::new(now, rng));
    carry_out(app, who, id, Command::Review(visit, act)).await
}

async fn comment(
    app: &App,
    who: &SignedIn,
    visit: VisitId,
    evidence: EvidenceId,
    sent: &Sent,
    now: Timestamp,
) -> Result<(), Problem> {
    let id: CommentId = sent.comment.parse().map_err(|_| Problem::Unreadable)?;
    let text = words(&sent.words)?;
    let intent = move |document: &mut fieldwalk_core::document::Document| {
        document.add_comment(id, About::Evidence(evidence), &text, now)
    };
    who.write(app, DocumentKey::Response(visit), intent).await?;
    Ok(())
}

#[cfg(any(test, feature = "testing"))]
impl PieceFormsView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use fieldwalk_core::domain::{Lens, Stage};
        use fieldwalk_core::ids::ItemId;
        use fieldwalk_core::testing::MORNING;
        use uuid::Uuid;

        use super::response::sample_response;
        use super::walked::walks;

        let mut fresh = Fresh::seeded(MORNING.plus_minutes(90), 1);
        let mut view = |(name, walk, school): (&'static str, super::walked::Walk<'_>, &str)| {
            let head = VisitHead::sample(text, school, Here::Feedback);
            let clearing = walk.clearing(Lens::facilitator(), Stage::Cleared);
            let evidence = EvidenceId::of(ItemId(Uuid::from_u128(4)));
            let response = sample_response(walk, true);
            let view = Self::new(text, head, &clearing, Some(&response), evidence, name == "stress", &mut fresh);
            Some((name, view?))
        };
        walks().into_iter().filter_map(&mut view).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const EVIDENCE: EvidenceId = EvidenceId(Uuid::from_u128(1));

    fn sent(act: &str, words: &str) -> Sent {
        Sent { act: act.into(), words: words.into(), ask: Uuid::from_u128(2).to_string(), ..Sent::default() }
    }

    #[test]
    fn words_to_mask_are_taken_as_they_stand() {
        let mask = |words: &str| review_act(&sent("mask", words), EVIDENCE, true, false).map(|(act, _)| act);
        assert_eq!(mask("  Ms Baker \r\n"), Ok(ReviewAct::Mask(EVIDENCE, "Ms Baker".into())));
        assert_eq!(mask(" \n"), Err(Problem::Unreadable));
    }

    #[test]
    fn a_facilitator_asks_to_reword_and_the_host_asks_a_question() {
        let kind = |facilitator, host| match review_act(&sent("ask", "Why?"), EVIDENCE, facilitator, host) {
            Ok((ReviewAct::Ask(_, _, kind, _), _)) => Some(kind),
            _ => None,
        };
        assert_eq!(kind(true, false), Some(AskKind::Reword));
        assert_eq!(kind(false, true), Some(AskKind::Question));
        assert_eq!(kind(false, false), None);
        let wordless = review_act(&sent("ask", " "), EVIDENCE, false, true);
        assert_eq!(wordless, Err(Problem::Unreadable));
    }
}
