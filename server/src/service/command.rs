//! Commands: what a member asks the server to make a fact.

use fieldwalk_core::domain::{Member, Role, Stage, VisitFacts, is_host};
use fieldwalk_core::ids::{NetworkId, VisitId};
use fieldwalk_core::protocol::{Command, CommandId, Receipt, Refusal};
use rusqlite::Transaction;

use super::caller::{Caller, standing};
use super::{Service, change_facts};
use crate::store::audit::{self, Actor};
use crate::store::{StoreError, command, device, network, visit};

/// Carries out a command, once: the same one again gets the same receipt.
pub(super) async fn take(
    service: &Service,
    caller: &Caller,
    id: CommandId,
    wish: Command,
) -> Result<Receipt, StoreError> {
    let (caller, now, chance) = (caller.clone(), service.now(), service.chance.clone());
    service
        .store
        .write(move |transaction| {
            if let Some(number) = command::number_of(transaction, caller.member.id, id)? {
                return Ok(Receipt::Held(number));
            }
            let (facts, action) = match outcome(transaction, &caller, wish)? {
                Ok(granted) => granted,
                Err(refusal) => {
                    audit::refused(transaction, now, caller.device, None, refusal)?;
                    return Ok(Receipt::Refused(refusal));
                }
            };
            let number = change_facts(transaction, caller.network, &chance)?;
            visit::put(transaction, caller.network, &facts, number)?;
            command::insert(transaction, caller.member.id, id, number, now)?;
            audit::note(transaction, now, &Actor::Device(caller.device), action, facts.visit)?;
            Ok::<_, StoreError>(Receipt::Held(number))
        })
        .await
}

type Granted = (VisitFacts, &'static str);

/// The facts as they are to be, or why not.
fn outcome(
    transaction: &Transaction<'_>,
    caller: &Caller,
    wish: Command,
) -> Result<Result<Granted, Refusal>, StoreError> {
    let Some(member) = member_now(transaction, caller)? else { return Ok(Err(Refusal::DeviceRevoked)) };
    match wish {
        Command::PutVisit(facts) => put_visit(transaction, caller.network, &member, facts),
        Command::SetStage(visit, stage) => set_stage(transaction, caller.network, &member, visit, stage),
        Command::SetDebriefStep(..) | Command::PublishResponse(..) | Command::Review(..) => {
            Ok(Err(Refusal::NotApplicable))
        }
    }
}

/// The member as the database has it in this very write.
fn member_now(transaction: &Transaction<'_>, caller: &Caller) -> Result<Option<Member>, StoreError> {
    let Some(device) = device::find(transaction, caller.device)? else { return Ok(None) };
    Ok(standing(transaction, &device).ok().map(|caller| caller.member))
}

fn put_visit(
    transaction: &Transaction<'_>,
    network: NetworkId,
    member: &Member,
    mut wanted: VisitFacts,
) -> Result<Result<Granted, Refusal>, StoreError> {
    let present = visit::find(transaction, network, wanted.visit)?.map(|row| row.facts);
    // Whoever changes a visit must be allowed to before and after: a visit cannot be pushed onto another school.
    if !present.iter().chain([&wanted]).all(|facts| may_run(member, facts)) {
        return Ok(Err(Refusal::NotAllowed));
    }
    if !network::schools(transaction, network)?.contains_key(&wanted.host_school) {
        return Ok(Err(Refusal::NotApplicable));
    }
    for observer in &wanted.observers {
        // A removed member may stay on the list: a phone that does not know yet can still change the date.
        if network::find_member(transaction, *observer)?.is_none_or(|row| row.network != network) {
            return Ok(Err(Refusal::NotApplicable));
        }
    }
    if let Some(present) = present {
        wanted.stage = present.stage;
    } else if wanted.stage == Stage::Released {
        return Ok(Err(Refusal::NotApplicable));
    }
    Ok(Ok((wanted, "visit-put")))
}

fn set_stage(
    transaction: &Transaction<'_>,
    network: NetworkId,
    member: &Member,
    visit: VisitId,
    stage: Stage,
) -> Result<Result<Granted, Refusal>, StoreError> {
    let Some(present) = visit::find(transaction, network, visit)? else {
        return Ok(Err(Refusal::UnknownVisit));
    };
    let may =
        if stage == Stage::Released { is_host(member, &present.facts) } else { may_run(member, &present.facts) };
    if !may {
        return Ok(Err(Refusal::NotAllowed));
    }
    Ok(Ok((VisitFacts { stage, ..present.facts }, "stage-set")))
}

/// Facilitators and the host run a visit.
fn may_run(member: &Member, visit: &VisitFacts) -> bool {
    member.role == Role::Facilitator || is_host(member, visit)
}
