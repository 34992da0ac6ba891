//! Whether anything was lost or doubled: the phones' stores, the server's database and the host's files, item by item.
//!
//! Believes nobody's count. What a phone confirmed while its observer walked must be in its store when that is opened
//! again; what is in its store must be at the server, exactly; what was shared must be in front of the host, character
//! for character, once. Anything else that is at the server or in front of the host is there too often.

use std::collections::{BTreeMap, BTreeSet};

use fieldwalk_core::domain::{Contribution, Feedback, Notebook, ROOMS_FOR_A_BREAKDOWN, Shared, SharedNote, Visit};
use fieldwalk_core::ids::{EvidenceId, ItemId};

use super::host::Row;
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

/// Compares all accounts with one another and with what the host sees: the rows of the CSV, and the feedback.
pub(super) fn compare(accounts: &[Account<'_>], rows: &[Row], feedback: &Feedback, plan: &Visit) -> Comparison {
    let mut found = Comparison { notes_visible: rows.len(), ..Comparison::default() };
    for account in accounts {
        found.confirmed_is_in_store(account);
        found.same_writing(account.before, account.after);
        found.same_writing(account.before, account.server);
        let held = account.server.notebook.notes.iter();
        found.notes_held +=
            held.filter(|(item, note)| account.before.notebook.notes.get(item) == Some(note)).count();
    }
    let shared: Vec<&Contribution> = accounts.iter().map(|account| &account.before.contribution).collect();
    found.in_front_of_host(&shared, rows, feedback, plan);
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

    fn in_front_of_host(&mut self, shared: &[&Contribution], rows: &[Row], feedback: &Feedback, plan: &Visit) {
        let expected: BTreeMap<ItemId, Seen> = shared
            .iter()
            .flat_map(|contribution| &contribution.notes)
            .map(|(item, note)| (*item, Seen::of_shared(note, plan, feedback.rooms)))
            .collect();
        let rows = rows.iter().map(|row| {
            (
                row.evidence.parse().ok(),
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
        let notes = feedback.notes.iter().map(|note| {
            (
                Some(note.evidence),
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
        let counted = feedback.counted.iter();
        self.once_each(
            &tallies.collect(),
            counted.map(|tally| (Some(tally.evidence), (tally.label.clone(), tally.count, tally.denominator))),
        );
        let wonderings = shared.iter().flat_map(|contribution| &contribution.wonderings);
        self.once_each(
            &wonderings.map(|(item, wondering)| (*item, wondering.item.text.clone())).collect(),
            feedback.wonderings.iter().map(|wondering| (Some(wondering.evidence), wondering.text.clone())),
        );
    }

    /// Every expected item comes exactly once, as expected, and nothing else comes.
    fn once_each<T: PartialEq>(
        &mut self,
        expected: &BTreeMap<ItemId, T>,
        seen: impl Iterator<Item = (Option<EvidenceId>, T)>,
    ) {
        let mut missing: BTreeMap<EvidenceId, ItemId> =
            expected.keys().map(|item| (EvidenceId::of(*item), *item)).collect();
        for (evidence, what) in seen {
            let is_expected = evidence.is_some_and(|evidence| {
                let item = missing.get(&evidence);
                item.and_then(|item| expected.get(item)) == Some(&what) && missing.remove(&evidence).is_some()
            });
            self.duplicated += usize::from(!is_expected);
        }
        self.lost.extend(missing.into_values());
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
    /// As it should be seen where `rooms` were observed: with few rooms, none is told.
    fn of_shared(note: &Shared<SharedNote>, plan: &Visit, rooms: usize) -> Self {
        let room = note.room.filter(|_| rooms >= ROOMS_FOR_A_BREAKDOWN);
        let room = room.and_then(|room| plan.rooms.get(&room)).map(|room| room.code.clone());
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

#[cfg(test)]
mod tests {
    use fieldwalk_core::clock::Timestamp;
    use fieldwalk_core::domain::{Focus, Lens, Note, NoteKind, SharedWondering, Sources, Wondering, feedback};
    use fieldwalk_core::ids::MemberId;
    use uuid::Uuid;

    use super::*;

    fn id(number: u128) -> ItemId {
        ItemId(Uuid::from_u128(number))
    }

    /// Notes 1 and 2 and wondering 3; 1 and 3 are shared.
    fn kept() -> Kept {
        let observed_at = Timestamp(1);
        let mut kept = Kept::default();
        for number in [1, 2] {
            let note = Note {
                slot: None,
                kind: NoteKind::Verbatim,
                focus: Focus::Students,
                look_fors: BTreeSet::new(),
                text: format!("S: note {number}"),
                wordings: Vec::new(),
                observed_at,
                edited_at: None,
                deleted_at: None,
            };
            kept.notebook.notes.insert(id(number), note);
        }
        let text = "I wonder.".to_owned();
        kept.notebook
            .wonderings
            .insert(id(3), Wondering { slot: None, text: text.clone(), observed_at, deleted_at: None });
        let item = SharedNote {
            kind: NoteKind::Verbatim,
            focus: Focus::Students,
            look_fors: BTreeSet::new(),
            text: "S: note 1".into(),
            reworded_at: None,
            attachments: Vec::new(),
        };
        kept.contribution.notes.insert(id(1), shared(item));
        kept.contribution.wonderings.insert(id(3), shared(SharedWondering { text, reworded_at: None }));
        kept
    }

    fn shared<T>(item: T) -> Shared<T> {
        Shared { item, slot: None, room: None, observed_at: Timestamp(1), shared_at: Timestamp(2) }
    }

    /// One observer's world, in which something can be spoiled.
    struct World {
        walked: Walked,
        before: Kept,
        after: Kept,
        server: Kept,
        rows: Vec<Row>,
        feedback: Feedback,
    }

    impl World {
        fn new() -> Self {
            let kept = kept();
            let feedback = {
                let contributions = BTreeMap::from([(MemberId(Uuid::nil()), kept.contribution.clone())]);
                feedback(Sources::shared(&Visit::default(), &contributions), Lens::participant())
            };
            let row = Row {
                evidence: EvidenceId::of(id(1)).to_string(),
                room: String::new(),
                kind: "verbatim".into(),
                focus: "students".into(),
                look_fors: String::new(),
                text: "S: note 1".into(),
            };
            let confirmed = [(1, "S: note 1"), (2, "S: note 2"), (3, "I wonder.")];
            let walked = Walked {
                confirmed: confirmed.map(|(number, text)| (id(number), text.to_owned())).into(),
                shared: BTreeSet::from([id(1), id(3)]),
                ..Walked::default()
            };
            Self { walked, before: kept.clone(), after: kept.clone(), server: kept, rows: vec![row], feedback }
        }

        /// What is found lost, and how many doubled, after `spoil`.
        fn spoiled(spoil: impl FnOnce(&mut Self)) -> (Vec<u128>, usize) {
            let mut world = Self::new();
            spoil(&mut world);
            let Self { walked, before, after, server, rows, feedback } = &world;
            let account = Account { walked, before, after, server };
            let found = compare(&[account], rows, feedback, &Visit::default());
            (found.lost.iter().map(|item| item.0.as_u128()).collect(), found.duplicated)
        }
    }

    #[test]
    fn where_all_is_well_nothing_is_found() {
        assert_eq!(World::spoiled(|_| {}), (vec![], 0));
    }

    #[test]
    fn what_is_missing_or_altered_anywhere_is_lost() {
        let lost = |spoil: fn(&mut World)| World::spoiled(spoil).0;
        assert_eq!(lost(|world| drop(world.walked.confirmed.insert(id(2), "S: not 2".into()))), [2]);
        assert_eq!(lost(|world| drop(world.walked.confirmed.insert(id(9), "S: gone".into()))), [9]);
        assert_eq!(lost(|world| world.walked.shared.extend([id(2)])), [2]);
        assert_eq!(lost(|world| drop(world.after.notebook.notes.remove(&id(2)))), [2]);
        assert_eq!(lost(|world| drop(world.server.notebook.wonderings.remove(&id(3)))), [3]);
        assert_eq!(lost(|world| world.server.notebook.notes.get_mut(&id(2)).unwrap().text.push(' ')), [2]);
        assert_eq!(lost(|world| drop(world.server.contribution.notes.remove(&id(1)))), [1]);
        assert_eq!(lost(|world| world.rows[0].text.push(' ')), [1]);
        assert_eq!(lost(|world| world.rows[0].room.push('A')), [1]);
        assert_eq!(lost(|world| world.rows.clear()), [1]);
        assert_eq!(lost(|world| world.feedback.notes.clear()), [1]);
        assert_eq!(lost(|world| world.feedback.wonderings[0].text.clear()), [3]);
    }

    #[test]
    fn what_is_there_too_often_or_was_never_shared_is_doubled() {
        let doubled = |spoil: fn(&mut World)| World::spoiled(spoil).1;
        assert_eq!(doubled(|world| world.rows.push(world.rows[0].clone())), 1);
        assert_eq!(doubled(|world| world.rows[0].evidence = EvidenceId::of(id(2)).to_string()), 1);
        assert_eq!(doubled(|world| world.feedback.notes.push(world.feedback.notes[0].clone())), 1);
        assert_eq!(
            doubled(|world| {
                let again = world.server.notebook.notes[&id(2)].clone();
                world.server.notebook.notes.insert(id(7), again);
            }),
            1
        );
    }
}
