//! Choosing what the visit may see, what is asked about it, and what everybody sees together.

use fieldwalk_core::client::Client;
use fieldwalk_core::domain::{Contribution, DebriefStep};
use fieldwalk_core::ids::{ItemId, VisitId};

use super::calls;
use crate::error::Answer;
use crate::record::{AskedOfMe, FeedbackSummary, ReleasedFeedback, number};

calls! {
    over Client;

    /// Shares these items as they are worded now; how many. One that was shared before is shared anew.
    share(visit: VisitId, items: Vec<ItemId>) -> i64 = |client| Ok(number(client.share(visit, &items)?));

    /// Shares every item of the notebook that is not deleted; how many.
    share_all(visit: VisitId) -> i64 = |client| Ok(number(client.share_all(visit)?));

    /// Withdraws these items from the visit. Who has synced in between may have read them.
    withdraw(visit: VisitId, items: Vec<ItemId>) -> () = |client| Ok(client.withdraw(visit, &items)?);

    /// Changes the wording of a shared note or wondering; the notebook keeps its own.
    reword(visit: VisitId, item: ItemId, text: String) -> () = |client| Ok(client.reword(visit, item, &text)?);

    /// The items that this member shares with the visit now.
    shared_items(visit: VisitId) -> Vec<ItemId> = |client| {
        let Contribution { notes, tallies, wonderings } = client.contribution(visit)?;
        Ok(notes.into_keys().chain(tallies.into_keys()).chain(wonderings.into_keys()).collect())
    };

    /// What is asked of this member about shared items, the oldest first; answered with `reword` or `withdraw`.
    asks(visit: VisitId) -> Vec<AskedOfMe> = |client| Ok(client.asks(visit)?.into_iter().map(Into::into).collect());

    /// The merged evidence of a visit from what this device has: the numbers, and `limit` notes from `offset` on.
    /// Without observers' names.
    feedback_summary(visit: VisitId, offset: u32, limit: u32) -> FeedbackSummary = |client| {
        Ok(FeedbackSummary::of(step(client, visit)?, client.feedback(visit)?, offset, limit))
    };

    /// The latest release of a visit that this device holds, with `limit` notes from `offset` on; null where there is
    /// none. Releases come with a sync.
    released_feedback(visit: VisitId, offset: u32, limit: u32) -> Option<ReleasedFeedback> = |client| {
        let step = step(client, visit)?;
        let release = client.released_feedback(visit)?;
        Ok(release.map(|release| ReleasedFeedback::of(step, release, offset, limit)))
    };
}

fn step(client: &Client, visit: VisitId) -> Answer<DebriefStep> {
    let entry = client.visits()?.into_iter().find(|entry| entry.facts.visit == visit);
    Ok(entry.map(|entry| entry.facts.debrief_step).unwrap_or_default())
}
