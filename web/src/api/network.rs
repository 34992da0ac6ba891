//! What needs the server.

use fieldwalk_core::driver::{self, Connection, sync_now};

use super::calls;
use crate::app::{App, Lease};
use crate::error::{Answer, ErrorKind, Retry, failure, not_joined};
use crate::record::{Invite, SignInCode, SyncOutcome};
use crate::way::{Watched, Way};

calls! {
    async over App<H>, with H;

    /// Syncs now; the page hears of `progress`. Not to get through is an outcome.
    sync() -> SyncOutcome = |app| {
        let lease = app.open()?.lease()?;
        let profile = lease.client.profile().ok_or_else(not_joined)?;
        let connection = Connection::new(Way::new(&app.host, &lease.client), &profile);
        let watched = Watched::new(connection, &lease.client, &*app.host);
        let outcome = or_closed(&lease, sync_now(&lease.client, &watched)).await?;
        watched.tell();
        Ok(SyncOutcome::of(outcome))
    };

    /// Uses another invite for the open profile, after the device was revoked or the server restored; everything that
    /// was written is kept.
    rejoin(invite: Invite, device_name: String) -> () = |app| {
        let lease = app.open()?.lease()?;
        let Invite { server_url, code } = invite.checked()?;
        let way = Way::new(&app.host, &lease.client);
        or_closed(&lease, driver::enrol(&lease.client, &way, &server_url, &code, &device_name)).await??;
        Ok(())
    };

    /// A code that signs this member in to the console, good once and for a few minutes.
    sign_in_code() -> SignInCode = |app| {
        let lease = app.open()?.lease()?;
        let profile = lease.client.profile().ok_or_else(not_joined)?;
        let way = Way::new(&app.host, &lease.client);
        let answer = or_closed(&lease, driver::sign_in_code(&way, &profile)).await??;
        let link = answer.link(&profile.server_url);
        Ok(SignInCode { code: answer.code, link, expires_at: answer.expires_at.0 })
    };
}

async fn or_closed<T>(lease: &Lease, work: impl Future<Output = T>) -> Answer<T> {
    let closed = || failure(ErrorKind::Closed, Retry::Later, "the profile was closed meanwhile");
    lease.unless_closed(work).await.ok_or_else(closed)
}
