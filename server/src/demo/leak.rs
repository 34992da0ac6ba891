//! Searches what others can read for what was not shared: every phone's file, byte by byte, and all that the host got.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Context;
use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::store::{Store, changes};

use super::host::HostView;
use super::people;
use super::phone::PhoneFile;
use super::search::Search;
use super::truth::Kept;
use super::walk::Walked;

/// What a search came to.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Searched {
    /// Private texts and foreign notebooks that were found.
    pub(super) leaked: usize,
    /// Bytes that were looked through.
    pub(super) bytes: u64,
}

/// The search for everything that was written and not shared, earlier wordings included.
pub(super) fn search_for_private(observers: &[(Walked, Kept)]) -> Search {
    let mut private: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut public = Vec::new();
    for (number, (walked, kept)) in observers.iter().enumerate() {
        let Kept { notebook, contribution } = kept;
        let written = notebook.notes.values().map(|note| &note.text);
        let asked = notebook.wonderings.values().map(|wondering| &wondering.text);
        for text in written.chain(asked).chain(&walked.typed) {
            private.entry(text.clone()).or_default().insert(number);
        }
        public.extend(contribution.notes.values().map(|note| note.item.text.as_str()));
        public.extend(contribution.wonderings.values().map(|wondering| wondering.item.text.as_str()));
    }
    Search::new(&private, &public)
}

/// Searches one phone's files; `observer` is whose phone it is, `None` for one that writes nothing itself.
pub(super) fn in_phone(file: &PhoneFile, observer: Option<usize>, search: &Search) -> anyhow::Result<Searched> {
    let mut searched = Searched::default();
    for suffix in ["", "-wal"] {
        let mut path = file.path.clone().into_os_string();
        path.push(suffix);
        let path = PathBuf::from(path);
        if path.exists() {
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            searched.leaked += search.leaks(&bytes, observer);
            searched.bytes += bytes.len() as u64;
        }
    }
    let (store, _) = Store::open(&file.path)?;
    let is_foreign = |key: &DocumentKey| matches!(key, DocumentKey::Notebook(_, owner) if *owner != file.member);
    searched.leaked += changes::documents(store.read())?.iter().filter(|key| is_foreign(key)).count();
    Ok(searched)
}

/// Searches all that the host was sent, for private texts and for the names of those who wrote.
pub(super) fn in_front_of_host(host: &HostView, observers: usize, search: &Search) -> Searched {
    let names = (0..observers).map(|number| (people::name(number), BTreeSet::new())).collect();
    let names = Search::new(&names, &[]);
    let mut searched = Searched::default();
    for bytes in host.everything() {
        searched.leaked += search.leaks(&bytes, None) + names.leaks(&bytes, None);
        searched.bytes += bytes.len() as u64;
    }
    searched
}

impl std::ops::AddAssign for Searched {
    fn add_assign(&mut self, other: Self) {
        self.leaked += other.leaked;
        self.bytes += other.bytes;
    }
}
