//! The host's response: comments, commitments, improvement cycles. Texts are edited with [`Client::edit_text`].
//!
//! Only the host writes it. All fail with [`ClientError::NotAllowed`], [`ClientError::UnknownVisit`], and with
//! [`ClientError::Document`] for what is not there, too long or locked.

use jiff::civil::Date;

use super::{Changed, Client, ClientError};
use crate::domain::{About, Decision, DocumentKey, Response, is_host};
use crate::ids::{CommentId, CommitmentId, CycleId, QuestionId, StatementId, VisitId};
use crate::protocol::Command;

impl Client {
    /// The response, as far as this device has it. Participants read it once it is published.
    pub fn response(&self, visit: VisitId) -> Result<Response, ClientError> {
        self.read_together(DocumentKey::Response(visit), |document| document.response())
    }

    /// Lets participants read the response, or no longer. Works offline; it becomes fact at the next sync.
    pub fn publish_response(&self, visit: VisitId, is_published: bool) -> Result<(), ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let facts = inner.known_visit(visit)?;
        if !is_host(&inner.me()?, &facts) {
            return Err(ClientError::NotAllowed);
        }
        inner.command(&Command::PublishResponse(visit, is_published), now)?;
        drop(inner);
        self.notify([Changed::Facts, Changed::Status]);
        Ok(())
    }

    /// Adds a comment.
    pub fn add_comment(&self, visit: VisitId, about: About, text: &str) -> Result<CommentId, ClientError> {
        let id = self.fresh(CommentId::new);
        let key = DocumentKey::Response(visit);
        self.write_together(key, |document, now| document.add_comment(id, about, text, now))?;
        Ok(id)
    }

    /// Removes a comment.
    pub fn remove_comment(&self, visit: VisitId, id: CommentId) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Response(visit), |document, now| document.remove_comment(id, now))
    }

    /// Takes something on.
    pub fn add_commitment(
        &self,
        visit: VisitId,
        text: &str,
        owner: &str,
        due: Option<Date>,
    ) -> Result<CommitmentId, ClientError> {
        let id = self.fresh(CommitmentId::new);
        self.put_commitment(visit, id, text, owner, due)?;
        Ok(id)
    }

    /// Changes a commitment, or brings it back.
    pub fn put_commitment(
        &self,
        visit: VisitId,
        id: CommitmentId,
        text: &str,
        owner: &str,
        due: Option<Date>,
    ) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Response(visit), |document, now| {
            document.put_commitment(id, text, owner, due, now)
        })
    }

    /// Says that a commitment is done, or that it is open again.
    pub fn set_commitment_done(&self, visit: VisitId, id: CommitmentId, is_done: bool) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Response(visit), |document, now| {
            document.set_commitment_done(id, is_done, now)
        })
    }

    /// Removes a commitment.
    pub fn remove_commitment(&self, visit: VisitId, id: CommitmentId) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Response(visit), |document, now| document.remove_commitment(id, now))
    }

    /// Begins an improvement cycle, perhaps from a next step of the debrief.
    pub fn add_cycle(&self, visit: VisitId, next_step: Option<StatementId>) -> Result<CycleId, ClientError> {
        let id = self.fresh(CycleId::new);
        self.write_together(DocumentKey::Response(visit), |document, now| document.add_cycle(id, next_step, now))?;
        Ok(id)
    }

    /// Adds a question to a cycle.
    pub fn add_question(&self, visit: VisitId, cycle: CycleId) -> Result<QuestionId, ClientError> {
        let id = self.fresh(QuestionId::new);
        self.write_together(DocumentKey::Response(visit), |document, now| document.add_question(id, cycle, now))?;
        Ok(id)
    }

    /// Removes a question.
    pub fn remove_question(&self, visit: VisitId, id: QuestionId) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Response(visit), |document, now| document.remove_question(id, now))
    }

    /// Locks the predictions of a cycle as they are worded now. Cannot be undone.
    pub fn lock_cycle(&self, visit: VisitId, id: CycleId) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Response(visit), |document, now| document.lock_cycle(id, now))
    }

    /// Says what becomes of a cycle's change idea; `None` takes that back.
    pub fn decide(&self, visit: VisitId, id: CycleId, decision: Option<Decision>) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Response(visit), |document, now| document.decide(id, decision, now))
    }

    /// Removes a cycle.
    pub fn remove_cycle(&self, visit: VisitId, id: CycleId) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Response(visit), |document, now| document.remove_cycle(id, now))
    }

    /// Says when the host reports back to the participants.
    pub fn set_report_back_on(&self, visit: VisitId, date: Option<Date>) -> Result<(), ClientError> {
        self.write_together(DocumentKey::Response(visit), |document, now| document.set_report_back_on(date, now))
    }
}
