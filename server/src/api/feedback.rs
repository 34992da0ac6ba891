//! `GET /v1/visits/{visit}/feedback` and `…/export`: the evidence of a visit, for its host and the facilitators.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use fieldwalk_core::ids::VisitId;
use serde::Deserialize;

use super::auth::Authenticated;
use super::problem::Problem;
use crate::app::App;
use crate::report;
use crate::service::export::export_for;

pub(super) async fn feedback(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    Path(visit): Path<String>,
) -> Result<Response, Problem> {
    let export = export_for(app.service(), &caller, parse(&visit)?).await?;
    Ok(private(Json(export).into_response()))
}

/// Which file.
#[derive(Deserialize)]
pub(super) struct Wanted {
    format: Format,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    Csv,
    Json,
}

pub(super) async fn export(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
    Path(visit): Path<String>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Response, Problem> {
    let Query(Wanted { format }) = wanted.map_err(|_| Problem::not_found())?;
    let export = export_for(app.service(), &caller, parse(&visit)?).await?;
    let response = match format {
        Format::Json => Json(export).into_response(),
        Format::Csv => {
            let mut response = report::notes_csv(&export).into_response();
            let csv = HeaderValue::from_static("text/csv; charset=utf-8; header=present");
            response.headers_mut().insert(header::CONTENT_TYPE, csv);
            response
        }
    };
    Ok(private(response))
}

fn parse(visit: &str) -> Result<VisitId, Problem> {
    visit.parse().map_err(|_| Problem::visit_unknown())
}

fn private(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
