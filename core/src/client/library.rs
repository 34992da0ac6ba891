//! The network's own words: its vision, and the library of look-fors and norms that plans take over. Everybody reads
//! them, facilitators write them.

use super::{Client, ClientError};
use crate::domain::{DocumentKey, LookFor, Network, Norm};
use crate::ids::{LookForId, NormId};

impl Client {
    /// The vision and the library, as far as this device has them.
    ///
    /// # Errors
    /// [`ClientError::NotEnrolled`]; those of the store.
    pub fn network(&self) -> Result<Network, ClientError> {
        self.read_together(DocumentKey::Network, |document| document.network())
    }

    /// Rewrites the vision.
    ///
    /// # Errors
    /// [`ClientError::NotAllowed`], text over the limit; those of the store.
    pub fn set_vision(&self, text: &str) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Network, |document, now| document.set_vision(text, now))
    }

    /// Changes a look-for of the library, or adds one where `id` is `None`.
    ///
    /// # Errors
    /// As [`Client::set_vision`].
    pub fn put_library_look_for(
        &self,
        id: Option<LookForId>,
        look_for: &LookFor,
    ) -> Result<LookForId, ClientError> {
        let id = id.unwrap_or_else(|| self.fresh(LookForId::new));
        self.write_together(DocumentKey::Network, |document, now| document.put_look_for(id, look_for, now))?;
        Ok(id)
    }

    /// Removes a look-for from the library. Plans that took it over keep it.
    ///
    /// # Errors
    /// As [`Client::set_vision`].
    pub fn remove_library_look_for(&self, id: LookForId) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Network, |document, now| document.remove_look_for(id, now))
    }

    /// Changes a norm of the library, or adds one where `id` is `None`.
    ///
    /// # Errors
    /// As [`Client::set_vision`].
    pub fn put_library_norm(&self, id: Option<NormId>, norm: &Norm) -> Result<NormId, ClientError> {
        let id = id.unwrap_or_else(|| self.fresh(NormId::new));
        self.write_together(DocumentKey::Network, |document, now| document.put_norm(id, norm, now))?;
        Ok(id)
    }

    /// Removes a norm from the library. Plans that took it over keep it.
    ///
    /// # Errors
    /// As [`Client::set_vision`].
    pub fn remove_library_norm(&self, id: NormId) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Network, |document, now| document.remove_norm(id, now))
    }
}
