//! The console: pages for hosts, facilitators and participants, rendered by the server.
//!
//! One file for each page: its handlers, its view (plain strings and numbers, made by the handler) and the view's
//! samples; its template has the same name in `templates/`, its strings the same prefix in `locales/`. A page works
//! without scripts: links and forms, and a redirect after every form that did something. The script makes it better.
//!
//! Handlers ask `service` as the API does. Nothing here knows SQL, and nothing that a person wrote becomes markup:
//! templates escape, the content policy forbids what would slip through, and a test renders hostile samples of every
//! page.

mod account;
mod arrivals;
mod assets;
mod clear;
mod clock;
mod cycle;
mod debrief;
mod evidence;
mod export;
mod feedback;
mod fresh;
mod handover;
mod headers;
mod home;
mod import;
mod invite;
mod invites;
mod language;
mod library;
mod marked;
mod member;
mod members;
mod moment;
mod new_visit;
mod page;
mod paging;
mod picture;
mod piece;
mod piece_page;
mod plan;
mod plan_forms;
mod plan_words;
mod problem;
mod qr;
mod release;
mod report_view;
mod response;
mod response_act;
mod rotation;
#[cfg(any(test, feature = "testing"))]
mod samples;
mod session;
mod sheet;
mod sign_in;
mod text;
mod visit;
mod visit_head;
#[cfg(any(test, feature = "testing"))]
mod walked;
mod writing;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use fieldwalk_core::protocol::INVITE_PAGE;
use tower_http::csrf::CsrfLayer;

use crate::app::App;
/// For the whole server, so that an unknown path gets a page too.
pub(crate) use problem::{Problem, for_people};

/// Every sample of every page as the console would serve it, under `/samples/NAME`, and the names: for a browser to look
/// at states that no walk through the console comes by.
#[cfg(any(test, feature = "testing"))]
pub fn gallery() -> (Router, Vec<String>) {
    samples::gallery()
}

/// Every page.
pub(crate) fn router() -> Router<App> {
    Router::new()
        .route("/", get(home::show))
        .route("/calendar.ics", get(export::calendar))
        .route("/sign-in", get(sign_in::show).post(sign_in::submit))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/account", get(account::show))
        .route("/account/language", post(account::choose_language))
        .route("/account/end", post(account::end))
        .route("/account/end-others", post(account::end_others))
        .route("/account/code", post(account::code))
        .route("/members", get(members::show).post(members::add))
        .route("/library", get(library::show))
        .route("/library/look-for", post(library::put_look_for))
        .route("/library/norm", post(library::put_norm))
        .route("/library/remove", post(library::remove))
        .route(INVITE_PAGE, get(invite::show))
        .route(
            "/members/import",
            get(import::show).post(import::preview).layer(DefaultBodyLimit::max(import::FORM_BYTES_MAX)),
        )
        .route("/members/import/apply", post(import::apply).layer(DefaultBodyLimit::max(import::FORM_BYTES_MAX)))
        .route("/members/invites", get(invites::show).post(invites::make))
        .route("/visits/new", get(new_visit::show).post(new_visit::create))
        .route("/members/schools", post(members::put_school))
        .route("/members/{member}", get(member::show).post(member::change))
        .route("/members/{member}/remove", post(member::remove))
        .route("/members/{member}/invite", post(member::invite))
        .route("/members/{member}/code", post(member::code))
        .route("/members/{member}/revoke", post(member::revoke))
        .route("/visits/{visit}", get(visit::show))
        .route("/visits/{visit}/stage", post(visit::set_stage))
        .route("/visits/{visit}/plan", get(plan::show))
        .route("/visits/{visit}/plan/prose", post(plan_forms::prose))
        .route("/visits/{visit}/plan/look-for", post(plan_forms::put_look_for))
        .route("/visits/{visit}/plan/norm", post(plan_forms::put_norm))
        .route("/visits/{visit}/plan/library", post(plan_forms::take_over))
        .route("/visits/{visit}/plan/room", post(plan_forms::put_room))
        .route("/visits/{visit}/plan/team", post(plan_forms::put_team))
        .route("/visits/{visit}/plan/people", post(plan_forms::people))
        .route("/visits/{visit}/plan/policy", post(plan_forms::policy))
        .route("/visits/{visit}/plan/remove", post(plan_forms::remove))
        .route("/visits/{visit}/rotation", get(rotation::show).post(rotation::build))
        .route("/visits/{visit}/rotation/slot", post(rotation::put_slot))
        .route("/visits/{visit}/sheet", get(sheet::show))
        .route("/visits/{visit}/arrivals", get(arrivals::show))
        .route("/visits/{visit}/clear", get(clear::show))
        .route("/visits/{visit}/clear/done", get(handover::show).post(handover::submit))
        .route("/visits/{visit}/feedback", get(feedback::show))
        .route("/visits/{visit}/evidence", get(evidence::show).post(evidence::find))
        .route("/visits/{visit}/evidence/{evidence}", get(piece_page::show).post(piece_page::act))
        .route("/visits/{visit}/evidence/{evidence}/{hash}", get(picture::show))
        .route("/visits/{visit}/release", get(release::show).post(release::submit))
        .route("/visits/{visit}/releases/{number}", get(release::frozen))
        .route("/visits/{visit}/response", get(response::show).post(response_act::post))
        .route("/visits/{visit}/response/{cycle}", get(cycle::show))
        .route("/visits/{visit}/{file}", get(export::file))
        .route("/assets/{name}", get(assets::show))
        .merge(debrief::router())
        .layer(CsrfLayer::new())
        .layer(from_fn(headers::guard))
}
