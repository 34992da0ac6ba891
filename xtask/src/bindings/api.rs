//! The exported interface, as the library has it and as it was last agreed on.
//!
//! `mobile-bindings/api.txt` is what apps are written against. A run that finds another one fails and shows the
//! difference; who means it writes the file anew and has the difference reviewed.
//!
//! Every language calls everything in it with hostile arguments and tells what it called: a method that is new and that a
//! language forgot fails the run.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::target;
use crate::run;

const FILE: &str = "mobile-bindings/api.txt";

/// Writes the interface of the library to the file.
pub(super) fn write(library: &Path) -> Result<()> {
    fs::write(agreed(), of_library(library)?)?;
    println!("{FILE} is as the library is; see what `git diff {FILE}` shows");
    Ok(())
}

/// Whether the library's interface is the one in the file. Shows the difference where it is not.
pub(super) fn check(library: &Path) -> Result<bool> {
    let text = of_library(library)?;
    if fs::read_to_string(agreed()).is_ok_and(|agreed| agreed == text) {
        return Ok(true);
    }
    let found = target().join("api.txt");
    fs::write(&found, text)?;
    run::succeeds(run::program("diff").args(["-u", FILE]).arg(found))?;
    println!("the exported interface is another one; to accept it: `cargo xtask bindings api`");
    Ok(false)
}

/// Whether the hostile test of a language called everything that is exported, as it told in the file `called`, which
/// this removes: what an earlier run told does not count.
pub(super) fn check_called(language: &str, called: &Path) -> Result<bool> {
    let told = fs::read_to_string(called).with_context(|| format!("{language} did not tell what it called"))?;
    fs::remove_file(called)?;
    let told: BTreeSet<String> = told.lines().map(plain).collect();
    let missing: Vec<String> =
        exported(&fs::read_to_string(agreed())?).into_iter().filter(|name| !told.contains(&plain(name))).collect();
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

fn agreed() -> PathBuf {
    run::root().join(FILE)
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
    fn method_that_a_language_forgot_fails() {
        let file = std::env::temp_dir().join(format!("fieldwalk-called-{}", std::process::id()));
        let all = exported(&fs::read_to_string(agreed()).unwrap());
        fs::write(&file, all.join("\n")).unwrap();
        assert!(check_called("one", &file).unwrap());
        fs::write(&file, all[1..].join("\n")).unwrap();
        assert!(!check_called("one", &file).unwrap());
        assert!(check_called("one", &file).is_err());
    }
}
