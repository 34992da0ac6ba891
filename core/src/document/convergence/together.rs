//! The same for what several people write together: debriefs and responses.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::domain::{About, Bearing, Decision};
use crate::ids::{CommentId, EvidenceId, PatternId, PlacementId};

#[derive(Debug, Clone)]
enum Step {
    Pattern,
    RemovePattern(Index),
    Place(Index, u8),
    Move(Index, Index, u8),
    Unplace(Index, u8),
    /// Reads a statement, to be edited later.
    View(Index),
    /// Adds a word to a statement as it was viewed, perhaps long ago.
    Edit(Index),
    /// Sends an edit once more.
    Again(Index),
    Receive(Index),
    Snapshot(Index),
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => Just(Step::Pattern),
        1 => any::<Index>().prop_map(Step::RemovePattern),
        3 => (any::<Index>(), 0..4_u8).prop_map(|(to, evidence)| Step::Place(to, evidence)),
        3 => (any::<Index>(), any::<Index>(), 0..4_u8).prop_map(|(from, to, evidence)| Step::Move(from, to, evidence)),
        1 => (any::<Index>(), 0..4_u8).prop_map(|(from, evidence)| Step::Unplace(from, evidence)),
        3 => any::<Index>().prop_map(Step::View),
        4 => any::<Index>().prop_map(Step::Edit),
        2 => any::<Index>().prop_map(Step::Again),
        5 => any::<Index>().prop_map(Step::Receive),
        1 => any::<Index>().prop_map(Step::Snapshot),
        1 => Just(Step::Reopen),
    ]
}

/// A statement as somebody saw it.
#[derive(Clone)]
struct View {
    pattern: PatternId,
    heads: Vec<[u8; 32]>,
    text: String,
}

#[derive(Default)]
struct Made {
    changes: Vec<(DeviceId, ChangeBytes)>,
    patterns: Vec<PatternId>,
    removed: BTreeSet<PatternId>,
    /// Everything that was placed, and what was ever taken away.
    placed: BTreeMap<PlacementId, (PatternId, EvidenceId, Bearing)>,
    taken: BTreeSet<(PatternId, EvidenceId)>,
    views: Vec<View>,
    /// What was edited: on which replica, of which view, into what.
    edits: Vec<(usize, View, String, u128)>,
    words: BTreeMap<PatternId, Vec<String>>,
    openings: u64,
}

impl Made {
    fn take(&mut self, replicas: &mut [Document], which: usize, step: Step) {
        let number = self.changes.len() as u128;
        let pick = |index: Index| (!self.patterns.is_empty()).then(|| *index.get(&self.patterns));
        let bearing = |n: u8| Bearing::ALL[usize::from(n) % Bearing::ALL.len()];
        let document = &mut replicas[which];
        let change = match step {
            Step::Pattern => {
                let id = pattern(number);
                self.patterns.push(id);
                document.add_pattern(id, "We saw:", NOW)
            }
            Step::RemovePattern(index) => {
                let Some(id) = pick(index) else { return };
                let change = document.remove_pattern(id, NOW);
                if change.is_ok() {
                    self.removed.insert(id);
                }
                change
            }
            Step::Place(to, n) => {
                let Some(to) = pick(to) else { return };
                let id = placement(number);
                let change = document.place_evidence(id, to, evidence(n.into()), bearing(n), NOW);
                if change.is_ok() {
                    self.placed.insert(id, (to, evidence(n.into()), bearing(n)));
                }
                change
            }
            Step::Move(from, to, n) => {
                let (Some(from), Some(to)) = (pick(from), pick(to)) else { return };
                let id = placement(number);
                let change = document.move_evidence(id, Some(from), to, evidence(n.into()), bearing(n), NOW);
                if change.is_ok() {
                    self.placed.insert(id, (to, evidence(n.into()), bearing(n)));
                    self.taken.insert((from, evidence(n.into())));
                }
                change
            }
            Step::Unplace(from, n) => {
                let Some(from) = pick(from) else { return };
                self.taken.insert((from, evidence(n.into())));
                document.unplace_evidence(from, evidence(n.into()), NOW)
            }
            Step::View(index) => {
                let Some(pattern) = pick(index) else { return };
                if let Some(text) = document.text(&TextPlace::Pattern(pattern)) {
                    self.views.push(View { pattern, heads: document.heads(), text });
                }
                return;
            }
            Step::Edit(index) => {
                if self.views.is_empty() {
                    return;
                }
                let view = index.get(&self.views).clone();
                // Who sends an edit sends it to a replica that showed them what they saw.
                if view.heads.iter().any(|head| !knows(&document.automerge, &ChangeHash(*head))) {
                    return;
                }
                let word = format!("w{number}");
                let text = format!("{} {word}", view.text);
                self.words.entry(view.pattern).or_default().push(word);
                self.edits.push((which, view.clone(), text.clone(), number));
                document.edit_text(&TextPlace::Pattern(view.pattern), &view.heads, &text, edit(number))
            }
            Step::Again(index) => {
                if !self.edits.is_empty() {
                    let (which, view, text, number) = index.get(&self.edits);
                    let place = TextPlace::Pattern(view.pattern);
                    let again = replicas[*which].edit_text(&place, &view.heads, text, edit(*number));
                    assert_eq!(again, Ok(None));
                }
                return;
            }
            Step::Receive(index) => {
                if !self.changes.is_empty() {
                    document.apply(&index.get(&self.changes).1).unwrap();
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
                let actor = Actor::new(device(which as u8), &mut crate::clock::seeded_rng(1_000 + self.openings));
                *document = Document::load(DEBRIEF, &actor, [document.save().as_slice()]).unwrap();
                return;
            }
        };
        match change {
            Ok(change) => self.changes.extend(change.map(|change| (device(which as u8), change))),
            // The pattern was made on a replica that this one has not heard of.
            Err(error) => assert_eq!(error, DocumentError::NotFound),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn debriefs_converge_and_lose_neither_a_grouping_nor_a_word(
        steps in prop::collection::vec((0..3_usize, step()), 1..60),
        order in any::<Index>(),
    ) {
        let mut replicas: Vec<_> = (0..3).map(|n| document(DEBRIEF, n)).collect();
        let mut made = Made::default();
        for (which, step) in steps {
            made.take(&mut replicas, which, step);
        }
        let changes: Vec<_> = made.changes.iter().map(|(_, change)| change.clone()).collect();
        deliver(&mut replicas, &changes, order);
        let loaded = Document::load(DEBRIEF, &actor(9), changes.iter().rev().map(Vec::as_slice)).unwrap();
        for replica in &replicas {
            prop_assert_eq!(replica.heads(), loaded.heads());
            prop_assert_eq!(replica.debrief(), loaded.debrief());
        }

        let debrief = loaded.debrief();
        let there: BTreeSet<_> = made.patterns.iter().filter(|id| !made.removed.contains(id)).collect();
        prop_assert_eq!(debrief.patterns.keys().collect::<BTreeSet<_>>(), there);
        for (pattern, evidence, bearing) in made.placed.values() {
            if let Some(seen) = debrief.patterns.get(pattern) && !made.taken.contains(&(*pattern, *evidence)) {
                prop_assert!(seen.evidence[evidence].contains(bearing));
            }
        }
        for (pattern, seen) in &debrief.patterns {
            for (evidence, bearings) in &seen.evidence {
                let placed = |bearing| made.placed.values().any(|known| *known == (*pattern, *evidence, bearing));
                prop_assert!(bearings.iter().all(|bearing| placed(*bearing)));
            }
            for word in made.words.get(pattern).into_iter().flatten() {
                let times = seen.statement.split(' ').filter(|found| found == word).count();
                prop_assert_eq!(times, 1, "{} in {:?}", word, seen.statement);
            }
        }

        prop_assert_eq!(kept_by_server(DEBRIEF, &made.changes).debrief(), debrief);
    }

    #[test]
    fn responses_converge_and_what_was_locked_stays_as_it_was(
        acts in prop::collection::vec((0..2_usize, 0..3_u128, 0..8_u8, any::<bool>()), 1..40),
    ) {
        let mut replicas = [document(RESPONSE, 1), document(RESPONSE, 2)];
        let mut locked = BTreeMap::new();
        for (n, (which, subject, act, meets)) in acts.into_iter().enumerate() {
            let now = NOW.plus_millis(n as i64);
            let replica = &mut replicas[which];
            let prediction = TextPlace::Question(question(subject), QuestionText::Prediction);
            let acted = match act {
                0 => replica.add_cycle(cycle(subject), None, now),
                1 => replica.add_question(question(subject), cycle(subject), now),
                2 | 3 => replica.edit_text(&prediction, &replica.heads(), &n.to_string(), edit(n as u128)),
                4 => replica.lock_cycle(cycle(subject), now),
                5 => replica.decide(cycle(subject), Some(Decision::ALL[n % 3]), now),
                6 => replica.add_comment(CommentId(uuid::Uuid::from_u128(subject)), About::Feedback, "x", now),
                _ => replica.set_report_back_on(Some(jiff::civil::date(2026, 12, 1 + subject as i8)), now),
            };
            prop_assert!(matches!(acted, Ok(_) | Err(DocumentError::NotFound | DocumentError::Locked)));
            if meets {
                let [one, other] = &mut replicas;
                meet(one, other);
                prop_assert_eq!(one.response(), other.response());
                for (id, cycle) in one.response().cycles {
                    if let Some(at) = cycle.locked_at {
                        let predictions: Vec<_> =
                            cycle.questions.into_iter().map(|(id, question)| (id, question.prediction)).collect();
                        let known = locked.entry(id).or_insert_with(|| (at, predictions.clone()));
                        prop_assert_eq!(&*known, &(at, predictions));
                    }
                }
            }
        }
    }
}
