//! Attachments: taking their bytes from who wrote the note, and giving them to who may read it.
//!
//! The right to bytes is the right to a document that names them, asked anew for every part. They are looked for below
//! the owner of that document, so naming a hash gives nobody what they have not sent themselves.

use std::path::PathBuf;
use std::sync::Arc;

use fieldwalk_core::domain::{BlobHash, DocumentKey, MediaType, may_read, may_write};
use fieldwalk_core::ids::{EvidenceId, VisitId};
use fieldwalk_core::protocol::{
    BLOB_BYTES_MAX, PART_BYTES_MAX, PartGiven, PartReceipt, PartRefusal, PartTaken, PartWanted,
};

use super::Service;
use super::caller::Caller;
use super::feedback::{NoFeedback, feedback_for};
use super::reading::{NotRead, read, read_visit};
use crate::store::blob::{BlobKey, Blobs, Received};
use crate::store::{StoreError, network, visit};
use crate::worker::{NamedBlob, Reading};

/// Why a part was not taken or given.
#[derive(Debug, thiserror::Error)]
pub enum NoPart {
    /// With the reason.
    #[error(transparent)]
    Refused(#[from] PartRefusal),
    /// The document that names it cannot be read now.
    #[error(transparent)]
    NotRead(#[from] NotRead),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes a part of an attachment, or says how far it has come.
///
/// # Errors
/// [`NoPart`]. What came before stays.
pub async fn give(
    service: &Service,
    caller: &Caller,
    hash: BlobHash,
    part: PartGiven,
) -> Result<PartReceipt, NoPart> {
    if part.bytes.len() > PART_BYTES_MAX {
        return Err(PartRefusal::TooLarge.into());
    }
    let (named, allows_photographs) = named(service, caller, part.document, hash, Right::Write).await?;
    if !allows_photographs {
        return Err(PartRefusal::NotAllowed.into());
    }
    if named.size_bytes > BLOB_BYTES_MAX as u64 {
        return Err(PartRefusal::TooLarge.into());
    }
    let key = BlobKey { network: caller.network, owner: caller.member.id, hash };
    let NamedBlob { size_bytes, media_type } = named;
    let sizes = service.sizes;
    let received = with_blobs(service, move |blobs| {
        if part.bytes.is_empty() {
            return Ok(Ok(blobs.received(&key)?));
        }
        if part.offset == 0 {
            let (of_member, of_network) = blobs.used_bytes(key.network, key.owner)?;
            if of_member + size_bytes > sizes.member_blob_bytes_max
                || of_network + size_bytes > sizes.network_blob_bytes_max
            {
                return Ok(Err(PartRefusal::Full));
            }
        }
        Ok(Ok(blobs.append(&key, part.offset, &part.bytes, size_bytes, media_type)?))
    })
    .await??;
    match received {
        Received::Whole => Ok(PartReceipt { received_bytes: size_bytes, is_whole: true }),
        Received::Part(received_bytes) => Ok(PartReceipt { received_bytes, is_whole: false }),
        Received::Damaged => Err(PartRefusal::Damaged.into()),
    }
}

/// Gives a part of an attachment.
///
/// # Errors
/// [`NoPart`].
pub async fn take(
    service: &Service,
    caller: &Caller,
    hash: BlobHash,
    wanted: PartWanted,
) -> Result<PartTaken, NoPart> {
    let (named, _) = named(service, caller, wanted.document, hash, Right::Read).await?;
    let owner = wanted.document.owner().ok_or(PartRefusal::Unknown)?;
    let key = BlobKey { network: caller.network, owner, hash };
    let bytes = with_blobs(service, move |blobs| blobs.part(&key, wanted.offset)).await?;
    let bytes = bytes.ok_or(PartRefusal::NotArrived)?;
    Ok(PartTaken { media_type: named.media_type, size_bytes: named.size_bytes, bytes })
}

/// A picture of a piece of evidence, for who reads that piece in the feedback; `None` where there is none for them, or
/// it has not arrived.
///
/// # Errors
/// [`NoFeedback`].
pub async fn of_evidence(
    service: &Service,
    caller: &Caller,
    visit: VisitId,
    evidence: EvidenceId,
    hash: BlobHash,
) -> Result<Option<(MediaType, Vec<u8>)>, NoFeedback> {
    let read = feedback_for(service, caller, visit).await?;
    let note = read.feedback.notes.iter().find(|note| note.evidence == evidence);
    let Some(shown) = note.and_then(|note| note.attachments.iter().find(|one| one.hash == hash)) else {
        return Ok(None);
    };
    // What was withdrawn is not shown any more, also where a release still has its words.
    let Some(reading) = read_visit(service, caller.network, visit).await? else { return Ok(None) };
    let Some((owner, item)) = reading.find_evidence(evidence) else { return Ok(None) };
    let shared = reading.contributions.get(&owner).and_then(|reading| reading.contribution.notes.get(&item));
    if !shared.is_some_and(|note| note.item.attachments.iter().any(|one| one.hash == hash)) {
        return Ok(None);
    }
    let key = BlobKey { network: caller.network, owner, hash };
    let bytes = with_blobs(service, move |blobs| blobs.whole(&key)).await?;
    Ok(bytes.map(|bytes| (shown.media_type, bytes)))
}

/// Computes the hash of every attachment again: how many there are, and which are not what their names say.
pub(super) async fn check(service: &Service) -> Result<(usize, Vec<PathBuf>), StoreError> {
    with_blobs(service, Blobs::check).await
}

/// What is to be done with the document that names it.
#[derive(Clone, Copy)]
enum Right {
    Read,
    Write,
}

/// What `document` says of the attachment, if the caller has the right to it, and whether the network allows
/// photographs.
async fn named(
    service: &Service,
    caller: &Caller,
    document: DocumentKey,
    hash: BlobHash,
    right: Right,
) -> Result<(NamedBlob, bool), NoPart> {
    let (network, member) = (caller.network, caller.member.clone());
    let allowed = service.store.read(move |connection| {
        let Some(visit) = document.visit() else { return Ok(None) };
        let facts = visit::find(connection, network, visit)?.map(|row| row.facts);
        let may = match right {
            Right::Read => may_read(&member, &document, facts.as_ref()),
            Right::Write => may_write(&member, &document, facts.as_ref()) && document.owner() == Some(member.id),
        };
        let row = network::find(connection, network)?;
        Ok::<_, StoreError>(may.then(|| row.is_some_and(|row| row.allows_photographs)))
    });
    let allows_photographs = allowed.await?.ok_or(PartRefusal::Unknown)?;
    let named = match read(service, network, document).await? {
        Reading::Notebook(reading) => reading.attachments.get(&hash).copied(),
        Reading::Contribution(reading) => {
            let mut shared = reading.contribution.attachments();
            shared
                .find(|one| one.hash == hash)
                .map(|one| NamedBlob { size_bytes: one.size_bytes.into(), media_type: one.media_type })
        }
        _ => None,
    };
    Ok((named.ok_or(PartRefusal::Unknown)?, allows_photographs))
}

/// Works on files where waiting for a disk keeps nobody else waiting.
async fn with_blobs<T: Send + 'static>(
    service: &Service,
    work: impl FnOnce(&Blobs) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let blobs: Arc<Blobs> = service.blobs.clone();
    tokio::task::spawn_blocking(move || work(&blobs)).await.map_err(|_| StoreError::NotCommitted)?
}
