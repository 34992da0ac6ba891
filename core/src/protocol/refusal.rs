//! Why an offer was not taken. A refusal is an outcome, not an error: the rest of the request still goes through.

use serde::{Deserialize, Serialize};

/// The reason, kept with the entry on the phone and shown to its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The signing device is not enrolled here.
    #[error("the device that signed this is not known to the server")]
    UnknownDevice,
    /// The signing device was revoked, or its member removed.
    #[error("the device that signed this may no longer write")]
    DeviceRevoked,
    /// The signature does not match.
    #[error("the signature does not match the content")]
    WrongSignature,
    /// The member may not write this document.
    #[error("this member may not write this document")]
    NotAllowed,
    /// The server knows no such visit in this network. May pass once the visit has arrived.
    #[error("the server does not know this visit yet")]
    UnknownVisit,
    /// A change in the chunk was made under the name of another device.
    #[error("a change was made under the name of another device")]
    ForeignActor,
    /// A change skips or repeats a number in its device's sequence.
    #[error("a change is out of sequence")]
    OutOfSequence,
    /// A change builds on one that the server does not hold. May pass once that has arrived.
    #[error("a change builds on one that the server does not hold yet")]
    MissingDependency,
    /// Larger than the limits allow: bytes, operations or dependencies.
    #[error("this is larger than the server takes")]
    TooLarge,
    /// The document would become larger than the limits allow.
    #[error("the document is full")]
    DocumentFull,
    /// The bytes are not what they claim to be.
    #[error("the content cannot be read")]
    Unreadable,
    /// The document would no longer have the shape of its kind.
    #[error("the content does not have the shape of this kind of document")]
    WrongShape,
    /// The vetting of this content used up its time or memory.
    #[error("checking this content took too long")]
    TooCostly,
    /// A command that makes no sense here, e.g. for a visit that does not exist.
    #[error("there is nothing that this could apply to")]
    NotApplicable,
}

impl Refusal {
    /// Whether offering the same bytes again may succeed without anybody changing anything.
    pub fn may_pass_later(self) -> bool {
        matches!(self, Self::MissingDependency | Self::TooCostly | Self::UnknownDevice | Self::UnknownVisit)
    }

    /// Whether it was about rights, which other facts may grant.
    pub fn is_about_rights(self) -> bool {
        matches!(self, Self::NotAllowed | Self::UnknownVisit | Self::UnknownDevice | Self::DeviceRevoked)
    }
}
