//! The feedback of a visit as it leaves the server in files: complete, or not at all.

use std::collections::BTreeMap;
use std::sync::Arc;

use fieldwalk_core::domain::{Feedback, Lens, Stage, VisitKind};
use fieldwalk_core::ids::{MemberId, NetworkId, SchoolId, VisitId};
use serde::Serialize;

use super::Service;
use super::caller::Caller;
use super::feedback::{NoFeedback, VisitFeedback, feedback_for, live};
use super::reading::read_visit;
use super::release::ReleaseRef;
use crate::store::{StoreError, visit};

/// All that one member may read about a visit. Who was invited is left out: files travel further than phones.
#[derive(Debug, Serialize)]
pub struct VisitExport {
    /// The visit.
    pub visit: VisitId,
    /// Its kind.
    pub kind: VisitKind,
    /// The school that opened its classrooms.
    pub host_school: SchoolId,
    /// That school's name.
    pub host_school_name: String,
    /// The day.
    pub date: jiff::civil::Date,
    /// How far it has come.
    pub stage: Stage,
    /// The release that this is; `None` for the feedback as it is now.
    pub release: Option<ReleaseRef>,
    /// The feedback.
    pub feedback: Feedback,
    /// Names of the observers; empty unless the reader may know them.
    pub observers: BTreeMap<MemberId, String>,
}

/// The export for a member: what `feedback_for` gives.
///
/// # Errors
/// [`NoFeedback`].
pub async fn export_for(service: &Service, caller: &Caller, visit: VisitId) -> Result<VisitExport, NoFeedback> {
    complete(feedback_for(service, caller, visit).await?)
}

/// The export for the operator: what the host would read now.
///
/// # Errors
/// [`NoFeedback`].
pub async fn export(service: &Service, network: NetworkId, visit: VisitId) -> Result<VisitExport, NoFeedback> {
    let reading = read_visit(service, network, visit).await?.ok_or(NoFeedback::NoSuchVisit)?;
    let lens = Lens::host(&reading.facts);
    complete(live(service, network, Arc::new(reading), lens).await)
}

/// A file with a gap in it would be taken for the whole.
fn complete(feedback: VisitFeedback) -> Result<VisitExport, NoFeedback> {
    if let Some(key) = feedback.unreadable.first() {
        return Err(NoFeedback::Unreadable { kind: key.kind() });
    }
    let VisitFeedback { visit, kind, host_school, host_school_name, date, stage, release, observers, .. } =
        feedback;
    let feedback = Arc::unwrap_or_clone(feedback.feedback);
    Ok(VisitExport { visit, kind, host_school, host_school_name, date, stage, release, feedback, observers })
}

/// The networks that know this visit; more than one only where the same id was made twice.
///
/// # Errors
/// [`StoreError`].
pub async fn networks_of(service: &Service, visit: VisitId) -> Result<Vec<NetworkId>, StoreError> {
    service.store.read(move |connection| visit::networks_of(connection, visit)).await
}
