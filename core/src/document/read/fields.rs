//! The fields of one item.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use automerge::iter::MapRangeItem;
use automerge::{Automerge, ObjId, ObjType, ReadDoc, ScalarValue, Value, ValueRef};
use jiff::civil::Date;

use super::super::lock::{LOCKED_AT, LOCKED_PREDICTION, LOCKED_QUESTION};
use super::super::note::LOOK_FOR;
use super::super::write::{container, copies};
use crate::clock::Timestamp;
use crate::domain::{
    Attachment, Focus, MediaType, Note, NoteKind, Shared, SharedAttachment, Tally, Wondering, parse_day,
};
use crate::ids::{LookForId, ShareId};
use crate::order::Gather as _;

const LOCKED_WORDS: [&str; 2] = [LOCKED_QUESTION, LOCKED_PREDICTION];

/// The fields of one item.
#[derive(Default)]
pub(super) struct Fields {
    pub(super) scalars: BTreeMap<String, ScalarValue>,
    /// Every wording of its text.
    wordings: BTreeSet<String>,
    /// Its prose.
    prose: BTreeMap<String, String>,
    /// Its locked words: where two devices locked at once, those of both.
    locked: BTreeMap<String, String>,
}

impl Fields {
    pub(super) fn of(document: &Automerge, object: &ObjId) -> Self {
        let mut fields = Self::default();
        for field in document.map_range(object, ..) {
            let (id, is_in_conflict) = (field.id(), field.conflict);
            let value = match Value::from(field.value) {
                Value::Scalar(value) => value,
                Value::Object(ObjType::Text) => {
                    fields.prose.insert(field.key.into_owned(), document.text(id).unwrap_or_default());
                    continue;
                }
                Value::Object(_) => continue,
            };
            if field.key == "text" && is_in_conflict {
                let all = document.get_all(object, "text").unwrap_or_default();
                fields.wordings.extend(all.iter().filter_map(|(value, _)| value.as_str()).map(str::to_owned));
            } else if field.key == "text" {
                fields.wordings.extend(value.as_str().map(str::to_owned));
            }
            if LOCKED_WORDS.contains(&field.key.as_ref()) {
                let all = document.get_all(object, field.key.as_ref()).unwrap_or_default();
                let words = fields.locked.entry(field.key.to_string()).or_default();
                all.iter().filter_map(|(value, _)| value.as_str()).for_each(|locked| join(words, locked));
            }
            fields.scalars.insert(field.key.into_owned(), value.into_owned());
        }
        fields
    }

    /// Takes over what was written in another copy of the item.
    fn take_words(&mut self, mut other: Self) {
        self.wordings.append(&mut other.wordings);
        for (field, text) in other.prose {
            join(self.prose.entry(field).or_default(), &text);
        }
        self.take_lock(other.scalars, other.locked);
    }

    /// Takes over what is locked in another copy: it stands, with the cycle that it was locked in.
    fn take_lock(&mut self, mut scalars: BTreeMap<String, ScalarValue>, locked: BTreeMap<String, String>) {
        let mut stands = vec![LOCKED_AT];
        if self.locked.is_empty() && !locked.is_empty() {
            stands.push("cycle");
            self.scalars.remove("cycle");
        }
        for (name, value) in stands.into_iter().filter_map(|name| scalars.remove_entry(name)) {
            self.scalars.entry(name).or_insert(value);
        }
        for (field, words) in locked {
            join(self.locked.entry(field).or_default(), &words);
        }
    }

    pub(super) fn text(&self, field: &str) -> String {
        self.scalars.get(field).and_then(|text| text.as_str()).unwrap_or_default().to_owned()
    }

    pub(super) fn date(&self, field: &str) -> Option<Date> {
        parse_day(self.scalars.get(field)?.as_str()?)
    }

    pub(super) fn prose(&self, field: &str) -> String {
        self.prose.get(field).cloned().unwrap_or_default()
    }

    /// A locked text; `None` while it is not locked.
    pub(super) fn locked(&self, field: &str) -> Option<String> {
        self.locked.get(field).cloned()
    }

    pub(super) fn id<T: FromStr>(&self, field: &str) -> Option<T> {
        self.scalars.get(field)?.as_str()?.parse().ok()
    }

    pub(super) fn time(&self, field: &str) -> Option<Timestamp> {
        time(self.scalars.get(field)?)
    }

    pub(super) fn count(&self, field: &str) -> Option<u32> {
        let count = match self.scalars.get(field)? {
            ScalarValue::Int(count) => *count,
            ScalarValue::Counter(count) => i64::from(count),
            _ => return None,
        };
        Some(u32::try_from(count.max(0)).unwrap_or(u32::MAX))
    }

    pub(super) fn kind(&self) -> NoteKind {
        NoteKind::from_word(&self.text("kind")).unwrap_or_default()
    }

    pub(super) fn focus(&self) -> Focus {
        Focus::from_word(&self.text("focus")).unwrap_or_default()
    }

    pub(super) fn look_fors(&self) -> BTreeSet<LookForId> {
        let marked = self.scalars.iter().filter(|(_, mark)| **mark == ScalarValue::Boolean(true));
        marked.filter_map(|(field, _)| field.strip_prefix(LOOK_FOR)?.parse().ok()).gather()
    }

    pub(super) fn observed_at(&self) -> Timestamp {
        self.time("observed_at").unwrap_or_default()
    }

    pub(super) fn note(&self) -> Note {
        let wordings = if self.wordings.len() > 1 { self.wordings.iter().cloned().collect() } else { Vec::new() };
        Note {
            slot: self.id("slot"),
            kind: self.kind(),
            focus: self.focus(),
            look_fors: self.look_fors(),
            text: self.text("text"),
            wordings,
            observed_at: self.observed_at(),
            edited_at: self.time("edited_at"),
            deleted_at: self.time("deleted_at"),
        }
    }

    pub(super) fn tally(&self) -> Tally {
        Tally {
            slot: self.id("slot"),
            label: self.text("label"),
            count: self.count("count").unwrap_or_default(),
            denominator: self.count("denominator"),
            observed_at: self.observed_at(),
            deleted_at: self.time("deleted_at"),
        }
    }

    pub(super) fn wondering(&self) -> Wondering {
        Wondering {
            slot: self.id("slot"),
            text: self.text("text"),
            observed_at: self.observed_at(),
            deleted_at: self.time("deleted_at"),
        }
    }

    /// `None` where it is not told what is attached to what, or of a type that only a newer version knows.
    pub(super) fn attachment(&self) -> Option<Attachment> {
        Some(Attachment {
            note: self.id("note")?,
            hash: self.id("hash")?,
            media_type: MediaType::from_word(&self.text("media_type"))?,
            size_bytes: self.count("size_bytes")?,
            caption: self.text("caption"),
            added_at: self.time("added_at").unwrap_or_default(),
            removed_at: self.time("removed_at"),
        })
    }

    /// As [`attachment`](Self::attachment), with the entry it belongs to.
    pub(super) fn shared_attachment(&self) -> Option<(ShareId, SharedAttachment)> {
        let shared = SharedAttachment {
            attachment: self.id("attachment")?,
            hash: self.id("hash")?,
            media_type: MediaType::from_word(&self.text("media_type"))?,
            size_bytes: self.count("size_bytes")?,
            caption: self.text("caption"),
        };
        Some((self.id("share")?, shared))
    }

    pub(super) fn shared<T>(&self, read: impl Fn(&Self) -> T) -> Shared<T> {
        Shared {
            item: read(self),
            slot: self.id("slot"),
            room: self.id("room"),
            observed_at: self.observed_at(),
            shared_at: self.time("shared_at").unwrap_or_default(),
        }
    }
}

/// Adds the prose of another copy of an item, unless it says the same.
pub(in crate::document) fn join(prose: &mut String, other: &str) {
    if prose.is_empty() {
        other.clone_into(prose);
    } else if !other.is_empty() && prose != other {
        prose.push('\n');
        prose.push_str(other);
    }
}

pub(super) fn time(value: &ScalarValue) -> Option<Timestamp> {
    if let ScalarValue::Int(millis) = value { Some(Timestamp(*millis)) } else { None }
}

/// The items of a root container, by id.
pub(super) fn items<Id: FromStr>(document: &Automerge, collection: &str) -> impl Iterator<Item = (Id, Fields)> {
    entries(document, collection).into_iter().filter_map(|(key, fields)| Some((key.parse().ok()?, fields)))
}

/// [`items`] before it is known what kind of id they have: compiled once for all kinds.
fn entries(document: &Automerge, collection: &str) -> Vec<(String, Fields)> {
    let read = |entry: MapRangeItem<'_>| {
        // Looking for copies takes longer than all the rest, and hardly ever is there more than one.
        let fields = if entry.conflict {
            of_copies(document, collection, &entry.key)?
        } else if entry.value == ValueRef::Object(ObjType::Map) {
            Fields::of(document, &entry.id())
        } else {
            return None;
        };
        Some((entry.key.into_owned(), fields))
    };
    let Ok(items) = container(document, collection, ObjType::Map) else { return Vec::new() };
    document.map_range(items, ..).filter_map(read).collect()
}

fn of_copies(document: &Automerge, collection: &str, id: &str) -> Option<Fields> {
    // The last copy is the one that every device picks.
    let mut copies = copies(document, collection, id).ok()?;
    let mut fields = Fields::of(document, &copies.pop()?);
    for copy in copies {
        fields.take_words(Fields::of(document, &copy));
    }
    Some(fields)
}
