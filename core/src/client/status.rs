//! What the phone says about itself: computed from receipts and from nothing else.

use std::collections::BTreeSet;

use super::{AttachmentStatus, Changed, Client, ClientError};
use crate::clock::Timestamp;
use crate::ids::{ItemId, VisitId};
use crate::order::Gather as _;
use crate::store::outbox::WedgedEntry;
use crate::store::{Store, StoreError, changes, meta, outbox};
use crate::sync::{Failure, SyncReport, clock_gap};

/// The state of this profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Changes made here that the server has given no receipt for.
    pub waiting_changes: u64,
    /// What the server refused, with its reasons. It is kept and can be offered again.
    pub wedged: Vec<WedgedEntry>,
    /// Pictures of notes, counted apart from all of that.
    pub attachments: AttachmentStatus,
    /// When a sync last went through; `None` if never.
    pub last_synced_at: Option<Timestamp>,
    /// Why syncs have failed since then, and since when; `None` while they go through.
    pub failing: Option<(Failure, Timestamp)>,
    /// By how many milliseconds this device's clock is ahead of the server's, or behind where negative; `None` while
    /// that is too little to speak of, and where no answer has told it yet.
    pub clock_gap: Option<i64>,
}

/// "On this phone 14, held by the server 12, waiting 2."
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VisitStatus {
    /// Items in the notebook that are not deleted.
    pub on_device: usize,
    /// Those of which the server holds the latest state.
    pub held: usize,
    /// The others.
    pub waiting: usize,
}

/// Whether the server holds an item as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemStatus {
    /// The server gave its receipt for every change of it.
    Held,
    /// On this device only, wholly or in its latest state.
    Waiting,
}

/// How the connection has been doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct NetworkState {
    last_synced_at: Option<Timestamp>,
    failing: Option<(Failure, Timestamp)>,
    clock_gap: Option<i64>,
}

/// A clock that goes wrong, or right, by less than this is the same clock as before.
const SAME_GAP: u64 = 60_000;

impl NetworkState {
    pub(super) fn load(store: &Store) -> Result<Self, StoreError> {
        Ok(Self { last_synced_at: meta::get(store.read(), "last_synced_at")?, ..Self::default() })
    }

    pub(super) fn note(&mut self, report: &SyncReport, now: Timestamp) {
        match report.failure {
            None => *self = Self { last_synced_at: Some(now), failing: None, ..*self },
            Some(failure) => {
                let since = self.failing.map_or(now, |(_, since)| since);
                self.failing = Some((failure, since));
            }
        }
    }
}

impl Client {
    /// The state of this profile.
    ///
    /// # Errors
    /// Those of the store.
    pub fn status(&self) -> Result<Status, ClientError> {
        let mut inner = self.lock();
        Ok(Status {
            waiting_changes: outbox::waiting_changes(inner.store.read())?,
            wedged: outbox::wedged(inner.store.read())?,
            attachments: inner.attachment_status()?,
            last_synced_at: inner.network.last_synced_at,
            failing: inner.network.failing,
            clock_gap: inner.network.clock_gap,
        })
    }

    /// Takes note of what time it was for the server, in an answer to what was asked at `asked_at` and has just come.
    /// Changes nothing but what [`Status::clock_gap`] says.
    pub fn hear_server_time(&self, asked_at: Timestamp, server_time: Timestamp) {
        let gap = clock_gap(asked_at, server_time, self.now());
        let known = std::mem::replace(&mut self.lock().network.clock_gap, gap);
        let is_same = match (known, gap) {
            (Some(known), Some(gap)) => known.abs_diff(gap) < SAME_GAP,
            (known, gap) => known == gap,
        };
        if !is_same {
            self.notify([Changed::Status]);
        }
    }

    /// How much of a visit's notebook the server holds.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn visit_status(&self, visit: VisitId) -> Result<VisitStatus, ClientError> {
        let (items, waiting) = self.items_and_waiting(visit)?;
        let waiting = items.intersection(&waiting).count();
        Ok(VisitStatus { on_device: items.len(), held: items.len() - waiting, waiting })
    }

    /// Whether the server holds one item as it is now.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`], [`ClientError::UnknownItem`]; those of the store.
    pub fn item_status(&self, visit: VisitId, item: ItemId) -> Result<ItemStatus, ClientError> {
        if !self.notebook(visit)?.holds(item) {
            return Err(ClientError::UnknownItem);
        }
        let (_, waiting) = self.items_and_waiting(visit)?;
        Ok(if waiting.contains(&item) { ItemStatus::Waiting } else { ItemStatus::Held })
    }

    /// Items of a visit, deleted ones included, that the server does not hold as they are now.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn waiting_items(&self, visit: VisitId) -> Result<Vec<ItemId>, ClientError> {
        let mut inner = self.lock();
        let key = inner.notebook_key(visit)?;
        Ok(changes::waiting_items(inner.store.read(), &key)?)
    }

    fn items_and_waiting(&self, visit: VisitId) -> Result<(BTreeSet<ItemId>, BTreeSet<ItemId>), ClientError> {
        let mut inner = self.lock();
        let key = inner.notebook_key(visit)?;
        let items = inner.items(key, visit)?;
        let waiting = changes::waiting_items(inner.store.read(), &key)?;
        Ok((items, waiting.into_iter().gather()))
    }
}
