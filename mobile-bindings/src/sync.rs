//! Syncing: when the person asks, and by itself while the app is in front.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use fieldwalk_core::client::Client;
use fieldwalk_core::driver::{self, Connection, Transport, sync_now};
use fieldwalk_core::protocol::{Receipt, SyncAnswer, SyncRequest};
use fieldwalk_core::sync::Failure;

use crate::cancel::Cancel;
use crate::error::{Answer, FieldwalkError, Retry, cancelled, closed, error};
use crate::invite::Invite;
use crate::platform::AppError;
use crate::profile::Profile;
use crate::record::{SyncOutcome, SyncProgress};
use crate::runtime::on_runtime;
use crate::way::Way;

/// Hears how a sync goes on.
#[uniffi::export(with_foreign)]
pub trait ProgressListener: Send + Sync {
    /// The sync has come so far; what this says is on disk.
    fn progressed(&self, progress: SyncProgress) -> Result<(), AppError>;
}

/// A code that signs this member in to the console, in a browser.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct SignInCode {
    /// 16 letters in groups of four, to be typed.
    pub code: String,
    /// The link that signs in when it is opened, for a QR code.
    pub link: String,
    /// Until when it is good, by the server's clock.
    pub expires_at: i64,
}

#[uniffi::export]
impl Profile {
    /// Syncs now. Not to get through is an outcome; errors are `Closed`, `Cancelled`, `NotJoined`.
    ///
    /// Give a `cancel` to end it from outside, and a `progress` to show how it goes on.
    #[uniffi::method(default(cancel = None, progress = None))]
    pub async fn sync(
        &self,
        cancel: Option<Arc<Cancel>>,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Answer<SyncOutcome> {
        let (lease, way, closing) = (self.lease()?, self.way().clone(), self.closing());
        let cancel = cancel.unwrap_or_else(Cancel::new);
        on_runtime(async move {
            let client = &*lease.client;
            let profile = client.profile().ok_or_else(not_joined)?;
            let watched = Watched::new(Connection::new(way, &profile), client, progress);
            tokio::select! {
                biased;
                () = closing => Err(closed()),
                () = cancel.cancelled() => Err(cancelled()),
                outcome = sync_now(client, &watched) => {
                    watched.tell().await;
                    Ok(SyncOutcome::of(outcome))
                }
            }
        })
        .await
    }

    /// Uses another invite for this profile, after the device was revoked or the server restored; everything that was
    /// written is kept.
    pub async fn rejoin(&self, invite: Invite, device_name: String) -> Answer<()> {
        let (lease, way, closing) = (self.lease()?, self.way().clone(), self.closing());
        let invite = invite.checked()?;
        let device_name = checked_device_name(device_name)?;
        on_runtime(async move {
            tokio::select! {
                () = closing => Err(closed()),
                joined = enrol(&lease.client, &way, &invite, &device_name) => joined,
            }
        })
        .await
    }

    /// A code that signs this member in to the console, good once and for a few minutes. Needs a network.
    pub async fn sign_in_code(&self) -> Answer<SignInCode> {
        let (lease, way, closing) = (self.lease()?, self.way().clone(), self.closing());
        on_runtime(async move {
            let profile = lease.client.profile().ok_or_else(not_joined)?;
            let answer = tokio::select! {
                () = closing => return Err(closed()),
                answer = driver::sign_in_code(&way, &profile) => answer,
            };
            let answer = answer.map_err(|error| match error {
                driver::SignInError::Failed(failure) => failure.into(),
                driver::SignInError::Refused(words) => refused(words),
            })?;
            let link = answer.link(&profile.server_url);
            Ok(SignInCode { code: answer.code, link, expires_at: answer.expires_at.0 })
        })
        .await
    }
}

/// Uses an invite for this client's profile.
pub(crate) async fn enrol(client: &Client, way: &Way, invite: &Invite, device_name: &str) -> Answer<()> {
    let enrolled = driver::enrol(client, way, &invite.server_url, &invite.code, device_name).await;
    enrolled.map(|_| ()).map_err(|error| match error {
        driver::EnrolError::Failed(failure) => failure.into(),
        driver::EnrolError::Refused(words) => refused(words),
        driver::EnrolError::Client(error) => error.into(),
    })
}

/// A name for this device that the server takes.
pub(crate) fn checked_device_name(name: String) -> Answer<String> {
    if name.len() > 400 {
        return Err(crate::error::bad_argument("the name of a device is not as long as this"));
    }
    Ok(name)
}

fn refused(words: String) -> FieldwalkError {
    error!(Refused, Retry::AfterAction, words)
}

pub(crate) fn not_joined() -> FieldwalkError {
    error!(NotJoined, Retry::AfterAction, "this profile has not joined a network")
}

/// A transport that tells how far a sync has come, before each request: all that was answered is on disk then.
struct Watched<'a, T> {
    inner: T,
    client: &'a Client,
    listener: Option<Arc<dyn ProgressListener>>,
    requests: AtomicU32,
    held: AtomicU32,
    received: AtomicU32,
}

impl<'a, T> Watched<'a, T> {
    fn new(inner: T, client: &'a Client, listener: Option<Arc<dyn ProgressListener>>) -> Self {
        let zero = || AtomicU32::new(0);
        Self { inner, client, listener, requests: zero(), held: zero(), received: zero() }
    }

    async fn tell(&self) {
        let Some(listener) = self.listener.clone() else { return };
        let waiting = self.client.status().map(|status| status.waiting_changes).unwrap_or_default();
        let progress = SyncProgress {
            requests: self.requests.load(Ordering::Relaxed).into(),
            held: self.held.load(Ordering::Relaxed).into(),
            received: self.received.load(Ordering::Relaxed).into(),
            waiting: i64::try_from(waiting).unwrap_or(i64::MAX),
        };
        // A listener that fails misses a step; the sync goes on.
        drop(tokio::task::spawn_blocking(move || listener.progressed(progress)).await);
    }

    fn count(&self, answer: &SyncAnswer) {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let held = answer.receipts.iter().filter(|receipt| matches!(receipt, Receipt::Held(_))).count();
        let received = answer.documents.iter().map(|page| page.chunks.len()).sum();
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.held.fetch_add(number(held), Ordering::Relaxed);
        self.received.fetch_add(number(received), Ordering::Relaxed);
    }
}

impl<T: Transport> Transport for Watched<'_, T> {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncAnswer, Failure> {
        self.tell().await;
        let answer = self.inner.sync(request).await?;
        self.count(&answer);
        Ok(answer)
    }
}
