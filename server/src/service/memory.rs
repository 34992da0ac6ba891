//! What the server remembers between requests so that pages open at once. All of it can be made anew; it is bounded,
//! and what was used longest ago goes first.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::ids::NetworkId;

use crate::store::document::DocumentRow;
use crate::worker::Reading;

/// Readings that are remembered, by their size as kept, in bytes.
const READINGS_BYTES_MAX: usize = 128 << 20;

/// Readings by document.
#[derive(Default)]
pub(crate) struct Memory(Mutex<Readings>);

#[derive(Default)]
struct Readings {
    by_document: HashMap<(NetworkId, DocumentKey), Remembered>,
    size_bytes: usize,
    uses: u64,
}

struct Remembered {
    number: u64,
    names: [u8; 32],
    reading: Reading,
    size_bytes: usize,
    used: u64,
}

impl Memory {
    /// The reading of the document as it is now, made with these names.
    pub(super) fn find(&self, row: &DocumentRow, names: [u8; 32]) -> Option<Reading> {
        let mut readings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        readings.uses += 1;
        let now = readings.uses;
        let known = readings.by_document.get_mut(&(row.network, row.key))?;
        if known.number != row.last_number || known.names != names {
            return None;
        }
        known.used = now;
        Some(known.reading.clone())
    }

    /// Remembers a reading that is `size_bytes` long as kept.
    pub(super) fn put(&self, row: &DocumentRow, names: [u8; 32], reading: &Reading, size_bytes: usize) {
        let mut readings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        readings.uses += 1;
        let (number, used) = (row.last_number, readings.uses);
        let remembered = Remembered { number, names, reading: reading.clone(), size_bytes, used };
        let before = readings.by_document.insert((row.network, row.key), remembered);
        readings.size_bytes += size_bytes;
        readings.size_bytes -= before.map_or(0, |before| before.size_bytes);
        if readings.size_bytes > READINGS_BYTES_MAX {
            readings.forget_oldest();
        }
    }
}

impl Readings {
    /// Forgets a quarter of what may be remembered, so that this is seldom necessary.
    fn forget_oldest(&mut self) {
        let mut by_age: Vec<_> = self.by_document.iter().map(|(key, known)| (known.used, *key)).collect();
        by_age.sort_unstable_by_key(|(used, _)| *used);
        for (_, key) in by_age {
            if self.size_bytes <= READINGS_BYTES_MAX / 4 * 3 {
                return;
            }
            self.size_bytes -= self.by_document.remove(&key).map_or(0, |known| known.size_bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fieldwalk_core::ids::VisitId;
    use uuid::Uuid;

    fn row(visit: u128, last_number: u64) -> DocumentRow {
        DocumentRow {
            id: 1,
            network: NetworkId(Uuid::from_u128(1)),
            key: DocumentKey::Visit(VisitId(Uuid::from_u128(visit))),
            last_number,
            tail_bytes: 0,
            tail_chunks: 0,
            covers: 0,
        }
    }

    #[test]
    fn a_reading_serves_the_same_document_at_the_same_number_with_the_same_names() {
        let memory = Memory::default();
        let reading = Reading::of_nothing(row(1, 5).key);
        memory.put(&row(1, 5), [0; 32], &reading, 10);
        assert_eq!(memory.find(&row(1, 5), [0; 32]), Some(reading));
        assert_eq!(memory.find(&row(1, 6), [0; 32]), None);
        assert_eq!(memory.find(&row(1, 5), [1; 32]), None);
        assert_eq!(memory.find(&row(2, 5), [0; 32]), None);
    }

    #[test]
    fn what_was_used_longest_ago_is_forgotten_first() {
        let memory = Memory::default();
        let size = READINGS_BYTES_MAX / 4;
        for visit in 1..=4 {
            memory.put(&row(visit, 1), [0; 32], &Reading::of_nothing(row(visit, 1).key), size);
        }
        assert!(memory.find(&row(1, 1), [0; 32]).is_some());
        memory.put(&row(5, 1), [0; 32], &Reading::of_nothing(row(5, 1).key), size);
        let known = |visit| memory.find(&row(visit, 1), [0; 32]).is_some();
        assert_eq!([1, 2, 3, 4, 5].map(known), [true, false, false, true, true]);
        // The same again takes no more room.
        for _ in 0..9 {
            memory.put(&row(5, 1), [0; 32], &Reading::of_nothing(row(5, 1).key), size);
        }
        assert!(known(1));
    }
}
