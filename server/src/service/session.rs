//! Sessions: who is signed in, in which browsers, and ending that.

use fieldwalk_core::document::Actor as DocumentActor;
use fieldwalk_core::ids::SessionId;
use fieldwalk_core::protocol::Keys;

use super::caller::{Caller, NotACaller, SEEN_MILLIS, standing, token_hash};
use super::sign_in::session_end;
use super::{Service, console_device};
use crate::store::audit::{self, Actor};
use crate::store::session::SessionRow;
use crate::store::{StoreError, device, network, session};

/// A member in a browser: everything in `service` that takes a [`Caller`] takes this one's.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session.
    pub session: SessionId,
    /// The member, through their console device.
    pub caller: Caller,
    /// The name of the member's network.
    pub network_name: String,
    /// The console device's keys, to sign what the member writes.
    pub keys: Keys,
    /// Under which the console device writes, as long as this process lives.
    pub actor: DocumentActor,
    /// The language the member chose, a BCP 47 tag; `None` where the browser is asked.
    pub language: Option<String>,
}

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum NoSession {
    /// No session has this token.
    #[error("there is no such session")]
    Unknown,
    /// It was ended, or not used for too long.
    #[error("this session has ended")]
    Ended,
    /// The member was removed.
    #[error("this member was removed from the network")]
    MemberRemoved,
    /// The member's console device was revoked.
    #[error("the console was closed for this member; a facilitator can open it again with a new sign-in code")]
    ConsoleRevoked,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who is signed in with `token`. The session goes on from here for another two weeks.
///
/// # Errors
/// Each of [`NoSession`].
pub async fn session(service: &Service, token: &str) -> Result<SignedIn, NoSession> {
    let (hash, now, server) = (token_hash(token), service.now(), service.identity.keys.clone());
    let (row, caller, keys, network_name, language) = service
        .store
        .read(move |connection| {
            let row = session::find_by_token(connection, &hash)?.ok_or(NoSession::Unknown)?;
            let keys = console_device::keys_of(&server, row.member);
            let console = device::find(connection, keys.device())?.ok_or(NoSession::Unknown)?;
            let caller = standing(connection, &console).map_err(|error| match error {
                NotACaller::TokenUnknown => NoSession::Unknown,
                NotACaller::DeviceRevoked => NoSession::ConsoleRevoked,
                NotACaller::MemberRemoved => NoSession::MemberRemoved,
                NotACaller::Store(error) => NoSession::Store(error),
            })?;
            if !row.is_live(now) {
                return Err(NoSession::Ended);
            }
            let member = network::find_member(connection, row.member)?;
            let network = network::find(connection, caller.network)?.ok_or(NoSession::Unknown)?;
            Ok((row, caller, keys, network.name, member.and_then(|member| member.language)))
        })
        .await?;
    if now.0.abs_diff(row.last_seen_at.0) > SEEN_MILLIS.unsigned_abs() {
        let (session, console) = (row.id, caller.device);
        let note = move |transaction: &rusqlite::Transaction<'_>| {
            session::seen(transaction, session, now, session_end(now))?;
            device::seen(transaction, console, now)
        };
        service.store.write(note).await?;
    }
    let actor = service.openings.actor(caller.device, &service.chance);
    Ok(SignedIn { session: row.id, caller, network_name, keys, actor, language })
}

/// The browsers in which the member is signed in, the newest first.
///
/// # Errors
/// [`StoreError`].
pub async fn sessions_of(service: &Service, who: &SignedIn) -> Result<Vec<SessionRow>, StoreError> {
    let (member, now) = (who.caller.member.id, service.now());
    let sessions: Vec<_> = service.store.read(move |connection| session::of_member(connection, member)).await?;
    Ok(sessions.into_iter().filter(|session| session.is_live(now)).collect())
}

/// Ends one of the member's own sessions: this one to sign out, another one to sign out elsewhere. Whether there was
/// one to end.
///
/// # Errors
/// [`StoreError`].
pub async fn end_session(service: &Service, who: &SignedIn, session: SessionId) -> Result<bool, StoreError> {
    let (member, console, now) = (who.caller.member.id, who.caller.device, service.now());
    service
        .store
        .write(move |transaction| {
            let is_ended = session::end(transaction, member, session, now)?;
            if is_ended {
                audit::note(transaction, now, &Actor::Device(console), "session-ended", session)?;
            }
            Ok(is_ended)
        })
        .await
}

/// Ends all of the member's own sessions, this one too unless `keeps_this`. How many there were to end.
///
/// # Errors
/// [`StoreError`].
pub async fn end_all(service: &Service, who: &SignedIn, keeps_this: bool) -> Result<usize, StoreError> {
    let (member, console, now) = (who.caller.member.id, who.caller.device, service.now());
    let except = keeps_this.then_some(who.session);
    service
        .store
        .write(move |transaction| {
            let ended = session::end_all(transaction, member, except, now)?;
            audit::note(transaction, now, &Actor::Device(console), "sessions-ended", member)?;
            Ok(ended)
        })
        .await
}

/// Keeps the language that the member reads the console in: a fixed word of the catalogue's.
///
/// # Errors
/// [`StoreError`].
pub async fn set_language(
    service: &Service,
    who: &SignedIn,
    language: Option<&'static str>,
) -> Result<(), StoreError> {
    let member = who.caller.member.id;
    service.store.write(move |transaction| network::set_language(transaction, member, language)).await
}
