//! Reading a release on a device, so that it can be read again without a network.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::domain::{Feedback, ReleaseHash};
use crate::ids::VisitId;

/// Asks for the latest release of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseRequest {
    /// Whose.
    pub visit: VisitId,
}

/// The latest release of a visit, with as much of its evidence as the reader may see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReleaseAnswer {
    /// The visit.
    pub visit: VisitId,
    /// Which release of the visit, from 1.
    pub number: u32,
    /// The hash of the release as a whole, by which two people know that they read the same one.
    pub hash: ReleaseHash,
    /// When it was released, by the server's clock.
    pub released_at: Timestamp,
    /// The name of the school that opened its classrooms.
    pub host_school: String,
    /// The feedback.
    pub feedback: Feedback,
}
