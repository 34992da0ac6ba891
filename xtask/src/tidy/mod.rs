//! `cargo xtask tidy`: the rules of this repository that no other tool knows.
//!
//! Each check is a function from the tree of files to the problems it sees, so that its test is a tree of two files in
//! memory. What it reads is what git would commit: tracked files and new ones that are not ignored.

mod arrows;
mod code;
mod docs;
mod shortcuts;
mod sizes;
mod tree;

use std::fmt;

use anyhow::Result;
use tree::Tree;

use crate::run;

/// Something that must be put right, and where.
#[derive(Debug, PartialEq, Eq)]
struct Problem {
    path: String,
    /// Counted from 1; `None` when the whole file is meant.
    line: Option<usize>,
    what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.what),
            None => write!(f, "{}: {}", self.path, self.what),
        }
    }
}

/// Runs every check on the workspace, prints what they found and says whether all is well.
pub(crate) fn tidy() -> Result<bool> {
    let tree = Tree::read(&run::root())?;
    let checks = [
        sizes::long_files,
        sizes::large_files,
        arrows::broken_arrows,
        shortcuts::forbidden_attributes,
        shortcuts::sleeping_tests,
        shortcuts::unlisted_seams,
        docs::broken_links,
        docs::unlisted_decisions,
    ];
    let problems: Vec<Problem> = checks.iter().flat_map(|check| check(&tree)).collect();
    for note in sizes::growing_files(&tree) {
        println!("note: {note}");
    }
    for problem in &problems {
        println!("{problem}");
    }
    println!("tidy: {} files, {} problems", tree.files.len(), problems.len());
    Ok(problems.is_empty())
}
