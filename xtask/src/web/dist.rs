//! The built files: packed, weighed, and laid where the server finds them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::run;

const DIST: &str = "web/dist";
/// What keeps the folder in a clone without any build.
const README: &str = "README.md";
/// The most that a first visit may fetch: a megabyte, in bytes.
const BUDGET: u64 = 1_000_000;

/// Packs one file at a time, as well as it goes: `NAME.br` and `NAME.gz` beside `NAME`. Node.js brings both.
const PACK: &str = r"
const { readFileSync, writeFileSync } = require('node:fs');
const { brotliCompressSync, gzipSync, constants: c } = require('node:zlib');
for (const file of process.argv.slice(1)) {
  const bytes = readFileSync(file);
  const br = { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 24, [c.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: br }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}
";

/// Packs what was built and prints what it weighs; false where that is too much for people on a phone.
pub(super) fn finish(is_release: bool) -> Result<bool> {
    // The bundler empties the folder.
    ensure!(run::succeeds(run::program("git").args(["checkout", "--quiet", "--"]).arg(readme()))?, "no README.md");
    let files = files(&run::root().join(DIST))?;
    ensure!(!files.is_empty(), "the front end built nothing");
    if !is_release {
        println!("web: {} files in {DIST}, not packed", files.len());
        return Ok(true);
    }
    let packed = run::succeeds(run::program("node").args(["-e", PACK]).args(&files))?;
    ensure!(packed, "the files were not packed");
    let mut first_load = 0;
    for file in &files {
        let (size, small) = (size(file)?, size(&with_ending(file, "br"))?);
        // What does not get smaller is sent as it is.
        first_load += if is_for_the_home_screen(file) { 0 } else { small.min(size) };
        println!("{:>9} {:>9}  {}", size, small.min(size), file.strip_prefix(run::root())?.display());
    }
    println!("{first_load:>19}  first load, of {BUDGET} at most");
    Ok(is_within_budget(first_load))
}

fn is_within_budget(first_load: u64) -> bool {
    first_load <= BUDGET
}

/// Whether the phone fetches it when the app is put on the home screen, and not before.
fn is_for_the_home_screen(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "png")
}

/// All files of the client. But for those of the home screen, a first visit fetches them to the last: they are needed
/// without a network.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} is not there", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(self::files(&path)?);
        } else if !path.ends_with(README) && !is_packed(&path) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn is_packed(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "br" || ending == "gz")
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

fn size(path: &Path) -> Result<u64> {
    Ok(fs::metadata(path).with_context(|| format!("{} was not built", path.display()))?.len())
}

fn readme() -> PathBuf {
    Path::new(DIST).join(README)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_load_over_a_megabyte_is_refused() {
        assert!(is_within_budget(BUDGET));
        assert!(!is_within_budget(BUDGET + 1));
    }

    #[test]
    fn packed_files_stand_beside_their_own() {
        let file = Path::new("assets/app-0a1b.js");
        assert_eq!(with_ending(file, "br"), Path::new("assets/app-0a1b.js.br"));
        assert!(is_packed(&with_ending(file, "gz")) && !is_packed(file));
    }
}
