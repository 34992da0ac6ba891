//! Whether anything was lost or doubled: the phones' stores, the server's database and the host's files, item by item.
//!
//! Believes nobody's count. What a phone confirmed while its observer walked must be in its store when that is opened
//! again; what is in its store must be at the server, exactly; what was shared must be in front of the host, character
//! for character, once. Anything else that is at the server or in front of the host is there too often.

use std::collections::{BTreeMap, BTreeSet};

use fieldwalk_core::domain::{Contribution, Notebook, Shared, SharedNote, Visit};
use fieldwalk_core::ids::ItemId;

use super::host::HostView;
use super::truth::Kept;
use super::walk::Walked;

/// One observer's writing, from every place that has it.
pub(super) struct Account<'a> {
    /// What the phone confirmed.
    pub(super) walked: &'a Walked,
    /// What was in its store after the walk, before any sync.
    pub(super) before: &'a Kept,
    /// What is in its store at the end.
    pub(super) after: &'a Kept,
    /// What the server has.
    pub(super) server: &'a Kept,
}

/// What the comparison found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Comparison {
    /// Items that are missing or different somewhere.
    pub(super) lost: BTreeSet<ItemId>,
    /// Items that nobody wrote or shared, and repetitions.
    pub(super) duplicated: usize,
    /// Notes that the server holds as their authors' phones have them.
    pub(super) notes_held: usize,
    /// Notes in front of the host.
    pub(super) notes_visible: usize,
}

/// Compares all accounts with one another and with what the host sees.
pub(super) fn compare(accounts: &[Account<'_>], host: &HostView, plan: &Visit) -> Comparison {
    let mut found = Comparison { notes_visible: host.rows.len(), ..Comparison::default() };
    for account in accounts {
        found.confirmed_is_in_store(account);
        found.same_writing(account.before, account.after);
        found.same_writing(account.before, account.server);
        let held = account.server.notebook.notes.iter();
        found.notes_held +=
            held.filter(|(item, note)| account.before.notebook.notes.get(item) == Some(note)).count();
    }
    let shared: Vec<&Contribution> = accounts.iter().map(|account| &account.before.contribution).collect();
    found.in_front_of_host(&shared, host, plan);
    found
}

impl Comparison {
    fn confirmed_is_in_store(&mut self, account: &Account<'_>) {
        let Kept { notebook, contribution } = account.before;
        for (item, wording) in &account.walked.confirmed {
            if wording_of(notebook, *item) != Some(wording) {
                self.lost.insert(*item);
            }
        }
        let alive = notebook.items();
        let chosen = account.walked.shared.iter().filter(|item| alive.contains(*item));
        self.lost.extend(chosen.filter(|item| !contribution.holds(**item)));
    }

    /// `there` has what `here` has, exactly, and nothing more.
    fn same_writing(&mut self, here: &Kept, there: &Kept) {
        self.same_items(&here.notebook.notes, &there.notebook.notes);
        self.same_items(&here.notebook.tallies, &there.notebook.tallies);
        self.same_items(&here.notebook.wonderings, &there.notebook.wonderings);
        self.same_items(&here.contribution.notes, &there.contribution.notes);
        self.same_items(&here.contribution.tallies, &there.contribution.tallies);
        self.same_items(&here.contribution.wonderings, &there.contribution.wonderings);
    }

    fn same_items<T: PartialEq>(&mut self, here: &BTreeMap<ItemId, T>, there: &BTreeMap<ItemId, T>) {
        self.lost.extend(here.iter().filter(|(item, what)| there.get(item) != Some(what)).map(|(item, _)| *item));
        self.duplicated += there.keys().filter(|item| !here.contains_key(item)).count();
    }

    fn in_front_of_host(&mut self, shared: &[&Contribution], host: &HostView, plan: &Visit) {
        let expected: BTreeMap<ItemId, Seen> = shared
            .iter()
            .flat_map(|contribution| &contribution.notes)
            .map(|(item, note)| (*item, Seen::of_shared(note, plan)))
            .collect();
        let rows = host.rows.iter().map(|row| {
            (
                row.item.parse().ok(),
                Seen {
                    room: row.room.clone(),
                    kind: row.kind.clone(),
                    focus: row.focus.clone(),
                    look_fors: row.look_fors.clone(),
                    text: row.text.clone(),
                },
            )
        });
        self.once_each(&expected, rows);
        let notes = host.feedback.notes.iter().map(|note| {
            (
                Some(note.item),
                Seen {
                    room: note.room.clone().unwrap_or_default(),
                    kind: note.kind.as_str().to_owned(),
                    focus: note.focus.as_str().to_owned(),
                    look_fors: note.look_fors.join("; "),
                    text: note.text.clone(),
                },
            )
        });
        self.once_each(&expected, notes);

        let tallies = shared.iter().flat_map(|contribution| &contribution.tallies);
        let tallies = tallies.map(|(item, tally)| {
            let tally = &tally.item;
            (*item, (tally.label.clone(), tally.count, tally.denominator))
        });
        let counted = host.feedback.counted.iter();
        self.once_each(
            &tallies.collect(),
            counted.map(|tally| (Some(tally.item), (tally.label.clone(), tally.count, tally.denominator))),
        );
        let wonderings = shared.iter().flat_map(|contribution| &contribution.wonderings);
        self.once_each(
            &wonderings.map(|(item, wondering)| (*item, wondering.item.text.clone())).collect(),
            host.feedback.wonderings.iter().map(|wondering| (Some(wondering.item), wondering.text.clone())),
        );
    }

    /// Every expected item comes exactly once, as expected, and nothing else comes.
    fn once_each<T: PartialEq>(
        &mut self,
        expected: &BTreeMap<ItemId, T>,
        seen: impl Iterator<Item = (Option<ItemId>, T)>,
    ) {
        let mut missing: BTreeSet<ItemId> = expected.keys().copied().collect();
        for (item, what) in seen {
            let is_expected = item.is_some_and(|item| expected.get(&item) == Some(&what) && missing.remove(&item));
            self.duplicated += usize::from(!is_expected);
        }
        self.lost.extend(missing);
    }
}

/// A note as the host sees it.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    room: String,
    kind: String,
    focus: String,
    look_fors: String,
    text: String,
}

impl Seen {
    fn of_shared(note: &Shared<SharedNote>, plan: &Visit) -> Self {
        let room = note.room.and_then(|room| plan.rooms.get(&room)).map(|room| room.code.clone());
        let look_fors = note.item.look_fors.iter().filter_map(|id| plan.look_fors.get(id));
        Self {
            room: room.unwrap_or_default(),
            kind: note.item.kind.as_str().to_owned(),
            focus: note.item.focus.as_str().to_owned(),
            look_fors: look_fors.map(|look_for| look_for.name.as_str()).collect::<Vec<_>>().join("; "),
            text: note.item.text.clone(),
        }
    }
}

fn wording_of(notebook: &Notebook, item: ItemId) -> Option<&String> {
    let note = notebook.notes.get(&item).map(|note| &note.text);
    let tally = notebook.tallies.get(&item).map(|tally| &tally.label);
    note.or(tally).or(notebook.wonderings.get(&item).map(|wondering| &wondering.text))
}
