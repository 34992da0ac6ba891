//! The one error that every exported method answers with, and the one mapping from the errors of the core.
//!
//! Variants are what an app can act on and stay as they are from release to release; the words for people are the
//! app's. `detail` is a plain English sentence for a developer's log: it never holds a note, a name or a token.

use fieldwalk_core::blob::NotAPicture;
use fieldwalk_core::client::ClientError;
use fieldwalk_core::document::DocumentError;
use fieldwalk_core::ids::NotAnId;
use fieldwalk_core::store::StoreError;
use fieldwalk_core::sync::{Failure, RetryKind};

/// Whether the same call may succeed later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Retry {
    /// By itself, after a while.
    Later,
    /// After so many milliseconds at least.
    NotBefore {
        /// From now.
        millis: i64,
    },
    /// After a person did something: freed space, asked for an invite, updated the app, asked for less.
    AfterAction,
    /// Never with the same arguments.
    Never,
}

macro_rules! errors {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// Why a call could not be met. What a person wrote is safe in every case unless the variant says otherwise.
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
        pub enum FieldwalkError {
            $(
                $(#[$doc])*
                #[error("{detail}")]
                $name {
                    /// A sentence for a developer's log; nothing private.
                    detail: String,
                    /// Whether the same call may succeed later.
                    retry: Retry,
                },
            )+
        }
    };
}

errors! {
    /// An argument is not what it has to be: an id, an address, a code, a number out of range.
    BadArgument,
    /// This object was closed.
    Closed,
    /// The work was cancelled.
    Cancelled,
    /// There is no such profile on this device.
    UnknownProfile,
    /// The profile has not joined a network, or has never synced.
    NotJoined,
    /// This device does not know that visit.
    UnknownVisit,
    /// There is no such item, pattern, statement or comment.
    NotFound,
    /// The member's role or part does not allow it.
    NotAllowed,
    /// A debrief goes on one step at a time.
    StepSkipped,
    /// The network does not allow photographs.
    PhotographsNotAllowed,
    /// The file is no picture that is taken: JPEG, PNG or WebP, and one that does not move; nothing was changed.
    NotAPicture,
    /// A text is over the limit; nothing was changed.
    TooLong,
    /// More than one change may hold, a note may have, or a picture may be; nothing was changed.
    TooLarge,
    /// The predictions are locked.
    Locked,
    /// Another process has the profile open.
    InUse,
    /// No room on the device: the last words were NOT stored. Keep them on the screen.
    DiskFull,
    /// The stored data is damaged; opening the profile again brings back what can be read.
    Damaged,
    /// Written by a newer version of the app.
    TooNew,
    /// The key does not open this profile, or the app's key store has none. Nothing was changed.
    WrongKey,
    /// The device's storage refused.
    Storage,
    /// The app's key store failed.
    KeyStore,
    /// The profile has something that no server holds, and is not removed.
    Unsent,
    /// No connection to the server, or it broke.
    NoConnection,
    /// The server cannot serve now.
    ServerBusy,
    /// The server's answer makes no sense.
    BadAnswer,
    /// The device's right to sync is not valid any more; writing goes on.
    SignedOut,
    /// The device was revoked; writing goes on.
    Revoked,
    /// The member was removed from the network; what was written stays.
    Removed,
    /// The server does not speak this version of the app.
    AppTooOld,
    /// The server refused, and says why in `detail`.
    Refused,
    /// The file or the invite belongs to another network, or to another member; nothing was changed.
    OtherNetwork,
    /// The file is not a visit exported by Fieldwalk.
    NotAVisitFile,
    /// A fault of this library. Nothing that was confirmed is lost.
    Fault,
}

/// What exported methods return.
pub(crate) type Answer<T> = Result<T, FieldwalkError>;

macro_rules! error {
    ($name:ident, $retry:expr, $detail:expr) => {
        $crate::error::FieldwalkError::$name { detail: $detail.to_string(), retry: $retry }
    };
}
pub(crate) use error;

pub(crate) fn bad_argument(detail: impl ToString) -> FieldwalkError {
    error!(BadArgument, Retry::Never, detail)
}

pub(crate) fn closed() -> FieldwalkError {
    error!(Closed, Retry::Never, "this object was closed")
}

pub(crate) fn cancelled() -> FieldwalkError {
    error!(Cancelled, Retry::Later, "the work was cancelled")
}

impl From<NotAnId> for FieldwalkError {
    fn from(error: NotAnId) -> Self {
        bad_argument(error)
    }
}

impl From<ClientError> for FieldwalkError {
    fn from(error: ClientError) -> Self {
        let detail = error.to_string();
        match error {
            ClientError::Store(error) => error.into(),
            ClientError::Document(error) => error.into(),
            ClientError::Secrets(_) => error!(KeyStore, Retry::Later, detail),
            ClientError::WrongKey => error!(WrongKey, Retry::AfterAction, detail),
            ClientError::NotEnrolled => error!(NotJoined, Retry::AfterAction, detail),
            ClientError::UnknownVisit => error!(UnknownVisit, Retry::AfterAction, detail),
            ClientError::UnknownItem => error!(NotFound, Retry::Never, detail),
            ClientError::Picture(NotAPicture::TooLarge) | ClientError::TooManyAttachments => {
                error!(TooLarge, Retry::AfterAction, detail)
            }
            ClientError::Picture(NotAPicture::File(_)) => error!(BadArgument, Retry::Never, detail),
            ClientError::Picture(_) => error!(NotAPicture, Retry::Never, detail),
            ClientError::PhotographsNotAllowed => error!(PhotographsNotAllowed, Retry::AfterAction, detail),
            ClientError::NotAllowed => error!(NotAllowed, Retry::AfterAction, detail),
            ClientError::StepSkipped => error!(StepSkipped, Retry::AfterAction, detail),
            ClientError::NotAVisitFile => error!(NotAVisitFile, Retry::Never, detail),
            ClientError::OtherNetwork => error!(OtherNetwork, Retry::Never, detail),
        }
    }
}

impl From<DocumentError> for FieldwalkError {
    fn from(error: DocumentError) -> Self {
        let detail = error.to_string();
        match error {
            DocumentError::NotFound => error!(NotFound, Retry::Never, detail),
            DocumentError::TooLong => error!(TooLong, Retry::AfterAction, detail),
            DocumentError::TooLarge => error!(TooLarge, Retry::AfterAction, detail),
            DocumentError::Locked => error!(Locked, Retry::Never, detail),
            DocumentError::Unreadable => error!(Damaged, Retry::AfterAction, detail),
        }
    }
}

impl From<StoreError> for FieldwalkError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Locked => error!(InUse, Retry::AfterAction, error),
            StoreError::Full => error!(DiskFull, Retry::AfterAction, error),
            StoreError::Damaged => error!(Damaged, Retry::AfterAction, error),
            StoreError::WrongKey => error!(WrongKey, Retry::AfterAction, error),
            StoreError::TooNew => error!(TooNew, Retry::AfterAction, error),
            StoreError::Io(error) => error.into(),
            // SQLite's own words can hold a value of the row that it did not take.
            StoreError::Sqlite(_) => error!(Storage, Retry::Later, "the device's storage did not take this"),
            StoreError::Unreadable(_) => error!(Storage, Retry::AfterAction, error),
        }
    }
}

impl From<std::io::Error> for FieldwalkError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                error!(DiskFull, Retry::AfterAction, "this device is full")
            }
            // The kind and not the error: its words can hold a path, and a path a person's name.
            kind => error!(Storage, Retry::AfterAction, format!("the device's storage refused: {kind}")),
        }
    }
}

impl From<Failure> for FieldwalkError {
    fn from(failure: Failure) -> Self {
        let retry = retry_of(failure);
        match failure {
            Failure::NoConnection => error!(NoConnection, retry, failure),
            Failure::Unavailable | Failure::Wait(_) => error!(ServerBusy, retry, failure),
            Failure::SignedOut => error!(SignedOut, retry, failure),
            Failure::Revoked => error!(Revoked, retry, failure),
            Failure::Removed => error!(Removed, retry, failure),
            Failure::TooOld => error!(AppTooOld, retry, failure),
            Failure::BadAnswer => error!(BadAnswer, retry, failure),
            Failure::NotStored => error!(DiskFull, retry, failure),
        }
    }
}

pub(crate) fn retry_of(failure: Failure) -> Retry {
    match failure.retry_kind() {
        RetryKind::Later => Retry::Later,
        RetryKind::NotBefore(millis) => Retry::NotBefore { millis },
        RetryKind::AfterAction => Retry::AfterAction,
    }
}
