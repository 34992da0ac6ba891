//! What crosses the wire between a device and its server, shared by both sides. No I/O here.
//!
//! One request carries all that a device has to give and the cursor up to which it has seen its network; one answer
//! carries a receipt for each thing given and, page by page, what the reader may see and has not seen. The protocol
//! in words, first without HTTP and then with it, is in docs/protocol.

mod attachment;
mod chunk;
mod codec;
mod declaration;
mod enrol;
mod invite;
mod limits;
mod refusal;
mod release;
mod released;
mod sign_in;
mod sync;

pub use attachment::{PartGiven, PartReceipt, PartRefusal, PartTaken, PartWanted};
pub use chunk::{Chunk, ChunkHash, Keys, PublicKey, Signer};
pub use codec::{CodecError, decode, decode_body, encode, encode_body};
pub use declaration::Declaration;
pub use enrol::{EnrolAnswer, EnrolRequest, INVITE_PAGE, enrolment_proof, verify_enrolment};
pub use invite::{Invite, NotAnInvite};
pub use limits::*;
pub use refusal::Refusal;
pub use release::{NotAsReleased, SignedRelease, sign_release, verify_release};
pub use released::{ReleaseAnswer, ReleaseRequest};
pub use sign_in::SignInAnswer;
pub use sync::{Command, CommandId, Cursor, DocumentPage, HeldChunk, Offer, Receipt, SyncAnswer, SyncRequest};

/// The version of the protocol spoken here. A server also announces the oldest it accepts.
pub const VERSION: u16 = 1;

/// The oldest version a server of this release accepts.
pub const OLDEST_ACCEPTED: u16 = 1;

/// The media type of request and answer bodies: CBOR (RFC 8949) inside DEFLATE (RFC 1951).
pub const MEDIA_TYPE: &str = "application/vnd.fieldwalk.v1+cbor-deflate";

/// The path of the one request that syncs.
pub const SYNC_PATH: &str = "/v1/sync";
/// The path that enrols a device.
pub const ENROL_PATH: &str = "/v1/enrol";
/// The path that gives the latest release of a visit.
pub const RELEASE_PATH: &str = "/v1/release";
/// The path below which attachments are given and taken, each under its hash.
pub const ATTACHMENTS_PATH: &str = "/v1/attachments";
/// The path of the change notices (server-sent events).
pub const EVENTS_PATH: &str = "/v1/events";
/// The path that gives an enrolled device a code for the console.
pub const SIGN_IN_PATH: &str = "/v1/sign-in";
