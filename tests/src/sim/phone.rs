//! One phone: a real client over a real file, with a clock that is off.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fieldwalk_core::client::Client;
use fieldwalk_core::clock::{Clock, Timestamp, seeded_rng};
use fieldwalk_core::ids::MemberId;
use fieldwalk_core::testing::ManualClock;

use super::Broken;

pub(super) struct Phone {
    pub(super) member: MemberId,
    pub(super) path: PathBuf,
    /// Older copies of the file.
    pub(super) copies: Vec<PathBuf>,
    clock: Arc<SkewedClock>,
    seed: u64,
    client: Option<Client>,
}

struct SkewedClock {
    world: Arc<ManualClock>,
    off_by: ManualClock,
}

impl Clock for SkewedClock {
    fn now(&self) -> Timestamp {
        self.world.now().plus_millis(self.off_by.now().0)
    }
}

impl Phone {
    pub(super) fn new(
        path: PathBuf,
        member: MemberId,
        world: Arc<ManualClock>,
        seed: u64,
    ) -> Result<Self, Broken> {
        let clock = Arc::new(SkewedClock { world, off_by: ManualClock::default() });
        let mut phone = Self { member, path, copies: Vec::new(), clock, seed, client: None };
        phone.open()?;
        Ok(phone)
    }

    pub(super) fn client(&self) -> &Client {
        self.client.as_ref().expect("it is open except inside restart and restore")
    }

    pub(super) fn set_clock_off_by(&self, millis: i64) {
        self.clock.off_by.advance(millis - self.clock.off_by.now().0);
    }

    fn open(&mut self) -> Result<(), Broken> {
        self.seed = self.seed.wrapping_add(1);
        let opened = Client::open(&self.path, self.clock.clone(), seeded_rng(self.seed));
        let (client, set_aside) = opened.map_err(|error| format!("phone: {error}"))?;
        if set_aside.is_some() {
            return Err("a phone's file was taken for damaged".into());
        }
        self.client = Some(client);
        Ok(())
    }

    /// The process dies and is started again.
    pub(super) fn restart(&mut self) -> Result<(), Broken> {
        self.client = None;
        self.open()
    }

    /// Copies the file, as a phone's backup does.
    pub(super) fn copy(&mut self) -> Result<(), Broken> {
        self.client = None;
        let copy = self.path.with_extension(format!("copy-{}", self.copies.len()));
        std::fs::copy(&self.path, &copy).map_err(|error| error.to_string())?;
        self.copies.push(copy);
        self.open()
    }

    /// Puts an older copy in place of the file.
    pub(super) fn restore(&mut self, copy: &Path) -> Result<(), Broken> {
        self.client = None;
        std::fs::copy(copy, &self.path).map_err(|error| error.to_string())?;
        self.open()
    }
}
