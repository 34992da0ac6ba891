//! A chunk: changes of one document, signed by who vouches for them.
//!
//! A device signs the changes it made, so any phone, file or laptop may carry them. The server signs the snapshots
//! its workers made, so a phone can give a snapshot back to a server that was restored from an older copy. Either
//! way the signature covers the network and the document: a chunk cannot be moved to another document.

use std::fmt;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use rand::Rng;
use serde::{Deserialize, Serialize};

use crate::domain::DocumentKey;
use crate::ids::{DeviceId, NetworkId};

/// An Ed25519 public key (RFC 8032).
pub type PublicKey = [u8; 32];

/// Names a chunk: BLAKE3 over network, document and bytes. The same changes offered again have the same hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ChunkHash(#[serde(with = "serde_bytes")] pub [u8; 32]);

impl ChunkHash {
    /// The hash of these bytes in this document of this network.
    pub fn of(network: NetworkId, document: &DocumentKey, bytes: &[u8]) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("fieldwalk 2026-11 chunk of a document");
        hasher.update(network.0.as_bytes());
        let key = document.to_string();
        hasher.update(&(key.len() as u64).to_le_bytes());
        hasher.update(key.as_bytes());
        hasher.update(bytes);
        Self(*hasher.finalize().as_bytes())
    }
}

impl fmt::Debug for ChunkHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "chunk:{}", crate::hex::encode(&self.0[..8]))
    }
}

/// Who vouches for a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signer {
    /// A device, for changes that it made. The bytes are uncompressed automerge changes, one after another.
    Device(DeviceId),
    /// The network's server, for a snapshot made by its workers. The bytes are a saved automerge document.
    Server,
}

/// Changes of one document with a signature.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chunk {
    /// The document.
    pub document: DocumentKey,
    /// Who vouches for it.
    pub signer: Signer,
    /// Ed25519 over the chunk's hash.
    #[serde(with = "serde_bytes")]
    pub signature: [u8; 64],
    /// What it holds; see [`Signer`].
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

impl Chunk {
    /// Signs `bytes` as changes of `document`.
    pub fn sign(network: NetworkId, document: DocumentKey, bytes: Vec<u8>, signer: Signer, keys: &Keys) -> Self {
        let signature = keys.sign(&ChunkHash::of(network, &document, &bytes).0);
        Self { document, signer, signature, bytes }
    }

    /// The hash that names this chunk.
    pub fn hash(&self, network: NetworkId) -> ChunkHash {
        ChunkHash::of(network, &self.document, &self.bytes)
    }

    /// Whether `key` made the signature. Constant for all keys of small order too (strict verification).
    pub fn is_signed_by(&self, network: NetworkId, key: &PublicKey) -> bool {
        verify(key, &self.hash(network).0, &self.signature)
    }
}

impl fmt::Debug for Chunk {
    /// Never prints what people wrote.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Chunk({}, {:?}, {} bytes)", self.document, self.signer, self.bytes.len())
    }
}

/// An Ed25519 key pair; the secret half is wiped from memory when dropped and never printed.
#[derive(Clone)]
pub struct Keys(SigningKey);

impl Keys {
    /// Makes a new pair. `rng` must be fit for secrets outside tests.
    pub fn generate(rng: &mut impl Rng) -> Self {
        let mut secret = [0; 32];
        rng.fill_bytes(&mut secret);
        Self::from_secret(&secret)
    }

    /// The pair of a stored secret.
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The secret half, for storing it.
    pub fn secret(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        self.0.verifying_key().to_bytes()
    }

    /// The id of the device that holds this pair.
    pub fn device(&self) -> DeviceId {
        DeviceId::of_key(&self.public())
    }

    /// Signs a message.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Keys({})", self.device())
    }
}

/// Whether `key` signed `message`.
pub(super) fn verify(key: &PublicKey, message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(key)
        .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded_rng;
    use crate::ids::{MemberId, VisitId};
    use uuid::Uuid;

    #[test]
    fn a_signature_holds_for_its_network_document_and_bytes_alone() {
        let keys = Keys::generate(&mut seeded_rng(1));
        let network = NetworkId(Uuid::from_u128(1));
        let (visit, member) = (VisitId(Uuid::from_u128(2)), MemberId(Uuid::from_u128(3)));
        let notebook = DocumentKey::Notebook(visit, member);
        let chunk = Chunk::sign(network, notebook, b"changes".to_vec(), Signer::Device(keys.device()), &keys);
        assert!(chunk.is_signed_by(network, &keys.public()));

        assert!(!chunk.is_signed_by(NetworkId(Uuid::from_u128(9)), &keys.public()));
        assert!(!chunk.is_signed_by(network, &Keys::generate(&mut seeded_rng(2)).public()));
        let moved = Chunk { document: DocumentKey::Contribution(visit, member), ..chunk.clone() };
        assert!(!moved.is_signed_by(network, &keys.public()));
        let altered = Chunk { bytes: b"changed".to_vec(), ..chunk };
        assert!(!altered.is_signed_by(network, &keys.public()));
    }
}
