//! A phone: a real client on a real file, over real HTTP.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fieldwalk_core::client::{Client, Profile};
use fieldwalk_core::clock::{Clock, SystemClock, system_rng};
use fieldwalk_core::document::{NewNote, NoteEdit};
use fieldwalk_core::domain::{Focus, NoteKind};
use fieldwalk_core::driver::{EnrolError, HttpTransport, Transport, enrol, sync_now};
use fieldwalk_core::ids::{ItemId, VisitId};
use fieldwalk_core::sync::SyncReport;

/// A phone with one open profile.
pub struct Device {
    /// The profile.
    pub client: Client,
    path: PathBuf,
    http: reqwest::Client,
}

impl Device {
    /// Opens the profile in the file `path`, or starts one there.
    pub fn open(path: &Path, http: &reqwest::Client) -> Self {
        let rng = system_rng().expect("the system has randomness");
        let (client, set_aside) = Client::open(path, Arc::new(SystemClock), rng).expect("the profile opens");
        assert_eq!(set_aside, None, "the profile's file was damaged");
        Self { client, path: path.to_owned(), http: http.clone() }
    }

    /// Ends the process of the phone, as far as its profile can tell, and starts it again.
    #[must_use]
    pub fn reopened(self) -> Self {
        let (path, http) = (self.path.clone(), self.http.clone());
        drop(self);
        Self::open(&path, &http)
    }

    /// The profile's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Uses an invite.
    ///
    /// # Errors
    /// What the server or the profile says.
    pub async fn enrol(&self, url: &str, code: &str) -> Result<Profile, EnrolError> {
        enrol(&self.client, &self.http, url, code, "phone").await
    }

    /// The way to the server that listens at `url` now: its port changes when it is started again.
    pub fn transport(&self, url: &str) -> HttpTransport {
        let profile = self.client.profile().expect("the phone is enrolled");
        HttpTransport::new(self.http.clone(), &Profile { server_url: url.to_owned(), ..profile })
    }

    /// Syncs, and says how it went.
    pub async fn sync(&self, url: &str) -> SyncReport {
        self.sync_over(&self.transport(url)).await
    }

    /// Syncs over `transport`.
    pub async fn sync_over(&self, transport: &impl Transport) -> SyncReport {
        sync_now(&self.client, transport).await.report.expect("no other sync is under way")
    }

    /// Syncs; anything but a sync that went through and left nothing behind is a panic.
    pub async fn sync_all(&self, url: &str) -> SyncReport {
        let report = self.sync(url).await;
        assert_eq!(report.failure, None, "the sync did not go through");
        let status = self.client.status().expect("the store reads");
        assert_eq!(status.wedged, [], "the server refused something");
        assert_eq!(status.waiting_changes, 0, "something still waits");
        report
    }

    /// Writes a note.
    pub fn note(&self, visit: VisitId, text: &str) -> ItemId {
        self.client.add_note(visit, &new_note(text)).expect("the phone takes a note")
    }

    /// Words a note anew.
    pub fn edit(&self, visit: VisitId, item: ItemId, text: &str) {
        let edit = NoteEdit { text: Some(text.to_owned()), ..NoteEdit::default() };
        self.client.edit_note(visit, item, &edit).expect("the phone takes an edit");
    }

    /// The texts of the notebook's notes, oldest first.
    pub fn texts(&self, visit: VisitId) -> Vec<String> {
        let notebook = self.client.notebook(visit).expect("the notebook reads");
        notebook.notes.into_values().filter(|note| note.deleted_at.is_none()).map(|note| note.text).collect()
    }

    /// The texts of all notes that others and this member share with the visit, sorted.
    pub fn shared_texts(&self, visit: VisitId) -> Vec<String> {
        let contributions = self.client.contributions(visit).expect("the contributions read");
        let notes = contributions.into_values().flat_map(|contribution| contribution.notes.into_values());
        let mut texts: Vec<String> = notes.map(|note| note.item.text).collect();
        texts.sort();
        texts
    }
}

/// A note outside the rotation, as most tests need it.
pub fn new_note(text: &str) -> NewNote {
    NewNote {
        slot: None,
        kind: NoteKind::Verbatim,
        focus: Focus::Students,
        look_fors: BTreeSet::new(),
        text: text.to_owned(),
        observed_at: SystemClock.now(),
    }
}

/// What phones reach servers with.
pub fn http() -> reqwest::Client {
    with_tls(reqwest::Client::builder())
}

/// What shows a redirect to whoever asked instead of following it.
pub fn http_without_redirects() -> reqwest::Client {
    with_tls(reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()))
}

/// As [`http()`], and trusting nothing but `root` (PEM).
pub fn http_trusting(root: &str) -> reqwest::Client {
    let root = reqwest::Certificate::from_pem(root.as_bytes()).expect("the root is a certificate");
    with_tls(reqwest::Client::builder().tls_certs_only([root]))
}

fn with_tls(builder: reqwest::ClientBuilder) -> reqwest::Client {
    // Fails only where a provider was installed before, which is as good.
    drop(rustls::crypto::ring::default_provider().install_default());
    builder.build().expect("the HTTP client starts")
}
