//! The patterns, and what is under each.

use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use fieldwalk_core::document::TextPlace;
use fieldwalk_core::domain::{Bearing, DebriefStep, Pattern};
use fieldwalk_core::ids::{EvidenceId, PatternId};

use super::board::{Board, Fresh, options};
use super::piece::{Piece, pieces, short};
use super::view::{GroupView, PatternView, PatternsView, PieceView};

/// Pieces under all patterns together that are shown before the rest is asked for. Each comes with forms of its own,
/// and the board is asked for again whenever somebody changes something.
const SHOWN: usize = 100;
/// Pieces of one bearing that are shown then, at least and at most.
const UNDER: RangeInclusive<usize> = 3..=30;
/// Pieces of one bearing on a page of all that is under a pattern.
const PAGE: usize = 50;

impl Board<'_> {
    /// Where each placed piece is.
    pub(super) fn under(&self) -> Under<'_> {
        let mut under: Under<'_> = HashMap::new();
        for pattern in self.group().patterns.values() {
            for (evidence, bearings) in &pattern.evidence {
                under.entry(*evidence).or_default().push((pattern, bearings.iter().copied().collect()));
            }
        }
        under
    }

    /// "Students explain (supports it)".
    pub(super) fn stands(&self, pattern: &Pattern, bearings: &[Bearing]) -> String {
        let bearings: Vec<_> =
            bearings.iter().map(|bearing| self.text.word("debrief-stands", bearing.as_str())).collect();
        self.text
            .say("debrief-under")
            .with("pattern", self.named(&pattern.statement))
            .with("bearing", bearings.join(", "))
            .to_string()
    }

    /// What a statement is called where there is no room for all of it.
    pub(super) fn named(&self, statement: &str) -> String {
        if statement.trim().is_empty() { self.text.get("debrief-no-words") } else { short(statement) }
    }

    pub(super) fn patterns(&self, step: DebriefStep, path: &str, fresh: &mut Fresh<'_>) -> PatternsView {
        let patterns = &self.group().patterns;
        let under = self.under();
        // Of all that was shared, what is placed: of a large visit that is little.
        let known: HashMap<EvidenceId, Piece<'_>> = self
            .debrief
            .evidence
            .as_deref()
            .into_iter()
            .flat_map(pieces)
            .filter(|piece| under.contains_key(&piece.evidence()))
            .map(|piece| (piece.evidence(), piece))
            .collect();
        let share = share(patterns.values());
        let shown = patterns.iter().enumerate().map(|(index, (id, pattern))| {
            let place = Placed { id: *id, pattern, known: &known, under: &under, path, share };
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
    pub(super) fn counts(&self, pattern: &Pattern, known: &HashMap<EvidenceId, Piece<'_>>) -> String {
        let is_host = self.debrief.evidence.is_none();
        let is_counted = |evidence: &EvidenceId| is_host || known.contains_key(evidence);
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

    pub(super) fn placed(&self, place: &Placed<'_>, bearing: Bearing, fresh: &mut Fresh<'_>) -> GroupView {
        let pattern = place.pattern;
        let mut placed: Vec<_> = pattern
            .evidence
            .iter()
            .filter(|(_, bearings)| bearings.contains(&bearing))
            .filter_map(|(evidence, _)| place.known.get(evidence).copied())
            .collect();
        placed.sort_by(|a, b| (a.room(), a.evidence()).cmp(&(b.room(), b.evidence())));
        let is_all = self.looking.all() == Some(place.id);
        let pages = if is_all { placed.len().div_ceil(PAGE).max(1) } else { 1 };
        let page = self.looking.under().min(pages);
        let shown: Range<usize> = if is_all {
            (page - 1) * PAGE..placed.len().min(page * PAGE)
        } else {
            0..placed.len().min(place.share)
        };
        let more = if is_all { 0 } else { placed.len() - shown.end };
        let link =
            |page: usize| format!("{}?{}#p-{}", place.path, self.looking.with_all(place.id, page), place.id);
        let pieces = placed[shown].iter().map(|piece| {
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
                (says, link(1))
            }),
            before: (page > 1).then(|| link(page - 1)),
            after: (page < pages).then(|| link(page + 1)),
        }
    }
}

/// Where pieces are, and how they stand there.
pub(super) type Under<'a> = HashMap<EvidenceId, Vec<(&'a Pattern, Vec<Bearing>)>>;

/// One pattern, with what is needed to show what is under it.
pub(super) struct Placed<'a> {
    id: PatternId,
    pattern: &'a Pattern,
    known: &'a HashMap<EvidenceId, Piece<'a>>,
    under: &'a Under<'a>,
    path: &'a str,
    share: usize,
}

/// How many pieces are shown of each bearing under each pattern.
fn share<'a>(patterns: impl Iterator<Item = &'a Pattern>) -> usize {
    let bearings = |pattern: &Pattern| {
        Bearing::ALL.into_iter().filter(|one| pattern.evidence.values().any(|borne| borne.contains(one))).count()
    };
    let groups: usize = patterns.map(bearings).sum();
    (SHOWN / groups.max(1)).clamp(*UNDER.start(), *UNDER.end())
}

#[cfg(test)]
mod tests {
    use super::super::samples::{patterns, placed_under};
    use super::*;

    #[test]
    fn however_much_is_placed_the_page_shows_some_of_it() {
        let shown = |patterns: &PatternsView| -> Vec<usize> {
            patterns.patterns.iter().flat_map(|seen| &seen.groups).map(|group| group.pieces.len()).collect()
        };
        assert_eq!(shown(&patterns(2, 30, "")), [10; 6], "little of it is shown whole");
        assert_eq!(shown(&patterns(8, 300, "")), [4; 24]);
        assert_eq!(shown(&patterns(60, 300, "")), [3; 180]);
    }

    #[test]
    fn all_that_is_under_a_pattern_is_on_some_page_of_it_once() {
        let all = format!("all={}", placed_under(0));
        let mut seen: Vec<String> = Vec::new();
        for page in 1..=3 {
            let view = patterns(2, 360, &format!("{all}&under={page}"));
            let groups = &view.patterns[0].groups;
            assert!(groups.iter().all(|group| group.more.is_none()));
            assert!(
                groups.iter().all(|group| (group.before.is_some(), group.after.is_some()) == (page > 1, page < 3))
            );
            seen.extend(groups.iter().flat_map(|group| &group.pieces).map(|piece| piece.evidence.clone()));
            assert!(
                view.patterns[1].groups.iter().all(|group| group.more.is_some()),
                "the others stay as they were"
            );
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 360);
    }
}
