//! What is printed, as the template reads it: words only, in the order of the pages.

use std::collections::BTreeMap;

use fieldwalk_core::domain::{Bearing, FeedbackNote, FeedbackTally, PatternSeen};
use fieldwalk_core::ids::{EvidenceId, MemberId};
use serde::Serialize;

use super::super::chart::{self, Chart, Table};
use super::super::summary::{about, amounts, gap, remarks};
use super::super::words::{Language, Word};
use crate::service::export::VisitExport;

/// Pieces under no pattern that are printed. Nobody reads further on paper, and each page costs memory.
const UNCLUSTERED_MAX: usize = 2_000;

#[derive(Serialize)]
pub(super) struct Printed {
    title: String,
    language: &'static str,
    words: Words,
    head: Vec<(String, String)>,
    remarks: Vec<&'static str>,
    charts: Vec<PrintedChart>,
    tallies: Table,
    gaps: Vec<String>,
    patterns: Vec<PrintedPattern>,
    parts: Vec<Part>,
    next_steps: Table,
}

#[derive(Serialize)]
struct Words {
    page: Vec<&'static str>,
    gaps: &'static str,
    patterns: &'static str,
    none: &'static str,
}

#[derive(Serialize)]
struct PrintedChart {
    svg: String,
    alt: String,
    table: Table,
}

#[derive(Serialize)]
struct PrintedPattern {
    statement: String,
    facts: String,
    groups: Vec<Part>,
}

/// Pieces under a name.
#[derive(Serialize)]
struct Part {
    name: String,
    pieces: Vec<Piece>,
}

/// A text, and where it was seen.
#[derive(Clone, Serialize)]
struct Piece {
    text: String,
    place: String,
}

impl Piece {
    fn bare(text: &str) -> Self {
        Self { text: text.to_owned(), place: String::new() }
    }
}

impl Printed {
    pub(super) fn new(export: &VisitExport, language: Language) -> Self {
        let feedback = &export.feedback;
        let pieces = Pieces::of(export, language);
        let charts = [
            chart::coverage(feedback, language),
            chart::look_fors(feedback, language),
            chart::focus(feedback, language),
            chart::kinds(feedback, language),
        ];
        let wonderings = feedback.wonderings.iter().map(|wondering| Piece {
            text: wondering.text.clone(),
            place: pieces.place(wondering.room.as_deref(), None, "", wondering.observer),
        });
        let parts = [
            (Word::Predictions, feedback.predictions.iter().map(|text| Piece::bare(text)).collect::<Vec<_>>()),
            (Word::GroupWonderings, feedback.group_wonderings.iter().map(|text| Piece::bare(text)).collect()),
            (Word::Unclustered, pieces.unclustered()),
            (Word::Wonderings, wonderings.collect()),
        ];
        let amounts = amounts(feedback, language).into_iter().map(|(what, count)| (what, count.to_string()));
        let parts = parts.into_iter().filter(|(_, pieces)| !pieces.is_empty());
        Self {
            title: language.fill(Word::FeedbackOf, &[&export.host_school_name]),
            language: language.tag(),
            words: Words {
                page: language.say(Word::Page).split("{}").collect(),
                gaps: language.say(Word::Gaps),
                patterns: language.say(Word::Patterns),
                none: language.say(Word::None),
            },
            head: about(export, language).into_iter().chain(amounts).collect(),
            remarks: remarks(export, language),
            charts: charts.into_iter().flatten().map(PrintedChart::of).collect(),
            tallies: tallies(export, language),
            gaps: feedback.gaps.iter().map(|found| gap(found, language)).collect(),
            patterns: feedback.patterns.iter().map(|pattern| pieces.pattern(pattern)).collect(),
            parts: parts.map(|(word, pieces)| Part { name: language.say(word).to_owned(), pieces }).collect(),
            next_steps: next_steps(export, language),
        }
    }
}

impl PrintedChart {
    fn of(chart: Chart) -> Self {
        Self { svg: chart.standalone(), alt: chart.description, table: chart.table }
    }
}

/// Every note and tally as it is printed.
struct Pieces<'a> {
    export: &'a VisitExport,
    language: Language,
    by_id: BTreeMap<EvidenceId, Piece>,
}

impl<'a> Pieces<'a> {
    fn of(export: &'a VisitExport, language: Language) -> Self {
        let mut pieces = Self { export, language, by_id: BTreeMap::new() };
        let notes: Vec<_> = export.feedback.notes.iter().map(|note| (note.evidence, pieces.note(note))).collect();
        let tallies = export.feedback.counted.iter().map(|tally| (tally.evidence, pieces.tally(tally)));
        pieces.by_id = notes.into_iter().chain(tallies).collect();
        pieces
    }

    fn note(&self, note: &FeedbackNote) -> Piece {
        let kind = self.language.say(Word::kind(note.kind));
        Piece {
            text: note.text.clone(),
            place: self.place(note.room.as_deref(), note.minute, kind, note.observer),
        }
    }

    fn tally(&self, tally: &FeedbackTally) -> Piece {
        let of = tally.denominator.map(|of| format!("/{of}")).unwrap_or_default();
        Piece {
            text: format!("{}: {}{of}", tally.label, tally.count),
            place: self.place(tally.room.as_deref(), None, "", tally.observer),
        }
    }

    /// "Room A · Minute 3 · Words as said".
    fn place(&self, room: Option<&str>, minute: Option<i64>, kind: &str, observer: Option<MemberId>) -> String {
        let minute = minute.map(|minute| format!("{} {minute}", self.language.say(Word::Minute)));
        let observer = observer.and_then(|observer| self.export.observers.get(&observer)).map(String::as_str);
        let parts = [room, minute.as_deref(), Some(kind), observer];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn unclustered(&self) -> Vec<Piece> {
        let all = &self.export.feedback.unclustered;
        let more = all.len().saturating_sub(UNCLUSTERED_MAX);
        let more = (more > 0).then(|| Piece::bare(&self.language.fill(Word::AndMore, &[&more])));
        let printed = all.iter().take(UNCLUSTERED_MAX).filter_map(|id| self.by_id.get(id)).cloned();
        printed.chain(more).collect()
    }

    fn pattern(&self, pattern: &PatternSeen) -> PrintedPattern {
        let language = self.language;
        let by = match pattern.observers {
            1 => language.say(Word::ByOneObserver).to_owned(),
            observers => language.fill(Word::ByObservers, &[&observers]),
        };
        let rooms = pattern.rooms.map(|rooms| language.rooms(rooms));
        let bearings = Bearing::ALL.into_iter().map(|bearing| {
            let count = pattern.bearings.get(&bearing).copied().unwrap_or(0);
            format!("{} {count}", language.say(Word::bearing(bearing)))
        });
        let facts: Vec<String> = rooms.into_iter().chain([by]).chain(bearings).collect();
        let group = |bearing| {
            let under = pattern.evidence.iter().filter(|placed| placed.bearings.contains(&bearing));
            let pieces: Vec<_> = under.filter_map(|placed| self.piece(placed.evidence)).collect();
            (!pieces.is_empty()).then(|| Part { name: language.say(Word::bearing(bearing)).to_owned(), pieces })
        };
        let statement = if pattern.statement.trim().is_empty() { "…" } else { &pattern.statement };
        PrintedPattern {
            statement: statement.to_owned(),
            facts: facts.join(" · "),
            groups: Bearing::ALL.into_iter().filter_map(group).collect(),
        }
    }

    fn piece(&self, evidence: EvidenceId) -> Option<Piece> {
        let wondering = || {
            let found = self.export.feedback.wonderings.iter().find(|wondering| wondering.evidence == evidence)?;
            let place = self.place(found.room.as_deref(), None, "", found.observer);
            Some(Piece { text: found.text.clone(), place })
        };
        self.by_id.get(&evidence).cloned().or_else(wondering)
    }
}

fn tallies(export: &VisitExport, language: Language) -> Table {
    let row = |sum: &fieldwalk_core::domain::TallySum| {
        let of = sum.denominator.map(|of| of.to_string()).unwrap_or_default();
        vec![sum.label.clone(), sum.count.to_string(), of, sum.tallies.to_string()]
    };
    let columns = [Word::Label, Word::Count, Word::Of, Word::TimesCounted];
    table(language, Word::Tallies, &columns, export.feedback.tallies.iter().map(row).collect())
}

fn next_steps(export: &VisitExport, language: Language) -> Table {
    let row = |step: &fieldwalk_core::domain::NextStepSeen| {
        let level = language.say(Word::level(step.level)).to_owned();
        vec![step.text.clone(), level, language.say(Word::horizon(step.horizon)).to_owned()]
    };
    let columns = [Word::NextStep, Word::Level, Word::Horizon];
    table(language, Word::NextSteps, &columns, export.feedback.next_steps.iter().map(row).collect())
}

fn table(language: Language, caption: Word, columns: &[Word], rows: Vec<Vec<String>>) -> Table {
    let columns = columns.iter().map(|word| language.say(*word).to_owned()).collect();
    Table { caption: language.say(caption).to_owned(), columns, rows }
}
