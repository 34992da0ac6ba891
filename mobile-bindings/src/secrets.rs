//! A profile's secrets in the app's key store.

use std::sync::Arc;

use fieldwalk_core::client::{Secret, SecretStore, SecretsUnavailable};

use crate::error::{Answer, Retry, error};
use crate::platform::KeyStore;

/// The secrets of one profile. Their names are stable: an update of the app finds them again.
pub(crate) struct ProfileSecrets {
    pub(crate) key_store: Arc<dyn KeyStore>,
    pub(crate) profile: String,
}

impl ProfileSecrets {
    fn name(&self, secret: Secret) -> String {
        let name = match secret {
            Secret::SigningKey => "signing-key",
            Secret::Token => "token",
            Secret::StoreKey => "store-key",
        };
        format!("fieldwalk/{}/{name}", self.profile)
    }

    /// Forgets them.
    pub(crate) fn delete(&self) -> Answer<()> {
        for secret in [Secret::Token, Secret::SigningKey, Secret::StoreKey] {
            let deleted = self.key_store.delete(self.name(secret));
            deleted.map_err(|_| error!(KeyStore, Retry::Later, "the app's key store did not delete a secret"))?;
        }
        Ok(())
    }
}

impl SecretStore for ProfileSecrets {
    fn get(&self, secret: Secret) -> Result<Option<Vec<u8>>, SecretsUnavailable> {
        self.key_store.get(self.name(secret)).map_err(|_| SecretsUnavailable)
    }

    fn put(&self, secret: Secret, value: &[u8]) -> Result<(), SecretsUnavailable> {
        self.key_store.put(self.name(secret), value.to_vec()).map_err(|_| SecretsUnavailable)
    }
}
