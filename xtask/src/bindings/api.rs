//! The exported interface, as the library has it and as it was last agreed on.
//!
//! `mobile-bindings/api.txt` is what apps are written against. A run that finds another one fails and shows the
//! difference; who means it writes the file anew and has the difference reviewed. `mobile-bindings/metadata.map` goes with
//! it: it has the linker leave out of what ships the metadata that only who writes the code of a language reads.
//!
//! Every language calls everything in it with hostile arguments and tells what it called: a method that is new and that a
//! language forgot fails the run.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::target;
use crate::run;

const INTERFACE: &str = "mobile-bindings/api.txt";
const METADATA: &str = "mobile-bindings/metadata.map";

/// What the library says of itself, by the file that it was agreed on in.
fn said(library: &Path) -> Result<[(&'static str, String); 2]> {
    Ok([(INTERFACE, of_library(library)?), (METADATA, metadata(library)?)])
}

/// Writes what the library says of itself to the files.
pub(super) fn write(library: &Path) -> Result<()> {
    for (file, text) in said(library)? {
        fs::write(agreed(file), text)?;
        println!("{file} is as the library is; see what `git diff {file}` shows");
    }
    Ok(())
}

/// Whether the library's interface is the one in the files. Shows the difference where it is not.
pub(super) fn check(library: &Path) -> Result<bool> {
    let mut is_agreed = true;
    for (file, text) in said(library)? {
        if fs::read_to_string(agreed(file)).is_ok_and(|agreed| agreed == text) {
            continue;
        }
        let found = target().join(Path::new(file).file_name().context("it is a file")?);
        fs::write(&found, text)?;
        run::succeeds(run::program("diff").args(["-u", file]).arg(found))?;
        println!("the exported interface is another one; to accept it: `cargo xtask bindings api`");
        is_agreed = false;
    }
    Ok(is_agreed)
}

/// Whether the hostile test of a language called everything that is exported, as it told in the file `called`, which
/// this removes: what an earlier run told does not count.
pub(super) fn check_called(language: &str, called: &Path) -> Result<bool> {
    let told = fs::read_to_string(called).with_context(|| format!("{language} did not tell what it called"))?;
    fs::remove_file(called)?;
    let told: BTreeSet<String> = told.lines().map(plain).collect();
    let missing: Vec<String> = exported(&fs::read_to_string(agreed(INTERFACE))?)
        .into_iter()
        .filter(|name| !told.contains(&plain(name)))
        .collect();
    if !missing.is_empty() {
        println!("{language}: not called with hostile arguments: {}", missing.join(", "));
    }
    Ok(missing.is_empty())
}

/// What can be called: `Profile.add_note`, `Cancel.new`, `parse_invite`. What an app implements is called from here.
fn exported(interface: &str) -> Vec<String> {
    let (mut names, mut object) = (Vec::new(), None);
    for line in interface.lines() {
        let Some(member) = line.strip_prefix("  ") else {
            object = line.strip_prefix("object ").map(|head| head.split(',').next().unwrap_or(head));
            names.extend(line.strip_prefix("function ").map(|function| name(function).to_owned()));
            continue;
        };
        names.extend(object.map(|object| format!("{object}.{}", name(member))));
    }
    names
}

/// The name in `async constructor name(…`.
fn name(signature: &str) -> &str {
    let head = signature.split('(').next().unwrap_or(signature);
    head.rsplit(' ').next().unwrap_or(head)
}

/// A name without what languages write in their own ways: `add_note`, `addNote`.
fn plain(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}

fn agreed(file: &str) -> PathBuf {
    run::root().join(file)
}

/// A script for the linker by which nothing outside of the library sees its metadata. What nobody sees is left out.
fn metadata(library: &Path) -> Result<String> {
    let symbols = run::output(run::program("nm").args(["--dynamic", "--defined-only"]).arg(library));
    Ok(hidden(&symbols.context("nm could not read the library; it comes with binutils")?))
}

fn hidden(symbols: &str) -> String {
    let names = symbols.lines().filter_map(|line| line.split_whitespace().next_back());
    let metadata: BTreeSet<&str> = names.filter(|name| name.starts_with("UNIFFI_META_")).collect();
    let lines: String = metadata.iter().map(|name| format!("    {name};\n")).collect();
    format!("{{\n  local:\n{lines}}};\n")
}

fn of_library(library: &Path) -> Result<String> {
    let bindgen = target().join("fieldwalk-mobile-bindgen");
    let text = run::output(run::program(&bindgen.to_string_lossy()).arg("api").arg(library));
    text.context("the interface of the library could not be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_called_is_read_from_the_interface() {
        let interface = "callback KeyStore\n  get(name: string)\n\nerror E\n  Closed(detail: string)\n\nobject Cancel\n  \
                         constructor new() -> Cancel\n  is_cancelled() -> bool\n\nrecord Note\n  id: string\n\nobject \
                         Profile, debug\n  async add_note(visit: string) throws E\n\nfunction parse_invite(text: string)\n";
        let names = ["Cancel.new", "Cancel.is_cancelled", "Profile.add_note", "parse_invite"];
        assert_eq!(exported(interface), names);
    }

    #[test]
    fn linker_hides_metadata_and_nothing_else() {
        let symbols =
            "0000 T uniffi_one_fn_method_two\n0001 R UNIFFI_META_ONE_METHOD_TWO\n0002 R UNIFFI_META_ONE_ENUM_A\n";
        let script = "{\n  local:\n    UNIFFI_META_ONE_ENUM_A;\n    UNIFFI_META_ONE_METHOD_TWO;\n};\n";
        assert_eq!(hidden(symbols), script);
    }

    #[test]
    fn method_that_a_language_forgot_fails() {
        let file = std::env::temp_dir().join(format!("fieldwalk-called-{}", std::process::id()));
        let all = exported(&fs::read_to_string(agreed(INTERFACE)).unwrap());
        fs::write(&file, all.join("\n")).unwrap();
        assert!(check_called("one", &file).unwrap());
        fs::write(&file, all[1..].join("\n")).unwrap();
        assert!(!check_called("one", &file).unwrap());
        assert!(check_called("one", &file).is_err());
    }
}
