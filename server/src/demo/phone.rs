//! One member's phone: a real client with its own store on disk, and a clock that shows the time of the visit.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context, bail};
use fieldwalk_core::client::{Client, Profile};
use fieldwalk_core::clock::{Clock, Timestamp, seeded_rng};
use fieldwalk_core::driver::{HttpTransport, enrol, sync_now};
use fieldwalk_core::ids::MemberId;
use tokio::runtime::Handle;

use super::plan::WALK_STARTS_AT;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// The time on a phone: it moves when its observer does something.
#[derive(Debug)]
pub(super) struct VisitClock(AtomicI64);

impl VisitClock {
    pub(super) fn at(now: Timestamp) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(now.0)))
    }

    /// Moves on to `then`; never back.
    pub(super) fn reach(&self, then: Timestamp) {
        self.0.fetch_max(then.0, Ordering::Relaxed);
    }

    pub(super) fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::Relaxed);
    }
}

impl Clock for VisitClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

/// Who gets a phone.
pub(super) struct Invited {
    /// Among the observers, from 0.
    pub(super) number: usize,
    /// Of the phone and its file.
    pub(super) name: String,
    pub(super) member: MemberId,
    pub(super) code: String,
    pub(super) seed: u64,
}

/// An enrolled phone that is switched on.
pub(super) struct Phone {
    pub(super) number: usize,
    pub(super) member: MemberId,
    pub(super) profile: Profile,
    pub(super) client: Client,
    pub(super) clock: Arc<VisitClock>,
    path: PathBuf,
    seed: u64,
    openings: u64,
}

impl Phone {
    /// A new phone: enrols with its invite over HTTP, the day before the walk.
    pub(super) async fn enrolled(
        invited: Invited,
        folder: &Path,
        http: &reqwest::Client,
        server_url: &str,
    ) -> anyhow::Result<Self> {
        let Invited { number, name, member, code, seed } = invited;
        let path = folder.join(format!("{name}.fieldwalk"));
        let clock = VisitClock::at(WALK_STARTS_AT.plus_millis(-DAY_MILLIS));
        let client = open(&path, &clock, seed, 0)?;
        let profile = enrol(&client, http, server_url, &code, &name)
            .await
            .with_context(|| format!("{name}'s phone could not be enrolled"))?;
        Ok(Self { number, member, profile, client, clock, path, seed, openings: 1 })
    }

    /// Switches the phone off and on again: what it knows then is what was on its disk.
    pub(super) fn reopened(self) -> anyhow::Result<Self> {
        let Self { number, member, profile, client, clock, path, seed, openings } = self;
        drop(client);
        let client = open(&path, &clock, seed, openings)?;
        Ok(Self { number, member, profile, client, clock, path, seed, openings: openings + 1 })
    }

    /// Syncs over a link without faults, away from the threads that serve.
    pub(super) fn sync_over(&self, http: &reqwest::Client) -> anyhow::Result<()> {
        let link = HttpTransport::new(http.clone(), &self.profile);
        let outcome = Handle::current().block_on(sync_now(&self.client, &link));
        let report = outcome.report.context("nobody else syncs this phone")?;
        match report.failure {
            None if report.refused == 0 => Ok(()),
            None => bail!("the server refused {} of what {} offered", report.refused, self.path.display()),
            Some(failure) => Err(failure.into()),
        }
    }

    /// Switches the phone off; its file stays.
    pub(super) fn off(self) -> PhoneFile {
        PhoneFile { path: self.path, member: self.member }
    }
}

/// The file of a phone that is switched off.
pub(super) struct PhoneFile {
    pub(super) path: PathBuf,
    pub(super) member: MemberId,
}

/// Opens a store. Keys made from a seed can be guessed: fit for a demo on loopback, and for nothing else.
fn open(path: &Path, clock: &Arc<VisitClock>, seed: u64, opening: u64) -> anyhow::Result<Client> {
    let rng = seeded_rng(seed ^ opening.rotate_right(8));
    let (client, set_aside) = Client::open(path, clock.clone(), rng)
        .with_context(|| format!("the phone in {} does not open", path.display()))?;
    if let Some(set_aside) = set_aside {
        bail!("the phone in {} was damaged and set aside as {}", path.display(), set_aside.path.display());
    }
    Ok(client)
}
