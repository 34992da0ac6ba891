//! What a facilitator does on their own network: its members, schools, invites, sign-in codes and devices.
//!
//! Whether the caller is a facilitator is asked in the very write, or read, that does it. Ids of new members and schools
//! come from whoever writes, so that a form sent twice adds one.

use std::collections::BTreeMap;

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Member, Role, School};
use fieldwalk_core::ids::{DeviceId, MemberId, NetworkId};
use rusqlite::Connection;

use super::Service;
use super::act::{Act, checked};
use super::admin::{Invite, NotDone};
use super::caller::{Caller, NotACaller, standing};
use super::code::new_code;
use super::sign_in::{NoCode, SignInCode, make_code};
use crate::store::audit::Actor;
use crate::store::device::DeviceRow;
use crate::store::network::MemberRow;
use crate::store::{StoreError, device, network};

/// Why a facilitator's wish was not carried out; nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum NotChanged {
    /// Only a facilitator may.
    #[error("only a facilitator of this network may do this; nothing was changed")]
    NotAllowed,
    /// Nobody would be left to run the network.
    #[error("this is the network's last facilitator; make somebody else facilitator first. Nothing was changed")]
    LastFacilitator,
    /// It makes no sense here.
    #[error(transparent)]
    NotDone(#[from] NotDone),
}

impl From<StoreError> for NotChanged {
    fn from(error: StoreError) -> Self {
        Self::NotDone(NotDone::Store(error))
    }
}

/// A member with their devices, revoked ones and the console included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberWithDevices {
    /// The member, who may have been removed.
    pub row: MemberRow,
    /// Their devices, by id.
    pub devices: Vec<DeviceRow>,
}

impl MemberWithDevices {
    /// When one of the devices was last seen, to the hour; `None` for a member who has none.
    pub fn last_seen_at(&self) -> Option<Timestamp> {
        self.devices.iter().map(|device| device.last_seen_at).max()
    }
}

/// The people of the caller's network.
#[derive(Clone, Copy)]
pub struct Members<'a>(pub &'a Service, pub &'a Caller);

impl Members<'_> {
    /// All members by name, those who were removed last.
    ///
    /// # Errors
    /// [`NotChanged`], as for every function here.
    pub async fn all(&self) -> Result<Vec<MemberWithDevices>, NotChanged> {
        self.read(|connection, network| {
            let mut devices: BTreeMap<MemberId, Vec<DeviceRow>> = BTreeMap::new();
            for device in device::all(connection, network)? {
                devices.entry(device.member).or_default().push(device);
            }
            let members = network::members(connection, network)?
                .into_iter()
                .map(|row| MemberWithDevices { devices: devices.remove(&row.member.id).unwrap_or_default(), row });
            let mut members: Vec<_> = members.collect();
            members.sort_by_cached_key(|one| (one.row.removed_at.is_some(), one.row.member.name.to_lowercase()));
            Ok(members)
        })
        .await
    }

    /// The schools, by name.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn schools(&self) -> Result<Vec<School>, NotChanged> {
        self.read(|connection, network| {
            let mut schools: Vec<_> = network::schools(connection, network)?.into_values().collect();
            schools.sort_by_cached_key(|school| school.name.to_lowercase());
            Ok(schools)
        })
        .await
    }

    /// Adds a school, or gives one another name.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn put_school(&self, mut school: School) -> Result<(), NotChanged> {
        school.name = checked(&school.name)?;
        self.write(move |act, network| {
            if network::schools(act.transaction, network)?.get(&school.id) == Some(&school) {
                return Ok(());
            }
            Ok(act.put_school(network, &school)?)
        })
        .await
    }

    /// Adds a member, or changes one; a removed one is one again.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn put(&self, mut member: Member) -> Result<(), NotChanged> {
        member.name = checked(&member.name)?;
        self.write(move |act, network| {
            let present = network::find_member(act.transaction, member.id)?;
            if present
                .is_some_and(|row| row.member == member && row.removed_at.is_none() && row.network == network)
            {
                return Ok(());
            }
            if member.role != Role::Facilitator {
                keeps_a_facilitator(act.transaction, network, member.id)?;
            }
            Ok(act.put_member(network, &member)?)
        })
        .await
    }

    /// Removes a member: their devices and browsers may neither read nor write any more. What was shared stays.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn remove(&self, member: MemberId) -> Result<(), NotChanged> {
        self.write(move |act, network| {
            keeps_a_facilitator(act.transaction, network, member)?;
            Ok(act.remove_member(network, member)?)
        })
        .await
    }

    /// Makes an invite for one device of a member, good for `hours`.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn invite(&self, member: MemberId, hours: u32) -> Result<Invite, NotChanged> {
        let expires_at = self.0.now().plus_minutes(hours.saturating_mul(60));
        let (code, hash) = new_code(&self.0.chance);
        self.write(move |act, network| Ok(act.invite(network, member, &hash, expires_at)?)).await?;
        Ok(Invite { code, member, expires_at })
    }

    /// Makes a code that signs a member in to the console.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn sign_in_code(&self, member: MemberId) -> Result<SignInCode, NotChanged> {
        self.read(|_, _| Ok(())).await?;
        make_code(self.0, Actor::Device(self.1.device), member).await.map_err(|error| match error {
            NoCode::NoSuchMember => NotDone::NoSuchMember.into(),
            NoCode::ConsoleRevoked => NotChanged::NotAllowed,
            NoCode::Store(error) => error.into(),
        })
    }

    /// Revokes a device of a member: it may neither read nor write until it uses a new invite. What it sent stays.
    ///
    /// # Errors
    /// [`NotChanged`].
    pub async fn revoke(&self, device: DeviceId) -> Result<(), NotChanged> {
        self.write(move |act, network| match act.device(device)? {
            (row, its) if its == network => Ok(act.revoke(network, &row)?),
            _ => Err(NotDone::NoSuchDevice.into()),
        })
        .await
    }

    pub(super) async fn read<T, F>(&self, query: F) -> Result<T, NotChanged>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, NetworkId) -> Result<T, NotChanged> + Send + 'static,
    {
        let device = self.1.device;
        let query = move |connection: &Connection| query(connection, facilitated(connection, device)?);
        self.0.store.read(query).await
    }

    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, NotChanged>
    where
        T: Send + 'static,
        F: FnOnce(&Act<'_>, NetworkId) -> Result<T, NotChanged> + Send + 'static,
    {
        let device = self.1.device;
        let work = move |act: &Act<'_>| work(act, facilitated(act.transaction, device)?);
        Act::write(self.0, Actor::Device(device), work).await
    }
}

/// The network that the device's member facilitates at this moment.
fn facilitated(connection: &Connection, device: DeviceId) -> Result<NetworkId, NotChanged> {
    let row = device::find(connection, device)?.ok_or(NotChanged::NotAllowed)?;
    match standing(connection, &row) {
        Ok(caller) if caller.member.role == Role::Facilitator => Ok(caller.network),
        Err(NotACaller::Store(error)) => Err(error.into()),
        _ => Err(NotChanged::NotAllowed),
    }
}

/// Whether the network has a facilitator also without `member`.
fn keeps_a_facilitator(connection: &Connection, network: NetworkId, member: MemberId) -> Result<(), NotChanged> {
    let mut facilitators = network::members(connection, network)?;
    facilitators.retain(|row| row.removed_at.is_none() && row.member.role == Role::Facilitator);
    match facilitators.as_slice() {
        [last] if last.member.id == member => Err(NotChanged::LastFacilitator),
        _ => Ok(()),
    }
}
