//! The written side: links that lead somewhere, and an index that knows every decision.

use super::Problem;
use super::tree::Tree;

/// Relative links in Markdown whose file or folder is not there.
pub(super) fn broken_links(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text) in tree.ending(".md") {
        let mut is_code = false;
        for (index, line) in text.lines().enumerate() {
            is_code ^= line.trim_start().starts_with("```");
            let links = if is_code { Vec::new() } else { link_targets(line) };
            for target in links.into_iter().filter(|target| !leads_somewhere(tree, path, target)) {
                let what = format!("the link to {target} leads nowhere");
                problems.push(Problem { path: path.to_owned(), line: Some(index + 1), what });
            }
        }
    }
    problems
}

/// Decisions (docs/adr/NNNN-….md) that docs/adr/README.md does not list.
pub(super) fn unlisted_decisions(tree: &Tree) -> Vec<Problem> {
    let index = tree.files.get("docs/adr/README.md").map_or("", |file| file.text.as_str());
    tree.ending(".md")
        .filter_map(|(path, _)| path.strip_prefix("docs/adr/"))
        .filter(|name| *name != "README.md" && !index.contains(&format!("({name})")))
        .map(|name| Problem {
            path: format!("docs/adr/{name}"),
            line: None,
            what: "docs/adr/README.md does not list this decision".to_owned(),
        })
        .collect()
}

/// What stands in the parentheses of `[…](…)`, outside `code`.
fn link_targets(line: &str) -> Vec<&str> {
    let prose = line.split('`').step_by(2);
    prose
        .flat_map(|prose| prose.split("](").skip(1))
        .filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
        .collect()
}

fn leads_somewhere(tree: &Tree, from: &str, target: &str) -> bool {
    let target = target.split('#').next().unwrap_or_default();
    let is_elsewhere = target.contains("://") || target.starts_with("mailto:");
    if is_elsewhere || target.is_empty() {
        return true;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            // A link out of the repository leads nowhere for whoever cloned it.
            ".." if parts.is_empty() => return false,
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    tree.has(&parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn link_is_followed_from_the_file_that_holds_it() {
        let text = "[a](../README.md) [b](adr/) [c](adr/0001.md#why) [d](https://example.org) [e](#here)\n\
                    [f](README.md) `[g](no.md)`\n```\n[h](no.md)\n```\n[i](../../out.md)\n";
        let tree = Tree::of(&[("README.md", ""), ("docs/adr/0001.md", ""), ("docs/state.md", text)]);
        let found: Vec<_> = broken_links(&tree).into_iter().map(|problem| problem.to_string()).collect();
        assert_eq!(
            found,
            [
                "docs/state.md:2: the link to README.md leads nowhere",
                "docs/state.md:6: the link to ../../out.md leads nowhere"
            ]
        );
    }

    #[test]
    fn decision_without_a_line_in_the_index_is_found() {
        let tree = Tree::of(&[
            ("docs/adr/README.md", "- [One](0001-one.md)"),
            ("docs/adr/0001-one.md", ""),
            ("docs/adr/0002-two.md", ""),
        ]);
        let found: Vec<_> = unlisted_decisions(&tree).into_iter().map(|problem| problem.path).collect();
        assert_eq!(found, ["docs/adr/0002-two.md"]);
    }
}
