//! What the phone says about what is where, and how a sync went.

use fieldwalk_core::client;
use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::protocol::Refusal;
use fieldwalk_core::store::outbox;
use fieldwalk_core::sync;

use super::{PictureStatus, mirror, text};
use crate::error::{Retry, retry_of};
use crate::ids::number;
use crate::platform::Network;

mirror! {
    /// Why an offer was not taken.
    RefusalReason of Refusal {
        /// The signing device is not enrolled there.
        UnknownDevice,
        /// The signing device was revoked, or its member removed.
        DeviceRevoked,
        /// The signature does not match.
        WrongSignature,
        /// The member may not write this.
        NotAllowed,
        /// The server knows no such visit yet.
        UnknownVisit,
        /// A change was made under the name of another device.
        ForeignActor,
        /// A change is out of sequence.
        OutOfSequence,
        /// A change builds on one that the server does not hold yet.
        MissingDependency,
        /// Larger than the server takes.
        TooLarge,
        /// The document is full.
        DocumentFull,
        /// The content cannot be read.
        Unreadable,
        /// The content does not have the shape of its kind.
        WrongShape,
        /// Checking it took too long.
        TooCostly,
        /// There is nothing that it could apply to.
        NotApplicable,
    }
}

/// Why a sync got no usable answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum SyncFailure {
    /// No connection, or it broke.
    NoConnection,
    /// The server cannot serve now, or asks to wait.
    ServerBusy,
    /// This device is not signed in any more.
    SignedOut,
    /// This device was revoked.
    Revoked,
    /// The member was removed from the network.
    Removed,
    /// The server does not speak this version of the app.
    AppTooOld,
    /// The answer makes no sense.
    BadAnswer,
    /// This device could not store what came.
    NotStored,
}

impl From<sync::Failure> for SyncFailure {
    fn from(failure: sync::Failure) -> Self {
        use sync::Failure;
        match failure {
            Failure::NoConnection => Self::NoConnection,
            Failure::Unavailable | Failure::Wait(_) => Self::ServerBusy,
            Failure::SignedOut => Self::SignedOut,
            Failure::Revoked => Self::Revoked,
            Failure::Removed => Self::Removed,
            Failure::TooOld => Self::AppTooOld,
            Failure::BadAnswer => Self::BadAnswer,
            Failure::NotStored => Self::NotStored,
        }
    }
}

/// "On this phone 14, held by the server 12, waiting 2."
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Record)]
pub struct VisitStatus {
    /// Items in the notebook that are not deleted.
    pub on_device: i64,
    /// Those of which the server holds the latest state.
    pub held: i64,
    /// The others.
    pub waiting: i64,
}

impl From<client::VisitStatus> for VisitStatus {
    fn from(status: client::VisitStatus) -> Self {
        Self { on_device: number(status.on_device), held: number(status.held), waiting: number(status.waiting) }
    }
}

/// Where something stands that the server refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum WedgedPlace {
    /// The network's own words.
    OfNetwork,
    /// The plan of a visit.
    OfPlan,
    /// One's own notebook.
    OfNotebook,
    /// What is shared.
    OfContribution,
    /// The debrief.
    OfDebrief,
    /// The host's response.
    OfResponse,
    /// A wish about facts, such as a visit's stage.
    OfCommand,
}

/// Something that the server refused. It is kept and can be offered again.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct WedgedEntry {
    /// Where it stands.
    pub place: WedgedPlace,
    /// The visit; none for the network's own words and for commands.
    pub visit: Option<String>,
    /// Why.
    pub reason: RefusalReason,
    /// Why, as a plain English sentence.
    pub words: String,
}

impl From<outbox::WedgedEntry> for WedgedEntry {
    fn from(entry: outbox::WedgedEntry) -> Self {
        let place = match entry.document {
            None => WedgedPlace::OfCommand,
            Some(DocumentKey::Network) => WedgedPlace::OfNetwork,
            Some(DocumentKey::Visit(_)) => WedgedPlace::OfPlan,
            Some(DocumentKey::Notebook(..)) => WedgedPlace::OfNotebook,
            Some(DocumentKey::Contribution(..)) => WedgedPlace::OfContribution,
            Some(DocumentKey::Debrief(_)) => WedgedPlace::OfDebrief,
            Some(DocumentKey::Response(_)) => WedgedPlace::OfResponse,
        };
        Self {
            place,
            visit: entry.document.and_then(|document| document.visit()).as_ref().map(text),
            reason: entry.refusal.into(),
            words: entry.refusal.to_string(),
        }
    }
}

/// Why syncs fail, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Failing {
    /// Why the last one failed.
    pub failure: SyncFailure,
    /// Since when none has gone through, as far as this opening of the app knows.
    pub since: i64,
    /// What happened, what is safe and what to do, as a plain English sentence.
    pub words: String,
}

/// The state of a profile, as a screen can show it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ProfileStatus {
    /// Changes made here that the server has given no receipt for.
    pub waiting_changes: i64,
    /// What the server refused.
    pub wedged: Vec<WedgedEntry>,
    /// Pictures of notes, counted apart from all of that.
    pub pictures: PictureStatus,
    /// When a sync last went through.
    pub last_synced_at: Option<i64>,
    /// Why syncs fail; none while they go through.
    pub failing: Option<Failing>,
    /// What network there is, as the app last said.
    pub network: Network,
    /// Goes up with every change on this device or from the server, while the profile is open.
    pub revision: i64,
}

impl ProfileStatus {
    pub(crate) fn of(status: client::Status, network: Network, revision: i64) -> Self {
        Self {
            waiting_changes: i64::try_from(status.waiting_changes).unwrap_or(i64::MAX),
            wedged: status.wedged.into_iter().map(Into::into).collect(),
            pictures: status.attachments.into(),
            last_synced_at: status.last_synced_at.map(|at| at.0),
            failing: status.failing.map(|(failure, since)| Failing {
                failure: failure.into(),
                since: since.0,
                words: failure.to_string(),
            }),
            network,
            revision,
        }
    }
}

/// How a sync goes on: told after each answer of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Record)]
pub struct SyncProgress {
    /// Requests answered so far.
    pub requests: i64,
    /// Changes that the server took.
    pub held: i64,
    /// Pieces that came.
    pub received: i64,
    /// Changes that still wait.
    pub waiting: i64,
}

/// How a sync ended. Not to get through is an outcome and not an error: everything is safe and is sent later.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct SyncOutcome {
    /// Whether everything went through.
    pub is_complete: bool,
    /// Whether another sync was under way, which sees to this too.
    pub joined_other: bool,
    /// Requests answered.
    pub requests: i64,
    /// What the server took.
    pub held: i64,
    /// What it refused; see the status for the reasons.
    pub refused: i64,
    /// Pieces that came.
    pub received: i64,
    /// Why it ended early.
    pub failure: Option<SyncFailure>,
    /// Whether trying again helps.
    pub retry: Option<Retry>,
    /// When to try again.
    pub wake_at: Option<i64>,
}

impl SyncOutcome {
    pub(crate) fn of(outcome: fieldwalk_core::driver::Outcome) -> Self {
        let report = outcome.report.unwrap_or_default();
        Self {
            is_complete: outcome.report.is_some_and(|report| report.failure.is_none()),
            joined_other: outcome.report.is_none(),
            requests: report.requests.into(),
            held: report.held.into(),
            refused: report.refused.into(),
            received: report.received.into(),
            failure: report.failure.map(Into::into),
            retry: report.failure.map(retry_of),
            wake_at: outcome.wake_at.map(|at| at.0),
        }
    }
}

/// What became of an imported file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct ImportReport {
    /// Pieces that are new here.
    pub added: i64,
    /// Pieces that were here already.
    pub known: i64,
    /// Why pieces were not taken.
    pub refused: Vec<RefusalReason>,
}

impl From<client::ImportReport> for ImportReport {
    fn from(report: client::ImportReport) -> Self {
        Self {
            added: number(report.added),
            known: number(report.known),
            refused: report.refused.into_iter().map(|(_, refusal)| refusal.into()).collect(),
        }
    }
}
