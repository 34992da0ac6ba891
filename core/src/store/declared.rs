//! Which visits were declared to the server, and which are to be.
//!
//! A visit is due when its notebook or contribution has rows that were not looked at yet, and stays due until what is
//! declared of it was answered and nothing of it waits. So a sync looks at the few visits where something happened,
//! however many there are.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize};

use super::{StoreError, meta};
use crate::domain::DocumentKey;
use crate::ids::{MemberId, VisitId};
use crate::protocol::{Declaration, encode};

/// What was declared.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Declared {
    /// Rows up to these were looked at.
    change: i64,
    chunk: i64,
    /// A digest of what the server was told last.
    told: BTreeMap<VisitId, u64>,
    due: BTreeSet<VisitId>,
}

impl Declared {
    /// What is kept of it.
    ///
    /// # Errors
    /// Those of the read.
    pub fn read(connection: &Connection) -> Result<Self, StoreError> {
        Ok(meta::get(connection, "declared")?.unwrap_or_default())
    }

    /// Keeps it.
    ///
    /// # Errors
    /// Those of the write.
    pub fn put(&self, tx: &Transaction<'_>) -> Result<(), StoreError> {
        meta::put(tx, "declared", self)
    }

    /// Adds the visits with something new in the notebook or contribution of `me`.
    ///
    /// # Errors
    /// Those of the read.
    pub fn look(&mut self, connection: &Connection, me: MemberId) -> Result<(), StoreError> {
        for (table, seen) in [("change", &mut self.change), ("chunk", &mut self.chunk)] {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT document, max(id) FROM {table} WHERE id > ?1 GROUP BY document"
            ))?;
            let rows = statement
                .query_map([*seen], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?
                .collect::<Result<Vec<_>, _>>()?;
            for (document, id) in rows {
                *seen = (*seen).max(id);
                let own = document.parse().ok().filter(|key: &DocumentKey| key.owner() == Some(me));
                self.due.extend(own.and_then(|key| key.visit()));
            }
        }
        Ok(())
    }

    /// The visits of which something may have to be declared.
    pub fn due(&self) -> Vec<VisitId> {
        self.due.iter().copied().collect()
    }

    /// Whether the server was told this. Then the visit is due no longer, unless something of it waits.
    pub fn is_told(&mut self, declaration: &Declaration) -> bool {
        let is_told = self.told.get(&declaration.visit) == Some(&digest(declaration));
        if is_told && declaration.waiting == 0 {
            self.due.remove(&declaration.visit);
        }
        is_told
    }
}

/// Notes that these were answered: by a server that knows nothing older of this device if it was `restored`.
///
/// # Errors
/// Those of the write.
pub fn acknowledged(tx: &Transaction<'_>, declarations: &[Declaration], restored: bool) -> Result<(), StoreError> {
    if declarations.is_empty() && !restored {
        return Ok(());
    }
    let mut declared = Declared::read(tx)?;
    if restored {
        declared.due.extend(std::mem::take(&mut declared.told).into_keys());
    }
    for declaration in declarations {
        declared.told.insert(declaration.visit, digest(declaration));
    }
    declared.put(tx)
}

fn digest(declaration: &Declaration) -> u64 {
    let Declaration { visit: _, written, shared, waiting, heads, declared_at: _ } = declaration;
    let hash = blake3::hash(&encode(&(written, shared, waiting, heads)));
    let first = hash.as_bytes().first_chunk().copied().unwrap_or_default();
    u64::from_le_bytes(first)
}
