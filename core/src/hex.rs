//! Bytes as text: hexadecimal digits in lower case, which are the only ones that are read.

/// Two digits for each byte.
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    ::hex::encode(bytes)
}

/// The bytes of a text that has as many as it should.
pub fn decode<const BYTES: usize>(text: &str) -> Option<[u8; BYTES]> {
    decode_any(text)?.try_into().ok()
}

/// The bytes of a text; `None` where it is anything but pairs of digits.
pub fn decode_any(text: &str) -> Option<Vec<u8>> {
    let is_lower = !text.bytes().any(|digit| digit.is_ascii_uppercase());
    is_lower.then(|| ::hex::decode(text).ok())?
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
