//! The files of the private file system that SQLite writes to: a pool of handles that are opened ahead, because SQLite
//! cannot wait for one.

use std::time::Duration;

use fieldwalk_core::clock::{Clock, SystemClock};
use rsqlite_vfs::{OsCallback, VfsFilesManager, VfsResult};
use sqlite_wasm_vfs::sahpool::{OpfsSAHError, OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};
use wasm_bindgen::JsValue;

use super::host::JsHost;
use crate::error::{Answer, ErrorKind, Retry, failure};

/// This browser or window has no private file system.
const NO_STORAGE: &str = "noStorage";
/// It is there and does not open.
pub(super) const STORAGE_FAILED: &str = "storageFailed";

/// Files of one profile, with what SQLite writes beside it.
const FILES_OF_A_PROFILE: usize = 3;
/// How often opening is tried: the handles of a tab that was killed linger for a second or two.
const TRIES: u32 = 30;
/// Between two tries, in milliseconds.
const BETWEEN_TRIES: f64 = 100.0;

/// The pool of this worker.
#[derive(Clone)]
pub(super) struct Pool(OpfsSAHPoolUtil);

impl Pool {
    /// Opens it.
    pub(super) async fn open(host: &JsHost) -> Result<Self, JsValue> {
        let options = OpfsSAHPoolCfgBuilder::new()
            .vfs_name("fieldwalk")
            .directory("fieldwalk")
            .initial_capacity(4 * FILES_OF_A_PROFILE)
            .build();
        for _ in 0..TRIES {
            match install::<Platform>(&options, true).await {
                Ok(pool) => return Ok(Self(pool)),
                Err(OpfsSAHError::NotSupported) => return Err(NO_STORAGE.into()),
                // A window that keeps nothing refuses the folder itself.
                Err(OpfsSAHError::Opfs { message, .. }) if message.starts_with("SecurityError") => {
                    return Err(NO_STORAGE.into());
                }
                Err(_) => host.pause(BETWEEN_TRIES).await,
            }
        }
        Err(STORAGE_FAILED.into())
    }

    pub(super) fn names(&self) -> Answer<Vec<String>> {
        self.0.names().map_err(refused)
    }

    pub(super) fn remove(&self, name: &str) -> Answer<()> {
        self.0.remove(name).map(drop).map_err(refused)
    }

    /// Opens handles ahead for one more profile.
    pub(super) async fn make_place(&self) -> Answer<()> {
        let taken = self.0.names().map_err(refused)?.len();
        self.0.ensure_capacity(taken + 2 * FILES_OF_A_PROFILE).await.map_err(refused)
    }

    /// Lets go of all handles.
    pub(super) fn close(&self) {
        // Fails where a file is open: then the end of the worker does it.
        let _ = self.0.pause();
    }
}

fn refused(error: OpfsSAHError) -> crate::error::CallFailure {
    match error {
        OpfsSAHError::Opfs { message, .. } if message.starts_with("QuotaExceededError") => {
            failure(ErrorKind::DiskFull, Retry::AfterAction, "this device is full")
        }
        _ => failure(ErrorKind::Storage, Retry::Later, "the device's storage did not take this"),
    }
}

/// What SQLite asks a platform for.
#[derive(Default)]
struct Platform;

impl OsCallback for Platform {
    /// One connection has a file for itself, so there is nobody to wait for.
    fn sleep(&self, _: Duration) {}

    fn random(&self, buffer: &mut [u8]) -> usize {
        getrandom::fill(buffer).map_or(0, |()| buffer.len())
    }

    fn epoch_timestamp_in_ms(&self) -> VfsResult<i64> {
        Ok(SystemClock.now().0)
    }
}
