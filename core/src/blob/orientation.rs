//! How the camera was held: the one thing of a picture's metadata that is needed to show it.

use std::io::Cursor;

use exif::experimental::Writer;
use exif::{Exif, Field, In, Reader, Tag, Value};
use img_parts::Bytes;

/// As the picture lies.
const UPRIGHT: u32 = 1;

/// The orientation of a picture as EXIF counts it, 2 to 8; `None` where it lies as it was taken, or does not say.
pub(super) fn of(picture: &[u8]) -> Option<u32> {
    let exif = exif_of(picture)?;
    let orientation = exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    (UPRIGHT + 1..=8).contains(&orientation).then_some(orientation)
}

/// A record that says this and nothing else.
pub(super) fn record(orientation: u32) -> Option<Bytes> {
    let value = Value::Short(vec![u16::try_from(orientation).ok()?]);
    let field = Field { tag: Tag::Orientation, ifd_num: In::PRIMARY, value };
    let mut writer = Writer::new();
    writer.push_field(&field);
    let mut bytes = Cursor::new(Vec::new());
    writer.write(&mut bytes, false).ok()?;
    Some(bytes.into_inner().into())
}

/// The metadata of a picture, as far as it can be read.
pub(super) fn exif_of(picture: &[u8]) -> Option<Exif> {
    Reader::new().read_from_container(&mut Cursor::new(picture)).ok()
}
