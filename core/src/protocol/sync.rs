//! The one request and its answer.

use serde::{Deserialize, Serialize};

use super::{ASK_UNITS_MAX, Chunk, ChunkHash, Declaration, MASK_UNITS_MAX, PublicKey, Refusal};
use crate::domain::{DebriefStep, DocumentKey, Facts, ReviewAct, Stage, VisitFacts};
use crate::ids::{HistoryId, VisitId};

pub use crate::ids::CommandId;

/// Where a reader has got to in its network's log.
///
/// A chunk is due at `max(its number, when the reader was given the right to it)`; everything due up to
/// `(due, number)` has been seen. The tag is a random number that the server keeps with each number of its log: a
/// cursor from another course of history does not match, even when its numbers are in range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The server database's history.
    pub history: HistoryId,
    /// Up to where in the order of being due.
    pub due: u64,
    /// Up to which chunk number among those due at `due`.
    pub number: u64,
    /// The log's tag at `due`; 0 where `due` is 0.
    pub tag: u64,
}

/// All that a device has to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncRequest {
    /// The protocol version.
    pub version: u16,
    /// How far this reader has seen its network; `None` at the very first.
    pub cursor: Option<Cursor>,
    /// What it gives. Receipts come back in the same order.
    pub offers: Vec<Offer>,
    /// Chunks it would like to know are held: after the server was restored from an older copy.
    pub questions: Vec<ChunkHash>,
    /// Documents that it could not complete and wants whole.
    pub repair: Vec<DocumentKey>,
    /// What it has of visits, where that is not what it last declared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declarations: Vec<Declaration>,
}

/// One thing given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// Changes, or a snapshot that a restored server lacks.
    Chunk(Chunk),
    /// A wish about facts, of the member whose device sends the request. Has an effect once.
    Command(CommandId, Command),
}

/// What a member may ask the server to make a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Creates a visit, or changes its date, kind, policy and observers. By facilitators and the host.
    /// The stage in it counts only at creation; step, releases and whether the response is published never do.
    PutVisit(VisitFacts),
    /// Moves a visit to a stage. By facilitators and the host; only the host releases.
    SetStage(VisitId, Stage),
    /// Moves the debrief one step on or back to any. By participants.
    SetDebriefStep(VisitId, DebriefStep),
    /// Lets participants read the host's response, or no longer. By the host.
    PublishResponse(VisitId, bool),
    /// Masks, hides or asks. By facilitators and the host, each what [`may_review`](crate::domain::may_review) says.
    Review(VisitId, ReviewAct),
}

impl Command {
    /// Whether the texts in it are within [`MASK_UNITS_MAX`] and [`ASK_UNITS_MAX`], and not empty where they say what
    /// to mask.
    pub fn is_within_limits(&self) -> bool {
        let is_at_most = |text: &str, units| text.encode_utf16().count() <= units;
        match self {
            Self::Review(_, ReviewAct::Mask(_, words) | ReviewAct::Unmask(_, words)) => {
                !words.is_empty() && is_at_most(words, MASK_UNITS_MAX)
            }
            Self::Review(_, ReviewAct::Ask(.., text)) => is_at_most(text, ASK_UNITS_MAX),
            _ => true,
        }
    }
}

/// The server's word on one offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receipt {
    /// The server holds it, safely on disk, since this number of its log.
    Held(u64),
    /// It was not taken.
    Refused(Refusal),
}

/// A chunk as it comes down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldChunk {
    /// Its number in the network's log; for a snapshot, the number up to which it covers the document.
    pub number: u64,
    /// The chunk.
    pub chunk: Chunk,
}

/// What is new in one document, in the order to apply it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentPage {
    /// The document.
    pub document: DocumentKey,
    /// Perhaps a snapshot, then changes.
    pub chunks: Vec<HeldChunk>,
}

/// All that the server has to say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SyncAnswer {
    /// The protocol version spoken in this answer.
    pub version: u16,
    /// The request's cursor is not of this database's course of history: the server was restored from an older copy.
    /// The device asks after everything it ever gave, gives again what is lacking, and the pages here start over.
    pub restored: bool,
    /// One for each offer, in order.
    pub receipts: Vec<Receipt>,
    /// Those of the questions that the server does not hold.
    pub lacking: Vec<ChunkHash>,
    /// The network's facts, if they changed since the cursor.
    pub facts: Option<Facts>,
    /// What the reader has not seen, oldest first.
    pub documents: Vec<DocumentPage>,
    /// To be stored together with what came, and sent next time.
    pub cursor: Cursor,
    /// Whether there is another page.
    pub more: bool,
    /// The key that snapshots are signed with.
    #[serde(with = "serde_bytes")]
    pub server_key: PublicKey,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::AskKind;
    use crate::ids::{AskId, EvidenceId};
    use crate::protocol::{decode, encode};
    use uuid::Uuid;

    const VISIT: VisitId = VisitId(Uuid::from_u128(1));
    const EVIDENCE: EvidenceId = EvidenceId(Uuid::from_u128(2));

    #[test]
    fn texts_of_a_review_have_their_limits() {
        let mask = |words: String| Command::Review(VISIT, ReviewAct::Mask(EVIDENCE, words)).is_within_limits();
        assert!(mask("x".repeat(MASK_UNITS_MAX)));
        assert!(!mask("x".repeat(MASK_UNITS_MAX + 1)));
        assert!(!mask(String::new()));
        let ask = |text: String| {
            let act = ReviewAct::Ask(AskId(Uuid::from_u128(3)), EVIDENCE, AskKind::Reword, text);
            Command::Review(VISIT, act).is_within_limits()
        };
        assert!(ask(String::new()));
        assert!(ask("x".repeat(ASK_UNITS_MAX)));
        assert!(!ask("x".repeat(ASK_UNITS_MAX + 1)));
    }

    #[test]
    fn a_request_of_an_older_device_declares_nothing() {
        #[derive(Serialize)]
        struct Older {
            version: u16,
            cursor: Option<Cursor>,
            offers: Vec<Offer>,
            questions: Vec<ChunkHash>,
            repair: Vec<DocumentKey>,
        }
        let older =
            Older { version: 1, cursor: None, offers: Vec::new(), questions: Vec::new(), repair: Vec::new() };
        let read: SyncRequest = decode(&encode(&older)).unwrap();
        assert!(read.declarations.is_empty());
        assert_eq!(encode(&read), encode(&older), "nothing declared takes no bytes");
    }
}
