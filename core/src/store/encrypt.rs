//! Encrypts what was written before the profile had a key.
//!
//! A file is never rewritten where it is: an encrypted copy is made beside it, is on disk, and then takes its place in
//! one step. Who dies on the way has the old file or the new one. What the disk itself keeps of a file that is gone is
//! not in our hands.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::StoreError;
use super::files::with_suffix;
use super::key::{Form, StoreKey, without_words};
use super::open::{beside, connect};

/// Bytes of a damaged file to a row.
const PART_BYTES: u64 = 64 * 1024;

/// Encrypts the plain file at `path`, which nobody else has open. Where this fails the file is as it was.
pub(super) fn in_place(path: &Path, key: &StoreKey, look_at_every_page: bool) -> Result<(), StoreError> {
    let copy = beside(path, "encrypting");
    let copied = copy_to(path, &copy, key, look_at_every_page);
    if copied.is_err() {
        remove(&copy)?;
    }
    copied?;
    take_place(&copy, path)
}

fn copy_to(path: &Path, copy: &Path, key: &StoreKey, look_at_every_page: bool) -> Result<(), StoreError> {
    remove(copy)?;
    let plain = connect(path, None, look_at_every_page)?;
    // Ends the write-ahead log: one that is left behind would be read into the file that comes.
    let mode: String = plain.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    if mode != "delete" {
        return Err(StoreError::Locked);
    }
    plain.execute("VACUUM INTO ?1", [uri(copy, key)]).map_err(without_words)?;
    // Not damage of the file at hand, which stays.
    if is_whole(copy, key).unwrap_or(false) { Ok(()) } else { Err(StoreError::Unreadable("encrypted copy")) }
}

/// Reads, and so decrypts, every page of the copy before it counts.
fn is_whole(copy: &Path, key: &StoreKey) -> Result<bool, StoreError> {
    let connection = Connection::open(copy)?;
    key.unlock(&connection)?;
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok(verdict == "ok")
}

/// The name of a file with its key, as SQLite takes both together.
fn uri(path: &Path, key: &StoreKey) -> String {
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => uri.push(char::from(*byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    format!("{uri}?cipher=sqlcipher&key={}", key.literal())
}

/// Encrypts the copies of damaged files that were set aside before there was a key. Nobody can read such a file as a
/// database any more, so its bytes are kept as they are, in a database that has a row for each part of them.
pub(super) fn copies_set_aside(path: &Path, key: &StoreKey) -> Result<(), StoreError> {
    for damaged in set_aside_before(path)? {
        let kept = with_suffix(&damaged, ".copy");
        if !kept.exists() {
            keep_bytes(&damaged, &kept, key)?;
        }
        remove(&damaged)?;
    }
    Ok(())
}

/// Where the bytes of a file are that was set aside: in it, or in an encrypted copy.
pub(super) fn place_of(set_aside: PathBuf) -> PathBuf {
    let kept = with_suffix(&set_aside, ".copy");
    if kept.exists() { kept } else { set_aside }
}

/// The files beside `path` that were set aside and are not encrypted.
fn set_aside_before(path: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Ok(Vec::new()) };
    let start = [name.as_encoded_bytes(), b".damaged-"].concat();
    let mut found = Vec::new();
    for entry in std::fs::read_dir(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })? {
        let entry = entry?;
        let name = entry.file_name();
        let number = name.as_encoded_bytes().strip_prefix(start.as_slice());
        let is_damaged = number.is_some_and(|number| number.iter().all(u8::is_ascii_digit));
        if is_damaged && !matches!(Form::of(&entry.path())?, Form::Encrypted(_)) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn keep_bytes(damaged: &Path, kept: &Path, key: &StoreKey) -> Result<(), StoreError> {
    let copy = with_suffix(kept, ".encrypting");
    remove(&copy)?;
    let mut connection = Connection::open(&copy)?;
    key.unlock(&connection)?;
    let tx = connection.transaction()?;
    tx.execute_batch("CREATE TABLE part (id INTEGER PRIMARY KEY, file TEXT NOT NULL, bytes BLOB NOT NULL)")?;
    for suffix in ["", "-wal"] {
        let from = with_suffix(damaged, suffix);
        if !from.exists() {
            continue;
        }
        let mut from = File::open(from)?;
        loop {
            let mut bytes = Vec::new();
            if from.by_ref().take(PART_BYTES).read_to_end(&mut bytes)? == 0 {
                break;
            }
            tx.execute("INSERT INTO part (file, bytes) VALUES (?1, ?2)", (format!("damaged{suffix}"), bytes))?;
        }
    }
    tx.commit()?;
    drop(connection);
    take_place(&copy, kept)
}

/// Puts `copy` on disk, and then where `path` is.
fn take_place(copy: &Path, path: &Path) -> Result<(), StoreError> {
    File::options().write(true).open(copy)?.sync_all()?;
    std::fs::rename(copy, path)?;
    // The change of the name. Not every platform lets a folder be opened, and either name is good after a power cut.
    if let Some(Ok(folder)) = path.parent().map(File::open) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Removes a database with all that belongs to it, itself last: while it is there, somebody comes by again.
fn remove(path: &Path) -> Result<(), StoreError> {
    for suffix in ["-wal", "-shm", "-journal", ""] {
        match std::fs::remove_file(with_suffix(path, suffix)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(all(test, feature = "encrypted"))]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn bytes_that_were_set_aside_before_there_was_a_key_are_kept_once_and_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ada.fieldwalk");
        let damaged = beside(&path, "damaged-1");
        let bytes: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
        std::fs::write(&damaged, &bytes).unwrap();
        std::fs::write(with_suffix(&damaged, "-wal"), "its log").unwrap();
        std::fs::write(beside(&path, "damaged-1.copy.encrypting"), "of an attempt that was killed").unwrap();
        let key = StoreKey::from_bytes(&[5; 32]).unwrap();
        for _ in 0..2 {
            Store::open_with::<StoreError>(&path, |_| Ok(Some(key.clone()))).unwrap();
            let names = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
            let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
            names.sort();
            assert_eq!(names, ["ada.fieldwalk", "ada.fieldwalk.damaged-1.copy", "ada.fieldwalk.lock"]);
        }
        let kept = Connection::open(place_of(damaged)).unwrap();
        key.unlock(&kept).unwrap();
        let of = |file: &str| {
            let mut select = kept.prepare("SELECT bytes FROM part WHERE file = ?1 ORDER BY id").unwrap();
            let parts = select.query_map([file], |row| row.get::<_, Vec<u8>>(0)).unwrap();
            parts.collect::<Result<Vec<_>, _>>().unwrap().concat()
        };
        assert!(of("damaged") == bytes);
        assert_eq!(of("damaged-wal"), b"its log");
    }

    #[test]
    fn name_with_any_letters_is_one_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a & b?key=c%20#d 'é'.fieldwalk");
        Store::open(&path).unwrap();
        let key = StoreKey::from_bytes(&[5; 32]).unwrap();
        Store::open_with::<StoreError>(&path, |_| Ok(Some(key.clone()))).unwrap();
        assert!(matches!(Form::of(&path), Ok(Form::Encrypted(_))));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "the file and its lock");
    }
}
