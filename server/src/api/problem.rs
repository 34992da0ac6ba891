//! What goes wrong, told to devices and people (RFC 9457). The only place that picks status codes.
//!
//! A device acts on `type`; a person reads `title` and `detail`: what happened, what is safe, what to do next.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fieldwalk_core::protocol::{OLDEST_ACCEPTED, PartRefusal, VERSION};
use serde_json::json;

use crate::service::attachment::NoPart;
use crate::service::caller::NotACaller;
use crate::service::enrol::NotEnrolled;
use crate::service::feedback::NoFeedback;
use crate::service::reading::NotRead;
use crate::service::sign_in::NoCode;
use crate::service::sync::NoAnswer;
use crate::store::StoreError;

/// What all types begin with; the rest is the problem's name in docs/protocol.
const TYPE: &str = "urn:fieldwalk:problem:";

/// A problem as it is answered.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    name: &'static str,
    title: &'static str,
    detail: &'static str,
    wait: Option<Duration>,
}

macro_rules! problems {
    ($($function:ident, $status:ident, $name:literal, $title:literal, $detail:literal;)*) => {
        impl Problem {
            $(pub(crate) fn $function() -> Self {
                Self { status: StatusCode::$status, name: $name, title: $title, detail: $detail, wait: None }
            })*
        }
    };
}

problems! {
    token_missing, UNAUTHORIZED, "token-missing", "This request needs a device's token",
        "Nothing was changed. Enrol the device with an invite and send its token as `Authorization: Bearer`.";
    token_unknown, UNAUTHORIZED, "token-unknown", "This device is not enrolled here",
        "What you wrote is safe on the device. Ask a facilitator for a new invite to send it.";
    device_revoked, UNAUTHORIZED, "device-revoked", "This device was revoked",
        "This device was revoked; what you wrote stays on it. If it is yours, ask a facilitator for a new invite.";
    member_removed, UNAUTHORIZED, "member-removed", "You are no longer a member of this network",
        "You are no longer a member of this network; what you wrote stays on the device. If this is a mistake, ask a \
         facilitator to add you again.";
    invite_unknown, NOT_FOUND, "invite-unknown", "There is no such invite",
        "This code is not an invite of this server; nothing was changed. Check it letter by letter, or ask for a new one.";
    invite_expired, GONE, "invite-expired", "This invite has expired",
        "This invite has expired; nothing was changed. Ask a facilitator for a new one.";
    invite_used, CONFLICT, "invite-used", "This invite has been used by another device",
        "This invite has been used by another device; nothing was changed. An invite works for one device: ask a \
         facilitator for another one. If it was not you who used it, tell them.";
    console_revoked, FORBIDDEN, "console-revoked", "The console was closed for you",
        "The console was closed for you; this device goes on as before. A facilitator can open it again by handing you \
         a sign-in code.";
    key_in_use, CONFLICT, "key-in-use", "This device key belongs to another member",
        "This profile belongs to another member; nothing was changed. Make a new profile on the device for this invite.";
    wrong_proof, BAD_REQUEST, "wrong-proof", "The device could not prove that it holds its key",
        "The device could not prove that it holds its key; nothing was changed. Try again; if it fails again, update \
         the app.";
    body_unreadable, BAD_REQUEST, "body-unreadable", "The request could not be read",
        "The request could not be read; what you wrote is safe on the device. Try again; if it fails again, update \
         the app.";
    body_too_large, PAYLOAD_TOO_LARGE, "body-too-large", "The request is too large",
        "Nothing was changed; what you wrote is safe on the device. It has to be sent in smaller parts.";
    version_not_accepted, UPGRADE_REQUIRED, "version-not-accepted", "This server does not speak this version",
        "Nothing was changed; what you wrote is safe on the device. Update the app, or the server if the app is newer.";
    too_many_requests, TOO_MANY_REQUESTS, "too-many-requests", "Too many requests",
        "Nothing was changed; what you wrote is safe on the device. Wait as long as `Retry-After` says.";
    visit_unknown, NOT_FOUND, "visit-unknown", "There is no such visit",
        "There is no such visit, or nothing of its feedback is for you: the host reads it once it is cleared, \
         participants once it is released.";
    photographs_not_allowed, FORBIDDEN, "photographs-not-allowed", "This network does not allow photographs",
        "The picture stays on the device; its note is not affected. A facilitator can allow photographs.";
    attachment_unknown, NOT_FOUND, "attachment-unknown", "There is no such attachment",
        "No note names it that is yours to send or to read. If it is yours, its note has to be sent first.";
    attachment_not_arrived, NOT_FOUND, "attachment-not-arrived", "This attachment has not arrived yet",
        "It is on its author's phone. Try again when that has been online.";
    attachments_full, CONFLICT, "attachments-full", "There is no room for more attachments",
        "The picture stays on the device; its note is not affected. Ask the server's operator for more room.";
    attachment_too_large, PAYLOAD_TOO_LARGE, "attachment-too-large", "This attachment is too large",
        "The picture stays on the device; its note is not affected.";
    attachment_damaged, UNPROCESSABLE_ENTITY, "attachment-damaged", "The attachment arrived damaged",
        "What arrived was not kept. The picture is still on the device; send it again.";
    not_found, NOT_FOUND, "not-found", "There is nothing here",
        "docs/protocol lists what this server answers.";
    method_not_allowed, METHOD_NOT_ALLOWED, "method-not-allowed", "This cannot be done here",
        "Nothing was changed. docs/protocol lists what this server answers.";
    visit_unreadable, INTERNAL_SERVER_ERROR, "visit-unreadable", "A document of this visit cannot be read",
        "Nothing was lost. The server's operator should run `fieldwalk check`.";
    unavailable, SERVICE_UNAVAILABLE, "unavailable", "The server cannot do this now",
        "What you wrote is safe on the device; nothing counts as sent without a receipt. Try again later.";
}

impl Problem {
    pub(crate) fn wait(wait: Duration) -> Self {
        Self { wait: Some(wait), ..Self::too_many_requests() }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": format!("{TYPE}{}", self.name),
            "title": self.title,
            "detail": self.detail,
            "status": self.status.as_u16(),
        });
        if self.status == StatusCode::UPGRADE_REQUIRED {
            body["oldest_accepted"] = json!(OLDEST_ACCEPTED);
            body["newest_accepted"] = json!(VERSION);
        }
        let mut response = (self.status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(wait) = self.wait {
            // Whole seconds, rounded up: whoever waits so long is let in.
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
        }
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "the store failed");
        Self::unavailable()
    }
}

impl From<NotACaller> for Problem {
    fn from(error: NotACaller) -> Self {
        match error {
            NotACaller::TokenUnknown => Self::token_unknown(),
            NotACaller::DeviceRevoked => Self::device_revoked(),
            NotACaller::MemberRemoved => Self::member_removed(),
            NotACaller::Store(error) => error.into(),
        }
    }
}

impl From<NotEnrolled> for Problem {
    fn from(error: NotEnrolled) -> Self {
        match error {
            NotEnrolled::InviteUnknown => Self::invite_unknown(),
            NotEnrolled::InviteExpired => Self::invite_expired(),
            NotEnrolled::InviteUsed => Self::invite_used(),
            NotEnrolled::MemberRemoved => Self::member_removed(),
            NotEnrolled::DeviceRevoked => Self::device_revoked(),
            NotEnrolled::KeyInUse => Self::key_in_use(),
            NotEnrolled::WrongProof => Self::wrong_proof(),
            NotEnrolled::Store(error) => error.into(),
        }
    }
}

impl From<NoCode> for Problem {
    fn from(error: NoCode) -> Self {
        match error {
            NoCode::NoSuchMember => Self::member_removed(),
            NoCode::ConsoleRevoked => Self::console_revoked(),
            NoCode::Store(error) => error.into(),
        }
    }
}

impl From<NoAnswer> for Problem {
    fn from(error: NoAnswer) -> Self {
        match error {
            NoAnswer::TooMany => Self::body_too_large(),
            NoAnswer::NotACaller(error) => error.into(),
            NoAnswer::Store(error) => error.into(),
        }
    }
}

impl From<PartRefusal> for Problem {
    fn from(refusal: PartRefusal) -> Self {
        match refusal {
            PartRefusal::NotAllowed => Self::photographs_not_allowed(),
            PartRefusal::Unknown => Self::attachment_unknown(),
            PartRefusal::NotArrived => Self::attachment_not_arrived(),
            PartRefusal::Full => Self::attachments_full(),
            PartRefusal::TooLarge => Self::attachment_too_large(),
            PartRefusal::Damaged => Self::attachment_damaged(),
        }
    }
}

impl From<NoPart> for Problem {
    fn from(error: NoPart) -> Self {
        match error {
            NoPart::Refused(refusal) => refusal.into(),
            NoPart::NotRead(NotRead::Store(error)) | NoPart::Store(error) => error.into(),
            NoPart::NotRead(error) => {
                tracing::error!(%error, "a document that names an attachment cannot be read");
                Self::unavailable()
            }
        }
    }
}

impl From<NoFeedback> for Problem {
    fn from(error: NoFeedback) -> Self {
        match error {
            NoFeedback::NoSuchVisit | NoFeedback::NoSuchRelease => Self::visit_unknown(),
            NoFeedback::Unreadable { .. } | NoFeedback::Damaged => {
                tracing::error!(%error, "the feedback of a visit cannot be read");
                Self::visit_unreadable()
            }
            NoFeedback::Store(error) => error.into(),
        }
    }
}
