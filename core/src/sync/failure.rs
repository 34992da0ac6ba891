//! Why a request got no usable answer, and whether trying again helps.

use serde::{Deserialize, Serialize};

/// A request without a usable answer. Capture goes on in every case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// No connection, or it broke.
    #[error("no connection to the server; everything is safe on this device and will be sent later")]
    NoConnection,
    /// The server answered that it cannot serve now.
    #[error("the server is busy; everything is safe on this device and will be sent later")]
    Unavailable,
    /// The server asks to wait for so many milliseconds.
    #[error("the server asks to wait; everything is safe on this device and will be sent later")]
    Wait(i64),
    /// The sign-in is not valid (any more).
    #[error(
        "this device is not signed in any more; writing goes on, ask a facilitator for a new invite to send it"
    )]
    SignedOut,
    /// The device was revoked.
    #[error("this device was revoked; what you wrote stays here, ask a facilitator for a new invite")]
    Revoked,
    /// The member was removed from the network.
    #[error("you are no longer a member of this network; what you wrote stays on this device")]
    Removed,
    /// The server does not speak this version.
    #[error("this version of the app is too old for the server; update it, nothing is lost")]
    TooOld,
    /// The answer makes no sense.
    #[error("the server's answer could not be read; everything is safe on this device")]
    BadAnswer,
    /// The device could not store what came.
    #[error("this device could not store what came (is it full?); what you wrote is safe")]
    NotStored,
}

/// When to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryKind {
    /// By itself, after a growing pause.
    Later,
    /// By itself, after so many milliseconds at least.
    NotBefore(i64),
    /// Only after somebody did something.
    AfterAction,
}

impl Failure {
    /// When to try again.
    pub fn retry_kind(self) -> RetryKind {
        match self {
            Self::NoConnection | Self::Unavailable | Self::BadAnswer | Self::NotStored => RetryKind::Later,
            Self::Wait(millis) => RetryKind::NotBefore(millis),
            Self::SignedOut | Self::Revoked | Self::Removed | Self::TooOld => RetryKind::AfterAction,
        }
    }
}
