//! The shape of each kind of document, and the walk that compares a document with it.
//!
//! The walk is strict where content could be hidden or readers be misled: the containers are those of the fixed
//! changes, not overwritten, not deleted and without rivals; items are flat; ids are spelled in the one usual way;
//! known fields have their type in every conflicting value; the prose of an item is the text that was made with it, so
//! that nobody hides what others wrote behind another text. It lets pass what a newer version may add to an item:
//! fields that are unknown here, if they are small scalars. docs/schema says the same in tables.

use automerge::iter::MapRangeItem;
use automerge::{
    Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValue as Scalar, ScalarValueRef, Value, ValueRef,
};
use uuid::Uuid;

use super::genesis;
use super::schema::{Root, Type, schema};
use super::write::has;
use crate::domain::{BlobHash, DocumentKey};
use crate::protocol::{Refusal, TEXT_UNITS_MAX};

/// Items in one container.
const ITEMS_MAX: usize = 20_000;
/// Fields of one item.
const FIELDS_MAX: usize = 256;
/// The name and the value of a field that is unknown here, each in bytes.
const UNKNOWN_BYTES_MAX: usize = 1_024;

/// Whether the document has the shape of its kind. Visits every visible value once.
pub(super) fn check(key: &DocumentKey, document: &Automerge) -> Result<(), Refusal> {
    if has_shape(key, document) { Ok(()) } else { Err(Refusal::WrongShape) }
}

fn has_shape(key: &DocumentKey, document: &Automerge) -> bool {
    let begun = genesis::begin(key);
    let schema = schema(key);
    let containers_stand = schema.iter().filter(|(_, root)| !matches!(root, Root::Scalar(_))).all(|(name, _)| {
        let found = document.get_all(ROOT, *name).unwrap_or_default();
        let ours = begun.get(ROOT, *name).ok().flatten();
        matches!((&found[..], ours), ([(_, found)], Some((_, ours))) if *found == ours)
    });
    let nothing_else = document.map_range(ROOT, ..).all(|entry| {
        let known = schema.iter().find(|(name, _)| *name == entry.key);
        known.is_some_and(|(_, root)| match root {
            Root::Prose => is_prose(document, &entry.id()),
            Root::Items(fields) => are_items(document, &entry.id(), fields),
            Root::Scalars(of) => are_scalars(document, &entry.id(), *of),
            Root::Scalar(of) => all_values(document, &ROOT, &entry, |value, _| is_scalar(value, *of)),
        })
    });
    containers_stand && nothing_else
}

fn is_prose(document: &Automerge, text: &ObjId) -> bool {
    let characters_only =
        document.list_range(text, ..).all(|item| matches!(item.value, ValueRef::Scalar(ScalarValueRef::Str(_))));
    characters_only && document.length(text) <= TEXT_UNITS_MAX
}

fn are_items(document: &Automerge, collection: &ObjId, fields: &[(&str, Type)]) -> bool {
    has_at_most(document, collection, ITEMS_MAX)
        && document.map_range(collection, ..).all(|entry| {
            is_id(&entry.key)
                && all_values(document, collection, &entry, |value, id| {
                    *value == Value::Object(ObjType::Map) && is_item(document, id, fields)
                })
        })
}

fn is_item(document: &Automerge, item: &ObjId, fields: &[(&str, Type)]) -> bool {
    has_at_most(document, item, FIELDS_MAX)
        && document.map_range(item, ..).all(|entry| {
            let of = field_type(&entry.key, fields);
            all_values(document, item, &entry, |value, id| match of {
                Some(Type::Prose) => !entry.conflict && is_prose_of(document, item, value, id),
                Some(of) => is_scalar(value, of),
                None => entry.key.len() <= UNKNOWN_BYTES_MAX && is_small(value),
            })
        })
        && fields.iter().filter(|(_, of)| *of == Type::Prose).all(|(field, _)| has(document, item, field))
}

/// Whether this is text made by whoever made the item.
fn is_prose_of(document: &Automerge, item: &ObjId, value: &Value<'_>, text: &ObjId) -> bool {
    let same_maker = matches!((item, text), (ObjId::Id(_, one, _), ObjId::Id(_, other, _)) if one == other);
    *value == Value::Object(ObjType::Text) && same_maker && is_prose(document, text)
}

fn are_scalars(document: &Automerge, collection: &ObjId, of: Type) -> bool {
    has_at_most(document, collection, ITEMS_MAX)
        && document.map_range(collection, ..).all(|entry| {
            is_id(&entry.key) && all_values(document, collection, &entry, |value, _| is_scalar(value, of))
        })
}

fn has_at_most(document: &Automerge, object: &ObjId, entries: usize) -> bool {
    document.keys(object).take(entries + 1).count() <= entries
}

/// The type of a known field. A name that ends in a slash stands for one field for each id.
fn field_type(name: &str, fields: &[(&str, Type)]) -> Option<Type> {
    let known = fields.iter().find(|(field, _)| {
        if field.ends_with('/') { name.strip_prefix(field).is_some_and(is_id) } else { *field == name }
    });
    known.map(|(_, of)| *of)
}

/// Whether `test` holds for the value of an entry and for all that are in conflict with it.
fn all_values(
    document: &Automerge,
    object: &ObjId,
    entry: &MapRangeItem<'_>,
    test: impl Fn(&Value<'_>, &ObjId) -> bool,
) -> bool {
    if !entry.conflict {
        return test(&entry.value.clone().into(), &entry.id());
    }
    let values = document.get_all(object, entry.key.as_ref()).unwrap_or_default();
    values.iter().all(|(value, id)| test(value, id))
}

fn is_scalar(value: &Value<'_>, of: Type) -> bool {
    let Value::Scalar(value) = value else { return false };
    match (of, value.as_ref()) {
        (Type::Text, Scalar::Str(text)) => {
            text.len() <= TEXT_UNITS_MAX || text.encode_utf16().count() <= TEXT_UNITS_MAX
        }
        (Type::Id, Scalar::Str(id)) => is_id(id),
        (Type::Hash, Scalar::Str(hash)) => hash.parse::<BlobHash>().is_ok(),
        (Type::Integer, Scalar::Int(_)) | (Type::Counter, Scalar::Counter(_)) => true,
        (Type::Mark, Scalar::Boolean(_)) => true,
        _ => false,
    }
}

fn is_small(value: &Value<'_>) -> bool {
    let Value::Scalar(value) = value else { return false };
    match value.as_ref() {
        Scalar::Str(text) => text.len() <= UNKNOWN_BYTES_MAX,
        Scalar::Bytes(bytes) | Scalar::Unknown { bytes, .. } => bytes.len() <= UNKNOWN_BYTES_MAX,
        _ => true,
    }
}

/// Whether this is an id, spelled as ids are: another spelling would be another item with the same id.
fn is_id(text: &str) -> bool {
    Uuid::try_parse(text).is_ok_and(|id| id.to_string() == text)
}
