//! After the walk the phones come back online: at first all give what they have, then all take what the others gave.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use fieldwalk_core::clock::Clock;
use fieldwalk_core::driver::{HttpTransport, sync_now};
use tokio::runtime::Handle;

use super::crowd::with_each;
use super::link::{Link, Traffic};
use super::options::LinkKind;
use super::phone::Phone;
use super::screen::Stage as Progress;
use super::search::Search;

/// Phones that are online at the same time.
const AT_ONCE: usize = 16;
/// A phone's pause of a second takes this many seconds less: back-off is as in the field, the waiting is not.
const PAUSES_ARE_SHORTER_BY: u32 = 100;
/// So many failures in a row do not come from this link.
const TRIES_MAX: usize = 60;

/// A phone with its link.
pub(super) struct Online {
    pub(super) phone: Phone,
    link: Link,
    /// What crossed in each round.
    pub(super) rounds: Vec<Traffic>,
}

/// Connects the phones.
pub(super) fn connect(
    phones: Vec<Phone>,
    http: &reqwest::Client,
    kind: LinkKind,
    seed: u64,
    search: &Arc<Search>,
) -> Vec<Online> {
    let connect = |phone: Phone| {
        let http = HttpTransport::new(http.clone(), &phone.profile);
        let link = Link::new(http, kind, seed.wrapping_add(1 + phone.number as u64), phone.number, search.clone());
        Online { phone, link, rounds: Vec::new() }
    };
    phones.into_iter().map(connect).collect()
}

/// Every phone syncs until it goes through.
pub(super) async fn round(online: Vec<Online>, progress: Progress) -> anyhow::Result<Vec<Online>> {
    with_each(online, AT_ONCE, move |mut online| {
        sync_until_through(&online).with_context(|| format!("observer {}'s phone", online.phone.number + 1))?;
        online.rounds.push(online.link.take_traffic());
        progress.tick();
        Ok(online)
    })
    .await
}

fn sync_until_through(online: &Online) -> anyhow::Result<()> {
    let (phone, runtime) = (&online.phone, Handle::current());
    for _ in 0..TRIES_MAX {
        let outcome = runtime.block_on(sync_now(&phone.client, &online.link));
        let report = outcome.report.context("nobody else syncs this phone")?;
        match (report.failure, outcome.wake_at) {
            (None, _) if report.refused == 0 => return Ok(()),
            // Some refusals pass by themselves; one that does not is told in the end.
            (None, _) => {}
            (Some(_), Some(wake_at)) => {
                let pause = wake_at.0.saturating_sub(phone.clock.now().0);
                let pause = Duration::from_millis(u64::try_from(pause).unwrap_or_default());
                runtime.block_on(tokio::time::sleep(pause / PAUSES_ARE_SHORTER_BY));
                phone.clock.reach(wake_at);
            }
            (Some(failure), None) => return Err(failure.into()),
        }
    }
    let refused = phone.client.status()?.wedged.len();
    bail!("no sync went through in {TRIES_MAX} tries ({refused} refused); what was written is safe in its store")
}
