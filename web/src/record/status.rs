//! What the phone says about what is where, and how a sync went.

use fieldwalk_core::client;
use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::protocol::Refusal;
use fieldwalk_core::store::outbox;
use fieldwalk_core::sync;

use super::{choice, mirror, number, record, text};
use crate::error::{Retry, retry_of};

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

choice! {
    /// Why a sync got no usable answer.
    SyncFailure {
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

record! {
    /// "On this phone 14, held by the server 12, waiting 2."
    VisitStatus {
        /// Items in the notebook that are not deleted.
        on_device: i64,
        /// Those of which the server holds the latest state.
        held: i64,
        /// The others.
        waiting: i64,
    }
}

impl From<client::VisitStatus> for VisitStatus {
    fn from(status: client::VisitStatus) -> Self {
        Self { on_device: number(status.on_device), held: number(status.held), waiting: number(status.waiting) }
    }
}

choice! {
    /// Where something stands that the server refused.
    WedgedPlace {
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
}

record! {
    /// Something that the server refused. It is kept and can be offered again.
    WedgedEntry {
        /// Where it stands.
        place: WedgedPlace,
        /// The visit; null for the network's own words and for commands.
        visit: Option<String>,
        /// Why.
        reason: RefusalReason,
        /// Why, as a plain English sentence.
        words: String,
    }
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

record! {
    /// Why syncs fail, and since when.
    Failing {
        /// Why the last one failed.
        failure: SyncFailure,
        /// Since when none has gone through, as far as this opening of the app knows.
        since: i64,
        /// What happened, what is safe and what to do, as a plain English sentence.
        words: String,
    }
}

record! {
    /// The state of a profile, as a screen can show it.
    ProfileStatus {
        /// Changes made here that the server has given no receipt for.
        waiting_changes: i64,
        /// What the server refused.
        wedged: Vec<WedgedEntry>,
        /// When a sync last went through.
        last_synced_at: Option<i64>,
        /// Why syncs fail; null while they go through.
        failing: Option<Failing>,
        /// By how many milliseconds this phone's clock is ahead of the server's, or behind where negative; null while
        /// that is too little to speak of.
        clock_gap: Option<i64>,
        /// Whether the browser believes that there is a network.
        is_online: bool,
        /// Goes up with every change on this device or from the server, while the profile is open.
        revision: i64,
    }
}

impl ProfileStatus {
    pub(crate) fn of(status: client::Status, is_online: bool, revision: i64) -> Self {
        Self {
            waiting_changes: i64::try_from(status.waiting_changes).unwrap_or(i64::MAX),
            wedged: status.wedged.into_iter().map(Into::into).collect(),
            last_synced_at: status.last_synced_at.map(|at| at.0),
            failing: status.failing.map(|(failure, since)| Failing {
                failure: failure.into(),
                since: since.0,
                words: failure.to_string(),
            }),
            clock_gap: status.clock_gap,
            is_online,
            revision,
        }
    }
}

record! {
    /// How a sync goes on: told after each answer of the server.
    SyncProgress {
        /// Requests answered so far.
        requests: i64,
        /// Changes that the server took.
        held: i64,
        /// Pieces that came.
        received: i64,
        /// Changes that still wait.
        waiting: i64,
    }
}

record! {
    /// How a sync ended. Not to get through is an outcome and not an error: everything is safe and is sent later.
    SyncOutcome {
        /// Whether everything went through.
        is_complete: bool,
        /// Whether another sync was under way, which sees to this too.
        joined_other: bool,
        /// Requests answered.
        requests: i64,
        /// What the server took.
        held: i64,
        /// What it refused; see the status for the reasons.
        refused: i64,
        /// Pieces that came.
        received: i64,
        /// Why it ended early.
        failure: Option<SyncFailure>,
        /// Whether trying again helps.
        retry: Option<Retry>,
        /// When to try again.
        wake_at: Option<i64>,
    }
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

record! {
    /// What became of an imported file.
    ImportReport {
        /// Pieces that are new here.
        added: i64,
        /// Pieces that were here already.
        known: i64,
        /// Why pieces were not taken.
        refused: Vec<RefusalReason>,
    }
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
