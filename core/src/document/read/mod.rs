//! From documents to what they mean.
//!
//! Tolerant: a field that is missing, of another type or unknown here is passed over and the rest is read, since a
//! newer version may have written it. Strictness is [`vet`](super::vet())'s. Where the same item was made twice (see
//! `write`), the copy that every device picks gives the fields, and the wordings and the prose of all copies are kept.

use std::collections::BTreeMap;
use std::str::FromStr;

use automerge::{Automerge, ObjType, ROOT, ReadDoc, ScalarValue};

use self::fields::{Fields, items, time};
use super::Document;
use super::write::container;
use crate::domain::{
    Contribution, LookFor, Network, Norm, Notebook, Room, Shared, SharedAttachment, SharedNote, SharedTally,
    SharedWondering, Slot, Team, TheoryOfChange, Visit,
};
use crate::ids::{AttachmentId, ItemId, LookForId, NormId, ShareId};
use crate::order::{Gather as _, order_by_key};

mod debrief;
mod fields;
mod response;

pub(super) use fields::join;

impl Document {
    /// The network's own words; empty if this is another kind of document.
    pub fn network(&self) -> Network {
        let document = &self.automerge;
        Network { vision: prose(document, "vision"), look_fors: look_fors(document), norms: norms(document) }
    }

    /// The plan of the visit; empty if this is another kind of document.
    pub fn visit(&self) -> Visit {
        let document = &self.automerge;
        let slots = present(document, "slots").filter_map(|(id, item)| {
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
            look_fors: look_fors(document),
            rooms: present(document, "rooms")
                .map(|(id, item)| {
                    let [code, grade_band, subject] =
                        ["code", "grade_band", "subject"].map(|field| item.text(field));
                    (id, Room { code, grade_band, subject })
                })
                .gather(),
            teams: present(document, "teams").map(|(id, item)| (id, Team { name: item.text("name") })).gather(),
            team_members: scalars(document, "team_members", |team| team.as_str()?.parse().ok()),
            slots: slots.gather(),
            norms: norms(document),
        }
    }

    /// Everything the member wrote; empty if this is another kind of document.
    pub fn notebook(&self) -> Notebook {
        let document = &self.automerge;
        Notebook {
            norms_acknowledged_at: Fields::of(document, &ROOT).time("norms_acknowledged_at"),
            notes: items(document, "notes").map(|(id, item)| (id, item.note())).gather(),
            tallies: items(document, "tallies").map(|(id, item)| (id, item.tally())).gather(),
            wonderings: items(document, "wonderings").map(|(id, item)| (id, item.wondering())).gather(),
            attachments: items(document, "attachments")
                .filter_map(|(id, item)| Some((id, item.attachment()?)))
                .gather(),
            slots_started: scalars(document, "slots_started", time),
            slots_finished: scalars(document, "slots_finished", time),
        }
    }

    /// What is shared now; empty if this is another kind of document.
    pub fn contribution(&self) -> Contribution {
        let document = &self.automerge;
        let pictures = pictures(document);
        Contribution {
            notes: shared(document, "notes", |share, item| SharedNote {
                kind: item.kind(),
                focus: item.focus(),
                look_fors: item.look_fors(),
                text: item.text("text"),
                reworded_at: item.time("reworded_at"),
                attachments: pictures.get(&share).cloned().unwrap_or_default(),
            }),
            tallies: shared(document, "tallies", |_, item| SharedTally {
                label: item.text("label"),
                count: item.count("count").unwrap_or_default(),
                denominator: item.count("denominator"),
            }),
            wonderings: shared(document, "wonderings", |_, item| SharedWondering {
                text: item.text("text"),
                reworded_at: item.time("reworded_at"),
            }),
        }
    }
}

fn prose(document: &Automerge, name: &str) -> String {
    container(document, name, ObjType::Text)
        .map_or_else(|_| String::new(), |text| document.text(text).unwrap_or_default())
}

fn look_fors(document: &Automerge) -> BTreeMap<LookForId, LookFor> {
    let look_fors = present(document, "look_fors").map(|(id, item)| {
        let [name, teacher, students, non_example] =
            ["name", "teacher", "students", "non_example"].map(|field| item.text(field));
        (id, LookFor { name, teacher, students, non_example })
    });
    look_fors.gather()
}

fn norms(document: &Automerge) -> BTreeMap<NormId, Norm> {
    present(document, "norms").map(|(id, item)| (id, Norm { text: item.text("text") })).gather()
}

/// The items of a root container that are not removed.
fn present<Id: FromStr>(document: &Automerge, collection: &str) -> impl Iterator<Item = (Id, Fields)> {
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
    fields.iter().filter_map(|(id, value)| Some((id.parse().ok()?, read(value)?))).gather()
}

/// The pictures of each entry, in the order they were attached.
fn pictures(document: &Automerge) -> BTreeMap<ShareId, Vec<SharedAttachment>> {
    let mut pictures: BTreeMap<ShareId, Vec<SharedAttachment>> = BTreeMap::new();
    for (_, item) in items::<AttachmentId>(document, "attachments") {
        if let Some((share, picture)) = item.shared_attachment() {
            pictures.entry(share).or_default().push(picture);
        }
    }
    pictures.values_mut().for_each(|of_one| order_by_key(of_one, |picture| picture.attachment));
    pictures
}

/// For each item the entry worded last among those that are not withdrawn; of two worded at the same time, the one
/// with the later id.
fn shared<T>(
    document: &Automerge,
    collection: &str,
    read: impl Fn(ShareId, &Fields) -> T,
) -> BTreeMap<ItemId, Shared<T>> {
    let mut latest = BTreeMap::new();
    for (share, entry) in items::<ShareId>(document, collection) {
        let Some(item) = entry.id::<ItemId>("item") else { continue };
        if entry.time("withdrawn_at").is_some() {
            continue;
        }
        let age = (entry.time("reworded_at").max(entry.time("shared_at")), share);
        if latest.get(&item).is_none_or(|(known, _)| *known < age) {
            latest.insert(item, (age, entry.shared(|entry| read(share, entry))));
        }
    }
    latest.into_iter().map(|(item, (_, shared))| (item, shared)).gather()
}
