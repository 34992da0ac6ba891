//! Copies of the database and of the blobs beside it while it serves, and putting one back.

use std::path::{Path, PathBuf};

use fieldwalk_core::clock::Timestamp;
use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::{FILE_NAME, StoreError, blob, meta, private, schema};

/// Copies the database in `folder` to the new file `to`: one state of it, also while it is being written. The copy
/// is marked, so that serving it starts a new history.
///
/// # Errors
/// [`StoreError::Exists`] where there is a file at `to`; else what SQLite or the disk say. No half copy stays behind
/// under that name.
pub fn write(folder: &Path, to: &Path) -> Result<(), StoreError> {
    if to.exists() {
        return Err(StoreError::Exists(to.to_owned()));
    }
    let part = beside(to, ".part");
    drop(std::fs::remove_file(&part));
    private::make_file(&part).map_err(|source| StoreError::File { path: part.clone(), source })?;
    let from = Connection::open(folder.join(FILE_NAME))?;
    schema::prepare(&from)?;
    let mut copy = Connection::open(&part)?;
    // All pages in one step: one state, and writers are not kept waiting, for the source is in WAL mode.
    Backup::new(&from, &mut copy)?.step(-1)?;
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    copy.pragma_update(None, "synchronous", "FULL")?;
    meta::mark_copy(&copy)?;
    copy.close().map_err(|(_, error)| error)?;
    // After the database, so that whatever it says is held is among them.
    blob::copy(&folder.join(blob::FOLDER), &blobs_beside(to))?;
    rename(&part, to)
}

/// Where the blobs are that belong to the copy `to`.
pub fn blobs_beside(to: &Path) -> PathBuf {
    beside(to, ".blobs")
}

/// Puts the copy `from` in place of the database in `folder`, which nobody may have open. The present file is set
/// aside; the path it now has is returned.
///
/// # Errors
/// What SQLite or the disk say, also when `from` is not a sound database; the present file is in place then.
pub fn put_back(folder: &Path, from: &Path, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
    let present = folder.join(FILE_NAME);
    let part = beside(&present, ".part");
    private::make_folder(folder).map_err(|source| StoreError::File { path: folder.to_owned(), source })?;
    std::fs::copy(from, &part).map_err(|source| StoreError::File { path: from.to_owned(), source })?;
    let mut copy = Connection::open(&part)?;
    schema::prepare(&copy)?;
    schema::migrate(&mut copy)?;
    let verdict: String = copy.pragma_query_value(None, "integrity_check", |row| row.get(0))?;
    if verdict != "ok" || meta::identity(&copy)?.is_none() {
        return Err(StoreError::Sqlite(rusqlite::Error::InvalidPath(from.to_owned())));
    }
    meta::mark_copy(&copy)?;
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    copy.close().map_err(|(_, error)| error)?;

    // Before the database, for the same reason. What is there stays: a blob is what its name says, whatever the age.
    blob::copy(&blobs_beside(from), &folder.join(blob::FOLDER))?;
    let set_aside = if present.exists() { Some(set_aside(&present, now)?) } else { None };
    rename(&part, &present)?;
    Ok(set_aside)
}

/// Gives the database, however damaged, another name, and its log of writes with it. It is not even opened: that could
/// change it.
fn set_aside(present: &Path, now: Timestamp) -> Result<PathBuf, StoreError> {
    let aside = beside(present, &format!(".set-aside-{}", now.0));
    for suffix in ["-wal", "-shm"] {
        let log = beside(present, suffix);
        if log.exists() {
            rename(&log, &beside(&aside, suffix))?;
        }
    }
    rename(present, &aside)?;
    Ok(aside)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}

fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    let file = |source| StoreError::File { path: to.to_owned(), source };
    std::fs::rename(from, to).map_err(file)?;
    // The new name itself must be on disk too.
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(file)
}
