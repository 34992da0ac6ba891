//! The envelope of automerge's storage format, and the header of a change.
//!
//! Stored bytes are a sequence of chunks, each with a magic number, a checksum, a type and a length. Automerge reads
//! the same envelope, but it inflates and interprets what is inside at once, takes a damaged tail as the end, and does
//! not compare the checksum of a single change. So this looks first, and hands over what is whole and of an expected
//! type. Deflated changes and bundles are never written here and never accepted. The header says how many operations a
//! change claims to have, which matters because a few bytes can claim a million.
//!
//! The format: <https://automerge.org/automerge-binary-format-spec/>

use automerge::Change;

use super::DocumentError;

const MAGIC: &[u8] = &[0x85, 0x6f, 0x4a, 0x83];
const CHECKSUM_BYTES: usize = 4;
const HASH_BYTES: usize = 32;
/// The bits of a column's specification that say how it is encoded: up to this value, as run-length encoded numbers.
const ENCODING: u64 = 0x07;
const LAST_OF_NUMBERS: u64 = 3;
/// Set in the specification of a column that is deflated. Only documents have such columns.
const DEFLATED: u64 = 0x08;

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
    content: &'a [u8],
}

/// What a change says of itself before its operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header<'a> {
    /// How many changes it depends on.
    pub(super) dependencies: u64,
    /// Who made it.
    pub(super) actor: &'a [u8],
    /// How many operations it claims to have or to replace, whichever is more.
    pub(super) operations: u64,
}

impl<'a> Chunk<'a> {
    /// Parses the change. May panic on bytes made to do so: call it inside `guarded`.
    pub(super) fn change(&self) -> Result<Change, DocumentError> {
        let change = Change::from_bytes(self.bytes.to_vec()).map_err(|_| DocumentError::Unreadable)?;
        // The checksum is the start of the hash, which automerge computes from the content.
        let checksum = &self.bytes[MAGIC.len()..MAGIC.len() + CHECKSUM_BYTES];
        if change.hash().0[..CHECKSUM_BYTES] == *checksum { Ok(change) } else { Err(DocumentError::Unreadable) }
    }

    /// Reads the header of a change. Costs no more than its bytes, whatever they claim.
    pub(super) fn header(&self) -> Option<Header<'a>> {
        let mut reader = Reader(self.content);
        let dependencies = reader.unsigned()?;
        reader.take(usize::try_from(dependencies).ok()?.checked_mul(HASH_BYTES)?)?;
        let actor = reader.string()?;
        let _seq = reader.unsigned()?;
        let _start_op = reader.unsigned()?;
        let _time = reader.signed()?;
        let _message = reader.string()?;
        for _ in 0..reader.unsigned()? {
            let _other_actor = reader.string()?;
        }
        let mut columns = Vec::new();
        for _ in 0..reader.unsigned()? {
            columns.push((reader.unsigned()?, reader.unsigned()?));
        }
        let mut operations = 0;
        for (specification, length) in columns {
            let column = reader.take(usize::try_from(length).ok()?)?;
            if specification & DEFLATED != 0 {
                return None;
            }
            // One column says what each operation does, others which operations it replaces: the longest counts.
            if specification & ENCODING <= LAST_OF_NUMBERS {
                operations = operations.max(Reader(column).rows()?);
            }
        }
        Some(Header { dependencies, actor, operations })
    }
}

/// Whether the bytes begin with a whole document.
pub(super) fn is_snapshot(bytes: &[u8]) -> bool {
    Reader(bytes).chunk().is_some_and(|chunk| chunk.kind == Kind::Snapshot)
}

/// Cuts bytes into chunks.
pub(super) fn split(bytes: &[u8]) -> Result<Vec<Chunk<'_>>, DocumentError> {
    let mut reader = Reader(bytes);
    let mut chunks = Vec::new();
    while !reader.0.is_empty() {
        chunks.push(reader.chunk().ok_or(DocumentError::Unreadable)?);
    }
    Ok(chunks)
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn chunk(&mut self) -> Option<Chunk<'a>> {
        let all = self.0;
        if self.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let _checksum = self.take(CHECKSUM_BYTES)?;
        let kind = match self.take(1)? {
            [0] => Kind::Snapshot,
            [1] => Kind::Change,
            _ => return None,
        };
        let content = self.string()?;
        Some(Chunk { kind, bytes: &all[..all.len() - self.0.len()], content })
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// Bytes with their length in front.
    fn string(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.unsigned()?).ok()?;
        self.take(length)
    }

    /// An unsigned LEB128 number.
    fn unsigned(&mut self) -> Option<u64> {
        let (value, bits, _) = self.leb128()?;
        (bits < 64 || value >> 63 <= 1).then_some(value)
    }

    /// A signed LEB128 number.
    fn signed(&mut self) -> Option<i64> {
        let (value, bits, negative) = self.leb128()?;
        let extension = if negative && bits < 64 { u64::MAX << bits } else { 0 };
        Some((value | extension).cast_signed())
    }

    /// The number's bits, how many there were, and whether the highest is set.
    fn leb128(&mut self) -> Option<(u64, u32, bool)> {
        let mut value = 0;
        for bits in (0..70).step_by(7) {
            let [byte] = *self.take(1)? else { return None };
            value |= u64::from(byte & 0x7f) << bits;
            if byte & 0x80 == 0 {
                return Some((value, bits + 7, byte & 0x40 != 0));
            }
        }
        None
    }

    /// How many rows a run-length encoded column of unsigned integers has.
    fn rows(mut self) -> Option<u64> {
        let mut rows = 0_u64;
        while !self.0.is_empty() {
            let run = self.signed()?;
            let length = match run {
                // A value repeated, that many values, or that many times nothing.
                1.. => self.signed().map(|_| run.unsigned_abs())?,
                ..0 => {
                    for _ in 0..run.unsigned_abs() {
                        self.signed()?;
                    }
                    run.unsigned_abs()
                }
                0 => self.unsigned()?,
            };
            rows = rows.saturating_add(length);
        }
        Some(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn numbers_are_read_as_the_format_writes_them() {
        let unsigned = |bytes: &[u8]| Reader(bytes).unsigned();
        assert_eq!(unsigned(&[0x00]), Some(0));
        assert_eq!(unsigned(&[0xe5, 0x8e, 0x26]), Some(624_485));
        assert_eq!(unsigned(&[0xff; 9]), None);
        assert_eq!(unsigned(&[&[0xff; 9][..], &[0x01]].concat()), Some(u64::MAX));
        let signed = |bytes: &[u8]| Reader(bytes).signed();
        assert_eq!(signed(&[0x3f]), Some(63));
        assert_eq!(signed(&[0x7f]), Some(-1));
        assert_eq!(signed(&[0xc0, 0xbb, 0x78]), Some(-123_456));
        assert_eq!(signed(&[&[0x80; 9][..], &[0x7f]].concat()), Some(i64::MIN));
    }

    #[test]
    fn rows_are_counted_without_unpacking_them() {
        // A thousand times the value 1, then the two values 2 and 3, then five times nothing.
        assert_eq!(Reader(&[0xe8, 0x07, 1, 0x7e, 2, 3, 0, 5]).rows(), Some(1_007));
        // Twice more than a number holds.
        let many = [&[0xff; 9][..], &[0x00, 1]].concat();
        assert_eq!(Reader(&[many.clone(), many.clone(), many].concat()).rows(), Some(u64::MAX));
        // A run of values that end too early.
        assert_eq!(Reader(&[0x7e, 2]).rows(), None);
    }
}
