//! Files to take along. Each holds what its reader reads on the page of the feedback: both are made of the same
//! `feedback_for`. A document that cannot be read makes no file: a file with a gap would be taken for the whole.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use fieldwalk_core::domain::VisitFacts;
use fieldwalk_core::ids::VisitId;

use super::problem::Problem;
use super::session::SignedIn;
use super::visit_head::visit as known;
use crate::app::App;
use crate::report;
use crate::service::export::export_for;
use crate::service::names::Names;
use crate::service::release::signed_release;
use crate::service::visits::surroundings;

const CALENDAR: &str = "text/calendar; charset=utf-8";
#[cfg(feature = "pdf")]
static ONE_AT_A_TIME: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(1);

/// A file of a visit, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    /// `export.csv`: the notes.
    Notes,
    /// `export.json`: everything.
    Everything,
    /// `export.xlsx`: tables, in the reader's language.
    Tables,
    /// `feedback.pdf`: to print, in the reader's language.
    #[cfg(feature = "pdf")]
    Print,
    /// `calendar.ics`: the day of the visit.
    Calendar,
    /// `release-{n}.json`: a release, signed.
    Release(u32),
}

/// `GET /visits/{v}/{file}`.
pub(super) async fn file(
    State(app): State<App>,
    who: SignedIn,
    Path((visit, name)): Path<(VisitId, String)>,
) -> Result<Response, Problem> {
    let file = File::named(&name).ok_or(Problem::NotFound)?;
    let language = language(&who);
    let (service, caller) = (app.service(), who.caller());
    let (bytes, content_type) = match file {
        File::Notes => (
            report::notes_csv(&export_for(service, caller, visit).await?),
            "text/csv; charset=utf-8; header=present",
        ),
        File::Everything => (report::visit_json(&export_for(service, caller, visit).await?), "application/json"),
        File::Tables => {
            let tables = report::visit_xlsx(&export_for(service, caller, visit).await?, language);
            let tables = tables.map_err(|error| {
                tracing::error!(error = &error as &dyn std::error::Error, "a workbook could not be made");
                Problem::Unavailable
            })?;
            (tables, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        }
        #[cfg(feature = "pdf")]
        File::Print => {
            let export = export_for(service, caller, visit).await?;
            // Seconds of work for a large visit: not for a thread that answers others, and one at a time.
            let _turn = ONE_AT_A_TIME.acquire().await.map_err(|_| Problem::Unavailable)?;
            let made = tokio::task::spawn_blocking(move || report::feedback_pdf(&export, language));
            let pdf = made.await.unwrap_or(Err(report::NoReport)).map_err(|error| {
                tracing::error!(error = &error as &dyn std::error::Error, "a report could not be made");
                Problem::Unavailable
            })?;
            (pdf, "application/pdf")
        }
        File::Calendar => {
            let (facts, names) = known(&app, &who, visit).await?;
            (report::calendar(&[entry(&facts, &names)], language, service.clock.now()), CALENDAR)
        }
        File::Release(number) => {
            (signed_release(service, caller, visit, number).await?.to_bytes(), "application/json")
        }
    };
    Ok(attachment(bytes, content_type))
}

/// `GET /calendar.ics`: every visit that the member knows of.
pub(super) async fn calendar(State(app): State<App>, who: SignedIn) -> Result<Response, Problem> {
    let around = surroundings(app.service(), who.caller()).await?;
    let entries: Vec<_> = around.visits.iter().map(|facts| entry(facts, &around.names)).collect();
    Ok(attachment(report::calendar(&entries, language(&who), app.service().clock.now()), CALENDAR))
}

/// The question and the hours are for who reads the plan; a calendar is often shared further.
fn entry(facts: &VisitFacts, names: &Names) -> report::CalendarVisit {
    report::CalendarVisit {
        visit: facts.visit,
        kind: facts.kind,
        host_school: names.schools.get(&facts.host_school).cloned().unwrap_or_default(),
        date: facts.date,
        time: None,
        problem_of_practice: String::new(),
    }
}

fn language(who: &SignedIn) -> report::Language {
    report::Language::from_tag(who.text.language().tag()).unwrap_or(report::Language::English)
}

fn attachment(bytes: Vec<u8>, content_type: &'static str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    response
}

impl File {
    fn named(name: &str) -> Option<Self> {
        match name {
            "export.csv" => Some(Self::Notes),
            "export.json" => Some(Self::Everything),
            "export.xlsx" => Some(Self::Tables),
            #[cfg(feature = "pdf")]
            "feedback.pdf" => Some(Self::Print),
            "calendar.ics" => Some(Self::Calendar),
            _ => name.strip_prefix("release-")?.strip_suffix(".json")?.parse().ok().map(Self::Release),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        assert_eq!(File::named("release-12.json"), Some(File::Release(12)));
        assert_eq!(File::named("export.csv"), Some(File::Notes));
        for unknown in ["release-.json", "release-1", "export.exe", "", "release--1.json"] {
            assert_eq!(File::named(unknown), None, "{unknown}");
        }
    }
}
