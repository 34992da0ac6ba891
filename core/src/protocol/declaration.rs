//! What a phone has of a visit, in its own words.
//!
//! Receipts tell the phone what the server holds. Declarations tell the other side what there is to be held, so that
//! whoever gathers a visit's evidence can say "nothing is missing", or whose phone to ask for. They count and name
//! states; they say nothing of what was written.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::ids::VisitId;

/// One device's word on one visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// The visit.
    pub visit: VisitId,
    /// Items in the member's notebook that are not deleted.
    pub written: u32,
    /// Items that the member shares with the visit.
    pub shared: u32,
    /// Items whose latest state neither travels in this request nor has a receipt.
    pub waiting: u32,
    /// The heads of the notebook, then those of the contribution: a server that has a change of each of these hashes
    /// holds all there is. On the wire one string of 32 bytes for each.
    #[serde(with = "joined")]
    pub heads: Vec<[u8; 32]>,
    /// When, by the device's clock.
    pub declared_at: Timestamp,
}

/// Hashes as one byte string.
mod joined {
    use serde::{Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(heads: &[[u8; 32]], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(heads.as_flattened())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<[u8; 32]>, D::Error> {
        let bytes: Vec<u8> = serde_bytes::deserialize(deserializer)?;
        let (heads, rest) = bytes.as_chunks::<32>();
        if rest.is_empty() { Ok(heads.to_vec()) } else { Err(D::Error::custom("not whole hashes")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{decode, encode};
    use uuid::Uuid;

    #[test]
    fn a_declaration_is_small_and_survives_the_wire() {
        let declaration = Declaration {
            visit: VisitId(Uuid::from_u128(1)),
            written: 14,
            shared: 12,
            waiting: 2,
            heads: vec![[1; 32], [2; 32]],
            declared_at: Timestamp(1_795_338_000_000),
        };
        let bytes = encode(&declaration);
        assert!(bytes.len() < 200, "{}", bytes.len());
        assert_eq!(decode::<Declaration>(&bytes).unwrap(), declaration);
        let at = bytes.windows(32).position(|window| window == [1; 32]).unwrap();
        let mut cut = bytes.clone();
        // One hash and a half: a byte string of 48.
        cut[at - 1] = 48;
        cut.drain(at..at + 16);
        assert!(decode::<Declaration>(&cut).is_err());
    }
}
