//! Where a profile's secrets are kept: in its file, or apart from it in what the platform has for secrets.
//!
//! Apart, a copy of the file gives away neither the token nor the signing key, and nobody can sync or sign with it; with
//! the feature `encrypted` nobody can read it either, since the key to the file is one of the secrets.
//! The file remembers which device it belongs to, so that a key of another one is told from a right one.

use std::path::Path;

use super::{ClientError, Profile};
use crate::clock::SeededRng;
use crate::ids::DeviceId;
use crate::protocol::Keys;
use crate::store::{Form, Store, StoreKey, meta};

/// One of a profile's secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Secret {
    /// The secret half of the device's key pair, 32 bytes.
    SigningKey,
    /// The bearer token, as text.
    Token,
    /// What the file is encrypted with, 32 bytes.
    StoreKey,
}

/// The place for secrets could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the place where this device keeps secrets cannot be used now; nothing is lost, try again")]
pub struct SecretsUnavailable;

/// Keeps one profile's secrets. What was put is there after a restart of the device.
///
/// Called with nothing locked, on the thread that opens or enrols.
pub trait SecretStore: Send + Sync {
    /// The secret; `None` where it was never put, and an error where that cannot be told now.
    ///
    /// # Errors
    /// [`SecretsUnavailable`].
    fn get(&self, secret: Secret) -> Result<Option<Vec<u8>>, SecretsUnavailable>;

    /// Keeps the secret, in place of an older one.
    ///
    /// # Errors
    /// [`SecretsUnavailable`]; then the older one is still there.
    fn put(&self, secret: Secret, value: &[u8]) -> Result<(), SecretsUnavailable>;
}

/// The key to a profile's file; made for one that has none yet. `None` where this build does not encrypt.
pub(super) fn store_key(
    path: &Path,
    form: Form,
    rng: &mut SeededRng,
    secrets: &dyn SecretStore,
) -> Result<Option<StoreKey>, ClientError> {
    if cfg!(not(feature = "encrypted")) {
        return Ok(None);
    }
    // Who does not have its other secrets does not get to encrypt it.
    if form == Form::Plain {
        is_ours(path, secrets)?;
    }
    if let Some(bytes) = secrets.get(Secret::StoreKey)? {
        return StoreKey::from_bytes(&bytes).map(Some).ok_or(ClientError::WrongKey);
    }
    if matches!(form, Form::Encrypted(_)) {
        return Err(ClientError::WrongKey);
    }
    let key = StoreKey::generate(rng);
    secrets.put(Secret::StoreKey, key.bytes())?;
    // Everything that is written from now on hangs on it: it must really be there.
    match secrets.get(Secret::StoreKey)? {
        Some(bytes) if bytes == key.bytes() => Ok(Some(key)),
        _ => Err(SecretsUnavailable.into()),
    }
}

/// Fails where the plain file at `path` belongs to a device whose signing key is not in `secrets`.
fn is_ours(path: &Path, secrets: &dyn SecretStore) -> Result<(), ClientError> {
    let is_apart = meta::peek::<Vec<u8>>(path, "secret_key", || None).is_none();
    let Some(device) = meta::peek::<DeviceId>(path, "device", || None).filter(|_| is_apart) else { return Ok(()) };
    let secret = secrets.get(Secret::SigningKey)?.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let is_ours = secret.is_some_and(|secret| Keys::from_secret(&secret).device() == device);
    if is_ours { Ok(()) } else { Err(ClientError::WrongKey) }
}

/// The keys of a profile whose secrets are in its file; made at the first opening.
pub(super) fn keys_in_file(store: &mut Store, rng: &mut SeededRng) -> Result<Keys, ClientError> {
    if let Some(secret) = meta::get_bytes(store.read(), "secret_key")? {
        return Ok(Keys::from_secret(&secret));
    }
    if meta::get::<DeviceId>(store.read(), "device")?.is_some() {
        return Err(ClientError::WrongKey);
    }
    let keys = Keys::generate(rng);
    store.write(|tx| meta::put(tx, "secret_key", &keys.secret()))?;
    Ok(keys)
}

/// The keys of a profile whose secrets are in `secrets`; made at the first opening. Secrets in the file, of a version
/// that kept them there, are moved once: they are in both places before they are out of the file.
pub(super) fn keys_apart(
    store: &mut Store,
    rng: &mut SeededRng,
    secrets: &dyn SecretStore,
) -> Result<Keys, ClientError> {
    if let Some(secret) = meta::get_bytes(store.read(), "secret_key")? {
        move_out(store, &secret, secrets)?;
    }
    let device: Option<DeviceId> = meta::get(store.read(), "device")?;
    let secret = secrets.get(Secret::SigningKey)?.map(|bytes| <[u8; 32]>::try_from(bytes.as_slice()));
    let keys = match secret {
        Some(Ok(secret)) => Keys::from_secret(&secret),
        None if device.is_none() => {
            let keys = Keys::generate(rng);
            secrets.put(Secret::SigningKey, &keys.secret())?;
            keys
        }
        Some(Err(_)) | None => return Err(ClientError::WrongKey),
    };
    match device {
        Some(device) if device != keys.device() => Err(ClientError::WrongKey),
        Some(_) => Ok(keys),
        None => {
            store.write(|tx| meta::put(tx, "device", &keys.device()))?;
            Ok(keys)
        }
    }
}

fn move_out(store: &mut Store, secret: &[u8; 32], secrets: &dyn SecretStore) -> Result<(), ClientError> {
    let profile: Option<Profile> = meta::get(store.read(), "profile")?;
    secrets.put(Secret::SigningKey, secret)?;
    if let Some(profile) = &profile {
        secrets.put(Secret::Token, profile.token.as_bytes())?;
    }
    store.write(|tx| {
        meta::put(tx, "device", &Keys::from_secret(secret).device())?;
        if let Some(profile) = &profile {
            meta::put(tx, "profile", &profile.without_token())?;
        }
        meta::remove(tx, "secret_key")
    })?;
    // The write-ahead log still has the old pages.
    Ok(store.empty_log()?)
}

/// The profile with its token, which is in `secrets`. Without one, a sync says that this device is not signed in.
pub(super) fn with_token(profile: Profile, secrets: &dyn SecretStore) -> Result<Profile, ClientError> {
    let token = secrets.get(Secret::Token)?.and_then(|bytes| String::from_utf8(bytes).ok());
    Ok(Profile { token: token.unwrap_or_default(), ..profile })
}

#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::client::Client;
    use crate::clock::seeded_rng;
    use crate::testing::{ByHand, MORNING, ManualClock, SecretsInMemory};

    fn open(path: &Path, secrets: &Arc<SecretsInMemory>) -> Result<Client, ClientError> {
        let clock = ManualClock::at(MORNING);
        Client::open_with_secrets(path, clock, seeded_rng(7), secrets.clone()).map(|(client, _)| client)
    }

    /// Whether any of the profile's files holds these bytes.
    fn is_on_disk(path: &Path, bytes: &[u8]) -> bool {
        let folder = std::fs::read_dir(path.parent().unwrap()).unwrap();
        let files = folder.map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
        files.into_iter().any(|file| file.windows(bytes.len()).any(|window| window == bytes))
    }

    #[test]
    fn secrets_that_are_kept_apart_are_in_no_file_and_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ada.fieldwalk");
        let secrets = Arc::new(SecretsInMemory::default());
        let client = open(&path, &secrets).unwrap();
        ByHand::new(1).enrol(&client, 2);
        let device = client.device();
        drop(client);
        let key = secrets.get(Secret::SigningKey).unwrap().unwrap();
        assert!(!is_on_disk(&path, &key));
        let client = open(&path, &secrets).unwrap();
        assert_eq!((client.device(), client.profile().unwrap().token), (device, "token".to_owned()));
    }

    #[test]
    fn key_of_another_device_opens_nothing_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ada.fieldwalk");
        let secrets = Arc::new(SecretsInMemory::default());
        drop(open(&path, &secrets).unwrap());
        let other = Arc::new(SecretsInMemory::default());
        assert!(matches!(open(&path, &other), Err(ClientError::WrongKey)), "none");
        other.put(Secret::SigningKey, &[9; 32]).unwrap();
        assert!(matches!(open(&path, &other), Err(ClientError::WrongKey)), "another");
        other.put(Secret::SigningKey, &[9; 5]).unwrap();
        assert!(matches!(open(&path, &other), Err(ClientError::WrongKey)), "rubbish");
        let in_file = Client::open(&path, ManualClock::at(MORNING), seeded_rng(8));
        assert!(matches!(in_file, Err(ClientError::WrongKey)), "in the file");
        open(&path, &secrets).unwrap();
    }

    #[test]
    fn secrets_of_an_earlier_version_are_moved_out_of_the_file_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ada.fieldwalk");
        let mut network = ByHand::new(1);
        let client = network.open(&path, 2, &ManualClock::at(MORNING), 7);
        let device = client.device();
        drop(client);
        let secrets = Arc::new(SecretsInMemory::default());
        let client = open(&path, &secrets).unwrap();
        assert_eq!((client.device(), client.profile().unwrap().token), (device, "token".to_owned()));
        let key = secrets.get(Secret::SigningKey).unwrap().unwrap();
        assert!(!is_on_disk(&path, &key), "also not while it is open");
        drop(client);
        assert_eq!(open(&path, &secrets).unwrap().device(), device);
    }
}
