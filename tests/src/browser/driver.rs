//! The chromedriver process, and how its browsers are started.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::Browser;

/// As little going on by itself as Chromium allows.
const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-prefers-reduced-motion",
];

/// A running chromedriver. Dropping it ends it with all its browsers.
#[derive(Debug)]
pub struct Chromedriver {
    child: Child,
    url: String,
    /// Kept open, so that it may go on writing.
    _stdout: BufReader<ChildStdout>,
}

impl Chromedriver {
    /// Starts it on a port that is free.
    pub fn start() -> Self {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed: `cargo xtask setup`");
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut line = String::new();
        let port = loop {
            line.clear();
            let read = stdout.read_line(&mut line).expect("chromedriver writes text");
            assert!(read > 0, "chromedriver ended before it listened");
            let said = line.trim_end().trim_end_matches('.');
            if let Some((_, port)) = said.split_once("started successfully on port ") {
                break port.to_owned();
            }
        };
        Self { child, url: format!("http://127.0.0.1:{port}"), _stdout: stdout }
    }

    /// A new browser, in `language` ("en", "es"), for a server at `base`.
    pub async fn browser(&self, base: &str, language: &str) -> Browser {
        self.start_browser(base, language, Vec::new(), json!({})).await
    }

    pub(super) async fn start_browser(
        &self,
        base: &str,
        language: &str,
        mut flags: Vec<String>,
        mut options: Value,
    ) -> Browser {
        flags.extend(FLAGS.map(str::to_owned));
        flags.push(format!("--lang={language}"));
        options["args"] = flags.into();
        options["prefs"]["intl.accept_languages"] = language.into();
        let capabilities = json!({
            "goog:chromeOptions": options,
            "acceptInsecureCerts": true,
            // axe-core takes its time on a long page.
            "timeouts": { "script": 180_000 },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!("written as an object") };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&self.url)
            .await
            .unwrap_or_else(|error| panic!("Chromium does not start: {error}"));
        Browser { client, base: base.to_owned() }
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        // Asked to end, it ends its browsers; killed, it would leave them behind.
        let pid = self.child.id().to_string();
        drop(Command::new("kill").args(["-TERM", &pid]).status());
        drop(self.child.wait());
    }
}
