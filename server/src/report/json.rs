//! Everything as JSON, character for character; the fields are those of docs/schema/export.schema.json.

use crate::service::export::VisitExport;

/// The export as JSON, for people to open and for programs to read.
pub fn visit_json(export: &VisitExport) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(export).expect("our types serialise and a Vec takes every write");
    bytes.push(b'\n');
    bytes
}
