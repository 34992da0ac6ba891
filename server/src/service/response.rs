//! The host's response to a visit, for whoever may read it.

use std::sync::Arc;

use fieldwalk_core::domain::{Debrief, DocumentKey, VisitFacts, may_read, may_write};
use fieldwalk_core::ids::VisitId;

use super::Service;
use super::caller::Caller;
use super::reading::read_visit;
use crate::store::StoreError;
use crate::worker::{DebriefReading, ResponseReading};

/// The response as one member reads it.
#[derive(Debug, Clone)]
pub struct VisitResponse {
    /// The facts.
    pub facts: VisitFacts,
    /// The response, and its heads: an edit begun now is made on top of these.
    pub response: Arc<ResponseReading>,
    /// What the group said, for the steps and patterns that the response is about.
    pub debrief: Arc<DebriefReading>,
    /// Whether the reader may write it.
    pub may_write: bool,
    /// Documents that could not be read.
    pub unreadable: Vec<DocumentKey>,
}

impl VisitResponse {
    /// What the group said.
    pub fn debrief(&self) -> &Debrief {
        &self.debrief.debrief
    }
}

/// The response, if the caller may read it; else `None`, as if there were no such visit.
///
/// # Errors
/// [`StoreError`].
pub async fn response_for(
    service: &Service,
    caller: &Caller,
    visit: VisitId,
) -> Result<Option<VisitResponse>, StoreError> {
    let Some(reading) = read_visit(service, caller.network, visit).await? else { return Ok(None) };
    let key = DocumentKey::Response(visit);
    if !may_read(&caller.member, &key, Some(&reading.facts)) {
        return Ok(None);
    }
    Ok(Some(VisitResponse {
        may_write: may_write(&caller.member, &key, Some(&reading.facts)),
        facts: reading.facts,
        response: reading.response,
        debrief: reading.debrief,
        unreadable: reading.unreadable,
    }))
}
