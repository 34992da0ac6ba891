//! Invites and enrolment: a single-use, expiring code becomes a device's token.

use data_encoding::HEXLOWER;
use fieldwalk_core::clock::Timestamp;
use fieldwalk_core::ids::DeviceId;
use fieldwalk_core::protocol::{EnrolAnswer, EnrolRequest, PublicKey, verify_enrolment};
use rusqlite::Transaction;

use super::caller::token_hash;
use super::code::code_hash;
use super::{Service, change_facts};
use crate::store::audit::{self, Actor};
use crate::store::device::DeviceRow;
use crate::store::invite::CodeHash;
use crate::store::network::MemberRow;
use crate::store::{StoreError, device, invite, network};

/// What a person may call a device, in characters.
const DEVICE_NAME_MAX: usize = 100;

/// Why a device was not enrolled.
#[derive(Debug, thiserror::Error)]
pub enum NotEnrolled {
    /// There is no such invite.
    #[error("there is no such invite")]
    InviteUnknown,
    /// Its time is over.
    #[error("this invite has expired")]
    InviteExpired,
    /// Another device has used it.
    #[error("this invite has been used by another device")]
    InviteUsed,
    /// The member was removed meanwhile.
    #[error("this member was removed from the network")]
    MemberRemoved,
    /// The device was revoked after it used this invite. A new one brings it back.
    #[error("this device was revoked")]
    DeviceRevoked,
    /// The key belongs to another member's device. Every profile has its own.
    #[error("this key belongs to another member's device")]
    KeyInUse,
    /// The sender does not hold the key.
    #[error("the sender does not hold the key")]
    WrongProof,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Enrols a device. The same device may repeat it until the invite expires and gets a fresh token each time.
///
/// # Errors
/// Each of [`NotEnrolled`].
pub async fn enrol(service: &Service, request: EnrolRequest) -> Result<EnrolAnswer, NotEnrolled> {
    if !verify_enrolment(&request) {
        return Err(NotEnrolled::WrongProof);
    }
    let code = code_hash(&request.code).ok_or(NotEnrolled::InviteUnknown)?;
    let token = HEXLOWER.encode(&service.chance.bytes::<32>());
    let (now, chance, identity) = (service.now(), service.chance.clone(), service.identity.clone());
    // Whether the invite is still good is decided in the write itself: of two devices at once, one gets it.
    let enrol = move |transaction: &Transaction<'_>| {
        let device = DeviceId::of_key(&request.public_key);
        let member = admit(transaction, &code, &request.public_key, now)?;
        let network = network::find(transaction, member.network)?.ok_or(NotEnrolled::InviteUnknown)?;
        let was_enrolled = device::find(transaction, device)?.is_some_and(|row| row.revoked_at.is_none());
        let row = DeviceRow {
            id: device,
            member: member.member.id,
            public_key: request.public_key,
            name: request.device_name.chars().take(DEVICE_NAME_MAX).collect(),
            enrolled_at: now,
            last_seen_at: now,
            revoked_at: None,
        };
        device::put(transaction, &row, &token_hash(&token))?;
        invite::used(transaction, &code, &row.public_key, now)?;
        if !was_enrolled {
            change_facts(transaction, network.id, &chance)?;
        }
        audit::note(transaction, now, &Actor::Device(device), "device-enrolled", row.member)?;
        Ok(EnrolAnswer {
            token,
            device,
            member: row.member,
            network: network.id,
            network_name: network.name,
            server_key: identity.keys.public(),
            history: identity.history,
        })
    };
    service.store.write(enrol).await
}

/// The member that the invite lets this key stand for.
fn admit(
    transaction: &Transaction<'_>,
    code: &CodeHash,
    key: &PublicKey,
    now: Timestamp,
) -> Result<MemberRow, NotEnrolled> {
    let invite = invite::find(transaction, code)?.ok_or(NotEnrolled::InviteUnknown)?;
    if invite.used_by.is_some_and(|by| by != *key) {
        return Err(NotEnrolled::InviteUsed);
    }
    if invite.expires_at <= now {
        return Err(NotEnrolled::InviteExpired);
    }
    if let Some(device) = device::find(transaction, DeviceId::of_key(key))? {
        if device.member != invite.member {
            return Err(NotEnrolled::KeyInUse);
        }
        // A phone that was found again comes back with a new invite, never with the one it once used.
        if device.revoked_at.is_some() && invite.used_by.is_some() {
            return Err(NotEnrolled::DeviceRevoked);
        }
    }
    match network::find_member(transaction, invite.member)? {
        Some(member) if member.removed_at.is_none() => Ok(member),
        _ => Err(NotEnrolled::MemberRemoved),
    }
}
