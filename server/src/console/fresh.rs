//! Ids for what a form may make: given with the form, so that sending it twice makes one thing.

use fieldwalk_core::clock::{SeededRng, Timestamp, seeded_rng};

use crate::service::Service;

/// Makes ids at one moment.
pub(crate) struct Fresh {
    now: Timestamp,
    rng: SeededRng,
}

impl Fresh {
    /// With the service's clock and chance.
    pub(crate) fn new(service: &Service) -> Self {
        Self::seeded(service.clock.now(), service.chance.tag())
    }

    /// With a seed, for samples.
    pub(crate) fn seeded(now: Timestamp, seed: u64) -> Self {
        Self { now, rng: seeded_rng(seed) }
    }

    /// The moment.
    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    /// A new id: `fresh.id(CommentId::new)`.
    pub(crate) fn id<T>(&mut self, new: impl FnOnce(Timestamp, &mut SeededRng) -> T) -> T {
        new(self.now, &mut self.rng)
    }
}
