//! The files of a browser's private file system, as SQLite writes to them: a pool of handles that are opened ahead,
//! because SQLite cannot wait for one. In a dedicated worker only, and in one at a time.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rand::Rng as _;
use rsqlite_vfs::transfer::DbTransfer;
use rsqlite_vfs::{OsCallback, VfsFilesManager, VfsResult};
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};

use super::StoreError;
use crate::clock::{Clock, SystemClock, system_rng};

/// Files of one profile, with what SQLite writes beside it.
const FILES_OF_A_PROFILE: usize = 3;
/// How often opening is tried: the handles of a tab that was killed linger for a second or two.
const TRIES: u32 = 30;

thread_local! {
    /// The pool that this worker opened.
    static POOL: RefCell<Option<Files>> = const { RefCell::new(None) };
    /// The databases that are open in it.
    static OPEN: RefCell<BTreeSet<PathBuf>> = const { RefCell::new(BTreeSet::new()) };
}

/// Keeps a database from being opened twice, until dropped.
#[derive(Debug)]
pub(super) struct Lock(PathBuf);

impl Lock {
    pub(super) fn on(path: &Path) -> Result<Self, StoreError> {
        let is_free = OPEN.with_borrow_mut(|open| open.insert(path.to_owned()));
        if is_free { Ok(Self(path.to_owned())) } else { Err(StoreError::Locked) }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        OPEN.with_borrow_mut(|open| open.remove(&self.0));
    }
}

/// All files of this browser.
#[derive(Clone)]
pub struct Files(OpfsSAHPoolUtil);

/// Why there are no files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoFiles {
    /// This browser or window has no private file system.
    #[error("this browser or window keeps nothing")]
    NotThere,
    /// It is there and does not open.
    #[error("the private file system does not open")]
    Failed,
}

impl Files {
    /// Opens the files in the folder `name` and has SQLite use them from now on. `pause` waits a tenth of a second
    /// between two tries.
    ///
    /// # Errors
    /// Each of [`NoFiles`].
    pub async fn open<P: Future<Output = ()>>(name: &str, pause: impl Fn() -> P) -> Result<Self, NoFiles> {
        let options = OpfsSAHPoolCfgBuilder::new()
            .vfs_name("fieldwalk")
            .directory(name)
            .initial_capacity(4 * FILES_OF_A_PROFILE)
            .build();
        for _ in 0..TRIES {
            match install::<Platform>(&options, true).await {
                Ok(pool) => {
                    let files = Self(pool);
                    POOL.set(Some(files.clone()));
                    return Ok(files);
                }
                Err(OpfsSAHError::NotSupported) => return Err(NoFiles::NotThere),
                // A window that keeps nothing refuses the folder itself.
                Err(OpfsSAHError::Opfs { message, .. }) if message.starts_with("SecurityError") => {
                    return Err(NoFiles::NotThere);
                }
                Err(_) => pause().await,
            }
        }
        Err(NoFiles::Failed)
    }

    /// Those that this worker opened.
    pub(crate) fn opened() -> Result<Self, StoreError> {
        POOL.with_borrow(Clone::clone).ok_or_else(|| refused("no files are open"))
    }

    /// The names of all files.
    ///
    /// # Errors
    /// Where they are closed.
    pub fn names(&self) -> Result<Vec<String>, StoreError> {
        let names = self.0.names().map_err(error)?;
        Ok(names.into_iter().map(|name| name.trim_start_matches('/').to_owned()).collect())
    }

    /// Removes a file that is closed; also where there is none.
    ///
    /// # Errors
    /// Where the file is open, or the browser refuses.
    pub fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.0.remove(name).map(drop).map_err(error)
    }

    /// Whether there is a file of this name.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.contains(name).unwrap_or_default()
    }

    /// Makes an empty file, where there is none.
    pub(super) fn mark(&self, name: &str) -> Result<(), StoreError> {
        if self.contains(name) { Ok(()) } else { self.write(name, b"") }
    }

    /// Gives a database that is closed another name, together with its write-ahead log. A file that has a log cannot
    /// be copied, nor can one get there that already has one: so the log waits under a third name meanwhile. At every
    /// moment there is a copy of each.
    pub(super) fn rename(&self, from: &str, to: &str) -> Result<(), StoreError> {
        let (log, aside) = (format!("{from}-wal"), format!("{to}.log"));
        if self.contains(&log) {
            self.copy(&log, &aside)?;
            self.remove(&log)?;
        }
        self.copy(from, to)?;
        if self.contains(&aside) {
            self.copy(&aside, &format!("{to}-wal"))?;
            self.remove(&aside)?;
        }
        self.remove(from)
    }

    fn copy(&self, from: &str, to: &str) -> Result<(), StoreError> {
        self.write(to, &self.read(from)?)
    }

    /// The bytes of a file that is closed.
    pub(crate) fn read(&self, name: &str) -> Result<Vec<u8>, StoreError> {
        self.0.export_db(name).map_err(error)
    }

    /// Makes a file of these bytes.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.0.import_db_unchecked(name, bytes).map_err(error)
    }

    /// Opens handles ahead for one more profile.
    ///
    /// # Errors
    /// Where there is no room.
    pub async fn make_place(&self) -> Result<(), StoreError> {
        let taken = self.0.names().map_err(error)?.len();
        self.0.ensure_capacity(taken + 2 * FILES_OF_A_PROFILE).await.map_err(error)
    }

    /// Lets go of all files, for another tab.
    pub fn close(&self) {
        // Fails where a file is open: then the end of the worker does it.
        let _ = self.0.pause();
    }
}

fn error(error: OpfsSAHError) -> StoreError {
    match error {
        OpfsSAHError::Opfs { message, .. } if message.starts_with("QuotaExceededError") => StoreError::Full,
        error => refused(error),
    }
}

fn refused(error: impl ToString) -> StoreError {
    StoreError::Io(std::io::Error::other(error.to_string()))
}

/// What SQLite asks a platform for.
#[derive(Default)]
struct Platform;

impl OsCallback for Platform {
    /// One connection has a file for itself, so there is nobody to wait for.
    fn sleep(&self, _: Duration) {}

    fn random(&self, buffer: &mut [u8]) -> usize {
        let Ok(mut rng) = system_rng() else { return 0 };
        rng.fill_bytes(buffer);
        buffer.len()
    }

    fn epoch_timestamp_in_ms(&self) -> VfsResult<i64> {
        Ok(SystemClock.now().0)
    }
}

/// What the tests' worker opens before the first of them.
#[cfg(test)]
#[wasm_bindgen::prelude::wasm_bindgen(js_name = openFiles)]
pub async fn open_files() {
    Files::open("tests", async || {}).await.unwrap();
}
