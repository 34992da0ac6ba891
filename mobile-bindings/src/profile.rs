//! One open profile: one member of one network, on one server.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use fieldwalk_core::client::Client;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::{Answer, closed};
use crate::runtime::{fault, off_thread};
use crate::writer::Writer;

/// How much may be under way at once in one profile; closing waits for all of it.
const AT_ONCE: u32 = 1 << 16;

/// One open profile. Everything a member does goes through it; all of it works offline but what says otherwise.
#[derive(uniffi::Object)]
pub struct Profile {
    id: String,
    open: Mutex<Option<Open>>,
    gate: Arc<Semaphore>,
    is_closed: AtomicBool,
}

struct Open {
    client: Arc<Client>,
    writer: Writer,
}

/// The client for as long as some work needs it.
pub(crate) struct Lease {
    pub(crate) client: Arc<Client>,
    _permit: OwnedSemaphorePermit,
}

impl Profile {
    /// A profile over an open client.
    pub(crate) fn over(id: String, client: Client) -> Answer<Arc<Self>> {
        let open = Open { client: Arc::new(client), writer: Writer::start()? };
        Ok(Arc::new(Self {
            id,
            open: Mutex::new(Some(open)),
            gate: Arc::new(Semaphore::new(AT_ONCE as usize)),
            is_closed: AtomicBool::new(false),
        }))
    }

    /// The client, or that it was closed.
    pub(crate) fn lease(&self) -> Answer<Lease> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let open = open.as_ref().ok_or_else(closed)?;
        let permit = self.gate.clone().try_acquire_owned().map_err(|_| closed())?;
        Ok(Lease { client: open.client.clone(), _permit: permit })
    }

    /// Reads, beside whatever else is going on.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Client) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let lease = self.lease()?;
        off_thread(move || work(&lease.client)).await
    }

    /// Writes, after everything that was asked before.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Client) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let lease = self.lease()?;
        let written = {
            let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
            open.as_ref().ok_or_else(closed)?.writer.put(move || work(&lease.client))?
        };
        written.await.unwrap_or_else(|_| Err(fault()))
    }

    /// Closes, and waits until the file is free.
    pub(crate) async fn shut(&self) -> Answer<()> {
        self.is_closed.store(true, Ordering::Release);
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
        self.is_closed.load(Ordering::Acquire)
    }

    /// Ends what is under way and frees the file. Every method answers with `Closed` from now on.
    pub async fn close(&self) -> Answer<()> {
        self.shut().await
    }
}
