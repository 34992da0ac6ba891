//! The real server, driven through its router without a network.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use fieldwalk_core::ids::{MemberId, NetworkId};
use fieldwalk_core::protocol::{ENROL_PATH, EnrolAnswer, EnrolRequest, SYNC_PATH, SyncAnswer, SyncRequest};
use fieldwalk_core::protocol::{decode_body, encode_body};
use fieldwalk_core::sync::Failure;
use fieldwalk_core::testing::ManualClock;
use fieldwalk_server::app::{App, Config, VettingPlace};
use fieldwalk_server::limit::Rates;
use fieldwalk_server::service::Sizes;
use tower::ServiceExt;

use super::Broken;

pub(super) struct Server {
    pub(super) runtime: tokio::runtime::Runtime,
    folder: PathBuf,
    clock: Arc<ManualClock>,
    seed: u64,
    app: Option<App>,
    /// Answers that no server gives while it is well.
    pub(super) complaints: RefCell<Vec<String>>,
}

impl Server {
    pub(super) fn start(folder: PathBuf, clock: Arc<ManualClock>, seed: u64) -> Result<Self, Broken> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| error.to_string())?;
        let mut server = Self { runtime, folder, clock, seed, app: None, complaints: RefCell::default() };
        server.open()?;
        Ok(server)
    }

    /// Opens the data folder; each opening draws other secrets, as a real one does.
    fn open(&mut self) -> Result<(), Broken> {
        self.seed = self.seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let config = Config {
            data_dir: self.folder.clone(),
            clock: self.clock.clone(),
            seed: Some(self.seed),
            vetting: VettingPlace::InProcess,
            // Small, so that paging and folding happen in a small world.
            sizes: Sizes { page_bytes: 4_000, tail_bytes_max: 3_000, tail_chunks_max: 4, ..Sizes::default() },
            rates: Rates::NONE,
            is_behind_proxy: false,
        };
        let app = self.runtime.block_on(App::open(config)).map_err(|error| format!("server: {error}"))?;
        self.app = Some(app);
        Ok(())
    }

    pub(super) fn app(&self) -> &App {
        self.app.as_ref().expect("it is open except inside restart and restore")
    }

    pub(super) fn restart(&mut self) -> Result<(), Broken> {
        self.app = None;
        self.open()
    }

    /// Copies the data folder while nothing runs.
    pub(super) fn copy_to(&mut self, target: &Path) -> Result<(), Broken> {
        self.app = None;
        copy_folder(&self.folder, target).map_err(|error| error.to_string())?;
        self.open()
    }

    /// Puts an older copy in place.
    pub(super) fn restore_from(&mut self, copy: &Path) -> Result<(), Broken> {
        self.app = None;
        std::fs::remove_dir_all(&self.folder).map_err(|error| error.to_string())?;
        copy_folder(copy, &self.folder).map_err(|error| error.to_string())?;
        self.open()
    }

    pub(super) fn keep_house(&self) -> Result<(), Broken> {
        self.runtime.block_on(self.app().keep_house()).map_err(|error| format!("housekeeping: {error}"))
    }

    pub(super) fn invite(&self, network: NetworkId, member: MemberId) -> Result<String, Broken> {
        let invite = self.runtime.block_on(self.app().admin().invite(network, member, 24));
        Ok(invite.map_err(|error| format!("invite: {error}"))?.code)
    }

    pub(super) fn enrol(&self, request: &EnrolRequest) -> Result<EnrolAnswer, Broken> {
        let (status, body) = self.post(ENROL_PATH, None, encode_body(request));
        if !status.is_success() {
            return Err(format!("enrolment: {status} {}", String::from_utf8_lossy(&body)));
        }
        decode_body(&body).map_err(|error| format!("enrolment: {error}"))
    }

    pub(super) fn sync(&self, token: &str, request: &SyncRequest) -> Result<SyncAnswer, Failure> {
        let (status, body) = self.post(SYNC_PATH, Some(token), encode_body(request));
        match status {
            StatusCode::OK => decode_body(&body).map_err(|_| Failure::BadAnswer),
            StatusCode::UNAUTHORIZED => Err(Failure::SignedOut),
            status if status.is_server_error() => {
                self.complaints.borrow_mut().push(format!("{status} {}", String::from_utf8_lossy(&body)));
                Err(Failure::Unavailable)
            }
            _ => Err(Failure::BadAnswer),
        }
    }

    fn post(&self, path: &str, token: Option<&str>, body: Vec<u8>) -> (StatusCode, Vec<u8>) {
        let mut request = Request::post(path).header("content-type", fieldwalk_core::protocol::MEDIA_TYPE);
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let request = request.body(Body::from(body)).expect("a path and two headers");
        let router = self.app().router();
        self.runtime.block_on(async {
            let response = router.oneshot(request).await.expect("the router's error is Infallible");
            let status = response.status();
            let body = axum::body::to_bytes(response.into_body(), 64 << 20).await.unwrap_or_default();
            (status, body.to_vec())
        })
    }
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
