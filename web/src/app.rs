//! What is open: one profile at a time, and nothing else that could be lost with the worker.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use fieldwalk_core::client::{Changed, Client, Subscription};
use fieldwalk_core::clock::{SystemClock, system_rng};
use fieldwalk_core::ids::ProfileId;
use serde::Serialize;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::error::{Answer, ErrorKind, Retry, failure};
use crate::host::Host;
use crate::pin::Pins;
use crate::record::{Changes, SyncProgress};

/// How the names of profiles' files end.
pub(crate) const ENDING: &str = ".fieldwalk";
/// How much may be under way at once in one profile; closing waits for all of it.
const AT_ONCE: u32 = 1 << 16;

/// The app, opened in a worker.
pub struct App<H> {
    pub(crate) host: Rc<H>,
    pub(crate) pins: Pins,
    open: RefCell<Option<Rc<Open>>>,
}

/// One open profile.
pub(crate) struct Open {
    pub(crate) profile: ProfileId,
    pub(crate) client: Rc<Client>,
    revision: Arc<AtomicI64>,
    closing: watch::Sender<bool>,
    gate: Arc<Semaphore>,
    _heard: Subscription,
}

/// The client for as long as some work needs it that waits. The client goes before the permit: who has all permits
/// knows that nobody else has the client.
pub(crate) struct Lease {
    pub(crate) client: Rc<Client>,
    closing: watch::Receiver<bool>,
    _permit: OwnedSemaphorePermit,
}

/// Something that the page hears of.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "camelCase")]
pub(crate) enum Event {
    Changed { changes: Changes },
    Progress { progress: SyncProgress },
}

impl<H: Host> App<H> {
    /// An app over the files of `host`.
    pub fn new(host: H) -> Self {
        let pins = Pins::at(host.folder().join("pins"));
        Self { host: Rc::new(host), pins, open: RefCell::default() }
    }

    /// The profile that is open.
    pub(crate) fn open(&self) -> Answer<Rc<Open>> {
        let none = || failure(ErrorKind::NotOpen, Retry::AfterAction, "no profile is open");
        self.open.borrow().clone().ok_or_else(none)
    }

    /// The file of a profile. Its name is a UUID, so that no name leads elsewhere.
    pub(crate) fn file(&self, profile: ProfileId) -> PathBuf {
        self.host.folder().join(format!("{profile}{ENDING}"))
    }

    /// Opens the file of a profile, or starts one.
    pub(crate) fn client(&self, profile: ProfileId) -> Answer<Client> {
        let no_randomness = |_| failure(ErrorKind::Fault, Retry::Later, "there is no randomness to be had");
        let rng = system_rng().map_err(no_randomness)?;
        Ok(Client::open(&self.file(profile), Arc::new(SystemClock), rng)?.0)
    }

    /// Takes a client as the open profile, keeps it in step with its server and tells the page of what changes.
    pub(crate) fn take(&self, profile: ProfileId, client: Client) -> Rc<Open> {
        let revision = Arc::new(AtomicI64::new(0));
        let (counted, (sender, changes)) = (revision.clone(), unbounded_channel());
        let heard = client.subscribe(move |changed| {
            counted.fetch_add(1, Ordering::AcqRel);
            // Fails only where nobody listens any more.
            let _ = sender.send(changed);
        });
        let open = Rc::new(Open {
            profile,
            client: Rc::new(client),
            revision,
            closing: watch::Sender::new(false),
            gate: Arc::new(Semaphore::new(AT_ONCE as usize)),
            _heard: heard,
        });
        self.host.spawn(tell(self.host.clone(), changes, open.revision.clone()));
        if let Ok(lease) = open.lease() {
            self.host.spawn(crate::keep::keep(self.host.clone(), lease));
        }
        *self.open.borrow_mut() = Some(open.clone());
        open
    }

    /// Closes the open profile, and waits until its file is free. Nothing where none is open.
    pub async fn close(&self) {
        let Some(open) = self.open.borrow_mut().take() else { return };
        open.closing.send_replace(true);
        // All permits: nothing is under way any more. An error: somebody else closes it.
        drop(open.gate.clone().acquire_many_owned(AT_ONCE).await);
    }
}

impl Open {
    /// The client, for work that waits.
    pub(crate) fn lease(&self) -> Answer<Lease> {
        let closed = |_| failure(ErrorKind::NotOpen, Retry::AfterAction, "the profile is being closed");
        let permit = self.gate.clone().try_acquire_owned().map_err(closed)?;
        Ok(Lease { client: self.client.clone(), closing: self.closing.subscribe(), _permit: permit })
    }

    /// Goes up with every change.
    pub(crate) fn revision(&self) -> i64 {
        self.revision.load(Ordering::Acquire)
    }
}

impl Lease {
    /// Does `work`, unless the profile is closed before.
    pub(crate) async fn unless_closed<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let mut closing = self.closing.clone();
        tokio::select! {
            biased;
            // An error: it is closed.
            _ = closing.wait_for(|is_closing| *is_closing) => None,
            done = work => Some(done),
        }
    }
}

/// Tells the page what changed; what changes at once is told together.
async fn tell<H: Host>(host: Rc<H>, mut changes: UnboundedReceiver<Changed>, revision: Arc<AtomicI64>) {
    while let Some(first) = changes.recv().await {
        let mut all = BTreeSet::from([first]);
        while let Ok(more) = changes.try_recv() {
            all.insert(more);
        }
        tell_event(&*host, &Event::Changed { changes: together(&all, revision.load(Ordering::Acquire)) });
    }
}

/// Tells the page of an event.
pub(crate) fn tell_event<H: Host>(host: &H, event: &Event) {
    if let Ok(event) = serde_json::to_string(event) {
        host.tell(event);
    }
}

fn together(all: &BTreeSet<Changed>, revision: i64) -> Changes {
    let visit = |changed: &Changed| match changed {
        Changed::Visit(visit) => Some(visit.to_string()),
        _ => None,
    };
    Changes {
        revision,
        visits: all.iter().filter_map(visit).collect(),
        in_network: all.contains(&Changed::Network),
        in_facts: all.contains(&Changed::Facts),
        in_status: all.contains(&Changed::Status),
    }
}
