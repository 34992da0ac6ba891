//! Writing into a document for a member who holds no phone: an intent, as on a phone, on a document that a worker put
//! together, signed by the member's console device and pushed through the same gates as every other chunk.
//!
//! The document is locked from loading it to appending the change, so the change is always in sequence. An intent that
//! finds nothing to do is done: sending a form twice is one thing.

use fieldwalk_core::document::{Actor, ChangeBytes, Document, DocumentError};
use fieldwalk_core::domain::{DocumentKey, may_write};
use fieldwalk_core::protocol::{Chunk, Keys, Receipt, Refusal, Signer};

use super::caller::Caller;
use super::{Service, push};
use crate::store::document::DocumentRow;
use crate::store::{StoreError, chunk, document, visit};

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The number of the log under which the document now holds it.
    pub number: u64,
    /// Whether there was something to change.
    pub is_new: bool,
}

/// Why nothing was written. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// The intent makes no sense for the document as it is now.
    #[error(transparent)]
    Intent(#[from] DocumentError),
    /// The change was not taken.
    #[error("{0}; nothing was changed")]
    Refused(Refusal),
    /// The document cannot be put together.
    #[error(
        "the {kind} could not be read ({reason}); nothing was changed. Tell whoever runs the server: \
             `fieldwalk check` says what is wrong"
    )]
    Unreadable {
        /// The noun for its kind.
        kind: &'static str,
        /// Why.
        reason: Refusal,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Does `intent` on a document in the name of `caller`, whose device holds `keys` and writes as `actor`.
///
/// # Errors
/// [`NotWritten`].
pub async fn write(
    service: &Service,
    caller: &Caller,
    keys: &Keys,
    actor: &Actor,
    document: DocumentKey,
    intent: impl FnOnce(&mut Document) -> Result<Option<ChangeBytes>, DocumentError> + Send + 'static,
) -> Result<Written, NotWritten> {
    let _guard = service.locks.lock(caller.network, [&document]).await;
    let (number, parts) = held(service, caller, document).await?;
    let whole = match parts.as_slice() {
        [] => None,
        // A snapshot alone was made by a worker already.
        [HeldPart { bytes, is_snapshot: true }] => Some(bytes.clone()),
        _ => {
            let parts = parts.into_iter().map(|part| part.bytes).collect();
            let folded = service.vetting.fold(document, parts).await;
            Some(folded.map_err(|reason| NotWritten::Unreadable { kind: document.kind(), reason })?)
        }
    };
    let actor = *actor;
    let changed = tokio::task::spawn_blocking(move || {
        let mut document = match whole {
            Some(bytes) => Document::load(document, &actor, [bytes.as_slice()])?,
            None => Document::new(document, &actor),
        };
        intent(&mut document)
    });
    let changed = match changed.await {
        Ok(changed) => changed?,
        // The intent panicked, which it never may: the document is as it was.
        Err(_) => return Err(DocumentError::Unreadable.into()),
    };
    let Some(bytes) = changed else { return Ok(Written { number, is_new: false }) };
    let chunk = Chunk::sign(caller.network, document, bytes, Signer::Device(keys.device()), keys);
    match push::take_locked(service, caller, chunk).await? {
        Receipt::Held(number) => Ok(Written { number, is_new: true }),
        Receipt::Refused(refusal) => Err(NotWritten::Refused(refusal)),
    }
}

/// Some of what is held of a document.
struct HeldPart {
    bytes: Vec<u8>,
    is_snapshot: bool,
}

/// What is held of a document that the caller may write, and its last number.
async fn held(service: &Service, caller: &Caller, key: DocumentKey) -> Result<(u64, Vec<HeldPart>), NotWritten> {
    let (network, member) = (caller.network, caller.member.clone());
    service
        .store
        .read(move |connection| {
            let facts = match key.visit() {
                Some(visit) => match visit::find(connection, network, visit)? {
                    Some(row) => Some(row.facts),
                    None => return Err(NotWritten::Refused(Refusal::UnknownVisit)),
                },
                None => None,
            };
            // Asked again when the change is appended; asked here so that an intent tells nothing about what its
            // writer may not write.
            if !may_write(&member, &key, facts.as_ref()) {
                return Err(NotWritten::Refused(Refusal::NotAllowed));
            }
            let Some(row) = document::find(connection, network, &key)? else { return Ok((0, Vec::new())) };
            let DocumentRow { covers, last_number, .. } = row;
            let parts = chunk::whole(connection, &row)?.into_iter().map(|held| HeldPart {
                is_snapshot: held.chunk.signer == Signer::Server && held.number == covers,
                bytes: held.chunk.bytes,
            });
            Ok((last_number, parts.collect()))
        })
        .await
}
