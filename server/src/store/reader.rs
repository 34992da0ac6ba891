//! A few connections that read, opened when first needed and kept.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;

use super::{StoreError, schema};

/// Readers at work at the same time.
const READERS_MAX: usize = 8;

pub(super) struct Readers {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Connection>>>,
    permits: Semaphore,
}

impl Readers {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, idle: Arc::default(), permits: Semaphore::new(READERS_MAX) }
    }

    pub(super) async fn run<T, E, F>(&self, query: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        let _permit = self.permits.acquire().await.expect("the semaphore is never closed");
        let (idle, path) = (self.idle.clone(), self.path.clone());
        let read = move || {
            let kept = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut connection = kept.map_or_else(|| open(&path), Ok)?;
            let transaction = connection.transaction().map_err(StoreError::Sqlite)?;
            let outcome = query(&transaction)?;
            transaction.finish().map_err(StoreError::Sqlite)?;
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            Ok(outcome)
        };
        match tokio::task::spawn_blocking(read).await {
            Ok(outcome) => outcome,
            Err(stopped) => match stopped.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(StoreError::NotCommitted.into()),
            },
        }
    }
}

fn open(path: &std::path::Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    schema::prepare(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}
