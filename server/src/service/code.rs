//! Single-use codes that one person hands to another: invites and sign-in codes. Only their hashes are kept.

use crate::chance::Chance;
use crate::store::invite::CodeHash;

/// Crockford's base 32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a code: 80 random bits.
const CODE_LETTERS: usize = 16;

/// A new code, in groups of four for reading aloud, and what the server keeps of it.
pub(super) fn new_code(chance: &Chance) -> (String, CodeHash) {
    let bits: [u8; CODE_LETTERS] = chance.bytes();
    let letters: Vec<u8> = bits.iter().map(|bits| ALPHABET[usize::from(bits % 32)]).collect();
    let hash = *blake3::hash(&letters).as_bytes();
    let groups: Vec<_> = letters.chunks(4).map(String::from_utf8_lossy).collect();
    (groups.join("-"), hash)
}

/// The hash of a code as typed: case, spaces and dashes do not matter, nor letters that look alike. `None` for what
/// is no code at all.
pub(super) fn code_hash(typed: &str) -> Option<CodeHash> {
    let mut letters = Vec::with_capacity(CODE_LETTERS);
    for letter in typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-') {
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let letter = u8::try_from(letter).ok().filter(|letter| ALPHABET.contains(letter))?;
        letters.push(letter);
    }
    (letters.len() == CODE_LETTERS).then(|| *blake3::hash(&letters).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let code = code_hash("0123-4567-89AB-CDEF").unwrap();
        for typed in ["0123456789abcdef", " oi23 4567-89ab cdef ", "OL23-4567-89AB-CDEF"] {
            assert_eq!(code_hash(typed), Some(code), "{typed}");
        }
        assert_ne!(code_hash("0123-4567-89AB-CDEG"), Some(code));
        for no_code in ["", "0123", "0123-4567-89AB-CDEF-0", "UUUU-UUUU-UUUU-UUUU", "0123-4567-89AB-CDE\u{301}"] {
            assert_eq!(code_hash(no_code), None, "{no_code}");
        }
    }
}
