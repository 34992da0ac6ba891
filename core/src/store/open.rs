//! Opening a profile's file: lock it, unlock or encrypt it with its key, migrate it, and set it aside when it is damaged.

#[cfg(not(target_family = "wasm"))]
use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

#[cfg(target_family = "wasm")]
use super::browser::Lock;
use super::files::{self, with_suffix};
use super::key::{Form, StoreKey};
use super::{StoreError, encrypt, salvage, schema};

/// An open profile's file. Holds a lock on it for as long as it lives.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: Option<PathBuf>,
    _lock: Option<Lock>,
}

type Change<'a> = Box<dyn FnOnce(&Transaction<'_>) -> Result<(), StoreError> + 'a>;

/// Keeps other processes out, until dropped.
#[cfg(not(target_family = "wasm"))]
#[derive(Debug)]
struct Lock(File);

#[cfg(not(target_family = "wasm"))]
impl Drop for Lock {
    /// Says so rather than only closing the file: a process that is being started at this moment holds every open
    /// file of this one for an instant, and would hold the lock with it.
    fn drop(&mut self) {
        // Fails only where there is no lock any more.
        drop(self.0.unlock());
    }
}

/// A damaged file was set aside while opening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Where the damaged file is now.
    pub path: PathBuf,
    /// Rows of changes, chunks and drafts that were brought over.
    pub rows_recovered: u64,
}

impl Store {
    /// Opens the file at `path`, creating it where there is none, without a key.
    ///
    /// # Errors
    /// As [`Store::open_with`].
    pub fn open(path: &Path) -> Result<(Self, Option<SetAside>), StoreError> {
        Self::open_with(path, |_| Ok(None))
    }

    /// Opens the file at `path`, creating it where there is none, with the key that `key` answers to what is there.
    /// It is asked once nobody else has the file open; `None` reads and writes plainly. A plain file that gets a key is
    /// encrypted now, or at the next opening where the disk has no room for that.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another process has it open, [`StoreError::WrongKey`], [`StoreError::TooNew`] for a
    /// file of a newer version; then nothing was changed. Those of `key`. Damage is not an error: the file is set aside
    /// and what can be read is brought over.
    pub fn open_with<E: From<StoreError>>(
        path: &Path,
        key: impl FnOnce(Form) -> Result<Option<StoreKey>, E>,
    ) -> Result<(Self, Option<SetAside>), E> {
        let lock = Some(lock(path)?);
        let form = Form::of(path)?;
        let key = key(form)?;
        let (connection, set_aside) = open_or_set_aside(path, form, key.as_ref())?;
        Ok((Self { connection, path: Some(path.to_owned()), _lock: lock }, set_aside))
    }

    /// Opens a store that lives in memory, for simulations and for tests.
    ///
    /// # Errors
    /// Where SQLite cannot start.
    pub fn open_in_memory() -> Result<Self, StoreError> {
        let mut connection = Connection::open_in_memory()?;
        schema::migrations().to_latest(&mut connection)?;
        Ok(Self { connection, path: None, _lock: None })
    }

    /// For reading.
    pub fn read(&self) -> &Connection {
        &self.connection
    }

    /// Runs `change` in one transaction that is on disk when this returns: all of it or, on an error, none.
    ///
    /// # Errors
    /// Those of `change` and of the commit.
    pub fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut value = None;
        self.transact(Box::new(|tx| {
            value = Some(change(tx)?);
            Ok(())
        }))?;
        Ok(value.expect("a change that went well left its value"))
    }

    /// [`Store::write`] without a type: compiled once, and not for every change that there is.
    fn transact(&mut self, change: Change<'_>) -> Result<(), StoreError> {
        let result = (|| {
            let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            change(&tx)?;
            Ok(tx.commit()?)
        })();
        if matches!(result, Err(StoreError::Damaged)) {
            self.suspect();
        }
        result
    }

    /// As [`Store::write`], but without waiting for the disk: it survives the death of this process, not always a
    /// power cut. For drafts, and for what would be found out again.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_soon<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        let result = self.write(change);
        self.connection.pragma_update(None, "synchronous", "FULL")?;
        result
    }

    /// Brings the write-ahead log over into the file and leaves nothing in it: what was deleted is nowhere then.
    ///
    /// # Errors
    /// Those of the write.
    pub fn empty_log(&self) -> Result<(), StoreError> {
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }

    /// Has the next opening look at every page of the file, because something in it could not be read.
    pub fn suspect(&self) {
        if let Some(path) = &self.path {
            // Should even this fail, the damage shows again at the next read.
            let _ = files::mark(&suspicion(path));
        }
    }
}

fn open_or_set_aside(
    path: &Path,
    form: Form,
    key: Option<&StoreKey>,
) -> Result<(Connection, Option<SetAside>), StoreError> {
    if !form.opens_with(key) {
        return Err(StoreError::WrongKey);
    }
    let suspect = suspicion(path);
    let is_suspect = files::contains(&suspect);
    let opened = match (form, key) {
        (Form::Plain, Some(key)) => match encrypt::in_place(path, key, is_suspect) {
            Ok(()) => connect(path, Some(key), false),
            Err(error @ (StoreError::Damaged | StoreError::Locked | StoreError::TooNew)) => Err(error),
            // No room, or a disk that refuses: nobody is kept from writing by it, and the next opening tries again.
            Err(_) => connect(path, None, is_suspect),
        },
        _ => connect(path, key, is_suspect),
    };
    let (connection, set_aside) = match opened {
        Ok(connection) => (connection, None),
        Err(StoreError::Damaged) => {
            let path_aside = set_aside(path)?;
            let connection = connect(path, key, false)?;
            let old_key = key.filter(|_| form != Form::Plain);
            let rows_recovered = salvage::bring_over(&path_aside, old_key, &connection)?;
            (connection, Some(SetAside { path: path_aside, rows_recovered }))
        }
        Err(other) => return Err(other),
    };
    if is_suspect {
        files::remove(&suspect)?;
    }
    if let Some(key) = key {
        // As above.
        let _ = encrypt::copies_set_aside(path, key);
    }
    let set_aside = set_aside.map(|aside| SetAside { path: encrypt::place_of(aside.path), ..aside });
    Ok((connection, set_aside))
}

/// Opens the file and sees that it can be used.
pub(super) fn connect(
    path: &Path,
    key: Option<&StoreKey>,
    look_at_every_page: bool,
) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path)?;
    if let Some(key) = key {
        key.unlock(&connection)?;
    }
    // What SQLite puts aside while it sorts is text of notes too.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // Without memory shared with other connections a write-ahead log needs the file for itself, which it has.
    #[cfg(target_family = "wasm")]
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten: a phone that may not hold a text any more does not hold it.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(64);
    if look_at_every_page {
        let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(StoreError::Damaged);
        }
    }
    schema::migrations().to_latest(&mut connection)?;
    // A damaged table shows here rather than in the middle of a sentence.
    for table in ["meta", "chunk", "change", "draft"] {
        connection.query_row(&format!("SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 1)"), [], |_| Ok(()))?;
    }
    Ok(connection)
}

/// A browser lets one worker at a time have the files; within it nothing but this keeps two apart.
#[cfg(target_family = "wasm")]
fn lock(path: &Path) -> Result<Lock, StoreError> {
    Lock::on(path)
}

#[cfg(not(target_family = "wasm"))]
fn lock(path: &Path) -> Result<Lock, StoreError> {
    let file = File::options().create(true).truncate(false).write(true).open(beside(path, "lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::Locked),
        Err(std::fs::TryLockError::Error(error)) => Err(error.into()),
    }
}

/// Moves the file and its write-ahead log to the first free name `….damaged-N`.
fn set_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let is_free = |name: &PathBuf| !files::contains(name) && !files::contains(&with_suffix(name, ".copy"));
    let free = (1..).map(|n| beside(path, &format!("damaged-{n}"))).find(is_free);
    let target = free.expect("the numbers do not end");
    files::rename(path, &target)?;
    Ok(target)
}

fn suspicion(path: &Path) -> PathBuf {
    beside(path, "suspect")
}

pub(super) fn beside(path: &Path, extension: &str) -> PathBuf {
    with_suffix(path, &format!(".{extension}"))
}

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests {
    use super::*;

    #[test]
    fn a_store_that_is_closed_can_be_opened_while_a_starting_process_still_has_its_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ada.fieldwalk");
        let (store, _) = Store::open(&path).unwrap();
        let inherited = store._lock.as_ref().unwrap().0.try_clone().unwrap();
        assert!(matches!(Store::open(&path), Err(StoreError::Locked)));
        drop(store);
        Store::open(&path).unwrap();
        drop(inherited);
    }
}
