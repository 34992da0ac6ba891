//! From documents to what they mean.
//!
//! Tolerant: a field that is missing, of another type or unknown here is passed over and the rest is read, since a
//! newer version may have written it. Strictness is [`vet`](super::vet())'s. Where the same item was made twice (see
//! `write`), the copy that every device picks gives the fields, and the wordings of all copies are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use automerge::{Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value};

use super::Document;
use super::note::LOOK_FOR;
use super::write::{container, copies};
use crate::clock::Timestamp;
use crate::domain::{
    Contribution, Focus, LookFor, Network, Norm, Note, NoteKind, Notebook, Room, Shared, SharedNote, SharedTally,
    SharedWondering, Slot, Tally, Team, TheoryOfChange, Visit, Wondering,
};
use crate::ids::{ItemId, LookForId, ShareId};

impl Document {
    /// The network's own words; empty if this is another kind of document.
    pub fn network(&self) -> Network {
        Network { vision: prose(&self.automerge, "vision") }
    }

    /// The plan of the visit; empty if this is another kind of document.
    pub fn visit(&self) -> Visit {
        let document = &self.automerge;
        let slots = planned(document, "slots").filter_map(|(id, item)| {
            let minutes = item.count("minutes")?;
            let starts_at = item.time("starts_at")?;
            Some((id, Slot { team: item.id("team")?, room: item.id("room")?, starts_at, minutes }))
        });
        Visit {
            problem_of_practice: prose(document, "problem_of_practice"),
            theory_of_change: TheoryOfChange {
                if_we: prose(document, "theory_if_we"),
                then: prose(document, "theory_then"),
                so_that: prose(document, "theory_so_that"),
                assumptions: prose(document, "theory_assumptions"),
            },
            look_fors: planned(document, "look_fors")
                .map(|(id, item)| {
                    let [name, teacher, students, non_example] =
                        ["name", "teacher", "students", "non_example"].map(|field| item.text(field));
                    (id, LookFor { name, teacher, students, non_example })
                })
                .collect(),
            rooms: planned(document, "rooms")
                .map(|(id, item)| {
                    let [code, grade_band, subject] =
                        ["code", "grade_band", "subject"].map(|field| item.text(field));
                    (id, Room { code, grade_band, subject })
                })
                .collect(),
            teams: planned(document, "teams").map(|(id, item)| (id, Team { name: item.text("name") })).collect(),
            team_members: scalars(document, "team_members", |team| team.as_str()?.parse().ok()),
            slots: slots.collect(),
            norms: planned(document, "norms").map(|(id, item)| (id, Norm { text: item.text("text") })).collect(),
        }
    }

    /// Everything the member wrote; empty if this is another kind of document.
    pub fn notebook(&self) -> Notebook {
        let document = &self.automerge;
        Notebook {
            norms_acknowledged_at: Fields::of(document, &ROOT).time("norms_acknowledged_at"),
            notes: items(document, "notes").map(|(id, item)| (id, item.note())).collect(),
            tallies: items(document, "tallies").map(|(id, item)| (id, item.tally())).collect(),
            wonderings: items(document, "wonderings").map(|(id, item)| (id, item.wondering())).collect(),
            slots_started: scalars(document, "slots_started", time),
            slots_finished: scalars(document, "slots_finished", time),
        }
    }

    /// What is shared now; empty if this is another kind of document.
    pub fn contribution(&self) -> Contribution {
        let document = &self.automerge;
        Contribution {
            notes: shared(document, "notes", |item| SharedNote {
                kind: item.kind(),
                focus: item.focus(),
                look_fors: item.look_fors(),
                text: item.text("text"),
                reworded_at: item.time("reworded_at"),
            }),
            tallies: shared(document, "tallies", |item| SharedTally {
                label: item.text("label"),
                count: item.count("count").unwrap_or_default(),
                denominator: item.count("denominator"),
            }),
            wonderings: shared(document, "wonderings", |item| SharedWondering { text: item.text("text") }),
        }
    }
}

/// The scalar fields of one item.
#[derive(Default)]
struct Fields {
    scalars: BTreeMap<String, ScalarValue>,
    /// Every wording of its text.
    wordings: BTreeSet<String>,
}

impl Fields {
    fn of(document: &Automerge, object: &ObjId) -> Self {
        let mut fields = Self::default();
        for field in document.map_range(object, ..) {
            let Value::Scalar(value) = Value::from(field.value) else { continue };
            if field.key == "text" {
                let all = document.get_all(object, "text").unwrap_or_default();
                fields.wordings.extend(all.iter().filter_map(|(value, _)| value.as_str()).map(str::to_owned));
            }
            fields.scalars.insert(field.key.into_owned(), value.into_owned());
        }
        fields
    }

    fn text(&self, field: &str) -> String {
        self.scalars.get(field).and_then(ScalarValue::as_str).unwrap_or_default().to_owned()
    }

    fn id<T: FromStr>(&self, field: &str) -> Option<T> {
        self.scalars.get(field)?.as_str()?.parse().ok()
    }

    fn time(&self, field: &str) -> Option<Timestamp> {
        time(self.scalars.get(field)?)
    }

    fn count(&self, field: &str) -> Option<u32> {
        let count = match self.scalars.get(field)? {
            ScalarValue::Int(count) => *count,
            ScalarValue::Counter(count) => i64::from(count),
            _ => return None,
        };
        Some(u32::try_from(count.max(0)).unwrap_or(u32::MAX))
    }

    fn kind(&self) -> NoteKind {
        NoteKind::from_word(&self.text("kind")).unwrap_or_default()
    }

    fn focus(&self) -> Focus {
        Focus::from_word(&self.text("focus")).unwrap_or_default()
    }

    fn look_fors(&self) -> BTreeSet<LookForId> {
        let marked = self.scalars.iter().filter(|(_, mark)| **mark == ScalarValue::Boolean(true));
        marked.filter_map(|(field, _)| field.strip_prefix(LOOK_FOR)?.parse().ok()).collect()
    }

    fn observed_at(&self) -> Timestamp {
        self.time("observed_at").unwrap_or_default()
    }

    fn note(&self) -> Note {
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

    fn tally(&self) -> Tally {
        Tally {
            slot: self.id("slot"),
            label: self.text("label"),
            count: self.count("count").unwrap_or_default(),
            denominator: self.count("denominator"),
            observed_at: self.observed_at(),
            deleted_at: self.time("deleted_at"),
        }
    }

    fn wondering(&self) -> Wondering {
        Wondering {
            slot: self.id("slot"),
            text: self.text("text"),
            observed_at: self.observed_at(),
            deleted_at: self.time("deleted_at"),
        }
    }

    fn shared<T>(&self, read: impl Fn(&Self) -> T) -> Shared<T> {
        Shared {
            item: read(self),
            slot: self.id("slot"),
            room: self.id("room"),
            observed_at: self.observed_at(),
            shared_at: self.time("shared_at").unwrap_or_default(),
        }
    }
}

fn time(value: &ScalarValue) -> Option<Timestamp> {
    if let ScalarValue::Int(millis) = value { Some(Timestamp(*millis)) } else { None }
}

fn prose(document: &Automerge, name: &str) -> String {
    container(document, name, ObjType::Text)
        .map_or_else(|_| String::new(), |text| document.text(text).unwrap_or_default())
}

/// The items of a root container, by id.
fn items<Id: FromStr>(document: &Automerge, collection: &str) -> impl Iterator<Item = (Id, Fields)> {
    let read = move |id: &str| {
        // The last copy is the one that every device picks.
        let mut copies = copies(document, collection, id).ok()?;
        let mut fields = Fields::of(document, &copies.pop()?);
        for copy in copies {
            fields.wordings.append(&mut Fields::of(document, &copy).wordings);
        }
        Some((id.parse().ok()?, fields))
    };
    let collection = container(document, collection, ObjType::Map).ok();
    collection.into_iter().flat_map(|collection| document.keys(collection)).filter_map(move |id| read(&id))
}

/// The items of a plan that are not removed.
fn planned<Id: FromStr>(document: &Automerge, collection: &str) -> impl Iterator<Item = (Id, Fields)> {
    items(document, collection).filter(|(_, item)| item.time("removed_at").is_none())
}

/// A root container that holds one scalar for each id.
fn scalars<Id: FromStr + Ord, T>(
    document: &Automerge,
    collection: &str,
    read: impl Fn(&ScalarValue) -> Option<T>,
) -> BTreeMap<Id, T> {
    let Ok(collection) = container(document, collection, ObjType::Map) else { return BTreeMap::new() };
    let fields = Fields::of(document, &collection).scalars;
    fields.iter().filter_map(|(id, value)| Some((id.parse().ok()?, read(value)?))).collect()
}

/// For each item the entry worded last among those that are not withdrawn; of two worded at the same time, the one
/// with the later id.
fn shared<T>(document: &Automerge, collection: &str, read: impl Fn(&Fields) -> T) -> BTreeMap<ItemId, Shared<T>> {
    let mut latest = BTreeMap::new();
    for (share, entry) in items::<ShareId>(document, collection) {
        let Some(item) = entry.id::<ItemId>("item") else { continue };
        if entry.time("withdrawn_at").is_some() {
            continue;
        }
        let age = (entry.time("reworded_at").max(entry.time("shared_at")), share);
        if latest.get(&item).is_none_or(|(known, _)| *known < age) {
            latest.insert(item, (age, entry.shared(&read)));
        }
    }
    latest.into_iter().map(|(item, (_, shared))| (item, shared)).collect()
}
