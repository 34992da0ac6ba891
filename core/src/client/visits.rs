//! The visits this member hosts or takes part in, and planning one.

use std::collections::BTreeMap;

use super::{Changed, Client, ClientError, Inner};
use crate::clock::Timestamp;
use crate::document::DocumentError;
use crate::domain::{
    Contribution, DocumentKey, Facts, Feedback, Lens, Member, Sources, Stage, Visit, VisitFacts, feedback,
    is_participant, may_write,
};
use crate::evidence::NameList;
use crate::ids::{CommandId, MemberId, VisitId};
use crate::order::order_by_key;
use crate::protocol::Command;
use crate::store::{changes, inbox, outbox};

/// A visit as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitEntry {
    /// Its facts, including what waits to become fact.
    pub facts: VisitFacts,
    /// The host school's name; empty if not known yet.
    pub host_school: String,
    /// Whether this member was taken off it, and the notebook is all that is left of it here: nothing can be shared any
    /// more, and the facts are the last that were known.
    pub is_left: bool,
}

impl Client {
    /// What the server stated about the network; `None` before the first sync.
    pub fn facts(&self) -> Option<Facts> {
        self.lock().facts.clone()
    }

    /// All visits, the latest first; those among them that this member was taken off and wrote on.
    ///
    /// # Errors
    /// Those of the store.
    pub fn visits(&self) -> Result<Vec<VisitEntry>, ClientError> {
        let inner = self.lock();
        let name = |visit: &VisitFacts| {
            let schools = inner.facts.as_ref().map(|facts| &facts.schools);
            schools.and_then(|schools| schools.get(&visit.host_school)).map(|school| school.name.clone())
        };
        let entry = |facts: VisitFacts, is_left| VisitEntry {
            host_school: name(&facts).unwrap_or_default(),
            facts,
            is_left,
        };
        let (known, mut left) = (inner.visit_facts()?, inbox::left(inner.store.read())?);
        left.retain(|visit, _| !known.contains_key(visit));
        let known = known.into_values().map(|facts| entry(facts, false));
        let mut visits: Vec<VisitEntry> =
            known.chain(left.into_values().map(|facts| entry(facts, true))).collect();
        order_by_key(&mut visits, |entry| std::cmp::Reverse((entry.facts.date, entry.facts.visit)));
        Ok(visits)
    }

    /// The plan of a visit; an empty one for who sees the visit no more and has a notebook of it.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn visit(&self, visit: VisitId) -> Result<Visit, ClientError> {
        let mut inner = self.lock();
        match inner.known_visit(visit) {
            Err(ClientError::UnknownVisit) => inner.notebook_key(visit).map(|_| Visit::default()),
            known => known.and_then(|_| Ok(inner.document(DocumentKey::Visit(visit))?.visit())),
        }
    }

    /// Creates a visit, or replaces the plan and the facts of one. By facilitators and leaders of the host school.
    /// Works offline; others see it after the next sync.
    ///
    /// # Errors
    /// [`ClientError::NotAllowed`]; those of the store.
    pub fn plan_visit(&self, facts: &VisitFacts, plan: &Visit) -> Result<(), ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let key = DocumentKey::Visit(facts.visit);
        if !may_write(&inner.me()?, &key, Some(facts)) {
            return Err(ClientError::NotAllowed);
        }
        let id = CommandId::new(now, &mut inner.rng);
        let command = Command::PutVisit(facts.clone());
        inner.change(key, None, |document| document.plan(plan, now), |tx| outbox::command(tx, id, &command))?;
        drop(inner);
        self.notify([Changed::Facts, Changed::Visit(facts.visit), Changed::Status]);
        Ok(())
    }

    /// Moves a visit to a stage. Works offline; it becomes fact at the next sync.
    ///
    /// # Errors
    /// [`ClientError::NotAllowed`], [`ClientError::UnknownVisit`]; those of the store.
    pub fn set_stage(&self, visit: VisitId, stage: Stage) -> Result<(), ClientError> {
        let now = self.now();
        let mut inner = self.lock();
        let facts = inner.known_visit(visit)?;
        if !may_write(&inner.me()?, &DocumentKey::Visit(visit), Some(&facts)) {
            return Err(ClientError::NotAllowed);
        }
        inner.command(&Command::SetStage(visit, stage), now)?;
        drop(inner);
        self.notify([Changed::Facts, Changed::Status]);
        Ok(())
    }

    /// What every participant shares with the visit, as far as this device has it.
    ///
    /// # Errors
    /// [`ClientError::UnknownVisit`]; those of the store.
    pub fn contributions(&self, visit: VisitId) -> Result<BTreeMap<MemberId, Contribution>, ClientError> {
        let documents = {
            let inner = self.lock();
            inner.known_visit(visit)?;
            changes::documents(inner.store.read())?
        };
        let mut contributions = BTreeMap::new();
        for key in documents {
            if let DocumentKey::Contribution(of, member) = key
                && of == visit
            {
                // One at a time, so that somebody who is writing need not wait for all of them.
                contributions.insert(member, self.lock().document(key)?.contribution());
            }
        }
        Ok(contributions)
    }

    /// The merged evidence of a visit and what the group made of it, made on this device from what it has; without
    /// observers' names.
    ///
    /// # Errors
    /// [`ClientError::NotAllowed`] for who does not take part; those of the store.
    pub fn feedback(&self, visit: VisitId) -> Result<Feedback, ClientError> {
        let mut inner = self.lock();
        let facts = inner.known_visit(visit)?;
        if !is_participant(&inner.me()?, &facts) {
            return Err(ClientError::NotAllowed);
        }
        let plan = inner.document(DocumentKey::Visit(visit))?.visit();
        let debrief = inner.document(DocumentKey::Debrief(visit))?.debrief();
        drop(inner);
        let contributions = self.contributions(visit)?;
        let sources = Sources { debrief: &debrief, ..Sources::shared(&plan, &contributions) };
        Ok(feedback(sources, Lens::participant()))
    }

    /// The names that the evidence check must catch: those of the network's members.
    pub fn names(&self) -> NameList {
        let inner = self.lock();
        let members = inner.facts.iter().flat_map(|facts| facts.members.values());
        NameList::new(members.map(|member| member.name.as_str()))
    }
}

impl Inner {
    pub(super) fn me(&self) -> Result<Member, ClientError> {
        let facts = self.facts.as_ref().ok_or(ClientError::NotEnrolled)?;
        facts.members.get(&facts.me).cloned().ok_or(ClientError::NotEnrolled)
    }

    /// The facts of the visits, with the commands that wait applied on top.
    pub(super) fn visit_facts(&self) -> Result<BTreeMap<VisitId, VisitFacts>, ClientError> {
        let mut visits = self.facts.as_ref().map(|facts| facts.visits.clone()).unwrap_or_default();
        for command in outbox::waiting_commands(self.store.read())? {
            match command {
                Command::PutVisit(mut facts) => {
                    if let Some(known) = visits.get(&facts.visit) {
                        facts.stage = known.stage;
                        facts.debrief_step = known.debrief_step;
                        facts.is_response_published = known.is_response_published;
                        facts.releases = known.releases;
                    }
                    visits.insert(facts.visit, facts);
                }
                Command::SetStage(visit, stage) => {
                    if let Some(facts) = visits.get_mut(&visit) {
                        facts.stage = stage;
                    }
                }
                Command::SetDebriefStep(visit, step) => {
                    if let Some(facts) = visits.get_mut(&visit) {
                        facts.debrief_step = step;
                    }
                }
                Command::PublishResponse(visit, is_published) => {
                    if let Some(facts) = visits.get_mut(&visit) {
                        facts.is_response_published = is_published;
                    }
                }
                // What is masked is known to the server and to its consoles, not to phones.
                Command::Review(..) => {}
            }
        }
        Ok(visits)
    }

    /// Keeps a command to be given with the next sync.
    pub(super) fn command(&mut self, command: &Command, now: Timestamp) -> Result<(), ClientError> {
        if !command.is_within_limits() {
            return Err(DocumentError::TooLong.into());
        }
        let id = CommandId::new(now, &mut self.rng);
        Ok(self.store.write(|tx| outbox::command(tx, id, command))?)
    }

    pub(super) fn known_visit(&self, visit: VisitId) -> Result<VisitFacts, ClientError> {
        self.visit_facts()?.remove(&visit).ok_or(ClientError::UnknownVisit)
    }
}
