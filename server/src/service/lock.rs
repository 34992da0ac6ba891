//! One lock per document, so that two pushes to it are vetted one after the other.
//!
//! A request takes the locks of all documents it pushes to, always in the order of their keys, and never of two
//! networks.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::ids::NetworkId;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

type Lock = AsyncMutex<()>;

#[derive(Default)]
pub(crate) struct DocumentLocks(Mutex<HashMap<(NetworkId, DocumentKey), Weak<Lock>>>);

impl DocumentLocks {
    /// Waits for all of these documents. `documents` comes in ascending order.
    pub(super) async fn lock(
        &self,
        network: NetworkId,
        documents: impl IntoIterator<Item = &DocumentKey>,
    ) -> Vec<OwnedMutexGuard<()>> {
        let locks: Vec<Arc<Lock>> =
            documents.into_iter().map(|document| self.find((network, *document))).collect();
        let mut guards = Vec::with_capacity(locks.len());
        for lock in locks {
            guards.push(lock.lock_owned().await);
        }
        guards
    }

    fn find(&self, key: (NetworkId, DocumentKey)) -> Arc<Lock> {
        let mut locks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(lock) = locks.get(&key).and_then(Weak::upgrade) {
            return lock;
        }
        if locks.len() == locks.capacity() {
            locks.retain(|_, lock| lock.strong_count() > 0);
        }
        let lock = Arc::new(Lock::default());
        locks.insert(key, Arc::downgrade(&lock));
        lock
    }
}
