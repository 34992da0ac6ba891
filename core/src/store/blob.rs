//! Attachment bytes, in parts of one row each: one's own, to be sent, and those of others that were looked at.
//!
//! In the profile's own file, and not beside it: what protects, removes and salvages the notes does the same for their
//! pictures, and a picture and the change that names it are on disk together or not at all.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::StoreError;
use crate::blob::Picture;
use crate::domain::{BlobHash, DocumentKey, MediaType};
use crate::protocol::{PART_BYTES_MAX, PartRefusal};

/// Where a blob is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlobState {
    /// To be sent.
    Ready,
    /// The server holds it.
    Held,
    /// The server refused it; kept, and can be offered again.
    Wedged(PartRefusal),
    /// It came from the server, wholly.
    Fetched,
    /// It is coming: so many bytes are here.
    Coming(u64),
}

/// A blob without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlobRow {
    /// Its row.
    pub id: i64,
    /// The document that names it.
    pub document: DocumentKey,
    /// Its name.
    pub hash: BlobHash,
    /// How many bytes it has in all.
    pub size_bytes: u64,
    /// Where it is on its way.
    pub state: BlobState,
}

const COLUMNS: &str = "id, document, hash, size_bytes, state, refusal,
    (SELECT coalesce(sum(length(bytes)), 0) FROM blob_part WHERE blob = blob.id AND state = 'coming')";

/// Keeps a picture that `document` names, to be sent. One that is there is left as it is.
///
/// # Errors
/// Those of the write.
pub fn put(tx: &Transaction<'_>, document: &DocumentKey, picture: &Picture) -> Result<(), StoreError> {
    let new = insert(tx, document, picture.hash, picture.media_type, picture.bytes.len() as u64, "ready")?;
    let Some(id) = new else { return Ok(()) };
    for (number, part) in (0..).zip(picture.bytes.chunks(PART_BYTES_MAX)) {
        put_part(tx, id, number, part)?;
    }
    Ok(())
}

/// Begins to keep what comes from the server.
///
/// # Errors
/// Those of the write.
pub fn begin(
    tx: &Transaction<'_>,
    document: &DocumentKey,
    hash: BlobHash,
    media_type: MediaType,
    size_bytes: u64,
) -> Result<(), StoreError> {
    insert(tx, document, hash, media_type, size_bytes, "coming").map(drop)
}

fn insert(
    tx: &Transaction<'_>,
    document: &DocumentKey,
    hash: BlobHash,
    media_type: MediaType,
    size_bytes: u64,
    state: &str,
) -> Result<Option<i64>, StoreError> {
    let new = tx
        .prepare_cached(
            "INSERT OR IGNORE INTO blob (document, hash, media_type, size_bytes, state) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![document.to_string(), hash.0, media_type.as_str(), size_bytes as i64, state])?;
    Ok((new > 0).then(|| tx.last_insert_rowid()))
}

fn put_part(tx: &Transaction<'_>, id: i64, number: i64, bytes: &[u8]) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO blob_part (blob, number, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![id, number, bytes])?;
    Ok(())
}

/// Adds what came next of a blob that is coming.
///
/// # Errors
/// Those of the write.
pub fn append(tx: &Transaction<'_>, id: i64, bytes: &[u8]) -> Result<(), StoreError> {
    let next: i64 = tx
        .prepare_cached("SELECT coalesce(max(number) + 1, 0) FROM blob_part WHERE blob = ?1")?
        .query_row([id], |row| row.get(0))?;
    put_part(tx, id, next, bytes)
}

/// The blob of this name that `document` names, if any of it is here.
///
/// # Errors
/// Those of the read.
pub fn find(
    connection: &Connection,
    document: &DocumentKey,
    hash: BlobHash,
) -> Result<Option<BlobRow>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM blob WHERE document = ?1 AND hash = ?2");
    let found =
        connection.prepare_cached(&query)?.query_row(params![document.to_string(), hash.0], row).optional()?;
    found.transpose()
}

/// The first blob behind row `after` that is to be sent.
///
/// # Errors
/// Those of the read.
pub fn next_ready(connection: &Connection, after: i64) -> Result<Option<BlobRow>, StoreError> {
    let query = format!("SELECT {COLUMNS} FROM blob WHERE state = 'ready' AND id > ?1 ORDER BY id LIMIT 1");
    connection.prepare_cached(&query)?.query_row([after], row).optional()?.transpose()
}

/// All blobs, in the order they were kept.
///
/// # Errors
/// Those of the read.
pub fn all(connection: &Connection) -> Result<Vec<BlobRow>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM blob ORDER BY id"))?;
    let rows = statement.query_map([], row)?.collect::<Result<Vec<_>, _>>()?;
    rows.into_iter().collect()
}

/// The bytes from `offset` on, up to the end of a part; none at the end.
///
/// # Errors
/// Those of the read.
pub fn part(connection: &Connection, id: i64, offset: u64) -> Result<Vec<u8>, StoreError> {
    let (number, skipped) = (offset / PART_BYTES_MAX as u64, offset as usize % PART_BYTES_MAX);
    let bytes: Option<Vec<u8>> = connection
        .prepare_cached("SELECT bytes FROM blob_part WHERE blob = ?1 AND number = ?2")?
        .query_row(params![id, number as i64], |row| row.get(0))
        .optional()?;
    Ok(bytes.and_then(|bytes| bytes.get(skipped..).map(<[u8]>::to_vec)).unwrap_or_default())
}

/// All bytes; `None` where they are not all here, or are not what their hash says.
///
/// # Errors
/// Those of the read.
pub fn bytes(connection: &Connection, blob: &BlobRow) -> Result<Option<Vec<u8>>, StoreError> {
    let mut all = Vec::new();
    let mut statement =
        connection.prepare_cached("SELECT bytes FROM blob_part WHERE blob = ?1 ORDER BY number")?;
    let mut rows = statement.query([blob.id])?;
    while let Some(row) = rows.next()? {
        all.extend_from_slice(row.get_ref(0)?.as_blob().map_err(|_| StoreError::Unreadable("blob"))?);
    }
    Ok((BlobHash::of(&all) == blob.hash).then_some(all))
}

/// Notes where a blob is on its way now.
///
/// # Errors
/// Those of the write.
pub fn mark(tx: &Transaction<'_>, id: i64, state: BlobState) -> Result<(), StoreError> {
    let (word, refusal) = match state {
        BlobState::Ready => ("ready", None),
        BlobState::Held => ("held", None),
        BlobState::Wedged(refusal) => ("wedged", Some(refusal.as_str())),
        BlobState::Fetched => ("fetched", None),
        BlobState::Coming(_) => ("coming", None),
    };
    tx.prepare_cached("UPDATE blob SET state = ?2, refusal = ?3 WHERE id = ?1")?
        .execute(params![id, word, refusal])?;
    Ok(())
}

/// Removes a blob.
///
/// # Errors
/// Those of the write.
pub fn remove(tx: &Transaction<'_>, document: &DocumentKey, hash: BlobHash) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM blob WHERE document = ?1 AND hash = ?2")?
        .execute(params![document.to_string(), hash.0])?;
    Ok(())
}

/// Offers those again whose refusal `may_pass` by now.
///
/// # Errors
/// Those of the write.
pub fn retry(tx: &Transaction<'_>, may_pass: impl Fn(PartRefusal) -> bool) -> Result<(), StoreError> {
    for blob in all(tx)? {
        if matches!(blob.state, BlobState::Wedged(refusal) if may_pass(refusal)) {
            mark(tx, blob.id, BlobState::Ready)?;
        }
    }
    Ok(())
}

/// What was held by a server that has been restored since is offered again: it says at once what it still has.
///
/// # Errors
/// Those of the write.
pub fn doubt_everything(tx: &Transaction<'_>) -> Result<(), StoreError> {
    tx.execute("UPDATE blob SET state = 'ready' WHERE state = 'held'", [])?;
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<Result<BlobRow, StoreError>> {
    let (id, size_bytes, here): (i64, i64, i64) = (row.get(0)?, row.get(3)?, row.get(6)?);
    let refusal: Option<String> = row.get(5)?;
    let state = match row.get_ref(4)?.as_str()? {
        "ready" => BlobState::Ready,
        "held" => BlobState::Held,
        "fetched" => BlobState::Fetched,
        "coming" => BlobState::Coming(here.unsigned_abs()),
        // A reason that only a newer version knew.
        _ => BlobState::Wedged(
            refusal.and_then(|word| PartRefusal::from_word(&word)).unwrap_or(PartRefusal::Unknown),
        ),
    };
    let document: String = row.get(1)?;
    let hash = BlobHash(row.get(2)?);
    let document = document.parse().map_err(|_| StoreError::Unreadable("blob"));
    Ok(document.map(|document| BlobRow { id, document, hash, size_bytes: size_bytes.unsigned_abs(), state }))
}
