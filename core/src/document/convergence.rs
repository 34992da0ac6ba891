//! Whatever the order, repetition and gaps of delivery, everybody ends up with the same document.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;

use super::samples::*;
use super::*;
use crate::ids::ItemId;

mod together;

/// One thing that happens on one of the replicas.
#[derive(Debug, Clone)]
enum Step {
    Add(u8, String),
    Edit(Index, String),
    Delete(Index),
    Restore(Index),
    Tally(u8),
    Count(Index, i8),
    Wonder(String),
    Slot(u8),
    /// Takes in this change of all that were made so far, known or not.
    Receive(Index),
    /// Takes in a snapshot from another replica.
    Snapshot(Index),
    /// Closes and opens the store: a new actor.
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (any::<u8>(), any::<String>()).prop_map(|(n, text)| Step::Add(n, text)),
        3 => (any::<Index>(), any::<String>()).prop_map(|(which, text)| Step::Edit(which, text)),
        1 => any::<Index>().prop_map(Step::Delete),
        1 => any::<Index>().prop_map(Step::Restore),
        1 => any::<u8>().prop_map(Step::Tally),
        2 => (any::<Index>(), any::<i8>()).prop_map(|(which, delta)| Step::Count(which, delta)),
        1 => any::<String>().prop_map(Step::Wonder),
        1 => any::<u8>().prop_map(Step::Slot),
        6 => any::<Index>().prop_map(Step::Receive),
        1 => any::<Index>().prop_map(Step::Snapshot),
        1 => Just(Step::Reopen),
    ]
}

/// Everything that was made, on all replicas.
#[derive(Default)]
struct Made {
    changes: Vec<ChangeBytes>,
    notes: Vec<ItemId>,
    tallies: Vec<ItemId>,
    wonderings: Vec<ItemId>,
    openings: u8,
}

impl Made {
    fn next_item(&self) -> ItemId {
        item((self.notes.len() + self.tallies.len() + self.wonderings.len()) as u128)
    }

    fn take(&mut self, replicas: &mut [Document], which: usize, step: Step) {
        let pick = |items: &[ItemId], index: Index| (!items.is_empty()).then(|| *index.get(items));
        let id = self.next_item();
        let document = &mut replicas[which];
        let change = match step {
            Step::Add(n, text) => {
                self.notes.push(id);
                let slot = n.is_multiple_of(2).then(|| slot(n.into()));
                document.add_note(id, &NewNote { slot, ..note(&text) }, NOW)
            }
            Step::Edit(index, text) => {
                let Some(id) = pick(&self.notes, index) else { return };
                let look_fors = Some(BTreeSet::from([look_for(text.len() as u128)]));
                document.edit_note(id, &NoteEdit { text: Some(text), look_fors, ..NoteEdit::default() }, NOW)
            }
            Step::Delete(index) => {
                let Some(id) = pick(&self.notes, index) else { return };
                document.delete_item(id, NOW)
            }
            Step::Restore(index) => {
                let Some(id) = pick(&self.notes, index) else { return };
                document.restore_item(id, NOW)
            }
            Step::Tally(n) => {
                self.tallies.push(id);
                document.add_tally(id, &tally("hands", n.into()), NOW)
            }
            Step::Count(index, delta) => {
                let Some(id) = pick(&self.tallies, index) else { return };
                document.count(id, delta.into(), NOW)
            }
            Step::Wonder(text) => {
                self.wonderings.push(id);
                document.add_wondering(id, &wondering(&text), NOW)
            }
            Step::Slot(n) => document.start_slot(slot(n.into()), NOW.plus_minutes(which as u32)),
            Step::Receive(index) => {
                if !self.changes.is_empty() {
                    document.apply(&self.changes[index.index(self.changes.len())]).unwrap();
                }
                return;
            }
            Step::Snapshot(index) => {
                let snapshot = replicas[index.index(replicas.len())].save();
                replicas[which].apply(&snapshot).unwrap();
                return;
            }
            Step::Reopen => {
                self.openings += 1;
                *document = copy_on(document, 100 + self.openings);
                return;
            }
        };
        match change {
            Ok(change) => self.changes.extend(change),
            // The item was made on a replica that this one has not heard of.
            Err(error) => assert_eq!(error, DocumentError::NotFound),
        }
    }
}

/// Gives every change to each replica, in an order of its own, some of them twice.
fn deliver(replicas: &mut [Document], changes: &[ChangeBytes], order: Index) {
    let mut changes: Vec<&ChangeBytes> = changes.iter().collect();
    for (which, replica) in replicas.iter_mut().enumerate() {
        let start = if changes.is_empty() { 0 } else { order.index(changes.len()) + which };
        for change in changes.iter().cycle().skip(start).take(changes.len() + 3) {
            replica.apply(change).unwrap();
        }
        assert!(!replica.missing());
        changes.reverse();
    }
}

/// What the server makes of it: it lets all of it through, and folds it.
fn kept_by_server(key: DocumentKey, offered: &[(DeviceId, ChangeBytes)]) -> Document {
    assert!(vet(&key, &[], offered).iter().all(|verdict| *verdict == Ok(Vetted::New)));
    let changes: Vec<_> = offered.iter().map(|(_, change)| change.clone()).collect();
    let folded = fold(&key, &changes).unwrap();
    Document::load(key, &actor(8), [folded.as_slice()]).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn replicas_converge_and_every_item_is_there_once(
        steps in prop::collection::vec((0..3_usize, step()), 1..60),
        order in any::<Index>(),
    ) {
        let mut replicas: Vec<_> = (0..3).map(|n| document(NOTEBOOK, n)).collect();
        let mut made = Made::default();
        for (which, step) in steps {
            made.take(&mut replicas, which, step);
        }

        deliver(&mut replicas, &made.changes, order);
        let loaded = Document::load(NOTEBOOK, &actor(9), made.changes.iter().rev().map(Vec::as_slice)).unwrap();
        for replica in &replicas {
            prop_assert_eq!(replica.heads(), loaded.heads());
            prop_assert_eq!(replica.notebook(), loaded.notebook());
            prop_assert!(replica.contains(&loaded) && loaded.contains(replica));
        }

        let ids = |ids: &[ItemId]| ids.iter().copied().collect::<BTreeSet<_>>();
        let notebook = loaded.notebook();
        prop_assert_eq!(notebook.notes.keys().copied().collect::<BTreeSet<_>>(), ids(&made.notes));
        prop_assert_eq!(notebook.tallies.keys().copied().collect::<BTreeSet<_>>(), ids(&made.tallies));
        prop_assert_eq!(notebook.wonderings.keys().copied().collect::<BTreeSet<_>>(), ids(&made.wonderings));

        let maker = |change: &ChangeBytes| {
            let actor = Change::from_bytes(change.clone()).unwrap().actor_id().to_bytes().to_vec();
            DeviceId(uuid::Uuid::from_slice(&actor[..16]).unwrap())
        };
        let offered: Vec<_> = made.changes.iter().map(|change| (maker(change), change.clone())).collect();
        prop_assert_eq!(kept_by_server(NOTEBOOK, &offered).notebook(), notebook);
    }

    #[test]
    fn contributions_converge_however_they_are_shared_and_withdrawn(
        acts in prop::collection::vec((0..2_usize, 0..4_u128, 0..3_u8, any::<bool>()), 1..30),
    ) {
        let mut replicas = [document(CONTRIBUTION, 1), document(CONTRIBUTION, 2)];
        for (n, (which, subject, act, meets)) in acts.into_iter().enumerate() {
            let now = NOW.plus_millis(n as i64);
            let replica = &mut replicas[which];
            match act {
                0 => {
                    let content = ShareContent::Wondering(crate::domain::SharedWondering { text: n.to_string(), reworded_at: None });
                    let entry = ShareEntry { slot: None, room: None, observed_at: NOW, content };
                    replica.share(&[(share(n as u128), item(subject), entry)], now).unwrap();
                    prop_assert_eq!(&replica.contribution().wonderings[&item(subject)].item.text, &n.to_string());
                }
                1 => {
                    replica.withdraw(&[item(subject)], now).unwrap();
                    prop_assert!(!replica.contribution().holds(item(subject)));
                }
                _ if replica.contribution().holds(item(subject)) => {
                    replica.reword(item(subject), "reworded", now).unwrap();
                    prop_assert_eq!(&replica.contribution().wonderings[&item(subject)].item.text, "reworded");
                }
                _ => prop_assert_eq!(replica.reword(item(subject), "x", now), Err(DocumentError::NotFound)),
            }
            if meets {
                let [one, other] = &mut replicas;
                meet(one, other);
                prop_assert_eq!(one.contribution(), other.contribution());
            }
        }
    }
}
