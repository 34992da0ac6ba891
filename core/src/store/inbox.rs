//! What came from the server, stored together with the new cursor in one transaction.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{StoreError, blob, changes, declared, meta, outbox};
use crate::domain::{DocumentKey, Facts, VisitFacts};
use crate::ids::{DeviceId, NetworkId, VisitId};
use crate::protocol::{Chunk, ChunkHash, HeldChunk, Receipt, Refusal};
use crate::sync::{EntryId, Settlement};

/// The name of what [`left`] answers.
const LEFT: &str = "visits_left";

/// Stores an answer: receipts, chunks, facts and cursor.
///
/// # Errors
/// Those of the write; then nothing of it is stored and the same answer may come again.
pub fn settle(tx: &Transaction<'_>, network: NetworkId, settlement: &Settlement) -> Result<(), StoreError> {
    let answer = &settlement.answer;
    if answer.restored {
        outbox::doubt_everything(tx)?;
        blob::doubt_everything(tx)?;
    }
    for (entry, receipt) in &settlement.receipts {
        match (entry, receipt) {
            (EntryId::Command(id), Receipt::Held(_)) if answer.restored => outbox::repeat_command(tx, *id)?,
            _ => outbox::receipt(tx, *entry, *receipt)?,
        }
    }
    outbox::resolve_questions(tx, &settlement.questions, &answer.lacking)?;
    if !answer.lacking.is_empty() {
        // What was refused may have built on what is lacking; now both are given, in their order.
        outbox::retry_wedged(tx, Refusal::may_pass_later)?;
    }
    for page in &answer.documents {
        let hashes: Vec<ChunkHash> = page.chunks.iter().map(|held| held.chunk.hash(network)).collect();
        for (held, hash) in page.chunks.iter().zip(&hashes) {
            receive(tx, held, *hash)?;
        }
        if settlement.repair.contains(&page.document) {
            keep_only(tx, &page.document, &hashes)?;
        }
        mark(tx, &page.document, "unverified")?;
    }
    declared::acknowledged(tx, &settlement.declarations, answer.restored)?;
    if let Some(facts) = &answer.facts {
        keep_left(tx, facts)?;
        meta::put(tx, "facts", facts)?;
    }
    meta::put(tx, "server_key", &answer.server_key)?;
    meta::put(tx, "cursor", &answer.cursor)
}

/// What is known of the visits that the server names no more and whose notebook this member has: who was taken off a visit
/// still finds what they wrote.
///
/// # Errors
/// Those of the read.
pub fn left(connection: &Connection) -> Result<BTreeMap<VisitId, VisitFacts>, StoreError> {
    Ok(meta::get(connection, LEFT)?.unwrap_or_default())
}

fn keep_left(tx: &Transaction<'_>, facts: &Facts) -> Result<(), StoreError> {
    let mut visits = left(tx)?;
    visits.extend(meta::get::<Facts>(tx, "facts")?.map(|before| before.visits).unwrap_or_default());
    visits.retain(|visit, _| !facts.visits.contains_key(visit));
    for visit in visits.keys().copied().collect::<Vec<_>>() {
        if changes::parts(tx, &DocumentKey::Notebook(visit, facts.me))?.is_empty() {
            visits.remove(&visit);
        }
    }
    meta::put(tx, LEFT, &visits)
}

fn receive(tx: &Transaction<'_>, held: &HeldChunk, hash: ChunkHash) -> Result<(), StoreError> {
    let row = outbox::insert(tx, &held.chunk, hash, "held", Some(held.number))?;
    // One's own chunk, known before: that the server sends it is as good as a receipt.
    tx.prepare_cached("UPDATE chunk SET state = 'held', number = ?2, refusal = NULL WHERE id = ?1")?
        .execute(params![row, held.number as i64])?;
    Ok(())
}

/// The whole document came: what was held of it before is superseded, whatever was wrong with it.
fn keep_only(tx: &Transaction<'_>, document: &DocumentKey, hashes: &[ChunkHash]) -> Result<(), StoreError> {
    let rows: Vec<(i64, [u8; 32])> = tx
        .prepare_cached("SELECT id, hash FROM chunk WHERE document = ?1 AND state = 'held'")?
        .query_map([document.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (id, _) in rows.into_iter().filter(|(_, hash)| !hashes.contains(&ChunkHash(*hash))) {
        tx.execute("DELETE FROM chunk WHERE id = ?1", [id])?;
    }
    Ok(())
}

/// Notes that `document` must be looked at (`unverified`) or fetched whole (`repair`).
///
/// # Errors
/// Those of the write.
pub fn mark(tx: &Transaction<'_>, document: &DocumentKey, state: &str) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT OR REPLACE INTO unfinished (document, state) VALUES (?1, ?2)")?
        .execute(params![document.to_string(), state])?;
    Ok(())
}

/// The documents that came and were not looked at yet.
///
/// # Errors
/// Those of the read.
pub fn unverified(connection: &Connection) -> Result<Vec<DocumentKey>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT document FROM unfinished WHERE state = 'unverified' ORDER BY document")?;
    let keys = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(keys.iter().filter_map(|key| key.parse().ok()).collect())
}

/// Notes that `document` is complete.
///
/// # Errors
/// Those of the write.
pub fn verified(tx: &Transaction<'_>, document: &DocumentKey) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM unfinished WHERE document = ?1")?.execute([document.to_string()])?;
    Ok(())
}

/// A snapshot, and what its number says that it covers.
#[derive(Debug)]
pub struct Covered {
    /// The snapshot's row.
    pub row: i64,
    /// The snapshot.
    pub snapshot: Vec<u8>,
    /// The chunks held besides.
    pub others: Vec<Vec<u8>>,
}

/// The newest snapshot of `document`, and what is held besides and covered by it, if there is anything.
///
/// # Errors
/// Those of the read.
pub fn covered(connection: &Connection, document: &DocumentKey) -> Result<Option<Covered>, StoreError> {
    let key = document.to_string();
    let snapshot: Option<(i64, i64, Vec<u8>)> = connection
        .prepare_cached(
            "SELECT id, number, bytes FROM chunk
             WHERE document = ?1 AND signer IS NULL AND state = 'held' AND number IS NOT NULL
             ORDER BY number DESC, id DESC LIMIT 1",
        )?
        .query_row([&key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((id, number, bytes)) = snapshot else { return Ok(None) };
    let others: Vec<Vec<u8>> = connection
        .prepare_cached(
            "SELECT bytes FROM chunk WHERE document = ?1 AND state = 'held' AND number <= ?2 AND id <> ?3 ORDER BY id",
        )?
        .query_map(params![key, number, id], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok((!others.is_empty()).then_some(Covered { row: id, snapshot: bytes, others }))
}

/// Drops what the snapshot in row `row` covers. Call only after comparing contents.
///
/// # Errors
/// Those of the write.
pub fn drop_covered(tx: &Transaction<'_>, document: &DocumentKey, row: i64) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM chunk WHERE document = ?1 AND state = 'held' AND id <> ?2
           AND number <= (SELECT number FROM chunk WHERE id = ?2)",
        params![document.to_string(), row],
    )?;
    Ok(())
}

/// Removes a document that this member may not hold any more. What is being carried for its author stays until the
/// server has answered, and what `own` device wrote and the server refused stays until it goes through.
///
/// # Errors
/// Those of the write.
pub fn forget(tx: &Transaction<'_>, document: &DocumentKey, own: DeviceId) -> Result<(), StoreError> {
    let key = document.to_string();
    tx.execute(
        "DELETE FROM chunk WHERE document = ?1
           AND (state = 'held' OR (state = 'wedged' AND signer IS NOT ?2))",
        params![key, own.as_bytes()],
    )?;
    tx.execute("DELETE FROM unfinished WHERE document = ?1", [&key])?;
    tx.execute("DELETE FROM blob WHERE document = ?1", [&key])?;
    Ok(())
}

/// The chunks of `document` that carry a signature, for a file: all that this device has sealed or received, or only
/// what the server holds of it.
///
/// # Errors
/// Those of the read.
pub fn chunks(connection: &Connection, document: &DocumentKey, only_held: bool) -> Result<Vec<Chunk>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT document, signer, signature, bytes FROM chunk
         WHERE document = ?1 AND (state = 'held' OR NOT ?2) ORDER BY id",
    )?;
    let mut rows = statement.query(params![document.to_string(), only_held])?;
    let mut chunks = Vec::new();
    while let Some(row) = rows.next()? {
        chunks.extend(outbox::chunk_of(row)?);
    }
    Ok(chunks)
}
