//! All pieces of evidence, fifty at a time: found by words, room, kind or pattern. Words searched for are sent in a
//! form's body and never stand in an address.

use axum::extract::{Form, Path, Query, State};
use axum::response::Response;
use fieldwalk_core::domain::{Feedback, Focus, NoteKind, Shows, Sought};
use fieldwalk_core::ids::{PatternId, VisitId};
use serde::Deserialize;

use super::page::{Place, page};
use super::paging::Pages;
use super::piece::{Piece, PieceView, Wording};
use super::problem::Problem;
use super::report_view::placed_as;
use super::session::SignedIn;
use super::text::Text;
use super::visit_head::{Here, VisitHead, visit};
use crate::app::App;
use crate::service::feedback::{VisitFeedback, feedback_for};

/// Evidence.
#[derive(Debug, Clone, Default)]
pub(crate) struct EvidenceView {
    /// The visit.
    pub(crate) head: VisitHead,
    /// What is looked for.
    pub(crate) words: String,
    /// The pattern whose pieces these are.
    pub(crate) pattern: Option<String>,
    /// Rooms to choose from.
    pub(crate) rooms: Vec<Choice>,
    /// Kinds to choose from: notes of a kind or a focus, tallies, wonderings.
    pub(crate) whats: Vec<Choice>,
    /// Patterns to choose from, none among them.
    pub(crate) unders: Vec<Choice>,
    /// The pieces of this page.
    pub(crate) pieces: Vec<PieceView>,
    /// Where in the list it is.
    pub(crate) pages: Pages,
    /// Whether something is looked for.
    pub(crate) is_narrowed: bool,
}

/// Something to choose.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// What the form sends.
    pub(crate) value: String,
    /// What the reader reads.
    pub(crate) name: String,
    /// Whether it is chosen.
    pub(crate) is_chosen: bool,
}

page!(EvidenceView, "evidence.html", Place::Visits);

/// What is looked for; empty: everything.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    words: String,
    room: String,
    /// A kind, a focus, `tally` or `wondering`.
    what: String,
    /// A pattern's id, or `none`.
    under: String,
    page: usize,
}

/// `GET /visits/{v}/evidence`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(visit): Path<VisitId>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    // An address may name what is looked for, but never words.
    list(&app, &who, visit, Wanted { words: String::new(), ..wanted }).await
}

/// `POST /visits/{v}/evidence`: changes nothing, and answers with the page itself.
pub(super) async fn find(
    State(app): State<App>,
    who: SignedIn,
    Path(visit): Path<VisitId>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Problem> {
    list(&app, &who, visit, wanted).await
}

async fn list(app: &App, who: &SignedIn, id: VisitId, wanted: Wanted) -> Result<Response, Problem> {
    let (facts, names) = visit(app, who, id).await?;
    let read = feedback_for(app.service(), who.caller(), id).await?;
    if read.feedback.shows == Shows::ThemesOnly {
        return Err(Problem::NotFound);
    }
    let head = VisitHead::new(who.text, who.member(), &facts, &names, Here::Feedback);
    who.frame().page(&EvidenceView::new(who.text, head, &read, &wanted))
}

impl EvidenceView {
    /// What is wanted of the evidence.
    pub(crate) fn new(text: &'static Text, head: VisitHead, read: &VisitFeedback, wanted: &Wanted) -> Self {
        let feedback: &Feedback = &read.feedback;
        let path = format!("{}/evidence", head.path);
        let pattern = wanted.under.parse::<PatternId>().ok();
        let pattern = pattern.and_then(|id| feedback.patterns.iter().find(|seen| seen.pattern == id));
        let found: Vec<Piece<'_>> = match pattern {
            Some(pattern) => {
                let pieces = Piece::by_id(feedback);
                pattern.evidence.iter().filter_map(|placed| pieces.get(&placed.evidence)).copied().collect()
            }
            None => Piece::all(feedback).collect(),
        };
        let is_under_none = wanted.under == "none";
        let unclustered: std::collections::BTreeSet<_> =
            if is_under_none { feedback.unclustered.iter().copied().collect() } else { Default::default() };
        let sought = Sought::new(&wanted.words);
        let found: Vec<Piece<'_>> = found
            .into_iter()
            .filter(|piece| !is_under_none || unclustered.contains(&piece.evidence()))
            .filter(|piece| wanted.room.is_empty() || piece.room() == Some(&wanted.room))
            .filter(|piece| wanted.what.is_empty() || is_what(*piece, &wanted.what))
            .filter(|piece| sought.is_in(piece.words()))
            .collect();
        let acts_at = read.release.is_none().then_some(path.as_str());
        let wording = Wording { text, members: &read.observers, visit: &head.path, acts_at };
        let mut pages = Pages::new(found.len(), wanted.page, path.clone());
        pages.method = if sought.is_empty() { "get" } else { "post" };
        let going_along =
            [("words", &wanted.words), ("room", &wanted.room), ("what", &wanted.what), ("under", &wanted.under)];
        pages.fields = going_along
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, v)| (name, v.clone()))
            .collect();
        let pieces = found[pages.range()].iter().map(|piece| {
            let view = wording.piece(*piece, &[]);
            let placed =
                pattern.and_then(|seen| seen.evidence.iter().find(|placed| placed.evidence == piece.evidence()));
            match placed {
                Some(placed) => placed_as(text, view, &placed.bearings),
                None => view,
            }
        });
        Self {
            words: wanted.words.clone(),
            pattern: pattern.map(|seen| seen.statement.clone()),
            rooms: rooms(feedback, &wanted.room),
            whats: whats(text, &wanted.what),
            unders: unders(text, feedback, &wanted.under),
            pieces: pieces.collect(),
            is_narrowed: !pages.fields.is_empty(),
            pages,
            head,
        }
    }
}

fn is_what(piece: Piece<'_>, what: &str) -> bool {
    match piece {
        Piece::Note(note) => note.kind.as_str() == what || note.focus.as_str() == what,
        Piece::Tally(_) => what == "tally",
        Piece::Wondering(_) => what == "wondering",
    }
}

fn rooms(feedback: &Feedback, chosen: &str) -> Vec<Choice> {
    let mut rooms: Vec<&str> = Piece::all(feedback).filter_map(Piece::room).collect();
    rooms.sort_unstable();
    rooms.dedup();
    rooms.into_iter().map(|room| Choice::new(room, room.to_owned(), chosen)).collect()
}

fn whats(text: &Text, chosen: &str) -> Vec<Choice> {
    let kinds =
        NoteKind::ALL.map(|kind| Choice::new(kind.as_str(), text.word("note-kind", kind.as_str()), chosen));
    let focus = Focus::ALL.map(|part| Choice::new(part.as_str(), text.word("focus", part.as_str()), chosen));
    let others = [("tally", text.get("piece-tally")), ("wondering", text.get("piece-wondering"))];
    let others = others.map(|(value, name)| Choice::new(value, name, chosen));
    kinds.into_iter().chain(focus).chain(others).collect()
}

fn unders(text: &Text, feedback: &Feedback, chosen: &str) -> Vec<Choice> {
    let of_none = Choice::new("none", text.get("evidence-under-none"), chosen);
    let named = feedback.patterns.iter().map(|seen| {
        let statement =
            if seen.statement.is_empty() { text.get("report-no-statement") } else { seen.statement.clone() };
        Choice::new(&seen.pattern.to_string(), statement, chosen)
    });
    [of_none].into_iter().chain(named).collect()
}

impl Choice {
    pub(crate) fn new(value: &str, name: String, chosen: &str) -> Self {
        Self { value: value.to_owned(), name, is_chosen: value == chosen }
    }
}

#[cfg(any(test, feature = "testing"))]
impl EvidenceView {
    pub(crate) fn samples(text: &'static Text) -> Vec<(&'static str, Self)> {
        use fieldwalk_core::domain::{Lens, Stage};

        use super::samples::HOSTILE;
        use super::walked::{Walk, walks};

        let view = |walk: Walk<'_>, school: &str, wanted: Wanted| {
            let head = VisitHead::sample(text, school, Here::Feedback);
            Self::new(text, head, &walk.read(Lens::facilitator(), Stage::Cleared, None), &wanted)
        };
        let mut samples = Vec::new();
        for (name, walk, school) in walks() {
            let words = if name == "hostile" { HOSTILE.to_owned() } else { String::new() };
            samples.push((name, view(walk, school, Wanted { words, page: 2, ..Wanted::default() })));
        }
        let under = fieldwalk_core::ids::PatternId(uuid::Uuid::from_u128(0)).to_string();
        let wanted = Wanted { under, what: "verbatim".into(), ..Wanted::default() };
        samples.push(("under-a-pattern", view(Walk::USUAL, "Hillside School", wanted)));
        samples
    }
}

#[cfg(test)]
mod tests {
    use fieldwalk_core::domain::{Lens, Stage};

    use super::super::language::Language;
    use super::super::walked::Walk;
    use super::*;

    fn found(wanted: Wanted) -> EvidenceView {
        let text = Text::of(Language::English);
        let head = VisitHead::sample(text, "Hillside", Here::Feedback);
        EvidenceView::new(text, head, &Walk::USUAL.read(Lens::participant(), Stage::Cleared, None), &wanted)
    }

    #[test]
    fn words_are_found_whatever_their_case_and_go_on_in_the_body() {
        let view = found(Wanted { words: " WORD wall ".into(), ..Wanted::default() });
        assert!(view.pages.total > 0);
        assert!(view.pieces.iter().all(|piece| piece.runs[0].words.to_lowercase().contains("word wall")));
        assert_eq!(view.pages.method, "post", "words never stand in an address");
        assert_eq!(found(Wanted { room: "Room 01".into(), ..Wanted::default() }).pages.method, "get");
    }

    #[test]
    fn a_page_shows_what_it_shows_and_no_more() {
        let view = found(Wanted::default());
        assert_eq!((view.pieces.len(), view.pages.number), (50, 1));
        assert_eq!(view.pages.total, found(Wanted { page: 3, ..Wanted::default() }).pages.total);
        let tallies = found(Wanted { what: "tally".into(), ..Wanted::default() });
        assert_eq!(tallies.pages.total, 12);
    }
}
