//! The Swift package, in a Debian 13 of its own: Debian 12 has no Swift. The library that was built here runs there as it
//! is.
//!
//! That Debian is a folder under `target`, made once. Everything that is mounted in it is mounted in a namespace of the
//! one process that needs it, and gone when that ends, however it ends: nothing of this machine can be reached through
//! the folder when it is removed.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use super::mirror::mirror;
use super::{Library, api, server, target};
use crate::run;

const BINDINGS: &str = "mobile-bindings";
const PACKAGE: &str = "mobile-bindings/swift";
const RELEASE: &str = "trixie";
/// The compiler, what it links with, and the roots that the library's own HTTPS asks the system for.
const INSTALLED: &str = "swiftlang,libc6-dev,libstdc++-14-dev,ca-certificates";

/// Where the tests tell what they called with hostile arguments.
const CALLED: &str = "/fieldwalk/called";

/// Runs `$2 …` in the root `$1`, which sees: the bindings' folder, the library, the server, and a disk of 4 MB.
const IN_ROOT: &str = r#"
root=$1 bindings=$2 library=$3 server=$4; shift 4
mkdir -p "$root"/fieldwalk/bindings "$root"/fieldwalk/library "$root"/fieldwalk/small
touch "$root"/fieldwalk/library/libfieldwalk_mobile.so "$root"/fieldwalk/server
mount -t proc proc "$root"/proc
mount --rbind /dev "$root"/dev
mount --bind "$bindings" "$root"/fieldwalk/bindings
mount --bind "$library" "$root"/fieldwalk/library/libfieldwalk_mobile.so
mount --bind "$server" "$root"/fieldwalk/server
mount -t tmpfs -o size=4m tmpfs "$root"/fieldwalk/small
exec chroot "$root" env -i HOME=/root LANG=C.UTF-8 PATH=/usr/bin:/bin CI="${CI:-}" \
  FIELDWALK_LIB_DIR=/fieldwalk/library FIELDWALK_BIN=/fieldwalk/server FIELDWALK_SMALL_DISK=/fieldwalk/small FIELDWALK_CALLED=/fieldwalk/called timeout 1500 "$@" 2>&1
"#;

pub(super) fn run(library: &Library) -> Result<bool> {
    generate(&library.described)?;
    let root = root()?;
    let mut tests = in_root(&root, library);
    tests.args([
        "swift",
        "test",
        "--no-parallel",
        "--disable-xctest",
        "--package-path",
        "/fieldwalk/bindings/swift",
    ]);
    // Outside of the work tree: what is built there is built for that Debian.
    tests.args(["--scratch-path", "/fieldwalk/scratch"]).env("CI", std::env::var("CI").unwrap_or_default());
    let ran = shown(&mut tests)?;
    let written = count_written(&run::root().join(PACKAGE).join("Tests"))?;
    match ran {
        Some(ran) if ran == written => println!("swift: {ran} tests passed"),
        Some(ran) => println!("swift: FAILED, {ran} tests ran of {written} that are written"),
        None => println!("swift: FAILED"),
    }
    let called = root.join(CALLED.trim_start_matches('/'));
    Ok(ran == Some(written) && written > 0 && api::check_called("swift", &called)?)
}

/// How the sample walker is called, once [`run()`] has built it.
pub(super) fn walker(library: &Library) -> Result<Vec<OsString>> {
    Ok(called(in_root(&root()?, library), "/fieldwalk/scratch/debug/fieldwalk-walker"))
}

/// How the program that measures calls is called, which this builds.
pub(super) fn bench(library: &Library) -> Result<Vec<OsString>> {
    generate(&library.described)?;
    let root = root()?;
    let mut build = in_root(&root, library);
    build.args(["swift", "build", "--configuration", "release", "--product", "fieldwalk-bench"]);
    build.args(["--package-path", "/fieldwalk/bindings/swift", "--scratch-path", "/fieldwalk/scratch"]);
    ensure!(run::succeeds(&mut build)?, "the program that measures Swift did not build");
    Ok(called(in_root(&root, library), "/fieldwalk/scratch/release/fieldwalk-bench"))
}

fn called(mut command: Command, program: &str) -> Vec<OsString> {
    command.arg(program);
    [command.get_program()].into_iter().chain(command.get_args()).map(OsString::from).collect()
}

/// A command that runs what is added to it in the other Debian.
fn in_root(root: &Path, library: &Library) -> Command {
    let mut command = private();
    // With its processes too: servers of a run that crashed end with it.
    command
        .args(["--pid", "--fork", "--kill-child", "sh", "-euc", IN_ROOT, "sh"])
        .arg(root)
        .arg(run::root().join(BINDINGS))
        .args([&library.called, &server()]);
    command
}

/// Writes the header, its module map and the Swift code over it to where the package has them.
fn generate(described: &Path) -> Result<()> {
    let (package, made) = (run::root().join(PACKAGE), target().join("swift"));
    let mut bindgen = run::program(&target().join("fieldwalk-mobile-bindgen").to_string_lossy());
    bindgen.arg("generate").arg(described).args(["--language", "swift", "--no-format", "--config"]);
    bindgen.arg(package.join("uniffi.toml")).arg("--out-dir").arg(&made);
    ensure!(run::succeeds(&mut bindgen)?, "the code for Swift was not written");
    for (from, to) in [
        ("fieldwalk.swift", "Sources/FieldwalkBindings/fieldwalk.swift"),
        ("fieldwalkFFI.h", "Sources/fieldwalkFFI/fieldwalkFFI.h"),
        ("fieldwalkFFI.modulemap", "Sources/fieldwalkFFI/module.modulemap"),
    ] {
        replace(&made.join(from), &package.join(to))?;
    }
    Ok(())
}

/// Copies a file, unless it is the same: the compiler goes by the time of the last change.
fn replace(from: &Path, to: &Path) -> Result<()> {
    let text = fs::read(from).with_context(|| format!("{} was not generated", from.display()))?;
    if fs::read(to).is_ok_and(|there| there == text) {
        return Ok(());
    }
    fs::create_dir_all(to.parent().context("a file is in a folder")?)?;
    Ok(fs::write(to, text)?)
}

/// The Debian with Swift; made where it is not there or was not finished. A second caller waits for the first.
pub(super) fn root() -> Result<PathBuf> {
    let root = run::root().join("target/swift-root");
    let lock = File::create(root.with_extension("lock"))?;
    lock.lock()?;
    let complete = root.join("fieldwalk-complete");
    if fs::read_to_string(&complete).is_ok_and(|with| with == INSTALLED) {
        return Ok(root);
    }
    ensure!(is_root(), "the Swift tests run in a Debian of their own, which only root can make and enter");
    install_debootstrap()?;
    if root.exists() {
        let mounts = fs::read_to_string("/proc/self/mountinfo")?;
        let is_mounted = mounts.lines().any(|line| line.contains(&*root.to_string_lossy()));
        ensure!(!is_mounted, "something is mounted in {}; unmount it first", root.display());
        fs::remove_dir_all(&root)?;
    }
    println!("making a Debian with Swift in {}; this takes some minutes, once", root.display());
    let mut debootstrap = private();
    debootstrap.args(["debootstrap", "--variant=minbase", &format!("--include={INSTALLED}"), RELEASE]);
    // Not shown: its hundreds of lines would stand between those of a lane that runs at the same time.
    let log = root.with_extension("log");
    debootstrap.arg(&root).arg(mirror()).stdout(File::create(&log)?);
    ensure!(run::succeeds(&mut debootstrap)?, "debootstrap did not make it; see {}", log.display());
    // What was downloaded is a third of it.
    fs::remove_dir_all(root.join("var/cache/apt/archives"))?;
    fs::write(complete, INSTALLED)?;
    Ok(root)
}

fn install_debootstrap() -> Result<()> {
    if run::output(run::program("debootstrap").arg("--version")).is_some() {
        return Ok(());
    }
    let install =
        "apt-get update && apt-get -o DPkg::Lock::Timeout=600 install --yes --no-install-recommends debootstrap";
    ensure!(run::succeeds(run::program("sh").args(["-c", install]))?, "debootstrap is missing: `{install}`");
    Ok(())
}

/// A command whose mounts are its own and go when it ends.
fn private() -> Command {
    let mut command = run::program("unshare");
    command.args(["--mount", "--propagation", "private"]);
    command
}

fn is_root() -> bool {
    run::output(run::program("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

/// Runs the tests with their output shown; how many passed, or `None` where one failed.
fn shown(tests: &mut Command) -> Result<Option<usize>> {
    let mut child = tests.stdout(Stdio::piped()).spawn().context("`unshare` could not start")?;
    let output = BufReader::new(child.stdout.take().context("it is piped")?);
    let mut ran = None;
    for line in output.split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        ran = passed(&line).or(ran);
    }
    Ok(if child.wait()?.success() { ran } else { None })
}

/// How many tests passed, from the line that Swift Testing ends with: `Test run with 3 tests passed after …`.
fn passed(line: &str) -> Option<usize> {
    let (_, said) = line.split_once("Test run with ")?;
    let (count, rest) = said.split_once(" test")?;
    if rest.contains("passed after") { count.parse().ok() } else { None }
}

/// How many tests are written, so that one which is not run is seen.
fn count_written(folder: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            count += count_written(&path)?;
        } else {
            let text = fs::read_to_string(&path)?;
            count += text.lines().filter(|line| line.trim_start().starts_with("@Test")).count();
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_counted_from_a_run_that_passed_only() {
        assert_eq!(passed("✔ Test run with 36 tests passed after 31.2 seconds."), Some(36));
        assert_eq!(passed("✔ Test run with 1 test in 1 suite passed after 0.1 seconds."), Some(1));
        assert_eq!(passed("✘ Test run with 36 tests failed after 31.2 seconds with 1 issue."), None);
        assert_eq!(passed("✔ Test aDraft() passed after 1 seconds."), None);
    }
}
