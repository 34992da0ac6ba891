//! The fixed changes that every document of a kind begins with, and that later versions add.
//!
//! **Frozen.** The bytes under `genesis/` are part of every document ever written: a change to one of them makes every
//! existing document unreadable to whoever has the new bytes. A new version of a kind adds a file to its list, made by
//! the same fixed actor at time 0 and depending on the one before it, and nothing else. Every device adds the fixed
//! changes that a document lacks whenever it opens it, and since the bytes are the same everywhere, two devices that
//! migrate the same document apart from each other have migrated it to the same thing.

use automerge::{Automerge, Change, TextEncoding};

use super::knows;
use crate::domain::DocumentKey;
use crate::hex;

/// Version 1 and then one change for each later version, as hexadecimal text.
fn fixed(key: &DocumentKey) -> &'static [&'static str] {
    match key {
        DocumentKey::Network => &[include_str!("genesis/network-1.hex"), include_str!("genesis/network-2.hex")],
        DocumentKey::Visit(_) => &[include_str!("genesis/visit-1.hex")],
        DocumentKey::Notebook(..) => &[
            include_str!("genesis/notebook-1.hex"),
            include_str!("genesis/notebook-2.hex"),
            include_str!("genesis/notebook-3.hex"),
        ],
        DocumentKey::Contribution(..) => &[
            include_str!("genesis/contribution-1.hex"),
            include_str!("genesis/contribution-2.hex"),
            include_str!("genesis/contribution-3.hex"),
        ],
        DocumentKey::Debrief(_) => &[include_str!("genesis/debrief-1.hex")],
        DocumentKey::Response(_) => &[include_str!("genesis/response-1.hex")],
    }
}

fn changes(key: &DocumentKey) -> impl Iterator<Item = Change> {
    fixed(key).iter().map(|hex| {
        let bytes = hex::decode_any(hex.trim_end()).expect("embedded as hexadecimal");
        Change::from_bytes(bytes).expect("embedded as one change")
    })
}

/// A document with its fixed changes and nothing else.
pub(super) fn begin(key: &DocumentKey) -> Automerge {
    let mut automerge = Automerge::new_with_encoding(TextEncoding::Utf16CodeUnit);
    automerge.apply_changes(changes(key).collect::<Vec<_>>()).expect("fixed changes follow one another");
    automerge
}

/// The fixed changes that `automerge` has not got.
pub(super) fn lacking(key: &DocumentKey, automerge: &Automerge) -> Vec<Change> {
    changes(key).filter(|change| !knows(automerge, &change.hash())).collect()
}

#[cfg(test)]
mod tests {
    use automerge::transaction::{CommitOptions, Transactable};
    use automerge::{ActorId, ObjType, ROOT, ReadDoc};

    use super::super::samples::*;
    use super::super::{Document, Vetted, shape, vet};
    use super::*;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// How each version came about: the root containers that it adds.
    fn versions(key: &DocumentKey) -> Vec<Vec<(&'static str, ObjType)>> {
        use ObjType::{Map, Text};
        match key {
            DocumentKey::Network => vec![vec![("vision", Text)], vec![("look_fors", Map), ("norms", Map)]],
            DocumentKey::Visit(_) => vec![vec![
                ("look_fors", Map),
                ("norms", Map),
                ("problem_of_practice", Text),
                ("rooms", Map),
                ("slots", Map),
                ("team_members", Map),
                ("teams", Map),
                ("theory_assumptions", Text),
                ("theory_if_we", Text),
                ("theory_so_that", Text),
                ("theory_then", Text),
            ]],
            DocumentKey::Notebook(..) => vec![
                vec![("notes", Map), ("slots_finished", Map), ("slots_started", Map), ("tallies", Map)],
                vec![("wonderings", Map)],
                vec![("attachments", Map)],
            ],
            DocumentKey::Contribution(..) => {
                vec![vec![("notes", Map), ("tallies", Map)], vec![("wonderings", Map)], vec![("attachments", Map)]]
            }
            DocumentKey::Debrief(_) => vec![vec![
                ("next_steps", Map),
                ("patterns", Map),
                ("placements", Map),
                ("predictions", Map),
                ("wonderings", Map),
            ]],
            DocumentKey::Response(_) => {
                vec![vec![("comments", Map), ("commitments", Map), ("cycles", Map), ("questions", Map)]]
            }
        }
    }

    fn regenerated(key: &DocumentKey) -> Vec<String> {
        let mut automerge = Automerge::new_with_encoding(TextEncoding::Utf16CodeUnit);
        automerge.set_actor(ActorId::from(b"fieldwalk-genesis"));
        let mut hexes = Vec::new();
        for version in versions(key) {
            let mut transaction = automerge.transaction();
            for (name, kind) in version {
                transaction.put_object(ROOT, name, kind).unwrap();
            }
            let (hash, _) = transaction.commit_with(CommitOptions::default().with_time(0));
            let change = automerge.get_change_by_hash(&hash.unwrap()).unwrap();
            hexes.push(hex::encode(change.raw_bytes()));
        }
        hexes
    }

    /// Frozen: a line here never changes, a new version of a kind adds one.
    #[test]
    fn the_fixed_changes_are_those_of_the_first_release() {
        let mut hashes = Vec::new();
        for key in [NETWORK, PLAN, NOTEBOOK, CONTRIBUTION, DEBRIEF, RESPONSE] {
            let embedded: Vec<_> = fixed(&key).iter().map(|hex| hex.trim_end().to_owned()).collect();
            assert_eq!(embedded, regenerated(&key), "{}", key.kind());
            hashes.extend(changes(&key).map(|change| (key.kind(), change.hash().to_string())));
        }
        let pinned = [
            ("network", "e3d98963b8964dc8a0caa6acb2bea43524be0a271abd57ecb1efbdb32f51ab60"),
            ("network", "83efec88190ab24a45f5d021d8ccd0c0028ab609aac7423f3c40e8a5e60aecd5"),
            ("visit", "8cc0f4c6c9e851ad5abfd3fad2319241a6c5a5c2c60c77ea996cc7be5e51bcba"),
            ("notebook", "389a7e6ef3bf06ba15282c6aceaa428982896cb44d1a7ceaf53f3bb880cc4145"),
            ("notebook", "308746cc7a8f1d68d1d75d5c7b6ade965ad28f6dddc36c0ce31247a42fb633d6"),
            ("notebook", "81ec04a11272e60e076e1cef11a6fe117c2e50d450a81ddb967f8bbd19a7690e"),
            ("contribution", "e446674bf1104a6d23787834377c703b3e848c5fc9e32c61995a72c793dc88da"),
            ("contribution", "c94029b17dd9ca56b5c2ca26465aca1981cf513797ef227a311c502a589970d1"),
            ("contribution", "ccbd3197059ea8c164d2e5ee98b3121faa0825b541c771bf331a47b560dfdba5"),
            ("debrief", "4b062db9484e0b515f773d5eb8163e12e70c1eb2675d0c24bff5a3765f27438c"),
            ("response", "bd585d109c77af98cfd3f933d1b5bd9f2fe797347766a25c06b1f358c61774ca"),
        ];
        assert_eq!(hashes, pinned.map(|(kind, hash)| (kind, hash.to_owned())));
    }

    /// The first version of a kind, as a device held it that knew no other, with a note written by it.
    fn by_the_first_version(key: &DocumentKey, n: u8) -> Automerge {
        let mut old = Automerge::new_with_encoding(TextEncoding::Utf16CodeUnit);
        old.apply_changes(changes(key).take(1).collect::<Vec<_>>()).unwrap();
        old.set_actor(actor(n).id());
        let mut transaction = old.transaction();
        let notes = transaction.get(ROOT, "notes").unwrap().unwrap().1;
        let note = transaction.put_object(notes, item(n.into()).to_string(), ObjType::Map).unwrap();
        transaction.put(note, "text", "written by the first version").unwrap();
        transaction.commit();
        assert_eq!(old.get(ROOT, "wonderings").unwrap(), None);
        old
    }

    #[test]
    fn a_document_of_the_first_version_gains_what_the_second_added() {
        let mut old = by_the_first_version(&NOTEBOOK, 1);
        // Migrated from a snapshot, and written into.
        let mut phone = Document::load(NOTEBOOK, &actor(2), [old.save().as_slice()]).unwrap();
        phone.add_wondering(item(10), &wondering("on the phone"), NOW).unwrap().unwrap();
        // Migrated apart from it, from single changes.
        let changes: Vec<_> = old.get_changes(&[]).iter().map(|change| change.raw_bytes().to_vec()).collect();
        let mut tablet = Document::load(NOTEBOOK, &actor(3), changes.iter().map(Vec::as_slice)).unwrap();
        tablet.add_wondering(item(11), &wondering("on the tablet"), NOW).unwrap().unwrap();
        // Meanwhile the old version writes on, knowing nothing of it.
        let mut transaction = old.transaction();
        transaction.put(ROOT, "norms_acknowledged_at", NOW.0).unwrap();
        transaction.commit();
        let late = old.get_last_local_change().unwrap().raw_bytes().to_vec();

        meet(&mut phone, &mut tablet);
        assert_eq!(phone.apply(&late), Ok(true));
        meet(&mut phone, &mut tablet);
        for document in [&phone, &tablet] {
            let notebook = document.notebook();
            assert_eq!(notebook.notes[&item(1)].text, "written by the first version");
            assert_eq!(notebook.wonderings.into_keys().collect::<Vec<_>>(), [item(10), item(11)]);
            assert_eq!(notebook.norms_acknowledged_at, Some(NOW));
        }
        // The server takes what the old version wrote, before and after.
        let offered: Vec<_> = changes[1..].iter().chain([&late]).map(|bytes| (device(1), bytes.clone())).collect();
        let verdicts = vet(&NOTEBOOK, &[], &offered);
        assert_eq!(verdicts, [Ok(Vetted::New), Ok(Vetted::New)]);
    }

    #[test]
    fn every_kind_opens_with_all_that_its_schema_names() {
        for key in [NETWORK, PLAN, NOTEBOOK, CONTRIBUTION, DEBRIEF, RESPONSE] {
            let new = Document::new(key, &actor(1));
            assert_eq!(shape::check(&key, &new.automerge), Ok(()), "{}", key.kind());
            assert_eq!(Document::load(key, &actor(2), []).unwrap().heads(), new.heads());
            assert!(lacking(&key, &new.automerge).is_empty());
        }
    }
}
