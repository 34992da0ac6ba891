//! What the phone says about what is where: from receipts and from nothing else.

use fieldwalk_core::ids::ItemId;

use crate::error::Answer;
use crate::ids::id;
use crate::profile::Profile;
use crate::record::{ItemStatus, ProfileStatus, VisitStatus};

#[uniffi::export]
impl Profile {
    /// The state of this profile.
    pub async fn status(&self) -> Answer<ProfileStatus> {
        let (network, revision) = (self.network(), self.revision_counter());
        self.read(move |client| {
            // Before what it counts is read, so that a change in between shows as one to come.
            let revision = revision.load(std::sync::atomic::Ordering::Acquire);
            Ok(ProfileStatus::of(client.status()?, network, revision))
        })
        .await
    }

    /// How much of a visit's notebook the server holds.
    pub async fn visit_status(&self, visit: String) -> Answer<VisitStatus> {
        let visit = id(&visit)?;
        self.read(move |client| Ok(client.visit_status(visit)?.into())).await
    }

    /// Whether the server holds one item as it is now.
    pub async fn item_status(&self, visit: String, item: String) -> Answer<ItemStatus> {
        let (visit, item): (_, ItemId) = (id(&visit)?, id(&item)?);
        self.read(move |client| Ok(client.item_status(visit, item)?.into())).await
    }

    /// Has everything that the server refused offered again with the next sync.
    pub async fn retry_wedged(&self) -> Answer<()> {
        self.write(|client| Ok(client.retry_wedged()?)).await
    }
}
