//! The files that the checks read, held in memory.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::run;

/// Every file of the workspace by its path from the root, with forward slashes.
pub(super) struct Tree {
    pub(super) files: BTreeMap<String, File>,
}

pub(super) struct File {
    pub(super) size_bytes: u64,
    /// Empty for a file that is not UTF-8.
    pub(super) text: String,
}

impl Tree {
    /// Reads what git would commit: tracked files, and new ones that are not ignored.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut git = run::program("git");
        git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
        let listed =
            run::output(&mut git).context("tidy asks git which files there are, and git did not answer")?;
        let mut files = BTreeMap::new();
        for path in listed.split('\0').filter(|path| !path.is_empty()) {
            // A tracked file that was just deleted is still listed.
            if let Ok(bytes) = std::fs::read(root.join(path)) {
                let size_bytes = bytes.len() as u64;
                let text = String::from_utf8(bytes).unwrap_or_default();
                files.insert(path.to_owned(), File { size_bytes, text });
            }
        }
        Ok(Self { files })
    }

    /// The files whose name ends so, with their text.
    pub(super) fn ending<'a>(&'a self, end: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter(move |(path, _)| path.ends_with(end))
            .map(|(path, file)| (path.as_str(), file.text.as_str()))
    }

    /// Whether there is such a file, or a folder with files in it.
    pub(super) fn has(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        path.is_empty() || self.files.keys().any(|known| known == path || known.starts_with(&folder))
    }
}

#[cfg(test)]
impl Tree {
    /// A tree of these paths and texts.
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let file = |text: &str| File { size_bytes: text.len() as u64, text: text.to_owned() };
        Self { files: files.iter().map(|(path, text)| ((*path).to_owned(), file(text))).collect() }
    }
}
