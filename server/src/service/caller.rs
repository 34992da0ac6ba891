//! Who asks: a device by its token, and the member it stands for.

use fieldwalk_core::domain::Member;
use fieldwalk_core::ids::{DeviceId, NetworkId};
use rusqlite::Connection;

use super::Service;
use crate::store::device::{self, DeviceRow};
use crate::store::{StoreError, log, network};

/// How long a device counts as just seen: noting it costs a commit.
pub(super) const SEEN_MILLIS: i64 = 60 * 60 * 1000;

/// A device that may sync now.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The device.
    pub device: DeviceId,
    /// Its member, who has not been removed.
    pub member: Member,
    /// The member's network.
    pub network: NetworkId,
    /// Since when the member may read what role and school open.
    pub(super) granted_number: u64,
}

/// Why a device may not.
#[derive(Debug, thiserror::Error)]
pub enum NotACaller {
    /// No device has this token.
    #[error("this device is not enrolled here")]
    TokenUnknown,
    /// The device was revoked.
    #[error("this device was revoked")]
    DeviceRevoked,
    /// The member was removed.
    #[error("this member was removed from the network")]
    MemberRemoved,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The caller behind a token.
///
/// # Errors
/// Each of [`NotACaller`].
pub async fn authenticate(service: &Service, token: &str) -> Result<Caller, NotACaller> {
    let hash = token_hash(token);
    let (caller, last_seen_at) = service
        .store
        .read(move |connection| {
            let device = device::find_by_token(connection, &hash)?.ok_or(NotACaller::TokenUnknown)?;
            Ok::<_, NotACaller>((standing(connection, &device)?, device.last_seen_at))
        })
        .await?;
    let now = service.now();
    if now.0.abs_diff(last_seen_at.0) > SEEN_MILLIS.unsigned_abs() {
        let device = caller.device;
        service.store.write(move |transaction| device::seen(transaction, device, now)).await?;
    }
    Ok(caller)
}

/// What a device stands for at this moment.
///
/// # Errors
/// Each of [`NotACaller`] but `TokenUnknown`.
pub(super) fn standing(connection: &Connection, device: &DeviceRow) -> Result<Caller, NotACaller> {
    if device.revoked_at.is_some() {
        return Err(NotACaller::DeviceRevoked);
    }
    match network::find_member(connection, device.member)? {
        Some(row) if row.removed_at.is_none() => Ok(Caller {
            device: device.id,
            member: row.member,
            network: row.network,
            granted_number: row.granted_number,
        }),
        _ => Err(NotACaller::MemberRemoved),
    }
}

/// What the server keeps of a token.
pub(super) fn token_hash(token: &str) -> [u8; 32] {
    *blake3::hash(token.as_bytes()).as_bytes()
}

/// The end of the caller's log, as long as the device may know it.
///
/// # Errors
/// Each of [`NotACaller`].
pub async fn log_end(service: &Service, device: DeviceId) -> Result<u64, NotACaller> {
    service
        .store
        .read(move |connection| {
            let device = device::find(connection, device)?.ok_or(NotACaller::TokenUnknown)?;
            let caller = standing(connection, &device)?;
            Ok(log::head(connection, caller.network)?.number)
        })
        .await
}
