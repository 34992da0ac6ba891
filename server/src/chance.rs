//! Randomness for keys, tokens, codes, tags and ids: the system's, or seeded where a run must replay.

use std::sync::{Arc, Mutex, PoisonError};

use fieldwalk_core::clock::{SeededRng, seeded_rng, system_rng};
use rand::Rng;

/// One generator for the whole server.
#[derive(Clone)]
pub struct Chance(Arc<Mutex<SeededRng>>);

impl Chance {
    /// Seeded from the operating system, or with `seed` for simulations: such a server's secrets can be guessed.
    ///
    /// # Errors
    /// Where the system has no entropy to give.
    pub fn new(seed: Option<u64>) -> Result<Self, getrandom::Error> {
        let rng = seed.map_or_else(system_rng, |seed| Ok(seeded_rng(seed)))?;
        Ok(Self(Arc::new(Mutex::new(rng))))
    }

    /// Draws with the generator.
    pub fn draw<T>(&self, draw: impl FnOnce(&mut SeededRng) -> T) -> T {
        draw(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.draw(|rng| rng.fill_bytes(&mut bytes));
        bytes
    }

    /// A tag for a number of a log: 63 bits, as SQLite keeps them, and never 0.
    pub fn tag(&self) -> u64 {
        (u64::from_le_bytes(self.bytes()) >> 1).max(1)
    }
}
