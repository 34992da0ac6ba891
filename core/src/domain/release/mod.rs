//! Released feedback: frozen as it stands, named by its hash, and compared with what came before and after.
//!
//! A release is bytes. They are made once, hashed and signed, and from then on only read: nothing here makes them anew
//! to compare. A note that arrives later is never slipped in: it is [listed](arrived_after) beside the release until
//! another release takes it in, and then [`changes`] says what is different.
//!
//! A release never repeats what an earlier one said: words that were masked in between would travel on with it.

mod change;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Feedback, Lens, Sources, VisitFacts, VisitKind, feedback};
use crate::clock::Timestamp;
use crate::hex;
use crate::ids::{EvidenceId, VisitId};

pub use change::{Changes, ReleaseChanges, Reworded, changes};

/// Names released feedback: the BLAKE3 hash of its bytes, as `b3sum` prints it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReleaseHash(pub [u8; 32]);

impl ReleaseHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

impl fmt::Display for ReleaseHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for ReleaseHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "release:{self}")
    }
}

/// The text is not a hash: 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not the hash of a release: it has 64 digits, 0 to 9 and a to f")]
pub struct NotAReleaseHash;

impl FromStr for ReleaseHash {
    type Err = NotAReleaseHash;

    fn from_str(text: &str) -> Result<Self, NotAReleaseHash> {
        hex::decode(text).map(Self).ok_or(NotAReleaseHash)
    }
}

impl Serialize for ReleaseHash {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ReleaseHash {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The bytes are not a release that this version can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not released feedback that this version can read")]
pub struct NotARelease;

/// Feedback as the host released it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The visit.
    pub visit: VisitId,
    /// Its first release is 1.
    pub number: u32,
    /// The visit's kind.
    pub kind: VisitKind,
    /// The day of the visit, in the school's own calendar.
    #[serde(with = "super::day")]
    pub date: Date,
    /// The name of the school that opened its classrooms.
    pub host_school: String,
    /// When.
    pub released_at: Timestamp,
    /// The release before this one, by its hash; `None` for the first.
    pub previous: Option<ReleaseHash>,
    /// What the host released.
    pub feedback: Feedback,
    /// Pieces that were shared by then and are not listed in the feedback: hidden ones and, with themes only, all.
    /// They did not arrive afterwards.
    pub unlisted: BTreeSet<EvidenceId>,
}

impl Release {
    /// Freezes what the sources say now, as the visit's policy shows it. `previous` is the latest release, by its hash.
    pub fn new(
        facts: &VisitFacts,
        host_school: &str,
        sources: Sources<'_>,
        previous: Option<ReleaseHash>,
        released_at: Timestamp,
    ) -> Self {
        let feedback = feedback(sources, Lens::release(facts));
        let listed: BTreeSet<EvidenceId> = pieces(&feedback).collect();
        let mut unlisted = sources.evidence();
        unlisted.retain(|evidence| !listed.contains(evidence));
        Self {
            visit: facts.visit,
            number: facts.releases.saturating_add(1),
            kind: facts.kind,
            date: facts.date,
            host_school: host_school.to_owned(),
            released_at,
            previous,
            feedback,
            unlisted,
        }
    }

    /// The bytes that are kept, hashed and signed: JSON without spaces, fields and keys in their order, so that the same
    /// facts are the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("our types serialise and a Vec takes every write")
    }

    /// Reads kept bytes.
    ///
    /// # Errors
    /// [`NotARelease`]. What the bytes held is not repeated in it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotARelease> {
        serde_json::from_slice(bytes).map_err(|_| NotARelease)
    }
}

/// The pieces that are shared now and were not when `release` was made, in the order of the feedback. `now` must list
/// them: read it as who clears does, so that policy and hiding leave nothing out.
pub fn arrived_after(release: &Release, now: &Feedback) -> Vec<EvidenceId> {
    let known: BTreeSet<EvidenceId> = pieces(&release.feedback).chain(release.unlisted.iter().copied()).collect();
    pieces(now).filter(|evidence| !known.contains(evidence)).collect()
}

fn pieces(feedback: &Feedback) -> impl Iterator<Item = EvidenceId> {
    let notes = feedback.notes.iter().map(|note| note.evidence);
    let tallies = feedback.counted.iter().map(|tally| tally.evidence);
    notes.chain(tallies).chain(feedback.wonderings.iter().map(|wondering| wondering.evidence))
}
