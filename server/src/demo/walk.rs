//! An observer walks the rotation with the phone offline: types, counts, changes, and chooses what to share.

use std::collections::{BTreeMap, BTreeSet};

use fieldwalk_core::client::{Client, ClientError, DraftPlace, NoteMarks};
use fieldwalk_core::clock::{Clock, Timestamp};
use fieldwalk_core::document::NewTally;
use fieldwalk_core::evidence::{Finding, Kind};
use fieldwalk_core::ids::{ItemId, LookForId, SlotId, VisitId};

use super::phone::Phone;
use super::script::{Entry, Later, What};

/// Between two keystrokes.
const KEYSTROKE_MILLIS: i64 = 180;
/// A screen keeps the draft at every pause of the fingers; so many letters come between two of them.
const LETTERS_BETWEEN_PAUSES: usize = 12;

/// What an observer does in one slot.
pub(super) struct SlotScript {
    pub(super) slot: SlotId,
    pub(super) starts_at: Timestamp,
    pub(super) ends_at: Timestamp,
    pub(super) entries: Vec<Entry>,
}

/// What the phone confirmed during the walk.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Walked {
    /// Every item with its latest wording.
    pub(super) confirmed: BTreeMap<ItemId, String>,
    /// What was chosen and shared.
    pub(super) shared: BTreeSet<ItemId>,
    /// Everything that was ever on the screen, later wordings included.
    pub(super) typed: BTreeSet<String>,
    /// Texts on which the evidence check had something to say.
    pub(super) advised: usize,
}

/// Walks all slots of `phone`'s observer and shares what was chosen.
pub(super) fn walk(
    phone: &Phone,
    visit: VisitId,
    look_fors: &[LookForId],
    slots: &[SlotScript],
    each_slot: impl Fn(),
) -> Result<Walked, ClientError> {
    let mut observer = Observer { phone, visit, look_fors, walked: Walked::default() };
    phone.client.acknowledge_norms(visit)?;
    for script in slots {
        observer.walk_slot(script)?;
        each_slot();
    }
    let chosen: Vec<ItemId> = observer.walked.shared.iter().copied().collect();
    phone.client.share(visit, &chosen)?;
    Ok(observer.walked)
}

struct Observer<'a> {
    phone: &'a Phone,
    visit: VisitId,
    look_fors: &'a [LookForId],
    walked: Walked,
}

impl Observer<'_> {
    fn client(&self) -> &Client {
        &self.phone.client
    }

    fn walk_slot(&mut self, script: &SlotScript) -> Result<(), ClientError> {
        let SlotScript { slot, starts_at, ends_at, ref entries } = *script;
        self.phone.clock.reach(starts_at);
        self.client().start_slot(self.visit, slot)?;
        for entry in entries {
            self.phone.clock.reach(starts_at.plus_millis(entry.at_millis));
            let Some(item) = self.write(slot, &entry.what)? else { continue };
            if entry.is_chosen {
                self.walked.shared.insert(item);
            }
        }
        self.phone.clock.reach(ends_at);
        self.client().finish_slot(self.visit, slot)
    }

    fn write(&mut self, slot: SlotId, what: &What) -> Result<Option<ItemId>, ClientError> {
        match what {
            What::Note { text, kind, focus, watched, later } => {
                let look_fors = watched.iter().map(|watch| self.look_fors[*watch as usize]).collect();
                let marks = NoteMarks { kind: *kind, focus: *focus, look_fors };
                let item = self.type_out(DraftPlace::NewNote(Some(slot)), text, &marks)?;
                if let Some(item) = item {
                    self.change(item, later)?;
                }
                Ok(item)
            }
            What::Wondering { text } => {
                self.type_out(DraftPlace::NewWondering(Some(slot)), text, &NoteMarks::default())
            }
            What::Tally { label, counted, miscounts, denominator } => {
                let observed_at = self.phone.clock.now();
                let label = (*label).to_owned();
                let tally =
                    NewTally { slot: Some(slot), label: label.clone(), count: 0, denominator: None, observed_at };
                let item = self.client().add_tally(self.visit, &tally)?;
                for tap in (0..*counted).map(|_| 1).chain((0..*miscounts).flat_map(|_| [1, -1])) {
                    self.phone.clock.advance(KEYSTROKE_MILLIS);
                    self.client().count(self.visit, item, tap)?;
                }
                self.client().set_denominator(self.visit, item, Some(*denominator))?;
                self.walked.confirmed.insert(item, label);
                Ok(Some(item))
            }
        }
    }

    /// Types a text, heeds the evidence check where it finds a name, and leaves the field.
    fn type_out(
        &mut self,
        place: DraftPlace,
        text: &str,
        marks: &NoteMarks,
    ) -> Result<Option<ItemId>, ClientError> {
        let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
        for end in ends.skip(LETTERS_BETWEEN_PAUSES - 1).step_by(LETTERS_BETWEEN_PAUSES).chain([text.len()]) {
            self.client().type_draft(self.visit, place, &text[..end])?;
            self.phone.clock.advance(KEYSTROKE_MILLIS * 12);
        }
        let findings = self.client().check_evidence(text);
        self.walked.advised += usize::from(!findings.is_empty());
        self.walked.typed.insert(text.to_owned());
        let wording = without_names(text, &findings);
        if wording != text {
            self.client().type_draft(self.visit, place, &wording)?;
            self.walked.typed.insert(wording.clone());
        }
        let item = self.client().commit_draft(self.visit, place, marks)?;
        if let Some(item) = item {
            self.walked.confirmed.insert(item, wording);
        }
        Ok(item)
    }

    fn change(&mut self, item: ItemId, later: &Later) -> Result<(), ClientError> {
        match later {
            Later::Stays => {}
            Later::Edited(text) => {
                self.type_out(DraftPlace::Note(item), text, &NoteMarks::default())?;
            }
            Later::Deleted => self.client().delete(self.visit, item)?,
            Later::Restored => {
                self.client().delete(self.visit, item)?;
                self.client().restore(self.visit, item)?;
            }
        }
        Ok(())
    }
}

/// The text with `[name]` in place of the words that tell who somebody is.
fn without_names(text: &str, findings: &[Finding]) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut kept = String::new();
    let mut from = 0;
    for name in findings.iter().filter(|finding| finding.kind == Kind::Identifying) {
        let Some(before) = units.get(from..name.start) else { continue };
        kept.push_str(&String::from_utf16_lossy(before));
        kept.push_str("[name]");
        from = name.end;
    }
    kept.push_str(&String::from_utf16_lossy(&units[from..]));
    kept
}

#[cfg(test)]
mod tests {
    use fieldwalk_core::evidence::{NameList, check};

    use super::*;

    #[test]
    fn names_give_way_and_everything_else_stays_as_it_was() {
        let names = NameList::new(["Ada Lovelace"]);
        let masked = |text: &str| without_names(text, &check(text, &names));
        assert_eq!(masked("S: Ms. Koski said “why?” 👋 twice"), "S: [name] said “why?” 👋 twice");
        assert_eq!(masked("S: Two halves make a whole."), "S: Two halves make a whole.");
    }
}
