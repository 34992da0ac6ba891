//! What a call answers where it cannot be met, and the one mapping from the errors of the core.
//!
//! Kinds are what the page can act on; the words for people are the page's. `detail` is a plain English sentence for a
//! developer's log: it never holds a note, a name or a token.

use fieldwalk_core::client::ClientError;
use fieldwalk_core::document::DocumentError;
use fieldwalk_core::driver::{EnrolError, SignInError};
use fieldwalk_core::store::StoreError;
use fieldwalk_core::sync::{Failure, RetryKind};

use crate::record::{choice, forms, record};

forms! {
    /// Whether the same call may succeed later.
    Retry {
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
}

choice! {
    /// Why a call could not be met. What a person wrote is safe in every case unless the word says otherwise.
    ErrorKind {
        /// An argument is not what it has to be: an id, an address, a code, a number out of range.
        BadArgument,
        /// This tab does not have the storage any more.
        Closed,
        /// No profile is open.
        NotOpen,
        /// There is no such profile on this device.
        UnknownProfile,
        /// The profile has a PIN, and none was given.
        PinNeeded,
        /// It is another PIN. `retry` says when one is looked at again.
        WrongPin,
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
        /// A text is over the limit; nothing was changed.
        TooLong,
        /// More than one change may hold; nothing was changed.
        TooLarge,
        /// The predictions are locked.
        Locked,
        /// Something else has the profile open.
        InUse,
        /// No room on the device: the last words were NOT stored. Keep them on the screen.
        DiskFull,
        /// The stored data is damaged; opening the profile again brings back what can be read.
        Damaged,
        /// Written by a newer version of the app.
        TooNew,
        /// The key does not belong to this profile. Nothing was changed.
        WrongKey,
        /// The device's storage refused.
        Storage,
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
        /// A fault of this program. Nothing that was confirmed is lost.
        Fault,
    }
}

record! {
    /// What a call answers where it cannot be met.
    CallFailure {
        /// Why.
        kind: ErrorKind,
        /// An English sentence for a developer's log; nothing private.
        detail: String,
        /// Whether the same call may succeed later.
        retry: Retry,
    }
}

/// What calls return.
pub type Answer<T> = Result<T, CallFailure>;

pub(crate) fn failure(kind: ErrorKind, retry: Retry, detail: impl ToString) -> CallFailure {
    CallFailure { kind, detail: detail.to_string(), retry }
}

pub(crate) fn bad_argument(detail: impl ToString) -> CallFailure {
    failure(ErrorKind::BadArgument, Retry::Never, detail)
}

pub(crate) fn not_joined() -> CallFailure {
    failure(ErrorKind::NotJoined, Retry::AfterAction, "this profile has not joined a network")
}

impl From<ClientError> for CallFailure {
    fn from(error: ClientError) -> Self {
        let (kind, retry) = match error {
            ClientError::Store(error) => return error.into(),
            ClientError::Document(error) => return error.into(),
            // Secrets are in the profile's own file here.
            ClientError::Secrets(_) => (ErrorKind::Storage, Retry::Later),
            ClientError::WrongKey => (ErrorKind::WrongKey, Retry::AfterAction),
            ClientError::NotEnrolled => (ErrorKind::NotJoined, Retry::AfterAction),
            ClientError::UnknownVisit => (ErrorKind::UnknownVisit, Retry::AfterAction),
            ClientError::UnknownItem => (ErrorKind::NotFound, Retry::Never),
            ClientError::NotAllowed | ClientError::PhotographsNotAllowed => {
                (ErrorKind::NotAllowed, Retry::AfterAction)
            }
            // No call here takes pictures yet.
            ClientError::Picture(_) | ClientError::TooManyAttachments => (ErrorKind::BadArgument, Retry::Never),
            ClientError::StepSkipped => (ErrorKind::StepSkipped, Retry::AfterAction),
            ClientError::NotAVisitFile => (ErrorKind::NotAVisitFile, Retry::Never),
            ClientError::OtherNetwork => (ErrorKind::OtherNetwork, Retry::Never),
        };
        failure(kind, retry, error)
    }
}

impl From<DocumentError> for CallFailure {
    fn from(error: DocumentError) -> Self {
        let (kind, retry) = match error {
            DocumentError::NotFound => (ErrorKind::NotFound, Retry::Never),
            DocumentError::TooLong => (ErrorKind::TooLong, Retry::AfterAction),
            DocumentError::TooLarge => (ErrorKind::TooLarge, Retry::AfterAction),
            DocumentError::Locked => (ErrorKind::Locked, Retry::Never),
            DocumentError::Unreadable => (ErrorKind::Damaged, Retry::AfterAction),
        };
        failure(kind, retry, error)
    }
}

impl From<StoreError> for CallFailure {
    fn from(error: StoreError) -> Self {
        let (kind, retry) = match error {
            StoreError::Locked => (ErrorKind::InUse, Retry::AfterAction),
            StoreError::Full => (ErrorKind::DiskFull, Retry::AfterAction),
            StoreError::Damaged => (ErrorKind::Damaged, Retry::AfterAction),
            StoreError::TooNew => (ErrorKind::TooNew, Retry::AfterAction),
            StoreError::WrongKey => (ErrorKind::WrongKey, Retry::AfterAction),
            // SQLite's own words can hold a value of the row that it did not take.
            StoreError::Sqlite(_) | StoreError::Io(_) => {
                return failure(ErrorKind::Storage, Retry::Later, "the device's storage did not take this");
            }
            StoreError::Unreadable(_) => (ErrorKind::Storage, Retry::AfterAction),
        };
        failure(kind, retry, error)
    }
}

impl From<rusqlite::Error> for CallFailure {
    fn from(error: rusqlite::Error) -> Self {
        StoreError::from(error).into()
    }
}

impl From<Failure> for CallFailure {
    fn from(error: Failure) -> Self {
        let kind = match error {
            Failure::NoConnection => ErrorKind::NoConnection,
            Failure::Unavailable | Failure::Wait(_) => ErrorKind::ServerBusy,
            Failure::SignedOut => ErrorKind::SignedOut,
            Failure::Revoked => ErrorKind::Revoked,
            Failure::Removed => ErrorKind::Removed,
            Failure::TooOld => ErrorKind::AppTooOld,
            Failure::BadAnswer => ErrorKind::BadAnswer,
            Failure::NotStored => ErrorKind::DiskFull,
        };
        failure(kind, retry_of(error), error)
    }
}

impl From<EnrolError> for CallFailure {
    fn from(error: EnrolError) -> Self {
        match error {
            EnrolError::Failed(error) => error.into(),
            EnrolError::Refused(words) => refused(words),
            EnrolError::Client(error) => error.into(),
        }
    }
}

impl From<SignInError> for CallFailure {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Failed(error) => error.into(),
            SignInError::Refused(words) => refused(words),
        }
    }
}

fn refused(words: String) -> CallFailure {
    failure(ErrorKind::Refused, Retry::AfterAction, words)
}

pub(crate) fn retry_of(failure: Failure) -> Retry {
    match failure.retry_kind() {
        RetryKind::Later => Retry::Later,
        RetryKind::NotBefore(millis) => Retry::NotBefore { millis },
        RetryKind::AfterAction => Retry::AfterAction,
    }
}
