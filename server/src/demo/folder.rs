//! The folder that the demo writes into: a new one that goes when the demo ends, or one that somebody named.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

/// Where the server's data and the phones' stores are.
pub(super) enum DataFolder {
    /// Removed when dropped.
    Passing(tempfile::TempDir),
    /// Stays.
    Named(PathBuf),
}

impl DataFolder {
    /// Makes the folder. One that has something in it is refused: the demo's people and keys belong to no real data.
    pub(super) fn prepare(named: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = named else {
            let folder = tempfile::Builder::new().prefix("fieldwalk-demo-").tempdir();
            return Ok(Self::Passing(folder.context("no place for passing data; name a folder with --data")?));
        };
        std::fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))?;
        let is_empty =
            std::fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?.next().is_none();
        ensure!(
            is_empty,
            "{} has something in it, and nothing there was touched; name a new or an empty folder with --data",
            path.display()
        );
        Ok(Self::Named(path.to_owned()))
    }

    pub(super) fn path(&self) -> &Path {
        match self {
            Self::Passing(folder) => folder.path(),
            Self::Named(path) => path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_something_in_it_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("new");
        assert_eq!(DataFolder::prepare(Some(&data)).unwrap().path(), data);
        assert!(DataFolder::prepare(Some(&data)).is_ok(), "still empty");
        std::fs::write(data.join("fieldwalk.sqlite"), b"somebody's").unwrap();
        let refused = DataFolder::prepare(Some(&data)).err().unwrap().to_string();
        assert!(refused.contains("nothing there was touched"), "{refused}");
    }

    #[test]
    fn a_passing_folder_goes_with_the_demo() {
        let folder = DataFolder::prepare(None).unwrap();
        let path = folder.path().to_owned();
        assert!(path.exists());
        drop(folder);
        assert!(!path.exists());
    }
}
