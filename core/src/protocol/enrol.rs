//! Enrolment: a single-use invite becomes a device's token.
//!
//! The device makes its key pair first and proves that it holds it. Should the answer be lost, the same device may
//! ask again with the same invite and gets a fresh token; any other device is refused. So a dropped connection never
//! locks a person out, and a replayed invite never lets a second one in.

use serde::{Deserialize, Serialize};

use super::chunk::{Keys, PublicKey, verify};
use crate::ids::{DeviceId, HistoryId, MemberId, NetworkId};

/// The page of a server that an invite's link leads to: the address, this, and the code in the fragment.
pub const INVITE_PAGE: &str = "/invite";

/// Asks to enrol a device.
#[derive(Clone, Serialize, Deserialize)]
pub struct EnrolRequest {
    /// The invite's code, as typed or scanned: case, spaces and dashes do not matter.
    pub code: String,
    /// What the person calls this device.
    pub device_name: String,
    /// The device's public key.
    #[serde(with = "serde_bytes")]
    pub public_key: PublicKey,
    /// See [`enrolment_proof`].
    #[serde(with = "serde_bytes")]
    pub proof: [u8; 64],
}

/// A device's right to sync.
#[derive(Clone, Serialize, Deserialize)]
pub struct EnrolAnswer {
    /// The bearer token, 256 random bits in hexadecimal; the server keeps only its hash.
    pub token: String,
    /// The device, derived from its key.
    pub device: DeviceId,
    /// Whose device it is.
    pub member: MemberId,
    /// The member's network.
    pub network: NetworkId,
    /// The network's name, for the list of profiles.
    pub network_name: String,
    /// The key that the server signs snapshots with.
    #[serde(with = "serde_bytes")]
    pub server_key: PublicKey,
    /// The server database's history.
    pub history: HistoryId,
}

/// Shows that whoever sends `code` holds the secret half of `keys`.
pub fn enrolment_proof(code: &str, keys: &Keys) -> [u8; 64] {
    keys.sign(&message(code))
}

/// Whether the request was made by the holder of its key.
pub fn verify_enrolment(request: &EnrolRequest) -> bool {
    verify(&request.public_key, &message(&request.code), &request.proof)
}

fn message(code: &str) -> Vec<u8> {
    [b"fieldwalk 2026-11 enrolment ".as_slice(), code.as_bytes()].concat()
}
