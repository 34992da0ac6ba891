//! The real `fieldwalk` binary: serving as a process of its own that can be killed, and its other commands.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

use serde_json::Value;

/// A running `fieldwalk serve`. Dropping it kills it, as a power cut would.
#[derive(Debug)]
pub struct Server {
    child: Child,
    data: PathBuf,
    url: String,
    first: Option<Value>,
    /// Kept open: a server that cannot write to its standard output any more is not what is tested.
    stdout: BufReader<ChildStdout>,
}

impl Server {
    /// Starts a server on the folder `data` and a port that is free, and waits until it listens.
    pub fn start(data: &Path) -> Self {
        Self::start_with(data, &[])
    }

    /// As [`Server::start`], with more arguments.
    pub fn start_with(data: &Path, arguments: &[&OsStr]) -> Self {
        Self::start_at(data, "127.0.0.1:0", arguments)
    }

    /// As [`Server::start_with`], at `address`.
    pub fn start_at(data: &Path, address: &str, arguments: &[&OsStr]) -> Self {
        let mut child = Command::new(binary())
            .args(["serve", "--json", "--listen", address, "--data"])
            .arg(data)
            .args(arguments)
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut server = Self { child, data: data.to_owned(), url: String::new(), first: None, stdout };
        while server.url.is_empty() {
            let said = server.line();
            match said["listening"].as_str() {
                Some(url) => server.url = url.to_owned(),
                None => server.first = Some(said),
            }
        }
        server
    }

    fn line(&mut self) -> Value {
        let mut line = String::new();
        self.stdout.read_line(&mut line).expect("the server writes text");
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("the server said {line:?} before it listened"))
    }

    /// Where it listens.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The folder of its data.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// What it said at its first start: network, member and invite of the first facilitator.
    pub fn first(&self) -> &Value {
        self.first.as_ref().expect("this is the first start on this folder")
    }

    /// Kill -9, at once.
    pub fn kill(&mut self) {
        self.child.kill().expect("the server was running");
        self.child.wait().expect("it is our child");
    }

    /// Asks it to end (SIGTERM) and goes on; [`Server::ended`] waits.
    pub fn ask_to_stop(&self) {
        let pid = self.child.id();
        let status = Command::new("sh").args(["-c", &format!("kill -TERM {pid}")]).status();
        assert!(status.is_ok_and(|status| status.success()), "the server could not be asked to stop");
    }

    /// Waits until it has ended by itself.
    pub fn ended(&mut self) -> ExitStatus {
        self.child.wait().expect("it is our child")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Fails only where it has ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Runs `fieldwalk` with these arguments and `--json`; returns what it printed. A command that fails is a panic with
/// its words.
pub fn fieldwalk<S: AsRef<OsStr>>(arguments: &[S]) -> Value {
    let output = Command::new(binary()).args(arguments).arg("--json").stdin(Stdio::null()).output();
    let output = output.expect("the command starts");
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let named: Vec<_> = arguments.iter().map(|argument| argument.as_ref().to_string_lossy()).collect();
    assert!(output.status.success(), "fieldwalk {}: {out}{error}", named.join(" "));
    serde_json::from_str(&out).unwrap_or_else(|_| panic!("fieldwalk {} printed no JSON: {out}", named.join(" ")))
}

/// Runs `fieldwalk` with these arguments, which it must refuse; returns its words.
pub fn refused<S: AsRef<OsStr>>(arguments: &[S]) -> String {
    let output = Command::new(binary()).args(arguments).stdin(Stdio::null()).output().expect("the command starts");
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The binary that was built together with whatever is running.
pub fn binary() -> PathBuf {
    let here = std::env::current_exe().expect("a running program has a path");
    // target/debug/deps/e2e-… for a test, target/release/bench for a program.
    let folder = here.ancestors().skip(1).find(|folder| !folder.ends_with("deps"));
    let path = folder.unwrap_or(&here).join(format!("fieldwalk{}", std::env::consts::EXE_SUFFIX));
    assert!(
        path.exists(),
        "{} is not there: build the whole workspace (`cargo build --workspace`)",
        path.display()
    );
    path
}
