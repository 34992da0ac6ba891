//! Keeping the open profile in step with its server.
//!
//! It syncs at once, then whenever the server says that there is something, whenever something was written here, when
//! the network comes back or the page to the front, and after a while in any case. Without a network it waits and costs
//! nothing.

use std::rc::Rc;

use fieldwalk_core::client::{Changed, Client};
use fieldwalk_core::clock::{Clock, SystemClock, Timestamp};
use fieldwalk_core::driver::{Connection, Outcome, fetch_releases, sync_now};
use fieldwalk_core::protocol::EVENTS_PATH;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::app::Lease;
use crate::host::{Host, Notices};
use crate::way::Way;

/// Who goes on typing is not sent word by word.
const AFTER_WRITING: i64 = 2_000;
/// Where the server tells of changes; a connection that died unnoticed is made anew then.
const WITH_NOTICES: i64 = 5 * 60_000;
/// Where it cannot.
const WITHOUT_NOTICES: i64 = 60_000;
/// The longest that is waited for the way of notices to open.
const OPENING: i64 = 15_000;

/// Keeps syncing until the profile is closed.
pub(crate) async fn keep<H: Host>(host: Rc<H>, lease: Lease) {
    let (sender, written) = unbounded_channel();
    let _heard = lease.client.subscribe(move |changed| {
        if changed == Changed::Status {
            // Fails only where nobody listens any more.
            let _ = sender.send(());
        }
    });
    lease.unless_closed(go_on(&host, &lease.client, written)).await;
}

async fn go_on<H: Host>(host: &Rc<H>, client: &Client, mut written: UnboundedReceiver<()>) {
    let mut notices = None;
    loop {
        while !host.is_online() {
            host.stirred().await;
        }
        let Some(profile) = client.profile() else { return };
        // First the notices and then the sync, so that nothing falls between them.
        notices = match notices.take() {
            Some(open) => Some(open),
            None => tokio::select! {
                opened = host.notices(format!("{}{EVENTS_PATH}", profile.server_url), profile.token.clone()) => opened,
                () = host.sleep(OPENING) => None,
            },
        };
        let connection = Connection::new(Way::new(host, client), &profile);
        let outcome = sync_now(client, &connection).await;
        // One that the person began sees to this too; how it ends is seen when something waits again.
        let is_through = outcome.report.is_none_or(|report| report.failure.is_none());
        if is_through {
            // What does not come now comes after the next sync.
            let _ = fetch_releases(client, &connection).await;
        } else {
            notices = None;
        }
        let longest = if notices.is_some() { WITH_NOTICES } else { WITHOUT_NOTICES };
        tokio::select! {
            () = host.sleep(until(&outcome, longest)) => notices = None,
            () = host.stirred() => notices = None,
            () = something_waits(&**host, client, &mut written), if is_through => {}
            is_open = notice(&mut notices) => if !is_open {
                notices = None;
                // The server may be starting again.
                host.sleep(AFTER_WRITING).await;
            },
        }
    }
}

/// How long to leave it at that, in milliseconds.
fn until(outcome: &Outcome, longest: i64) -> i64 {
    let Timestamp(now) = SystemClock.now();
    outcome.wake_at.map_or(longest, |wake_at| wake_at.0.saturating_sub(now).clamp(0, longest))
}

/// Waits until something was written that the server does not have, and a little longer.
async fn something_waits<H: Host>(host: &H, client: &Client, written: &mut UnboundedReceiver<()>) {
    loop {
        if client.status().is_ok_and(|status| status.waiting_changes > 0) {
            host.sleep(AFTER_WRITING).await;
            while written.try_recv().is_ok() {}
            return;
        }
        if written.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
    }
}

/// Waits for the server to tell of a change; says whether it still can. For ever where it never could.
async fn notice(notices: &mut Option<impl Notices>) -> bool {
    match notices {
        Some(open) => open.next().await,
        None => std::future::pending().await,
    }
}
