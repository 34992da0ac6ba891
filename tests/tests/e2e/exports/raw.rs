//! What a server's database holds of its one visit, read past the server: rows, signatures, documents.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fieldwalk_core::clock::seeded_rng;
use fieldwalk_core::document::{Actor, Document};
use fieldwalk_core::domain::{Contribution, Debrief, DocumentKey, Visit};
use fieldwalk_core::ids::{DeviceId, MemberId, NetworkId, VisitId};
use fieldwalk_core::protocol::{Chunk, Keys, PublicKey, Signer};
use rusqlite::{Connection, OpenFlags, Row};
use uuid::Uuid;

/// One visit, as its documents and the server's tables say it.
pub(super) struct Raw {
    pub(super) visit: VisitId,
    pub(super) kind: String,
    pub(super) date: String,
    pub(super) stage: String,
    pub(super) host_school_name: String,
    pub(super) plan: Visit,
    pub(super) contributions: BTreeMap<MemberId, Contribution>,
    pub(super) debrief: Debrief,
    /// Evidence that is left out.
    pub(super) hidden: BTreeSet<String>,
    /// The words that are covered in a piece of evidence: one phrase at most, so that covering is replacing.
    pub(super) masks: BTreeMap<String, String>,
}

impl Raw {
    /// Reads the database in `data`. A chunk that its device did not sign, or a document with a gap, is a failure.
    pub(super) fn read(data: &Path) -> Self {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
        let database = Connection::open_with_flags(data.join("fieldwalk.sqlite"), flags).unwrap();
        let columns = "SELECT visit.id, visit.kind, visit.date, visit.stage, school.name FROM visit \
                       JOIN school ON school.network = visit.network AND school.id = visit.host_school";
        let column = |row: &Row<'_>, at| row.get::<_, String>(at).unwrap();
        let mut raw = database
            .query_row(columns, [], |row| {
                Ok(Self {
                    visit: column(row, 0).parse().unwrap(),
                    kind: column(row, 1),
                    date: column(row, 2),
                    stage: column(row, 3),
                    host_school_name: column(row, 4),
                    plan: Visit::default(),
                    contributions: BTreeMap::new(),
                    debrief: Debrief::default(),
                    hidden: pairs(&database, "SELECT evidence, '' FROM hidden")
                        .into_iter()
                        .map(|row| row.0)
                        .collect(),
                    masks: BTreeMap::new(),
                })
            })
            .unwrap();
        for (evidence, words) in pairs(&database, "SELECT evidence, words FROM mask") {
            assert_eq!(
                raw.masks.insert(evidence, words),
                None,
                "two phrases in one piece are more than replacing"
            );
        }
        for (key, document) in documents(&database) {
            match key {
                DocumentKey::Visit(_) => raw.plan = document.visit(),
                DocumentKey::Contribution(_, member) => {
                    raw.contributions.insert(member, document.contribution());
                }
                DocumentKey::Debrief(_) => raw.debrief = document.debrief(),
                DocumentKey::Network | DocumentKey::Notebook(..) | DocumentKey::Response(_) => {}
            }
        }
        raw
    }
}

fn pairs(database: &Connection, query: &str) -> Vec<(String, String)> {
    let mut query = database.prepare(query).unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Every document, put together from its newest snapshot and the chunks after it.
fn documents(database: &Connection) -> Vec<(DocumentKey, Document)> {
    let secret: Vec<u8> =
        database.query_row("SELECT value FROM meta WHERE key = 'signing_key'", [], |row| row.get(0)).unwrap();
    let server = Keys::from_secret(&secret.try_into().unwrap()).public();
    let mut rows = database.prepare("SELECT id, network, key, covers FROM document ORDER BY id").unwrap();
    let rows = rows.query_map([], |row| {
        let (network, key): (String, String) = (row.get(1)?, row.get(2)?);
        Ok((row.get::<_, i64>(0)?, network.parse().unwrap(), key.parse().unwrap(), row.get::<_, i64>(3)?))
    });
    let rows: Vec<(i64, NetworkId, DocumentKey, i64)> = rows.unwrap().map(Result::unwrap).collect();
    let put_together = |(id, network, key, covers)| {
        let snapshot =
            "SELECT bytes, signature, NULL, NULL FROM snapshot WHERE document = ?1 AND covers = ?2 AND ?2 > 0";
        let chunks = "SELECT chunk.bytes, chunk.signature, device.id, device.public_key FROM chunk \
                      LEFT JOIN device ON device.id = chunk.signer \
                      WHERE chunk.document = ?1 AND chunk.number > ?2 ORDER BY chunk.number";
        let mut parts = Vec::new();
        for query in [snapshot, chunks] {
            let mut query = database.prepare(query).unwrap();
            let found = query.query_map([id, covers], |row| Ok(signed(row, key, &server))).unwrap();
            for (chunk, by) in found.map(Result::unwrap) {
                assert!(chunk.is_signed_by(network, &by), "{key}: a signature does not hold");
                parts.push(chunk.bytes);
            }
        }
        let reader = Actor::new(DeviceId(Uuid::nil()), &mut seeded_rng(0));
        let document = Document::load(key, &reader, parts.iter().map(Vec::as_slice)).unwrap();
        assert!(!document.missing(), "{key}: changes are missing");
        (key, document)
    };
    rows.into_iter().map(put_together).collect()
}

/// A chunk, and the key that must have signed it: its device's, or the server's own.
fn signed(row: &Row<'_>, document: DocumentKey, server: &PublicKey) -> (Chunk, PublicKey) {
    let device: Option<String> = row.get(2).unwrap();
    let public_key: Option<[u8; 32]> = row.get(3).unwrap();
    let signer = device.map_or(Signer::Server, |device| Signer::Device(device.parse().unwrap()));
    let (bytes, signature) = (row.get(0).unwrap(), row.get(1).unwrap());
    (Chunk { document, signer, signature, bytes }, public_key.unwrap_or(*server))
}
