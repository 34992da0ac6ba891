//! The facade that phone apps, the web client and the command line use: one [`Client`] for one open profile.
//!
//! Every method is synchronous, short and safe to call from any thread; capture never waits for the network. What a
//! person wrote is on disk when the method that takes it returns. Everything that needs the network goes through
//! [`Client::sync_step`], driven by [`crate::driver`] or by whoever else can carry a request to the server.
//!
//! Documents are loaded when first asked for and made anew from the store after anything came in, so what is in
//! memory can be thrown away at any moment.

mod attachments;
mod capture;
mod debrief;
mod declare;
mod error;
mod file;
mod library;
mod notify;
mod profile;
mod released;
mod response;
mod review;
pub mod screen;
mod secrets;
mod share;
mod status;
mod syncing;
#[cfg(test)]
mod tests;
mod together;
mod visits;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

pub use attachments::{AttachmentEntry, AttachmentStatus, Upload};
pub use capture::{Draft, DraftPlace, NoteMarks};
pub use error::ClientError;
pub use file::{ExportScope, ImportReport};
pub use notify::{Changed, Subscription};
pub use profile::{Profile, ProfileFile, profiles, profiles_with_secrets};
pub use review::AskedOfMe;
pub use secrets::{Secret, SecretStore, SecretsUnavailable};
pub use status::{ItemStatus, Status, VisitStatus};
pub use syncing::SyncStep;
pub use together::SharedText;
pub use visits::VisitEntry;

use crate::clock::{Clock, SeededRng, Timestamp};
use crate::document::{Actor, ChangeBytes, Document, DocumentError};
use crate::domain::{DocumentKey, Facts};
use crate::ids::ItemId;
use crate::protocol::Keys;
use crate::store::{self, SetAside, Store, StoreError, Transaction, meta};
use crate::sync::Engine;

/// Documents kept in memory at most.
const CACHED_DOCUMENTS: usize = 64;

/// One open profile: one member of one network on one server.
pub struct Client {
    inner: Mutex<Inner>,
    clock: Arc<dyn Clock>,
    listeners: notify::Listeners,
    secrets: Option<Arc<dyn SecretStore>>,
}

struct Inner {
    store: Store,
    rng: SeededRng,
    keys: Keys,
    actor: Actor,
    profile: Option<Profile>,
    facts: Option<Facts>,
    documents: BTreeMap<DocumentKey, Document>,
    engine: Engine,
    network: status::NetworkState,
}

impl Client {
    /// Opens the profile kept in the file at `path`, or starts a new one there. `rng` must be fit for secrets
    /// ([`crate::clock::system_rng`]) outside of tests.
    ///
    /// The second value tells that a damaged file was set aside and how much was brought over: show it to the person.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another process has it open, and other errors of the store.
    pub fn open(
        path: &Path,
        clock: Arc<dyn Clock>,
        rng: SeededRng,
    ) -> Result<(Self, Option<SetAside>), ClientError> {
        let (store, set_aside) = Store::open(path)?;
        Ok((Self::over(store, clock, rng)?, set_aside))
    }

    /// As [`Client::open`], with the profile's secrets kept in `secrets` rather than in the file. With the feature
    /// `encrypted` one of them is the key to the file; a file that was begun without is encrypted now.
    ///
    /// # Errors
    /// [`ClientError::WrongKey`] where the secrets do not belong to this file, [`ClientError::Secrets`]; then the file
    /// is as it was. As [`Client::open`].
    pub fn open_with_secrets(
        path: &Path,
        clock: Arc<dyn Clock>,
        mut rng: SeededRng,
        secrets: Arc<dyn SecretStore>,
    ) -> Result<(Self, Option<SetAside>), ClientError> {
        let (store, set_aside) =
            Store::open_with(path, |form| secrets::store_key(path, form, &mut rng, &*secrets))?;
        Ok((Self::start(store, clock, rng, Some(secrets))?, set_aside))
    }

    /// A client over an open store.
    ///
    /// # Errors
    /// Those of the store.
    pub fn over(store: Store, clock: Arc<dyn Clock>, rng: SeededRng) -> Result<Self, ClientError> {
        Self::start(store, clock, rng, None)
    }

    fn start(
        mut store: Store,
        clock: Arc<dyn Clock>,
        mut rng: SeededRng,
        secrets: Option<Arc<dyn SecretStore>>,
    ) -> Result<Self, ClientError> {
        let keys = match secrets.as_deref() {
            Some(secrets) => secrets::keys_apart(&mut store, &mut rng, secrets)?,
            None => secrets::keys_in_file(&mut store, &mut rng)?,
        };
        let actor = Actor::new(keys.device(), &mut rng);
        let profile = match (meta::get(store.read(), "profile")?, secrets.as_deref()) {
            (Some(kept), Some(secrets)) => Some(secrets::with_token(kept, secrets)?),
            (kept, _) => kept,
        };
        let facts = meta::get(store.read(), "facts")?;
        let network = status::NetworkState::load(&store)?;
        let inner = Inner {
            store,
            rng,
            keys,
            actor,
            profile,
            facts,
            documents: BTreeMap::new(),
            engine: Engine::default(),
            network,
        };
        Ok(Self { inner: Mutex::new(inner), clock, listeners: notify::Listeners::default(), secrets })
    }

    /// The store, when this client is done with it: for simulating the end of a process.
    #[cfg(any(test, feature = "testing"))]
    pub fn into_store(self) -> Store {
        self.inner.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).store
    }

    /// The documents that this device holds anything of, with their heads.
    ///
    /// # Errors
    /// Those of the store.
    #[cfg(any(test, feature = "testing"))]
    pub fn heads(&self) -> Result<BTreeMap<DocumentKey, Vec<[u8; 32]>>, ClientError> {
        let mut inner = self.lock();
        let keys = store::changes::documents(inner.store.read())?;
        keys.into_iter().map(|key| Ok((key, inner.document(key)?.heads()))).collect()
    }

    /// Fills the disk up to `pages` more pages of 4 KiB; `None` makes room again.
    ///
    /// # Errors
    /// Those of the store.
    #[cfg(any(test, feature = "testing"))]
    pub fn limit_storage(&self, pages: Option<i64>) -> Result<(), ClientError> {
        let inner = self.lock();
        let taken: i64 =
            inner.store.read().query_row("PRAGMA page_count", [], |row| row.get(0)).map_err(StoreError::from)?;
        let most = pages.map_or(i64::from(u32::MAX - 1), |pages| taken + pages);
        Ok(inner.store.read().pragma_update(None, "max_page_count", most).map_err(StoreError::from)?)
    }

    /// Keeps a change that no intent made, to see that it is found out.
    ///
    /// # Errors
    /// Those of the store.
    #[cfg(any(test, feature = "testing"))]
    pub fn keep_foreign_change(&self, key: DocumentKey, bytes: &[u8]) -> Result<(), ClientError> {
        let mut inner = self.lock();
        inner.documents.remove(&key);
        Ok(inner.store.write(|tx| store::changes::append(tx, &key, None, bytes))?)
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What is in memory can always be made anew, so a panic elsewhere must not lock a person out.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(|poisoned| {
            let mut inner = poisoned.into_inner();
            inner.documents.clear();
            self.inner.clear_poison();
            inner
        })
    }
}

/// What a method of the client does to a document. Boxed, so that what is done around it is compiled once, and not for
/// each method.
type Intent<'a> = Box<dyn FnOnce(&mut Document, Timestamp) -> Result<Option<ChangeBytes>, DocumentError> + 'a>;

/// What is written in the same transaction as an intent's changes.
type Also<'a> = Box<dyn FnOnce(&Transaction<'_>) -> Result<(), StoreError> + 'a>;

impl Inner {
    /// Who this profile is, once it is somebody.
    fn enrolment(&self) -> Result<&Profile, ClientError> {
        self.profile.as_ref().ok_or(ClientError::NotEnrolled)
    }

    /// The document under `key`, loaded from the store if need be; empty but well formed where there is nothing yet.
    fn document(&mut self, key: DocumentKey) -> Result<&mut Document, ClientError> {
        if !self.documents.contains_key(&key) {
            if self.documents.len() >= CACHED_DOCUMENTS {
                self.documents.clear();
            }
            let document = match self.load(key) {
                Err(ClientError::Document(DocumentError::Unreadable)) => self.load_readable_parts(key)?,
                loaded => loaded?,
            };
            self.documents.insert(key, document);
        }
        Ok(self.documents.get_mut(&key).expect("it was just put there"))
    }

    fn load(&self, key: DocumentKey) -> Result<Document, ClientError> {
        let parts = store::changes::parts(self.store.read(), &key).inspect_err(|error| {
            if matches!(error, StoreError::Damaged) {
                self.store.suspect();
            }
        })?;
        Ok(Document::load(key, &self.actor, parts.iter().map(Vec::as_slice))?)
    }

    /// Loads what can be read of a document that has an unreadable part, and has the rest fetched and looked into:
    /// nobody is kept from writing by it.
    fn load_readable_parts(&mut self, key: DocumentKey) -> Result<Document, ClientError> {
        let mut document = Document::new(key, &self.actor);
        for part in store::changes::parts(self.store.read(), &key)? {
            // A part that cannot be read stays in the store; the others are as good as before.
            let _ = document.apply(&part);
        }
        self.store.suspect();
        self.store.write(|tx| store::inbox::mark(tx, &key, "repair"))?;
        Ok(document)
    }

    /// Applies an intent to a document, as [`Inner::change`] with nothing besides.
    fn apply(
        &mut self,
        key: DocumentKey,
        item: Option<ItemId>,
        now: Timestamp,
        intent: Intent<'_>,
    ) -> Result<bool, ClientError> {
        self.change(key, item, |document| intent(document, now), |_| Ok(()))
    }

    /// Applies an intent to a document and keeps the change, together with what `also` writes, in one transaction.
    /// Returns whether there was anything to change.
    fn change<C: IntoIterator<Item = ChangeBytes>>(
        &mut self,
        key: DocumentKey,
        item: Option<ItemId>,
        intent: impl FnOnce(&mut Document) -> Result<C, DocumentError>,
        also: impl FnOnce(&Transaction<'_>) -> Result<(), StoreError>,
    ) -> Result<bool, ClientError> {
        let of_item = |changes: C| changes.into_iter().map(|bytes| (item, bytes)).collect();
        self.changes(key, |document| Ok(of_item(intent(document)?)), also)
    }

    /// As [`Inner::change`], with what each change concerns.
    fn changes(
        &mut self,
        key: DocumentKey,
        intent: impl FnOnce(&mut Document) -> Result<Vec<(Option<ItemId>, ChangeBytes)>, DocumentError>,
        also: impl FnOnce(&Transaction<'_>) -> Result<(), StoreError>,
    ) -> Result<bool, ClientError> {
        let made = intent(self.document(key)?);
        self.keep(key, made, Box::new(also))
    }

    /// The part of [`Inner::changes`] that is the same for every intent, and compiled once for all of them.
    fn keep(
        &mut self,
        key: DocumentKey,
        made: Result<Vec<(Option<ItemId>, ChangeBytes)>, DocumentError>,
        also: Also<'_>,
    ) -> Result<bool, ClientError> {
        let changes = match made {
            Ok(changes) => changes,
            Err(error) => {
                self.documents.remove(&key);
                return Err(error.into());
            }
        };
        let stored = self.store.write(|tx| {
            changes.iter().try_for_each(|(item, bytes)| store::changes::append(tx, &key, *item, bytes))?;
            also(tx)
        });
        if let Err(error) = stored {
            // What is in memory is ahead of the disk now.
            self.documents.remove(&key);
            return Err(error.into());
        }
        Ok(!changes.is_empty())
    }
}
