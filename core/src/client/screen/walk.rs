//! The screen that an observer holds in a classroom.

use super::super::{Client, ClientError, Draft, DraftPlace};
use crate::clock::Timestamp;
use crate::domain::{Item, Notebook, Visit};
use crate::evidence::Finding;
use crate::ids::{ItemId, MemberId, RoomId, SlotId, VisitId};
use crate::order::order_by_key;

/// A slot of one's own team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkSlot {
    /// The slot.
    pub slot: SlotId,
    /// Where.
    pub room: RoomId,
    /// The room's code; empty if the room was taken out of the plan.
    pub room_code: String,
    /// From when, as planned.
    pub starts_at: Timestamp,
    /// For how many minutes.
    pub minutes: u32,
    /// When this observer went in.
    pub started_at: Option<Timestamp>,
    /// When this observer left.
    pub finished_at: Option<Timestamp>,
    /// Items written there that are not deleted.
    pub items: usize,
}

impl WalkSlot {
    /// When it ends as planned.
    pub fn ends_at(&self) -> Timestamp {
        self.starts_at.plus_minutes(self.minutes)
    }
}

/// An item as the screen lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkItem {
    /// Which.
    pub id: ItemId,
    /// What.
    pub item: Item,
}

/// What the walk screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WalkScreen {
    /// Whether this member acknowledged the norms.
    pub is_norms_acknowledged: bool,
    /// The slots of one's own team, in order of time; empty for who walks with no team.
    pub slots: Vec<WalkSlot>,
    /// The slot to write in: the one entered last and not left, else the one that is planned for now.
    pub current: Option<SlotId>,
    /// The one after it that was not left yet.
    pub next: Option<SlotId>,
    /// Milliseconds until the current slot ends as planned; negative when that has passed.
    pub left_millis: Option<i64>,
    /// Milliseconds until the next slot begins as planned; negative when that has passed.
    pub until_next_millis: Option<i64>,
    /// What was written in the slot shown and is not deleted, oldest first; where none is shown, what belongs to none of
    /// one's own slots.
    pub items: Vec<WalkItem>,
    /// Beside a slot that is shown: what belongs to none of one's own, oldest first. It was written in a slot that the plan
    /// has no more or gave to another team, or outside the rotation.
    pub elsewhere: Vec<WalkItem>,
    /// The note that is being typed in the slot shown.
    pub draft: Option<Draft>,
    /// What the evidence check says of that draft.
    pub findings: Vec<Finding>,
}

/// Makes the walk screen of `member`. Shown are the items and the draft of `shown`, or where that is `None` of the
/// current slot.
pub fn walk_screen(
    plan: &Visit,
    notebook: &Notebook,
    drafts: &[Draft],
    member: MemberId,
    shown: Option<SlotId>,
    now: Timestamp,
) -> WalkScreen {
    let slots: Vec<WalkSlot> = plan
        .slots_of(member)
        .into_iter()
        .map(|(id, slot)| WalkSlot {
            slot: id,
            room: slot.room,
            room_code: plan.rooms.get(&slot.room).map(|room| room.code.clone()).unwrap_or_default(),
            starts_at: slot.starts_at,
            minutes: slot.minutes,
            started_at: notebook.slots_started.get(&id).copied(),
            finished_at: notebook.slots_finished.get(&id).copied(),
            items: items_of(notebook, &|slot| slot == Some(id)).len(),
        })
        .collect();
    let current = current(&slots, now);
    let next = next(&slots, current, now);
    let find = |id: Option<SlotId>| slots.iter().find(|slot| Some(slot.slot) == id);
    let until = |time: Timestamp| time.0.saturating_sub(now.0);
    let shown = shown.or(current);
    let is_own = |slot: SlotId| slots.iter().any(|own| own.slot == slot);
    let is_elsewhere = |slot: Option<SlotId>| slot != shown && !slot.is_some_and(is_own);
    let is_shown = |slot: Option<SlotId>| slot == shown || (shown.is_none() && is_elsewhere(slot));
    WalkScreen {
        is_norms_acknowledged: notebook.norms_acknowledged_at.is_some(),
        current,
        next,
        left_millis: find(current).map(|slot| until(slot.ends_at())),
        until_next_millis: find(next).map(|slot| until(slot.starts_at)),
        items: items_of(notebook, &is_shown),
        elsewhere: if shown.is_some() { items_of(notebook, &is_elsewhere) } else { Vec::new() },
        draft: drafts.iter().find(|draft| draft.place == DraftPlace::NewNote(shown)).cloned(),
        findings: Vec::new(),
        slots,
    }
}

/// Going in by hand counts before the plan: rounds run late.
fn current(slots: &[WalkSlot], now: Timestamp) -> Option<SlotId> {
    let is_open = |slot: &&WalkSlot| slot.finished_at.is_none();
    let entered = slots.iter().filter(is_open).filter(|slot| slot.started_at.is_some());
    let planned = || slots.iter().filter(is_open).find(|slot| slot.starts_at <= now && now < slot.ends_at());
    entered.max_by_key(|slot| slot.started_at).or_else(planned).map(|slot| slot.slot)
}

fn next(slots: &[WalkSlot], current: Option<SlotId>, now: Timestamp) -> Option<SlotId> {
    let is_ahead = |slot: &&WalkSlot| slot.finished_at.is_none() && slot.started_at.is_none();
    match slots.iter().position(|slot| Some(slot.slot) == current) {
        Some(here) => slots[here + 1..].iter().find(is_ahead),
        None => slots.iter().filter(is_ahead).find(|slot| slot.starts_at > now),
    }
    .map(|slot| slot.slot)
}

/// What is in the notebook for these slots, or outside the rotation, and not deleted; oldest first.
fn items_of(notebook: &Notebook, is_here: &dyn Fn(Option<SlotId>) -> bool) -> Vec<WalkItem> {
    let notes = notebook.live_notes().filter(|(_, note)| is_here(note.slot));
    let notes = notes.map(|(id, note)| (note.observed_at, WalkItem { id, item: Item::Note(note.clone()) }));
    let tallies = notebook.live_tallies().filter(|(_, tally)| is_here(tally.slot));
    let tallies =
        tallies.map(|(id, tally)| (tally.observed_at, WalkItem { id, item: Item::Tally(tally.clone()) }));
    let wonderings = notebook.live_wonderings().filter(|(_, wondering)| is_here(wondering.slot));
    let wonderings = wonderings
        .map(|(id, wondering)| (wondering.observed_at, WalkItem { id, item: Item::Wondering(wondering.clone()) }));
    let mut items: Vec<(Timestamp, WalkItem)> = notes.chain(tallies).chain(wonderings).collect();
    order_by_key(&mut items, |(observed_at, item)| (*observed_at, item.id));
    items.into_iter().map(|(_, item)| item).collect()
}

impl Client {
    /// The walk screen of a visit now. `shown` is the slot that the person looks at; `None` for the current one.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn walk_screen(&self, visit: VisitId, shown: Option<SlotId>) -> Result<WalkScreen, ClientError> {
        let member = self.lock().enrolment()?.member;
        let (notebook, drafts) = (self.notebook(visit)?, self.drafts(visit)?);
        let mut screen = walk_screen(&self.visit(visit)?, &notebook, &drafts, member, shown, self.now());
        if let Some(draft) = &screen.draft {
            screen.findings = self.check_evidence(&draft.text);
        }
        Ok(screen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Wondering;
    use crate::testing::{ByHand, MORNING};

    fn at(by_hand: &ByHand, notebook: &Notebook, minutes: u32) -> WalkScreen {
        let observer = ByHand::member(2);
        walk_screen(&by_hand.plan, notebook, &[], observer, None, MORNING.plus_minutes(minutes))
    }

    fn planned(by_hand: &ByHand) -> Vec<(SlotId, crate::domain::Slot)> {
        by_hand.plan.slots_of(ByHand::member(2))
    }

    #[test]
    fn current_slot_is_the_one_planned_for_now_until_somebody_goes_in_elsewhere() {
        let by_hand = ByHand::new(1);
        let slots = planned(&by_hand);
        let (first, second) = (&slots[0], &slots[1]);
        let minutes_in = u32::try_from((first.1.starts_at.0 - MORNING.0) / 60_000).unwrap();
        let screen = at(&by_hand, &Notebook::default(), minutes_in + 1);
        assert_eq!(screen.current, Some(first.0));
        assert_eq!(screen.next, Some(second.0));
        assert_eq!(screen.left_millis, Some(i64::from(first.1.minutes - 1) * 60_000));

        let mut notebook = Notebook::default();
        notebook.slots_started.insert(second.0, MORNING);
        let screen = at(&by_hand, &notebook, minutes_in + 1);
        assert_eq!((screen.current, screen.next), (Some(second.0), None));

        notebook.slots_finished.insert(second.0, MORNING.plus_minutes(1));
        assert_eq!(at(&by_hand, &notebook, minutes_in + 1).current, Some(first.0));
    }

    #[test]
    fn time_left_is_negative_in_a_slot_that_was_entered_and_has_run_over() {
        let by_hand = ByHand::new(1);
        let (slot, planned) = planned(&by_hand)[0];
        let mut notebook = Notebook::default();
        notebook.slots_started.insert(slot, planned.starts_at);
        let now = planned.starts_at.plus_minutes(planned.minutes + 3);
        let screen = walk_screen(&by_hand.plan, &notebook, &[], ByHand::member(2), None, now);
        assert_eq!((screen.current, screen.left_millis), (Some(slot), Some(-180_000)));
    }

    #[test]
    fn what_is_in_no_slot_of_ones_own_is_listed_once_whatever_is_shown() {
        let by_hand = ByHand::new(1);
        let (own, gone) = (planned(&by_hand)[0].0, ByHand::slot(99));
        let mut notebook = Notebook::default();
        let mut wonder = |number, slot| {
            let id = ItemId(uuid::Uuid::from_u128(number));
            let (text, observed_at) = ("I wonder who asks".into(), MORNING);
            notebook.wonderings.insert(id, Wondering { slot, text, observed_at, deleted_at: None });
            id
        };
        let [in_own, in_gone, in_none] = [wonder(1, Some(own)), wonder(2, Some(gone)), wonder(3, None)];
        let ids = |items: &[WalkItem]| items.iter().map(|item| item.id).collect::<Vec<_>>();
        let listed = |shown| {
            let evening = MORNING.plus_minutes(600);
            let screen = walk_screen(&by_hand.plan, &notebook, &[], ByHand::member(2), shown, evening);
            (ids(&screen.items), ids(&screen.elsewhere))
        };
        assert_eq!(listed(Some(own)), (vec![in_own], vec![in_gone, in_none]));
        assert_eq!(listed(Some(gone)), (vec![in_gone], vec![in_none]));
        assert_eq!(listed(None), (vec![in_gone, in_none], vec![]), "nothing is planned for now");
    }

    #[test]
    fn who_walks_with_no_team_writes_outside_the_rotation() {
        let by_hand = ByHand::new(1);
        let draft = Draft { place: DraftPlace::NewNote(None), text: "in the hall".into(), started_at: MORNING };
        let screen = walk_screen(
            &by_hand.plan,
            &Notebook::default(),
            std::slice::from_ref(&draft),
            ByHand::member(77),
            None,
            MORNING,
        );
        assert_eq!((screen.slots.len(), screen.current), (0, None));
        assert_eq!(screen.draft, Some(draft));
    }
}
