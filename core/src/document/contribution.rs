//! Intents on a contribution: what a member shares with a visit, reworded and withdrawn.
//!
//! Each act of sharing is an entry of its own that names the item, since two devices of a member may share the same
//! item at the same time. Readers take the entry worded last among those that are not withdrawn.

use automerge::{ObjId, ObjType, ReadDoc, Value};

use super::note::put_note;
use super::write::{Tx, check_length, container, create, has, put, put_optional, put_place, reword};
use super::{ChangeBytes, Document, DocumentError};
use crate::clock::Timestamp;
use crate::domain::{Note, SharedAttachment, SharedNote, SharedTally, SharedWondering, Tally, Wondering};
use crate::ids::{ItemId, RoomId, ShareId, SlotId};
use crate::protocol::CHUNK_BYTES_MAX;

/// Where the entries are, by what they hold.
pub(super) const COLLECTIONS: [&str; 3] = ["notes", "tallies", "wonderings"];

/// One item as it is to be shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareEntry {
    /// The slot it was observed in.
    pub slot: Option<SlotId>,
    /// The room of that slot.
    pub room: Option<RoomId>,
    /// When it was observed.
    pub observed_at: Timestamp,
    /// The item as worded now.
    pub content: ShareContent,
}

/// What is shared of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShareContent {
    /// A note. When it was reworded is not taken over: it is shared as new.
    Note(SharedNote),
    /// A tally.
    Tally(SharedTally),
    /// A wondering; as with a note, it is shared as new.
    Wondering(SharedWondering),
}

impl ShareEntry {
    /// A note as worded now, with its pictures, observed in `room`.
    pub fn of_note(note: &Note, attachments: Vec<SharedAttachment>, room: Option<RoomId>) -> Self {
        let content = ShareContent::Note(SharedNote {
            kind: note.kind,
            focus: note.focus,
            look_fors: note.look_fors.clone(),
            text: note.text.clone(),
            reworded_at: None,
            attachments,
        });
        Self { slot: note.slot, room, observed_at: note.observed_at, content }
    }

    /// A tally as it stands.
    pub fn of_tally(tally: &Tally, room: Option<RoomId>) -> Self {
        let Tally { label, count, denominator, .. } = tally.clone();
        let content = ShareContent::Tally(SharedTally { label, count, denominator });
        Self { slot: tally.slot, room, observed_at: tally.observed_at, content }
    }

    /// A wondering as worded now.
    pub fn of_wondering(wondering: &Wondering, room: Option<RoomId>) -> Self {
        let content = ShareContent::Wondering(SharedWondering { text: wondering.text.clone(), reworded_at: None });
        Self { slot: wondering.slot, room, observed_at: wondering.observed_at, content }
    }

    fn text(&self) -> &str {
        match &self.content {
            ShareContent::Note(note) => &note.text,
            ShareContent::Tally(tally) => &tally.label,
            ShareContent::Wondering(wondering) => &wondering.text,
        }
    }

    /// More than the entry takes in a change, roughly.
    fn size_bytes(&self) -> usize {
        let marks = match &self.content {
            ShareContent::Note(note) => {
                let pictures = note.attachments.iter().map(|one| one.caption.len() + 512);
                64 * note.look_fors.len() + pictures.sum::<usize>()
            }
            ShareContent::Tally(_) | ShareContent::Wondering(_) => 0,
        };
        self.text().len() + marks + 512
    }
}

impl Document {
    /// Shares items, in one change unless they are too large for one. All of them or, on an error, none.
    ///
    /// # Errors
    /// [`DocumentError::TooLong`].
    pub fn share(
        &mut self,
        entries: &[(ShareId, ItemId, ShareEntry)],
        now: Timestamp,
    ) -> Result<Vec<ChangeBytes>, DocumentError> {
        for (_, _, entry) in entries {
            check_length(entry.text())?;
        }
        let mut next = self.clone();
        let mut changes = Vec::new();
        let mut rest = entries;
        while !rest.is_empty() {
            let (now_shared, later) = rest.split_at(batch_length(rest));
            let change = next.change(now, |tx| {
                now_shared.iter().try_for_each(|(share, item, entry)| put_entry(tx, *share, *item, entry, now))
            })?;
            changes.extend(change);
            rest = later;
        }
        *self = next;
        Ok(changes)
    }

    /// Withdraws items: nobody but their author sees them any longer. One that is not shared is passed over.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`] if this is not a contribution.
    pub fn withdraw(&mut self, items: &[ItemId], now: Timestamp) -> Result<Option<ChangeBytes>, DocumentError> {
        self.change(now, |tx| {
            for entry in live_entries(tx, items)? {
                put(tx, &entry, "withdrawn_at", now.0)?;
            }
            Ok(())
        })
    }

    /// Rewords what is shared of a note or wondering. The notebook keeps its own wording.
    ///
    /// # Errors
    /// [`DocumentError::NotFound`] if the item is not shared or has no text; [`DocumentError::TooLong`].
    pub fn reword(
        &mut self,
        item: ItemId,
        text: &str,
        now: Timestamp,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        check_length(text)?;
        self.change(now, |tx| {
            let entries = live_entries(tx, &[item])?;
            let worded: Vec<_> = entries.into_iter().filter(|entry| has(tx, entry, "text")).collect();
            if worded.is_empty() {
                return Err(DocumentError::NotFound);
            }
            worded.iter().try_for_each(|entry| reword(tx, entry, text, "reworded_at", now))
        })
    }
}

/// How many of the entries, at least one, go into one change.
fn batch_length(entries: &[(ShareId, ItemId, ShareEntry)]) -> usize {
    let mut size_bytes = 0;
    let fitting = entries.iter().take_while(|(_, _, entry)| {
        size_bytes += entry.size_bytes();
        size_bytes <= CHUNK_BYTES_MAX
    });
    fitting.count().max(1)
}

fn put_entry(
    tx: &mut Tx<'_>,
    share: ShareId,
    item: ItemId,
    entry: &ShareEntry,
    now: Timestamp,
) -> Result<(), DocumentError> {
    let [notes, tallies, wonderings] = COLLECTIONS;
    let collection = match entry.content {
        ShareContent::Note(_) => notes,
        ShareContent::Tally(_) => tallies,
        ShareContent::Wondering(_) => wonderings,
    };
    if has(tx, &container(tx, collection, ObjType::Map)?, &share.to_string()) {
        return Ok(());
    }
    let map = create(tx, collection, &share.to_string())?;
    put(tx, &map, "item", item.to_string())?;
    put_place(tx, &map, entry.slot, entry.observed_at)?;
    put_optional(tx, &map, "room", entry.room.map(|room| room.to_string()))?;
    put(tx, &map, "shared_at", now.0)?;
    match &entry.content {
        ShareContent::Note(note) => {
            put_note(tx, &map, note.kind, note.focus, &note.look_fors, &note.text)?;
            note.attachments.iter().try_for_each(|attachment| put_attachment(tx, share, attachment))
        }
        ShareContent::Tally(tally) => {
            put(tx, &map, "label", tally.label.as_str())?;
            put(tx, &map, "count", i64::from(tally.count))?;
            put_optional(tx, &map, "denominator", tally.denominator.map(i64::from))
        }
        ShareContent::Wondering(wondering) => put(tx, &map, "text", wondering.text.as_str()),
    }
}

fn put_attachment(tx: &mut Tx<'_>, share: ShareId, shared: &SharedAttachment) -> Result<(), DocumentError> {
    let map = create(tx, "attachments", &shared.attachment.as_shared(share).to_string())?;
    put(tx, &map, "share", share.to_string())?;
    put(tx, &map, "attachment", shared.attachment.to_string())?;
    put(tx, &map, "hash", shared.hash.to_string())?;
    put(tx, &map, "media_type", shared.media_type.as_str())?;
    put(tx, &map, "size_bytes", i64::from(shared.size_bytes))?;
    put(tx, &map, "caption", shared.caption.as_str())
}

/// Every entry of these items that is not withdrawn.
fn live_entries(document: &impl ReadDoc, items: &[ItemId]) -> Result<Vec<ObjId>, DocumentError> {
    let items: Vec<_> = items.iter().map(ItemId::to_string).collect();
    let mut live = Vec::new();
    for collection in COLLECTIONS {
        let collection = container(document, collection, ObjType::Map)?;
        for share in document.keys(&collection) {
            for (value, entry) in document.get_all(&collection, share).unwrap_or_default() {
                let names_one = matches!(
                    document.get(&entry, "item"),
                    Ok(Some((Value::Scalar(item), _))) if item.as_str().is_some_and(|item| items.iter().any(|i| i == item))
                );
                if value.is_object() && names_one && !has(document, &entry, "withdrawn_at") {
                    live.push(entry);
                }
            }
        }
    }
    Ok(live)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::samples::*;
    use super::*;
    use crate::domain::{Focus, NoteKind, Shared};
    use crate::protocol::TEXT_UNITS_MAX;
    use uuid::Uuid;

    #[cfg(target_family = "wasm")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    const ROOM: RoomId = RoomId(Uuid::from_u128(0x77));

    fn entry(text: &str) -> ShareEntry {
        let content = ShareContent::Note(SharedNote {
            kind: NoteKind::Environment,
            focus: Focus::Task,
            look_fors: BTreeSet::from([look_for(1), look_for(2)]),
            text: text.to_owned(),
            reworded_at: None,
            attachments: Vec::new(),
        });
        ShareEntry { slot: Some(slot(1)), room: Some(ROOM), observed_at: NOW, content }
    }

    fn shared_text(document: &Document, item: ItemId) -> Option<String> {
        document.contribution().notes.get(&item).map(|shared| shared.item.text.clone())
    }

    #[test]
    fn what_is_shared_is_the_item_as_it_was_in_the_notebook() {
        let mut notebook = document(NOTEBOOK, 1);
        notebook.add_note(item(1), &note("a"), NOW).unwrap();
        notebook.add_tally(item(2), &tally("b", 3), NOW).unwrap();
        notebook.add_wondering(item(3), &wondering("c"), NOW).unwrap();
        let written = notebook.notebook();
        let entries = [
            (share(1), item(1), ShareEntry::of_note(&written.notes[&item(1)], Vec::new(), Some(ROOM))),
            (share(2), item(2), ShareEntry::of_tally(&written.tallies[&item(2)], Some(ROOM))),
            (share(3), item(3), ShareEntry::of_wondering(&written.wonderings[&item(3)], None)),
        ];
        let mut document = document(CONTRIBUTION, 1);
        let shared_at = NOW.plus_minutes(30);
        assert_eq!(document.share(&entries, shared_at).unwrap().len(), 1);
        assert_eq!(document.share(&entries, shared_at).unwrap().len(), 0);

        let contribution = copy_on(&document, 2).contribution();
        let expected = Shared {
            item: SharedNote {
                kind: NoteKind::Verbatim,
                focus: Focus::Teacher,
                look_fors: BTreeSet::from([look_for(1)]),
                text: "a".to_owned(),
                reworded_at: None,
                attachments: Vec::new(),
            },
            slot: Some(slot(1)),
            room: Some(ROOM),
            observed_at: NOW,
            shared_at,
        };
        assert_eq!(contribution.notes.into_iter().collect::<Vec<_>>(), [(item(1), expected)]);
        let shared = &contribution.tallies[&item(2)];
        let expected = SharedTally { label: "b".to_owned(), count: 3, denominator: Some(24) };
        assert_eq!((&shared.item, shared.room), (&expected, Some(ROOM)));
        let shared = &contribution.wonderings[&item(3)];
        assert_eq!((shared.item.text.as_str(), shared.room, shared.slot), ("c", None, None));
    }

    #[test]
    fn an_item_shared_on_two_devices_at_once_is_there_once_and_withdrawn_from_both() {
        let mut phone = document(CONTRIBUTION, 1);
        let mut tablet = document(CONTRIBUTION, 2);
        phone.share(&[(share(1), item(1), entry("phone"))], NOW).unwrap();
        tablet.share(&[(share(2), item(1), entry("tablet"))], NOW).unwrap();
        meet(&mut phone, &mut tablet);
        assert_eq!(phone.contribution().notes.len(), 1);
        assert_eq!(shared_text(&phone, item(1)).as_deref(), Some("tablet"));

        phone.withdraw(&[item(1), item(9)], NOW).unwrap().unwrap();
        meet(&mut phone, &mut tablet);
        assert!(!tablet.contribution().holds(item(1)));
        assert_eq!(tablet.withdraw(&[item(1)], NOW), Ok(None));
        assert_eq!(tablet.reword(item(1), "x", NOW), Err(DocumentError::NotFound));

        tablet.share(&[(share(3), item(1), entry("again"))], NOW.plus_minutes(1)).unwrap();
        meet(&mut phone, &mut tablet);
        assert_eq!(shared_text(&phone, item(1)).as_deref(), Some("again"));
    }

    #[test]
    fn a_rewording_holds_against_the_same_item_shared_elsewhere_before_it() {
        let mut phone = document(CONTRIBUTION, 1);
        let mut tablet = document(CONTRIBUTION, 2);
        phone.share(&[(share(1), item(1), entry("Ms Rivera asks"))], NOW).unwrap();
        tablet.share(&[(share(2), item(1), entry("Ms Rivera asks"))], NOW).unwrap();
        let reworded_at = NOW.plus_minutes(1);
        phone.reword(item(1), "The teacher asks", reworded_at).unwrap().unwrap();
        meet(&mut phone, &mut tablet);
        let shared = tablet.contribution().notes[&item(1)].clone();
        assert_eq!(shared.item.text, "The teacher asks");
        assert_eq!(shared.item.reworded_at, Some(reworded_at));
    }

    #[test]
    fn a_wondering_tells_when_it_was_reworded() {
        let mut phone = document(CONTRIBUTION, 1);
        let content =
            ShareContent::Wondering(SharedWondering { text: "I wonder why.".to_owned(), reworded_at: None });
        let entry = ShareEntry { slot: None, room: None, observed_at: NOW, content };
        phone.share(&[(share(1), item(1), entry)], NOW).unwrap();
        assert_eq!(phone.contribution().worded_at().collect::<Vec<_>>(), [(item(1), NOW)]);
        let reworded_at = NOW.plus_minutes(1);
        phone.reword(item(1), "I wonder how.", reworded_at).unwrap().unwrap();
        let expected = SharedWondering { text: "I wonder how.".to_owned(), reworded_at: Some(reworded_at) };
        assert_eq!(copy_on(&phone, 2).contribution().wonderings[&item(1)].item, expected);
        assert_eq!(phone.contribution().worded_at().collect::<Vec<_>>(), [(item(1), reworded_at)]);
    }

    #[test]
    fn more_than_one_chunk_holds_is_shared_in_several_changes() {
        let text = "x".repeat(TEXT_UNITS_MAX);
        let entries: Vec<_> = (0..30).map(|n| (share(n), item(n), entry(&text))).collect();
        let mut document = document(CONTRIBUTION, 1);
        let mut other = copy_on(&document, 2);
        let changes = document.share(&entries, NOW).unwrap();
        assert!(changes.len() > 1);
        assert!(changes.iter().all(|change| change.len() <= CHUNK_BYTES_MAX));
        for change in &changes {
            other.apply(change).unwrap();
        }
        assert_eq!(other.contribution().notes.len(), 30);

        let too_long = [(share(50), item(50), entry("short")), (share(51), item(51), entry(&(text + "x")))];
        assert_eq!(document.share(&too_long, NOW), Err(DocumentError::TooLong));
        assert!(!document.contribution().holds(item(50)));
    }
}
