//! Pictures of one dot, with all that a camera writes beside them.

use std::io::Cursor;

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::{CHUNK_EXIF, CHUNK_VP8L, CHUNK_VP8X, CHUNK_XMP, WebP};
use img_parts::{Bytes, ImageEXIF};

/// What must not leave the phone, as it stands in the bytes: who and what, the second of a latitude, XMP, the tail.
pub(crate) const SECRETS: [&[u8]; 4] =
    [b"Ada's phone", &[0, 0, 0xb2, 0x6e, 0, 0, 3, 0xe8], b"<x:xmpmeta", TRAILER];
/// What hangs behind the picture.
pub(crate) const TRAILER: &[u8] = b"a film of the room";
/// The data of the JPEG.
pub(crate) const SCAN: &[u8] = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\xd2\xcf\x20\xff\xd9";
/// The data of the PNG.
pub(crate) const IDAT: &[u8] = b"IDAT\x78\xda\x63\x64\xf8\xcf\x50\x0f\x00\x03\x86\x01\x80";
/// The data of the WebP.
pub(crate) const VP8L: &[u8] = b"VP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07";

fn exif(orientation: u16) -> Bytes {
    let text = |tag, words: &str| Field { tag, ifd_num: In::PRIMARY, value: Value::Ascii(vec![words.into()]) };
    let degrees = |num, denom| Rational { num, denom };
    let fields = [
        text(Tag::Make, "Ada's phone"),
        text(Tag::DateTimeOriginal, "2026:11:21 09:14:00"),
        Field { tag: Tag::Orientation, ifd_num: In::PRIMARY, value: Value::Short(vec![orientation]) },
        text(Tag::GPSLatitudeRef, "N"),
        Field {
            tag: Tag::GPSLatitude,
            ifd_num: In::PRIMARY,
            value: Value::Rational(vec![degrees(52, 1), degrees(22, 1), degrees(45_678, 1_000)]),
        },
    ];
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut bytes = Cursor::new(Vec::new());
    writer.write(&mut bytes, false).unwrap();
    bytes.into_inner().into()
}

const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>Ada Okafor</x:xmpmeta>";

/// With a camera's metadata where an orientation is given.
pub(crate) fn jpeg(orientation: Option<u16>) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    bytes.extend(b"\xff\xdb\x00\x43\x00");
    bytes.extend([1; 64]);
    bytes.extend(b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00");
    bytes.extend(b"\xff\xc4\x00\x14\x00\x01");
    bytes.extend([0; 16]);
    bytes.extend(b"\xff\xc4\x00\x14\x10\x01");
    bytes.extend([0; 16]);
    bytes.extend(SCAN);
    let Some(orientation) = orientation else { return bytes };
    let mut jpeg = Jpeg::from_bytes(bytes.into()).unwrap();
    jpeg.set_exif(Some(exif(orientation)));
    let segments = jpeg.segments_mut();
    segments.insert(0, JpegSegment::new_with_contents(markers::APP1, Bytes::from_static(XMP)));
    segments.insert(0, JpegSegment::new_with_contents(markers::COM, Bytes::from_static(b"Ada's phone")));
    [&jpeg.encoder().bytes()[..], TRAILER].concat()
}

/// As [`jpeg`].
pub(crate) fn png(orientation: Option<u16>) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = b"\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00";
    let end = PngChunk::new(*b"IEND", Bytes::new());
    bytes.extend(&end.encoder().bytes()[..]);
    let mut png = Png::from_bytes(bytes.into()).unwrap();
    let chunks = png.chunks_mut();
    chunks.insert(0, PngChunk::new(*b"IDAT", Bytes::from_static(&IDAT[4..])));
    chunks.insert(0, PngChunk::new(*b"IHDR", Bytes::from_static(header)));
    let Some(orientation) = orientation else { return png.encoder().bytes().to_vec() };
    png.set_exif(Some(exif(orientation)));
    let chunks = png.chunks_mut();
    chunks.insert(1, PngChunk::new(*b"tEXt", Bytes::from_static(b"Author\0Ada's phone")));
    chunks.insert(1, PngChunk::new(*b"iTXt", Bytes::from_static(XMP)));
    [&png.encoder().bytes()[..], TRAILER].concat()
}

/// As [`jpeg`].
pub(crate) fn webp(orientation: Option<u16>) -> Vec<u8> {
    let data = |id, bytes: Bytes| RiffChunk::new(id, RiffContent::Data(bytes));
    let flags: u8 = if orientation.is_some() { 0b0001_1100 } else { 0b0001_0000 };
    let mut subchunks = vec![
        data(CHUNK_VP8X, vec![flags, 0, 0, 0, 0, 0, 0, 0, 0, 0].into()),
        data(CHUNK_VP8L, Bytes::from_static(&VP8L[8..])),
    ];
    if let Some(orientation) = orientation {
        subchunks.push(data(CHUNK_EXIF, exif(orientation)));
        subchunks.push(data(CHUNK_XMP, Bytes::from_static(XMP)));
        subchunks.push(data(*b"FILM", Bytes::from_static(b"Ada's phone")));
    }
    let list = RiffContent::List { kind: Some(*b"WEBP"), subchunks };
    let webp = WebP::new(RiffChunk::new(*b"RIFF", list)).unwrap();
    let bytes = webp.encoder().bytes();
    if orientation.is_some() { [&bytes[..], TRAILER].concat() } else { bytes.to_vec() }
}
