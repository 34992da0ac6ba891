//! Profiles that begin and end: joining a network, and removing what the server holds anyway.

use std::path::Path;
use std::sync::Arc;

use fieldwalk_core::clock::{Clock, SystemClock, system_rng};
use fieldwalk_core::ids::ProfileId;

use crate::error::{Answer, FieldwalkError, Retry, error};
use crate::fieldwalk::{Fieldwalk, Inner};
use crate::invite::Invite;
use crate::platform::LogLevel;
use crate::profile::Profile;
use crate::runtime::{off_thread, on_runtime};
use crate::sync::{checked_device_name, enrol};

#[uniffi::export]
impl Fieldwalk {
    /// Joins a network with an invite, and opens the profile. Needs a network.
    ///
    /// Safe to repeat with the same invite should the connection break: the server may have used it up for this
    /// device already, and gives this device, and no other, the same answer again.
    pub async fn join(&self, invite: Invite, device_name: String) -> Answer<Arc<Profile>> {
        let (invite, device_name) = (invite.checked()?, checked_device_name(device_name)?);
        let inner = self.inner.clone();
        let (name, client) = off_thread(move || {
            std::fs::create_dir_all(&inner.folder)?;
            let name = inner.unjoined()?;
            let client = inner.client(&name)?;
            Ok((name, client))
        })
        .await?;
        let way = self.inner.surroundings.way.clone();
        let inner = self.inner.clone();
        let joined = on_runtime(async move {
            let joined = enrol(&client, &way, &invite, &device_name).await;
            off_thread(move || {
                // Its file is locked until it is closed.
                drop(client);
                match joined {
                    Err(FieldwalkError::Refused { .. } | FieldwalkError::BadArgument { .. }) => {
                        inner.forget(&name)?;
                        joined.map(|()| name)
                    }
                    joined => joined.map(|()| name),
                }
            })
            .await
        })
        .await;
        let inner = self.inner.clone();
        match joined {
            Ok(name) => {
                self.inner.surroundings.log.say(LogLevel::Info, "joined a network");
                off_thread(move || inner.open_profile(&name)).await
            }
            Err(error) => Err(error),
        }
    }

    /// Removes a profile from this device. Fails with `Unsent` while it has anything that the server does not hold,
    /// or a draft: nothing that was written is removed before it is safe elsewhere.
    pub async fn remove_profile(&self, profile: String) -> Answer<()> {
        let inner = self.inner.clone();
        let (open, inner) = off_thread(move || Ok((inner.open_profile(&profile)?, inner))).await?;
        open.read(|client| {
            let status = client.status()?;
            let mut is_unsent = status.waiting_changes > 0 || !status.wedged.is_empty();
            for entry in client.visits()? {
                is_unsent |= !client.drafts(entry.facts.visit)?.is_empty();
            }
            let unsent = || error!(Unsent, Retry::AfterAction, "something is on this device only");
            if is_unsent { Err(unsent()) } else { Ok(()) }
        })
        .await?;
        open.shut().await?;
        let name = open.id();
        off_thread(move || inner.forget(&name)).await
    }
}

impl Inner {
    /// A profile that was begun and has not joined, or the name for a new one.
    fn unjoined(&self) -> Answer<String> {
        let nameless = self.profiles()?.into_iter().filter(|entry| entry.network_name.is_none() && !entry.is_open);
        // One without a name may also be one whose key is not to be had now.
        let is_begun = |name: &String| self.client(name).is_ok_and(|client| client.profile().is_none());
        if let Some(begun) = nameless.map(|entry| entry.profile).find(is_begun) {
            return Ok(begun);
        }
        let mut rng = system_rng().map_err(|_| error!(Fault, Retry::Later, "this device has no randomness"))?;
        Ok(ProfileId::new(SystemClock.now(), &mut rng).to_string())
    }

    /// Removes the files and the secrets of a profile. The secrets last: files without them cannot be opened.
    fn forget(&self, name: &str) -> Answer<()> {
        let file = self.file(name)?;
        for suffix in ["", "-wal", "-shm", ".lock"] {
            let mut path = file.as_os_str().to_owned();
            path.push(suffix);
            remove(Path::new(&path))?;
        }
        self.secrets(name).delete()
    }
}

fn remove(path: &Path) -> Answer<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
