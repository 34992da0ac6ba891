//! The opening of the library by an app: its folder, what the platform brings along, and the profiles in it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use fieldwalk_core::client::{self, Client};
use fieldwalk_core::clock::{SystemClock, system_rng};
use tokio::sync::watch;

use crate::error::{Answer, Retry, bad_argument, error};
use crate::log::Log;
use crate::platform::{HttpTransport, KeyStore, LogLevel, LogSink, Network};
use crate::profile::Profile;
use crate::runtime::off_thread;

/// The longest name of a folder, in bytes, that any platform takes.
const FOLDER_BYTES_MAX: usize = 4_096;

/// A profile as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProfileEntry {
    /// Which; give it to `open_profile`.
    pub profile: String,
    /// The network's name; none until it has joined, or where it cannot be read now.
    pub network_name: Option<String>,
    /// The member.
    pub member: Option<String>,
    /// Whether it is open here.
    pub is_open: bool,
}

/// The library, opened by an app. Make one and keep it as long as the app runs.
#[derive(uniffi::Object)]
pub struct Fieldwalk {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    #[expect(dead_code, reason = "profiles are opened with their keys next")]
    key_store: Arc<dyn KeyStore>,
    log: Log,
    #[expect(dead_code, reason = "joining is next")]
    transport: Option<Arc<dyn HttpTransport>>,
    network: watch::Sender<Network>,
    open: Mutex<BTreeMap<String, Weak<Profile>>>,
}

#[uniffi::export]
impl Fieldwalk {
    /// Opens the library on a folder of the app's own, which is made at the first use. Nothing is read yet.
    ///
    /// Without a `transport`, HTTPS is spoken from here. The network counts as free until `network_changed` says
    /// otherwise.
    #[uniffi::constructor(default(log_sink = None, transport = None))]
    pub fn new(
        folder: String,
        key_store: Arc<dyn KeyStore>,
        log_sink: Option<Arc<dyn LogSink>>,
        transport: Option<Arc<dyn HttpTransport>>,
    ) -> Answer<Arc<Self>> {
        if folder.is_empty() || folder.len() > FOLDER_BYTES_MAX || folder.contains('\0') {
            return Err(bad_argument("this is not the name of a folder"));
        }
        let inner = Inner {
            folder: PathBuf::from(folder),
            key_store,
            log: Log(log_sink),
            transport,
            network: watch::Sender::new(Network::Free),
            open: Mutex::default(),
        };
        Ok(Arc::new(Self { inner: Arc::new(inner) }))
    }

    /// The profiles of this device, oldest first.
    pub async fn profiles(&self) -> Answer<Vec<ProfileEntry>> {
        let inner = self.inner.clone();
        off_thread(move || inner.profiles()).await
    }

    /// Opens a profile; one that is open already is the same object.
    pub async fn open_profile(&self, profile: String) -> Answer<Arc<Profile>> {
        let inner = self.inner.clone();
        off_thread(move || inner.open_profile(&profile)).await
    }

    /// Tells what network the device has now. Call it whenever the platform says that this changed.
    pub fn network_changed(&self, network: Network) -> Answer<()> {
        self.inner.network.send_replace(network);
        Ok(())
    }
}

impl Inner {
    fn profiles(&self) -> Answer<Vec<ProfileEntry>> {
        if !self.folder.exists() {
            return Ok(Vec::new());
        }
        let files = client::profiles(&self.folder)?;
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = |file: client::ProfileFile| {
            let profile = file.path.file_stem()?.to_str()?.to_owned();
            let is_open = open.get(&profile).and_then(Weak::upgrade).is_some_and(|profile| !profile.is_closed());
            let member = file.member.map(|member| member.to_string());
            Some(ProfileEntry { profile, network_name: file.network_name, member, is_open })
        };
        Ok(files.into_iter().filter_map(entry).collect())
    }

    fn open_profile(&self, name: &str) -> Answer<Arc<Profile>> {
        let path = self.file(name)?;
        if !path.exists() {
            return Err(error!(UnknownProfile, Retry::Never, "there is no such profile on this device"));
        }
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, profile| profile.strong_count() > 0);
        if let Some(profile) = open.get(name).and_then(Weak::upgrade).filter(|profile| !profile.is_closed()) {
            return Ok(profile);
        }
        let rng =
            system_rng().map_err(|_| error!(Fault, Retry::Later, "this device has no randomness to give"))?;
        let (client, set_aside) = Client::open(&path, Arc::new(SystemClock), rng)?;
        let profile = Profile::over(name.to_owned(), client)?;
        open.insert(name.to_owned(), Arc::downgrade(&profile));
        drop(open);
        if set_aside.is_some() {
            self.log.say(LogLevel::Warning, "a damaged profile was set aside and read as far as it goes");
        }
        Ok(profile)
    }

    /// The file of a profile. Its name is a UUID that was made here, so that no name leads out of the folder.
    fn file(&self, name: &str) -> Answer<PathBuf> {
        let name: fieldwalk_core::ids::ItemId = crate::ids::id(name)?;
        Ok(self.folder.join(format!("{name}.fieldwalk")))
    }
}
