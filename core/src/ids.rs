//! Identifiers: one newtype per thing, so that a visit's id can never be passed where a member's is meant.
//!
//! Things that people make are named by UUIDv7 (RFC 9562), so ids sort by the time they were made; time and
//! randomness are parameters, as everywhere in this crate. A device is the exception: it is named by its public key,
//! so that enrolling the same phone again, for instance after a server was restored, gives it the same id and
//! everything it has signed stays valid.

use std::fmt;
use std::str::FromStr;

use rand::Rng;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::clock::Timestamp;

/// The text given is not an id (a UUID in its hyphenated form).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a {0} id: an id looks like 0199f3a2-7c1e-7b52-8a4e-3f1f6d0c9b21")]
pub struct NotAnId(pub &'static str);

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $noun:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Makes a new id from the time and 74 random bits.
            pub fn new(now: Timestamp, rng: &mut impl Rng) -> Self {
                Self(uuid_v7(now, rng))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}:{}", $noun, self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId($noun))
            }
        }
    };
}

id!(
    /// A network: a community of practice.
    NetworkId, "network"
);
id!(
    /// A school of a network.
    SchoolId, "school"
);
id!(
    /// A person's membership in one network. The same person in two networks is two members.
    MemberId, "member"
);
id!(
    /// One visit to one host school.
    VisitId, "visit"
);
id!(
    /// An opened classroom of one visit.
    RoomId, "room"
);
id!(
    /// Observers who walk together on one visit.
    TeamId, "team"
);
id!(
    /// A team in a room for some minutes.
    SlotId, "slot"
);
id!(
    /// An observable thing to watch for.
    LookForId, "look-for"
);
id!(
    /// An agreement that every observer acknowledges before walking.
    NormId, "norm"
);
id!(
    /// A note, a tally or a wondering in a notebook. What is shared from it keeps the id.
    ItemId, "item"
);
id!(
    /// A picture on a note.
    AttachmentId, "attachment"
);
id!(
    /// One act of sharing an item.
    ShareId, "share"
);
id!(
    /// A pattern of a debrief.
    PatternId, "pattern"
);
id!(
    /// One act of placing a piece of evidence under a pattern.
    PlacementId, "placement"
);
id!(
    /// A statement of a debrief that stands by itself: a prediction, a wondering, a next step.
    StatementId, "statement"
);
id!(
    /// A comment of the host in the response.
    CommentId, "comment"
);
id!(
    /// A commitment of the host.
    CommitmentId, "commitment"
);
id!(
    /// An improvement cycle.
    CycleId, "cycle"
);
id!(
    /// A question of an improvement cycle, with its prediction.
    QuestionId, "question"
);
id!(
    /// Something that is asked of the author of a piece of evidence.
    AskId, "ask"
);
id!(
    /// One person's writing in one shared text, from when it is opened to when they are told that it is held.
    EditId, "edit"
);
id!(
    /// A command that a device sends to the server; sending it again has no further effect.
    CommandId, "command"
);
id!(
    /// One profile on a device; names its file there and nothing anywhere else.
    ProfileId, "profile"
);
id!(
    /// A browser that a member signed in with, until it is ended.
    SessionId, "session"
);
id!(
    /// The life of one server database. A restored database starts a new one.
    HistoryId, "history"
);

impl CommandId {
    /// The id under which this command is given once more, to take effect after others that it must follow.
    #[must_use]
    pub fn again(self) -> Self {
        Self(named(blake3::derive_key("fieldwalk 2026-11 command once more", self.0.as_bytes())))
    }
}

impl AttachmentId {
    /// What the picture is called in one act of sharing, so that each has its own.
    #[must_use]
    pub fn as_shared(self, share: ShareId) -> Self {
        let both = [*self.0.as_bytes(), *share.0.as_bytes()].concat();
        Self(named(blake3::derive_key("fieldwalk 2026-11 attachment as shared", &both)))
    }
}

/// A piece of evidence as the host reads it: names an item without giving away when it was written, as the item's own
/// id would, because the minute and the rotation together name the team.
///
/// A UUIDv8 made of a hash of the item's id, which holds 74 random bits and cannot be guessed from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EvidenceId(pub Uuid);

impl EvidenceId {
    /// The name of `item` for its readers; always the same.
    pub fn of(item: ItemId) -> Self {
        Self(named(blake3::derive_key("fieldwalk 2026-11 evidence of an item", item.0.as_bytes())))
    }
}

impl fmt::Display for EvidenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for EvidenceId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        Uuid::try_parse(text).map(Self).map_err(|_| NotAnId("evidence"))
    }
}

/// A device: the first 16 bytes of the BLAKE3 hash of its Ed25519 public key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeviceId(pub Uuid);

impl DeviceId {
    /// The id of the device that holds the secret half of `public_key`.
    pub fn of_key(public_key: &[u8; 32]) -> Self {
        let mut first = [0; 16];
        first.copy_from_slice(&blake3::hash(public_key).as_bytes()[..16]);
        Self(Uuid::from_bytes(first))
    }

    /// The 16 bytes that every automerge actor of this device starts with.
    pub fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "device:{}", self.0)
    }
}

impl FromStr for DeviceId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        Uuid::try_parse(text).map(Self).map_err(|_| NotAnId("device"))
    }
}

/// A UUIDv8 of a hash.
fn named(hash: [u8; 32]) -> Uuid {
    let mut first = [0; 16];
    first.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(first).into_uuid()
}

fn uuid_v7(now: Timestamp, rng: &mut impl Rng) -> Uuid {
    let mut random = [0; 10];
    rng.fill_bytes(&mut random);
    let millis = u64::try_from(now.0).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    #[test]
    fn ids_sort_by_the_time_they_were_made() {
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        let early = ItemId::new(Timestamp(1_000), &mut rng);
        let late = ItemId::new(Timestamp(2_000), &mut rng);
        assert!(early < late);
    }

    #[test]
    fn evidence_is_named_apart_from_when_it_was_written() {
        let mut rng = ChaCha8Rng::seed_from_u64(9);
        let items: Vec<ItemId> = (0..8).map(|hour| ItemId::new(Timestamp(hour * 3_600_000), &mut rng)).collect();
        let named: Vec<EvidenceId> = items.iter().map(|item| EvidenceId::of(*item)).collect();
        assert_eq!(EvidenceId::of(items[0]), named[0]);
        assert_eq!(named[0].0.get_version_num(), 8);
        assert!(!named.is_sorted(), "the order of writing is gone");
    }

    #[test]
    fn an_id_survives_its_text_form_and_a_wrong_one_is_refused() {
        let id = VisitId::new(Timestamp(1), &mut ChaCha8Rng::seed_from_u64(1));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("room 12".parse::<VisitId>(), Err(NotAnId("visit")));
    }
}
