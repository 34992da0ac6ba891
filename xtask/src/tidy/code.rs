//! Rust source as the checks see it: without comments and literals, and as the paths it names.
//!
//! A scan, not a parser: it must be right about what is code and what is text, and about `use` trees. Paths made by
//! macros are beyond it.

/// The source with every comment and every string or character literal turned into spaces; lines stay where they are.
pub(super) fn without_text(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut kept = String::with_capacity(source.len());
    let mut at = 0;
    while at < chars.len() {
        let end = text_end(&chars, at);
        if end == at {
            kept.push(chars[at]);
            at += 1;
        } else {
            kept.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    kept
}

/// Where the comment or literal that starts here ends, or `at` itself when none starts here.
fn text_end(chars: &[char], at: usize) -> usize {
    let next = |offset: usize| chars.get(at + offset).copied();
    match chars[at] {
        '/' if next(1) == Some('/') => find(chars, at, "\n").unwrap_or(chars.len()),
        '/' if next(1) == Some('*') => block_comment_end(chars, at),
        '"' => quoted_end(chars, at, '"'),
        // A lifetime has no closing quote after one character; a literal has, or an escape.
        '\'' if next(1) == Some('\\') || next(2) == Some('\'') => quoted_end(chars, at, '\''),
        'r' if at == 0 || !is_name(chars[at - 1]) || "bc".contains(chars[at - 1]) => {
            let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
            if next(1 + hashes) != Some('"') {
                return at;
            }
            let close = format!("\"{}", "#".repeat(hashes));
            find(chars, at + hashes + 2, &close).map_or(chars.len(), |start| start + close.len())
        }
        _ => at,
    }
}

fn block_comment_end(chars: &[char], start: usize) -> usize {
    let (mut depth, mut at) = (0, start);
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => (depth, at) = (depth + 1, at + 2),
            ('*', '/') => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    chars.len()
}

fn quoted_end(chars: &[char], start: usize, quote: char) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != quote {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

fn find(chars: &[char], from: usize, wanted: &str) -> Option<usize> {
    let wanted: Vec<char> = wanted.chars().collect();
    (from..chars.len()).find(|&at| chars[at..].starts_with(&wanted))
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether this file is nothing but tests.
pub(super) fn is_test_file(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// The 1-based line where the file's test module starts (by the house's rule, the last thing in it), or the line after
/// the last.
pub(super) fn tests_start(code: &str) -> usize {
    let lines: Vec<&str> = code.lines().collect();
    let starts = |at: usize| lines[at].starts_with("#[cfg(test)]") && lines[at + 1].starts_with("mod ");
    (0..lines.len().saturating_sub(1)).find(|&at| starts(at)).unwrap_or(lines.len()) + 1
}

/// Every path of two or more names, and every name that a `use` brings in, with its 1-based line.
///
/// `use a::{b, c::d}` is `a::b` and `a::c::d`.
pub(super) fn paths(code: &str) -> Vec<(usize, String)> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if token.text == "use" {
            at = use_tree(&tokens, at + 1, &[], &mut found);
            continue;
        }
        let (names, end) = plain_path(&tokens, at);
        if names.len() > 1 {
            found.push((token.line, names.join("::")));
        }
        at = end.max(at + 1);
    }
    found
}

struct Token<'a> {
    line: usize,
    /// A name, `::`, or one character.
    text: &'a str,
}

impl Token<'_> {
    fn is_name(&self) -> bool {
        self.text.starts_with(is_name)
    }
}

fn tokens(code: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for (index, line) in code.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if is_name(first) {
                rest.find(|c| !is_name(c)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            tokens.push(Token { line: index + 1, text: &rest[..length] });
            rest = rest[length..].trim_start();
        }
    }
    tokens
}

/// The names joined by `::` from here on, and where they end; a last `::` (before `{` or `*`) counts as theirs.
fn plain_path<'a>(tokens: &[Token<'a>], start: usize) -> (Vec<&'a str>, usize) {
    let (mut names, mut at) = (Vec::new(), start);
    while let Some(name) = tokens.get(at).filter(|token| token.is_name()) {
        names.push(name.text);
        at += 1;
        if !is_at(tokens, at, &["::"]) {
            break;
        }
        at += 1;
    }
    (names, at)
}

fn is_at(tokens: &[Token<'_>], at: usize, texts: &[&str]) -> bool {
    tokens.get(at).is_some_and(|token| texts.contains(&token.text))
}

/// Reads one branch of a `use` tree and says where it ends: at the `,`, `}` or `;` that closes it.
fn use_tree(tokens: &[Token<'_>], start: usize, before: &[&str], found: &mut Vec<(usize, String)>) -> usize {
    let start = if is_at(tokens, start, &["::"]) { start + 1 } else { start };
    let (names, mut at) = plain_path(tokens, start);
    let path = [before, &names].concat();
    if !is_at(tokens, at, &["{"]) {
        found.push((tokens.get(start).map_or(0, |token| token.line), path.join("::")));
        while at < tokens.len() && !is_at(tokens, at, &[",", "}", ";"]) {
            at += 1;
        }
        return at;
    }
    at += 1;
    while at < tokens.len() && !is_at(tokens, at, &["}"]) {
        at = use_tree(tokens, at, &path, found);
        if is_at(tokens, at, &[","]) {
            at += 1;
        }
    }
    at + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(code: &str) -> Vec<String> {
        paths(code).into_iter().map(|(_, path)| path).collect()
    }

    #[test]
    fn comments_and_literals_become_spaces_and_lines_stay() {
        let source = "a // b\n/* c /* d */ e */ f\n\"g\\\"h\" r#\"i\"j\"# 'k' '\\'' &'static l";
        let code = without_text(source);
        assert_eq!(code.lines().count(), 3);
        assert_eq!(code.split_whitespace().collect::<Vec<_>>(), ["a", "f", "&'static", "l"]);
    }

    #[test]
    fn use_trees_are_spelled_out() {
        let code = "use a::{b, c::{d, e as f}, self, g::*};\nuse h;\nuse i::j as k;\nlet x = l::m(n);";
        assert_eq!(named(code), ["a::b", "a::c::d", "a::c::e", "a::self", "a::g", "h", "i::j", "l::m"]);
    }

    #[test]
    fn paths_carry_their_line() {
        assert_eq!(paths("\nuse a::{\n  b,\n};"), [(3, "a::b".to_owned())]);
    }

    #[test]
    fn tests_start_at_the_test_module() {
        assert_eq!(tests_start("fn a() {}\n#[cfg(test)]\nmod tests {}\n"), 2);
        assert_eq!(tests_start("#[cfg(test)]\nfn a() {}\n"), 3);
    }
}
