//! The `fieldwalk` binary as an operator runs it.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

fn fieldwalk(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldwalk"));
    command.args(arguments).env("FIELDWALK_DATA", folder.join("data")).current_dir(folder);
    command.output().unwrap()
}

/// Runs a command that is to succeed, and returns what it says as JSON.
fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = fieldwalk(folder, &[arguments, &["--json"]].concat());
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Runs a command that is to fail, and returns what it tells the person.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = fieldwalk(folder, arguments);
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// A serving process. Killed when dropped.
struct Serving {
    child: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
    address: String,
    invite: Option<String>,
}

impl Serving {
    fn start(folder: &Path) -> Self {
        Self::start_with(folder, &[])
    }

    fn start_with(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fieldwalk"))
            .args(["serve", "--listen", "127.0.0.1:0", "--name", "North", "--json"])
            .args(arguments)
            .current_dir(folder)
            .env("FIELDWALK_DATA", folder.join("data"))
            .env("RUST_LOG", "off")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut invite = None;
        let address = loop {
            let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
            if let Some(code) = line["invite"].as_str() {
                invite = Some(code.to_owned());
            }
            if let Some(address) = line["listening"].as_str() {
                break address.split_once("://").unwrap().1.to_owned();
            }
        };
        Self { child, lines, address, invite }
    }

    /// The status line of an answer.
    fn get(&self, path: &str) -> String {
        let mut stream = std::net::TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").unwrap();
        BufReader::new(stream).lines().next().unwrap().unwrap()
    }

    /// Asks the process to stop, as a service manager does, and waits until it has.
    fn stop(mut self) {
        let killed = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        assert!(self.child.wait().unwrap().success());
        assert!(self.lines.next().is_none());
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn the_first_start_makes_a_network_and_prints_its_invite_once() {
    let folder = tempfile::tempdir().unwrap();
    let serving = Serving::start(folder.path());
    assert!(serving.invite.as_ref().is_some_and(|code| code.len() == 19));
    assert_eq!(serving.get("/readyz"), "HTTP/1.1 200 OK");
    let second = refused(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    assert!(second.contains("another server is using"), "{second}");
    serving.stop();
    // Everything is in the one file; no log of writes is left behind.
    assert!(!folder.path().join("data/fieldwalk.sqlite-wal").exists());

    let again = Serving::start(folder.path());
    assert_eq!(again.invite, None);
    assert_eq!(json(folder.path(), &["network", "list"])[0]["name"], "North");
    again.stop();
}

#[tokio::test]
async fn with_a_certificate_it_speaks_tls() {
    let folder = tempfile::tempdir().unwrap();
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    std::fs::write(folder.path().join("cert.pem"), made.cert.pem()).unwrap();
    std::fs::write(folder.path().join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    let serving = Serving::start_with(folder.path(), &["--tls-cert", "cert.pem", "--tls-key", "key.pem"]);
    let port = serving.address.rsplit_once(':').unwrap().1;

    drop(rustls::crypto::ring::default_provider().install_default());
    let certificate = reqwest::Certificate::from_pem(made.cert.pem().as_bytes()).unwrap();
    let client = reqwest::Client::builder().tls_certs_only([certificate]).build().unwrap();
    let answer = client.get(format!("https://localhost:{port}/healthz")).send().await.unwrap();
    assert_eq!(answer.text().await.unwrap(), "ok\n");
    let plain = client.get(format!("http://localhost:{port}/healthz")).send().await;
    assert!(plain.is_err(), "nothing is said without it");
    serving.stop();

    let words = refused(folder.path(), &["serve", "--tls-cert", "key.pem", "--tls-key", "cert.pem"]);
    assert!(words.contains("the certificate or its key cannot be used"), "{words}");
}

#[test]
fn networks_are_run_from_the_command_line_while_the_server_serves() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let nothing = refused(folder, &["network", "list"]);
    assert!(nothing.contains("there is no Fieldwalk database in"), "{nothing}");
    let serving = Serving::start(folder);
    let id = |value: Value, name: &str| value[name].as_str().unwrap().to_owned();

    let network = id(json(folder, &["network", "create", "South"]), "network");
    let of = ["--network", &network];
    let school = id(json(folder, &[&["network", "add-school", "Hillside"][..], &of].concat()), "school");
    let member = id(
        json(
            folder,
            &[&["network", "add-member", "Ada", "--role", "leader", "--school", &school][..], &of].concat(),
        ),
        "member",
    );
    let invite = json(folder, &[&["invite", "--member", &member][..], &of].concat());
    assert_eq!(invite["code"].as_str().unwrap().len(), 19);
    let made = json(folder, &["sign-in", "--member", &member, "--base-url", "https://south.example/"]);
    let code = made["code"].as_str().unwrap();
    assert_eq!(made["link"], format!("https://south.example/sign-in#{code}"));
    let words = String::from_utf8(fieldwalk(folder, &["sign-in", "--member", &member]).stdout).unwrap();
    assert!(words.contains("/sign-in of this server") && words.contains("good once, until "), "{words}");
    let members = json(folder, &[&["network", "members"][..], &of].concat());
    assert_eq!((&members[0]["name"], &members[0]["removed_at"]), (&"Ada".into(), &Value::Null));
    json(folder, &[&["network", "remove-member", "--member", &member][..], &of].concat());
    let members = json(folder, &[&["network", "members"][..], &of].concat());
    assert!(members[0]["removed_at"].is_number());
    assert_eq!(json(folder, &[&["devices"][..], &of].concat()), Value::Array(vec![]));
    assert_eq!(json(folder, &[&["visits"][..], &of].concat()), Value::Array(vec![]));

    for (arguments, said) in [
        (vec!["network", "add-member", "Eve", "--role", "boss"], "a role is one of"),
        (vec!["invite", "--member", member.as_str()], "no such member"),
        (vec!["network", "add-school", " "], "a name needs"),
    ] {
        let words = refused(folder, &[arguments.as_slice(), &of].concat());
        assert!(words.contains(said), "{words}");
    }
    let words = refused(folder, &["sign-in", "--member", &member]);
    assert!(words.contains("no such member"), "{words}");
    let words = refused(folder, &["revoke", "--device", &network]);
    assert!(words.contains("no such device"), "{words}");
    let words = refused(folder, &["export", "--visit", &network, "--out", "out"]);
    assert!(words.contains("no such visit"), "{words}");
    serving.stop();
}

#[test]
fn backup_check_and_restore_go_through_the_binary() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let serving = Serving::start(folder);
    json(folder, &["backup", "--to", "copy.sqlite"]);
    let again = refused(folder, &["backup", "--to", "copy.sqlite"]);
    assert!(again.contains("exists already"), "{again}");
    json(folder, &["network", "create", "After the copy"]);
    let busy = refused(folder, &["restore", "--from", "copy.sqlite"]);
    assert!(busy.contains("another server is using"), "{busy}");
    assert_eq!(json(folder, &["check"])["problems"], Value::Array(vec![]));
    serving.stop();

    let restored = json(folder, &["restore", "--from", "copy.sqlite"]);
    assert!(Path::new(restored["set_aside"].as_str().unwrap()).exists());
    assert_eq!(json(folder, &["network", "list"]).as_array().unwrap().len(), 1);
    Serving::start(folder).stop();
}

#[test]
fn check_finds_what_was_altered() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    Serving::start(folder).stop();
    let database = rusqlite::Connection::open(folder.join("data/fieldwalk.sqlite")).unwrap();
    database.execute("DELETE FROM log WHERE number = 1", []).unwrap();
    drop(database);
    let output = fieldwalk(folder, &["check", "--json"]);
    assert!(!output.status.success());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report["problems"][0].as_str().unwrap().ends_with("its log has a gap"), "{report}");
}

#[test]
fn evidence_reads_lines_and_answers_in_json() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fieldwalk"))
        .arg("evidence")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all("12 of 24 students raised a hand.\nThe lesson was good.\n".as_bytes()).unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let verdicts: Vec<String> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["verdict"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(verdicts, ["evidence", "judgement"]);
}
