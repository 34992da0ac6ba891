//! CBOR inside DEFLATE, with a cap on what comes out.

use std::io::Read;

use flate2::Compression;
use flate2::bufread::{DeflateDecoder, DeflateEncoder};
use serde::{Serialize, de::DeserializeOwned};

use super::INFLATED_BYTES_MAX;

/// Why bytes could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CodecError {
    /// Not DEFLATE, or broken.
    #[error("the body is not valid DEFLATE data")]
    NotCompressed,
    /// More than [`INFLATED_BYTES_MAX`] would come out.
    #[error("the body unpacks to more than {INFLATED_BYTES_MAX} bytes")]
    TooLarge,
    /// Not the message that was expected.
    #[error("the body is not a message of this protocol version")]
    NotTheMessage,
}

/// A message as CBOR.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    cbor4ii::serde::to_vec(Vec::new(), message).expect("a Vec takes every write and our types serialise")
}

/// Reads a message from CBOR.
///
/// # Errors
/// [`CodecError::NotTheMessage`]. What the bytes held is not repeated in the error.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, CodecError> {
    cbor4ii::serde::from_slice(bytes).map_err(|_| CodecError::NotTheMessage)
}

/// A message as a request or answer body.
pub fn encode_body<T: Serialize>(message: &T) -> Vec<u8> {
    deflate(&encode(message))
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let read = DeflateEncoder::new(bytes, Compression::best()).read_to_end(&mut packed);
    read.expect("bytes in memory can be read");
    packed
}

/// Reads a message from a body, unpacking at most [`INFLATED_BYTES_MAX`] bytes.
///
/// # Errors
/// Each of [`CodecError`].
pub fn decode_body<T: DeserializeOwned>(body: &[u8]) -> Result<T, CodecError> {
    let mut bytes = Vec::new();
    let cap = INFLATED_BYTES_MAX as u64 + 1;
    DeflateDecoder::new(body).take(cap).read_to_end(&mut bytes).map_err(|_| CodecError::NotCompressed)?;
    if bytes.len() > INFLATED_BYTES_MAX {
        return Err(CodecError::TooLarge);
    }
    decode(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_body_that_unpacks_without_end_is_refused() {
        let bomb = deflate(&vec![0; INFLATED_BYTES_MAX + 1]);
        assert!(bomb.len() < 64 << 10);
        assert!(matches!(decode_body::<Vec<u8>>(&bomb), Err(CodecError::TooLarge)));
    }

    #[test]
    fn a_wrong_body_is_an_error_not_a_panic() {
        assert!(matches!(decode_body::<Vec<u8>>(b"plain"), Err(CodecError::NotCompressed)));
        let other = encode_body(&"text");
        assert!(matches!(decode_body::<u64>(&other), Err(CodecError::NotTheMessage)));
        assert_eq!(decode_body::<String>(&other).unwrap(), "text");
        for end in 0..other.len() {
            assert!(decode_body::<String>(&other[..end]).is_err(), "of {} bytes, {end} are enough", other.len());
        }
    }
}
