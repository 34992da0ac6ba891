//! Taking what devices give: commands as they come, chunks in between together.
//!
//! A chunk passes three gates: who signed it and may that member write this document (here, in the database); is it
//! what it claims to be (in a worker); is all of that still so (here again, in the write that appends it). A receipt
//! is given after that write is on disk.

use std::collections::{BTreeMap, BTreeSet};

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{DocumentKey, Member, may_write};
use fieldwalk_core::ids::NetworkId;
use fieldwalk_core::protocol::{
    CHUNK_BYTES_MAX, Chunk, DOCUMENT_BYTES_MAX, Offer, PublicKey, Receipt, Refusal, Signer,
};
use rusqlite::{Connection, Transaction};

use super::caller::{Caller, NotACaller, standing};
use super::{Service, command};
use crate::chance::Chance;
use crate::store::{StoreError, audit, chunk, device, document, log, visit};
use crate::worker::{Offered, Verdict};

/// Takes the offers in their order. One receipt for each.
pub(super) async fn take(
    service: &Service,
    caller: &Caller,
    offers: Vec<Offer>,
) -> Result<Vec<Receipt>, StoreError> {
    let mut receipts = Vec::with_capacity(offers.len());
    let mut chunks = Vec::new();
    for offer in offers {
        match offer {
            Offer::Chunk(chunk) => chunks.push(chunk),
            Offer::Command(id, wish) => {
                // What comes after a command may need what it does: a visit's first documents need the visit.
                receipts.extend(take_chunks(service, caller, std::mem::take(&mut chunks)).await?);
                receipts.push(command::take(service, caller, id, wish).await?);
            }
        }
    }
    receipts.extend(take_chunks(service, caller, chunks).await?);
    service.metrics.count_receipts(&receipts);
    Ok(receipts)
}

async fn take_chunks(service: &Service, caller: &Caller, chunks: Vec<Chunk>) -> Result<Vec<Receipt>, StoreError> {
    if chunks.is_empty() {
        return Ok(Vec::new());
    }
    let offered = judged(service, caller, chunks).await?;
    let documents: BTreeSet<DocumentKey> = offered.unjudged().map(|(_, chunk)| chunk.document).collect();
    // Held until the append is on disk.
    let _guards = service.locks.lock(caller.network, &documents).await;
    vet_and_append(service, caller, offered).await
}

/// Takes a chunk of a document whose lock the caller holds until this is done.
pub(super) async fn take_locked(service: &Service, caller: &Caller, chunk: Chunk) -> Result<Receipt, StoreError> {
    let offered = judged(service, caller, vec![chunk]).await?;
    let receipts = vet_and_append(service, caller, offered).await?;
    service.metrics.count_receipts(&receipts);
    Ok(receipts.first().copied().unwrap_or(Receipt::Refused(Refusal::TooCostly)))
}

/// Chunks with what could be said of them so far.
struct OfferedChunks {
    chunks: Vec<Chunk>,
    receipts: Vec<Option<Receipt>>,
}

impl OfferedChunks {
    /// Those that have no receipt yet.
    fn unjudged(&self) -> impl Iterator<Item = (usize, &Chunk)> {
        self.chunks.iter().enumerate().filter(|(index, _)| self.receipts[*index].is_none())
    }
}

async fn judged(service: &Service, caller: &Caller, chunks: Vec<Chunk>) -> Result<OfferedChunks, StoreError> {
    let (caller, server_key) = (caller.clone(), service.identity.keys.public());
    service
        .store
        .read(move |connection| {
            let judged = chunks.iter().map(|chunk| judge(connection, &caller, &server_key, chunk));
            let receipts = judged.collect::<Result<Vec<Option<Receipt>>, StoreError>>()?;
            Ok(OfferedChunks { chunks, receipts })
        })
        .await
}

async fn vet_and_append(
    service: &Service,
    caller: &Caller,
    offered: OfferedChunks,
) -> Result<Vec<Receipt>, StoreError> {
    let mut by_document: BTreeMap<DocumentKey, Vec<usize>> = BTreeMap::new();
    for (index, chunk) in offered.unjudged() {
        by_document.entry(chunk.document).or_default().push(index);
    }
    let OfferedChunks { chunks, mut receipts } = offered;
    let vetted = futures_util::future::join_all(
        by_document.iter().map(|(document, indices)| vet(service, caller.network, *document, &chunks, indices)),
    );
    let mut fit = Vec::new();
    for ((_, indices), verdicts) in by_document.iter().zip(vetted.await) {
        for (index, verdict) in indices.iter().zip(verdicts?) {
            match verdict {
                Verdict::Refused(refusal) => receipts[*index] = Some(Receipt::Refused(refusal)),
                Verdict::New | Verdict::AlreadyHeld => fit.push((*index, verdict)),
            }
        }
    }
    append(service, caller, chunks, receipts, fit).await
}

/// What can be said without looking inside; `None` for a chunk that has to be vetted.
fn judge(
    connection: &Connection,
    caller: &Caller,
    server_key: &PublicKey,
    chunk: &Chunk,
) -> Result<Option<Receipt>, StoreError> {
    let network = caller.network;
    if let Some(number) = chunk::number_of(connection, network, &chunk.hash(network))? {
        return Ok(Some(Receipt::Held(number)));
    }
    let refusal = match chunk.signer {
        _ if chunk.bytes.is_empty() => Some(Refusal::Unreadable),
        Signer::Device(_) if chunk.bytes.len() > CHUNK_BYTES_MAX => Some(Refusal::TooLarge),
        Signer::Server if chunk.bytes.len() > DOCUMENT_BYTES_MAX => Some(Refusal::TooLarge),
        _ => match signer(connection, network, server_key, chunk)? {
            Err(refusal) => Some(refusal),
            Ok(signer) if !chunk.is_signed_by(network, &signer.key) => Some(Refusal::WrongSignature),
            Ok(signer) => refusal_of(connection, caller, &signer, chunk)?,
        },
    };
    Ok(refusal.map(Receipt::Refused))
}

/// Whether what was judged before still holds; the signature does.
fn judge_again(
    connection: &Connection,
    caller: &Caller,
    server_key: &PublicKey,
    chunk: &Chunk,
) -> Result<Option<Receipt>, StoreError> {
    let network = caller.network;
    if let Some(number) = chunk::number_of(connection, network, &chunk.hash(network))? {
        return Ok(Some(Receipt::Held(number)));
    }
    let refusal = match signer(connection, network, server_key, chunk)? {
        Err(refusal) => Some(refusal),
        Ok(signer) => refusal_of(connection, caller, &signer, chunk)?,
    };
    Ok(refusal.map(Receipt::Refused))
}

/// Who vouches for a chunk.
struct Voucher {
    key: PublicKey,
    /// `None` for this server itself: whoever carries its snapshot adds nothing of their own.
    member: Option<Member>,
}

/// Who claims to have signed the chunk, if that is somebody who may write at all.
fn signer(
    connection: &Connection,
    network: NetworkId,
    server_key: &PublicKey,
    chunk: &Chunk,
) -> Result<Result<Voucher, Refusal>, StoreError> {
    let Signer::Device(device) = chunk.signer else {
        return Ok(Ok(Voucher { key: *server_key, member: None }));
    };
    let Some(device) = device::find(connection, device)? else { return Ok(Err(Refusal::UnknownDevice)) };
    match standing(connection, &device) {
        Ok(caller) if caller.network == network => {
            Ok(Ok(Voucher { key: device.public_key, member: Some(caller.member) }))
        }
        Ok(_) => Ok(Err(Refusal::UnknownDevice)),
        Err(NotACaller::Store(error)) => Err(error),
        Err(_) => Ok(Err(Refusal::DeviceRevoked)),
    }
}

/// Why whoever vouches for the chunk may not write this document now.
///
/// What several write together builds on what each of them wrote. So of a debrief or a response, what somebody signed
/// who may not write it any more is taken from the hands of one who may: they could write the same themselves, and
/// their own changes stand on it.
fn refusal_of(
    connection: &Connection,
    caller: &Caller,
    voucher: &Voucher,
    chunk: &Chunk,
) -> Result<Option<Refusal>, StoreError> {
    let visit = match chunk.document.visit() {
        Some(visit) => match visit::find(connection, caller.network, visit)? {
            Some(row) => Some(row.facts),
            None => return Ok(Some(Refusal::UnknownVisit)),
        },
        None => None,
    };
    let may_write = |member: &Member| may_write(member, &chunk.document, visit.as_ref());
    let is_together = matches!(chunk.document, DocumentKey::Debrief(_) | DocumentKey::Response(_));
    let may = voucher.member.as_ref().is_none_or(may_write) || (is_together && may_write(&caller.member));
    Ok((!may).then_some(Refusal::NotAllowed))
}

/// Has a worker look at the chunks of one document, on top of what is held of it.
async fn vet(
    service: &Service,
    network: NetworkId,
    document: DocumentKey,
    chunks: &[Chunk],
    indices: &[usize],
) -> Result<Vec<Verdict>, StoreError> {
    let base = service
        .store
        .read(move |connection| {
            let Some(row) = document::find(connection, network, &document)? else { return Ok(Vec::new()) };
            chunk::whole(connection, &row)
        })
        .await?;
    let base = base.into_iter().map(|held| held.chunk.bytes).collect();
    let offered = indices
        .iter()
        .map(|index| Offered { signer: chunks[*index].signer, bytes: chunks[*index].bytes.clone() })
        .collect();
    Ok(service.vetting.vet(document, base, offered).await)
}

/// Appends what is fit, all in one write, and keeps the refusals for the owner.
async fn append(
    service: &Service,
    caller: &Caller,
    chunks: Vec<Chunk>,
    mut receipts: Vec<Option<Receipt>>,
    fit: Vec<(usize, Verdict)>,
) -> Result<Vec<Receipt>, StoreError> {
    let is_refusal = |receipt: &Option<Receipt>| matches!(receipt, Some(Receipt::Refused(_)));
    if !fit.is_empty() || receipts.iter().any(is_refusal) {
        let (network, device, now) = (caller.network, caller.device, service.now());
        let (server_key, chance) = (service.identity.keys.public(), service.chance.clone());
        let caller = caller.clone();
        receipts = service
            .store
            .write(move |transaction| {
                for (index, verdict) in fit {
                    let receipt = match judge_again(transaction, &caller, &server_key, &chunks[index])? {
                        Some(receipt) => receipt,
                        None if verdict == Verdict::AlreadyHeld => held_in(transaction, network, &chunks[index])?,
                        None => Receipt::Held(store(transaction, network, &chunks[index], &chance, now)?),
                    };
                    receipts[index] = Some(receipt);
                }
                for (chunk, receipt) in chunks.iter().zip(&receipts) {
                    if let Some(Receipt::Refused(reason)) = receipt {
                        audit::refused(transaction, now, device, Some(&chunk.document), *reason)?;
                    }
                }
                Ok::<_, StoreError>(receipts)
            })
            .await?;
        service.appended.notify_one();
    }
    // Each was judged, vetted or appended above; should a worker have left one out, it may come again.
    Ok(receipts.into_iter().map(|receipt| receipt.unwrap_or(Receipt::Refused(Refusal::TooCostly))).collect())
}

fn store(
    transaction: &Transaction<'_>,
    network: NetworkId,
    chunk: &Chunk,
    chance: &Chance,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let number = log::append(transaction, network, chance.tag())?;
    chunk::insert(transaction, network, number, chunk, now)?;
    Ok(number)
}

/// The receipt for changes that came before in other chunks.
fn held_in(connection: &Connection, network: NetworkId, chunk: &Chunk) -> Result<Receipt, StoreError> {
    let number = match document::find(connection, network, &chunk.document)? {
        Some(document) => document.last_number,
        None => log::head(connection, network)?.number,
    };
    Ok(Receipt::Held(number))
}
