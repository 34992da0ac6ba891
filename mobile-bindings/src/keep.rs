//! Keeping a profile in step with its server while the app is in front.
//!
//! It syncs at once, then whenever the server says that there is something, whenever something was written here, when
//! the network comes back, and after a while in any case. Pictures follow where requests cost nothing. Without a network
//! it waits and costs nothing.

use std::sync::Arc;
use std::time::Duration;

use fieldwalk_core::client::{Changed, Client};
use fieldwalk_core::clock::{Clock, SystemClock, Timestamp};
use fieldwalk_core::driver::{Connection, Outcome, sync_now, upload_attachments};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::error::Answer;
use crate::listen::Subscription;
use crate::platform::Network;
use crate::profile::{Lease, Profile};
use crate::way::Way;

/// Who goes on typing is not sent word by word.
const AFTER_WRITING: Duration = Duration::from_secs(2);
/// Where the server tells of changes; a connection that died unnoticed is made anew then.
const WITH_NOTICES: Duration = Duration::from_secs(5 * 60);
/// Where it cannot.
const WITHOUT_NOTICES: Duration = Duration::from_secs(60);
/// Where every request costs.
const METERED: Duration = Duration::from_secs(15 * 60);
/// The longest that is waited for the way of notices to open.
const OPENING: Duration = Duration::from_secs(15);

#[uniffi::export]
impl Profile {
    /// Keeps syncing until what it returns is ended or dropped, or the profile is closed. Call it when the app comes
    /// to the front, and end it when it leaves.
    pub fn keep_synced(&self) -> Answer<Arc<Subscription>> {
        let lease = self.lease()?;
        let (sender, written) = unbounded_channel();
        let heard = lease.client.subscribe(move |changed| {
            if changed == Changed::Status {
                // Fails only where nobody listens any more.
                let _ = sender.send(());
            }
        });
        let (way, network, closing) = (self.way().clone(), self.network_changes(), self.closing());
        Subscription::start(heard, async move {
            tokio::select! {
                () = closing => {}
                () = keep(lease, way, network, written) => {}
            }
        })
    }
}

async fn keep(lease: Lease, way: Way, mut network: watch::Receiver<Network>, mut written: UnboundedReceiver<()>) {
    let client = &*lease.client;
    let mut notices = None;
    loop {
        // An error: the app let go of the library. Then the network stays what it was.
        if network.wait_for(|network| *network != Network::None).await.is_err() {
            return;
        }
        let Some(profile) = client.profile() else { return };
        let connection = Connection::new(way.clone(), &profile);
        let is_free = *network.borrow_and_update() == Network::Free;
        // First the notices and then the sync, so that nothing falls between them.
        notices = match notices.take() {
            Some(open) if is_free => Some(open),
            _ if is_free => timeout(OPENING, way.notices(&profile)).await.ok().flatten(),
            _ => None,
        };
        let outcome = sync_now(client, &connection).await;
        let is_through = outcome.report.is_some_and(|report| report.failure.is_none());
        if !is_through {
            notices = None;
        }
        let longest = match (is_free, notices.is_some()) {
            (false, _) => METERED,
            (true, true) => WITH_NOTICES,
            (true, false) => WITHOUT_NOTICES,
        };
        // After the text, and given up at once when there is more of it.
        let pictures = async {
            if is_through && is_free {
                // What did not get through is sent after the next sync.
                let _ = upload_attachments(client, &connection).await;
            }
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = pictures => {}
            () = sleep(until(&outcome, longest)) => notices = None,
            _ = network.changed() => notices = None,
            () = something_waits(client, &mut written), if is_through => {}
            is_open = notice(&mut notices) => if !is_open {
                notices = None;
                // The server may be starting again.
                sleep(AFTER_WRITING).await;
            },
        }
    }
}

/// How long to leave it at that.
fn until(outcome: &Outcome, longest: Duration) -> Duration {
    let Timestamp(now) = SystemClock.now();
    let wake_in = outcome.wake_at.map(|wake_at| u64::try_from(wake_at.0.saturating_sub(now)).unwrap_or(0));
    wake_in.map_or(longest, |millis| Duration::from_millis(millis).min(longest))
}

/// Waits until something was written that the server does not have, and a little longer.
async fn something_waits(client: &Client, written: &mut UnboundedReceiver<()>) {
    loop {
        if client.status().is_ok_and(|status| status.waiting_changes > 0) {
            sleep(AFTER_WRITING).await;
            while written.try_recv().is_ok() {}
            return;
        }
        if written.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
    }
}

/// Waits for the server to tell of a change; says whether it still can. For ever where it never could.
async fn notice(notices: &mut Option<crate::way::Notices>) -> bool {
    match notices {
        Some(open) => open.next().await.is_some(),
        None => std::future::pending().await,
    }
}
