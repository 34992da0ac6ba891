//! Shortcuts that this repository does without: tests that are switched off or wait by the clock, lints that are
//! silenced for good, and time or randomness past the one seam.

use super::Problem;
use super::code::{is_test_file, paths, tests_start, without_text};
use super::tree::Tree;

/// The only files that may expect `clippy::disallowed_methods` (clippy.toml), each with its reason.
const SEAMS: &[(&str, &str)] = &[
    ("core/src/clock.rs", "the seam itself"),
    ("server/src/api/mod.rs", "logs how long an answer took"),
    ("xtask/src/lane.rs", "tells a person how long a lane took"),
    ("tests/src/bin/bench/stopwatch.rs", "measures"),
    ("mobile-bindings/examples/bench.rs", "measures"),
];

const FORBIDDEN: &[(&str, &str)] = &[
    ("#[ignore", "a test that does not run guards nothing: mend it or remove it"),
    ("#[should_panic", "any panic would pass it: assert on the error"),
    ("#[allow(", "write #[expect(lint, reason = \"…\")]: it complains when it is no longer needed"),
    ("#![allow(", "write #![expect(lint, reason = \"…\")]: it complains when it is no longer needed"),
];

/// Attributes that hide something for good.
pub(super) fn forbidden_attributes(tree: &Tree) -> Vec<Problem> {
    problems_by_line(tree, |_, code| {
        let lines = code.lines().enumerate();
        lines
            .flat_map(|(index, line)| {
                let line: String = line.split_whitespace().collect();
                FORBIDDEN
                    .iter()
                    .filter(move |(attribute, _)| line.contains(attribute))
                    .map(move |(attribute, why)| (index + 1, format!("{attribute}: {why}")))
            })
            .collect()
    })
}

/// Tests that wait by the clock instead of for the event.
pub(super) fn sleeping_tests(tree: &Tree) -> Vec<Problem> {
    problems_by_line(tree, |path, code| {
        let first = if is_test_file(path) { 1 } else { tests_start(code) };
        let is_sleep = |named: &str| named.ends_with("::sleep") || named.ends_with("::sleep_until");
        paths(code)
            .into_iter()
            .filter(|(line, named)| *line >= first && is_sleep(named))
            .map(|(line, named)| (line, format!("{named}: a test waits for the event itself, never for a time")))
            .collect()
    })
}

/// Places that take time or randomness from the system and are not listed.
pub(super) fn unlisted_seams(tree: &Tree) -> Vec<Problem> {
    problems_by_line(tree, |path, code| {
        if SEAMS.iter().any(|(seam, _)| *seam == path) {
            return Vec::new();
        }
        paths(code)
            .into_iter()
            .filter(|(_, named)| named == "clippy::disallowed_methods")
            .map(|(line, _)| {
                (line, "takes time or randomness past the seam; list the file and its reason in tidy".to_owned())
            })
            .collect()
    })
}

fn problems_by_line(tree: &Tree, find: impl Fn(&str, &str) -> Vec<(usize, String)>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text) in tree.ending(".rs") {
        for (line, what) in find(path, &without_text(text)) {
            problems.push(Problem { path: path.to_owned(), line: Some(line), what });
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(problems: &[Problem]) -> Vec<usize> {
        problems.iter().filter_map(|problem| problem.line).collect()
    }

    #[test]
    fn switched_off_tests_and_silenced_lints_are_found_outside_text() {
        let text = "#[ignore = \"slow\"]\n#[should_panic]\n#[allow(dead_code)]\n// #[ignore]\n\"#[ignore]\"\n#[expect(x)]";
        assert_eq!(lines(&forbidden_attributes(&Tree::of(&[("a.rs", text)]))), [1, 2, 3]);
    }

    #[test]
    fn sleep_is_found_in_tests_alone() {
        let text = "tokio::time::sleep(d);\n#[cfg(test)]\nmod tests {\n  std::thread::sleep(d);\n}\n";
        assert_eq!(lines(&sleeping_tests(&Tree::of(&[("core/src/a.rs", text)]))), [4]);
        assert_eq!(lines(&sleeping_tests(&Tree::of(&[("tests/src/a.rs", text)]))), [1, 4]);
    }

    #[test]
    fn seam_is_expected_only_where_it_is_listed() {
        let text = "#[expect(clippy::disallowed_methods, reason = \"r\")]\nfn f() {}";
        let tree = Tree::of(&[("core/src/clock.rs", text), ("core/src/client.rs", text)]);
        let problems = unlisted_seams(&tree);
        assert_eq!(problems.iter().map(|p| p.path.as_str()).collect::<Vec<_>>(), ["core/src/client.rs"]);
    }
}
