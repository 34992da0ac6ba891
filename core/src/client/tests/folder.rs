//! A place for the files of one test: a folder here, names of its own in a browser, which has no folders.

use std::path::{Path, PathBuf};

#[cfg(target_family = "wasm")]
use crate::store::browser::Files;

#[cfg(not(target_family = "wasm"))]
pub(super) struct Folder(tempfile::TempDir);

#[cfg(not(target_family = "wasm"))]
impl Folder {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(super) fn write(&self, path: &Path, bytes: &[u8]) {
        std::fs::write(path, bytes).unwrap();
    }

    pub(super) fn read(&self, path: &Path) -> Vec<u8> {
        std::fs::read(path).unwrap()
    }
}

#[cfg(target_family = "wasm")]
pub(super) struct Folder(usize);

#[cfg(target_family = "wasm")]
impl Folder {
    pub(super) fn new() -> Self {
        use std::sync::atomic::{AtomicUsize, Ordering};

        static LAST: AtomicUsize = AtomicUsize::new(0);
        Self(LAST.fetch_add(1, Ordering::Relaxed))
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        PathBuf::from(format!("{}-{name}", self.0))
    }

    pub(super) fn write(&self, path: &Path, bytes: &[u8]) {
        Files::opened().unwrap().write(path.to_str().unwrap(), bytes).unwrap();
    }

    pub(super) fn read(&self, path: &Path) -> Vec<u8> {
        Files::opened().unwrap().read(path.to_str().unwrap()).unwrap()
    }
}

#[cfg(target_family = "wasm")]
impl Drop for Folder {
    /// Makes room for the next test.
    fn drop(&mut self) {
        let files = Files::opened().unwrap();
        for name in files.names().unwrap() {
            if name.starts_with(&format!("{}-", self.0)) {
                files.remove(&name).unwrap();
            }
        }
    }
}
