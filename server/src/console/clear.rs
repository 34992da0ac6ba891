//! Clearing: a facilitator looks at what the evidence check flagged, masks words, hides pieces, asks authors to reword.
//! Nothing is decided by a machine: a flag is a hint, and what nobody acts on is read as it is.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{AskKind, Stage};
use fieldwalk_core::evidence::Kind;
use fieldwalk_core::ids::{AskId, EvidenceId, VisitId};
use serde::Deserialize;

use super::evidence::Choice;
use super::marked::meant;
use super::moment::Moment;
use super::page::{Place, page};
use super::paging::Pages;
use super::piece::{Piece, PieceView, Wording};
use super::problem::Problem;
use super::session::SignedIn;
use super::text::Text;
use super::visit_head::{Here, VisitHead, visit};
use crate::app::App;
use crate::service::clearing::{Clearing, clearing_for};

/// Kinds of flags, in the order that they are offered.
pub(crate) const FLAG_KINDS: [(Kind, &str); 6] = [
    (Kind::Identifying, "identifying"),
    (Kind::Judgement, "judgement"),
    (Kind::Inference, "inference"),
    (Kind::Prescription, "prescription"),
    (Kind::VagueQuantity, "vague_quantity"),
    (Kind::FactAndInference, "fact_and_inference"),
];

/// What there is to clear.
#[derive(Debug, Clone, Default)]
pub(crate) struct ClearView {
    /// The visit.
    pub(crate) head: VisitHead,
    /// Flagged pieces that were masked, hidden or asked about.
    pub(crate) done: usize,
    /// Flagged pieces.
    pub(crate) flagged: usize,
    /// What to show: open flags of a kind, all flags, everything.
    pub(crate) filters: Vec<Filter>,
    /// The pieces of this page.
    pub(crate) pieces: Vec<ClearPiece>,
    /// Where in the list it is.
    pub(crate) pages: Pages,
    /// Whether it was handed over to the host already.
    pub(crate) is_cleared: bool,
    /// Asks that are open, and how many of them were answered.
    pub(crate) asks: usize,
    /// How many of those.
    pub(crate) answered: usize,
}

/// A way to look at the list.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    /// Its value, name, and whether it is chosen.
    pub(crate) choice: Choice,
    /// Pieces that it shows.
    pub(crate) count: usize,
}

/// A piece with what can be done about it.
#[derive(Debug, Clone, Default)]
pub(crate) struct ClearPiece {
    /// The piece.
    pub(crate) piece: PieceView,
    /// What the check says.
    pub(crate) flags: Vec<FlagView>,
    /// Words that are masked.
    pub(crate) masks: Vec<String>,
    /// What is asked of its author.
    pub(crate) asks: Vec<AskView>,
    /// An id for a new ask: sending the form twice asks once.
    pub(crate) new_ask: String,
    /// Whether the reader asks a question, as the host does, and not to reword.
    pub(crate) asks_question: bool,
}

/// Something that the check says.
#[derive(Debug, Clone)]
pub(crate) struct FlagView {
    /// Of what kind.
    pub(crate) kind: String,
    /// The words.
    pub(crate) words: String,
    /// Whether masking them alone makes sense.
    pub(crate) is_maskable: bool,
}

/// Something asked of an author.
#[derive(Debug, Clone)]
pub(crate) struct AskView {
    /// Its id.
    pub(crate) id: String,
    /// For what: to reword, or a question.
    pub(crate) kind: String,
    /// In whose words.
    pub(crate) words: String,
    /// When.
    pub(crate) asked: Moment,
    /// Whether the author reworded or withdrew since.
    pub(crate) is_answered: bool,
}

page!(ClearView, "clear.html", Place::Visits);

/// What to show.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    /// A kind of flag, `open` or `all`; empty is `open`.
    show: String,
    page: usize,
}

/// `GET /visits/{v}/clear`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<VisitId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    who.facilitator()?;
    let (facts, names) = visit(&app, &who, id).await?;
    let clearing = clearing_for(app.service(), who.caller(), id).await?;
    let head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Clear);
    let now = app.service().clock.now();
    let new_ask = || app.service().chance.draw(|rng| AskId::new(now, rng));
    who.frame().page(&ClearView::new(who.text, head, &clearing, &wanted, now, new_ask))
}

impl ClearView {
    /// What is wanted of what there is to clear.
    pub(crate) fn new(
        text: &'static Text,
        head: VisitHead,
        clearing: &Clearing,
        wanted: &Wanted,
        now: Timestamp,
        mut new_ask: impl FnMut() -> AskId,
    ) -> Self {
        let feedback = &clearing.feedback.feedback;
        let looks = Looks { clearing };
        let wanted_show = if wanted.show.is_empty() { "open" } else { &wanted.show };

        let mut found: Vec<Piece<'_>> =
            Piece::all(feedback).filter(|piece| looks.shows(*piece, wanted_show)).collect();
        // What nobody has looked at comes first.
        found.sort_by_key(|piece| (looks.is_done(piece.evidence()), !looks.is_flagged(piece.evidence())));
        let mut pages = Pages::new(found.len(), wanted.page, format!("{}/clear", head.path));
        pages.fields = vec![("show", wanted_show.to_owned())];
        let acts_at = format!("{}/evidence", head.path);
        let wording =
            Wording { text, members: &clearing.feedback.observers, visit: &head.path, acts_at: Some(&acts_at) };
        let pieces =
            found[pages.range()].iter().map(|piece| ClearPiece::new(wording, clearing, *piece, now, new_ask()));
        let pieces = pieces.collect();
        Self {
            done: clearing.flagged.iter().filter(|evidence| looks.is_done(**evidence)).count(),
            flagged: clearing.flagged.len(),
            filters: looks.filters(text, wanted_show),
            pieces,
            pages,
            is_cleared: clearing.facts.stage >= Stage::Cleared,
            asks: clearing.review.asks.len(),
            answered: clearing.answered.len(),
            head,
        }
    }
}

/// How the pieces stand.
pub(crate) struct Looks<'a> {
    pub(crate) clearing: &'a Clearing,
}

impl Looks<'_> {
    /// Whether the check said something of it.
    fn is_flagged(&self, evidence: EvidenceId) -> bool {
        self.clearing.flagged.contains(&evidence)
    }

    /// Whether somebody did something about a flagged piece: all flagged words masked, hidden, or its author asked.
    pub(crate) fn is_done(&self, evidence: EvidenceId) -> bool {
        let Clearing { feedback, review, .. } = self.clearing;
        self.is_flagged(evidence)
            && (!feedback.feedback.flags.contains_key(&evidence)
                || review.hidden.contains(&evidence)
                || review.masks.contains_key(&evidence)
                || review.asks.values().any(|ask| ask.evidence == evidence))
    }

    fn shows(&self, piece: Piece<'_>, wanted: &str) -> bool {
        let evidence = piece.evidence();
        match wanted {
            "all" => true,
            "acted" => {
                let review = &self.clearing.review;
                review.hidden.contains(&evidence)
                    || review.masks.contains_key(&evidence)
                    || review.asks.values().any(|ask| ask.evidence == evidence)
            }
            "open" => self.is_flagged(evidence) && !self.is_done(evidence),
            kind => {
                let flags = self.clearing.feedback.feedback.flags.get(&evidence);
                flags.into_iter().flatten().any(|flag| word(flag.kind) == kind)
            }
        }
    }

    fn filters(&self, text: &Text, wanted: &str) -> Vec<Filter> {
        let feedback = &self.clearing.feedback.feedback;
        let count = |value: &str| Piece::all(feedback).filter(|piece| self.shows(*piece, value)).count();
        let of =
            |value: &str, name: String| Filter { choice: Choice::new(value, name, wanted), count: count(value) };
        let kinds = FLAG_KINDS.map(|(_, word)| of(word, text.word("flag", word)));
        [of("open", text.get("clear-open"))]
            .into_iter()
            .chain(kinds.into_iter().filter(|filter| filter.count > 0 || filter.choice.is_chosen))
            .chain([of("acted", text.get("clear-acted")), of("all", text.get("clear-all"))])
            .collect()
    }
}

impl ClearPiece {
    /// The piece and what can be done about it.
    pub(crate) fn new(
        wording: Wording<'_>,
        clearing: &Clearing,
        piece: Piece<'_>,
        now: Timestamp,
        new_ask: AskId,
    ) -> Self {
        let text = wording.text;
        let evidence = piece.evidence();
        let flags = clearing.feedback.feedback.flags.get(&evidence).map(Vec::as_slice).unwrap_or_default();
        // The halves of a sentence are no words to mask: marking them would mark everything.
        let marked: Vec<_> = flags.iter().filter(|flag| flag.kind != Kind::FactAndInference).copied().collect();
        let masks = clearing.review.masks.get(&evidence);
        let asks = clearing.review.asks.iter().filter(|(_, ask)| ask.evidence == evidence);
        Self {
            piece: wording.piece(piece, &marked),
            flags: flags
                .iter()
                .map(|flag| FlagView {
                    kind: text.word("flag", word(flag.kind)),
                    words: meant(piece.words(), flag).to_owned(),
                    is_maskable: flag.kind != Kind::FactAndInference,
                })
                .collect(),
            masks: masks.into_iter().flatten().cloned().collect(),
            asks: asks
                .map(|(id, ask)| AskView {
                    id: id.to_string(),
                    kind: match ask.kind {
                        AskKind::Reword => text.get("clear-asked-reword"),
                        AskKind::Question => text.get("clear-asked-question"),
                    },
                    words: ask.text.clone(),
                    asked: Moment::new(text, now, ask.asked_at),
                    is_answered: clearing.answered.contains(id),
                })
                .collect(),
            new_ask: new_ask.to_string(),
            asks_question: false,
        }
    }
}

/// The word of a kind of flag.
pub(crate) fn word(kind: Kind) -> &'static str {
    FLAG_KINDS.iter().find(|(known, _)| *known == kind).map_or("judgement", |(_, word)| word)
}

#[cfg(any(test, feature = "testing"))]
impl ClearView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use fieldwalk_core::domain::Lens;
        use fieldwalk_core::testing::MORNING;

        use super::fresh::Fresh;
        use super::walked::walks;

        let mut fresh = Fresh::seeded(MORNING.plus_minutes(90), 1);
        let mut view = |(name, walk, school): (&'static str, super::walked::Walk<'_>, &str)| {
            let head = VisitHead::sample(text, school, Here::Clear);
            let show = if name == "usual" { "" } else { "all" }.to_owned();
            let clearing = walk.clearing(Lens::facilitator(), Stage::Debriefing);
            let now = fresh.now();
            (name, Self::new(text, head, &clearing, &Wanted { show, page: 1 }, now, || fresh.id(AskId::new)))
        };
        walks().into_iter().map(&mut view).collect()
    }
}

#[cfg(test)]
mod tests {
    use fieldwalk_core::domain::Lens;
    use fieldwalk_core::testing::MORNING;

    use super::super::fresh::Fresh;
    use super::super::language::Language;
    use super::super::walked::Walk;
    use super::*;

    fn cleared(show: &str) -> ClearView {
        let text = Text::of(Language::English);
        let head = VisitHead::sample(text, "Hillside", Here::Clear);
        let clearing = Walk::USUAL.clearing(Lens::facilitator(), Stage::Debriefing);
        let mut fresh = Fresh::seeded(MORNING, 1);
        let wanted = Wanted { show: show.into(), page: 1 };
        ClearView::new(text, head, &clearing, &wanted, MORNING, || fresh.id(AskId::new))
    }

    #[test]
    fn what_is_masked_hidden_or_asked_about_is_done() {
        let view = cleared("");
        // Every sixth note of 96 judges; one of those is masked, one asked about.
        assert_eq!((view.flagged, view.done), (16, 2));
        assert_eq!(view.pages.total, 14);
        assert!(view.pieces.iter().all(|entry| !entry.flags.is_empty()));
    }

    #[test]
    fn flagged_words_are_marked_and_offered_for_masking() {
        let view = cleared("judgement");
        let entry = &view.pieces[0];
        let marked: Vec<_> = entry.piece.runs.iter().filter(|run| run.is_marked).map(|run| &run.words).collect();
        assert!(entry.flags.iter().any(|flag| marked.contains(&&flag.words)), "{entry:?}");
    }

    #[test]
    fn what_was_done_can_be_undone() {
        let view = cleared("acted");
        assert!(view.pieces.iter().any(|entry| entry.masks == ["very patient"]));
        assert!(view.pieces.iter().any(|entry| entry.piece.is_hidden));
        assert!(view.pieces.iter().flat_map(|entry| &entry.asks).any(|ask| ask.is_answered));
    }
}
