//! The feedback of a visit counted once more, by hand: plain loops over what observers shared, and nothing of the code
//! that the server counts with. Slower, and easy to check against the glossary.

use std::collections::{BTreeMap, BTreeSet};

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Bearing, Focus, NoteKind};
use fieldwalk_core::ids::{EvidenceId, ItemId, MemberId, RoomId, SlotId, TeamId};
use serde_json::{Value, json};

use super::raw::Raw;

const MASK: &str = "███";
/// With fewer rooms, nothing is told by room.
const FEW_ROOMS: usize = 3;

/// What any piece of evidence has, and what it says.
pub(super) struct Piece<T> {
    pub(super) evidence: String,
    pub(super) member: MemberId,
    pub(super) room_id: Option<RoomId>,
    pub(super) room: Option<String>,
    pub(super) team: Option<TeamId>,
    pub(super) minute: Option<i64>,
    /// With masked words covered.
    pub(super) text: String,
    pub(super) says: T,
}

/// Of a note, beside its text.
pub(super) struct Note {
    pub(super) kind: NoteKind,
    pub(super) focus: Focus,
    pub(super) look_fors: Vec<String>,
}

/// A pattern with its numbers.
pub(super) struct Pattern {
    pub(super) id: String,
    pub(super) statement: String,
    /// In how many rooms, by how many observers.
    pub(super) rooms: usize,
    pub(super) observers: usize,
    pub(super) bearings: BTreeMap<&'static str, usize>,
    /// Evidence and how it stands to the statement.
    pub(super) placed: Vec<(String, Vec<&'static str>)>,
}

/// A visit, counted. Pieces that are left out are in no list.
pub(super) struct Recount<'a> {
    pub(super) raw: &'a Raw,
    pub(super) notes: Vec<Piece<Note>>,
    /// Each with count and denominator.
    pub(super) tallies: Vec<Piece<(u32, Option<u32>)>>,
    pub(super) wonderings: Vec<Piece<()>>,
    pub(super) patterns: Vec<Pattern>,
    /// Under no pattern.
    pub(super) unclustered: Vec<String>,
    pub(super) rooms: usize,
    pub(super) observers: usize,
    pub(super) masked: usize,
    pub(super) hidden: usize,
    /// Room, team and notes, where anything is told by room.
    pub(super) coverage: Vec<(String, String, usize)>,
    /// Name, notes, rooms.
    pub(super) look_fors: Vec<(String, usize, usize)>,
    /// Label, count, denominator, tallies.
    pub(super) sums: Vec<(String, u64, Option<u64>, usize)>,
}

impl<'a> Recount<'a> {
    pub(super) fn of(raw: &'a Raw) -> Self {
        let mut count = Self {
            raw,
            notes: Vec::new(),
            tallies: Vec::new(),
            wonderings: Vec::new(),
            patterns: Vec::new(),
            unclustered: Vec::new(),
            rooms: 0,
            observers: 0,
            masked: 0,
            hidden: 0,
            coverage: Vec::new(),
            look_fors: Vec::new(),
            sums: Vec::new(),
        };
        count.read();
        count.count_rooms_and_observers();
        if count.rooms < FEW_ROOMS {
            count.forget_rooms();
        } else {
            count.cover();
        }
        count.see_look_fors();
        count.add_up();
        count.see_patterns();
        count.notes.sort_by(|a, b| (&a.room, a.minute, &a.evidence).cmp(&(&b.room, b.minute, &b.evidence)));
        count.tallies.sort_by(|a, b| (&a.text, &a.evidence).cmp(&(&b.text, &b.evidence)));
        count.wonderings.sort_by(|a, b| a.evidence.cmp(&b.evidence));
        count
    }

    /// Whether anything is told by room.
    pub(super) fn tells_rooms(&self) -> bool {
        self.rooms >= FEW_ROOMS
    }

    fn read(&mut self) {
        let raw = self.raw;
        for (member, contribution) in &raw.contributions {
            for (item, shared) in &contribution.notes {
                let mut look_fors = Vec::new();
                for id in &shared.item.look_fors {
                    if let Some(look_for) = raw.plan.look_fors.get(id) {
                        look_fors.push(look_for.name.clone());
                    }
                }
                let says = Note { kind: shared.item.kind, focus: shared.item.focus, look_fors };
                let at = (shared.slot, shared.room, shared.observed_at);
                let piece = self.piece(*item, *member, at, &shared.item.text, says);
                self.notes.extend(piece);
            }
            for (item, shared) in &contribution.tallies {
                let says = (shared.item.count, shared.item.denominator);
                let at = (shared.slot, shared.room, shared.observed_at);
                let piece = self.piece(*item, *member, at, &shared.item.label, says);
                self.tallies.extend(piece);
            }
            for (item, shared) in &contribution.wonderings {
                let at = (shared.slot, shared.room, shared.observed_at);
                let piece = self.piece(*item, *member, at, &shared.item.text, ());
                self.wonderings.extend(piece);
            }
        }
    }

    /// `None` where the piece is left out.
    fn piece<T>(
        &mut self,
        item: ItemId,
        member: MemberId,
        (slot, room, observed_at): (Option<SlotId>, Option<RoomId>, Timestamp),
        words: &str,
        says: T,
    ) -> Option<Piece<T>> {
        let evidence = EvidenceId::of(item).to_string();
        if self.raw.hidden.contains(&evidence) {
            self.hidden += 1;
            return None;
        }
        let mut text = words.to_owned();
        if let Some(masked) = self.raw.masks.get(&evidence)
            && words.contains(masked.as_str())
        {
            text = words.replace(masked.as_str(), MASK);
            self.masked += 1;
        }
        let plan = &self.raw.plan;
        let (mut team, mut minute) = (plan.team_members.get(&member).copied(), None);
        if let Some(slot) = slot.and_then(|slot| plan.slots.get(&slot)) {
            team = Some(slot.team);
            let ends_at = slot.starts_at.0 + i64::from(slot.minutes) * 60_000;
            if slot.starts_at.0 <= observed_at.0 && observed_at.0 < ends_at {
                minute = Some((observed_at.0 - slot.starts_at.0) / 60_000);
            }
        }
        let room_id = room.filter(|room| plan.rooms.contains_key(room));
        let room = room_id.map(|room| plan.rooms[&room].code.clone());
        Some(Piece { evidence, member, room_id, room, team, minute, text, says })
    }

    /// Every piece: evidence, room, member.
    fn all(&self) -> Vec<(String, Option<RoomId>, MemberId)> {
        let notes = self.notes.iter().map(|piece| (piece.evidence.clone(), piece.room_id, piece.member));
        let tallies = self.tallies.iter().map(|piece| (piece.evidence.clone(), piece.room_id, piece.member));
        let wonderings = self.wonderings.iter().map(|piece| (piece.evidence.clone(), piece.room_id, piece.member));
        notes.chain(tallies).chain(wonderings).collect()
    }

    fn count_rooms_and_observers(&mut self) {
        let (mut rooms, mut observers) = (BTreeSet::new(), BTreeSet::new());
        for (_, room, member) in self.all() {
            rooms.extend(room);
            observers.insert(member);
        }
        (self.rooms, self.observers) = (rooms.len(), observers.len());
    }

    fn forget_rooms(&mut self) {
        for note in &mut self.notes {
            (note.room, note.minute) = (None, None);
        }
        self.tallies.iter_mut().for_each(|tally| tally.room = None);
        self.wonderings.iter_mut().for_each(|wondering| wondering.room = None);
    }

    fn cover(&mut self) {
        let plan = &self.raw.plan;
        for (room_id, room) in &plan.rooms {
            for (team_id, team) in &plan.teams {
                let is_due = plan.slots.values().any(|slot| slot.room == *room_id && slot.team == *team_id);
                let mut notes = 0;
                for note in &self.notes {
                    if note.room_id == Some(*room_id) && note.team == Some(*team_id) {
                        notes += 1;
                    }
                }
                if is_due || notes > 0 {
                    self.coverage.push((room.code.clone(), team.name.clone(), notes));
                }
            }
        }
        self.coverage.sort();
    }

    fn see_look_fors(&mut self) {
        for look_for in self.raw.plan.look_fors.values() {
            let (mut notes, mut rooms) = (0, BTreeSet::new());
            for note in &self.notes {
                if note.says.look_fors.contains(&look_for.name) {
                    notes += 1;
                    rooms.extend(note.room_id);
                }
            }
            self.look_fors.push((look_for.name.clone(), notes, rooms.len()));
        }
    }

    fn add_up(&mut self) {
        let labels: BTreeSet<&str> = self.tallies.iter().map(|tally| tally.text.as_str()).collect();
        for label in labels {
            let (mut count, mut denominator, mut tallies) = (0, Some(0), 0);
            for tally in self.tallies.iter().filter(|tally| tally.text == label) {
                count += u64::from(tally.says.0);
                denominator = match (denominator, tally.says.1) {
                    (Some(sum), Some(of)) => Some(sum + u64::from(of)),
                    _ => None,
                };
                tallies += 1;
            }
            self.sums.push((label.to_owned(), count, denominator, tallies));
        }
    }

    fn see_patterns(&mut self) {
        let all = self.all();
        let mut under_one = BTreeSet::new();
        for (id, pattern) in &self.raw.debrief.patterns {
            let mut seen = Pattern {
                id: id.to_string(),
                statement: pattern.statement.clone(),
                rooms: 0,
                observers: 0,
                bearings: BTreeMap::from([("supports", 0), ("contrasts", 0), ("exception", 0)]),
                placed: Vec::new(),
            };
            let (mut rooms, mut observers) = (BTreeSet::new(), BTreeSet::new());
            for (evidence, bearings) in &pattern.evidence {
                let evidence = evidence.to_string();
                let Some((_, room, member)) = all.iter().find(|piece| piece.0 == evidence) else { continue };
                let mut words = Vec::new();
                for (bearing, word) in [
                    (Bearing::Supports, "supports"),
                    (Bearing::Contrasts, "contrasts"),
                    (Bearing::Exception, "exception"),
                ] {
                    if bearings.contains(&bearing) {
                        words.push(word);
                        *seen.bearings.get_mut(word).unwrap() += 1;
                    }
                }
                if words.contains(&"supports") {
                    rooms.extend(*room);
                    observers.insert(*member);
                }
                under_one.insert(evidence.clone());
                seen.placed.push((evidence, words));
            }
            (seen.rooms, seen.observers) = (rooms.len(), observers.len());
            self.patterns.push(seen);
        }
        let clusterable = all.iter().take(self.notes.len() + self.tallies.len());
        self.unclustered = clusterable.map(|piece| piece.0.clone()).filter(|id| !under_one.contains(id)).collect();
        self.unclustered.sort();
    }

    /// Notes about one part of the instructional core, or of one kind.
    pub(super) fn notes_where(&self, is_one: impl Fn(&Note) -> bool) -> usize {
        self.notes.iter().filter(|note| is_one(&note.says)).count()
    }

    /// The texts of the group's statements that say something.
    pub(super) fn said<'t>(texts: impl Iterator<Item = &'t String>) -> Vec<String> {
        texts.filter(|text| !text.trim().is_empty()).cloned().collect()
    }

    /// What is not covered: as JSON, and as a sentence.
    pub(super) fn gaps(&self) -> Vec<(Value, String)> {
        let mut gaps = Vec::new();
        let notes_from =
            |room: &str| -> usize { self.coverage.iter().filter(|cell| cell.0 == room).map(|cell| cell.2).sum() };
        let rooms: BTreeSet<&String> = self.coverage.iter().map(|cell| &cell.0).collect();
        for room in rooms {
            if notes_from(room) == 0 {
                gaps.push((json!({ "gap": "room_without_notes", "room": room }), format!("{room}: no notes")));
            }
        }
        for (room, team, notes) in &self.coverage {
            if *notes == 0 && notes_from(room) > 0 {
                let gap = json!({ "gap": "team_without_notes", "room": room, "team": team });
                gaps.push((gap, format!("{room}: no notes from {team}")));
            }
        }
        for (name, notes, _) in &self.look_fors {
            if *notes == 0 {
                let gap = json!({ "gap": "look_for_not_seen", "name": name });
                gaps.push((gap, format!("{name}: not seen in any note")));
            }
        }
        for (focus, word, name) in [
            (Focus::Teacher, "teacher", "Teacher"),
            (Focus::Students, "students", "Students"),
            (Focus::Task, "task", "Task"),
        ] {
            let about = self.notes_where(|note| note.focus == focus);
            if about * 10 < self.notes.len() {
                let gap = json!({ "gap": "thin_focus", "focus": word, "notes": about });
                gaps.push((gap, format!("{name}: few notes ({about})")));
            }
        }
        gaps
    }
}
