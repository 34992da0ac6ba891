//! Profiles: several people, or one person in several networks, on one device. Each has a file of its own.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Client, ClientError, Secret, SecretStore};
use crate::clock::Timestamp;
use crate::ids::{DeviceId, MemberId, NetworkId};
use crate::order::order_by;
use crate::protocol::{EnrolAnswer, EnrolRequest, enrolment_proof};
use crate::store::{StoreError, StoreKey, meta};

/// Who this profile is and where it syncs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The server's address, e.g. `https://fieldwalk.example.org`.
    pub server_url: String,
    /// The network.
    pub network: NetworkId,
    /// Its name.
    pub network_name: String,
    /// The member.
    pub member: MemberId,
    /// This device.
    pub device: DeviceId,
    /// The bearer token.
    pub token: String,
    /// When it was enrolled.
    pub enrolled_at: Timestamp,
}

impl Profile {
    /// As it is kept where the token is kept apart.
    pub(super) fn without_token(&self) -> Self {
        Self { token: String::new(), ..self.clone() }
    }
}

impl std::fmt::Debug for Profile {
    /// Leaves the token out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Profile({}, {:?}, {:?})", self.server_url, self.network, self.member)
    }
}

/// A profile's file in a folder of profiles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileFile {
    /// The file, to be opened with [`Client::open`].
    pub path: PathBuf,
    /// The network's name; `None` if not enrolled, or if the file cannot be read now.
    pub network_name: Option<String>,
    /// The member.
    pub member: Option<MemberId>,
}

/// The profiles in `folder`, oldest first by name. A file is a profile if it ends in `.fieldwalk`.
///
/// # Errors
/// Where the folder cannot be read. A file that cannot be read, e.g. since it is encrypted, is listed without a name.
pub fn profiles(folder: &Path) -> Result<Vec<ProfileFile>, StoreError> {
    listed(folder, |_| None)
}

/// As [`profiles`], with the secrets of each: only the key to a file that is encrypted is asked for.
///
/// # Errors
/// As [`profiles`].
pub fn profiles_with_secrets<S: SecretStore>(
    folder: &Path,
    secrets: impl Fn(&Path) -> S,
) -> Result<Vec<ProfileFile>, StoreError> {
    listed(folder, |path| StoreKey::from_bytes(&secrets(path).get(Secret::StoreKey).ok()??))
}

fn listed(folder: &Path, key: impl Fn(&Path) -> Option<StoreKey>) -> Result<Vec<ProfileFile>, StoreError> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "fieldwalk") {
            let profile: Option<Profile> = meta::peek(&path, "profile", || key(&path));
            files.push(ProfileFile {
                path,
                network_name: profile.as_ref().map(|profile| profile.network_name.clone()),
                member: profile.map(|profile| profile.member),
            });
        }
    }
    order_by(&mut files, |a, b| a.path.cmp(&b.path));
    Ok(files)
}

impl Client {
    /// Who this profile is; `None` until enrolled.
    pub fn profile(&self) -> Option<Profile> {
        self.lock().profile.clone()
    }

    /// This device's id, derived from its key.
    pub fn device(&self) -> DeviceId {
        self.lock().keys.device()
    }

    /// What to send to a server to use an invite. Sending it twice is safe: should the answer be lost, the same
    /// device gets another one.
    pub fn enrol_request(&self, code: &str, device_name: &str) -> EnrolRequest {
        let inner = self.lock();
        EnrolRequest {
            code: code.to_owned(),
            device_name: device_name.to_owned(),
            public_key: inner.keys.public(),
            proof: enrolment_proof(code, &inner.keys),
        }
    }

    /// Keeps what the server answered: this profile can sync now. Enrolling again, after the device was revoked or the
    /// server restored, keeps everything that was written.
    ///
    /// # Errors
    /// [`ClientError::OtherNetwork`] where this profile belongs to another network or member: that needs a profile
    /// of its own; [`ClientError::Secrets`]; those of the store.
    pub fn enrolled(&self, server_url: &str, answer: &EnrolAnswer) -> Result<Profile, ClientError> {
        let same = |profile: &Profile| profile.network == answer.network && profile.member == answer.member;
        if self.profile().is_some_and(|profile| !same(&profile)) {
            return Err(ClientError::OtherNetwork);
        }
        if let Some(secrets) = &self.secrets {
            secrets.put(Secret::Token, answer.token.as_bytes())?;
        }
        let profile = Profile {
            server_url: server_url.trim_end_matches('/').to_owned(),
            network: answer.network,
            network_name: answer.network_name.clone(),
            member: answer.member,
            device: answer.device,
            token: answer.token.clone(),
            enrolled_at: self.now(),
        };
        let kept = if self.secrets.is_some() { profile.without_token() } else { profile.clone() };
        let mut inner = self.lock();
        inner.store.write(|tx| {
            meta::put(tx, "server_key", &answer.server_key)?;
            meta::put(tx, "profile", &kept)
        })?;
        inner.profile = Some(profile.clone());
        Ok(profile)
    }
}
