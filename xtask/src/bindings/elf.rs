//! What must be true of a library that Android loads: every segment starts on a page, and pages may be of 16 KB.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use crate::run;

/// The largest page that a phone has.
const PAGE_BYTES: u64 = 16 << 10;

/// Fails where a library's segments are not aligned for pages of 16 KB. Seen on the library for Linux; the same linker
/// argument makes the ones for Android.
pub(super) fn check_pages(library: &Path) -> Result<()> {
    let headers = run::output(run::program("readelf").arg("-lW").arg(library));
    let headers = headers.context("readelf could not read the library; it comes with binutils")?;
    let smallest = smallest_alignment(&headers).context("readelf says nothing of segments to load")?;
    ensure!(smallest >= PAGE_BYTES, "a segment of the library is aligned to {smallest} bytes, not {PAGE_BYTES}");
    println!("16 KB pages: segments are aligned to {smallest} bytes");
    Ok(())
}

/// The smallest alignment among the segments that are loaded, in bytes.
fn smallest_alignment(headers: &str) -> Option<u64> {
    let loaded = headers.lines().filter(|line| line.trim_start().starts_with("LOAD "));
    let alignment = |line: &str| {
        let last = line.split_whitespace().next_back()?;
        u64::from_str_radix(last.strip_prefix("0x")?, 16).ok()
    };
    loaded.map(alignment).collect::<Option<Vec<_>>>()?.into_iter().min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smallest_alignment_of_what_is_loaded_counts() {
        let headers = "  PHDR 0x40 0x40 0x40 0x2d8 0x2d8 R   0x8\n  LOAD 0x0 0x0 0x0 0x1a 0x1a R   0x4000\n\
            \x20 LOAD 0x1000 0x1000 0x1000 0x5 0x5 R E 0x1000\n";
        assert_eq!(smallest_alignment(headers), Some(0x1000));
        assert_eq!(smallest_alignment("  PHDR 0x40 0x8\n"), None);
    }
}
