//! What a visit's host takes along: data in, bytes out.
//!
//! Every form is made of one [`VisitExport`](crate::service::export::VisitExport), so that what goes out equals what is
//! on the screen. JSON and XLSX keep texts character for character; a CSV cell that a spreadsheet would take for a
//! formula gets an apostrophe in front, which [`as_written`] takes off again. The parts for people (charts, XLSX, PDF)
//! speak a [`Language`]; names of columns and fields for programs are English words that do not change.
//!
//! Nothing here rates, ranks or compares: rooms stand in the order of their codes, look-fors in that of the plan.

mod calendar;
mod chart;
mod csv;
mod json;
#[cfg(feature = "pdf")]
mod pdf;
mod summary;
mod words;
mod xlsx;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod tests;

pub use calendar::{CalendarVisit, calendar};
pub use chart::{CHART_STYLE, Chart, Table, coverage, focus, kinds, look_fors};
pub use csv::{as_written, csv_files, harmless, notes_csv};
pub use json::visit_json;
#[cfg(feature = "pdf")]
pub use pdf::{NoReport, feedback_pdf};
pub use words::Language;
pub use xlsx::visit_xlsx;

/// Whether this build makes PDF reports.
pub const HAS_PDF: bool = cfg!(feature = "pdf");
