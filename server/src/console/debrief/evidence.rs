//! The evidence: what is looked for, a page of it.

use fieldwalk_core::domain::{DebriefStep, Feedback, Focus};

use super::board::{Board, Fresh, options};
use super::patterns::Under;
use super::piece::{Piece, pieces};
use super::view::{EvidenceView, PieceView};

/// Pieces on one page.
const PAGE: usize = 50;

impl Board<'_> {
    pub(super) fn evidence(&self, step: DebriefStep, path: &str, fresh: &mut Fresh<'_>) -> Option<EvidenceView> {
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
    pub(super) fn wanted<'e>(&self, evidence: &'e Feedback, under: &Under<'_>) -> Vec<Piece<'e>> {
        let (looking, plan) = (self.looking, &self.debrief.plan.plan);
        let room = looking.room().map(|room| plan.rooms.get(&room).map(|room| room.code.as_str()));
        let look_for = looking.look_for().and_then(|id| plan.look_fors.get(&id)).map(|look_for| &look_for.name);
        let is_wanted = |piece: &Piece<'_>| {
            room.is_none_or(|room| piece.room() == room)
                && look_for.is_none_or(|name| piece.look_fors().contains(name))
                && looking.focus().is_none_or(|focus| piece.focus() == Some(focus))
                && !(looking.is_loose() && under.contains_key(&piece.evidence()))
        };
        let mut wanted: Vec<_> = pieces(evidence).filter(is_wanted).collect();
        // Not by time: who spoke first is nobody's business here.
        wanted.sort_by(|a, b| (a.room(), a.evidence()).cmp(&(b.room(), b.evidence())));
        wanted
    }
}
