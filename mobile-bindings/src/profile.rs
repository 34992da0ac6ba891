//! One open profile: one member of one network, on one server.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use fieldwalk_core::client::{self, Client};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::cancel::until_true;
use crate::error::{Answer, closed};
use crate::log::Log;
use crate::platform::Network;
use crate::runtime::{Asked, Done, Pending, off_thread, start_off_thread};
use crate::way::Way;
use crate::writer::Writer;

/// How much may be under way at once in one profile; closing waits for all of it.
const AT_ONCE: u32 = 1 << 16;

/// One open profile. Everything a member does goes through it; all of it works offline but what says otherwise.
#[derive(uniffi::Object)]
pub struct Profile {
    id: String,
    open: Mutex<Option<Open>>,
    gate: Arc<Semaphore>,
    closing: watch::Sender<bool>,
    revision: Arc<AtomicI64>,
    surroundings: Surroundings,
}

/// What all profiles of an app share.
#[derive(Clone)]
pub(crate) struct Surroundings {
    pub(crate) way: Way,
    pub(crate) network: watch::Receiver<Network>,
    pub(crate) log: Log,
}

struct Open {
    client: Arc<Client>,
    writer: Writer,
    _revisions: client::Subscription,
}

/// What a method does with the client, with its type taken off: see [`Done`].
type WithClient = Box<dyn FnOnce(&Client) -> Done + Send>;

/// The client for as long as some work needs it. The client goes before the permit: who has all permits knows that
/// nobody else has the client.
pub(crate) struct Lease {
    pub(crate) client: Arc<Client>,
    _permit: OwnedSemaphorePermit,
}

impl Profile {
    /// A profile over an open client.
    pub(crate) fn over(id: String, client: Client, surroundings: Surroundings) -> Answer<Arc<Self>> {
        let revision = Arc::new(AtomicI64::new(0));
        let counted = revision.clone();
        let revisions = client.subscribe(move |_| {
            counted.fetch_add(1, Ordering::AcqRel);
        });
        let open = Open { client: Arc::new(client), writer: Writer::start()?, _revisions: revisions };
        Ok(Arc::new(Self {
            id,
            open: Mutex::new(Some(open)),
            gate: Arc::new(Semaphore::new(AT_ONCE as usize)),
            closing: watch::Sender::new(false),
            revision,
            surroundings,
        }))
    }

    /// The client, or that it was closed.
    pub(crate) fn lease(&self) -> Answer<Lease> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let open = open.as_ref().ok_or_else(closed)?;
        let permit = self.gate.clone().try_acquire_owned().map_err(|_| closed())?;
        Ok(Lease { client: open.client.clone(), _permit: permit })
    }

    pub(crate) fn way(&self) -> &Way {
        &self.surroundings.way
    }

    pub(crate) fn log(&self) -> Log {
        self.surroundings.log.clone()
    }

    /// The network there is, as the app last said.
    pub(crate) fn network(&self) -> Network {
        *self.surroundings.network.borrow()
    }

    pub(crate) fn network_changes(&self) -> watch::Receiver<Network> {
        self.surroundings.network.clone()
    }

    /// Goes up with every change.
    pub(crate) fn revision_counter(&self) -> Arc<AtomicI64> {
        self.revision.clone()
    }

    /// Ends when this profile is being closed.
    pub(crate) fn closing(&self) -> impl Future<Output = ()> + Send + use<> {
        until_true(self.closing.subscribe())
    }

    /// Reads, beside whatever else is going on.
    pub(crate) fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Client) -> Answer<T> + Send + 'static,
    ) -> Asked<T> {
        Asked::new(self.begin_reading(Box::new(move |client| Box::new(work(client)))))
    }

    /// Writes, after everything that was asked before.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Client) -> Answer<T> + Send + 'static,
    ) -> Asked<T> {
        Asked::new(self.put_in_line(Box::new(move |client| Box::new(work(client)))))
    }

    fn begin_reading(&self, work: WithClient) -> Answer<Pending> {
        let lease = self.lease()?;
        start_off_thread(Box::new(move || work(&lease.client)))
    }

    fn put_in_line(&self, work: WithClient) -> Answer<Pending> {
        let lease = self.lease()?;
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.as_ref().ok_or_else(closed)?.writer.put(Box::new(move || work(&lease.client)))
    }

    /// Closes, and waits until the file is free.
    pub(crate) async fn shut(&self) -> Answer<()> {
        self.closing.send_replace(true);
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner).take();
        // All permits: nothing is under way any more, and nothing holds the client but this.
        let all = self.gate.clone().acquire_many_owned(AT_ONCE).await.map_err(|_| closed())?;
        off_thread(move || {
            drop(open);
            drop(all);
            Ok(())
        })
        .await
    }
}

#[uniffi::export]
impl Profile {
    /// Which profile this is, among those of this device.
    pub fn id(&self) -> String {
        self.id.clone()
    }

    /// Whether it was closed.
    pub fn is_closed(&self) -> bool {
        *self.closing.borrow()
    }

    /// Ends what is under way and frees the file. Every method answers with `Closed` from now on.
    pub async fn close(&self) -> Answer<()> {
        self.shut().await
    }
}
