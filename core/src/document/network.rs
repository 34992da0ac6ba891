//! Intents on the network's own document.

use super::write::write_prose;
use super::{ChangeBytes, Document, DocumentError};
use crate::clock::Timestamp;

impl Document {
    /// Rewrites the shared vision.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`]; [`DocumentError::NotFound`] if this is not a network's document.
    pub fn set_vision(&mut self, text: &str, now: Timestamp) -> Result<Option<ChangeBytes>, DocumentError> {
        self.change(now, |tx| write_prose(tx, "vision", text))
    }
}
