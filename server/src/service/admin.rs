//! What the operator does: networks, schools, members, invites, devices. The same functions serve the command line,
//! the demo and the tests.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Member, Role, School, VisitFacts};
use fieldwalk_core::ids::{DeviceId, MemberId, NetworkId, SchoolId};
use rusqlite::Transaction;
use serde::Serialize;

use super::{Service, change_facts, enrol};
use crate::chance::Chance;
use crate::store::audit::{self, Actor};
use crate::store::device::DeviceRow;
use crate::store::network::{MemberRow, NetworkRow};
use crate::store::{StoreError, device, invite, network, visit};

/// How long an invite is good unless said otherwise.
pub const INVITE_HOURS: u32 = 7 * 24;

/// Why the operator's wish was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// No such network.
    #[error("there is no such network here; `fieldwalk network list` shows them")]
    NoSuchNetwork,
    /// No such school in the network.
    #[error("there is no such school in this network; nothing was changed")]
    NoSuchSchool,
    /// No such member in the network, or the member was removed.
    #[error("there is no such member in this network; `fieldwalk network members` shows them")]
    NoSuchMember,
    /// The member's id is taken in another network.
    #[error("this member id belongs to another network; nothing was changed")]
    MemberElsewhere,
    /// No such device.
    #[error("there is no such device here; `fieldwalk devices` shows them")]
    NoSuchDevice,
    /// A name is empty or longer than 200 characters.
    #[error("a name needs 1 to 200 characters; nothing was changed")]
    NotAName,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An invite to be handed to a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invite {
    /// The code. It is shown once; only its hash is kept.
    pub code: String,
    /// For whom.
    pub member: MemberId,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// The operator's commands.
#[derive(Clone, Copy)]
pub struct Admin<'a>(pub &'a Service);

impl Admin<'_> {
    /// Creates a network.
    ///
    /// # Errors
    /// [`NotDone`]; nothing was changed then, as for every function here.
    pub async fn create_network(&self, name: &str) -> Result<NetworkId, NotDone> {
        let (name, now) = (checked(name)?, self.0.now());
        let id = self.0.chance.draw(|rng| NetworkId::new(now, rng));
        self.write(move |transaction, chance| {
            network::insert(transaction, id, &name, now)?;
            change_facts(transaction, id, chance)?;
            note(transaction, now, "network-created", id)?;
            Ok(id)
        })
        .await
    }

    /// All networks.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn networks(&self) -> Result<Vec<NetworkRow>, NotDone> {
        self.0.store.read(|connection| Ok(network::all(connection)?)).await
    }

    /// Adds a school.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn add_school(&self, network: NetworkId, name: &str) -> Result<SchoolId, NotDone> {
        let (name, now) = (checked(name)?, self.0.now());
        let id = self.0.chance.draw(|rng| SchoolId::new(now, rng));
        self.write(move |transaction, chance| {
            known(transaction, network)?;
            network::put_school(transaction, network, &School { id, name })?;
            change_facts(transaction, network, chance)?;
            note(transaction, now, "school-added", id)?;
            Ok(id)
        })
        .await
    }

    /// The schools of a network.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn schools(&self, network: NetworkId) -> Result<Vec<School>, NotDone> {
        self.0
            .store
            .read(move |connection| Ok(network::schools(connection, network)?.into_values().collect()))
            .await
    }

    /// Adds a member.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn add_member(
        &self,
        network: NetworkId,
        name: &str,
        role: Role,
        school: Option<SchoolId>,
    ) -> Result<MemberId, NotDone> {
        let now = self.0.now();
        let id = self.0.chance.draw(|rng| MemberId::new(now, rng));
        self.put_member(network, Member { id, name: name.to_owned(), role, school }).await?;
        Ok(id)
    }

    /// Adds a member under a known id, or changes one: after a move, a new role, or when an older backup that lacks
    /// the member was restored. A removed member is one again.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn put_member(&self, network: NetworkId, mut member: Member) -> Result<(), NotDone> {
        member.name = checked(&member.name)?;
        let now = self.0.now();
        self.write(move |transaction, chance| {
            known(transaction, network)?;
            if let Some(school) = member.school
                && !network::schools(transaction, network)?.contains_key(&school)
            {
                return Err(NotDone::NoSuchSchool);
            }
            if network::find_member(transaction, member.id)?.is_some_and(|row| row.network != network) {
                return Err(NotDone::MemberElsewhere);
            }
            let number = change_facts(transaction, network, chance)?;
            network::put_member(transaction, network, &member, number)?;
            note(transaction, now, "member-put", member.id)
        })
        .await
    }

    /// Removes a member: the member's devices may neither read nor write any more. What was shared stays.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn remove_member(&self, network: NetworkId, member: MemberId) -> Result<(), NotDone> {
        let now = self.0.now();
        self.write(move |transaction, chance| {
            present(transaction, network, member)?;
            change_facts(transaction, network, chance)?;
            network::remove_member(transaction, member, now)?;
            note(transaction, now, "member-removed", member)
        })
        .await
    }

    /// The members of a network, removed ones included.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn members(&self, network: NetworkId) -> Result<Vec<MemberRow>, NotDone> {
        self.0.store.read(move |connection| Ok(network::members(connection, network)?)).await
    }

    /// Makes an invite that is good for `hours`.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn invite(&self, network: NetworkId, member: MemberId, hours: u32) -> Result<Invite, NotDone> {
        let now = self.0.now();
        let expires_at = now.plus_minutes(hours.saturating_mul(60));
        let (code, hash) = enrol::new_code(self.0);
        self.write(move |transaction, _| {
            present(transaction, network, member)?;
            invite::insert(transaction, &hash, member, now, expires_at)?;
            note(transaction, now, "invite-made", member)
        })
        .await?;
        Ok(Invite { code, member, expires_at })
    }

    /// Revokes a device: it may neither read nor write until it uses a new invite. What it sent stays.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn revoke(&self, device: DeviceId) -> Result<(), NotDone> {
        let now = self.0.now();
        self.write(move |transaction, chance| {
            let row = device::find(transaction, device)?.ok_or(NotDone::NoSuchDevice)?;
            let member = network::find_member(transaction, row.member)?.ok_or(NotDone::NoSuchMember)?;
            device::revoke(transaction, device, now)?;
            change_facts(transaction, member.network, chance)?;
            note(transaction, now, "device-revoked", device)
        })
        .await
    }

    /// The devices of a network.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn devices(&self, network: NetworkId) -> Result<Vec<DeviceRow>, NotDone> {
        self.0.store.read(move |connection| Ok(device::all(connection, network)?)).await
    }

    /// The visits of a network.
    ///
    /// # Errors
    /// [`NotDone`].
    pub async fn visits(&self, network: NetworkId) -> Result<Vec<VisitFacts>, NotDone> {
        let rows = self.0.store.read(move |connection| Ok::<_, NotDone>(visit::all(connection, network)?));
        Ok(rows.await?.into_iter().map(|row| row.facts).collect())
    }

    async fn write<T, F>(&self, work: F) -> Result<T, NotDone>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>, &Chance) -> Result<T, NotDone> + Send + 'static,
    {
        let chance = self.0.chance.clone();
        self.0.store.write(move |transaction| work(transaction, &chance)).await
    }
}

fn checked(name: &str) -> Result<String, NotDone> {
    let name = name.trim();
    if (1..=200).contains(&name.chars().count()) { Ok(name.to_owned()) } else { Err(NotDone::NotAName) }
}

fn known(transaction: &Transaction<'_>, network: NetworkId) -> Result<(), NotDone> {
    network::find(transaction, network)?.map(drop).ok_or(NotDone::NoSuchNetwork)
}

fn present(transaction: &Transaction<'_>, network: NetworkId, member: MemberId) -> Result<(), NotDone> {
    known(transaction, network)?;
    match network::find_member(transaction, member)? {
        Some(row) if row.network == network && row.removed_at.is_none() => Ok(()),
        _ => Err(NotDone::NoSuchMember),
    }
}

fn note(
    transaction: &Transaction<'_>,
    now: Timestamp,
    action: &'static str,
    subject: impl std::fmt::Display,
) -> Result<(), NotDone> {
    Ok(audit::note(transaction, now, &Actor::Operator, action, subject)?)
}
