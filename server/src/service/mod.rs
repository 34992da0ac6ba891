//! What the server does for devices and for its operator. Knows the store, the workers and the rules of
//! `fieldwalk_core::domain`; knows nothing of HTTP.

mod act;
pub mod admin;
pub mod arrivals;
pub mod attachment;
pub mod caller;
pub mod check;
pub mod clearing;
mod code;
pub mod command;
pub mod console_device;
pub mod debrief;
pub mod enrol;
pub mod export;
pub mod feedback;
pub mod fold;
mod lock;
pub mod members;
mod memory;
pub mod names;
mod pull;
mod push;
pub mod reading;
pub mod release;
pub mod response;
pub mod roster;
pub mod session;
pub mod sign_in;
pub mod sync;
pub mod visits;
pub mod write;

use std::sync::Arc;

use fieldwalk_core::clock::{Clock, Timestamp};
use fieldwalk_core::ids::NetworkId;
use fieldwalk_core::protocol::{PAGE_BYTES, PublicKey};
use rusqlite::Transaction;
use tokio::sync::Notify;

use crate::chance::Chance;
use crate::metrics::Metrics;
use crate::store::blob::Blobs;
use crate::store::meta::Identity;
use crate::store::{Store, StoreError, log, network};
use crate::worker::Vetting;
use console_device::Openings;
use lock::DocumentLocks;
use memory::Memory;

/// Sizes that a test may want smaller.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// The documents of one answer, in bytes.
    pub page_bytes: u64,
    /// A tail longer than this is folded, in bytes.
    pub tail_bytes_max: u64,
    /// A tail longer than this is folded, in chunks.
    pub tail_chunks_max: u64,
    /// The attachments of one member, in bytes.
    pub member_blob_bytes_max: u64,
    /// The attachments of one network, in bytes.
    pub network_blob_bytes_max: u64,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            page_bytes: PAGE_BYTES as u64,
            tail_bytes_max: 64 << 10,
            tail_chunks_max: 32,
            member_blob_bytes_max: 1 << 30,
            network_blob_bytes_max: 20 << 30,
        }
    }
}

/// All that the services work with.
pub struct Service {
    pub(crate) store: Store,
    pub(crate) blobs: Arc<Blobs>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) chance: Chance,
    pub(crate) vetting: Vetting,
    pub(crate) identity: Identity,
    pub(crate) sizes: Sizes,
    pub(crate) metrics: Metrics,
    pub(crate) locks: DocumentLocks,
    /// Under which actors the console's devices write.
    pub(crate) openings: Openings,
    pub(crate) memory: Arc<Memory>,
    /// Woken when something was appended that may have to be folded.
    pub(crate) appended: Notify,
}

impl Service {
    /// A service over an open store and the blobs beside it.
    pub fn new(
        store: Store,
        blobs: Blobs,
        clock: Arc<dyn Clock>,
        chance: Chance,
        vetting: Vetting,
        identity: Identity,
        sizes: Sizes,
    ) -> Self {
        Self {
            store,
            blobs: Arc::new(blobs),
            clock,
            chance,
            vetting,
            identity,
            sizes,
            metrics: Metrics::default(),
            locks: DocumentLocks::default(),
            openings: Openings::default(),
            memory: Arc::default(),
            appended: Notify::new(),
        }
    }

    /// Whether the service can do its work: read, write and have a worker.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn is_ready(&self) -> Result<(), StoreError> {
        self.store.read(|connection| network::all(connection).map(drop)).await?;
        self.store.write(|_| Ok::<_, StoreError>(())).await?;
        if self.vetting.is_ready().await { Ok(()) } else { Err(StoreError::NotCommitted) }
    }

    /// Where members' bytes are loaded.
    pub fn vetting(&self) -> &Vetting {
        &self.vetting
    }

    /// The key that releases and snapshots of this server are verified with.
    pub fn server_key(&self) -> PublicKey {
        self.identity.keys.public()
    }

    /// Looks whether another process has written, so that streams of notices tell it.
    ///
    /// # Errors
    /// [`StoreError::NotCommitted`] where the writer is gone.
    pub fn notice_other_writers(&self) -> Result<(), StoreError> {
        self.store.notice_other_writers()
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

/// Takes the next number of the log for a change of facts.
fn change_facts(transaction: &Transaction<'_>, network: NetworkId, chance: &Chance) -> Result<u64, StoreError> {
    let number = log::append(transaction, network, chance.tag())?;
    network::facts_changed(transaction, network, number)?;
    Ok(number)
}
