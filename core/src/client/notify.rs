//! Telling screens that something changed. Listeners are called with no lock held, on the thread of whoever made the
//! change; they are told what to read again, never what it says.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::Client;
use crate::ids::VisitId;

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Changed {
    /// Something in this visit: its plan, its notebook, what is shared, the debrief or the response.
    Visit(VisitId),
    /// The network's own words: its vision and its library.
    Network,
    /// The network's facts: members, visits, stages.
    Facts,
    /// What is held, waiting or refused, or the state of the connection.
    Status,
}

type Listener = dyn Fn(Changed) + Send + Sync;

/// Keeps a listener registered; dropping it ends that.
#[must_use = "dropping a subscription ends it"]
pub struct Subscription(#[expect(dead_code, reason = "held for its drop")] Arc<Listener>);

#[derive(Default)]
pub(super) struct Listeners(Mutex<Vec<Weak<Listener>>>);

impl Client {
    /// Calls `listener` after every change until the subscription is dropped.
    pub fn subscribe(&self, listener: impl Fn(Changed) + Send + Sync + 'static) -> Subscription {
        let listener: Arc<Listener> = Arc::new(listener);
        let mut listeners = self.listeners.0.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener.strong_count() > 0);
        listeners.push(Arc::downgrade(&listener));
        Subscription(listener)
    }

    pub(super) fn notify(&self, changes: impl IntoIterator<Item = Changed>) {
        let listeners = self.listeners.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for changed in changes {
            for listener in listeners.iter().filter_map(Weak::upgrade) {
                listener(changed);
            }
        }
    }
}
