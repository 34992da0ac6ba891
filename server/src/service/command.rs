//! Commands: what a member asks the server to make a fact.
//!
//! Whether a command is carried out is decided inside the write that carries it out, by the facts as they are then.
//! Two commands need to know what documents say: to review a piece of evidence, and to release. That is read before
//! the write; a release is frozen before it, and frozen anew where facts have changed meanwhile.

mod review;
mod visit;

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Member, Stage, VisitFacts};
use fieldwalk_core::ids::VisitId;
use fieldwalk_core::protocol::{Command, CommandId, Receipt, Refusal};
use rusqlite::Transaction;

use super::caller::{Caller, standing};
use super::release::Frozen;
use super::{Service, change_facts};
use crate::chance::Chance;
use crate::store::audit::{self, Actor};
use crate::store::review::Asked;
use crate::store::{StoreError, command, device, log, visit as facts};

/// How often a release is frozen anew because facts changed meanwhile.
const FREEZES_MAX: u32 = 5;

/// Carries out a command, once: the same one again gets the same receipt.
///
/// # Errors
/// [`StoreError`]; what the member may not or what makes no sense is a receipt with the reason.
pub async fn take(
    service: &Service,
    caller: &Caller,
    id: CommandId,
    wish: Command,
) -> Result<Receipt, StoreError> {
    let mut tries_left = if matches!(wish, Command::SetStage(_, Stage::Released)) { FREEZES_MAX } else { 1 };
    loop {
        tries_left -= 1;
        let prepared = prepare(service, caller, &wish).await?;
        let (caller, wish) = (caller.clone(), wish.clone());
        let (now, chance) = (service.now(), service.chance.clone());
        let receipt = service
            .store
            .write(move |transaction| {
                if let Some(number) = command::number_of(transaction, caller.member.id, id)? {
                    return Ok(Some(Receipt::Held(number)));
                }
                let outcome = match (member_now(transaction, &caller)?, prepared) {
                    (None, _) => Outcome::Refused(Refusal::DeviceRevoked),
                    (_, Err(refusal)) => Outcome::Refused(refusal),
                    (Some(member), Ok(prepared)) => {
                        let act = Act { transaction, caller: &caller, member, chance: &chance, now };
                        act.carry_out(wish, prepared)?
                    }
                };
                let refusal = match outcome {
                    Outcome::Done(done) => {
                        command::insert(transaction, caller.member.id, id, done.number, now)?;
                        let actor = Actor::Device(caller.device);
                        audit::note(transaction, now, &actor, done.action, done.visit)?;
                        return Ok(Some(Receipt::Held(done.number)));
                    }
                    Outcome::Outdated if tries_left > 0 => return Ok(None),
                    Outcome::Outdated => Refusal::TooCostly,
                    Outcome::Refused(refusal) => refusal,
                };
                audit::refused(transaction, now, caller.device, None, refusal)?;
                Ok::<_, StoreError>(Some(Receipt::Refused(refusal)))
            })
            .await?;
        if let Some(receipt) = receipt {
            return Ok(receipt);
        }
    }
}

/// What documents say, as far as a command depends on it.
enum Prepared {
    /// It does not, or its member may not give it, which is said in the write.
    Nothing,
    /// Feedback ready to be released.
    Frozen(Box<Frozen>),
    /// The item that the evidence is, and its author.
    Evidence(Asked),
}

async fn prepare(
    service: &Service,
    caller: &Caller,
    wish: &Command,
) -> Result<Result<Prepared, Refusal>, StoreError> {
    match wish {
        wish if !wish.is_within_limits() => Ok(Err(Refusal::TooLarge)),
        Command::SetStage(visit, Stage::Released) => visit::prepare_release(service, caller, *visit).await,
        Command::Review(visit, act) => review::prepare(service, caller, *visit, act).await,
        _ => Ok(Ok(Prepared::Nothing)),
    }
}

/// What became of a command.
enum Outcome {
    Done(Done),
    Refused(Refusal),
    /// What was prepared is no longer so.
    Outdated,
}

/// A command that was carried out.
struct Done {
    number: u64,
    /// A fixed word.
    action: &'static str,
    visit: VisitId,
}

/// A command at work, inside its write.
struct Act<'a> {
    transaction: &'a Transaction<'a>,
    caller: &'a Caller,
    /// The member as the database has it in this very write.
    member: Member,
    chance: &'a Chance,
    now: Timestamp,
}

impl Act<'_> {
    fn carry_out(&self, wish: Command, prepared: Prepared) -> Result<Outcome, StoreError> {
        match wish {
            Command::PutVisit(wanted) => self.put_visit(wanted),
            Command::SetStage(visit, Stage::Released) => self.release(visit, prepared),
            Command::SetStage(visit, stage) => self.set_stage(visit, stage),
            Command::SetDebriefStep(visit, step) => self.set_debrief_step(visit, step),
            Command::PublishResponse(visit, is_published) => self.publish_response(visit, is_published),
            Command::Review(visit, act) => self.review(visit, act, prepared),
        }
    }

    /// The visit as it is in this write.
    fn visit(&self, visit: VisitId) -> Result<Option<VisitFacts>, StoreError> {
        Ok(facts::find(self.transaction, self.caller.network, visit)?.map(|row| row.facts))
    }

    /// Keeps new facts of a visit.
    fn put(&self, wanted: &VisitFacts, action: &'static str) -> Result<Outcome, StoreError> {
        let number = change_facts(self.transaction, self.caller.network, self.chance)?;
        facts::put(self.transaction, self.caller.network, wanted, number)?;
        Ok(Outcome::Done(Done { number, action, visit: wanted.visit }))
    }

    /// Takes the next number of the log for something that no phone is told.
    fn number(&self) -> Result<u64, StoreError> {
        log::append(self.transaction, self.caller.network, self.chance.tag())
    }
}

fn member_now(transaction: &Transaction<'_>, caller: &Caller) -> Result<Option<Member>, StoreError> {
    let Some(device) = device::find(transaction, caller.device)? else { return Ok(None) };
    Ok(standing(transaction, &device).ok().map(|caller| caller.member))
}
