//! Files that have grown too long to read, and files too large for a repository.

use super::Problem;
use super::tree::Tree;

/// A Rust file longer than this is more than one concept.
const MAX_LINES: usize = 800;
/// Longer than this is worth a thought.
const MANY_LINES: usize = 400;
const MAX_BYTES: u64 = 1_000_000;

/// Rust files past the limit.
pub(super) fn long_files(tree: &Tree) -> Vec<Problem> {
    lengths(tree)
        .filter(|(_, lines)| *lines > MAX_LINES)
        .map(|(path, lines)| Problem {
            path: path.to_owned(),
            line: None,
            what: format!("{lines} lines; {MAX_LINES} is the limit, one concept per file"),
        })
        .collect()
}

/// Rust files on their way to the limit, as lines to print; not a problem yet.
pub(super) fn growing_files(tree: &Tree) -> Vec<String> {
    lengths(tree)
        .filter(|(_, lines)| (MANY_LINES + 1..=MAX_LINES).contains(lines))
        .map(|(path, lines)| format!("{path} has {lines} lines; {MANY_LINES} is a lot"))
        .collect()
}

/// Files that every clone would carry for ever.
pub(super) fn large_files(tree: &Tree) -> Vec<Problem> {
    tree.files
        .iter()
        .filter(|(_, file)| file.size_bytes > MAX_BYTES)
        .map(|(path, file)| Problem {
            path: path.clone(),
            line: None,
            what: format!("{} bytes; a file in the repository stays under {MAX_BYTES}", file.size_bytes),
        })
        .collect()
}

fn lengths(tree: &Tree) -> impl Iterator<Item = (&str, usize)> {
    tree.ending(".rs").map(|(path, text)| (path, text.lines().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_file_past_the_limit_is_a_problem_and_one_near_it_is_a_note() {
        let (long, near, short) = ("x\n".repeat(801), "x\n".repeat(800), "x\n".repeat(400));
        let tree = Tree::of(&[("a.rs", &long), ("b.rs", &near), ("c.rs", &short), ("d.md", &long)]);
        let problems = long_files(&tree);
        assert_eq!(problems.iter().map(|p| p.path.as_str()).collect::<Vec<_>>(), ["a.rs"]);
        assert_eq!(growing_files(&tree), ["b.rs has 800 lines; 400 is a lot"]);
    }

    #[test]
    fn file_over_a_megabyte_is_a_problem_whatever_its_kind() {
        let tree = Tree::of(&[("data.bin", &"x".repeat(1_000_001)), ("ok.bin", &"x".repeat(1_000_000))]);
        assert_eq!(large_files(&tree).iter().map(|p| p.path.as_str()).collect::<Vec<_>>(), ["data.bin"]);
    }
}
