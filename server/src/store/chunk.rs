//! Chunks as they were taken, each under its number.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::ids::NetworkId;
use fieldwalk_core::protocol::{Chunk, ChunkHash, HeldChunk, Signer};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use super::document::DocumentRow;
use super::sql::{collected, natural, parsed_if_any, signed};
use super::{StoreError, document, snapshot};

/// What is known of a chunk without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChunkEntry {
    /// Its number.
    pub number: u64,
    /// Its hash.
    pub hash: ChunkHash,
    /// How many bytes it had.
    pub size_bytes: u64,
    /// Whether its bytes are still here.
    pub is_whole: bool,
}

/// Adds a chunk under `number`, and the document if this is its first.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn insert(
    transaction: &Transaction<'_>,
    network: NetworkId,
    number: u64,
    chunk: &Chunk,
    now: Timestamp,
) -> Result<(), StoreError> {
    let size_bytes = chunk.bytes.len() as u64;
    let document = document::grown(transaction, network, &chunk.document, number, size_bytes)?;
    let signer = match chunk.signer {
        Signer::Device(device) => Some(device.to_string()),
        Signer::Server => None,
    };
    transaction
        .prepare_cached(
            "INSERT INTO chunk (network, number, document, hash, signer, signature, bytes, size_bytes, received_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            network.to_string(),
            signed(number),
            document,
            chunk.hash(network).0,
            signer,
            chunk.signature,
            &chunk.bytes,
            signed(size_bytes),
            now.0,
        ))?;
    Ok(())
}

/// The number under which this hash is held, be it of a chunk or of a snapshot that was made here.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn number_of(
    connection: &Connection,
    network: NetworkId,
    hash: &ChunkHash,
) -> Result<Option<u64>, StoreError> {
    let number = connection
        .prepare_cached("SELECT number FROM chunk WHERE network = ?1 AND hash = ?2")?
        .query_row((network.to_string(), hash.0), |row| natural(row, "number"))
        .optional()?;
    match number {
        Some(number) => Ok(Some(number)),
        None => snapshot::number_of(connection, network, hash),
    }
}

/// What is known of the chunks of a document after `number`, in order.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn entries_after(connection: &Connection, document: i64, number: u64) -> Result<Vec<ChunkEntry>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT number, hash, size_bytes, bytes IS NOT NULL AS is_whole FROM chunk
         WHERE document = ?1 AND number > ?2 ORDER BY number",
    )?;
    collected(query.query_map((document, signed(number)), |row| {
        Ok(ChunkEntry {
            number: natural(row, "number")?,
            hash: ChunkHash(row.get("hash")?),
            size_bytes: natural(row, "size_bytes")?,
            is_whole: row.get("is_whole")?,
        })
    })?)
}

/// One chunk with its bytes; `None` where they were dropped.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find(
    connection: &Connection,
    network: NetworkId,
    key: &DocumentKey,
    number: u64,
) -> Result<Option<HeldChunk>, StoreError> {
    let chunk = connection
        .prepare_cached(
            "SELECT number, signer, signature, bytes FROM chunk
             WHERE network = ?1 AND number = ?2 AND bytes IS NOT NULL",
        )?
        .query_row((network.to_string(), signed(number)), |row| held_chunk(row, key))
        .optional()?;
    Ok(chunk)
}

/// The whole document: its snapshot, if it has one, and the chunks since. Empty where nothing is held.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn whole(connection: &Connection, document: &DocumentRow) -> Result<Vec<HeldChunk>, StoreError> {
    let mut parts = Vec::new();
    if document.covers > 0 {
        parts.extend(snapshot::find(connection, document)?);
    }
    let mut query = connection.prepare_cached(
        "SELECT number, signer, signature, bytes FROM chunk
         WHERE document = ?1 AND number > ?2 AND bytes IS NOT NULL ORDER BY number",
    )?;
    for chunk in query.query_map((document.id, signed(document.covers)), |row| held_chunk(row, &document.key))? {
        parts.push(chunk?);
    }
    Ok(parts)
}

/// Drops the bytes of chunks that a snapshot covers and that came before `before`. Returns how many.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn drop_covered(transaction: &Transaction<'_>, before: Timestamp) -> Result<usize, StoreError> {
    let dropped = transaction.execute(
        "UPDATE chunk SET bytes = NULL
         WHERE document IN (SELECT id FROM document WHERE covers > dropped_through)
           AND number <= (SELECT covers FROM document WHERE document.id = chunk.document)
           AND bytes IS NOT NULL AND received_at < ?1",
        [before.0],
    )?;
    transaction.execute(
        "UPDATE document SET dropped_through = covers
         WHERE covers > dropped_through AND NOT EXISTS (
             SELECT 1 FROM chunk WHERE chunk.document = document.id AND number <= covers AND bytes IS NOT NULL)",
        [],
    )?;
    Ok(dropped)
}

fn held_chunk(row: &Row<'_>, key: &DocumentKey) -> rusqlite::Result<HeldChunk> {
    let signer = parsed_if_any(row, "signer")?;
    Ok(HeldChunk {
        number: natural(row, "number")?,
        chunk: Chunk {
            document: *key,
            signer: signer.map_or(Signer::Server, Signer::Device),
            signature: row.get("signature")?,
            bytes: row.get("bytes")?,
        },
    })
}
