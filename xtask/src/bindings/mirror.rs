//! Where this machine has its Debian packages from: another Debian comes from there too.

use std::fs;
use std::path::PathBuf;

/// What every machine reaches that nobody told otherwise.
const USUAL: &str = "http://deb.debian.org/debian";

/// The mirror that apt is set up with.
pub(super) fn mirror() -> String {
    let mut files = vec![PathBuf::from("/etc/apt/sources.list")];
    if let Ok(entries) = fs::read_dir("/etc/apt/sources.list.d") {
        files.extend(entries.filter_map(|entry| Some(entry.ok()?.path())));
    }
    files.sort();
    let found = files.iter().find_map(|file| mirror_in(&fs::read_to_string(file).ok()?));
    found.unwrap_or_else(|| USUAL.to_owned())
}

/// The mirror of Debian itself in a list of sources of either form, `deb https://…` or `URIs: https://…`.
fn mirror_in(sources: &str) -> Option<String> {
    let lines = sources.lines().map(str::trim);
    let named = lines.filter(|line| line.starts_with("deb ") || line.starts_with("URIs:"));
    let words = named.flat_map(str::split_whitespace);
    let is_debian = |address: &&str| address.starts_with("http") && address.ends_with("/debian");
    words.map(|word| word.trim_end_matches('/')).find(is_debian).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mirror_is_found_in_both_forms_and_is_that_of_debian_itself() {
        let new =
            "Types: deb\n# http://old.example/debian\nURIs: http://mirror.example/debian\nSuites: bookworm\n";
        assert_eq!(mirror_in(new).as_deref(), Some("http://mirror.example/debian"));
        let old = "deb https://other.example/node nodistro main\ndeb [arch=amd64] https://a.example/debian/ bookworm main";
        assert_eq!(mirror_in(old).as_deref(), Some("https://a.example/debian"));
        let none =
            "deb https://security.example/debian-security bookworm main\n#deb http://a.example/debian x main";
        assert_eq!(mirror_in(none), None);
    }
}
