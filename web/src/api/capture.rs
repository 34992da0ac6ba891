//! Writing during a walk. All of it works offline, and is on disk when the answer comes.

use std::collections::BTreeSet;

use fieldwalk_core::client::Client;
use fieldwalk_core::clock::{Clock, SystemClock};
use fieldwalk_core::document::{NewTally, NewWondering};
use fieldwalk_core::ids::{ItemId, SlotId, VisitId};

use super::{calls, too_long};
use crate::error::Answer;
use crate::record::{
    Draft, DraftPlace, EvidenceFinding, ItemPage, ItemsShown, NewNote, NoteEdit, NoteMarks, SearchMatch,
    WalkScreen,
};

calls! {
    over Client;

    /// The walk screen of a visit now. `shown` is the slot that the person looks at; null for the current one.
    walk_screen(visit: VisitId, shown: Option<SlotId>) -> WalkScreen = |client| {
        let screen = client.walk_screen(visit, shown)?;
        Ok(WalkScreen::of(screen, &waiting(client, visit)?, client.visit_status(visit)?.into()))
    };

    /// A page of this member's notebook: `limit` items from `offset` on, oldest first.
    items(visit: VisitId, shown: ItemsShown, offset: u32, limit: u32) -> ItemPage = |client| {
        Ok(ItemPage::of(client.notebook(visit)?, shown, offset, limit, &waiting(client, visit)?))
    };

    /// Keeps what has been typed at `place` so far. Call it at every keystroke and wait for nothing; an empty text
    /// ends the draft.
    type_draft(visit: VisitId, place: DraftPlace, text: String) -> () = |client| {
        Ok(client.type_draft(visit, place.into(), &text)?)
    };

    /// All drafts of a visit: after the app was killed, what was being typed.
    drafts(visit: VisitId) -> Vec<Draft> = |client| {
        Ok(client.drafts(visit)?.into_iter().map(Into::into).collect())
    };

    /// Turns the draft at `place` into what it is the draft of, on pause, blur or leaving. The item; null where
    /// nothing but white space was typed.
    commit_draft(visit: VisitId, place: DraftPlace, marks: NoteMarks) -> Option<ItemId> = |client| {
        Ok(client.commit_draft(visit, place.into(), &marks.into())?)
    };

    /// Adds a note whose text is complete; its id.
    add_note(visit: VisitId, note: NewNote) -> ItemId = |client| {
        Ok(client.add_note(visit, &note.seen(SystemClock.now()))?)
    };

    /// Changes a note's wording or marks. Where two wordings are in conflict, writing one of them again settles it.
    edit_note(visit: VisitId, note: ItemId, edit: NoteEdit) -> () = |client| {
        Ok(client.edit_note(visit, note, &edit.into())?)
    };

    /// Starts a tally; its id.
    add_tally(visit: VisitId, slot: Option<SlotId>, label: String, denominator: Option<u32>) -> ItemId = |client| {
        let tally = NewTally { slot, label, count: 0, denominator, observed_at: SystemClock.now() };
        Ok(client.add_tally(visit, &tally)?)
    };

    /// Adds to a tally's count; a negative number undoes.
    count_tally(visit: VisitId, tally: ItemId, delta: i32) -> () = |client| Ok(client.count(visit, tally, delta)?);

    /// Says of how many a tally counts.
    set_denominator(visit: VisitId, tally: ItemId, denominator: Option<u32>) -> () = |client| {
        Ok(client.set_denominator(visit, tally, denominator)?)
    };

    /// Adds a wondering; its id.
    add_wondering(visit: VisitId, slot: Option<SlotId>, text: String) -> ItemId = |client| {
        let wondering = NewWondering { slot, text, observed_at: SystemClock.now() };
        Ok(client.add_wondering(visit, &wondering)?)
    };

    /// Changes a wondering's text.
    edit_wondering(visit: VisitId, wondering: ItemId, text: String) -> () = |client| {
        Ok(client.edit_wondering(visit, wondering, &text)?)
    };

    /// Marks an item as deleted. Nothing is lost: `restoreItem` brings it back.
    delete_item(visit: VisitId, item: ItemId) -> () = |client| Ok(client.delete(visit, item)?);

    /// Brings a deleted item back.
    restore_item(visit: VisitId, item: ItemId) -> () = |client| Ok(client.restore(visit, item)?);

    /// Acknowledges the visit's norms.
    acknowledge_norms(visit: VisitId) -> () = |client| Ok(client.acknowledge_norms(visit)?);

    /// Notes that this observer entered the room of a slot.
    start_slot(visit: VisitId, slot: SlotId) -> () = |client| Ok(client.start_slot(visit, slot)?);

    /// Notes that this observer left the room of a slot.
    finish_slot(visit: VisitId, slot: SlotId) -> () = |client| Ok(client.finish_slot(visit, slot)?);

    /// What the evidence check has to say about a text: on the device, and never in the way.
    check_evidence(text: String) -> Vec<EvidenceFinding> = |client| {
        Ok(client.check_evidence(&text).into_iter().map(Into::into).collect())
    };

    /// The newest of one's own items, on all visits, that hold every word; the last word may be unfinished.
    search(words: String, limit: u32) -> Vec<SearchMatch> = |client| {
        // More words than anybody types cost more than they find.
        if words.split_whitespace().nth(64).is_some() {
            return Err(too_long());
        }
        Ok(client.search(&words, limit as usize)?.into_iter().map(Into::into).collect())
    };
}

/// The items of a visit that the server does not hold as they are now.
fn waiting(client: &Client, visit: VisitId) -> Answer<BTreeSet<ItemId>> {
    Ok(client.waiting_items(visit)?.into_iter().collect())
}
