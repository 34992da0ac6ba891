//! The server's memory: one SQLite file in the data folder.
//!
//! One thread writes, with group commit (`writer`); a few connections read, each in a transaction of its own, so
//! every answer is made from one state of the database. Everything here is plain queries; who may do what is decided
//! in `service`. A function that needs a transaction takes `&Transaction`, one that only reads takes `&Connection`.

pub mod audit;
pub mod backup;
pub mod blob;
pub mod chunk;
pub mod command;
pub mod declaration;
pub mod device;
pub mod document;
pub mod invite;
pub mod log;
pub mod meta;
pub mod network;
pub(crate) mod private;
mod reader;
pub mod reading;
pub mod release;
pub mod review;
mod schema;
pub mod session;
pub mod sign_in;
pub mod snapshot;
mod sql;
pub mod visit;
mod writer;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction};
use tokio::sync::watch;

use reader::Readers;
use writer::Writer;

/// The database's name inside the data folder.
pub const FILE_NAME: &str = "fieldwalk.sqlite";

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite said no: a full disk, a damaged file, a lock held too long.
    #[error("the database could not be read or written")]
    Sqlite(#[from] rusqlite::Error),
    /// The file could not be brought up to date.
    #[error("the database could not be brought up to date; it was left as it was")]
    Migration(#[source] rusqlite_migration::Error),
    /// The file belongs to a newer release.
    #[error("the database was written by a newer version of Fieldwalk; install that version or restore a backup")]
    FromNewerVersion,
    /// The write did not reach the disk; nothing of it was kept.
    #[error("the write was not completed; nothing of it was kept")]
    NotCommitted,
    /// A file beside the database.
    #[error("the file {path} could not be read or written")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is a file where a new one was to be made.
    #[error("{0} exists already; choose another name")]
    Exists(PathBuf),
}

/// An open database. Dropping it waits for the write under way.
pub struct Store {
    writer: Writer,
    readers: Readers,
    commits: watch::Receiver<u64>,
}

impl Store {
    /// Opens the database in `folder`, creating both where missing.
    ///
    /// # Errors
    /// [`StoreError`]; an existing file is never replaced.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder).map_err(|source| StoreError::File { path: folder.to_owned(), source })?;
        let path = folder.join(FILE_NAME);
        let mut connection = Connection::open(&path)?;
        schema::prepare(&connection)?;
        schema::migrate(&mut connection)?;
        let (writer, commits) = Writer::start(connection)?;
        Ok(Self { writer, readers: Readers::new(path), commits })
    }

    /// Runs `job` in a write transaction. When this returns `Ok`, what it wrote is on disk.
    ///
    /// Jobs run one after another in the order they were given; several may share one commit, and a job that fails
    /// or panics undoes only its own writes. Dropping the future does not stop a job that was given.
    ///
    /// # Errors
    /// What the job returned, or [`StoreError::NotCommitted`]; nothing of the job was kept then.
    pub async fn write<T, E, F>(&self, job: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    {
        self.writer.run(job).await
    }

    /// Has `job` run in a write transaction soon, without waiting for it: for what can be made anew if it is lost.
    pub fn write_soon<F>(&self, job: F)
    where
        F: FnOnce(&Transaction<'_>) -> Result<(), StoreError> + Send + 'static,
    {
        self.writer.give(move |transaction| {
            job(transaction).inspect_err(|error| tracing::warn!(%error, "something was not kept for later"))
        });
    }

    /// Runs `query` in a read transaction: it sees one state of the database, with every commit answered before.
    ///
    /// # Errors
    /// What the query returned.
    pub async fn read<T, E, F>(&self, query: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        self.readers.run(query).await
    }

    /// Changes with every commit of this process, and soon after one of another process.
    pub fn commits(&self) -> watch::Receiver<u64> {
        self.commits.clone()
    }

    /// Looks whether another process has written since the last look, and tells the watchers of [`Self::commits`].
    ///
    /// # Errors
    /// [`StoreError::NotCommitted`] where the writer is gone.
    pub fn notice_other_writers(&self) -> Result<(), StoreError> {
        self.writer.notice_other_writers()
    }
}
