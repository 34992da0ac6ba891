//! Editing a text that several people write together, from what its writer saw.
//!
//! A person reads a text, thinks, and sends it back reworded; meanwhile others may have changed it. So an edit is made
//! *where the writer stood*: on a fork of the document at the heads seen, and merged from there. The words of all are
//! kept, as if everybody had typed into one sheet.
//!
//! A writer who hears nothing sends again, perhaps with more words, from the same old view. What they sent before is
//! then theirs and not somebody else's, so the second edit builds on the first: an [`EditId`] ties the two together.
//! The change itself depends on nothing but device, edit, place, heads and text: made again, by another process or
//! after a restore, it is the same change with the same hash, and not a second one.

use automerge::{ActorId, Automerge, ChangeHash, ReadDoc};

use super::read::join;
use super::write::{check_prose_length, commit, rewrite};
use super::{ChangeBytes, DEVICE_BYTES, Document, DocumentError, TextPlace, knows};
use crate::ids::EditId;

/// The bytes after those, of an actor made for an edit, that say which edit.
const EDIT_BYTES: usize = 4;

impl Document {
    /// What a shared text says now; `None` if there is no such text in this document.
    pub fn text(&self, place: &TextPlace) -> Option<String> {
        Some(joined(&place.texts(&self.automerge).ok()?, |text| self.automerge.text(text)))
    }

    /// Rewords a shared text, seen by its writer at the heads `seen` ([`Document::heads`]); none stands for now.
    ///
    /// Heads that are not known here are passed over; where none is known, the text as it is now is what was seen.
    /// The same words sent again under the same `edit` are no change. Another wording under the same `edit` replaces
    /// the writer's own and nobody else's.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`], [`DocumentError::TooLong`], [`DocumentError::TooLarge`],
    /// [`DocumentError::Locked`].
    pub fn edit_text(
        &mut self,
        place: &TextPlace,
        seen: &[[u8; 32]],
        text: &str,
        edit: EditId,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        check_prose_length(text)?;
        let texts = place.texts(&self.automerge)?;
        let mark = self.mark_of(place, edit);
        let own: Vec<ChangeHash> = self.made_under(&mark);
        let is_repeated = |own: &ChangeHash| joined(&texts, |text| self.automerge.text_at(text, &[*own])) == text;
        if own.iter().any(is_repeated) {
            return Ok(None);
        }
        self.check_unlocked(place)?;
        let mut fork = self.as_seen(place, seen, own);
        let mut heads = fork.get_heads();
        heads.sort_unstable();
        fork.set_actor(actor_of(&mark, &heads, text));
        let time = |head: &ChangeHash| fork.get_change_meta_by_hash(head).map(|meta| meta.timestamp);
        let seconds = heads.iter().filter_map(time).max().unwrap_or_default();
        let change = commit(&mut fork, seconds, Box::new(|tx| rewrite(tx, &place.texts(tx)?, text)))?;
        if let Some(bytes) = &change {
            self.apply(bytes)?;
        }
        Ok(change)
    }

    /// The document as the writer saw it, with what they wrote themselves since.
    fn as_seen(&self, place: &TextPlace, seen: &[[u8; 32]], own: Vec<ChangeHash>) -> Automerge {
        let mut base: Vec<_> =
            seen.iter().map(|head| ChangeHash(*head)).filter(|head| knows(&self.automerge, head)).collect();
        if base.is_empty() {
            return self.automerge.clone();
        }
        base.extend(own);
        match self.automerge.fork_at(&base) {
            // Who edits a text has seen it, whatever the heads say.
            Ok(fork) if place.texts(&fork).is_ok() => fork,
            _ => self.automerge.clone(),
        }
    }

    /// The start of every actor that this device makes for this edit.
    fn mark_of(&self, place: &TextPlace, edit: EditId) -> Vec<u8> {
        let mut hasher = blake3::Hasher::new_derive_key("fieldwalk 2026-11 edit of a shared text");
        hasher.update(edit.0.as_bytes());
        hasher.update(place.to_string().as_bytes());
        let device = self.automerge.get_actor().to_bytes().get(..DEVICE_BYTES).unwrap_or_default();
        [device, &hasher.finalize().as_bytes()[..EDIT_BYTES]].concat()
    }

    fn made_under(&self, mark: &[u8]) -> Vec<ChangeHash> {
        let changes = self.automerge.get_changes_meta(&[]);
        changes
            .iter()
            .filter(|change| change.actor.to_bytes().starts_with(mark))
            .map(|change| change.hash)
            .collect()
    }
}

/// The actor of one change of an edit: another for each text and each view, so that a sequence number is never used
/// twice.
fn actor_of(mark: &[u8], heads: &[ChangeHash], text: &str) -> ActorId {
    let mut hasher = blake3::Hasher::new_derive_key("fieldwalk 2026-11 one change of an edit");
    hasher.update(mark);
    for head in heads {
        hasher.update(&head.0);
    }
    hasher.update(text.as_bytes());
    ActorId::from([mark, &hasher.finalize().as_bytes()[..EDIT_BYTES]].concat())
}

/// The prose of all copies of an item as readers see it.
fn joined<E>(texts: &[automerge::ObjId], read: impl Fn(&automerge::ObjId) -> Result<String, E>) -> String {
    let mut joined = String::new();
    // The last copy is the one that every device picks.
    let in_order = texts.split_last().into_iter().flat_map(|(last, others)| [last].into_iter().chain(others));
    in_order.for_each(|text| join(&mut joined, &read(text).unwrap_or_default()));
    joined
}

#[cfg(test)]
mod tests {
    #[cfg(not(target_family = "wasm"))]
    use proptest::prelude::*;

    use super::super::samples::*;
    use super::super::{PROSE_UNITS_MAX, Vetted, vet};
    use super::*;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const PLACE: TextPlace = TextPlace::Pattern(pattern(1));

    /// What a server holds of a debrief with one pattern.
    fn debrief(statement: &str) -> Document {
        let mut server = document(DEBRIEF, 1);
        server.add_pattern(pattern(1), statement, NOW).unwrap().unwrap();
        server
    }

    fn statement(document: &Document) -> String {
        let statement = document.debrief().patterns[&pattern(1)].statement.clone();
        assert_eq!(document.text(&PLACE).as_ref(), Some(&statement));
        statement
    }

    #[test]
    fn two_writers_from_the_same_old_view_both_keep_their_words() {
        let mut server = debrief("Students answer.");
        let seen = server.heads();
        server.edit_text(&PLACE, &seen, "Most students answer.", edit(1)).unwrap().unwrap();
        server.edit_text(&PLACE, &seen, "Students answer in one word.", edit(2)).unwrap().unwrap();
        assert_eq!(statement(&server), "Most students answer in one word.");
        assert_eq!(server.edit_text(&PLACE, &seen, "Students answer.", edit(3)), Ok(None));
    }

    #[test]
    fn the_same_edit_sent_again_is_no_second_one() {
        let mut server = debrief("Students answer.");
        let seen = server.heads();
        let first = server.edit_text(&PLACE, &seen, "Most students answer.", edit(1)).unwrap().unwrap();
        server.edit_text(&PLACE, &seen, "Students answer aloud.", edit(2)).unwrap().unwrap();
        let heads = server.heads();
        assert_eq!(server.edit_text(&PLACE, &seen, "Most students answer.", edit(1)), Ok(None));
        assert_eq!(server.heads(), heads);

        // A process that does not know of the first makes the very same change.
        let mut restored = copy_on(&debrief("Students answer."), 1);
        let again = restored.edit_text(&PLACE, &seen, "Most students answer.", edit(1)).unwrap().unwrap();
        assert_eq!(again, first);
        assert_eq!(server.apply(&again), Ok(false));
        let base: Vec<Vec<u8>> = vec![server.save()];
        assert_eq!(vet(&DEBRIEF, &base, &[(device(1), again)]), [Ok(Vetted::AlreadyHeld)]);
    }

    #[test]
    fn a_writer_who_heard_nothing_and_wrote_on_replaces_their_own_words() {
        let mut server = debrief("Students");
        let seen = server.heads();
        server.edit_text(&PLACE, &seen, "Students answer", edit(1)).unwrap().unwrap();
        server.edit_text(&PLACE, &seen, "Most Students", edit(2)).unwrap().unwrap();
        server.edit_text(&PLACE, &seen, "Students answer aloud", edit(1)).unwrap().unwrap();
        assert_eq!(statement(&server), "Most Students answer aloud");
        // The first, delayed on its way, does not undo the second.
        assert_eq!(server.edit_text(&PLACE, &seen, "Students answer", edit(1)), Ok(None));
        assert_eq!(server.edit_text(&PLACE, &seen, "Students answer aloud", edit(1)), Ok(None));
    }

    #[test]
    fn heads_that_are_not_known_are_passed_over() {
        let mut server = debrief("Students answer.");
        let seen = server.heads();
        server.edit_text(&PLACE, &[], "Most students answer.", edit(1)).unwrap().unwrap();
        server.edit_text(&PLACE, &[[7; 32]], "Most students answer now.", edit(2)).unwrap().unwrap();
        assert_eq!(statement(&server), "Most students answer now.");
        let partly = [seen[0], [7; 32]];
        server.edit_text(&PLACE, &partly, "Students answer. Aloud.", edit(3)).unwrap().unwrap();
        assert_eq!(statement(&server), "Most students answer now. Aloud.");
        // From before there was such a text.
        let before = document(DEBRIEF, 1).heads();
        server.edit_text(&PLACE, &before, "Short.", edit(4)).unwrap().unwrap();
        assert_eq!(statement(&server), "Short.");
    }

    #[test]
    fn what_cannot_be_edited_is_said() {
        let mut server = debrief("Students answer.");
        let elsewhere = TextPlace::Pattern(pattern(2));
        assert_eq!(server.edit_text(&elsewhere, &[], "x", edit(1)), Err(DocumentError::NotFound));
        assert_eq!(server.edit_text(&TextPlace::Vision, &[], "x", edit(1)), Err(DocumentError::NotFound));
        let long = "x".repeat(PROSE_UNITS_MAX + 1);
        assert_eq!(server.edit_text(&PLACE, &[], &long, edit(1)), Err(DocumentError::TooLong));
        assert_eq!(server.text(&elsewhere), None);
    }

    #[test]
    fn texts_of_the_plan_and_the_network_are_edited_alike() {
        for (key, place) in [(PLAN, TextPlace::TheorySoThat), (NETWORK, TextPlace::Vision)] {
            let mut document = document(key, 1);
            let change = document.edit_text(&place, &document.heads(), "every child", edit(1)).unwrap().unwrap();
            assert_eq!(document.text(&place).unwrap(), "every child");
            assert_eq!(vet(&key, &[], &[(device(1), change)]), [Ok(Vetted::New)]);
        }
    }

    #[test]
    fn a_pattern_made_twice_under_one_id_keeps_the_words_of_both() {
        let mut one = debrief("on the phone");
        let mut other = document(DEBRIEF, 2);
        other.add_pattern(pattern(1), "in the browser", NOW).unwrap();
        meet(&mut one, &mut other);
        let both = statement(&one);
        assert!(both.contains("on the phone") && both.contains("in the browser"));
        one.edit_text(&PLACE, &one.heads(), "settled", edit(1)).unwrap().unwrap();
        meet(&mut one, &mut other);
        assert_eq!(statement(&other), "settled");
    }

    #[cfg(not(target_family = "wasm"))]
    proptest! {
        /// Any of Unicode, from any two writers, ends the same everywhere and passes the vetting in any order.
        #[test]
        fn edits_converge_in_any_order(texts in prop::collection::vec(any::<String>(), 1..5)) {
            let start = debrief("Students answer.");
            let seen = start.heads();
            let changes: Vec<_> = texts.iter().enumerate().map(|(n, text)| {
                let mut writer = copy_on(&start, 10 + n as u8);
                let change = writer.edit_text(&PLACE, &seen, text, edit(n as u128)).unwrap();
                prop_assert_eq!(&statement(&writer), text);
                Ok(change.map(|change| (device(10 + n as u8), change)))
            }).collect::<Result<Vec<_>, TestCaseError>>()?;
            let mut changes: Vec<_> = changes.into_iter().flatten().collect();
            let verdicts = vet(&DEBRIEF, &[start.save()], &changes);
            prop_assert!(verdicts.iter().all(|verdict| *verdict == Ok(Vetted::New)));
            let mut one = copy_on(&start, 2);
            let mut other = copy_on(&start, 3);
            changes.iter().for_each(|(_, change)| { one.apply(change).unwrap(); });
            changes.reverse();
            changes.iter().for_each(|(_, change)| { other.apply(change).unwrap(); });
            prop_assert_eq!(statement(&one), statement(&other));
        }
    }
}
