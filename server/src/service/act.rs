//! One act on a network's people and schools, inside one write: the same whether the operator or a facilitator acts.
//! Who may act is decided by the caller; what makes sense is decided here.

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::domain::{Member, School};
use fieldwalk_core::ids::{DeviceId, MemberId, NetworkId, SchoolId};
use fieldwalk_core::protocol::Keys;
use rusqlite::Transaction;

use super::admin::NotDone;
use super::{Service, change_facts, console_device};
use crate::chance::Chance;
use crate::store::audit::{self, Actor};
use crate::store::device::DeviceRow;
use crate::store::invite::CodeHash;
use crate::store::network::MemberRow;
use crate::store::{StoreError, device, invite, network, session, sign_in};

/// Characters of a name.
pub(crate) const NAME_CHARS: std::ops::RangeInclusive<usize> = 1..=200;

/// Who acts, when, and in which write.
pub(super) struct Act<'a> {
    pub(super) transaction: &'a Transaction<'a>,
    pub(super) chance: &'a Chance,
    pub(super) server: &'a Keys,
    pub(super) now: Timestamp,
    pub(super) by: Actor,
}

impl Act<'_> {
    /// Runs `work` in one write.
    pub(super) async fn write<T, E, F>(service: &Service, by: Actor, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Act<'_>) -> Result<T, E> + Send + 'static,
    {
        let (chance, server, now) = (service.chance.clone(), service.identity.keys.clone(), service.now());
        let work = move |transaction: &Transaction<'_>| {
            work(&Act { transaction, chance: &chance, server: &server, now, by })
        };
        service.store.write(work).await
    }

    pub(super) fn note(&self, action: &'static str, subject: impl std::fmt::Display) -> Result<(), StoreError> {
        audit::note(self.transaction, self.now, &self.by, action, subject)
    }

    pub(super) fn change_facts(&self, network: NetworkId) -> Result<u64, StoreError> {
        change_facts(self.transaction, network, self.chance)
    }

    /// Adds a school, or gives a known one another name.
    pub(super) fn put_school(&self, network: NetworkId, school: &School) -> Result<(), NotDone> {
        self.known(network)?;
        network::put_school(self.transaction, network, school)?;
        self.change_facts(network)?;
        Ok(self.note("school-added", school.id)?)
    }

    /// Adds a member, or changes one; a removed one is one again.
    pub(super) fn put_member(&self, network: NetworkId, member: &Member) -> Result<(), NotDone> {
        self.known(network)?;
        self.has_school(network, member.school)?;
        if network::find_member(self.transaction, member.id)?.is_some_and(|row| row.network != network) {
            return Err(NotDone::MemberElsewhere);
        }
        let number = self.change_facts(network)?;
        network::put_member(self.transaction, network, member, number)?;
        Ok(self.note("member-put", member.id)?)
    }

    /// Removes a member: no device, session or code of theirs opens anything any more.
    pub(super) fn remove_member(&self, network: NetworkId, member: MemberId) -> Result<(), NotDone> {
        self.present(network, member)?;
        self.change_facts(network)?;
        network::remove_member(self.transaction, member, self.now)?;
        session::end_all(self.transaction, member, None, self.now)?;
        sign_in::forget_of(self.transaction, member)?;
        Ok(self.note("member-removed", member)?)
    }

    /// Keeps an invite.
    pub(super) fn invite(
        &self,
        network: NetworkId,
        member: MemberId,
        code: &CodeHash,
        expires_at: Timestamp,
    ) -> Result<(), NotDone> {
        self.present(network, member)?;
        invite::insert(self.transaction, code, member, self.now, expires_at)?;
        Ok(self.note("invite-made", member)?)
    }

    /// Revokes a device. With the console device end the member's sessions.
    pub(super) fn revoke(&self, network: NetworkId, device: &DeviceRow) -> Result<(), NotDone> {
        device::revoke(self.transaction, device.id, self.now)?;
        if device.id == console_device::keys_of(self.server, device.member).device() {
            session::end_all(self.transaction, device.member, None, self.now)?;
            sign_in::forget_of(self.transaction, device.member)?;
        }
        self.change_facts(network)?;
        Ok(self.note("device-revoked", device.id)?)
    }

    pub(super) fn known(&self, network: NetworkId) -> Result<(), NotDone> {
        network::find(self.transaction, network)?.map(drop).ok_or(NotDone::NoSuchNetwork)
    }

    pub(super) fn present(&self, network: NetworkId, member: MemberId) -> Result<MemberRow, NotDone> {
        self.known(network)?;
        match network::find_member(self.transaction, member)? {
            Some(row) if row.network == network && row.removed_at.is_none() => Ok(row),
            _ => Err(NotDone::NoSuchMember),
        }
    }

    fn has_school(&self, network: NetworkId, school: Option<SchoolId>) -> Result<(), NotDone> {
        match school {
            Some(school) if !network::schools(self.transaction, network)?.contains_key(&school) => {
                Err(NotDone::NoSuchSchool)
            }
            _ => Ok(()),
        }
    }

    /// A device and the network it is in.
    pub(super) fn device(&self, device: DeviceId) -> Result<(DeviceRow, NetworkId), NotDone> {
        let row = device::find(self.transaction, device)?.ok_or(NotDone::NoSuchDevice)?;
        let member = network::find_member(self.transaction, row.member)?.ok_or(NotDone::NoSuchMember)?;
        Ok((row, member.network))
    }
}

/// `name` without the space around it, if it is one.
pub(super) fn checked(name: &str) -> Result<String, NotDone> {
    let name = name.trim();
    if NAME_CHARS.contains(&name.chars().count()) { Ok(name.to_owned()) } else { Err(NotDone::NotAName) }
}
