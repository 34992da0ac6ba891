//! Signing in to the console: a single-use code becomes a session, and a session stands for the member's console
//! device.
//!
//! A code comes from the operator, from a facilitator, or from the member's own phone. It is good for a quarter of an
//! hour and for one browser. A session ends when it was not used for two weeks, when its owner ends it, when the member
//! is removed, and when the console device is revoked. A new code from the operator or a facilitator takes that
//! revocation back, as a new invite does for a phone; a code from the member's own phone does not.

use std::fmt;

use data_encoding::HEXLOWER;
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::Role;
use fieldwalk_core::ids::{MemberId, SessionId};
use rusqlite::Transaction;
use serde::Serialize;

use super::caller::{NotACaller, standing, token_hash};
use super::code::{code_hash, new_code};
use super::{Service, console_device};
use crate::store::audit::{self, Actor};
use crate::store::network::MemberRow;
use crate::store::session::SessionRow;
use crate::store::{StoreError, device, network, session, sign_in};

/// How long a code is good.
pub const CODE_MINUTES: u32 = 15;
/// How long a session is good without being used.
pub const SESSION_DAYS: u32 = 14;
/// How long an expired code still says that it has expired, in milliseconds.
const CODE_KEPT_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// How long an ended session is kept, in milliseconds.
const SESSION_KEPT_MILLIS: i64 = 90 * 24 * 60 * 60 * 1000;
/// What is kept of how a browser describes itself, in characters.
const BROWSER_MAX: usize = 100;

/// A code to be handed to a member.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct SignInCode {
    /// The code. It is shown once; only its hash is kept.
    pub code: String,
    /// Whom it signs in.
    pub member: MemberId,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

impl SignInCode {
    /// The link that signs in, at a server that is reached at `base_url`. The code is in the fragment, which no
    /// browser sends and no log keeps.
    pub fn link(&self, base_url: &str) -> String {
        format!("{}/sign-in#{}", base_url.trim_end_matches('/'), self.code)
    }
}

impl fmt::Debug for SignInCode {
    /// Leaves the code out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignInCode({:?}, until {})", self.member, self.expires_at)
    }
}

/// Why no code was made.
#[derive(Debug, thiserror::Error)]
pub enum NoCode {
    /// There is no such member here, the member was removed, or it is not for this member to sign them in.
    #[error("there is no such member here; `fieldwalk network members` shows them")]
    NoSuchMember,
    /// The member's console device was revoked, and the member's own phone cannot take that back.
    #[error("the console was closed for this member; a facilitator can open it again with a new sign-in code")]
    ConsoleRevoked,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a code for `member`: the operator for anybody, a facilitator for the members of their network, everybody else
/// for themselves.
///
/// # Errors
/// Each of [`NoCode`]; nothing was changed then.
pub async fn make_code(service: &Service, by: Actor, member: MemberId) -> Result<SignInCode, NoCode> {
    let (now, chance) = (service.now(), service.chance.clone());
    let (code, hash) = new_code(&chance);
    let keys = console_device::keys_of(&service.identity.keys, member);
    let expires_at = now.plus_minutes(CODE_MINUTES);
    let make = move |transaction: &Transaction<'_>| {
        let row = network::find_member(transaction, member)?.filter(|row| row.removed_at.is_none());
        let row = row.ok_or(NoCode::NoSuchMember)?;
        let is_own = is_own_wish(transaction, by, &row)?;
        let console = device::find(transaction, keys.device())?;
        if console.is_some_and(|console| console.revoked_at.is_some()) {
            if is_own {
                return Err(NoCode::ConsoleRevoked);
            }
            console_device::put(transaction, &keys, &row, now, &chance)?;
            audit::note(transaction, now, &by, "console-opened-again", member)?;
        }
        sign_in::forget_expired(transaction, member, now.plus_millis(-CODE_KEPT_MILLIS))?;
        sign_in::insert(transaction, &hash, member, now, expires_at)?;
        audit::note(transaction, now, &by, "sign-in-code-made", member)?;
        Ok(())
    };
    service.store.write(make).await?;
    Ok(SignInCode { code, member, expires_at })
}

/// Whether the member asks for themselves; an error where it is nobody's business.
fn is_own_wish(transaction: &Transaction<'_>, by: Actor, member: &MemberRow) -> Result<bool, NoCode> {
    let Actor::Device(by) = by else { return Ok(false) };
    let by = device::find(transaction, by)?.ok_or(NoCode::NoSuchMember)?;
    let by = standing(transaction, &by).map_err(|error| match error {
        NotACaller::Store(error) => NoCode::Store(error),
        _ => NoCode::NoSuchMember,
    })?;
    if by.member.id == member.member.id {
        return Ok(true);
    }
    if by.member.role == Role::Facilitator && by.network == member.network {
        return Ok(false);
    }
    Err(NoCode::NoSuchMember)
}

/// What a browser gets for a code.
#[derive(Clone)]
pub struct NewSession {
    /// Its id, which opens nothing.
    pub id: SessionId,
    /// The secret for the cookie: 256 random bits in hexadecimal. The server keeps only its hash.
    pub token: String,
    /// Who is signed in now.
    pub member: MemberId,
    /// When it ends unless it is used before.
    pub expires_at: Timestamp,
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// There is no such code.
    #[error("there is no such sign-in code")]
    CodeUnknown,
    /// Its time is over.
    #[error("this sign-in code has expired")]
    CodeExpired,
    /// It was used before.
    #[error("this sign-in code has been used")]
    CodeUsed,
    /// The member was removed meanwhile.
    #[error("this member was removed from the network")]
    MemberRemoved,
    /// The member's console device was revoked meanwhile.
    #[error("the console was closed for this member")]
    ConsoleRevoked,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Signs a browser in. `browser` says in a few words which one it is, for its owner to recognise.
///
/// # Errors
/// Each of [`NotSignedIn`]; the code is as good as it was before then.
pub async fn sign_in(service: &Service, code: &str, browser: &str) -> Result<NewSession, NotSignedIn> {
    let code = code_hash(code).ok_or(NotSignedIn::CodeUnknown)?;
    let (now, chance) = (service.now(), service.chance.clone());
    let token = HEXLOWER.encode(&chance.bytes::<32>());
    let server = service.identity.keys.clone();
    let browser: String = browser.chars().filter(|c| !c.is_control()).take(BROWSER_MAX).collect();
    // Whether the code is still good is decided in the write itself: of two browsers at once, one gets it.
    let sign_in = move |transaction: &Transaction<'_>| {
        let row = sign_in::find(transaction, &code)?.ok_or(NotSignedIn::CodeUnknown)?;
        if row.used_at.is_some() {
            return Err(NotSignedIn::CodeUsed);
        }
        if row.expires_at <= now {
            return Err(NotSignedIn::CodeExpired);
        }
        let member = network::find_member(transaction, row.member)?.filter(|row| row.removed_at.is_none());
        let member = member.ok_or(NotSignedIn::MemberRemoved)?;
        let keys = console_device::keys_of(&server, row.member);
        let console = console_device::enrolled(transaction, &keys, &member, now, &chance)?;
        if console.revoked_at.is_some() {
            return Err(NotSignedIn::ConsoleRevoked);
        }
        let session = SessionRow {
            id: chance.draw(|rng| SessionId::new(now, rng)),
            member: row.member,
            browser,
            made_at: now,
            last_seen_at: now,
            expires_at: session_end(now),
            ended_at: None,
        };
        sign_in::used(transaction, &code, now)?;
        session::forget(transaction, row.member, now.plus_millis(-SESSION_KEPT_MILLIS))?;
        session::insert(transaction, &session, &token_hash(&token))?;
        audit::note(transaction, now, &Actor::Device(console.id), "signed-in", session.id)?;
        Ok(NewSession { id: session.id, token, member: row.member, expires_at: session.expires_at })
    };
    service.store.write(sign_in).await
}

/// When a session that is used now ends by itself.
pub(super) fn session_end(now: Timestamp) -> Timestamp {
    now.plus_minutes(SESSION_DAYS * 24 * 60)
}
