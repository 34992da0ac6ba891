//! Limits that both sides know: a device never makes what a server would refuse for its size.

/// A request body as sent, in bytes.
pub const BODY_BYTES_MAX: usize = 8 << 20;
/// A body after decompression, in bytes.
pub const INFLATED_BYTES_MAX: usize = 16 << 20;
/// The changes of one chunk, in bytes.
pub const CHUNK_BYTES_MAX: usize = 256 << 10;
/// Operations in one change.
pub const CHANGE_OPERATIONS_MAX: usize = 20_000;
/// Changes that one change may depend on.
pub const CHANGE_DEPENDENCIES_MAX: usize = 64;
/// A whole document as saved, in bytes; also the size of a snapshot.
pub const DOCUMENT_BYTES_MAX: usize = 2 << 20;
/// The part of an answer that carries documents, in bytes: a page.
pub const PAGE_BYTES: usize = 4 << 20;
/// Offers in one request.
pub const OFFERS_MAX: usize = 4_096;
/// Chunk hashes that may be asked after in one request.
pub const QUESTIONS_MAX: usize = 16_384;
/// The text of one note, wondering or label, in UTF-16 code units.
pub const TEXT_UNITS_MAX: usize = 20_000;
/// Words to mask in one piece of evidence, in UTF-16 code units.
pub const MASK_UNITS_MAX: usize = 200;
/// What is asked of an author, in UTF-16 code units.
pub const ASK_UNITS_MAX: usize = 1_000;
/// The bytes of one attachment, metadata taken out.
pub const BLOB_BYTES_MAX: usize = 10 << 20;
/// A part of an attachment as it travels, in bytes.
pub const PART_BYTES_MAX: usize = 256 << 10;
/// Attachments of one note.
pub const ATTACHMENTS_MAX: usize = 10;
/// What is to be seen in an attachment, in UTF-16 code units.
pub const CAPTION_UNITS_MAX: usize = 500;
/// Declarations in one request.
pub const DECLARATIONS_MAX: usize = 20;
