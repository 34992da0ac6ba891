//! The feedback that was released: fetched when there is a network, read without one.

use super::{Changed, Client, ClientError, Inner};
use crate::domain::{FeedbackAccess, Shows, VisitFacts, feedback_access};
use crate::ids::VisitId;
use crate::protocol::ReleaseAnswer;
use crate::store::releases;

impl Client {
    /// The latest release of a visit that this device holds; `None` where there is none or it may not be read.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn released_feedback(&self, visit: VisitId) -> Result<Option<ReleaseAnswer>, ClientError> {
        let inner = self.lock();
        let facts = inner.known_visit(visit)?;
        let held = releases::find(inner.store.read(), visit)?;
        let me = inner.me()?;
        Ok(held.filter(|held| may_keep(feedback_access(&me, &facts), held.feedback.shows)))
    }

    /// The visits with a release that this member may read and this device does not hold.
    ///
    /// # Errors
    /// Those of the store.
    pub fn missing_releases(&self) -> Result<Vec<VisitId>, ClientError> {
        let inner = self.lock();
        let (me, held) = (inner.me()?, releases::numbers(inner.store.read())?);
        let is_missing = |(visit, facts): (VisitId, VisitFacts)| {
            let held = held.get(&visit).copied().unwrap_or_default();
            (facts.releases > held && feedback_access(&me, &facts).is_some()).then_some(visit)
        };
        Ok(inner.visit_facts()?.into_iter().filter_map(is_missing).collect())
    }

    /// Keeps a release that the server gave.
    ///
    /// # Errors
    /// Those of the store.
    pub fn keep_release(&self, release: &ReleaseAnswer) -> Result<(), ClientError> {
        self.lock().store.write(|tx| releases::put(tx, release))?;
        self.notify([Changed::Visit(release.visit)]);
        Ok(())
    }
}

impl Inner {
    /// Removes releases that this member may not read any more, or not as much of; what is left to read is fetched
    /// again.
    pub(super) fn forget_releases(&mut self) -> Result<(), ClientError> {
        let Ok(me) = self.me() else { return Ok(()) };
        let visits = self.visit_facts()?;
        let mut gone = Vec::new();
        for visit in releases::numbers(self.store.read())?.into_keys() {
            let access = visits.get(&visit).and_then(|facts| feedback_access(&me, facts));
            let shows = releases::find(self.store.read(), visit)?.map(|held| held.feedback.shows);
            if !shows.is_some_and(|shows| may_keep(access, shows)) {
                gone.push(visit);
            }
        }
        if gone.is_empty() {
            return Ok(());
        }
        Ok(self.store.write(|tx| gone.iter().try_for_each(|visit| releases::remove(tx, *visit)))?)
    }
}

/// Whether a release that shows so much may be read with this access.
fn may_keep(access: Option<FeedbackAccess>, shows: Shows) -> bool {
    let allowed = match access {
        None => return false,
        Some(FeedbackAccess::Live(lens)) => lens.shows,
        Some(FeedbackAccess::Released(shows)) => shows,
    };
    allowed == Shows::WholeEvidence || shows == Shows::ThemesOnly
}
