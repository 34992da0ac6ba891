//! What is to be given to the server: sealing changes into signed chunks, reading the next batch, noting receipts.

use rusqlite::{Connection, Row, Transaction, params};

use super::{StoreError, meta};
use crate::domain::DocumentKey;
use crate::ids::{CommandId, DeviceId, NetworkId};
use crate::protocol::{
    self, BODY_BYTES_MAX, CHUNK_BYTES_MAX, Chunk, ChunkHash, Command, Keys, OFFERS_MAX, Offer, QUESTIONS_MAX,
    Receipt, Refusal, Signer,
};
use crate::sync::{Batch, EntryId};

/// Half the body limit: what is offered at once, before compression.
const BATCH_BYTES: usize = BODY_BYTES_MAX / 2;

/// An entry that the server refused. It is kept until it goes through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WedgedEntry {
    /// The document; `None` for a command.
    pub document: Option<DocumentKey>,
    /// Why.
    pub refusal: Refusal,
}

/// Seals unsealed changes into chunks of at most [`CHUNK_BYTES_MAX`] bytes, signed with this device's keys. A change
/// that is not `whole` any more stays where it is, so that it spoils no other.
///
/// # Errors
/// Those of the write.
pub fn seal(
    tx: &Transaction<'_>,
    network: NetworkId,
    keys: &Keys,
    whole: impl Fn(&[u8]) -> bool,
) -> Result<(), StoreError> {
    let unsealed: Vec<(i64, String, Vec<u8>)> = tx
        .prepare_cached("SELECT id, document, bytes FROM change WHERE bytes IS NOT NULL ORDER BY document, id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let mut open: Option<(String, Vec<i64>, Vec<u8>)> = None;
    for (id, document, bytes) in unsealed {
        if !whole(&bytes) {
            close(tx, network, keys, open.take())?;
            continue;
        }
        let fits = open
            .as_ref()
            .is_some_and(|(key, _, chunk)| *key == document && chunk.len() + bytes.len() <= CHUNK_BYTES_MAX);
        if !fits {
            close(tx, network, keys, open.take())?;
        }
        let (_, ids, chunk) = open.get_or_insert_with(|| (document, Vec::new(), Vec::new()));
        ids.push(id);
        chunk.extend(bytes);
    }
    close(tx, network, keys, open)
}

fn close(
    tx: &Transaction<'_>,
    network: NetworkId,
    keys: &Keys,
    open: Option<(String, Vec<i64>, Vec<u8>)>,
) -> Result<(), StoreError> {
    let Some((document, ids, bytes)) = open else { return Ok(()) };
    let document = document.parse().map_err(|_| StoreError::Unreadable("document"))?;
    let chunk = Chunk::sign(network, document, bytes, Signer::Device(keys.device()), keys);
    let row = insert(tx, &chunk, chunk.hash(network), "ready", None)?;
    let mut update = tx.prepare_cached("UPDATE change SET chunk = ?1, bytes = NULL WHERE id = ?2")?;
    for id in ids {
        update.execute(params![row, id])?;
    }
    Ok(())
}

/// Adds a chunk; returns its row, also where it was there already.
///
/// # Errors
/// Those of the write.
pub fn insert(
    tx: &Transaction<'_>,
    chunk: &Chunk,
    hash: ChunkHash,
    state: &str,
    number: Option<u64>,
) -> Result<i64, StoreError> {
    let signer = match chunk.signer {
        Signer::Device(device) => Some(*device.as_bytes()),
        Signer::Server => None,
    };
    tx.prepare_cached(
        "INSERT OR IGNORE INTO chunk (document, hash, signer, signature, bytes, state, number)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        chunk.document.to_string(),
        hash.0,
        signer,
        chunk.signature,
        chunk.bytes,
        state,
        number.map(|number| number as i64)
    ])?;
    Ok(tx.prepare_cached("SELECT id FROM chunk WHERE hash = ?1")?.query_row([hash.0], |row| row.get(0))?)
}

/// Whether this device has the chunk, in whatever state.
///
/// # Errors
/// Those of the read.
pub fn holds(connection: &Connection, hash: ChunkHash) -> Result<bool, StoreError> {
    Ok(connection.prepare_cached("SELECT 1 FROM chunk WHERE hash = ?1")?.exists([hash.0])?)
}

/// Reads what is to be sent next.
///
/// # Errors
/// Those of the read.
pub fn batch(connection: &Connection) -> Result<Batch, StoreError> {
    let mut batch = Batch { cursor: meta::get(connection, "cursor")?, ..Batch::default() };
    let mut commands =
        connection.prepare_cached("SELECT id, body FROM command WHERE state = 'ready' ORDER BY rowid")?;
    for row in commands.query_map([], |row| Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, Vec<u8>>(1)?)))? {
        let (id, body) = row?;
        let id = CommandId(uuid::Uuid::from_bytes(id));
        let command: Command = protocol::decode(&body).map_err(|_| StoreError::Unreadable("command"))?;
        batch.offers.push((EntryId::Command(id), Offer::Command(id, command)));
    }
    let mut size = 0;
    let mut ready = connection.prepare_cached(
        "SELECT document, signer, signature, bytes, hash FROM chunk WHERE state = 'ready' ORDER BY id",
    )?;
    let mut rows = ready.query([])?;
    while let Some(row) = rows.next()? {
        let Some(chunk) = chunk_of(row)? else { continue };
        size += chunk.bytes.len();
        if batch.offers.len() == OFFERS_MAX || (size > BATCH_BYTES && !batch.offers.is_empty()) {
            batch.more = true;
            break;
        }
        batch.offers.push((EntryId::Chunk(ChunkHash(row.get(4)?)), Offer::Chunk(chunk)));
    }
    batch.questions = connection
        .prepare_cached("SELECT hash FROM chunk WHERE state = 'unsure' ORDER BY id LIMIT ?1")?
        .query_map([QUESTIONS_MAX as i64], |row| Ok(ChunkHash(row.get(0)?)))?
        .collect::<Result<_, _>>()?;
    let repair: Vec<String> = connection
        .prepare_cached("SELECT document FROM unfinished WHERE state = 'repair' ORDER BY document")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    batch.repair = repair.iter().filter_map(|key| key.parse().ok()).collect();
    batch.more |= batch.questions.len() == QUESTIONS_MAX;
    Ok(batch)
}

/// Reads a chunk from the columns document, signer, signature, bytes; `None` for a kind of document that only a newer
/// version knows.
pub(super) fn chunk_of(row: &Row<'_>) -> Result<Option<Chunk>, StoreError> {
    let Ok(document) = row.get::<_, String>(0)?.parse() else { return Ok(None) };
    let signer: Option<[u8; 16]> = row.get(1)?;
    let signer = signer.map_or(Signer::Server, |id| Signer::Device(DeviceId(uuid::Uuid::from_bytes(id))));
    Ok(Some(Chunk { document, signer, signature: row.get(2)?, bytes: row.get(3)? }))
}

/// Adds a command.
///
/// # Errors
/// Those of the write.
pub fn command(tx: &Transaction<'_>, id: CommandId, command: &Command) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO command (id, body, state) VALUES (?1, ?2, 'ready')")?
        .execute(params![id.0.as_bytes(), protocol::encode(command)])?;
    Ok(())
}

/// Commands that the server has not taken yet, oldest first.
///
/// # Errors
/// Those of the read.
pub fn waiting_commands(connection: &Connection) -> Result<Vec<Command>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT body FROM command WHERE state = 'ready' ORDER BY rowid")?;
    let bodies = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?.collect::<Result<Vec<_>, _>>()?;
    bodies.iter().map(|body| protocol::decode(body).map_err(|_| StoreError::Unreadable("command"))).collect()
}

/// Notes the server's word on one entry.
///
/// # Errors
/// Those of the write.
pub fn receipt(tx: &Transaction<'_>, entry: EntryId, receipt: Receipt) -> Result<(), StoreError> {
    let (state, number, refusal) = match receipt {
        Receipt::Held(number) => ("held", Some(number as i64), None),
        Receipt::Refused(refusal) => ("wedged", None, Some(protocol::encode(&refusal))),
    };
    match entry {
        EntryId::Chunk(hash) => tx
            .prepare_cached("UPDATE chunk SET state = ?2, number = ?3, refusal = ?4 WHERE hash = ?1")?
            .execute(params![hash.0, state, number, refusal])?,
        EntryId::Command(id) => tx
            .prepare_cached("UPDATE command SET state = ?2, refusal = ?3 WHERE id = ?1")?
            .execute(params![id.0.as_bytes(), state, refusal])?,
    };
    Ok(())
}

/// What was held by a server that has been restored since must be asked after. Entries with these ids have just been
/// given to the restored server and are not in doubt.
///
/// # Errors
/// Those of the write.
pub fn doubt_everything(tx: &Transaction<'_>) -> Result<(), StoreError> {
    tx.execute("UPDATE chunk SET state = 'unsure', number = NULL WHERE state = 'held'", [])?;
    // A command has an effect once, so giving it again is safe, and its fact may be gone.
    tx.execute("UPDATE command SET state = 'ready' WHERE state = 'held'", [])?;
    Ok(())
}

/// A command that a restored server took in the same request in which it was found to be restored took effect before
/// older ones that this server has lost. It is given once more, after them.
///
/// # Errors
/// Those of the write.
pub fn repeat_command(tx: &Transaction<'_>, id: CommandId) -> Result<(), StoreError> {
    tx.prepare_cached("UPDATE command SET id = ?2, state = 'ready', refusal = NULL WHERE id = ?1")?
        .execute(params![id.0.as_bytes(), id.again().0.as_bytes()])?;
    Ok(())
}

/// Takes the server's answer to questions: what it lacks is given again, the rest is held.
///
/// # Errors
/// Those of the write.
pub fn resolve_questions(
    tx: &Transaction<'_>,
    asked: &[ChunkHash],
    lacking: &[ChunkHash],
) -> Result<(), StoreError> {
    let mut update = tx.prepare_cached("UPDATE chunk SET state = ?2 WHERE hash = ?1 AND state = 'unsure'")?;
    for hash in asked {
        let state = if lacking.contains(hash) { "ready" } else { "held" };
        update.execute(params![hash.0, state])?;
    }
    Ok(())
}

/// Offers those refused entries again whose refusal `may_pass` by now.
///
/// # Errors
/// Those of the write.
pub fn retry_wedged(tx: &Transaction<'_>, may_pass: impl Fn(Refusal) -> bool) -> Result<(), StoreError> {
    for table in ["chunk", "command"] {
        let wedged: Vec<(i64, Vec<u8>)> = tx
            .prepare_cached(&format!("SELECT rowid, refusal FROM {table} WHERE state = 'wedged'"))?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        for (row, refusal) in wedged {
            if protocol::decode::<Refusal>(&refusal).map_or(true, &may_pass) {
                tx.prepare_cached(&format!("UPDATE {table} SET state = 'ready' WHERE rowid = ?1"))?
                    .execute([row])?;
            }
        }
    }
    Ok(())
}

/// The entries that the server refused.
///
/// # Errors
/// Those of the read.
pub fn wedged(connection: &Connection) -> Result<Vec<WedgedEntry>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT document, refusal FROM chunk WHERE state = 'wedged'
         UNION ALL SELECT NULL, refusal FROM command WHERE state = 'wedged'",
    )?;
    let rows = statement
        .query_map([], |row| Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Vec<u8>>(1)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    rows.into_iter()
        .map(|(document, refusal)| {
            let refusal = protocol::decode(&refusal).map_err(|_| StoreError::Unreadable("refusal"))?;
            Ok(WedgedEntry { document: document.and_then(|key| key.parse().ok()), refusal })
        })
        .collect()
}

/// How many changes made here the server does not hold yet, over all documents.
///
/// # Errors
/// Those of the read.
pub fn waiting_changes(connection: &Connection) -> Result<u64, StoreError> {
    let count: i64 = connection
        .prepare_cached(
            "SELECT (SELECT count(*) FROM change WHERE bytes IS NOT NULL)
                  + (SELECT count(*) FROM change JOIN chunk ON chunk.id = change.chunk WHERE chunk.state <> 'held')
                  + (SELECT count(*) FROM command WHERE state <> 'held')",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}
