//! Bytes as text: hexadecimal digits in lower case, which are the only ones that are read.
//!
//! By hand: what reads every alphabet that there is takes 50 kB of the library for phones.

use std::fmt::Write as _;

/// Two digits for each byte.
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    let mut text = String::new();
    for byte in bytes.as_ref() {
        write!(text, "{byte:02x}").expect("writing into a text does not fail");
    }
    text
}

/// The bytes of a text that has as many as it should.
pub(crate) fn decode<const BYTES: usize>(text: &str) -> Option<[u8; BYTES]> {
    decode_any(text)?.try_into().ok()
}

/// The bytes of a text; `None` where it is anything but pairs of digits.
pub(crate) fn decode_any(text: &str) -> Option<Vec<u8>> {
    let (pairs, []) = text.as_bytes().as_chunks() else { return None };
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

fn digit(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'a'..=b'f' => Some(character - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_read_as_it_was_written() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(decode_any(&encode(&all)), Some(all));
        assert_eq!(encode([0x0f, 0xa0]), "0fa0");
    }

    #[test]
    fn nothing_else_is_read() {
        for wrong in ["0", "0F", "0g", " 0", "0x", "\u{e9}"] {
            assert_eq!(decode_any(wrong), None, "{wrong}");
        }
        assert_eq!(decode::<1>("00"), Some([0]));
        assert_eq!(decode::<1>("0000"), None);
    }
}
