//! What screens show, made by the core in one call.

use std::collections::BTreeSet;

use fieldwalk_core::client::screen;
use fieldwalk_core::ids::ItemId;

use super::{Draft, EvidenceFinding, Item, Visit, VisitStatus, text};
use crate::ids::number;

/// A slot of one's own team.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct WalkSlot {
    /// The slot.
    pub id: String,
    /// The room.
    pub room: String,
    /// The room's code.
    pub room_code: String,
    /// From when, as planned.
    pub starts_at: i64,
    /// Until when, as planned.
    pub ends_at: i64,
    /// When this observer went in.
    pub started_at: Option<i64>,
    /// When this observer left.
    pub finished_at: Option<i64>,
    /// Items written there that are not deleted.
    pub items: i64,
}

impl From<screen::WalkSlot> for WalkSlot {
    fn from(slot: screen::WalkSlot) -> Self {
        Self {
            id: text(&slot.slot),
            room: text(&slot.room),
            starts_at: slot.starts_at.0,
            ends_at: slot.ends_at().0,
            started_at: slot.started_at.map(|at| at.0),
            finished_at: slot.finished_at.map(|at| at.0),
            items: number(slot.items),
            room_code: slot.room_code,
        }
    }
}

/// The screen that an observer holds in a classroom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct WalkScreen {
    /// Whether this member acknowledged the norms.
    pub is_norms_acknowledged: bool,
    /// The slots of one's own team, in order of time; empty for who walks with no team.
    pub slots: Vec<WalkSlot>,
    /// The slot to write in: the one entered last and not left, else the one that is planned for now.
    pub current: Option<String>,
    /// The one after it that was not left yet.
    pub next: Option<String>,
    /// Milliseconds until the current slot ends as planned; negative when that has passed.
    pub left_millis: Option<i64>,
    /// Milliseconds until the next slot begins as planned; negative when that has passed.
    pub until_next_millis: Option<i64>,
    /// What was written in the slot shown, oldest first.
    pub items: Vec<Item>,
    /// Beside a slot that is shown: what belongs to none of one's own, oldest first. It was written in a slot that the
    /// plan has no more or gave to another team, or outside the rotation.
    pub elsewhere: Vec<Item>,
    /// The note that is being typed in the slot shown.
    pub draft: Option<Draft>,
    /// What the evidence check says of that draft.
    pub findings: Vec<EvidenceFinding>,
    /// How much of the notebook the server holds.
    pub status: VisitStatus,
}

impl WalkScreen {
    pub(crate) fn of(screen: screen::WalkScreen, waiting: &BTreeSet<ItemId>, status: VisitStatus) -> Self {
        let items = |items: Vec<screen::WalkItem>| {
            items.into_iter().map(|item| Item::of(item.id, item.item, waiting)).collect()
        };
        let draft_text = screen.draft.as_ref().map(|draft| draft.text.clone()).unwrap_or_default();
        Self {
            is_norms_acknowledged: screen.is_norms_acknowledged,
            slots: screen.slots.into_iter().map(Into::into).collect(),
            current: screen.current.as_ref().map(text),
            next: screen.next.as_ref().map(text),
            left_millis: screen.left_millis,
            until_next_millis: screen.until_next_millis,
            items: items(screen.items),
            elsewhere: items(screen.elsewhere),
            draft: screen.draft.map(Into::into),
            findings: EvidenceFinding::all(screen.findings, &draft_text),
            status,
        }
    }
}

/// A visit in the list that the app opens with.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct VisitRow {
    /// The visit.
    pub visit: Visit,
    /// Whether this member takes part: writes, shares and works in the debrief.
    pub is_participant: bool,
    /// Whether this member's school is the host.
    pub is_host: bool,
    /// Whether this member was taken off it: their notebook is all that is left of it here.
    pub is_left: bool,
    /// How much of one's own notebook the server holds.
    pub status: VisitStatus,
    /// What is asked of this member and not answered.
    pub asks: i64,
    /// Whether something is being typed there.
    pub has_draft: bool,
}

impl From<screen::VisitRow> for VisitRow {
    fn from(row: screen::VisitRow) -> Self {
        Self {
            is_left: row.entry.is_left,
            visit: row.entry.into(),
            is_participant: row.is_participant,
            is_host: row.is_host,
            status: row.status.into(),
            asks: number(row.asks),
            has_draft: row.has_draft,
        }
    }
}

/// The list that the app opens with.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct VisitList {
    /// Those of the day.
    pub today: Vec<VisitRow>,
    /// Those to come, the next one first.
    pub upcoming: Vec<VisitRow>,
    /// Those that were, the latest first.
    pub past: Vec<VisitRow>,
}

impl From<screen::VisitList> for VisitList {
    fn from(list: screen::VisitList) -> Self {
        let rows = |rows: Vec<screen::VisitRow>| rows.into_iter().map(Into::into).collect();
        Self { today: rows(list.today), upcoming: rows(list.upcoming), past: rows(list.past) }
    }
}
