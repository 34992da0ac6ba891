//! Clearing and reviewing from a phone, and what is asked of this member about evidence of their own.

use super::{Changed, Client, ClientError};
use crate::clock::Timestamp;
use crate::domain::{AskKind, Contribution, DocumentKey, ReviewAct, may_review};
use crate::ids::{AskId, EvidenceId, ItemId, VisitId};
use crate::order::order_by_key;
use crate::protocol::Command;

/// Something asked of this member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedOfMe {
    /// Which.
    pub ask: AskId,
    /// About which item.
    pub item: ItemId,
    /// How the item is worded where it is shared.
    pub wording: String,
    /// For what.
    pub kind: AskKind,
    /// In whose words; may be empty for a wish to reword.
    pub text: String,
    /// When.
    pub asked_at: Timestamp,
}

impl Client {
    /// What is asked of this member about items shared with a visit, the oldest first; answered with
    /// [`Client::reword`] or [`Client::withdraw`].
    ///
    /// # Errors
    /// Those of the store.
    pub fn asks(&self, visit: VisitId) -> Result<Vec<AskedOfMe>, ClientError> {
        let mut inner = self.lock();
        let asks = inner.facts.as_ref().map(|facts| facts.asks.clone()).unwrap_or_default();
        let key = DocumentKey::Contribution(visit, inner.enrolment()?.member);
        let shared = inner.document(key)?.contribution();
        let open = asks.into_iter().filter(|(_, ask)| ask.visit == visit && !ask.is_answered(&shared));
        let mut asks: Vec<AskedOfMe> = open
            .map(|(id, ask)| AskedOfMe {
                ask: id,
                item: ask.item,
                wording: wording(&shared, ask.item),
                kind: ask.kind,
                text: ask.text,
                asked_at: ask.asked_at,
            })
            .collect();
        order_by_key(&mut asks, |asked| (asked.asked_at, asked.ask));
        Ok(asks)
    }

    /// Masks, hides, asks or settles. Works offline; it becomes fact at the next sync.
    ///
    /// # Errors
    /// [`ClientError::NotAllowed`], [`ClientError::UnknownVisit`], words over the limit; those of the store.
    pub fn review(&self, visit: VisitId, act: ReviewAct) -> Result<(), ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let facts = inner.known_visit(visit)?;
        if !may_review(&inner.me()?, &facts, &act) {
            return Err(ClientError::NotAllowed);
        }
        inner.command(&Command::Review(visit, act), now)?;
        drop(inner);
        self.notify([Changed::Visit(visit), Changed::Status]);
        Ok(())
    }

    /// Asks the author of a piece of evidence: a facilitator to reword, the host a question.
    ///
    /// # Errors
    /// As [`Client::review`].
    pub fn ask(
        &self,
        visit: VisitId,
        evidence: EvidenceId,
        kind: AskKind,
        text: &str,
    ) -> Result<AskId, ClientError> {
        let id = self.fresh(AskId::new);
        self.review(visit, ReviewAct::Ask(id, evidence, kind, text.to_owned()))?;
        Ok(id)
    }
}

fn wording(shared: &Contribution, item: ItemId) -> String {
    let note = shared.notes.get(&item).map(|note| &note.item.text);
    let tally = shared.tallies.get(&item).map(|tally| &tally.item.label);
    let wondering = shared.wonderings.get(&item).map(|wondering| &wondering.item.text);
    note.or(tally).or(wondering).cloned().unwrap_or_default()
}
