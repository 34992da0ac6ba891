//! Looking whether everything is as it was put: the database itself, every hash and signature, every document.

use std::collections::BTreeMap;

use fieldwalk_core::ids::DeviceId;
use fieldwalk_core::protocol::{HeldChunk, PublicKey, Signer};
use rusqlite::Connection;
use serde::Serialize;

use super::release::verified;
use super::{Service, attachment};
use crate::store::document::DocumentRow;
use crate::store::{StoreError, chunk, device, document, log, network, release, snapshot, visit};

/// What was looked at and what was wrong.
#[derive(Debug, Default, Serialize)]
pub struct CheckReport {
    /// Networks whose log was walked.
    pub networks: usize,
    /// Documents that were put together by a worker.
    pub documents: usize,
    /// Chunks and snapshots whose hash and signature were computed again.
    pub chunks: usize,
    /// Releases whose hash and signature were computed again.
    pub releases: usize,
    /// Attachments whose hash was computed again.
    pub attachments: usize,
    /// What is wrong, one line each, by id. Empty where all is well.
    pub problems: Vec<String>,
}

/// Checks the whole database.
///
/// # Errors
/// [`StoreError`] where it cannot even be read.
pub async fn check(service: &Service) -> Result<CheckReport, StoreError> {
    let (mut report, documents) = service.store.read(check_tables).await?;
    for row in documents {
        let (key, server_key) = (row.key, service.identity.keys.public());
        let checked = service.store.read(move |connection| check_chunks(connection, &row, &server_key)).await?;
        report.chunks += checked.chunks;
        report.problems.extend(checked.problems);
        if let Err(reason) = service.vetting.fold(key, checked.parts).await {
            report.problems.push(format!("document {key}: does not load: {reason}"));
        }
        report.documents += 1;
    }
    let releases = check_releases(service).await?;
    report.releases = releases.releases;
    report.problems.extend(releases.problems);
    let (attachments, wrong) = attachment::check(service).await?;
    report.attachments = attachments;
    report.problems.extend(wrong.iter().map(|path| format!("{}: it is not what its name says", path.display())));
    Ok(report)
}

/// Checks every release: is it as it was released?
///
/// # Errors
/// [`StoreError`] where it cannot even be read.
pub async fn check_releases(service: &Service) -> Result<CheckReport, StoreError> {
    let mut report = CheckReport::default();
    let all = service.store.read(release::all).await?;
    for (network, visit, number) in all {
        let server_key = service.identity.keys.public();
        let verified = service
            .store
            .read(move |connection| {
                let row = release::find(connection, network, visit, number)?;
                Ok::<_, StoreError>(row.map(|row| verified(&row, &server_key)))
            })
            .await?;
        report.releases += 1;
        if let Some(Err(error)) = verified {
            report.problems.push(format!("release {number} of visit {visit}: {error}"));
        }
    }
    let short = service.store.read(visit::with_releases_missing).await?;
    report.problems.extend(short.into_iter().map(|visit| format!("visit {visit}: a release is gone")));
    Ok(report)
}

fn check_tables(connection: &Connection) -> Result<(CheckReport, Vec<DocumentRow>), StoreError> {
    let mut report = CheckReport::default();
    let mut verdicts = connection.prepare("PRAGMA integrity_check")?;
    for verdict in verdicts.query_map([], |row| row.get::<_, String>(0))? {
        let verdict = verdict?;
        if verdict != "ok" {
            report.problems.push(format!("database: {verdict}"));
        }
    }
    let mut broken = connection.prepare("PRAGMA foreign_key_check")?;
    for table in broken.query_map([], |row| row.get::<_, String>(0))? {
        report.problems.push(format!("database: a row of {} points nowhere", table?));
    }
    for network in network::all(connection)? {
        report.networks += 1;
        if !log::is_gapless(connection, network.id)? {
            report.problems.push(format!("network {}: its log has a gap", network.id));
        }
    }
    Ok((report, document::all(connection)?))
}

struct Checked {
    chunks: usize,
    problems: Vec<String>,
    /// The document as readers get it.
    parts: Vec<Vec<u8>>,
}

fn check_chunks(
    connection: &Connection,
    row: &DocumentRow,
    server_key: &PublicKey,
) -> Result<Checked, StoreError> {
    let mut checked = Checked { chunks: 0, problems: Vec::new(), parts: Vec::new() };
    let mut keys: BTreeMap<DeviceId, Option<PublicKey>> = BTreeMap::new();
    let entries = chunk::entries_after(connection, row.id, 0)?;
    for entry in entries.iter().filter(|entry| !entry.is_whole && entry.number > row.covers) {
        checked.problems.push(format!("document {}: chunk {} is gone", row.key, entry.number));
    }
    let snapshot = snapshot::find(connection, row)?;
    if row.covers > 0 && snapshot.is_none() {
        checked.problems.push(format!("document {}: its snapshot is gone", row.key));
    }
    let chunks = entries.iter().filter(|entry| entry.is_whole);
    for entry in chunks {
        let Some(held) = chunk::find(connection, row.network, &row.key, entry.number)? else { continue };
        checked.chunks += 1;
        if held.chunk.hash(row.network) != entry.hash {
            checked.problems.push(format!("document {}: chunk {} was altered", row.key, entry.number));
        }
        let key = match held.chunk.signer {
            Signer::Server => Some(*server_key),
            Signer::Device(signer) => match keys.get(&signer) {
                Some(key) => *key,
                None => {
                    let key = device::find(connection, signer)?.map(|device| device.public_key);
                    keys.insert(signer, key);
                    key
                }
            },
        };
        check_signature(&mut checked, row, &held, key);
        if entry.number > row.covers {
            checked.parts.push(held.chunk.bytes);
        }
    }
    if let Some(held) = snapshot {
        checked.chunks += 1;
        check_signature(&mut checked, row, &held, Some(*server_key));
        checked.parts.insert(0, held.chunk.bytes);
    }
    Ok(checked)
}

fn check_signature(checked: &mut Checked, row: &DocumentRow, held: &HeldChunk, key: Option<PublicKey>) {
    if !key.is_some_and(|key| held.chunk.is_signed_by(row.network, &key)) {
        checked.problems.push(format!("document {}: the signature of {} does not hold", row.key, held.number));
    }
}
