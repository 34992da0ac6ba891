//! Working together on what was seen: patterns, predictions, wonderings, next steps. By participants; all of it works
//! offline and merges. Texts are edited with [`Client::edit_text`].
//!
//! All fail with [`ClientError::NotAllowed`] for who does not take part, with [`ClientError::UnknownVisit`], and with
//! [`ClientError::Document`] for what is not there or too long.

use super::{Changed, Client, ClientError};
use crate::domain::{Bearing, Debrief, DebriefStep, DocumentKey, Horizon, Level, is_participant};
use crate::ids::{EvidenceId, PatternId, PlacementId, StatementId, VisitId};
use crate::protocol::Command;

impl Client {
    /// What the group has made of the evidence, as far as this device has it. The host reads it too.
    pub fn debrief(&self, visit: VisitId) -> Result<Debrief, ClientError> {
        self.read_together(DocumentKey::Debrief(visit), |document| document.debrief())
    }

    /// Moves the debrief one step on, or back to any. Works offline; it becomes fact at the next sync.
    ///
    /// # Errors
    /// [`ClientError::StepSkipped`].
    pub fn set_debrief_step(&self, visit: VisitId, step: DebriefStep) -> Result<(), ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let facts = inner.known_visit(visit)?;
        if !is_participant(&inner.me()?, &facts) {
            return Err(ClientError::NotAllowed);
        }
        if !facts.debrief_step.may_move_to(step) {
            return Err(ClientError::StepSkipped);
        }
        inner.command(&Command::SetDebriefStep(visit, step), now)?;
        drop(inner);
        self.notify([Changed::Facts, Changed::Status]);
        Ok(())
    }

    /// Begins a pattern.
    pub fn add_pattern(&self, visit: VisitId, statement: &str) -> Result<PatternId, ClientError> {
        let id = self.fresh(PatternId::new);
        self.write_together(DocumentKey::Debrief(visit), |document, now| {
            document.add_pattern(id, statement, now)
        })?;
        Ok(id)
    }

    /// Removes a pattern. The evidence under it is under no pattern then.
    pub fn remove_pattern(&self, visit: VisitId, id: PatternId) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Debrief(visit), |document, now| document.remove_pattern(id, now))
    }

    /// Places a piece of evidence under a pattern.
    pub fn place_evidence(
        &self,
        visit: VisitId,
        pattern: PatternId,
        evidence: EvidenceId,
        bearing: Bearing,
    ) -> Result<(), ClientError> {
        self.move_evidence(visit, None, pattern, evidence, bearing)
    }

    /// Takes a piece of evidence from under a pattern.
    pub fn unplace_evidence(
        &self,
        visit: VisitId,
        pattern: PatternId,
        evidence: EvidenceId,
    ) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Debrief(visit), |document, now| {
            document.unplace_evidence(pattern, evidence, now)
        })
    }

    /// Places a piece of evidence under `to` and takes it from under `from`; under the same pattern, that changes how
    /// it stands to it.
    pub fn move_evidence(
        &self,
        visit: VisitId,
        from: Option<PatternId>,
        to: PatternId,
        evidence: EvidenceId,
        bearing: Bearing,
    ) -> Result<(), ClientError> {
        let id = self.fresh(PlacementId::new);
        self.write_together(DocumentKey::Debrief(visit), |document, now| {
            document.move_evidence(id, from, to, evidence, bearing, now)
        })
    }

    /// Adds a prediction.
    pub fn add_prediction(&self, visit: VisitId, text: &str) -> Result<StatementId, ClientError> {
        let id = self.fresh(StatementId::new);
        self.write_together(DocumentKey::Debrief(visit), |document, now| document.add_prediction(id, text, now))?;
        Ok(id)
    }

    /// Removes a prediction.
    pub fn remove_prediction(&self, visit: VisitId, id: StatementId) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Debrief(visit), |document, now| document.remove_prediction(id, now))
    }

    /// Adds a wondering of the group; one's own is [`Client::add_wondering`].
    pub fn add_group_wondering(&self, visit: VisitId, text: &str) -> Result<StatementId, ClientError> {
        let id = self.fresh(StatementId::new);
        let key = DocumentKey::Debrief(visit);
        self.write_together(key, |document, now| document.add_group_wondering(id, text, now))?;
        Ok(id)
    }

    /// Removes a wondering of the group.
    pub fn remove_group_wondering(&self, visit: VisitId, id: StatementId) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Debrief(visit), |document, now| document.remove_group_wondering(id, now))
    }

    /// Adds a next step.
    pub fn add_next_step(
        &self,
        visit: VisitId,
        text: &str,
        level: Level,
        horizon: Horizon,
    ) -> Result<StatementId, ClientError> {
        let id = self.fresh(StatementId::new);
        self.write_together(DocumentKey::Debrief(visit), |document, now| {
            document.add_next_step(id, text, level, horizon, now)
        })?;
        Ok(id)
    }

    /// Says where and by when a next step shows.
    pub fn set_next_step(
        &self,
        visit: VisitId,
        id: StatementId,
        level: Level,
        horizon: Horizon,
    ) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Debrief(visit), |document, now| {
            document.set_next_step(id, level, horizon, now)
        })
    }

    /// Removes a next step.
    pub fn remove_next_step(&self, visit: VisitId, id: StatementId) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Debrief(visit), |document, now| document.remove_next_step(id, now))
    }
}
