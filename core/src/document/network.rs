//! Intents on the network's own document: its vision and its library.
//!
//! The library holds look-fors and norms for plans to take over. A plan has the same two containers with the same
//! items, so what adds to the one adds to the other. The intents of the library fail with
//! [`DocumentError::NotFound`] on a document that is neither, and with [`DocumentError::TooLong`].

use super::visit::{put_look_for, put_norm};
use super::write::{mark_removed, write_prose};
use super::{ChangeBytes, Document, DocumentError};
use crate::clock::Timestamp;
use crate::domain::{LookFor, Norm};
use crate::ids::{LookForId, NormId};

type Outcome = Result<Option<ChangeBytes>, DocumentError>;

impl Document {
    /// Rewrites the shared vision.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`]; [`DocumentError::NotFound`] if this is not a network's document.
    pub fn set_vision(&mut self, text: &str, now: Timestamp) -> Outcome {
        self.change(now, |tx| write_prose(tx, "vision", text))
    }

    /// Adds or changes a look-for.
    pub fn put_look_for(&mut self, id: LookForId, look_for: &LookFor, now: Timestamp) -> Outcome {
        self.change(now, |tx| put_look_for(tx, id, look_for))
    }

    /// Removes a look-for. Notes that bear on it keep its id.
    pub fn remove_look_for(&mut self, id: LookForId, now: Timestamp) -> Outcome {
        self.change(now, |tx| mark_removed(tx, "look_fors", &id.to_string(), now))
    }

    /// Adds or changes a norm.
    pub fn put_norm(&mut self, id: NormId, norm: &Norm, now: Timestamp) -> Outcome {
        self.change(now, |tx| put_norm(tx, id, norm))
    }

    /// Removes a norm.
    pub fn remove_norm(&mut self, id: NormId, now: Timestamp) -> Outcome {
        self.change(now, |tx| mark_removed(tx, "norms", &id.to_string(), now))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::samples::*;
    use super::*;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn the_library_keeps_look_fors_and_norms_beside_the_vision() {
        let norm = NormId(Uuid::from_u128(1));
        let reasons = LookFor { name: "Reasons".to_owned(), ..LookFor::default() };
        let mut one = document(NETWORK, 1);
        let mut other = document(NETWORK, 2);
        one.set_vision("every child", NOW).unwrap().unwrap();
        one.put_look_for(look_for(1), &reasons, NOW).unwrap().unwrap();
        other.put_look_for(look_for(2), &LookFor::default(), NOW).unwrap().unwrap();
        other.put_norm(norm, &Norm { text: "What we see stays here.".to_owned() }, NOW).unwrap().unwrap();
        meet(&mut one, &mut other);
        other.remove_look_for(look_for(2), NOW).unwrap().unwrap();
        assert_eq!(other.remove_look_for(look_for(2), NOW.plus_millis(1)), Ok(None));

        let network = copy_on(&other, 3).network();
        assert_eq!(network.vision, "every child");
        assert_eq!(network.look_fors.into_iter().collect::<Vec<_>>(), [(look_for(1), reasons)]);
        assert_eq!(network.norms[&norm].text, "What we see stays here.");
        assert_eq!(document(NOTEBOOK, 1).remove_norm(norm, NOW), Err(DocumentError::NotFound));
    }
}
