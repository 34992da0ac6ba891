//! The network, its visits and their stages.

use fieldwalk_core::clock::{Clock, SystemClock, system_rng};
use fieldwalk_core::domain::parse_day;
use jiff::civil::Date;

use crate::error::{Answer, Retry, bad_argument, error};
use crate::ids::id;
use crate::profile::Profile;
use crate::record::{NetworkPage, NewVisit, VisitList, VisitPlan, VisitStage};

#[uniffi::export]
impl Profile {
    /// The list that the app opens with, as seen on the day `today` (`2026-11-21`).
    pub async fn visit_list(&self, today: String) -> Answer<VisitList> {
        let today = day(&today)?;
        self.read(move |client| Ok(client.visit_list(today)?.into())).await
    }

    /// The plan of a visit.
    pub async fn visit_plan(&self, visit: String) -> Answer<VisitPlan> {
        let visit_id = id(&visit)?;
        self.read(move |client| Ok(VisitPlan::of(visit, client.visit(visit_id)?))).await
    }

    /// Plans a visit; its id. By facilitators and leaders of the host school. Works offline; others see it after the
    /// next sync.
    pub async fn plan_visit(&self, visit: NewVisit) -> Answer<String> {
        let no_randomness = |_| error!(Fault, Retry::Later, "this device has no randomness to give");
        let (facts, plan) = visit.plan(SystemClock.now(), &mut system_rng().map_err(no_randomness)?)?;
        self.write(move |client| {
            client.plan_visit(&facts, &plan)?;
            Ok(facts.visit.to_string())
        })
        .await
    }

    /// Moves a visit to a stage. Works offline; it becomes fact at the next sync.
    pub async fn set_stage(&self, visit: String, stage: VisitStage) -> Answer<()> {
        let visit = id(&visit)?;
        self.write(move |client| Ok(client.set_stage(visit, stage.into())?)).await
    }

    /// The network: its vision, its library, its members.
    pub async fn network_page(&self) -> Answer<NetworkPage> {
        self.read(|client| {
            let never = || error!(NotJoined, Retry::AfterAction, "this profile has never synced");
            let facts = client.facts().ok_or_else(never)?;
            Ok(NetworkPage::of(facts, client.network()?))
        })
        .await
    }
}

/// A day from its text.
pub(super) fn day(text: &str) -> Answer<Date> {
    parse_day(text).ok_or_else(|| bad_argument("a day looks like 2026-11-21"))
}
