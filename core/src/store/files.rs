//! What the store does with files besides what SQLite does: in a file system here, in a browser there.

use std::path::{Path, PathBuf};

use super::StoreError;

pub(super) use imp::{contains, mark, remove, rename};

/// The path with something at its end.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(not(target_family = "wasm"))]
mod imp {
    use super::*;

    /// Whether there is a file.
    pub(in super::super) fn contains(path: &Path) -> bool {
        path.exists()
    }

    /// Makes an empty file.
    pub(in super::super) fn mark(path: &Path) -> Result<(), StoreError> {
        Ok(std::fs::write(path, b"")?)
    }

    /// Removes a file.
    pub(in super::super) fn remove(path: &Path) -> Result<(), StoreError> {
        Ok(std::fs::remove_file(path)?)
    }

    /// Gives a database that is closed another name, together with what SQLite keeps beside it.
    pub(in super::super) fn rename(path: &Path, target: &Path) -> Result<(), StoreError> {
        std::fs::rename(path, target)?;
        for suffix in ["-wal", "-shm"] {
            let from = with_suffix(path, suffix);
            if from.exists() {
                std::fs::rename(from, with_suffix(target, suffix))?;
            }
        }
        Ok(())
    }
}

#[cfg(target_family = "wasm")]
mod imp {
    use super::super::browser::Files;
    use super::*;

    /// Whether there is a file.
    pub(in super::super) fn contains(path: &Path) -> bool {
        Files::opened().is_ok_and(|files| files.contains(&name(path)))
    }

    /// Makes an empty file.
    pub(in super::super) fn mark(path: &Path) -> Result<(), StoreError> {
        Files::opened()?.mark(&name(path))
    }

    /// Removes a file.
    pub(in super::super) fn remove(path: &Path) -> Result<(), StoreError> {
        Files::opened()?.remove(&name(path))
    }

    /// Gives a database that is closed another name, together with what SQLite keeps beside it.
    pub(in super::super) fn rename(path: &Path, target: &Path) -> Result<(), StoreError> {
        Files::opened()?.rename(&name(path), &name(target))
    }

    fn name(path: &Path) -> String {
        path.to_string_lossy().into_owned()
    }
}
