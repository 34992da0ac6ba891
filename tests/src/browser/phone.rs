//! A browser on a phone: what it keeps outlives it, and it can die at any moment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;

use super::{Browser, Chromedriver, Viewport};

/// What Chromium on a phone says that it is.
const AGENT: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 \
                     Mobile Safari/537.36";
/// What Safari on an iPhone says that it is.
const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                      Version/18.5 Mobile/15E148 Safari/604.1";
/// How long its window is, in CSS pixels.
const WINDOW: Viewport = Viewport { width: 390, height: 844 };

/// Somebody's phone.
#[derive(Debug)]
pub struct Phone {
    folder: PathBuf,
    /// Removes the folder in the end, where it is nobody else's.
    _removed: Option<TempDir>,
    language: &'static str,
    keeps: bool,
    agent: &'static str,
}

impl Phone {
    /// A phone that has never been used, set to `language` ("en", "es").
    pub fn new(language: &'static str) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let mut phone = Self::at(folder.path(), language);
        phone._removed = Some(folder);
        phone
    }

    /// The phone in this folder, which outlives the process.
    pub fn at(folder: &Path, language: &'static str) -> Self {
        Self { folder: folder.to_owned(), _removed: None, language, keeps: true, agent: AGENT }
    }

    /// A phone whose owner forbids sites to keep anything.
    pub fn without_storage(language: &'static str) -> Self {
        let mut phone = Self::new(language);
        phone.keeps = false;
        phone
    }

    /// A phone that says it is an iPhone.
    pub fn iphone(language: &'static str) -> Self {
        let mut phone = Self::new(language);
        phone.agent = IPHONE;
        phone
    }

    /// Starts its browser, which finds what the one before it kept.
    pub async fn open(&self, chromedriver: &Chromedriver, base: &str) -> Browser {
        let Viewport { width, height } = WINDOW;
        let emulation = json!({
            "deviceMetrics": { "width": width, "height": height, "pixelRatio": 2, "touch": true, "mobile": true },
            "userAgent": self.agent,
        });
        let flags = vec![format!("--user-data-dir={}", self.folder.display())];
        let mut options = json!({ "mobileEmulation": emulation });
        if !self.keeps {
            options["prefs"] = json!({ "profile.default_content_setting_values.cookies": 2 });
        }
        chromedriver.start_browser(base, self.language, flags, options).await
    }

    /// Throws away the files of the web client, and nothing that was written with it.
    pub fn forget_app_files(&self) {
        let of_workers = self.folder.join("Default/Service Worker");
        fs::remove_dir_all(of_workers).expect("a service worker was here");
    }

    /// Kills its browser with everything that belongs to it, at once and without a word: a phone without battery.
    pub fn kill(&self) {
        assert!(self.die(), "no browser runs on this phone");
        // What the dead process still held in the eyes of the next one.
        for lock in ["SingletonLock", "SingletonSocket", "SingletonCookie"] {
            drop(fs::remove_file(self.folder.join(lock)));
        }
    }

    /// Whether there was anything to kill.
    fn die(&self) -> bool {
        let processes = processes(&self.folder);
        let pids = processes.iter().map(u32::to_string);
        drop(Command::new("kill").arg("-KILL").args(pids).status());
        while processes.iter().any(|pid| PathBuf::from(format!("/proc/{pid}/exe")).exists()) {
            std::thread::yield_now();
        }
        !processes.is_empty()
    }
}

impl Drop for Phone {
    /// Chromedriver leaves a browser behind that died once and was started again.
    fn drop(&mut self) {
        self.die();
    }
}

/// The processes that were started for a folder of the user's data.
fn processes(folder: &Path) -> Vec<u32> {
    let flag = format!("--user-data-dir={}", folder.display());
    let of_folder = |pid: &u32| {
        let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        command.split(|byte| *byte == 0).any(|argument| argument == flag.as_bytes())
    };
    let entries = fs::read_dir("/proc").expect("the system tells its processes");
    entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).filter(of_folder).collect()
}
