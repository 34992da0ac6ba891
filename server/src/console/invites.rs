//! Invites for many at once, on paper: one sheet for each member, with code, link and QR.

use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Form;
use fieldwalk_core::ids::MemberId;
use serde::Deserialize;

use super::account::HandedCode;
use super::members::Choice;
use super::moment::Moment;
use super::page::{Place, page};
use super::problem::Problem;
use super::qr;
use super::session::SignedIn;
use crate::app::App;
use crate::service::admin::INVITE_HOURS;
use crate::service::console_device;
use crate::service::members::{MemberWithDevices, Members};

/// The invites.
#[derive(Debug, Clone, Default)]
pub(crate) struct InvitesView {
    /// Whom to invite; ticked where no phone is enrolled.
    pub(crate) people: Vec<Choice>,
    /// Invites just made.
    pub(crate) sheets: Vec<InviteSheet>,
}

/// An invite on paper.
#[derive(Debug, Clone)]
pub(crate) struct InviteSheet {
    pub(crate) name: String,
    pub(crate) code: HandedCode,
}

page!(InvitesView, "invites.html", Place::Members);

/// `GET /members/invites`.
pub(super) async fn show(State(app): State<App>, who: SignedIn) -> Result<Response, Problem> {
    let all = Members(app.service(), who.caller()).all().await?;
    let people = all.into_iter().filter(|one| one.row.removed_at.is_none()).map(choice).collect();
    who.frame().page(&InvitesView { people, sheets: Vec::new() })
}

#[derive(Deserialize)]
pub(super) struct InvitesForm {
    #[serde(default)]
    member: Vec<MemberId>,
}

/// `POST /members/invites`: answers with the sheets themselves, since codes are shown once.
pub(super) async fn make(
    State(app): State<App>,
    who: SignedIn,
    Form(form): Form<InvitesForm>,
) -> Result<Response, Problem> {
    let people = Members(app.service(), who.caller());
    let all = people.all().await?;
    let now = app.service().clock.now();
    let mut sheets = Vec::new();
    for one in all.iter().filter(|one| form.member.contains(&one.row.member.id)) {
        let invite = people.invite(one.row.member.id, INVITE_HOURS).await?;
        let link = invite.link(&who.base_url);
        let expires = Moment::new(who.text, now, invite.expires_at);
        let code = HandedCode { code: invite.code, qr: qr::svg(&link), link, expires };
        sheets.push(InviteSheet { name: one.row.member.name.clone(), code });
    }
    let people = all.into_iter().filter(|one| one.row.removed_at.is_none()).map(choice).collect();
    who.frame().page(&InvitesView { people, sheets })
}

fn choice(one: MemberWithDevices) -> Choice {
    let has_phone =
        one.devices.iter().any(|device| device.revoked_at.is_none() && device.name != console_device::NAME);
    Choice { value: one.row.member.id.to_string(), label: one.row.member.name, is_chosen: !has_phone }
}

#[cfg(any(test, feature = "testing"))]
impl InvitesView {
    pub(crate) fn samples(text: &'static super::text::Text) -> Vec<(&'static str, Self)> {
        use super::samples::{HOSTILE, RIGHT_TO_LEFT, handed};
        let with = |words: &str, count: usize, sheets: usize| Self {
            people: (0..count)
                .map(|n| Choice { value: n.to_string(), label: words.into(), is_chosen: n % 2 == 0 })
                .collect(),
            sheets: vec![InviteSheet { name: words.into(), code: handed(text) }; sheets],
        };
        vec![
            ("empty", with("", 0, 0)),
            ("usual", with("Ada Lindqvist", 12, 0)),
            ("sheets", with("Ada Lindqvist", 3, 3)),
            ("stress", with("Maximiliana Wilhelmina von Hohenstein-Blumenthal", 400, 60)),
            ("hostile", with(HOSTILE, 2, 2)),
            ("right-to-left", with(RIGHT_TO_LEFT, 2, 2)),
        ]
    }
}
