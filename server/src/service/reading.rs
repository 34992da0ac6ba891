//! Pages are made of readings, not of documents: plain values that a worker read once.
//!
//! A reading is good as long as no chunk has come to its document and, for the flags in it, as long as the network's
//! people are called what they were called. It is looked for in memory, then in the database, and only then made by a
//! worker, for all documents of a visit at the same time. A document that cannot be read hides no other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fieldwalk_core::domain::{Contribution, DocumentKey, Flag, Review, VisitFacts};
use fieldwalk_core::ids::{EvidenceId, ItemId, MemberId, NetworkId, VisitId};
use fieldwalk_core::protocol::{Refusal, decode};
use futures_util::future::join_all;
use rusqlite::Connection;

use super::Service;
use super::memory::Memory;
use super::names::Names;
use crate::store::document::DocumentRow;
use crate::store::{StoreError, chunk, document, reading, review, visit};
use crate::worker::{ContributionReading, DebriefReading, Reading, ResponseReading, VisitPlan};

/// Bytes of kept readings that are worth another thread to decode.
const BYTES_FOR_A_THREAD: usize = 1 << 20;

/// Why there is no reading.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    /// A worker could not read the document. Everything that was received is still held.
    #[error("the {kind} could not be read ({reason}); nothing is lost, run `fieldwalk check`")]
    Unreadable {
        /// The noun for its kind.
        kind: &'static str,
        /// Why.
        reason: Refusal,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the documents of one visit say, notebooks left out, and what was masked, hidden and asked.
#[derive(Debug, Clone)]
pub struct VisitReading {
    /// The facts.
    pub facts: VisitFacts,
    /// The plan.
    pub plan: Arc<VisitPlan>,
    /// What each member shares.
    pub contributions: BTreeMap<MemberId, Arc<ContributionReading>>,
    /// What the group made of it.
    pub debrief: Arc<DebriefReading>,
    /// What the host does about it.
    pub response: Arc<ResponseReading>,
    /// What was masked, hidden and asked.
    pub review: Review,
    /// Documents that could not be read. What they say is missing above.
    pub unreadable: Vec<DocumentKey>,
    /// Names of the network's schools and members, by id.
    pub names: Arc<Names>,
    numbers: BTreeMap<DocumentKey, u64>,
}

/// All that a visit's reading depends on: as long as this is the same, so is whatever is made of the reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Basis {
    pub(super) facts: VisitFacts,
    pub(super) review: Review,
    /// The last number of every document that was read.
    numbers: BTreeMap<DocumentKey, u64>,
    names: [u8; 32],
}

impl VisitReading {
    /// What the evidence check says of all that is shared.
    pub fn flags(&self) -> BTreeMap<EvidenceId, Vec<Flag>> {
        let all = self.contributions.values().flat_map(|reading| &reading.flags);
        all.map(|(evidence, flags)| (*evidence, flags.clone())).collect()
    }

    /// What the reading depends on; `None` where a document could not be read, which may pass.
    pub(super) fn basis(&self) -> Option<Basis> {
        self.unreadable.is_empty().then(|| Basis {
            facts: self.facts.clone(),
            review: self.review.clone(),
            numbers: self.numbers.clone(),
            names: self.names.hash,
        })
    }

    /// The name of the school that hosts the visit.
    pub fn host_school_name(&self) -> &str {
        self.names.schools.get(&self.facts.host_school).map_or("", String::as_str)
    }

    /// Whose item a piece of evidence is, as long as it is shared.
    pub fn find_evidence(&self, evidence: EvidenceId) -> Option<(MemberId, ItemId)> {
        self.contributions.iter().find_map(|(member, reading)| {
            let Contribution { notes, tallies, wonderings } = &reading.contribution;
            let mut items = notes.keys().chain(tallies.keys()).chain(wonderings.keys());
            items.find(|item| EvidenceId::of(**item) == evidence).map(|item| (*member, *item))
        })
    }
}

/// What one document says; the reading of an empty one where there is none yet.
///
/// # Errors
/// [`NotRead`].
pub async fn read(service: &Service, network: NetworkId, key: DocumentKey) -> Result<Reading, NotRead> {
    let read = read_all(service, network, vec![key]).await?.remove(&key);
    let reading = read.unwrap_or_else(|| Ok(Reading::of_nothing(key)));
    reading.map_err(|reason| NotRead::Unreadable { kind: key.kind(), reason })
}

/// What each of these documents says, or why it could not be read; the reading of an empty one where there is none yet.
///
/// # Errors
/// [`StoreError`].
pub(super) async fn read_all(
    service: &Service,
    network: NetworkId,
    keys: Vec<DocumentKey>,
) -> Result<BTreeMap<DocumentKey, Result<Reading, Refusal>>, StoreError> {
    let (memory, wanted) = (service.memory.clone(), keys.clone());
    let (names, found) = service
        .store
        .read(move |connection| {
            let names = Names::now(connection, &memory, network)?;
            let rows = wanted.iter().map(|key| document::find(connection, network, key));
            let rows = rows.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>()?;
            let found = look(connection, &memory, &names, rows)?;
            Ok::<_, StoreError>((names, found))
        })
        .await?;
    let read = complete(service, &names, found).await.into_iter();
    let mut readings: BTreeMap<_, _> = read.map(|(row, reading)| (row.key, reading)).collect();
    for key in keys {
        readings.entry(key).or_insert_with(|| Ok(Reading::of_nothing(key)));
    }
    Ok(readings)
}

/// What the documents of a visit say; `None` where there is no such visit.
///
/// # Errors
/// [`StoreError`]. A document that cannot be read is no error: see [`VisitReading::unreadable`].
pub async fn read_visit(
    service: &Service,
    network: NetworkId,
    visit: VisitId,
) -> Result<Option<VisitReading>, StoreError> {
    let memory = service.memory.clone();
    let seen = service
        .store
        .read(move |connection| {
            let Some(row) = visit::find(connection, network, visit)? else { return Ok(None) };
            let names = Names::now(connection, &memory, network)?;
            let mut rows = document::of_visit(connection, network, visit)?;
            // Private: not even opened.
            rows.retain(|row| !matches!(row.key, DocumentKey::Notebook(..)));
            let found = look(connection, &memory, &names, rows)?;
            let review = review::of_visit(connection, network, visit)?;
            Ok::<_, StoreError>(Some((row.facts, names, found, review)))
        })
        .await?;
    let Some((facts, names, found, review)) = seen else { return Ok(None) };
    let mut whole = VisitReading {
        facts,
        plan: Arc::default(),
        contributions: BTreeMap::new(),
        debrief: Arc::default(),
        response: Arc::default(),
        review,
        unreadable: Vec::new(),
        names: names.clone(),
        numbers: found.iter().map(|(row, _)| (row.key, row.last_number)).collect(),
    };
    let mut not_read =
        BTreeSet::from([DocumentKey::Visit(visit), DocumentKey::Debrief(visit), DocumentKey::Response(visit)]);
    for (row, reading) in complete(service, &names, found).await {
        match reading {
            Ok(reading) => {
                not_read.remove(&row.key);
                whole.put(row.key, reading);
            }
            Err(reason) => {
                tracing::error!(document = %row.key, %reason, "a document cannot be read");
                whole.unreadable.push(row.key);
            }
        }
    }
    for key in not_read {
        whole.put(key, Reading::of_nothing(key));
    }
    Ok(Some(whole))
}

impl VisitReading {
    fn put(&mut self, key: DocumentKey, reading: Reading) {
        match (key, reading) {
            (_, Reading::Visit(plan)) => self.plan = plan,
            (_, Reading::Debrief(debrief)) => self.debrief = debrief,
            (_, Reading::Response(response)) => self.response = response,
            (DocumentKey::Contribution(_, owner), Reading::Contribution(reading)) => {
                self.contributions.insert(owner, reading);
            }
            (_, Reading::Contribution(_) | Reading::Network(_) | Reading::Notebook(_)) => {}
        }
    }
}

/// How far the reading of a document has come.
enum Found {
    /// It is there.
    Reading(Reading),
    /// A worker has to read these parts.
    Parts(Vec<Vec<u8>>),
}

/// Looks for the readings of documents, in memory and then in the database.
fn look(
    connection: &Connection,
    memory: &Memory,
    names: &Names,
    rows: Vec<DocumentRow>,
) -> Result<Vec<(DocumentRow, Found)>, StoreError> {
    let mut found: Vec<(DocumentRow, Option<Reading>)> = Vec::with_capacity(rows.len());
    let mut kept = Vec::new();
    for row in rows {
        let made_of = names.made_of(&row.key);
        let remembered = memory.reading(&row, made_of.names);
        if remembered.is_none()
            && let Some(bytes) = reading::find(connection, &row, made_of)?
        {
            kept.push((found.len(), bytes));
        }
        found.push((row, remembered));
    }
    for ((index, bytes), reading) in kept.iter().zip(decode_all(&kept)) {
        let (row, place) = &mut found[*index];
        // One that is damaged is made anew.
        if let Some(reading) = reading {
            memory.put_reading(row, names.made_of(&row.key).names, &reading, bytes.len());
            *place = Some(reading);
        }
    }
    let with_parts = found.into_iter().map(|(row, reading)| match reading {
        Some(reading) => Ok((row, Found::Reading(reading))),
        None => {
            let parts = chunk::whole(connection, &row)?.into_iter().map(|held| held.chunk.bytes).collect();
            Ok((row, Found::Parts(parts)))
        }
    });
    with_parts.collect()
}

/// Decodes readings, on several threads where there is much of them. This runs where waiting is allowed.
fn decode_all(kept: &[(usize, Vec<u8>)]) -> Vec<Option<Reading>> {
    let decode_some =
        |kept: &[(usize, Vec<u8>)]| kept.iter().map(|(_, bytes)| decode(bytes).ok()).collect::<Vec<_>>();
    let size_bytes: usize = kept.iter().map(|(_, bytes)| bytes.len()).sum();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = cores.min(size_bytes / BYTES_FOR_A_THREAD).max(1);
    if threads == 1 {
        return decode_some(kept);
    }
    std::thread::scope(|scope| {
        let shares = kept.chunks(kept.len().div_ceil(threads));
        let threads: Vec<_> = shares.map(|share| (share, scope.spawn(|| decode_some(share)))).collect();
        let decoded = threads
            .into_iter()
            .flat_map(|(share, thread)| thread.join().unwrap_or_else(|_| share.iter().map(|_| None).collect()));
        decoded.collect()
    })
}

/// Has workers read what was not found, all of it at the same time, and keeps that for later.
async fn complete(
    service: &Service,
    names: &Names,
    found: Vec<(DocumentRow, Found)>,
) -> Vec<(DocumentRow, Result<Reading, Refusal>)> {
    let read = found.into_iter().map(async |(row, found)| match found {
        Found::Reading(reading) => (row, Ok(reading), None),
        Found::Parts(parts) => {
            service.metrics.count_read();
            let bytes = service.vetting.read(row.key, parts, names.checked_in(&row.key)).await;
            let decoded = bytes.and_then(|bytes| match decode::<Reading>(&bytes) {
                Ok(reading) => Ok((reading, bytes)),
                Err(_) => Err(Refusal::TooCostly),
            });
            match decoded {
                Ok((reading, bytes)) => (row, Ok(reading), Some(bytes)),
                Err(refusal) => (row, Err(refusal), None),
            }
        }
    });
    let mut readings = Vec::new();
    let mut fresh = Vec::new();
    for (row, reading, bytes) in join_all(read).await {
        let made_of = names.made_of(&row.key);
        if let (Ok(reading), Some(bytes)) = (&reading, bytes) {
            service.memory.put_reading(&row, made_of.names, reading, bytes.len());
            fresh.push((row.id, row.last_number, made_of, bytes));
        }
        readings.push((row, reading));
    }
    if !fresh.is_empty() {
        service.store.write_soon(move |transaction| {
            fresh.iter().try_for_each(|(document, number, made_of, bytes)| {
                reading::put(transaction, *document, *number, *made_of, bytes)
            })
        });
    }
    readings
}
