//! Commands about a visit as a whole: its facts, its stage, the step of its debrief, its response, its release.

use fieldwalk_core::domain::{DebriefStep, Member, Role, Stage, VisitFacts, is_host, is_participant};
use fieldwalk_core::ids::VisitId;
use fieldwalk_core::protocol::Refusal;

use super::super::Service;
use super::super::caller::Caller;
use super::super::release::freeze;
use super::super::visits::may_run;
use super::{Act, Outcome, Prepared};
use crate::store::{StoreError, network, release, review, visit};

impl Act<'_> {
    pub(super) fn put_visit(&self, wanted: VisitFacts) -> Result<Outcome, StoreError> {
        let network = self.caller.network;
        let present = self.visit(wanted.visit)?;
        // Whoever changes a visit must be allowed to before and after: a visit cannot be pushed onto another school.
        if !present.iter().chain([&wanted]).all(|facts| may_run(&self.member, facts)) {
            return Ok(Outcome::Refused(Refusal::NotAllowed));
        }
        if !network::schools(self.transaction, network)?.contains_key(&wanted.host_school) {
            return Ok(Outcome::Refused(Refusal::NotApplicable));
        }
        for observer in &wanted.observers {
            // A removed member may stay on the list: a phone that does not know yet can still change the date.
            if network::find_member(self.transaction, *observer)?.is_none_or(|row| row.network != network) {
                return Ok(Outcome::Refused(Refusal::NotApplicable));
            }
        }
        // How far a visit has come is moved by commands of its own.
        let facts = match present {
            Some(present) => VisitFacts {
                stage: present.stage,
                debrief_step: present.debrief_step,
                is_response_published: present.is_response_published,
                releases: present.releases,
                ..wanted
            },
            None if wanted.stage >= Stage::Cleared => return Ok(Outcome::Refused(Refusal::NotApplicable)),
            None => VisitFacts {
                debrief_step: DebriefStep::default(),
                is_response_published: false,
                releases: 0,
                ..wanted
            },
        };
        self.put(&facts, "visit-put")
    }

    /// Moves a visit to any stage but released.
    pub(super) fn set_stage(&self, visit: VisitId, stage: Stage) -> Result<Outcome, StoreError> {
        let Some(present) = self.visit(visit)? else { return Ok(Outcome::Refused(Refusal::UnknownVisit)) };
        // The host reads from this stage on, so it is not the host who says that everything is cleared.
        let clears = stage >= Stage::Cleared && present.stage < Stage::Cleared;
        let may = if clears { self.member.role == Role::Facilitator } else { may_run(&self.member, &present) };
        if !may {
            return Ok(Outcome::Refused(Refusal::NotAllowed));
        }
        self.put(&VisitFacts { stage, ..present }, "stage-set")
    }

    pub(super) fn set_debrief_step(&self, visit: VisitId, step: DebriefStep) -> Result<Outcome, StoreError> {
        let Some(present) = self.visit(visit)? else { return Ok(Outcome::Refused(Refusal::UnknownVisit)) };
        if !is_participant(&self.member, &present) {
            return Ok(Outcome::Refused(Refusal::NotAllowed));
        }
        if !present.debrief_step.may_move_to(step) {
            return Ok(Outcome::Refused(Refusal::NotApplicable));
        }
        self.put(&VisitFacts { debrief_step: step, ..present }, "debrief-step-set")
    }

    pub(super) fn publish_response(&self, visit: VisitId, is_published: bool) -> Result<Outcome, StoreError> {
        let Some(present) = self.visit(visit)? else { return Ok(Outcome::Refused(Refusal::UnknownVisit)) };
        if !is_host(&self.member, &present) {
            return Ok(Outcome::Refused(Refusal::NotAllowed));
        }
        let action = if is_published { "response-published" } else { "response-unpublished" };
        self.put(&VisitFacts { is_response_published: is_published, ..present }, action)
    }

    /// Keeps what was frozen, if nothing that it depends on has changed since.
    pub(super) fn release(&self, visit: VisitId, prepared: Prepared) -> Result<Outcome, StoreError> {
        let Some(present) = self.visit(visit)? else { return Ok(Outcome::Refused(Refusal::UnknownVisit)) };
        if let Some(refusal) = may_not_release(&self.member, &present) {
            return Ok(Outcome::Refused(refusal));
        }
        let Prepared::Frozen(frozen) = prepared else { return Ok(Outcome::Outdated) };
        if !frozen.is_of(&present, &review::of_visit(self.transaction, self.caller.network, visit)?) {
            return Ok(Outcome::Outdated);
        }
        release::insert(self.transaction, frozen.row())?;
        let releases = frozen.row().number;
        self.put(&VisitFacts { stage: Stage::Released, releases, ..present }, "released")
    }
}

/// Freezes the feedback for a member who may release it.
pub(super) async fn prepare_release(
    service: &Service,
    caller: &Caller,
    visit: VisitId,
) -> Result<Result<Prepared, Refusal>, StoreError> {
    let network = caller.network;
    let row = service.store.read(move |connection| visit::find(connection, network, visit)).await?;
    if row.is_none_or(|row| may_not_release(&caller.member, &row.facts).is_some()) {
        return Ok(Ok(Prepared::Nothing));
    }
    let frozen = freeze(service, network, visit, caller.member.id).await?;
    Ok(frozen.map(|frozen| Prepared::Frozen(Box::new(frozen))))
}

/// Only the host releases, and only what a facilitator has cleared.
fn may_not_release(member: &Member, visit: &VisitFacts) -> Option<Refusal> {
    match visit.stage {
        _ if !is_host(member, visit) => Some(Refusal::NotAllowed),
        Stage::Cleared | Stage::Released => None,
        Stage::Planned | Stage::Walking | Stage::Debriefing => Some(Refusal::NotApplicable),
    }
}
