//! The web client on somebody's phone.

use serde_json::Value;

use crate::browser::{Browser, Key};

/// The sheet that one writes on.
const SHEET: &str = ".app-sheet textarea";

/// The web client as it is open in a browser.
pub struct WebClient {
    /// The browser.
    pub browser: Browser,
}

impl WebClient {
    /// Opens the app as from the home screen.
    pub async fn open(browser: Browser) -> Self {
        browser.goto("/app/").await;
        Self { browser }
    }

    /// Opens the link of an invite and joins; the app then opens today's visit by itself. Two taps: the link, the button.
    pub async fn join(browser: Browser, code: &str) -> Self {
        browser.goto(&format!("/app/join#{code}")).await;
        browser.press("Join").await;
        let app = Self { browser };
        app.is_writing().await;
        app
    }

    /// Waits until there is something to write on.
    pub async fn is_writing(&self) {
        self.browser.find(SHEET).await;
    }

    /// Waits until the app would start without a server.
    pub async fn is_ready_offline(&self) {
        let ready = "const done = arguments[0]; navigator.serviceWorker.ready.then(() => done(true));";
        self.browser.script_async(ready, vec![]).await;
    }

    /// Types, at the end of what is on the sheet.
    pub async fn type_words(&self, words: &str) {
        self.browser.script(&format!("document.querySelector('{SHEET}').focus()"), vec![]).await;
        self.browser.type_keys(words).await;
    }

    /// Puts words on the sheet as a paste does.
    pub async fn paste(&self, words: &str) {
        let script = format!(
            "const sheet = document.querySelector('{SHEET}'); sheet.focus(); \
             document.execCommand('insertText', false, arguments[0]);"
        );
        self.browser.script(&script, vec![words.into()]).await;
    }

    /// Waits until what was typed is on the device, or could not be put there; which of the two.
    pub async fn is_kept_or_not(&self) -> bool {
        self.browser.until("document.querySelector('.app-sheet').dataset.keeping !== 'pending'").await;
        self.browser.script("return document.querySelector('.app-sheet').dataset.keeping", vec![]).await == "kept"
    }

    /// Waits until everything that was typed is on the device.
    pub async fn is_kept(&self) {
        self.browser.until("document.querySelector('.app-sheet').dataset.keeping === 'kept'").await;
    }

    /// Writes a note.
    pub async fn write(&self, words: &str) {
        self.type_words(words).await;
        self.browser.key(Key::Enter).await;
        self.browser.until(&format!("document.querySelector('{SHEET}').value === ''")).await;
    }

    /// What is on the sheet.
    pub async fn sheet(&self) -> String {
        match self.browser.script(&format!("return document.querySelector('{SHEET}').value"), vec![]).await {
            Value::String(words) => words,
            other => panic!("the sheet holds {other}"),
        }
    }

    /// Goes to a part of the visit: "Walk", "Share", "Debrief", "Feedback", "Plan".
    pub async fn part(&self, name: &str) {
        self.browser.press(name).await;
    }

    /// Shares everything that is not shared yet, which is so many notes.
    pub async fn share_all(&self, notes: usize) {
        self.part("Share").await;
        self.browser.press("Choose all").await;
        self.browser.press(&format!("Share {notes} notes")).await;
        self.browser.sees(&format!("{notes} notes are shared")).await;
    }

    /// Waits until what is in the notebook for the visit are so many items, and the server holds them.
    pub async fn counts(&self, items: usize) {
        self.browser.sees(&format!("On this phone {items}, held by the server {items}, waiting 0")).await;
    }

    /// Syncs now, and waits until everything went through.
    pub async fn sync(&self) {
        self.browser.goto("/app/#/status").await;
        self.browser.press("Sync now").await;
        self.browser.until("document.querySelector('.notice.good[role=status]')").await;
    }

    /// Waits until the server holds everything, the notes in the list among it.
    pub async fn is_held(&self) {
        self.browser.until("!document.querySelector('.app-sheet[data-keeping=pending]')").await;
        self.browser.until("document.querySelectorAll('.app-note .chip.warn').length === 0").await;
        self.browser.sees("All held").await;
    }
}
