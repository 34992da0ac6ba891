//! The way to the server, and what the page hears while something goes over it.

use std::cell::RefCell;
use std::rc::Rc;

use fieldwalk_core::client::Client;
use fieldwalk_core::clock::{Clock as _, SystemClock};
use fieldwalk_core::driver::{Http, Post, Reply, Transport};
use fieldwalk_core::protocol::{Receipt, SyncAnswer, SyncRequest};
use fieldwalk_core::sync::{Failure, date_of};

use crate::app::{Event, tell_event};
use crate::host::Host;
use crate::record::{SyncProgress, number};

/// The browser's own HTTP for one client, which hears from every answer what time it is for the server.
pub(crate) struct Way<'a, H> {
    host: Rc<H>,
    client: &'a Client,
}

impl<'a, H: Host> Way<'a, H> {
    pub(crate) fn new(host: &Rc<H>, client: &'a Client) -> Self {
        Self { host: host.clone(), client }
    }
}

impl<H: Host> Http for Way<'_, H> {
    async fn post(&self, post: Post) -> Result<Reply, Failure> {
        let asked_at = SystemClock.now();
        let reply = self.host.post(post).await?;
        if let Some(server_time) = reply.date.as_deref().and_then(date_of) {
            self.client.hear_server_time(asked_at, server_time);
        }
        Ok(reply)
    }
}

/// A transport that tells the page how far a sync has come, before each request: all that was answered is on disk
/// then.
pub(crate) struct Watched<'a, T, H> {
    inner: T,
    client: &'a Client,
    host: &'a H,
    progress: RefCell<SyncProgress>,
}

impl<'a, T, H: Host> Watched<'a, T, H> {
    pub(crate) fn new(inner: T, client: &'a Client, host: &'a H) -> Self {
        let progress = SyncProgress { requests: 0, held: 0, received: 0, waiting: 0 };
        Self { inner, client, host, progress: RefCell::new(progress) }
    }

    pub(crate) fn tell(&self) {
        let waiting = self.client.status().map(|status| status.waiting_changes).unwrap_or_default();
        let waiting = i64::try_from(waiting).unwrap_or(i64::MAX);
        let progress = SyncProgress { waiting, ..self.progress.borrow().clone() };
        tell_event(self.host, &Event::Progress { progress });
    }

    fn count(&self, answer: &SyncAnswer) {
        let mut progress = self.progress.borrow_mut();
        progress.requests += 1;
        let held = answer.receipts.iter().filter(|receipt| matches!(receipt, Receipt::Held(_))).count();
        progress.held += number(held);
        progress.received += number(answer.documents.iter().map(|page| page.chunks.len()).sum());
    }
}

impl<T: Transport, H: Host> Transport for Watched<'_, T, H> {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncAnswer, Failure> {
        self.tell();
        let answer = self.inner.sync(request).await?;
        self.count(&answer);
        Ok(answer)
    }
}
