//! Importing members: what a roster would change, and changing it.
//!
//! The plan is made again in the very write that carries it out, and must be the one that was shown: what a facilitator
//! says yes to is what happens, all of it or nothing.

use fieldwalk_core::domain::{Member, School};
use fieldwalk_core::ids::{MemberId, NetworkId, SchoolId};
use rusqlite::Connection;

use super::Service;
use super::act::Act;
use super::members::{Members, NotChanged};
use crate::roster::plan::{Existing, ImportPlan, Known, plan_import, school_key, schools_by_name};
use crate::roster::{Person, Roster, parse};
use crate::store::{StoreError, network};

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum NotImported {
    /// The network changed since the plan was shown, or it was another plan.
    #[error("the network has changed since this was shown; look at it once more. Nothing was changed")]
    PlanChanged,
    /// As for every change of members.
    #[error(transparent)]
    NotChanged(#[from] NotChanged),
}

impl From<StoreError> for NotImported {
    fn from(error: StoreError) -> Self {
        Self::NotChanged(error.into())
    }
}

/// Reads the files of an import.
pub fn read(service: &Service, files: &[&[u8]]) -> Roster {
    let today = jiff::Timestamp::from_millisecond(service.now().0).unwrap_or_default();
    parse(files, today.to_zoned(jiff::tz::TimeZone::UTC).date())
}

impl Members<'_> {
    /// What importing `roster` would do now.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn import_plan(&self, roster: Roster) -> Result<ImportPlan, NotChanged> {
        self.read(move |connection, network| Ok(plan_import(&existing(connection, network)?, &roster))).await
    }

    /// Imports `roster`, if its plan is still the one that was shown ([`ImportPlan::digest`]). Importing the same again
    /// changes nothing.
    ///
    /// # Errors
    /// Each of [`NotImported`]; nothing was changed then.
    pub async fn import(&self, roster: Roster, shown: String) -> Result<ImportPlan, NotImported> {
        let plan = self
            .write(move |act, network| {
                let plan = plan_import(&existing(act.transaction, network)?, &roster);
                if plan.digest() != shown {
                    return Ok(None);
                }
                carry_out(act, network, &plan)?;
                Ok(Some(plan))
            })
            .await?;
        plan.ok_or(NotImported::PlanChanged)
    }
}

fn existing(connection: &Connection, network: NetworkId) -> Result<Existing, StoreError> {
    let members = network::members(connection, network)?.into_iter().map(|row| Known {
        member: row.member,
        source: row.source,
        is_removed: row.removed_at.is_some(),
    });
    let schools = network::schools(connection, network)?.into_values().collect();
    Ok(Existing { members: members.collect(), schools })
}

fn carry_out(act: &Act<'_>, network: NetworkId, plan: &ImportPlan) -> Result<(), StoreError> {
    if plan.is_empty() {
        return Ok(());
    }
    let number = act.change_facts(network)?;
    for name in &plan.add_schools {
        let id = act.chance.draw(|rng| SchoolId::new(act.now, rng));
        network::put_school(act.transaction, network, &School { id, name: name.clone() })?;
        act.note("school-added", id)?;
    }
    let schools: Vec<_> = network::schools(act.transaction, network)?.into_values().collect();
    let schools = schools_by_name(&schools);
    let put = |id: MemberId, person: &Person| {
        let school = person.school.as_deref().and_then(|name| schools.get(&school_key(name)).copied());
        let member = Member { id, name: person.name.clone(), role: person.role, school };
        network::put_member(act.transaction, network, &member, number)?;
        if let Some(source) = &person.source {
            network::set_source(act.transaction, id, source)?;
        }
        act.note("member-put", id)
    };
    for person in &plan.add {
        put(act.chance.draw(|rng| MemberId::new(act.now, rng)), person)?;
    }
    for change in &plan.change {
        put(change.before.id, &change.after)?;
    }
    act.note("roster-imported", network)
}
