//! The console device: what a member writes and asks in the console is signed by a device of theirs, as on a phone.
//!
//! Its key pair is derived from the server's secret and the member's id, so nothing is stored, and a server that was
//! restored from a copy knows it again. It has no token: nobody syncs with it, and only a session stands for it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::document::Actor;
use fieldwalk_core::ids::{DeviceId, MemberId};
use fieldwalk_core::protocol::Keys;
use rusqlite::Transaction;

use super::change_facts;
use crate::chance::Chance;
use crate::store::device::DeviceRow;
use crate::store::network::MemberRow;
use crate::store::{StoreError, device};

/// What it is called in every list of devices.
pub const NAME: &str = "Console";

/// The actors of the console's devices: one opening of each for as long as this process lives.
#[derive(Default)]
pub(crate) struct Openings(Mutex<HashMap<DeviceId, Actor>>);

impl Openings {
    pub(super) fn actor(&self, device: DeviceId, chance: &Chance) -> Actor {
        let mut openings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *openings.entry(device).or_insert_with(|| chance.draw(|rng| Actor::new(device, rng)))
    }
}

/// The key pair of a member's console device. Only this server can make it.
pub(super) fn keys_of(server: &Keys, member: MemberId) -> Keys {
    let mut hasher = blake3::Hasher::new_derive_key("fieldwalk 2026-11 console device");
    hasher.update(&server.secret());
    hasher.update(member.0.as_bytes());
    Keys::from_secret(hasher.finalize().as_bytes())
}

/// The member's console device, enrolled by this very call where it was not. It may have been revoked.
pub(super) fn enrolled(
    transaction: &Transaction<'_>,
    keys: &Keys,
    member: &MemberRow,
    now: Timestamp,
    chance: &Chance,
) -> Result<DeviceRow, StoreError> {
    if let Some(row) = device::find(transaction, keys.device())? {
        return Ok(row);
    }
    put(transaction, keys, member, now, chance)
}

/// Enrols the member's console device, or takes its revocation back.
pub(super) fn put(
    transaction: &Transaction<'_>,
    keys: &Keys,
    member: &MemberRow,
    now: Timestamp,
    chance: &Chance,
) -> Result<DeviceRow, StoreError> {
    let row = DeviceRow {
        id: keys.device(),
        member: member.member.id,
        public_key: keys.public(),
        name: NAME.to_owned(),
        enrolled_at: now,
        last_seen_at: now,
        revoked_at: None,
    };
    // The hash of bytes that nobody keeps: no token opens this device.
    device::put(transaction, &row, blake3::hash(&chance.bytes::<32>()).as_bytes())?;
    change_facts(transaction, member.network, chance)?;
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use fieldwalk_core::clock::seeded_rng;
    use uuid::Uuid;

    #[test]
    fn keys_are_the_same_for_the_same_server_and_member_and_no_others() {
        let (server, other) = (Keys::generate(&mut seeded_rng(1)), Keys::generate(&mut seeded_rng(2)));
        let (ada, ben) = (MemberId(Uuid::from_u128(1)), MemberId(Uuid::from_u128(2)));
        assert_eq!(keys_of(&server, ada).device(), keys_of(&server, ada).device());
        assert_ne!(keys_of(&server, ada).device(), keys_of(&server, ben).device());
        assert_ne!(keys_of(&server, ada).device(), keys_of(&other, ada).device());
    }

    #[test]
    fn a_device_has_one_opening_in_a_process_and_another_in_the_next() {
        let (chance, device) = (Chance::new(Some(7)).unwrap(), Keys::generate(&mut seeded_rng(1)).device());
        let (before, after) = (Openings::default(), Openings::default());
        assert_eq!(before.actor(device, &chance), before.actor(device, &chance));
        assert_ne!(before.actor(device, &chance), after.actor(device, &chance));
    }
}
