//! The names of a network's people and schools: for showing them, and for keeping them out of evidence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::ids::{MemberId, NetworkId, SchoolId};
use rusqlite::Connection;

use super::memory::Memory;
use crate::store::reading::MadeOf;
use crate::store::{StoreError, network};
use crate::worker::READING_VERSION;

/// The names of one network.
#[derive(Debug, Clone)]
pub struct Names {
    /// Members, removed ones included.
    pub members: BTreeMap<MemberId, String>,
    /// Schools.
    pub schools: BTreeMap<SchoolId, String>,
    /// What the evidence check looks for.
    checked: Vec<String>,
    pub(super) hash: [u8; 32],
}

impl Names {
    /// The names as they are now: those remembered, as long as no fact of the network has changed since.
    pub(super) fn now(
        connection: &Connection,
        memory: &Memory,
        network: NetworkId,
    ) -> Result<Arc<Self>, StoreError> {
        let Some(row) = network::find(connection, network)? else {
            return Ok(Arc::new(Self::read(connection, network)?));
        };
        if let Some(names) = memory.names(network, row.facts_number) {
            return Ok(names);
        }
        let names = Arc::new(Self::read(connection, network)?);
        memory.put_names(network, row.facts_number, &names);
        Ok(names)
    }

    fn read(connection: &Connection, network: NetworkId) -> Result<Self, StoreError> {
        let members = network::members(connection, network)?.into_iter();
        let members: BTreeMap<_, _> = members.map(|row| (row.member.id, row.member.name)).collect();
        let schools = network::schools(connection, network)?.into_iter();
        let schools: BTreeMap<_, _> = schools.map(|(id, school)| (id, school.name)).collect();
        let mut checked: Vec<String> = members.values().cloned().collect();
        checked.extend(telling_words(schools.values()));
        let mut hasher = blake3::Hasher::new();
        for name in &checked {
            hasher.update(&(name.len() as u64).to_le_bytes());
            hasher.update(name.as_bytes());
        }
        Ok(Self { members, schools, checked, hash: *hasher.finalize().as_bytes() })
    }

    /// Roughly what they take.
    pub(super) fn size_bytes(&self) -> usize {
        const NAME: usize = 64;
        let known = self.members.values().chain(self.schools.values());
        known.chain(&self.checked).map(|name| NAME + name.len()).sum()
    }

    /// These names, for pages that are rendered without a network.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn of(
        members: impl IntoIterator<Item = (MemberId, String)>,
        schools: impl IntoIterator<Item = (SchoolId, String)>,
    ) -> Self {
        let (members, schools) = (members.into_iter().collect(), schools.into_iter().collect());
        Self { members, schools, checked: Vec::new(), hash: [0; 32] }
    }

    /// What the evidence check looks for in a document: only what is shared is checked.
    pub(super) fn checked_in(&self, key: &DocumentKey) -> Vec<String> {
        if is_checked(key) { self.checked.clone() } else { Vec::new() }
    }

    /// What a reading of the document is made of.
    pub(super) fn made_of(&self, key: &DocumentKey) -> MadeOf {
        MadeOf { version: READING_VERSION, names: if is_checked(key) { self.hash } else { [0; 32] } }
    }
}

fn is_checked(key: &DocumentKey) -> bool {
    matches!(key, DocumentKey::Contribution(..))
}

/// The words of schools' names that stand for one school alone: "Hillside", and neither "School" nor "The".
fn telling_words<'a>(schools: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut schools_with: BTreeMap<&str, usize> = BTreeMap::new();
    for school in schools {
        let is_name = |word: &&str| word.chars().count() > 3 && word.starts_with(char::is_uppercase);
        let words: BTreeSet<&str> = school.split_whitespace().filter(is_name).collect();
        for word in words {
            *schools_with.entry(word).or_default() += 1;
        }
    }
    let telling = schools_with.into_iter().filter(|(_, schools)| *schools == 1);
    telling.map(|(word, _)| word.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_several_schools_share_tells_nothing() {
        let schools = ["Hillside School", "The Lakeside School", "School of the Arts"].map(str::to_owned);
        assert_eq!(telling_words(schools.iter()), ["Arts", "Hillside", "Lakeside"]);
    }
}
