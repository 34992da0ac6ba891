//! The Kotlin package, twice: as desktops run it, and as Android does, over stand-ins for the few classes of Android
//! that its code names. Both run the same tests against a real server.
//!
//! The generated code is by far the most and changes rarely: it is compiled to a jar of its own that is named by a hash
//! of its text.

use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use super::{Library, api, elf, server, target};
use crate::run;
use crate::tool::Tool;

const PACKAGE: &str = "mobile-bindings/kotlin";
/// Where Debian keeps what `apt-get` brings.
const JARS: &str = "/usr/share/java";
const COMPILE_WITH: &[&str] = &["jna.jar", "junit-jupiter-api.jar", "apiguardian-api.jar"];
/// What comes with the compiler.
const KOTLIN: &[&str] = &[
    "kotlin-stdlib.jar",
    "kotlinx-coroutines-core-jvm.jar",
    "kotlin-test.jar",
    "kotlin-test-junit5.jar",
    "kotlin-reflect.jar",
];

/// What the generated code is corrected in, each with why. A text that is not there any more fails the build.
const CORRECTIONS: &[(&str, &str)] = &[
    // A text field can hand over half a character, between two keystrokes of an emoji. Refusing the whole text would
    // lose the rest of the sentence; the half becomes the character that stands for what cannot be read.
    (
        "onMalformedInput(CodingErrorAction.REPORT)",
        "onMalformedInput(CodingErrorAction.REPLACE)
            replaceWith(byteArrayOf(0xEF.toByte(), 0xBF.toByte(), 0xBD.toByte()))",
    ),
    // An object that was let go of answers as one that was shut does, with the declared error.
    (
        r#"throw IllegalStateException("${this.javaClass.simpleName} object has already been destroyed")"#,
        r#"throw FieldwalkException.Closed("this object was let go of", Retry.Never)"#,
    ),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Flavour {
    Jvm,
    Android,
}

pub(super) fn run(library: &Library) -> Result<bool> {
    for tool in [Tool::Java, Tool::Kotlin] {
        tool.install()?;
    }
    elf::check_pages(&library.called)?;
    let mut passed = true;
    for flavour in [Flavour::Jvm, Flavour::Android] {
        let ran = Lane { flavour, folder: run::root().join("target/kotlin").join(flavour.name()) }.run(library)?;
        match ran {
            Some(count) => println!("kotlin ({}): {count} tests passed", flavour.name()),
            None => println!("kotlin ({}): FAILED", flavour.name()),
        }
        passed &= ran.is_some();
    }
    Ok(passed)
}

/// How the sample walker is called, once [`run()`] has built it.
pub(super) fn walker(library: &Library) -> Result<Vec<OsString>> {
    program("uniffi.fieldwalk.sample.WalkerKt", library)
}

/// How the program that measures calls is called, which this builds.
pub(super) fn bench(library: &Library) -> Result<Vec<OsString>> {
    for tool in [Tool::Java, Tool::Kotlin] {
        tool.install()?;
    }
    Lane { flavour: Flavour::Jvm, folder: run::root().join("target/kotlin").join(Flavour::Jvm.name()) }
        .build(&library.described)?;
    program("uniffi.fieldwalk.BenchKt", library)
}

/// How a program is called that was built for the JVM.
fn program(main: &str, library: &Library) -> Result<Vec<OsString>> {
    let folder = run::root().join("target/kotlin").join(Flavour::Jvm.name());
    let built = files(&folder, "jar")?;
    let generated = built.into_iter().filter(|jar| jar.file_name().is_some_and(|name| name != "tests.jar"));
    // Of several, the one that was made last.
    let generated = generated.max_by_key(|jar| fs::metadata(jar).and_then(|jar| jar.modified()).ok());
    let generated = generated.context("the generated code has not been compiled")?;
    let classpath = join([vec![folder.join("tests.jar"), generated], jars()].concat());
    let folder = found_in(library);
    Ok(["java", &folder, "-cp", &classpath, main].map(OsString::from).into())
}

/// Has a program find the library that it calls.
fn found_in(library: &Library) -> String {
    format!("-Djna.library.path={}", library.folder().display())
}

impl Flavour {
    fn name(self) -> &'static str {
        match self {
            Self::Jvm => "jvm",
            Self::Android => "android",
        }
    }
}

/// One flavour in its folder.
struct Lane {
    flavour: Flavour,
    folder: PathBuf,
}

impl Lane {
    /// Runs the tests; how many ran, or `None` where one failed.
    fn run(&self, library: &Library) -> Result<Option<usize>> {
        let (jar, classpath) = self.build(&library.described)?;
        let tests = run::root().join(PACKAGE).join("fieldwalk/src/test/kotlin");
        self.test(&jar, &classpath, library, count_tests(&tests)?)
    }

    /// Compiles everything; the jar with the tests, and what they run with.
    fn build(&self, described: &Path) -> Result<(PathBuf, String)> {
        fs::create_dir_all(&self.folder)?;
        let stubs = self.stubs()?;
        let generated = self.generated(described, &stubs)?;
        let package = run::root().join(PACKAGE);
        let parts = ["fieldwalk/src/main/kotlin", "sample/src/main/kotlin", "fieldwalk/src/test/kotlin"];
        let mut written: Vec<PathBuf> = parts.iter().map(|part| package.join(part)).collect();
        if self.flavour == Flavour::Android {
            written.push(package.join("fieldwalk/src/android/kotlin"));
        }
        let jar = self.folder.join("tests.jar");
        let beside = [vec![generated.clone()], stubs.clone()].concat();
        // Every warning of what people wrote is to be seen to.
        self.compile(&written, &beside, &jar, &["-Werror"])?;
        let classpath = join([vec![jar.clone(), generated], stubs, jars()].concat());
        Ok((jar, classpath))
    }

    /// The stand-ins for Android's own classes, compiled.
    fn stubs(&self) -> Result<Vec<PathBuf>> {
        if self.flavour == Flavour::Jvm {
            return Ok(Vec::new());
        }
        let (sources, classes) = (run::root().join(PACKAGE).join("android-stubs"), self.folder.join("stubs"));
        let mut javac = Command::new("javac");
        javac.arg("-d").arg(&classes).args(files(&sources, "java")?);
        ensure!(run::succeeds(&mut javac)?, "the stand-ins for Android's classes did not compile");
        Ok(vec![classes])
    }

    /// The generated code, corrected and compiled.
    fn generated(&self, described: &Path, beside: &[PathBuf]) -> Result<PathBuf> {
        let sources = self.folder.join("generated");
        let configuration = run::root().join(PACKAGE).join(format!("{}.toml", self.flavour.name()));
        let mut bindgen = run::program(&target().join("fieldwalk-mobile-bindgen").to_string_lossy());
        bindgen.arg("generate").arg(described).args(["--language", "kotlin", "--no-format", "--config"]);
        bindgen.arg(configuration).arg("--out-dir").arg(&sources);
        ensure!(run::succeeds(&mut bindgen)?, "the code for Kotlin was not written");
        let file = sources.join("uniffi/fieldwalk/fieldwalk.kt");
        let text =
            corrected(fs::read_to_string(&file).context("the generated code is not where it was expected")?)?;
        fs::write(&file, &text)?;
        let mut hash = DefaultHasher::new();
        text.hash(&mut hash);
        let jar = self.folder.join(format!("generated-{:016x}.jar", hash.finish()));
        if !jar.exists() {
            let unfinished = self.folder.join("unfinished.jar");
            self.compile(&[sources], beside, &unfinished, &["-nowarn"])?;
            fs::rename(unfinished, &jar)?;
        }
        Ok(jar)
    }

    fn compile(&self, sources: &[PathBuf], beside: &[PathBuf], jar: &Path, more: &[&str]) -> Result<()> {
        let compiler = kotlin("kotlin-compiler.jar");
        let mut java = Command::new("java");
        java.arg("-cp").arg(compiler).arg("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler");
        java.args(["-no-stdlib", "-no-reflect", "-jvm-target", "1.8"]).args(more);
        java.arg("-cp").arg(join([beside.to_vec(), jars()].concat())).arg("-d").arg(jar).args(sources);
        ensure!(run::succeeds(&mut java)?, "the Kotlin code did not compile");
        Ok(())
    }

    fn test(&self, jar: &Path, classpath: &str, library: &Library, written: usize) -> Result<Option<usize>> {
        let reports = self.folder.join("reports");
        if reports.exists() {
            fs::remove_dir_all(&reports)?;
        }
        let mut java = Command::new("java");
        // In a folder of its own: files with hostile names are written to wherever this is.
        let scratch = self.folder.join("scratch");
        fs::create_dir_all(&scratch)?;
        java.current_dir(scratch).env("FIELDWALK_BIN", server()).env("FIELDWALK_CLASSPATH", classpath);
        let called = self.folder.join("called");
        java.env("FIELDWALK_PACKAGE", run::root().join(PACKAGE)).env("FIELDWALK_CALLED", &called);
        java.arg(found_in(library));
        java.args(["-Dfile.encoding=UTF-8", "-jar", &format!("{JARS}/junit-platform-console-standalone.jar")]);
        java.args([
            "--fail-if-no-tests",
            "--disable-banner",
            "--disable-ansi-colors",
            "--details=tree",
            "--scan-classpath",
        ])
        .arg(jar);
        // A test that hangs is ended, wherever it waits.
        java.args(["--config", "junit.jupiter.execution.timeout.default=5 m"]);
        java.args(["--config", "junit.jupiter.execution.timeout.thread.mode.default=SEPARATE_THREAD"]);
        java.arg("--reports-dir").arg(&reports).args(["-cp", classpath]);
        if !run::succeeds(&mut java)? {
            return Ok(None);
        }
        let report = fs::read_to_string(reports.join("TEST-junit-jupiter.xml")).context("there is no report")?;
        let ran = ran(&report).context("the report does not say how many tests ran")?;
        // A test that returns a value is left out without a word.
        ensure!(ran == written && ran > 0, "{written} tests are written and {ran} ran");
        Ok(if api::check_called("kotlin", &called)? { Some(ran) } else { None })
    }
}

/// The generated code with every correction made.
fn corrected(mut text: String) -> Result<String> {
    for (wrong, right) in CORRECTIONS {
        ensure!(text.contains(wrong), "the generated code has no `{wrong}` to correct");
        text = text.replace(wrong, right);
    }
    Ok(text)
}

/// How many tests a report of JUnit says that ran.
fn ran(report: &str) -> Option<usize> {
    let suite = report.split_once("<testsuite ")?.1.split_once('>')?.0;
    let number = |name: &str| suite.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.parse::<usize>().ok();
    number("tests")?.checked_sub(number("skipped")?)
}

/// How many tests stand in the files of a folder.
fn count_tests(folder: &Path) -> Result<usize> {
    let texts = files(folder, "kt")?.into_iter().map(fs::read_to_string);
    let texts: Vec<String> = texts.collect::<Result<_, _>>()?;
    Ok(texts.iter().flat_map(|text| text.lines()).filter(|line| line.trim() == "@Test").count())
}

/// The files below a folder whose names end so, in order.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} is not there", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn jars() -> Vec<PathBuf> {
    let system = COMPILE_WITH.iter().map(|jar| Path::new(JARS).join(jar));
    KOTLIN.iter().map(|jar| kotlin(jar)).chain(system).collect()
}

fn kotlin(jar: &str) -> PathBuf {
    run::root().join(PACKAGE).join("node_modules/kotlin-compiler/lib").join(jar)
}

fn join(paths: Vec<PathBuf>) -> String {
    paths.iter().map(|path| path.to_string_lossy().into_owned()).collect::<Vec<_>>().join(":")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn report_tells_how_many_tests_ran() {
        let report = "<?xml?>\n<testsuite name=\"JUnit Jupiter\" tests=\"26\" skipped=\"2\" failures=\"0\">\n";
        assert_eq!(ran(report), Some(24));
        assert_eq!(ran("<testsuite name=\"JUnit\">"), None);
        assert_eq!(ran(""), None);
    }

    #[test]
    fn generated_code_without_what_is_corrected_is_refused() {
        let all: String = CORRECTIONS.iter().map(|(wrong, _)| format!("    {wrong}\n")).collect();
        let text = corrected(all).unwrap();
        assert!(CORRECTIONS.iter().all(|(wrong, right)| text.contains(right) && !text.contains(wrong)), "{text}");
        assert!(corrected("class Profile".to_owned()).is_err());
    }
}
