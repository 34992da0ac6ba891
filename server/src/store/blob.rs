//! Attachment bytes, as files: `blobs/<network>/<member>/<hash>`.
//!
//! A file of that name is whole, on disk and what its name says; while it comes it is called `<hash>.part` and as long
//! as what has come. So the folder needs no table beside it, and nothing that a restored database could contradict.
//! Every member has a folder of their own, also for the same picture: whoever only knows a hash has nothing to show.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use fieldwalk_core::domain::{BlobHash, MediaType};
use fieldwalk_core::ids::{MemberId, NetworkId};
use fieldwalk_core::protocol::PART_BYTES_MAX;

use super::{StoreError, private};

/// The folder's name inside the data folder.
pub const FOLDER: &str = "blobs";
const PART: &str = "part";
/// Blobs are written under one of so many locks.
const LOCKS: usize = 16;

/// Whose bytes, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlobKey {
    /// The network.
    pub network: NetworkId,
    /// The member whose documents name it.
    pub owner: MemberId,
    /// The bytes.
    pub hash: BlobHash,
}

/// How far a blob has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// So many bytes.
    Part(u64),
    /// All of it.
    Whole,
    /// All of it came and was something else; it is gone.
    Damaged,
}

/// The folder of blobs.
#[derive(Debug)]
pub struct Blobs {
    folder: PathBuf,
    locks: [Mutex<()>; LOCKS],
}

impl Blobs {
    /// Those in the data folder `data`.
    pub fn new(data: &Path) -> Self {
        Self { folder: data.join(FOLDER), locks: Default::default() }
    }

    /// How far it has come.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn received(&self, key: &BlobKey) -> Result<Received, StoreError> {
        let _lock = self.lock(key);
        self.received_locked(key)
    }

    fn received_locked(&self, key: &BlobKey) -> Result<Received, StoreError> {
        if size_of(&self.path(key))?.is_some() {
            return Ok(Received::Whole);
        }
        Ok(Received::Part(size_of(&self.part_path(key))?.unwrap_or(0)))
    }

    /// Adds `bytes` where they begin at the end of what has come; the last ones make it whole. Others change nothing.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn append(
        &self,
        key: &BlobKey,
        offset: u64,
        bytes: &[u8],
        size_bytes: u64,
        media_type: MediaType,
    ) -> Result<Received, StoreError> {
        let _lock = self.lock(key);
        let received = self.received_locked(key)?;
        if received != Received::Part(offset) || offset + bytes.len() as u64 > size_bytes {
            return Ok(received);
        }
        let (path, part) = (self.path(key), self.part_path(key));
        let folder = path.parent().unwrap_or(&self.folder);
        private::make_folder(folder).map_err(at(folder))?;
        if offset == 0 {
            remove(&part)?;
            private::make_file(&part).map_err(at(&part))?;
        }
        let mut file = File::options().append(true).open(&part).map_err(at(&part))?;
        file.write_all(bytes).map_err(at(&part))?;
        let end = offset + bytes.len() as u64;
        if end < size_bytes {
            return Ok(Received::Part(end));
        }
        // Also what an earlier process wrote: nothing counts as held that is not on disk.
        file.sync_all().map_err(at(&part))?;
        drop(file);
        let all = fs::read(&part).map_err(at(&part))?;
        if BlobHash::of(&all) != key.hash || MediaType::of(&all) != Some(media_type) {
            remove(&part)?;
            return Ok(Received::Damaged);
        }
        fs::rename(&part, &path).map_err(at(&path))?;
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(at(folder))?;
        Ok(Received::Whole)
    }

    /// A part of a whole blob from `offset` on; `None` where it is not whole.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn part(&self, key: &BlobKey, offset: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path(key);
        let Some(mut file) = open(&path)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(offset)).map_err(at(&path))?;
        file.take(PART_BYTES_MAX as u64).read_to_end(&mut bytes).map_err(at(&path))?;
        Ok(Some(bytes))
    }

    /// A whole blob; `None` where it is not.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn whole(&self, key: &BlobKey) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path(key);
        let Some(mut file) = open(&path)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(at(&path))?;
        Ok(Some(bytes))
    }

    /// How many bytes of a member, and of a whole network, are here, those still coming included.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn used_bytes(&self, network: NetworkId, member: MemberId) -> Result<(u64, u64), StoreError> {
        let (mut of_member, mut of_network) = (0, 0);
        let folder = self.folder.join(network.to_string());
        for owner in entries(&folder)? {
            let is_the_members = owner.ends_with(member.to_string());
            for path in entries(&owner)? {
                let size = size_of(&path)?.unwrap_or(0);
                of_network += size;
                of_member += if is_the_members { size } else { 0 };
            }
        }
        Ok((of_member, of_network))
    }

    /// How many whole blobs there are, and which are not what their names say.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn check(&self) -> Result<(usize, Vec<PathBuf>), StoreError> {
        let (mut looked, mut wrong) = (0, Vec::new());
        for path in whole_files(&self.folder)? {
            looked += 1;
            let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
            let bytes = fs::read(&path).map_err(at(&path))?;
            if name != Some(BlobHash::of(&bytes)) {
                wrong.push(path);
            }
        }
        Ok((looked, wrong))
    }

    fn lock(&self, key: &BlobKey) -> MutexGuard<'_, ()> {
        let lock = &self.locks[usize::from(key.hash.0[0]) % LOCKS];
        lock.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn path(&self, key: &BlobKey) -> PathBuf {
        self.folder.join(key.network.to_string()).join(key.owner.to_string()).join(key.hash.to_string())
    }

    fn part_path(&self, key: &BlobKey) -> PathBuf {
        self.path(key).with_extension(PART)
    }
}

/// Gives every whole blob below the folder `from` a second name below `to`, or makes a copy where that is another disk.
/// What is there already stays. Returns how many were added.
///
/// # Errors
/// [`StoreError::File`].
pub fn copy(from: &Path, to: &Path) -> Result<usize, StoreError> {
    let mut added = 0;
    for path in whole_files(from)? {
        let Ok(name) = path.strip_prefix(from) else { continue };
        let target = to.join(name);
        if target.exists() {
            continue;
        }
        let folder = target.parent().unwrap_or(to);
        private::make_folder(folder).map_err(at(folder))?;
        // A blob is never changed, so both names may be of one file.
        if fs::hard_link(&path, &target).is_err() {
            let part = target.with_extension(PART);
            fs::copy(&path, &part).map_err(at(&path))?;
            File::open(&part).and_then(|file| file.sync_all()).map_err(at(&part))?;
            fs::rename(&part, &target).map_err(at(&target))?;
        }
        added += 1;
    }
    Ok(added)
}

/// `<network>/<member>/<hash>` below `folder`, those that are coming left out.
fn whole_files(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut files = Vec::new();
    for network in entries(folder)? {
        for owner in entries(&network)? {
            files.extend(entries(&owner)?.into_iter().filter(|path| path.extension().is_none()));
        }
    }
    Ok(files)
}

/// What is in a folder, by name; nothing where there is no such folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let found = match fs::read_dir(folder) {
        Ok(found) => found,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        Err(error) => return Err(at(folder)(error)),
    };
    let mut paths =
        found.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(at(folder))?;
    paths.sort();
    Ok(paths)
}

fn size_of(path: &Path) -> Result<Option<u64>, StoreError> {
    match fs::metadata(path) {
        Ok(found) => Ok(Some(found.len())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path)(error)),
    }
}

fn open(path: &Path) -> Result<Option<File>, StoreError> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path)(error)),
    }
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::File { path: path.clone(), source }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nand the rest of it";

    fn key(bytes: &[u8]) -> BlobKey {
        let (network, owner) = (NetworkId(Uuid::from_u128(1)), MemberId(Uuid::from_u128(2)));
        BlobKey { network, owner, hash: BlobHash::of(bytes) }
    }

    #[test]
    fn parts_go_on_where_the_last_one_ended_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let (key, size) = (key(PNG), PNG.len() as u64);
        let append = |blobs: &Blobs, offset: usize, end: usize| {
            blobs.append(&key, offset as u64, &PNG[offset..end], size, MediaType::Png).unwrap()
        };
        let blobs = Blobs::new(folder.path());
        assert_eq!(blobs.received(&key).unwrap(), Received::Part(0));
        assert_eq!(append(&blobs, 0, 10), Received::Part(10));
        assert_eq!(append(&blobs, 0, 10), Received::Part(10), "the same part again");
        assert_eq!(append(&blobs, 12, 20), Received::Part(10), "a part that leaves a gap");
        assert_eq!(blobs.part(&key, 0).unwrap(), None, "nobody is given half a picture");
        // Another process goes on.
        let blobs = Blobs::new(folder.path());
        assert_eq!(append(&blobs, 10, PNG.len()), Received::Whole);
        assert_eq!(append(&blobs, 0, 10), Received::Whole);
        assert_eq!(blobs.part(&key, 4).unwrap().unwrap(), &PNG[4..]);
        assert_eq!(blobs.part(&key, size).unwrap().unwrap(), b"");
        assert_eq!(blobs.whole(&key).unwrap().unwrap(), PNG);
        let other = MemberId(Uuid::from_u128(3));
        assert_eq!(blobs.used_bytes(key.network, key.owner).unwrap(), (size, size));
        assert_eq!(blobs.used_bytes(key.network, other).unwrap(), (0, size));
        assert_eq!(blobs.whole(&BlobKey { owner: other, ..key }).unwrap(), None);
    }

    #[test]
    fn what_is_not_what_its_hash_or_type_says_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::new(folder.path());
        let key = key(PNG);
        let size = PNG.len() as u64;
        let mut other = PNG.to_vec();
        other[20] ^= 1;
        assert_eq!(blobs.append(&key, 0, &other, size, MediaType::Png).unwrap(), Received::Damaged);
        assert_eq!(blobs.append(&key, 0, PNG, size, MediaType::Jpeg).unwrap(), Received::Damaged);
        assert_eq!(blobs.received(&key).unwrap(), Received::Part(0));
        assert_eq!(
            blobs.append(&key, 0, &[PNG, b"more"].concat(), size, MediaType::Png).unwrap(),
            Received::Part(0)
        );
        assert_eq!(blobs.append(&key, 0, PNG, size, MediaType::Png).unwrap(), Received::Whole);
        assert_eq!(blobs.check().unwrap(), (1, vec![]));
        let path = blobs.path(&key);
        fs::write(&path, other).unwrap();
        assert_eq!(blobs.check().unwrap(), (1, vec![path]));
    }

    #[test]
    fn a_copy_has_all_that_is_whole_and_keeps_what_it_had() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("a"), folder.path().join("b"));
        let blobs = Blobs::new(&from);
        let (whole, part) = (key(PNG), key(b"half"));
        blobs.append(&whole, 0, PNG, PNG.len() as u64, MediaType::Png).unwrap();
        blobs.append(&part, 0, b"ha", 4, MediaType::Png).unwrap();
        assert_eq!(copy(&from.join(FOLDER), &to.join(FOLDER)).unwrap(), 1);
        assert_eq!(copy(&from.join(FOLDER), &to.join(FOLDER)).unwrap(), 0);
        assert_eq!(Blobs::new(&to).whole(&whole).unwrap().unwrap(), PNG);
        assert_eq!(Blobs::new(&to).received(&part).unwrap(), Received::Part(0));
    }
}
