//! One member: name, role and school, a code to hand over, devices, removal.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use fieldwalk_core::ids::{DeviceId, MemberId};
use serde::Deserialize;

use super::account::HandedCode;
use super::members::{MemberForm, PutForm, school_name, worded};
use super::moment::Moment;
use super::page::{Place, did, page};
use super::problem::Problem;
use super::qr;
use super::session::SignedIn;
use crate::app::App;
use crate::service::admin::INVITE_HOURS;
use crate::service::console_device;
use crate::service::members::Members;
use crate::store::device::DeviceRow;

/// The member.
#[derive(Debug, Clone, Default)]
pub(crate) struct MemberView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) school: String,
    pub(crate) is_removed: bool,
    pub(crate) form: MemberForm,
    pub(crate) devices: Vec<DeviceLine>,
    /// A code just made.
    pub(crate) code: Option<HandedCode>,
    /// What the code is for.
    pub(crate) code_title: String,
    /// What was wrong with the form.
    pub(crate) error: Option<String>,
}

/// A device of the member.
#[derive(Debug, Clone)]
pub(crate) struct DeviceLine {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) is_console: bool,
    pub(crate) is_revoked: bool,
    pub(crate) seen: Moment,
}

page!(MemberView, "member.html", Place::Members);

/// `GET /members/{member}`.
pub(super) async fn show(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<MemberId>,
) -> Result<Response, Problem> {
    who.frame().page(&view(&app, &who, id).await?)
}

/// `POST /members/{member}`: changes the member; a removed one is one again.
pub(super) async fn change(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<MemberId>,
    Form(form): Form<PutForm>,
) -> Result<Response, Problem> {
    let member = form.member()?;
    if member.id != id {
        return Err(Problem::Unreadable);
    }
    let put = Members(app.service(), who.caller()).put(member).await;
    match put {
        Ok(()) => Ok(did("saved", &format!("/members/{id}"))),
        Err(error) => {
            let error = Some(worded(error, who.text)?);
            let view = MemberView { error, ..view(&app, &who, id).await? };
            who.frame().page_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}

/// `POST /members/{member}/remove`.
pub(super) async fn remove(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<MemberId>,
) -> Result<Response, Problem> {
    match Members(app.service(), who.caller()).remove(id).await {
        Ok(()) => Ok(did("member-removed", "/members")),
        Err(error) => {
            let error = Some(worded(error, who.text)?);
            let view = MemberView { error, ..view(&app, &who, id).await? };
            who.frame().page_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
    }
}

/// `POST /members/{member}/invite`: answers with the page itself, since the code is shown once.
pub(super) async fn invite(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<MemberId>,
) -> Result<Response, Problem> {
    let made = Members(app.service(), who.caller()).invite(id, INVITE_HOURS).await?;
    let link = made.link(&who.base_url);
    let now = app.service().clock.now();
    let expires = Moment::new(who.text, now, made.expires_at);
    let code = HandedCode { code: made.code, qr: qr::svg(&link), link, expires };
    let code_title = who.text.get("member-invite-title");
    who.frame().page(&MemberView { code: Some(code), code_title, ..view(&app, &who, id).await? })
}

/// `POST /members/{member}/code`: a code that signs the member in, to be handed over.
pub(super) async fn code(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<MemberId>,
) -> Result<Response, Problem> {
    let made = Members(app.service(), who.caller()).sign_in_code(id).await?;
    let link = made.link(&who.base_url);
    let now = app.service().clock.now();
    let expires = Moment::new(who.text, now, made.expires_at);
    let code = HandedCode { code: made.code, qr: qr::svg(&link), link, expires };
    let code_title = who.text.get("member-code-title");
    who.frame().page(&MemberView { code: Some(code), code_title, ..view(&app, &who, id).await? })
}

#[derive(Deserialize)]
pub(super) struct DeviceForm {
    device: DeviceId,
}

/// `POST /members/{member}/revoke`.
pub(super) async fn revoke(
    State(app): State<App>,
    who: SignedIn,
    Path(id): Path<MemberId>,
    Form(form): Form<DeviceForm>,
) -> Result<Response, Problem> {
    Members(app.service(), who.caller()).revoke(form.device).await?;
    Ok(did("device-revoked", &format!("/members/{id}")))
}

async fn view(app: &App, who: &SignedIn, id: MemberId) -> Result<MemberView, Problem> {
    let people = Members(app.service(), who.caller());
    let one = people.all().await?.into_iter().find(|one| one.row.member.id == id).ok_or(Problem::NotFound)?;
    let schools = people.schools().await?;
    let now = app.service().clock.now();
    let device = |device: DeviceRow| DeviceLine {
        id: device.id.to_string(),
        is_console: device.name == console_device::NAME,
        is_revoked: device.revoked_at.is_some(),
        seen: Moment::new(who.text, now, device.last_seen_at),
        name: device.name,
    };
    let member = &one.row.member;
    Ok(MemberView {
        id: id.to_string(),
        name: member.name.clone(),
        role: who.text.word("role", member.role.as_str()),
        school: school_name(member, &schools),
        is_removed: one.row.removed_at.is_some(),
        form: MemberForm::new(who.text, member, &schools),
        devices: one.devices.into_iter().map(device).collect(),
        ..MemberView::default()
    })
}

#[cfg(any(test, feature = "testing"))]
impl MemberView {
    pub(crate) fn samples(text: &'static super::text::Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT, facilitator, handed, moment, schools};
        use fieldwalk_core::domain::Member;
        let with = |words: &str, count: usize| Self {
            id: facilitator().id.to_string(),
            name: words.into(),
            role: text.word("role", "coach"),
            school: words.into(),
            form: MemberForm::new(text, &Member { name: words.into(), ..facilitator() }, &schools(words)),
            devices: (0..count)
                .map(|n| DeviceLine {
                    id: format!("0199f3a2-7c1e-7b52-8a4e-{n:012}"),
                    name: words.into(),
                    is_console: n == 1,
                    is_revoked: n == 2,
                    seen: moment(text, 700 * n as u32),
                })
                .collect(),
            ..Self::default()
        };
        let code_title = text.get("member-invite-title");
        vec![
            ("empty", with("Ada Lindqvist", 0)),
            ("usual", with("Ada Lindqvist", 3)),
            ("invite", Self { code: Some(handed(text)), code_title, ..with("Ada Lindqvist", 1) }),
            ("error", Self { error: Some(text.get("members-last-facilitator")), ..with("Ada Lindqvist", 1) }),
            ("removed", Self { is_removed: true, ..with("Ada Lindqvist", 1) }),
            ("stress", with(&"Maximiliana ".repeat(16), 30)),
            ("hostile", with(HOSTILE, 3)),
            ("right-to-left", with(RIGHT_TO_LEFT, 2)),
        ]
    }
}
