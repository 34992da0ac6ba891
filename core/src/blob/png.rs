//! PNG (W3C, *Portable Network Graphics*, third edition): a list of chunks, each with a type of four letters.

use img_parts::ImageEXIF;
use img_parts::png::{Png, PngChunk};

use super::{NotAPicture, orientation};

/// What makes the picture and its colours. Texts, times, animations and what programs leave for themselves are not
/// among it.
const KEPT: [&[u8; 4]; 10] =
    [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB"];

pub(super) fn bare(bytes: Vec<u8>) -> Result<Vec<u8>, NotAPicture> {
    let orientation = orientation::of(&bytes);
    let mut png = Png::from_bytes(bytes.into())?;
    png.chunks_mut().retain(|chunk| KEPT.contains(&&chunk.kind()));
    let kinds: Vec<_> = png.chunks().iter().map(PngChunk::kind).collect();
    if kinds.first() != Some(b"IHDR") || !kinds.contains(b"IDAT") || kinds.last() != Some(b"IEND") {
        return Err(NotAPicture::Damaged);
    }
    png.set_exif(orientation.and_then(orientation::record));
    Ok(png.encoder().bytes().to_vec())
}
