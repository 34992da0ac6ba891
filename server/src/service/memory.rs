//! What the server remembers between requests so that pages open at once: readings, feedback made of them, releases, names.
//! All of it can be made anew; it is bounded, and what was used longest ago goes first.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fieldwalk_core::domain::{DocumentKey, Feedback, Lens, Release, ReleaseHash, Shows};
use fieldwalk_core::ids::{NetworkId, VisitId};

use super::names::Names;
use super::reading::Basis;
use crate::store::document::DocumentRow;
use crate::worker::Reading;

/// What is remembered of each kind, in bytes as written out.
const BYTES_MAX: usize = 128 << 20;

/// What the server remembers.
#[derive(Default)]
pub(crate) struct Memory {
    readings: Mutex<Recent<(NetworkId, DocumentKey), KeptReading>>,
    feedback: Mutex<Recent<FeedbackKey, (Basis, Arc<Feedback>)>>,
    releases: Mutex<Recent<ReleaseHash, Arc<Release>>>,
    /// With the number of the last change of the network's facts.
    names: Mutex<Recent<NetworkId, (u64, Arc<Names>)>>,
}

/// A reading of a document at a number, with what the evidence check knew.
struct KeptReading {
    number: u64,
    names: [u8; 32],
    reading: Reading,
}

/// Visit and lens, field by field.
type FeedbackKey = (NetworkId, VisitId, bool, bool, bool);

fn key_of(network: NetworkId, visit: VisitId, lens: Lens) -> FeedbackKey {
    (network, visit, lens.names_observers, lens.shows == Shows::WholeEvidence, lens.is_clearing)
}

impl Memory {
    /// The reading of the document as it is now, made with these names.
    pub(super) fn reading(&self, row: &DocumentRow, names: [u8; 32]) -> Option<Reading> {
        let mut readings = open(&self.readings);
        let known = readings.find(&(row.network, row.key))?;
        (known.number == row.last_number && known.names == names).then(|| known.reading.clone())
    }

    /// Remembers a reading that is `size_bytes` long as kept.
    pub(super) fn put_reading(&self, row: &DocumentRow, names: [u8; 32], reading: &Reading, size_bytes: usize) {
        let kept = KeptReading { number: row.last_number, names, reading: reading.clone() };
        open(&self.readings).put((row.network, row.key), kept, size_bytes);
    }

    /// The feedback of a visit through a lens, if it was made of just this.
    pub(super) fn feedback(&self, network: NetworkId, basis: &Basis, lens: Lens) -> Option<Arc<Feedback>> {
        let mut feedback = open(&self.feedback);
        let (made_of, known) = feedback.find(&key_of(network, basis.facts.visit, lens))?;
        (made_of == basis).then(|| known.clone())
    }

    /// Remembers feedback.
    pub(super) fn put_feedback(&self, network: NetworkId, basis: Basis, lens: Lens, feedback: &Arc<Feedback>) {
        let key = key_of(network, basis.facts.visit, lens);
        open(&self.feedback).put(key, (basis, feedback.clone()), size_bytes(feedback));
    }

    /// A release by its hash.
    pub(super) fn release(&self, hash: ReleaseHash) -> Option<Arc<Release>> {
        open(&self.releases).find(&hash).cloned()
    }

    /// Remembers a release that is `size_bytes` long.
    pub(super) fn put_release(&self, hash: ReleaseHash, release: &Arc<Release>, size_bytes: usize) {
        open(&self.releases).put(hash, release.clone(), size_bytes);
    }

    /// The names of a network whose facts last changed at this number.
    pub(super) fn names(&self, network: NetworkId, facts_number: u64) -> Option<Arc<Names>> {
        let mut names = open(&self.names);
        let (number, known) = names.find(&network)?;
        (*number == facts_number).then(|| known.clone())
    }

    /// Remembers names.
    pub(super) fn put_names(&self, network: NetworkId, facts_number: u64, names: &Arc<Names>) {
        open(&self.names).put(network, (facts_number, names.clone()), names.size_bytes());
    }
}

/// Roughly what feedback takes.
fn size_bytes(feedback: &Feedback) -> usize {
    const PIECE: usize = 256;
    let notes: usize = feedback.notes.iter().map(|note| PIECE + note.text.len()).sum();
    let wonderings: usize = feedback.wonderings.iter().map(|wondering| PIECE + wondering.text.len()).sum();
    notes + wonderings + PIECE * (feedback.counted.len() + feedback.patterns.len() + 16)
}

fn open<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A map that forgets what was used longest ago once it holds too much.
struct Recent<K, V> {
    entries: HashMap<K, Entry<V>>,
    size_bytes: usize,
    uses: u64,
}

struct Entry<V> {
    value: V,
    size_bytes: usize,
    used: u64,
}

impl<K, V> Default for Recent<K, V> {
    fn default() -> Self {
        Self { entries: HashMap::new(), size_bytes: 0, uses: 0 }
    }
}

impl<K: Copy + Eq + Hash, V> Recent<K, V> {
    fn find(&mut self, key: &K) -> Option<&V> {
        self.uses += 1;
        let entry = self.entries.get_mut(key)?;
        entry.used = self.uses;
        Some(&entry.value)
    }

    fn put(&mut self, key: K, value: V, size_bytes: usize) {
        self.uses += 1;
        let before = self.entries.insert(key, Entry { value, size_bytes, used: self.uses });
        self.size_bytes += size_bytes;
        self.size_bytes -= before.map_or(0, |before| before.size_bytes);
        if self.size_bytes > BYTES_MAX {
            self.forget_oldest();
        }
    }

    /// Forgets a quarter of what may be remembered, so that this is seldom necessary.
    fn forget_oldest(&mut self) {
        let mut by_age: Vec<_> = self.entries.iter().map(|(key, entry)| (entry.used, *key)).collect();
        by_age.sort_unstable_by_key(|(used, _)| *used);
        for (_, key) in by_age {
            if self.size_bytes <= BYTES_MAX / 4 * 3 {
                return;
            }
            self.size_bytes -= self.entries.remove(&key).map_or(0, |entry| entry.size_bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        memory.put_reading(&row(1, 5), [0; 32], &reading, 10);
        assert_eq!(memory.reading(&row(1, 5), [0; 32]), Some(reading));
        assert_eq!(memory.reading(&row(1, 6), [0; 32]), None);
        assert_eq!(memory.reading(&row(1, 5), [1; 32]), None);
        assert_eq!(memory.reading(&row(2, 5), [0; 32]), None);
    }

    #[test]
    fn what_was_used_longest_ago_is_forgotten_first() {
        let mut recent = Recent::default();
        let size = BYTES_MAX / 4;
        (1..=4).for_each(|key| recent.put(key, (), size));
        assert!(recent.find(&1).is_some());
        recent.put(5, (), size);
        assert_eq!([1, 2, 3, 4, 5].map(|key| recent.find(&key).is_some()), [true, false, false, true, true]);
        // The same again takes no more room.
        (0..9).for_each(|_| recent.put(5, (), size));
        assert!(recent.find(&1).is_some());
    }
}
