//! WebP (RFC 9649): chunks in a RIFF file; the first of an extended one has flags that say which others follow.

use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::{CHUNK_ALPH, CHUNK_ANIM, CHUNK_ANMF, CHUNK_ICCP, CHUNK_VP8, CHUNK_VP8L, CHUNK_VP8X, WebP};
use img_parts::{Bytes, ImageEXIF};

use super::{NotAPicture, orientation};

const KEPT: [[u8; 4]; 5] = [CHUNK_VP8X, CHUNK_ICCP, CHUNK_ALPH, CHUNK_VP8, CHUNK_VP8L];
/// The flags of what is not kept: a record of metadata, and Adobe's kind of it.
const METADATA: u8 = 0b0000_1100;
const EXIF: u8 = 0b0000_1000;

pub(super) fn bare(bytes: Vec<u8>) -> Result<Vec<u8>, NotAPicture> {
    let orientation = orientation::of(&bytes);
    let mut webp = WebP::from_bytes(bytes.into())?;
    if webp.has_chunk(CHUNK_ANIM) || webp.has_chunk(CHUNK_ANMF) {
        return Err(NotAPicture::OtherType);
    }
    webp.chunks_mut().retain(|chunk| KEPT.contains(&chunk.id()));
    if !webp.has_chunk(CHUNK_VP8) && !webp.has_chunk(CHUNK_VP8L) {
        return Err(NotAPicture::Damaged);
    }
    set_metadata_flags(&mut webp, 0);
    if let Some(record) = orientation.and_then(orientation::record) {
        // Only an extended file has room for it; one that is not never said how it lies.
        webp.set_exif(Some(record));
        set_metadata_flags(&mut webp, EXIF);
    }
    Ok(webp.encoder().bytes().to_vec())
}

fn set_metadata_flags(webp: &mut WebP, flags: u8) {
    let extended = webp.chunks_mut().iter_mut().find(|chunk| chunk.id() == CHUNK_VP8X);
    if let Some(RiffContent::Data(data)) = extended.map(RiffChunk::content_mut) {
        let mut content = data.to_vec();
        if let Some(first) = content.first_mut() {
            *first = *first & !METADATA | flags;
        }
        *data = Bytes::from(content);
    }
}
