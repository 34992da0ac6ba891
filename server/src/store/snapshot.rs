//! Snapshots that the workers made: what a document was, up to a number, in one piece.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::ids::NetworkId;
use fieldwalk_core::protocol::{Chunk, ChunkHash, HeldChunk, Signer};
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::StoreError;
use super::document::DocumentRow;
use super::sql::{natural, signed};

/// Puts a snapshot in place of the one before. Chunks that came meanwhile are the new tail.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn insert(
    transaction: &Transaction<'_>,
    document: &DocumentRow,
    snapshot: &Chunk,
    covers: u64,
    now: Timestamp,
) -> Result<(), StoreError> {
    transaction.execute("UPDATE snapshot SET bytes = NULL WHERE document = ?1", [document.id])?;
    transaction.execute(
        "INSERT INTO snapshot (document, covers, hash, signature, bytes, size_bytes, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            document.id,
            signed(covers),
            snapshot.hash(document.network).0,
            snapshot.signature,
            &snapshot.bytes,
            signed(snapshot.bytes.len() as u64),
            now.0,
        ),
    )?;
    transaction.execute(
        "UPDATE document SET covers = ?2,
             tail_bytes = (SELECT coalesce(sum(size_bytes), 0) FROM chunk WHERE document = ?1 AND number > ?2),
             tail_chunks = (SELECT count(*) FROM chunk WHERE document = ?1 AND number > ?2)
         WHERE id = ?1",
        (document.id, signed(covers)),
    )?;
    Ok(())
}

/// The current snapshot; its number is the one up to which it covers the document.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn find(connection: &Connection, document: &DocumentRow) -> Result<Option<HeldChunk>, StoreError> {
    let snapshot = connection
        .prepare_cached(
            "SELECT signature, bytes FROM snapshot WHERE document = ?1 AND covers = ?2 AND bytes IS NOT NULL",
        )?
        .query_row((document.id, signed(document.covers)), |row| {
            Ok(HeldChunk {
                number: document.covers,
                chunk: Chunk {
                    document: document.key,
                    signer: Signer::Server,
                    signature: row.get("signature")?,
                    bytes: row.get("bytes")?,
                },
            })
        })
        .optional()?;
    Ok(snapshot)
}

/// The size of the current snapshot, in bytes; `None` where there is none.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn size_bytes(connection: &Connection, document: &DocumentRow) -> Result<Option<u64>, StoreError> {
    if document.covers == 0 {
        return Ok(None);
    }
    let size = connection
        .prepare_cached("SELECT size_bytes FROM snapshot WHERE document = ?1 AND covers = ?2")?
        .query_row((document.id, signed(document.covers)), |row| natural(row, "size_bytes"))
        .optional()?;
    Ok(size)
}

/// Up to which number the snapshot of this hash covers its document; also of one that was replaced since.
///
/// # Errors
/// [`StoreError::Sqlite`].
pub fn number_of(
    connection: &Connection,
    network: NetworkId,
    hash: &ChunkHash,
) -> Result<Option<u64>, StoreError> {
    let covers = connection
        .prepare_cached(
            "SELECT snapshot.covers FROM snapshot JOIN document ON document.id = snapshot.document
             WHERE snapshot.hash = ?1 AND document.network = ?2",
        )?
        .query_row((hash.0, network.to_string()), |row| natural(row, "covers"))
        .optional()?;
    Ok(covers)
}
