//! Telling a reader what it may see and has not seen.
//!
//! A chunk is due at `max(its number, when the reader was given the right to its document)`; the answer holds, in the
//! order `(due, number)`, what lies beyond the cursor. Where a snapshot can stand for chunks, it stands where the
//! first of them would: so a cut after it never leaves out what it brings.

use std::collections::{BTreeMap, BTreeSet};

use fieldwalk_core::domain::{DocumentKey, Facts, VisitFacts, is_host, is_participant, may_read};
use fieldwalk_core::ids::{DeviceId, VisitId};
use fieldwalk_core::protocol::{ChunkHash, Cursor, DocumentPage, Receipt, SyncAnswer, VERSION};
use rusqlite::Connection;

use super::caller::{Caller, NotACaller, standing};
use super::sync::NoAnswer;
use crate::store::chunk::ChunkEntry;
use crate::store::document::DocumentRow;
use crate::store::meta::Identity;
use crate::store::visit::VisitRow;
use crate::store::{StoreError, chunk, device, document, log, network, review, snapshot, visit};

/// What the reader asks.
pub(super) struct Question {
    pub(super) cursor: Option<Cursor>,
    /// What it has just given, and need not get back.
    pub(super) offered: BTreeSet<ChunkHash>,
    pub(super) questions: Vec<ChunkHash>,
    pub(super) repair: Vec<DocumentKey>,
    pub(super) page_bytes: u64,
}

/// The answer, from one state of the database.
pub(super) fn answer(
    connection: &Connection,
    device: DeviceId,
    identity: &Identity,
    question: &Question,
    receipts: Vec<Receipt>,
) -> Result<SyncAnswer, NoAnswer> {
    let device = device::find(connection, device)?.ok_or(NotACaller::TokenUnknown)?;
    let caller = standing(connection, &device)?;
    let head = log::head(connection, caller.network)?;
    let (from, restored) = match question.cursor {
        None => (Place::START, false),
        Some(cursor) if is_of_this_history(connection, &caller, identity, &cursor)? => {
            (Place { due: cursor.due, number: cursor.number }, false)
        }
        Some(_) => (Place::START, true),
    };
    let mut reader = Reader { connection, caller: &caller, visits: BTreeMap::new() };
    let repaired = reader.repaired(&question.repair, question.page_bytes)?;
    let (pages, reached) = reader.page(from, question, &repaired)?;
    let place = reached.unwrap_or(Place { due: head.number, number: head.number });
    let tag = log::tag(connection, caller.network, place.due)?.unwrap_or_default();
    let mut lacking = Vec::new();
    for hash in &question.questions {
        if chunk::number_of(connection, caller.network, hash)?.is_none() {
            lacking.push(*hash);
        }
    }
    Ok(SyncAnswer {
        version: VERSION,
        restored,
        receipts,
        lacking,
        facts: reader.facts(from)?,
        documents: repaired.into_iter().chain(pages).collect(),
        cursor: Cursor { history: identity.history, due: place.due, number: place.number, tag },
        more: reached.is_some(),
        server_key: identity.keys.public(),
    })
}

/// A place in the order of being due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    due: u64,
    number: u64,
}

impl Place {
    const START: Self = Self { due: 0, number: 0 };
}

fn is_of_this_history(
    connection: &Connection,
    caller: &Caller,
    identity: &Identity,
    cursor: &Cursor,
) -> Result<bool, StoreError> {
    Ok(cursor.history == identity.history && log::tag(connection, caller.network, cursor.due)? == Some(cursor.tag))
}

/// Something to be sent.
struct Item<'a> {
    place: Place,
    size_bytes: u64,
    document: &'a DocumentRow,
    /// `None` for the document's snapshot.
    chunk: Option<u64>,
}

struct Reader<'a> {
    connection: &'a Connection,
    caller: &'a Caller,
    visits: BTreeMap<VisitId, Option<VisitRow>>,
}

impl Reader<'_> {
    /// The next page, and where it ends if it is not the last one.
    fn page(
        &mut self,
        from: Place,
        question: &Question,
        repaired: &[DocumentPage],
    ) -> Result<(Vec<DocumentPage>, Option<Place>), StoreError> {
        let candidates = self.candidates(from)?;
        let mut items = Vec::new();
        for document in &candidates {
            if repaired.iter().any(|page| page.document == document.key) {
                continue;
            }
            if let Some(granted) = self.granted(&document.key)? {
                items.extend(due_items(self.connection, document, granted, from, &question.offered)?);
            }
        }
        items.sort_by_key(|item| (item.place, item.chunk.is_some()));
        let mut budget = question.page_bytes;
        let fits = items
            .iter()
            .position(|item| match budget.checked_sub(item.size_bytes) {
                Some(left) => {
                    budget = left;
                    false
                }
                None => true,
            })
            .unwrap_or(items.len());
        // At least one, however large: every page gets further.
        let (now, later) = items.split_at(fits.max(1).min(items.len()));
        let reached = now.last().filter(|_| !later.is_empty()).map(|item| item.place);
        Ok((self.load(now)?, reached))
    }

    /// Documents where something may be due from `from` on.
    fn candidates(&self, from: Place) -> Result<Vec<DocumentRow>, StoreError> {
        let (connection, caller) = (self.connection, self.caller);
        if caller.granted_number >= from.due {
            return document::changed_since(connection, caller.network, 0);
        }
        let mut found = document::changed_since(connection, caller.network, from.due)?;
        for visit in visit::granted_since(connection, caller.network, caller.member.id, from.due)? {
            found.extend(document::of_visit(connection, caller.network, visit)?);
        }
        found.sort_by_key(|document| document.id);
        found.dedup_by_key(|document| document.id);
        Ok(found)
    }

    /// Since when the reader may read the document; `None` if it may not.
    fn granted(&mut self, key: &DocumentKey) -> Result<Option<u64>, StoreError> {
        let (connection, caller) = (self.connection, self.caller);
        let visit = match key.visit() {
            Some(visit) => self.visit(visit)?,
            None => None,
        };
        if !may_read(&caller.member, key, visit.as_ref().map(|row| &row.facts)) {
            return Ok(None);
        }
        let by_visit = match visit {
            None => 0,
            Some(row) => {
                let since = observer_since(connection, caller, &row.facts)?;
                match since {
                    // Read by the host, and by others since it was published: a change of policy.
                    _ if matches!(key, DocumentKey::Response(_)) => since.unwrap_or(0).max(row.policy_number),
                    Some(number) => number,
                    None if is_host(&caller.member, &row.facts) => row.policy_number,
                    None => 0,
                }
            }
        };
        Ok(Some(by_visit.max(caller.granted_number)))
    }

    fn visit(&mut self, visit: VisitId) -> Result<Option<VisitRow>, StoreError> {
        if let Some(known) = self.visits.get(&visit) {
            return Ok(known.clone());
        }
        let row = visit::find(self.connection, self.caller.network, visit)?;
        self.visits.insert(visit, row.clone());
        Ok(row)
    }

    /// The items with their bytes, document by document.
    fn load(&self, items: &[Item<'_>]) -> Result<Vec<DocumentPage>, StoreError> {
        let mut pages: Vec<DocumentPage> = Vec::new();
        let mut place_of: BTreeMap<DocumentKey, usize> = BTreeMap::new();
        for item in items {
            let key = item.document.key;
            let held = match item.chunk {
                Some(number) => chunk::find(self.connection, self.caller.network, &key, number)?,
                None => snapshot::find(self.connection, item.document)?,
            };
            let Some(held) = held else {
                // The reader will find that it lacks something and ask for the whole document.
                tracing::error!(document = %key, "bytes are missing that should be here; run `fieldwalk check`");
                continue;
            };
            let page = *place_of.entry(key).or_insert_with(|| {
                pages.push(DocumentPage { document: key, chunks: Vec::new() });
                pages.len() - 1
            });
            pages[page].chunks.push(held);
        }
        Ok(pages)
    }

    /// Whole documents, as many as fit into a page; for the others the reader asks again.
    fn repaired(&mut self, wanted: &[DocumentKey], page_bytes: u64) -> Result<Vec<DocumentPage>, StoreError> {
        let mut pages = Vec::new();
        let mut sent_bytes = 0;
        for key in wanted.iter().collect::<BTreeSet<_>>() {
            if sent_bytes > page_bytes {
                break;
            }
            if self.granted(key)?.is_none() {
                continue;
            }
            if let Some(document) = document::find(self.connection, self.caller.network, key)? {
                let chunks = chunk::whole(self.connection, &document)?;
                sent_bytes += chunks.iter().map(|held| held.chunk.bytes.len() as u64).sum::<u64>();
                pages.push(DocumentPage { document: *key, chunks });
            }
        }
        Ok(pages)
    }

    /// All facts that the reader may see, if any changed since `from`.
    fn facts(&self, from: Place) -> Result<Option<Facts>, StoreError> {
        let (connection, caller) = (self.connection, self.caller);
        let Some(network) = network::find(connection, caller.network)? else { return Ok(None) };
        if network.facts_number <= from.due {
            return Ok(None);
        }
        let members = network::members(connection, network.id)?;
        let visits = visit::all(connection, network.id)?.into_iter().map(|row| row.facts);
        let seen = |visit: &VisitFacts| is_participant(&caller.member, visit) || is_host(&caller.member, visit);
        Ok(Some(Facts {
            network: network.id,
            network_name: network.name,
            allows_photographs: network.allows_photographs,
            me: caller.member.id,
            schools: network::schools(connection, network.id)?,
            members: members
                .into_iter()
                .filter(|row| row.removed_at.is_none())
                .map(|row| (row.member.id, row.member))
                .collect(),
            devices: device::facts(connection, network.id)?,
            visits: visits.filter(seen).map(|visit| (visit.visit, visit)).collect(),
            asks: review::asks_of(connection, caller.member.id)?,
        }))
    }
}

fn observer_since(
    connection: &Connection,
    caller: &Caller,
    visit: &VisitFacts,
) -> Result<Option<u64>, StoreError> {
    if !visit.observers.contains(&caller.member.id) {
        // A facilitator takes part since joining, which `granted_number` says.
        return Ok(is_participant(&caller.member, visit).then_some(0));
    }
    visit::observer_since(connection, caller.network, visit.visit, caller.member.id)
}

/// What of one document is due beyond `from`.
fn due_items<'a>(
    connection: &Connection,
    document: &'a DocumentRow,
    granted: u64,
    from: Place,
    offered: &BTreeSet<ChunkHash>,
) -> Result<Vec<Item<'a>>, StoreError> {
    let place = |entry: &ChunkEntry| Place { due: entry.number.max(granted), number: entry.number };
    // Whatever was due before is behind the cursor, unless it became due again with the right to read it.
    let after = if granted >= from.due { 0 } else { from.due.saturating_sub(1) };
    let mut needed = chunk::entries_after(connection, document.id, after)?;
    needed.retain(|entry| place(entry) > from && !offered.contains(&entry.hash));

    let mut items = Vec::new();
    let (covered, tail) = needed.split_at(needed.partition_point(|entry| entry.number <= document.covers));
    let by_snapshot = match (covered.first(), snapshot::size_bytes(connection, document)?) {
        (Some(first), Some(size_bytes)) => {
            let smaller = size_bytes < covered.iter().map(|entry| entry.size_bytes).sum();
            let needed = covered.iter().any(|entry| !entry.is_whole);
            (smaller || needed).then(|| Item { place: place(first), size_bytes, document, chunk: None })
        }
        _ => None,
    };
    let one_by_one = if by_snapshot.is_some() { &[] } else { covered };
    items.extend(by_snapshot);
    items.extend(one_by_one.iter().chain(tail).map(|entry| Item {
        place: place(entry),
        size_bytes: entry.size_bytes,
        document,
        chunk: Some(entry.number),
    }));
    Ok(items)
}
