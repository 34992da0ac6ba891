//! Clearing and review: what is masked, hidden and asked before feedback is released. Facts of the server, because a
//! mask that merges late is a mask that failed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Contribution;
use crate::clock::Timestamp;
use crate::ids::{AskId, EvidenceId, ItemId, VisitId};

/// What an author is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskKind {
    /// To reword: a facilitator's wish when clearing.
    Reword,
    /// To answer a question: a host's wish when reviewing.
    Question,
}

impl AskKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Reword, Self::Question];

    /// The word used in JSON and SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reword => "reword",
            Self::Question => "question",
        }
    }

    /// The kind that `word` names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Something asked of the author of a piece of evidence. Reaches the author's phone with the next sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// The visit.
    pub visit: VisitId,
    /// The author's item.
    pub item: ItemId,
    /// What is asked for.
    pub kind: AskKind,
    /// In whose words; may be empty for a wish to reword.
    pub text: String,
    /// When.
    pub asked_at: Timestamp,
}

impl Ask {
    /// Whether its author has done what was asked, going by what they share now: reworded it, shared it anew or
    /// withdrawn it. A question is settled by who asked it.
    pub fn is_answered(&self, shared: &Contribution) -> bool {
        let worded_at = shared.worded_at().find(|(item, _)| *item == self.item).map(|(_, at)| at);
        self.kind == AskKind::Reword && worded_at.is_none_or(|worded_at| worded_at > self.asked_at)
    }
}

/// One act of clearing or reviewing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewAct {
    /// Covers these words wherever they stand in the piece of evidence. By facilitators and the host.
    Mask(EvidenceId, String),
    /// Uncovers them.
    Unmask(EvidenceId, String),
    /// Leaves the piece out of the feedback. By facilitators and the host.
    Hide(EvidenceId),
    /// Takes it in again.
    Unhide(EvidenceId),
    /// Asks its author. A facilitator asks to reword, the host asks a question.
    Ask(AskId, EvidenceId, AskKind, String),
    /// Closes an ask.
    Settle(AskId),
}

/// An open ask as the facilitator and the host see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenAsk {
    /// About what.
    pub evidence: EvidenceId,
    /// For what.
    pub kind: AskKind,
    /// In whose words.
    pub text: String,
    /// When.
    pub asked_at: Timestamp,
}

/// Everything that was masked, hidden and asked in one visit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Review {
    /// The words to cover in each piece of evidence.
    pub masks: BTreeMap<EvidenceId, BTreeSet<String>>,
    /// The pieces to leave out.
    pub hidden: BTreeSet<EvidenceId>,
    /// What is asked and not settled.
    pub asks: BTreeMap<AskId, OpenAsk>,
}
