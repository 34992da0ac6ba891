//! Choosing what the visit may see, what is asked about it, and what everybody sees together.

use fieldwalk_core::domain::Contribution;
use fieldwalk_core::ids::ItemId;

use super::sane;
use crate::error::Answer;
use crate::ids::{count, id, ids, number};
use crate::profile::Profile;
use crate::record::{AskedOfMe, FeedbackSummary};

#[uniffi::export]
impl Profile {
    /// Shares these items as they are worded now; how many. One that was shared before is shared anew.
    pub async fn share(&self, visit: String, items: Vec<String>) -> Answer<i64> {
        let (visit, items): (_, Vec<ItemId>) = (id(&visit)?, ids(&items)?);
        self.write(move |client| Ok(number(client.share(visit, &items)?))).await
    }

    /// Shares every item of the notebook that is not deleted; how many.
    pub async fn share_all(&self, visit: String) -> Answer<i64> {
        let visit = id(&visit)?;
        self.write(move |client| Ok(number(client.share_all(visit)?))).await
    }

    /// Withdraws these items from the visit. Who has synced in between may have read them.
    pub async fn withdraw(&self, visit: String, items: Vec<String>) -> Answer<()> {
        let (visit, items): (_, Vec<ItemId>) = (id(&visit)?, ids(&items)?);
        self.write(move |client| Ok(client.withdraw(visit, &items)?)).await
    }

    /// Changes the wording of a shared note or wondering; the notebook keeps its own.
    pub async fn reword(&self, visit: String, item: String, text: String) -> Answer<()> {
        let (visit, item, text) = (id(&visit)?, id(&item)?, sane(text)?);
        self.write(move |client| Ok(client.reword(visit, item, &text)?)).await
    }

    /// The items that this member shares with the visit now.
    pub async fn shared_items(&self, visit: String) -> Answer<Vec<String>> {
        let visit = id(&visit)?;
        self.read(move |client| {
            let Contribution { notes, tallies, wonderings } = client.contribution(visit)?;
            let items = notes.keys().chain(tallies.keys()).chain(wonderings.keys());
            Ok(items.map(ToString::to_string).collect())
        })
        .await
    }

    /// What is asked of this member about shared items, the oldest first; answered with `reword` or `withdraw`.
    pub async fn asks(&self, visit: String) -> Answer<Vec<AskedOfMe>> {
        let visit = id(&visit)?;
        self.read(move |client| Ok(client.asks(visit)?.into_iter().map(Into::into).collect())).await
    }

    /// The merged evidence of a visit from what this device has: the numbers, and `limit` notes from `offset` on.
    /// Without observers' names.
    pub async fn feedback_summary(&self, visit: String, offset: i64, limit: i64) -> Answer<FeedbackSummary> {
        let visit = id(&visit)?;
        let (offset, limit) = (count(offset, "an offset")?, count(limit, "a limit")?);
        self.read(move |client| {
            let feedback = client.feedback(visit)?;
            let entry = client.visits()?.into_iter().find(|entry| entry.facts.visit == visit);
            let step = entry.map(|entry| entry.facts.debrief_step).unwrap_or_default();
            Ok(FeedbackSummary::of(step, feedback, offset, limit))
        })
        .await
    }
}
