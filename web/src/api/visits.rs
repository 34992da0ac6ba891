//! The network, its visits and their stages; what the host answers; and what the phone says about what is where.

use fieldwalk_core::client::Client;
use fieldwalk_core::domain::parse_day;
use fieldwalk_core::ids::{ItemId, VisitId};

use super::calls;
use crate::error::{bad_argument, not_joined};
use crate::record::{HostResponse, ItemStatus, NetworkPage, VisitList, VisitPlan, VisitStage, VisitStatus};

calls! {
    over Client;

    /// The list that the app opens with, as seen on the day `today` (`2026-11-21`).
    visit_list(today: String) -> VisitList = |client| {
        let today = parse_day(&today).ok_or_else(|| bad_argument("a day looks like 2026-11-21"))?;
        Ok(client.visit_list(today)?.into())
    };

    /// The plan of a visit.
    visit_plan(visit: VisitId) -> VisitPlan = |client| {
        Ok(VisitPlan::of(visit.to_string(), client.visit(visit)?))
    };

    /// Moves a visit to a stage. Works offline; it becomes fact at the next sync.
    set_stage(visit: VisitId, stage: VisitStage) -> () = |client| Ok(client.set_stage(visit, stage.into())?);

    /// The network: its vision, its library, its members.
    network_page() -> NetworkPage = |client| {
        Ok(NetworkPage::of(client.facts().ok_or_else(not_joined)?, client.network()?))
    };

    /// The host's response, once it is published, or to the host.
    host_response(visit: VisitId) -> HostResponse = |client| Ok(client.response(visit)?.into());

    /// How much of a visit's notebook the server holds.
    visit_status(visit: VisitId) -> VisitStatus = |client| Ok(client.visit_status(visit)?.into());

    /// Whether the server holds one item as it is now.
    item_status(visit: VisitId, item: ItemId) -> ItemStatus = |client| Ok(client.item_status(visit, item)?.into());

    /// Has everything that the server refused offered again with the next sync.
    retry_wedged() -> () = |client| Ok(client.retry_wedged()?);
}
