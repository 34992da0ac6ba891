//! Carries requests between a client and its server: the only asynchronous code of this crate. Makes no decisions.
//!
//! [`Transport`] is what a platform brings along: HTTP through reqwest here, the app's own stack on a phone, the
//! page's fetch in a browser; who can post bytes gives an [`Http`] and gets one. Nothing here knows a runtime, but for
//! what the feature `http` brings.

mod attachments;
mod exchange;
#[cfg(feature = "http")]
mod http;

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::client::{Client, SyncStep};
use crate::clock::Timestamp;
use crate::protocol::{SyncAnswer, SyncRequest};
use crate::sync::{Event, Failure, SyncReport};

pub use attachments::{NoPart, NotFetched, PartTransport, UploadReport, fetch_attachment, upload_attachments};
pub use exchange::{Connection, EnrolError, Http, Post, Reply, SignInError, enrol, fetch_releases, sign_in_code};
#[cfg(feature = "http")]
pub use http::{HttpTransport, Notices};

/// Carries one request to the server.
pub trait Transport {
    /// Sends `request` and returns the answer. Must end by itself after a while. Dropping the future gives the
    /// request up; the server may have acted on it all the same, which does no harm.
    fn sync(&self, request: &SyncRequest) -> impl Future<Output = Result<SyncAnswer, Failure>>;
}

/// How a sync ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// How it went; `None` where another sync was under way and sees to this too.
    pub report: Option<SyncReport>,
    /// When to try again by itself.
    pub wake_at: Option<Timestamp>,
}

/// Syncs `client` now. Dropping the future stops between two steps with everything on disk.
pub async fn sync_now(client: &Client, transport: &impl Transport) -> Outcome {
    let mut step = client.sync_step(Event::Asked);
    loop {
        match step {
            SyncStep::Done { report, wake_at } => return Outcome { report, wake_at },
            SyncStep::Send(request) => {
                let unanswered = Unanswered(client);
                let answer = transport.sync(&request).await;
                std::mem::forget(unanswered);
                step = client.sync_step(match answer {
                    Ok(answer) => Event::Answered(Box::new(answer)),
                    Err(failure) => Event::Failed(failure),
                });
            }
        }
    }
}

/// Tells the engine that nobody waits for the answer any more, should the future be dropped.
struct Unanswered<'a>(&'a Client);

impl Drop for Unanswered<'_> {
    fn drop(&mut self) {
        // On phones a panic that leaves a `drop` ends the app.
        drop(catch_unwind(AssertUnwindSafe(|| self.0.sync_step(Event::Failed(Failure::NoConnection)))));
    }
}
