//! What a worker reads from a document: plain values, so that nobody else has to load it.
//!
//! A reading is kept in the database and in memory and shared between pages; whatever is large in it stands behind an
//! [`Arc`]. A notebook is private: of it there are counts and heads, and never a text.

use std::collections::BTreeMap;
use std::sync::Arc;

use fieldwalk_core::clock::seeded_rng;
use fieldwalk_core::document::{Actor, Document};
use fieldwalk_core::domain::{
    BlobHash, Contribution, Debrief, DocumentKey, Flag, MediaType, Network, Response, Visit,
};
use fieldwalk_core::evidence::{Check, NameList};
use fieldwalk_core::ids::{DeviceId, EvidenceId};
use fieldwalk_core::protocol::Refusal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The version of [`Reading`]: one more with every change of what is in it or of how it is made, so that readings
/// kept by an earlier release are made anew.
pub(crate) const READING_VERSION: u32 = 3;

/// The latest changes of a document.
pub type Heads = Vec<[u8; 32]>;

/// What a document says, by its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The network's own words.
    Network(Arc<NetworkReading>),
    /// The plan of a visit.
    Visit(Arc<VisitPlan>),
    /// What a member shares.
    Contribution(Arc<ContributionReading>),
    /// What the group made of the evidence.
    Debrief(Arc<DebriefReading>),
    /// What the host does about it.
    Response(Arc<ResponseReading>),
    /// How much is in a member's notebook.
    Notebook(Arc<NotebookReading>),
}

/// The network's own words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NetworkReading {
    /// The words.
    pub network: Network,
    /// The document's heads.
    pub heads: Heads,
}

/// The plan of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VisitPlan {
    /// The plan.
    pub plan: Visit,
    /// The document's heads.
    pub heads: Heads,
}

/// What a member shares.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContributionReading {
    /// What is shared.
    pub contribution: Contribution,
    /// What the evidence check says of it; only pieces that it says something of.
    pub flags: BTreeMap<EvidenceId, Vec<Flag>>,
    /// The document's heads.
    pub heads: Heads,
}

/// What the group made of the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DebriefReading {
    /// What it made.
    pub debrief: Debrief,
    /// The document's heads: an edit begun now is made on top of these.
    pub heads: Heads,
}

/// What the host does about it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ResponseReading {
    /// The response.
    pub response: Response,
    /// The document's heads.
    pub heads: Heads,
}

/// What a document says of an attachment's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedBlob {
    /// How many there are.
    pub size_bytes: u64,
    /// What they are.
    pub media_type: MediaType,
}

/// How much is in a member's notebook. Never what.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NotebookReading {
    /// Items that are not deleted.
    pub written: u32,
    /// The pictures of its notes, by their hash: whether the member may send them is all that this is for.
    pub attachments: BTreeMap<BlobHash, NamedBlob>,
    /// The document's heads.
    pub heads: Heads,
}

impl Reading {
    /// The reading of a document that nobody has written into yet.
    pub(crate) fn of_nothing(key: DocumentKey) -> Self {
        Self::of(&Document::new(key, &nobody()), &Check::default())
    }

    fn of(document: &Document, check: &Check) -> Self {
        let heads = document.heads();
        match document.key() {
            DocumentKey::Network => Self::Network(Arc::new(NetworkReading { network: document.network(), heads })),
            DocumentKey::Visit(_) => Self::Visit(Arc::new(VisitPlan { plan: document.visit(), heads })),
            DocumentKey::Contribution(..) => {
                let contribution = document.contribution();
                let flags = flags(&contribution, check);
                Self::Contribution(Arc::new(ContributionReading { contribution, flags, heads }))
            }
            DocumentKey::Debrief(_) => {
                Self::Debrief(Arc::new(DebriefReading { debrief: document.debrief(), heads }))
            }
            DocumentKey::Response(_) => {
                Self::Response(Arc::new(ResponseReading { response: document.response(), heads }))
            }
            DocumentKey::Notebook(..) => {
                let notebook = document.notebook();
                let written = u32::try_from(notebook.items().len()).unwrap_or(u32::MAX);
                let named = notebook.live_attachments().map(|(_, one)| {
                    (one.hash, NamedBlob { size_bytes: one.size_bytes.into(), media_type: one.media_type })
                });
                Self::Notebook(Arc::new(NotebookReading { written, attachments: named.collect(), heads }))
            }
        }
    }
}

/// Reads a document from its parts. `names` are those that must stay out of evidence.
pub(super) fn read(key: DocumentKey, parts: &[Vec<u8>], names: &[String]) -> Result<Reading, Refusal> {
    let document =
        Document::load(key, &nobody(), parts.iter().map(Vec::as_slice)).map_err(|_| Refusal::Unreadable)?;
    if document.missing() {
        return Err(Refusal::MissingDependency);
    }
    let check = Check::new(NameList::new(names.iter().map(String::as_str)));
    Ok(Reading::of(&document, &check))
}

/// Nobody writes under this name.
pub(super) fn nobody() -> Actor {
    Actor::new(DeviceId(Uuid::nil()), &mut seeded_rng(0))
}

fn flags(contribution: &Contribution, check: &Check) -> BTreeMap<EvidenceId, Vec<Flag>> {
    let notes = contribution.notes.iter().map(|(item, shared)| (*item, &shared.item.text));
    let tallies = contribution.tallies.iter().map(|(item, shared)| (*item, &shared.item.label));
    let wonderings = contribution.wonderings.iter().map(|(item, shared)| (*item, &shared.item.text));
    notes
        .chain(tallies)
        .chain(wonderings)
        .filter_map(|(item, text)| {
            let found = check.findings(text).into_iter();
            let flags: Vec<Flag> =
                found.map(|found| Flag { kind: found.kind, start: found.start, end: found.end }).collect();
            (!flags.is_empty()).then(|| (EvidenceId::of(item), flags))
        })
        .collect()
}
