//! The envelope of automerge's storage format: a sequence of chunks, each with a magic number, a checksum, a type and
//! a length.
//!
//! Automerge reads the same envelope, but inflates and interprets what is inside at once, takes a damaged tail as the
//! end, and does not check the checksum of a single change. So this looks first, and hands over what it has seen to be
//! whole and of an expected type: changes in the clear and, where the caller allows it, documents. Deflated changes
//! and bundles are never written here and never accepted: 136 bytes of them unpack to a million operations.
//!
//! The format: <https://automerge.org/automerge-binary-format-spec/#_chunks>

use automerge::Change;

use super::DocumentError;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];

/// What a chunk holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A whole document.
    Snapshot,
    /// One uncompressed change.
    Change,
}

/// One chunk with its envelope.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'a> {
    /// What it holds.
    pub(super) kind: Kind,
    /// Envelope and content.
    pub(super) bytes: &'a [u8],
}

impl Chunk<'_> {
    /// Parses the change. May panic on bytes made to do so: call it inside `guarded`.
    pub(super) fn change(&self) -> Result<Change, DocumentError> {
        let change = Change::from_bytes(self.bytes.to_vec()).map_err(|_| DocumentError::Unreadable)?;
        // The checksum is the start of the hash, which automerge computes from the content.
        if change.hash().0[..4] == self.bytes[4..8] { Ok(change) } else { Err(DocumentError::Unreadable) }
    }
}

/// Whether the bytes begin with a whole document.
pub(super) fn is_snapshot(bytes: &[u8]) -> bool {
    next(bytes).is_some_and(|(chunk, _)| chunk.kind == Kind::Snapshot)
}

/// Cuts bytes into chunks.
pub(super) fn split(mut bytes: &[u8]) -> Result<Vec<Chunk<'_>>, DocumentError> {
    let mut chunks = Vec::new();
    while !bytes.is_empty() {
        let (chunk, rest) = next(bytes).ok_or(DocumentError::Unreadable)?;
        chunks.push(chunk);
        bytes = rest;
    }
    Ok(chunks)
}

fn next(bytes: &[u8]) -> Option<(Chunk<'_>, &[u8])> {
    let (&magic, after_magic) = bytes.split_first_chunk::<4>()?;
    let (_checksum, after_checksum) = after_magic.split_first_chunk::<4>()?;
    let (kind, after_kind) = after_checksum.split_first()?;
    let kind = match kind {
        0 => Kind::Snapshot,
        1 => Kind::Change,
        _ => return None,
    };
    let (length, content) = leb128(after_kind)?;
    if magic != MAGIC || length > content.len() {
        return None;
    }
    let (chunk, rest) = bytes.split_at(bytes.len() - content.len() + length);
    Some((Chunk { kind, bytes: chunk }, rest))
}

/// An unsigned LEB128 number of at most 32 bits, in its shortest form.
fn leb128(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0_u64;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            let shortest = index == 0 || *byte != 0;
            return (shortest && value <= u64::from(u32::MAX))
                .then(|| (usize::try_from(value).ok(), &bytes[index + 1..]))
                .and_then(|(value, rest)| Some((value?, rest)));
        }
    }
    None
}
