//! The errors of the facade.

use super::SecretsUnavailable;
use crate::blob::NotAPicture;
use crate::document::DocumentError;
use crate::store::StoreError;

/// Why a request to the facade could not be met.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The device's storage.
    #[error(transparent)]
    Store(StoreError),
    /// The document did not take the change.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The place for secrets could not be used.
    #[error(transparent)]
    Secrets(#[from] SecretsUnavailable),
    /// The profile's secrets are missing, or belong to another file.
    #[error("the key to this profile is missing or is another's; nothing was changed")]
    WrongKey,
    /// This profile has not been enrolled, or has never synced.
    #[error("this profile has not joined a network yet: use an invite while there is a connection")]
    NotEnrolled,
    /// This device does not know the visit.
    #[error("this device does not know that visit: sync once while there is a connection")]
    UnknownVisit,
    /// The notebook has no such item.
    #[error("there is no such note, tally or wondering on this device")]
    UnknownItem,
    /// It is no picture that is taken.
    #[error(transparent)]
    Picture(#[from] NotAPicture),
    /// The network does not allow photographs.
    #[error("this network does not allow photographs; a facilitator can change that")]
    PhotographsNotAllowed,
    /// A note has as many pictures as it may.
    #[error("a note has 10 pictures at most; nothing was attached")]
    TooManyAttachments,
    /// The member's role does not allow it.
    #[error("your part in this visit does not allow that")]
    NotAllowed,
    /// The debrief is not at the step before.
    #[error("a debrief goes on one step at a time, or back to any: choose the next step")]
    StepSkipped,
    /// A file to import is not one of ours.
    #[error("this file is not a visit exported by Fieldwalk, or it is damaged; nothing was changed")]
    NotAVisitFile,
    /// A file to import belongs to another network.
    #[error("this file belongs to another network; nothing was changed")]
    OtherNetwork,
}

impl From<StoreError> for ClientError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::WrongKey => Self::WrongKey,
            other => Self::Store(other),
        }
    }
}
