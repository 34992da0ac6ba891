//! What the phone library reads from a store, in words of our own: the library's records change with its versions.

use fieldwalk_mobile::{DraftPlace, Item, ItemStatus, ItemsShown, Profile, VisitStatus};
use serde::{Deserialize, Serialize};

/// Everything that a person would miss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Which profile.
    pub profile: String,
    /// Changes and commands that the server has given no receipt for.
    pub waiting_changes: i64,
    /// When the phone last synced.
    pub last_synced_at: Option<i64>,
    /// The visits, by what they ask.
    pub visits: Vec<SeenVisit>,
}

/// One visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenVisit {
    /// Its id.
    pub id: String,
    /// Its problem of practice.
    pub problem_of_practice: String,
    /// Its stage.
    pub stage: String,
    /// Rooms and when they were entered.
    pub slots: Vec<(String, Option<i64>)>,
    /// Items on the device, held, waiting.
    pub status: (i64, i64, i64),
    /// The notebook, deleted items too.
    pub items: Vec<SeenItem>,
    /// The items that are shared.
    pub shared: Vec<String>,
    /// Places and what is typed there.
    pub drafts: Vec<(String, String)>,
}

/// A note, tally or wondering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenItem {
    /// Its id.
    pub id: String,
    /// Its slot.
    pub slot: Option<String>,
    /// Its text; of a tally its label and counts.
    pub text: String,
    /// When it was written.
    pub observed_at: i64,
    /// Whether it was deleted.
    pub is_deleted: bool,
    /// Whether the server gave its receipt for it as it is now.
    pub is_held: bool,
}

impl Seen {
    /// What an open profile shows.
    pub async fn of(profile: &Profile) -> Self {
        let status = profile.status().await.expect("the store reads");
        let list = profile.visit_list("2026-11-22".into()).await.expect("the store reads");
        let mut visits = Vec::new();
        for row in list.today.into_iter().chain(list.upcoming).chain(list.past) {
            visits.push(visit(profile, row.visit.id, format!("{:?}", row.visit.stage)).await);
        }
        visits.sort_by(|one, other| one.problem_of_practice.cmp(&other.problem_of_practice));
        Self {
            profile: profile.id(),
            waiting_changes: status.waiting_changes,
            last_synced_at: status.last_synced_at,
            visits,
        }
    }

    /// As it is once the server holds everything: the rest stays.
    #[must_use]
    pub fn held(mut self) -> Self {
        self.waiting_changes = 0;
        for visit in &mut self.visits {
            visit.status = (visit.status.0, visit.status.0, 0);
            visit.items.iter_mut().for_each(|item| item.is_held = true);
        }
        self
    }
}

async fn visit(profile: &Profile, id: String, stage: String) -> SeenVisit {
    let plan = profile.visit_plan(id.clone()).await.expect("the plan is there");
    let screen = profile.walk_screen(id.clone(), None).await.expect("the plan is there");
    let page = profile.items(id.clone(), ItemsShown::All, 0, 1_000).await.expect("the notebook reads");
    let VisitStatus { on_device, held, waiting } =
        profile.visit_status(id.clone()).await.expect("the store reads");
    let drafts = profile.drafts(id.clone()).await.expect("the store reads").into_iter();
    SeenVisit {
        problem_of_practice: plan.problem_of_practice,
        stage,
        slots: screen.slots.into_iter().map(|slot| (slot.room_code, slot.started_at)).collect(),
        status: (on_device, held, waiting),
        items: page.items.into_iter().map(item).collect(),
        shared: profile.shared_items(id.clone()).await.expect("the store reads"),
        drafts: drafts.map(|draft| (place(draft.place), draft.text)).collect(),
        id,
    }
}

fn item(item: Item) -> SeenItem {
    match item {
        Item::OfNote { note } => {
            let is_held = note.status == ItemStatus::Held;
            let (slot, text, observed_at) = (note.slot, note.text, note.observed_at);
            SeenItem { id: note.id, slot, text, observed_at, is_deleted: note.deleted_at.is_some(), is_held }
        }
        Item::OfTally { tally } => {
            let of = tally.denominator.map(|of| format!(" of {of}")).unwrap_or_default();
            let text = format!("{}: {}{of}", tally.label, tally.count);
            let (is_deleted, is_held) = (tally.deleted_at.is_some(), tally.status == ItemStatus::Held);
            SeenItem { id: tally.id, slot: tally.slot, text, observed_at: tally.observed_at, is_deleted, is_held }
        }
        Item::OfWondering { wondering } => {
            let is_held = wondering.status == ItemStatus::Held;
            let (slot, text, observed_at) = (wondering.slot, wondering.text, wondering.observed_at);
            SeenItem {
                id: wondering.id,
                slot,
                text,
                observed_at,
                is_deleted: wondering.deleted_at.is_some(),
                is_held,
            }
        }
    }
}

fn place(place: DraftPlace) -> String {
    match place {
        DraftPlace::NewNote { slot } => format!("new note {}", slot.unwrap_or_default()),
        DraftPlace::NewWondering { slot } => format!("new wondering {}", slot.unwrap_or_default()),
        DraftPlace::OfNote { note } => format!("note {note}"),
    }
}
