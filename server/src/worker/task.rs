//! What a worker is asked and what it answers.

use fieldwalk_core::document::{self, Document, Vetted};
use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::ids::DeviceId;
use fieldwalk_core::protocol::{DOCUMENT_BYTES_MAX, Refusal, Signer, encode};
use serde::{Deserialize, Serialize};

use super::reading::{self, nobody};

/// Something to do with members' bytes.
#[derive(Serialize, Deserialize)]
pub(super) enum Task {
    /// Judge what is offered on top of `base`.
    Vet {
        document: DocumentKey,
        #[serde(with = "byte_strings")]
        base: Vec<Vec<u8>>,
        offered: Vec<Offered>,
    },
    /// Make one snapshot of all parts.
    Fold {
        document: DocumentKey,
        #[serde(with = "byte_strings")]
        parts: Vec<Vec<u8>>,
    },
    /// Read what the parts say, with what the evidence check says of it where it knows these names.
    Read {
        document: DocumentKey,
        #[serde(with = "byte_strings")]
        parts: Vec<Vec<u8>>,
        names: Vec<String>,
    },
    /// Say which of these changes are in the parts.
    Find {
        document: DocumentKey,
        #[serde(with = "byte_strings")]
        parts: Vec<Vec<u8>>,
        changes: Vec<[u8; 32]>,
    },
}

/// What became of it.
#[derive(Serialize, Deserialize)]
pub(super) enum Outcome {
    Vetted(Vec<Verdict>),
    Folded(#[serde(with = "serde_bytes")] Vec<u8>),
    /// A [`Reading`](super::Reading) as it is kept.
    Read(#[serde(with = "serde_bytes")] Vec<u8>),
    /// The changes that are there.
    Found(Vec<[u8; 32]>),
    /// The parts make no document that could be folded or read.
    Unusable(Refusal),
}

/// The content of one chunk whose signature holds.
#[derive(Serialize, Deserialize)]
pub struct Offered {
    /// Who vouches for it.
    pub signer: Signer,
    /// What it holds.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// What became of one offered chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// It is good and new.
    New,
    /// Everything in it is held already.
    AlreadyHeld,
    /// It is not taken.
    Refused(Refusal),
}

impl Verdict {
    pub(super) const TOO_COSTLY: Self = Self::Refused(Refusal::TooCostly);
}

impl Outcome {
    pub(super) fn verdicts(self) -> Option<Vec<Verdict>> {
        match self {
            Self::Vetted(verdicts) => Some(verdicts),
            Self::Folded(_) | Self::Read(_) | Self::Found(_) | Self::Unusable(_) => None,
        }
    }

    pub(super) fn snapshot(self) -> Option<Result<Vec<u8>, Refusal>> {
        match self {
            Self::Folded(bytes) => Some(Ok(bytes)),
            Self::Unusable(refusal) => Some(Err(refusal)),
            Self::Vetted(_) | Self::Read(_) | Self::Found(_) => None,
        }
    }

    pub(super) fn reading(self) -> Option<Result<Vec<u8>, Refusal>> {
        match self {
            Self::Read(bytes) => Some(Ok(bytes)),
            Self::Unusable(refusal) => Some(Err(refusal)),
            Self::Vetted(_) | Self::Folded(_) | Self::Found(_) => None,
        }
    }

    pub(super) fn found(self) -> Option<Result<Vec<[u8; 32]>, Refusal>> {
        match self {
            Self::Found(changes) => Some(Ok(changes)),
            Self::Unusable(refusal) => Some(Err(refusal)),
            Self::Vetted(_) | Self::Folded(_) | Self::Read(_) => None,
        }
    }
}

impl Task {
    /// Does it, in the calling process.
    pub(super) fn perform(&self) -> Outcome {
        match self {
            Self::Vet { document, base, offered } => Outcome::Vetted(vet(document, base.clone(), offered)),
            Self::Fold { document, parts } => match document::fold(document, parts) {
                Ok(bytes) => Outcome::Folded(bytes),
                Err(refusal) => Outcome::Unusable(refusal),
            },
            Self::Read { document, parts, names } => match reading::read(*document, parts, names) {
                Ok(reading) => Outcome::Read(encode(&reading)),
                Err(refusal) => Outcome::Unusable(refusal),
            },
            Self::Find { document, parts, changes } => {
                match Document::load(*document, &nobody(), parts.iter().map(Vec::as_slice)) {
                    Ok(document) => {
                        let found = changes.iter().filter(|change| document.has_change(change));
                        Outcome::Found(found.copied().collect())
                    }
                    Err(_) => Outcome::Unusable(Refusal::Unreadable),
                }
            }
        }
    }
}

/// Device chunks in runs, as they are usually all there is; a snapshot that was given back by itself.
fn vet(document: &DocumentKey, mut base: Vec<Vec<u8>>, offered: &[Offered]) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = Vec::with_capacity(offered.len());
    let mut rest = offered;
    while let Some(first) = rest.first() {
        let run = match first.signer {
            Signer::Server => &rest[..1],
            Signer::Device(_) => {
                let end = rest.iter().position(|one| one.signer == Signer::Server).unwrap_or(rest.len());
                &rest[..end]
            }
        };
        let judged = match first.signer {
            Signer::Server => vec![vet_snapshot(document, &base, &first.bytes)],
            Signer::Device(_) => vet_changes(document, &base, run),
        };
        for (one, verdict) in run.iter().zip(&judged) {
            if *verdict == Verdict::New {
                base.push(one.bytes.clone());
            }
        }
        verdicts.extend(judged);
        rest = &rest[run.len()..];
    }
    verdicts
}

fn vet_changes(document: &DocumentKey, base: &[Vec<u8>], run: &[Offered]) -> Vec<Verdict> {
    let changes: Vec<(DeviceId, Vec<u8>)> = run
        .iter()
        .filter_map(|one| match one.signer {
            Signer::Device(device) => Some((device, one.bytes.clone())),
            Signer::Server => None,
        })
        .collect();
    document::vet(document, base, &changes)
        .into_iter()
        .map(|outcome| match outcome {
            Ok(Vetted::New) => Verdict::New,
            Ok(Vetted::AlreadyHeld) => Verdict::AlreadyHeld,
            Err(refusal) => Verdict::Refused(refusal),
        })
        .collect()
}

/// A snapshot was made by this server's own worker, once; still it must fit to what is held now.
fn vet_snapshot(document: &DocumentKey, base: &[Vec<u8>], snapshot: &[u8]) -> Verdict {
    let reader = nobody();
    let held = Document::load(*document, &reader, base.iter().map(Vec::as_slice));
    let given = Document::load(*document, &reader, [snapshot]);
    let (Ok(held), Ok(given)) = (held, given) else { return Verdict::Refused(Refusal::Unreadable) };
    if held.contains(&given) {
        return Verdict::AlreadyHeld;
    }
    match document::fold(document, &[base, &[snapshot.to_vec()]].concat()) {
        Ok(whole) if whole.len() <= DOCUMENT_BYTES_MAX => Verdict::New,
        Ok(_) => Verdict::Refused(Refusal::DocumentFull),
        Err(refusal) => Verdict::Refused(refusal),
    }
}

mod byte_strings {
    //! Lists of bytes as CBOR byte strings: a list of numbers would be twice as long.

    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use serde_bytes::{ByteBuf, Bytes};

    pub(super) fn serialize<S: Serializer>(parts: &[Vec<u8>], serializer: S) -> Result<S::Ok, S::Error> {
        parts.iter().map(|part| Bytes::new(part)).collect::<Vec<_>>().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Vec<u8>>, D::Error> {
        Ok(Vec::<ByteBuf>::deserialize(deserializer)?.into_iter().map(ByteBuf::into_vec).collect())
    }
}
