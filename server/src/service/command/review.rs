//! Acts of clearing and reviewing: what is masked, left out and asked.

use fieldwalk_core::domain::{ReviewAct, may_review};
use fieldwalk_core::ids::VisitId;
use fieldwalk_core::protocol::Refusal;

use super::super::caller::Caller;
use super::super::reading::read_visit;
use super::super::{Service, change_facts};
use super::{Act, Done, Outcome, Prepared};
use crate::store::StoreError;
use crate::store::review::{self, Asked, Place};

impl Act<'_> {
    pub(super) fn review(
        &self,
        visit: VisitId,
        act: ReviewAct,
        prepared: Prepared,
    ) -> Result<Outcome, StoreError> {
        let Some(present) = self.visit(visit)? else { return Ok(Outcome::Refused(Refusal::UnknownVisit)) };
        if !may_review(&self.member, &present, &act) {
            return Ok(Outcome::Refused(Refusal::NotAllowed));
        }
        let transaction = self.transaction;
        let place = Place { network: self.caller.network, visit, at: self.now };
        match (act, prepared) {
            (ReviewAct::Mask(evidence, words), Prepared::Evidence(_)) => {
                review::mask(transaction, place, evidence, &words)?;
                self.reviewed(visit, "masked")
            }
            (ReviewAct::Hide(evidence), Prepared::Evidence(_)) => {
                review::hide(transaction, place, evidence)?;
                self.reviewed(visit, "hidden")
            }
            (ReviewAct::Unmask(evidence, words), _) => {
                review::unmask(transaction, place, evidence, &words)?;
                self.reviewed(visit, "unmasked")
            }
            (ReviewAct::Unhide(evidence), _) => {
                review::unhide(transaction, place, evidence)?;
                self.reviewed(visit, "unhidden")
            }
            (ReviewAct::Ask(id, _, kind, words), Prepared::Evidence(asked)) => {
                if review::visit_of(transaction, id)?.is_some_and(|of| of != (place.network, visit)) {
                    return Ok(Outcome::Refused(Refusal::NotApplicable));
                }
                review::ask(transaction, place, id, asked, kind, &words)?;
                self.asked(visit, "asked")
            }
            (ReviewAct::Settle(id), _) => {
                if review::visit_of(transaction, id)? != Some((place.network, visit)) {
                    return Ok(Outcome::Refused(Refusal::NotApplicable));
                }
                review::settle(transaction, id, self.now)?;
                self.asked(visit, "settled")
            }
            // Nothing was prepared: the member may this only since a moment ago.
            (ReviewAct::Mask(..) | ReviewAct::Hide(_) | ReviewAct::Ask(..), _) => Ok(Outcome::Outdated),
        }
    }

    /// No phone is told what is masked or hidden.
    fn reviewed(&self, visit: VisitId, action: &'static str) -> Result<Outcome, StoreError> {
        Ok(Outcome::Done(Done { number: self.number()?, action, visit }))
    }

    /// Asks are among the facts of their authors.
    fn asked(&self, visit: VisitId, action: &'static str) -> Result<Outcome, StoreError> {
        let number = change_facts(self.transaction, self.caller.network, self.chance)?;
        Ok(Outcome::Done(Done { number, action, visit }))
    }
}

/// Finds the piece of evidence, for acts that need one that is there.
pub(super) async fn prepare(
    service: &Service,
    caller: &Caller,
    visit: VisitId,
    act: &ReviewAct,
) -> Result<Result<Prepared, Refusal>, StoreError> {
    let evidence = match act {
        ReviewAct::Mask(evidence, _) | ReviewAct::Hide(evidence) | ReviewAct::Ask(_, evidence, ..) => *evidence,
        ReviewAct::Unmask(..) | ReviewAct::Unhide(_) | ReviewAct::Settle(_) => return Ok(Ok(Prepared::Nothing)),
    };
    let Some(reading) = read_visit(service, caller.network, visit).await? else {
        return Ok(Ok(Prepared::Nothing));
    };
    if !may_review(&caller.member, &reading.facts, act) {
        return Ok(Ok(Prepared::Nothing));
    }
    Ok(match reading.find_evidence(evidence) {
        Some((author, item)) => Ok(Prepared::Evidence(Asked { evidence, item, author })),
        None => Err(Refusal::NotApplicable),
    })
}
