//! JPEG (ITU-T T.81): segments, each with a marker, and the picture's data behind one of them.
//!
//! Phones hang more behind the end of a picture: smaller ones with metadata of their own, a short film. All that is cut
//! off at the end of the first picture.

use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::{Bytes, ImageEXIF, ImageICC};

use super::{NotAPicture, orientation};

/// The one application segment that decoders need besides colours: how Adobe's programs store them.
const ADOBE: &[u8] = b"Adobe";

pub(super) fn bare(bytes: Vec<u8>) -> Result<Vec<u8>, NotAPicture> {
    let orientation = orientation::of(&bytes);
    let mut jpeg = Jpeg::from_bytes(bytes.into())?;
    let colours = jpeg.icc_profile();
    let mut segments = Vec::with_capacity(jpeg.segments().len());
    for segment in jpeg.segments() {
        if segment.marker() == markers::SOS {
            let data = data_of(segment).ok_or(NotAPicture::Damaged)?;
            segments.push(JpegSegment::new_with_entropy(markers::SOS, segment.contents().clone(), data));
        } else if makes_the_picture(segment.marker(), segment.contents()) {
            segments.push(segment.clone());
        }
    }
    // Without data there is no picture.
    if !segments.iter().any(JpegSegment::has_entropy) {
        return Err(NotAPicture::Damaged);
    }
    *jpeg.segments_mut() = segments;
    jpeg.set_exif(orientation.and_then(orientation::record));
    jpeg.set_icc_profile(colours);
    Ok(jpeg.encoder().bytes().to_vec())
}

fn makes_the_picture(marker: u8, contents: &[u8]) -> bool {
    match marker {
        markers::DHT | markers::DQT | markers::DRI | markers::DAC | markers::DNL | markers::SOS => true,
        // JPG, between the frames, is reserved for extensions.
        markers::SOF0..=markers::SOF15 => marker != markers::JPG,
        markers::APP14 => contents.starts_with(ADOBE),
        _ => false,
    }
}

/// The data behind the first scan up to the end of the picture: further scans with their tables, and nothing else.
/// `None` where it does not end.
fn data_of(first: &JpegSegment) -> Option<Bytes> {
    let all = entropy_of(first);
    let mut kept = Vec::with_capacity(all.len());
    let mut rest: &[u8] = &all;
    loop {
        // A marker is 0xff and something that is neither 0, which says that 0xff was data, nor another 0xff.
        let at = rest
            .windows(2)
            .position(|pair| pair[0] == markers::P && !matches!(pair[1], markers::Z | markers::P))?;
        let (data, found) = rest.split_at(at);
        kept.extend_from_slice(data);
        let marker = found[1];
        if marker == markers::EOI {
            kept.extend_from_slice(&found[..2]);
            return Some(kept.into());
        }
        let length = match marker {
            // Part of the data: a place to start again.
            markers::RST0..=markers::RST7 => 2,
            _ => 2 + usize::from(u16::from_be_bytes([*found.get(2)?, *found.get(3)?])),
        };
        let segment = found.get(..length)?;
        let is_restart = length == 2 && matches!(marker, markers::RST0..=markers::RST7);
        if is_restart || makes_the_picture(marker, segment.get(4..).unwrap_or_default()) {
            kept.extend_from_slice(segment);
        }
        rest = &found[length..];
    }
}

/// What is behind a segment's own contents.
fn entropy_of(segment: &JpegSegment) -> Bytes {
    let whole = segment.clone().encoder().bytes();
    whole.slice(segment.len()..)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two scans with a comment and a table between them, and a film behind the end.
    #[test]
    fn between_and_behind_scans_only_the_picture_is_kept() {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xda, 0, 3, 1];
        bytes.extend(b"one\xff\x00\xff\xd0two");
        bytes.extend(b"\xff\xfe\x00\x08secret");
        bytes.extend(b"\xff\xe1\x00\x08secret");
        bytes.extend(b"\xff\xc4\x00\x03t");
        bytes.extend(b"\xff\xda\x00\x03sthree\xff\xd9");
        bytes.extend(b"\xff\xd8film secret");
        let bare = bare(bytes.clone()).unwrap();
        let expected =
            b"\xff\xd8\xff\xda\x00\x03\x01one\xff\x00\xff\xd0two\xff\xc4\x00\x03t\xff\xda\x00\x03sthree\xff\xd9";
        assert_eq!(bare, expected);
        // It never ends.
        let end = bytes.len() - b"\xff\xd9\xff\xd8film secret".len();
        assert!(matches!(super::bare(bytes[..end].to_vec()), Err(NotAPicture::Damaged)));
    }
}
