//! Carries out what the sync engine decides, as far as this device can do it alone.
//!
//! Whoever has a network calls [`Client::sync_step`] with [`Event::Asked`], sends the request it returns, and calls
//! it again with the answer or the failure, until it is done. Between two steps everything is on disk: the process
//! may die at any of them.

use std::collections::{BTreeSet, VecDeque};

use super::{Changed, Client, ClientError, Inner};
use crate::clock::Timestamp;
use crate::document::{self, Document};
use crate::domain::{DocumentKey, may_hold};
use crate::protocol::{PartRefusal, Refusal, SyncRequest};
use crate::store::{blob, changes, inbox, meta, outbox};
use crate::sync::{Batch, Effect, Event, Failure, Settlement, SyncReport};

/// What to do next.
#[derive(Debug, Clone, PartialEq)]
pub enum SyncStep {
    /// Send this to the server's sync path and come back with [`Event::Answered`] or [`Event::Failed`].
    Send(Box<SyncRequest>),
    /// This sync is over, or joined one that is under way; try again by itself at `wake_at`, if that is given.
    Done {
        /// How it went; `None` where another sync is under way and will see to this too.
        report: Option<SyncReport>,
        /// When to try again.
        wake_at: Option<Timestamp>,
    },
}

impl Client {
    /// Takes the next step of a sync. Writing goes on while it runs: nothing here is held for long.
    pub fn sync_step(&self, event: Event) -> SyncStep {
        if event == Event::Asked {
            // What a process that died did not get to.
            self.look_at_what_came();
        }
        let mut changed = BTreeSet::new();
        let step = self.lock().step(event, self.now(), &mut changed);
        self.look_at_what_came();
        self.notify(changed);
        step
    }

    /// Offers again everything that the server has refused.
    ///
    /// # Errors
    /// Those of the store.
    pub fn retry_wedged(&self) -> Result<(), ClientError> {
        self.lock().store.write(|tx| {
            outbox::retry_wedged(tx, |_| true)?;
            blob::retry(tx, |_| true)
        })?;
        self.notify([Changed::Status]);
        Ok(())
    }

    /// Looks at every document that came: does it load, is anything missing, does a snapshot make older parts
    /// superfluous? Large documents take a while to load, so that is done with nothing locked.
    pub(super) fn look_at_what_came(&self) {
        let came = inbox::unverified(self.lock().store.read()).unwrap_or_default();
        for key in came {
            // Should the disk refuse, the document stays on the list.
            let _ = self.look_at(key);
        }
    }

    fn look_at(&self, key: DocumentKey) -> Result<(), ClientError> {
        let (actor, version, parts, covered) = {
            let inner = self.lock();
            let store = inner.store.read();
            let version = changes::version(store, &key)?;
            (inner.actor, version, changes::parts(store, &key)?, inbox::covered(store, &key)?)
        };
        let load = |parts: &[Vec<u8>]| Document::load(key, &actor, parts.iter().map(Vec::as_slice));
        let complete = load(&parts).is_ok_and(|document| !document.missing());
        // A snapshot may push out only what it really holds, whatever its number says.
        let superfluous = covered.filter(|covered| {
            match (load(std::slice::from_ref(&covered.snapshot)), load(&covered.others)) {
                (Ok(snapshot), Ok(others)) => !snapshot.missing() && snapshot.contains(&others),
                _ => false,
            }
        });
        let mut inner = self.lock();
        if changes::version(inner.store.read(), &key)? != version {
            return Ok(());
        }
        // Should a power cut take this back, the document is looked at once more.
        Ok(inner.store.write_soon(|tx| {
            if !complete {
                return inbox::mark(tx, &key, "repair");
            }
            if let Some(covered) = &superfluous {
                inbox::drop_covered(tx, &key, covered.row)?;
            }
            inbox::verified(tx, &key)
        })?)
    }
}

impl Inner {
    fn step(&mut self, event: Event, now: Timestamp, changed: &mut BTreeSet<Changed>) -> SyncStep {
        let mut effects = VecDeque::from(self.engine.handle(event, now, &mut self.rng));
        let (mut report, mut wake_at) = (None, None);
        while let Some(effect) = effects.pop_front() {
            let next = match effect {
                Effect::Send(request) => return SyncStep::Send(Box::new(request)),
                Effect::WakeAt(at) => {
                    wake_at = Some(at);
                    continue;
                }
                Effect::Finish(finished) => {
                    self.finish(&finished, now);
                    changed.insert(Changed::Status);
                    report = Some(finished);
                    continue;
                }
                Effect::Gather => match self.gather(now) {
                    Ok(batch) => Event::Gathered(batch),
                    Err(ClientError::NotEnrolled) => Event::Failed(Failure::SignedOut),
                    Err(_) => Event::Failed(Failure::NotStored),
                },
                Effect::Settle(settlement) => match self.settle(&settlement, changed) {
                    Ok(()) => Event::Settled,
                    Err(_) => Event::Failed(Failure::NotStored),
                },
            };
            effects.extend(self.engine.handle(next, now, &mut self.rng));
        }
        SyncStep::Done { report, wake_at }
    }

    fn gather(&mut self, now: Timestamp) -> Result<Batch, ClientError> {
        let network = self.enrolment()?.network;
        let keys = &self.keys;
        self.store.write(|tx| outbox::seal(tx, network, keys, document::is_readable))?;
        let mut batch = outbox::batch(self.store.read())?;
        batch.declarations = self.declarations(batch.more, now)?;
        Ok(batch)
    }

    fn settle(&mut self, settlement: &Settlement, changed: &mut BTreeSet<Changed>) -> Result<(), ClientError> {
        let network = self.enrolment()?.network;
        self.store.write(|tx| inbox::settle(tx, network, settlement))?;
        for page in &settlement.answer.documents {
            self.documents.remove(&page.document);
            changed.insert(page.document.visit().map_or(Changed::Network, Changed::Visit));
        }
        if let Some(facts) = &settlement.answer.facts {
            self.facts = Some(facts.clone());
            changed.insert(Changed::Facts);
            let allows_photographs = facts.allows_photographs;
            self.store.write(|tx| {
                outbox::retry_wedged(tx, Refusal::is_about_rights)?;
                blob::retry(tx, |refusal| refusal == PartRefusal::NotAllowed && allows_photographs)
            })?;
        }
        self.forget_unreadable()?;
        self.forget_releases()?;
        self.forget_unnamed()
    }

    /// Removes what this member may not read any more, except what is their own.
    fn forget_unreadable(&mut self) -> Result<(), ClientError> {
        let Ok(me) = self.me() else { return Ok(()) };
        let visits = self.visit_facts()?;
        let holds_rightly = |key: &DocumentKey| {
            let visit = key.visit().and_then(|visit| visits.get(&visit));
            may_hold(&me, key, visit)
        };
        let mut gone = changes::documents(self.store.read())?;
        gone.retain(|key| !holds_rightly(key));
        if gone.is_empty() {
            return Ok(());
        }
        for key in &gone {
            self.documents.remove(key);
        }
        let own = self.keys.device();
        Ok(self.store.write(|tx| gone.iter().try_for_each(|key| inbox::forget(tx, key, own)))?)
    }

    fn finish(&mut self, report: &SyncReport, now: Timestamp) {
        self.network.note(report, now);
        if report.failure.is_none() {
            // Only the hour shown as "last synced" depends on this; the next sync writes it again.
            let _ = self.store.write(|tx| {
                outbox::retry_wedged(tx, Refusal::may_pass_later)?;
                blob::retry(tx, PartRefusal::may_pass_later)?;
                meta::put(tx, "last_synced_at", &now)
            });
        }
    }
}
