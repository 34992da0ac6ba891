//! One server, put together from its parts: the store, the workers, the clock, the router.
//!
//! A test builds the same thing as `fieldwalk serve`, with another clock, a seed, and vetting in its own process.

use std::fs::{File, TryLockError};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::middleware::from_fn;
use fieldwalk_core::clock::{Clock, SystemClock};
use fieldwalk_core::ids::HistoryId;
use fieldwalk_core::protocol::Keys;
use tokio::sync::{Semaphore, watch};

use crate::api;
use crate::chance::Chance;
use crate::console;
use crate::limit::{Limiter, Rates};
use crate::service::admin::Admin;
use crate::service::{Service, Sizes, fold};
use crate::store::blob::Blobs;
use crate::store::meta::Identity;
use crate::store::{Store, StoreError, meta, private, session};
use crate::web;
use crate::worker::{Pool, Processes, Vetting};

/// How often the server looks whether a command on the same machine has written.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How often it keeps house when nothing was appended.
const KEEP_HOUSE_EVERY: Duration = Duration::from_secs(10 * 60);
/// Requests unpacked at the same time: more wait, packed.
const UNPACKED_MAX: usize = 32;
/// The lock file inside the data folder.
const LOCK_FILE: &str = "server.lock";

/// What a server is made of.
pub struct Config {
    /// The folder of its data.
    pub data_dir: PathBuf,
    /// Where the time comes from.
    pub clock: Arc<dyn Clock>,
    /// `None`: randomness from the system. A seed makes a run that replays, with secrets that can be guessed; every
    /// opening of the same folder needs another one, else ids and tokens come a second time.
    pub seed: Option<u64>,
    /// Where members' bytes are loaded.
    pub vetting: VettingPlace,
    /// Sizes.
    pub sizes: Sizes,
    /// Rates.
    pub rates: Rates,
    /// Whether a proxy in front tells the address of the other side in `X-Forwarded-For`.
    pub is_behind_proxy: bool,
}

/// Where members' bytes are loaded; see [`Vetting`].
pub enum VettingPlace {
    /// In worker processes.
    Processes(Processes),
    /// In this process: for simulations only.
    InProcess,
}

impl Config {
    /// As people are served: the machine's clock, the system's randomness, worker processes, the usual limits.
    pub fn new(data_dir: PathBuf) -> Self {
        Self {
            data_dir,
            clock: Arc::new(SystemClock),
            seed: None,
            vetting: VettingPlace::Processes(Processes::default()),
            sizes: Sizes::default(),
            rates: Rates::default(),
            is_behind_proxy: false,
        }
    }
}

/// Why a server could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// Another server has the data folder.
    #[error("another server is using {0}; stop it first. Nothing was changed")]
    InUse(PathBuf),
    /// The lock file.
    #[error("the data folder {path} could not be used")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The system has no randomness to give.
    #[error("the system has no randomness to give; nothing that needs a secret can start")]
    NoEntropy(#[from] getrandom::Error),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A server. Cloning gives another handle to the same one.
#[derive(Clone)]
pub struct App {
    pub(crate) parts: Arc<Parts>,
}

pub(crate) struct Parts {
    pub(crate) service: Service,
    pub(crate) limiter: Limiter,
    pub(crate) is_behind_proxy: bool,
    /// Requests that are unpacked at the same time, each taking some times its size.
    pub(crate) unpacked: Semaphore,
    /// Turns true when the server is to stop; streams that never end by themselves end then.
    pub(crate) stopping: watch::Sender<bool>,
    /// Held as long as the server lives; `None` for a command beside it.
    _lock: Option<File>,
}

impl App {
    /// Opens the data folder for serving. A database that is a copy starts a new history here.
    ///
    /// # Errors
    /// [`NotOpened`].
    pub async fn open(config: Config) -> Result<Self, NotOpened> {
        let lock = lock(&config.data_dir)?;
        Self::with_lock(config, Some(lock)).await
    }

    /// Opens the data folder for a command, which may run beside the server.
    ///
    /// # Errors
    /// [`NotOpened`].
    pub async fn open_beside(config: Config) -> Result<Self, NotOpened> {
        Self::with_lock(config, None).await
    }

    async fn with_lock(config: Config, lock: Option<File>) -> Result<Self, NotOpened> {
        let store = Store::open(&config.data_dir)?;
        let chance = Chance::new(config.seed)?;
        let identity = identity(&store, &*config.clock, &chance, lock.is_some()).await?;
        let vetting = match config.vetting {
            VettingPlace::Processes(processes) => Vetting::Processes(Pool::new(processes)),
            VettingPlace::InProcess => Vetting::InProcess,
        };
        let blobs = Blobs::new(&config.data_dir);
        let service = Service::new(store, blobs, config.clock, chance, vetting, identity, config.sizes);
        Ok(Self {
            parts: Arc::new(Parts {
                service,
                limiter: Limiter::new(config.rates),
                is_behind_proxy: config.is_behind_proxy,
                unpacked: Semaphore::new(UNPACKED_MAX),
                stopping: watch::Sender::new(false),
                _lock: lock,
            }),
        })
    }

    /// The server's whole HTTP side.
    pub fn router(&self) -> axum::Router {
        api::router(self.clone(), console::router().merge(web::router())).layer(from_fn(console::for_people))
    }

    /// What the operator may do.
    pub fn admin(&self) -> Admin<'_> {
        Admin(&self.parts.service)
    }

    /// The use cases, for commands and tests.
    pub fn service(&self) -> &Service {
        &self.parts.service
    }

    /// Counts a try to sign in from `address`, as many a minute as enrolments; an error says how long to wait.
    ///
    /// # Errors
    /// Where there were too many.
    pub fn count_sign_in(&self, address: IpAddr) -> Result<(), Duration> {
        self.parts.limiter.sign_in(address)
    }

    /// Folds what is due and drops what snapshots cover. A serving process does this by itself ([`Self::background`]).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn keep_house(&self) -> Result<(), StoreError> {
        self.parts.limiter.forget();
        fold::keep_house(&self.parts.service).await
    }

    /// Does what a serving process does besides answering, until [`Self::stop`].
    pub async fn background(self) {
        let mut stopping = self.parts.stopping.subscribe();
        let mut look = tokio::time::interval(LOOK_EVERY);
        let mut house = tokio::time::interval(KEEP_HOUSE_EVERY);
        loop {
            tokio::select! {
                () = async { drop(stopping.wait_for(|stopping| *stopping).await) } => return,
                _ = look.tick() => {
                    if let Err(error) = self.parts.service.store.notice_other_writers() {
                        tracing::error!(%error, "the writer is gone");
                    }
                }
                _ = house.tick() => self.report(self.keep_house().await),
                () = self.parts.service.appended.notified() => {
                    self.report(fold::fold_long_tails(&self.parts.service).await);
                }
            }
        }
    }

    fn report(&self, kept: Result<(), StoreError>) {
        if let Err(error) = kept {
            tracing::error!(%error, "housekeeping did not finish; it will be tried again");
        }
    }

    /// Ends the streams of change notices and the background work.
    pub fn stop(&self) {
        self.parts.stopping.send_replace(true);
    }
}

/// Takes the data folder for one server alone, until the file is closed.
///
/// # Errors
/// [`NotOpened::InUse`], [`NotOpened::Folder`].
pub fn lock(data_dir: &Path) -> Result<File, NotOpened> {
    let folder = |source| NotOpened::Folder { path: data_dir.to_owned(), source };
    private::make_folder(data_dir).map_err(folder)?;
    let file =
        File::options().create(true).truncate(false).write(true).open(data_dir.join(LOCK_FILE)).map_err(folder)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(NotOpened::InUse(data_dir.to_owned())),
        Err(TryLockError::Error(source)) => Err(folder(source)),
    }
}

/// The database's identity: made at first, and a new history when a copy is opened for serving.
async fn identity(
    store: &Store,
    clock: &dyn Clock,
    chance: &Chance,
    serves: bool,
) -> Result<Identity, StoreError> {
    let now = clock.now();
    let chance = chance.clone();
    store
        .write(move |transaction| {
            let present = meta::identity(transaction)?;
            let is_copy = meta::is_copy(transaction)?;
            let identity = match present {
                Some(present) if is_copy && serves => {
                    // The copy does not know which of them were ended since it was made.
                    session::end_for_everybody(transaction, now)?;
                    Identity { history: chance.draw(|rng| HistoryId::new(now, rng)), ..present }
                }
                Some(present) => return Ok::<_, StoreError>(present),
                None => Identity {
                    history: chance.draw(|rng| HistoryId::new(now, rng)),
                    keys: chance.draw(Keys::generate),
                },
            };
            meta::set_identity(transaction, &identity)?;
            Ok(identity)
        })
        .await
}
