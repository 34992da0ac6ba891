//! The opening of the library by an app: its folder, what the platform brings along, and the profiles in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use fieldwalk_core::client::{self, Client};
use fieldwalk_core::clock::{SystemClock, system_rng};
use fieldwalk_core::ids::ProfileId;
use tokio::sync::watch;

use crate::error::{Answer, Retry, bad_argument, error};
use crate::ids::id;
use crate::log::Log;
use crate::platform::{HttpTransport, KeyStore, LogLevel, LogSink, Network};
use crate::profile::{Profile, Surroundings};
use crate::runtime::off_thread;
use crate::secrets::ProfileSecrets;
use crate::way::Way;

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
    pub(crate) inner: Arc<Inner>,
}

/// What an app opened.
pub(crate) struct Inner {
    pub(crate) folder: PathBuf,
    pub(crate) key_store: Arc<dyn KeyStore>,
    pub(crate) surroundings: Surroundings,
    network: watch::Sender<Network>,
    open: Mutex<BTreeMap<String, Weak<Profile>>>,
    opening: Mutex<()>,
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
        let network = watch::Sender::new(Network::Free);
        let surroundings =
            Surroundings { way: Way::new(transport)?, network: network.subscribe(), log: Log(log_sink) };
        let inner = Inner {
            folder: PathBuf::from(folder),
            key_store,
            surroundings,
            network,
            open: Mutex::default(),
            opening: Mutex::default(),
        };
        Ok(Arc::new(Self { inner: Arc::new(inner) }))
    }

    /// The profiles of this device, oldest first. The key store is asked for their keys.
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
    pub(crate) fn profiles(&self) -> Answer<Vec<ProfileEntry>> {
        if !self.folder.exists() {
            return Ok(Vec::new());
        }
        let secrets = |path: &Path| self.secrets(&path.file_stem().unwrap_or_default().to_string_lossy());
        let files = client::profiles_with_secrets(&self.folder, secrets)?;
        let entry = |file: client::ProfileFile| {
            let profile = file.path.file_stem()?.to_str()?.to_owned();
            let is_open = self.found_open(&profile).is_some();
            let member = file.member.map(|member| member.to_string());
            Some(ProfileEntry { profile, network_name: file.network_name, member, is_open })
        };
        Ok(files.into_iter().filter_map(entry).collect())
    }

    /// Opens the profile of this name, which is there.
    pub(crate) fn open_profile(&self, name: &str) -> Answer<Arc<Profile>> {
        if !self.file(name)?.exists() {
            return Err(error!(UnknownProfile, Retry::Never, "there is no such profile on this device"));
        }
        // One at a time: of two calls at once the second would find the file in use.
        let _one = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(profile) = self.found_open(name) {
            return Ok(profile);
        }
        let profile = Profile::over(name.to_owned(), self.client(name)?, self.surroundings.clone())?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, profile| profile.strong_count() > 0);
        open.insert(name.to_owned(), Arc::downgrade(&profile));
        Ok(profile)
    }

    /// The profile of this name, where it is open.
    fn found_open(&self, name: &str) -> Option<Arc<Profile>> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(name).and_then(Weak::upgrade).filter(|profile| !profile.is_closed())
    }

    /// Opens the file of a profile, or starts one.
    pub(crate) fn client(&self, name: &str) -> Answer<Client> {
        let rng =
            system_rng().map_err(|_| error!(Fault, Retry::Later, "this device has no randomness to give"))?;
        let secrets = Arc::new(self.secrets(name));
        let (client, set_aside) =
            Client::open_with_secrets(&self.file(name)?, Arc::new(SystemClock), rng, secrets)?;
        if set_aside.is_some() {
            self.surroundings
                .log
                .say(LogLevel::Warning, "a damaged profile was set aside and read as far as it goes");
        }
        Ok(client)
    }

    pub(crate) fn secrets(&self, name: &str) -> ProfileSecrets {
        ProfileSecrets { key_store: self.key_store.clone(), profile: name.to_owned() }
    }

    /// The file of a profile. Its name is a UUID that was made here, so that no name leads out of the folder.
    pub(crate) fn file(&self, name: &str) -> Answer<PathBuf> {
        let name: ProfileId = id(name)?;
        Ok(self.folder.join(format!("{name}.fieldwalk")))
    }
}
