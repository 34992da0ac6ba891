//! An export as a workbook for people: one sheet for each part of the feedback, headers frozen, texts as texts.
//!
//! Nothing is a formula and nothing is computed by the spreadsheet: the numbers are those of the screen.

use std::collections::BTreeMap;

use fieldwalk_core::domain::{Bearing, Feedback};
use fieldwalk_core::ids::{EvidenceId, MemberId};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use super::chart::{self, Chart};
use super::summary::{about, amounts, gap, remarks};
use super::words::{Language, Word};
use crate::service::export::VisitExport;

/// The most characters that a cell of the format holds.
const CELL_UNITS_MAX: usize = 32_767;

/// The export as a workbook (Office Open XML).
///
/// # Errors
/// Where the format cannot hold it: more than a million rows.
pub fn visit_xlsx(export: &VisitExport, language: Language) -> Result<Vec<u8>, XlsxError> {
    let feedback = &export.feedback;
    let mut book = Book { workbook: Workbook::new(), language };
    let title = language.fill(Word::FeedbackOf, &[&export.host_school_name]);
    // The day of the visit, so that the same export is the same bytes.
    let made = ExcelDateTime::from_ymd(
        u16::try_from(export.date.year()).unwrap_or(1900).max(1900),
        export.date.month().unsigned_abs(),
        export.date.day().unsigned_abs(),
    )?;
    book.workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    book.summary(export)?;
    book.chart(Word::Coverage, chart::coverage(feedback, language))?;
    book.chart(Word::LookFors, chart::look_fors(feedback, language))?;
    book.chart(Word::Focus, chart::focus(feedback, language))?;
    book.chart(Word::Kinds, chart::kinds(feedback, language))?;
    book.tallies(feedback)?;
    book.patterns(feedback)?;
    book.notes(export)?;
    book.counts(export)?;
    book.wonderings(export)?;
    book.next_steps(feedback)?;
    book.workbook.save_to_buffer()
}

/// What a cell holds.
enum Cell {
    Text(String),
    Number(f64),
    Empty,
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn maybe(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    fn number(number: usize) -> Self {
        Self::Number(number as f64)
    }

    /// A figure of a chart's table as a number, anything else as it is.
    fn figure(figure: &str) -> Self {
        figure.parse().map_or_else(|_| Self::text(figure), Self::number)
    }
}

/// The workbook in the making.
struct Book {
    workbook: Workbook,
    language: Language,
}

impl Book {
    /// A sheet with a frozen header; `columns` are words with a width in characters.
    fn sheet(
        &mut self,
        name: Word,
        columns: &[(String, f64)],
        rows: impl Iterator<Item = Vec<Cell>>,
    ) -> Result<(), XlsxError> {
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let sheet = self.workbook.add_worksheet().set_name(self.language.say(name))?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, (word, width)) in (0..).zip(columns) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(0, column, cut(word), &head)?;
        }
        for (number, row) in (1..).zip(rows) {
            for (column, cell) in (0..).zip(row) {
                match cell {
                    Cell::Text(text) => drop(sheet.write_string_with_format(number, column, cut(&text), &body)?),
                    Cell::Number(value) => drop(sheet.write_number_with_format(number, column, value, &body)?),
                    Cell::Empty => {}
                }
            }
        }
        Ok(())
    }

    fn columns<const N: usize>(&self, columns: [(Word, u8); N]) -> Vec<(String, f64)> {
        columns.map(|(word, width)| (self.language.say(word).to_owned(), f64::from(width))).to_vec()
    }

    fn summary(&mut self, export: &VisitExport) -> Result<(), XlsxError> {
        let language = self.language;
        let feedback = &export.feedback;
        let texts = about(export, language).into_iter().map(|(name, text)| (name, Cell::Text(text)));
        let amounts = amounts(feedback, language).into_iter().map(|(name, amount)| (name, Cell::number(amount)));
        let mut rows: Vec<(String, Cell)> = texts.chain(amounts).collect();
        let mut list = |word, texts: Vec<String>| {
            rows.extend(texts.into_iter().map(|text| (language.say(word).to_owned(), Cell::Text(text))));
        };
        list(Word::Remarks, remarks(export, language).into_iter().map(str::to_owned).collect());
        list(Word::Predictions, feedback.predictions.clone());
        list(Word::GroupWonderings, feedback.group_wonderings.clone());
        list(Word::Gaps, feedback.gaps.iter().map(|found| gap(found, language)).collect());
        let columns = self.columns([(Word::Summary, 30), (Word::Text, 90)]);
        self.sheet(Word::Summary, &columns, rows.into_iter().map(|(name, value)| vec![Cell::Text(name), value]))
    }

    /// The table behind a chart; a sheet that says why where there is none.
    fn chart(&mut self, word: Word, chart: Option<Chart>) -> Result<(), XlsxError> {
        let Some(Chart { table, .. }) = chart else {
            let columns = self.columns([(word, 60)]);
            return self.sheet(word, &columns, std::iter::empty());
        };
        let widths = std::iter::once(36.0).chain(std::iter::repeat(14.0));
        let columns: Vec<_> = table.columns.into_iter().zip(widths).collect();
        let rows = table.rows.into_iter().map(|row| {
            let mut cells = row.into_iter();
            let head = cells.next().map(Cell::Text);
            head.into_iter().chain(cells.map(|figure| Cell::figure(&figure))).collect()
        });
        self.sheet(word, &columns, rows)
    }

    fn tallies(&mut self, feedback: &Feedback) -> Result<(), XlsxError> {
        let columns =
            self.columns([(Word::Label, 50), (Word::Count, 12), (Word::Of, 12), (Word::TimesCounted, 16)]);
        let rows = feedback.tallies.iter().map(|sum| {
            vec![
                Cell::text(&sum.label),
                Cell::Number(sum.count as f64),
                sum.denominator.map_or(Cell::Empty, |of| Cell::Number(of as f64)),
                Cell::number(sum.tallies),
            ]
        });
        self.sheet(Word::Tallies, &columns, rows)
    }

    fn patterns(&mut self, feedback: &Feedback) -> Result<(), XlsxError> {
        let columns = self.columns([
            (Word::Number, 6),
            (Word::Statement, 70),
            (Word::RoomsSeen, 10),
            (Word::OfRooms, 14),
            (Word::Observers, 14),
            (Word::Supports, 12),
            (Word::Contrasts, 12),
            (Word::Exceptions, 12),
        ]);
        let rows = (1..).zip(&feedback.patterns).map(|(number, pattern)| {
            let bearing = |bearing| Cell::number(pattern.bearings.get(&bearing).copied().unwrap_or(0));
            vec![
                Cell::number(number),
                Cell::text(&pattern.statement),
                pattern.rooms.map_or(Cell::Empty, |(seen, _)| Cell::number(seen)),
                pattern.rooms.map_or(Cell::Empty, |(_, observed)| Cell::number(observed)),
                Cell::number(pattern.observers),
                bearing(Bearing::Supports),
                bearing(Bearing::Contrasts),
                bearing(Bearing::Exception),
            ]
        });
        self.sheet(Word::Patterns, &columns, rows)
    }

    fn notes(&mut self, export: &VisitExport) -> Result<(), XlsxError> {
        let columns = self.columns([
            (Word::Room, 16),
            (Word::Minute, 9),
            (Word::Kind, 16),
            (Word::Focus, 12),
            (Word::LookFors, 30),
            (Word::Text, 80),
            (Word::Patterns, 22),
            (Word::Observer, 20),
            (Word::Evidence, 38),
        ]);
        let placed = placed(&export.feedback, self.language);
        let language = self.language;
        let rows = export.feedback.notes.iter().map(|note| {
            vec![
                Cell::maybe(note.room.as_deref()),
                note.minute.map_or(Cell::Empty, |minute| Cell::Number(minute as f64)),
                Cell::text(language.say(Word::kind(note.kind))),
                Cell::text(language.say(Word::focus(note.focus))),
                Cell::text(note.look_fors.join("; ")),
                Cell::text(&note.text),
                Cell::maybe(placed.get(&note.evidence).map(String::as_str)),
                observer(export, note.observer),
                Cell::text(note.evidence.to_string()),
            ]
        });
        self.sheet(Word::NotesHead, &columns, rows)
    }

    fn counts(&mut self, export: &VisitExport) -> Result<(), XlsxError> {
        let columns = self.columns([
            (Word::Room, 16),
            (Word::Label, 50),
            (Word::Count, 12),
            (Word::Of, 12),
            (Word::Patterns, 22),
            (Word::Observer, 20),
            (Word::Evidence, 38),
        ]);
        let placed = placed(&export.feedback, self.language);
        let rows = export.feedback.counted.iter().map(|tally| {
            vec![
                Cell::maybe(tally.room.as_deref()),
                Cell::text(&tally.label),
                Cell::Number(f64::from(tally.count)),
                tally.denominator.map_or(Cell::Empty, |of| Cell::Number(f64::from(of))),
                Cell::maybe(placed.get(&tally.evidence).map(String::as_str)),
                observer(export, tally.observer),
                Cell::text(tally.evidence.to_string()),
            ]
        });
        self.sheet(Word::EachTally, &columns, rows)
    }

    fn wonderings(&mut self, export: &VisitExport) -> Result<(), XlsxError> {
        let columns =
            self.columns([(Word::Room, 16), (Word::Text, 80), (Word::Observer, 20), (Word::Evidence, 38)]);
        let rows = export.feedback.wonderings.iter().map(|wondering| {
            vec![
                Cell::maybe(wondering.room.as_deref()),
                Cell::text(&wondering.text),
                observer(export, wondering.observer),
                Cell::text(wondering.evidence.to_string()),
            ]
        });
        self.sheet(Word::Wonderings, &columns, rows)
    }

    fn next_steps(&mut self, feedback: &Feedback) -> Result<(), XlsxError> {
        let columns = self.columns([(Word::NextStep, 80), (Word::Level, 16), (Word::Horizon, 24)]);
        let language = self.language;
        let rows = feedback.next_steps.iter().map(|step| {
            vec![
                Cell::text(&step.text),
                Cell::text(language.say(Word::level(step.level))),
                Cell::text(language.say(Word::horizon(step.horizon))),
            ]
        });
        self.sheet(Word::NextSteps, &columns, rows)
    }
}

/// Under which patterns each piece is, by their numbers: "1 Supports, 3 Exception".
fn placed(feedback: &Feedback, language: Language) -> BTreeMap<EvidenceId, String> {
    let mut placed: BTreeMap<EvidenceId, String> = BTreeMap::new();
    for (number, pattern) in (1..).zip(&feedback.patterns) {
        for piece in &pattern.evidence {
            for bearing in &piece.bearings {
                let words = placed.entry(piece.evidence).or_default();
                let comma = if words.is_empty() { "" } else { ", " };
                words.push_str(&format!("{comma}{number} {}", language.say(Word::bearing(*bearing))));
            }
        }
    }
    placed
}

fn observer(export: &VisitExport, observer: Option<MemberId>) -> Cell {
    Cell::maybe(observer.and_then(|observer| export.observers.get(&observer)).map(String::as_str))
}

/// What fits into a cell. Notes do; a list of very long names may not.
fn cut(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > CELL_UNITS_MAX
    });
    end.map_or(text, |(at, _)| &text[..at])
}
