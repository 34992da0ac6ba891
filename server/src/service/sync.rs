//! One request, one answer.
//!
//! What is given is taken first, so that the answer already counts it; then the answer is made from one state of the
//! database.

use std::collections::BTreeSet;

use fieldwalk_core::protocol::{DECLARATIONS_MAX, OFFERS_MAX, Offer, QUESTIONS_MAX, SyncAnswer, SyncRequest};

use super::Service;
use super::caller::{Caller, NotACaller};
use super::{arrivals, pull, push};
use crate::store::StoreError;

/// Why there is no answer. What was given before may have been taken; giving it again does no harm.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// More offers, questions or documents to repair than one request may hold.
    #[error("the request holds too many things")]
    TooMany,
    /// The device or its member lost its standing meanwhile.
    #[error(transparent)]
    NotACaller(#[from] NotACaller),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes what the caller gives and tells it what it has not seen.
///
/// # Errors
/// Each of [`NoAnswer`].
pub async fn sync(service: &Service, caller: &Caller, request: SyncRequest) -> Result<SyncAnswer, NoAnswer> {
    let SyncRequest { version: _, cursor, offers, questions, repair, declarations } = request;
    if offers.len() > OFFERS_MAX
        || questions.len() > QUESTIONS_MAX
        || repair.len() > OFFERS_MAX
        || declarations.len() > DECLARATIONS_MAX
    {
        return Err(NoAnswer::TooMany);
    }
    let offered: BTreeSet<_> = offers
        .iter()
        .filter_map(|offer| match offer {
            Offer::Chunk(chunk) => Some(chunk.hash(caller.network)),
            Offer::Command(..) => None,
        })
        .collect();
    let receipts = push::take(service, caller, offers).await?;
    arrivals::declared(service, caller, declarations).await?;
    let question = pull::Question { cursor, offered, questions, repair, page_bytes: service.sizes.page_bytes };
    let (device, identity) = (caller.device, service.identity.clone());
    service.store.read(move |connection| pull::answer(connection, device, &identity, &question, receipts)).await
}
