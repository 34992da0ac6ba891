//! Telling the app what changed, on threads of our own and with nothing locked.
//!
//! What changes while a listener is busy is told together when it comes back: it hears what to read again, never what
//! it says, and up to which revision that is.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use fieldwalk_core::client::{self, Changed};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::watch;
use tokio::task::AbortHandle;

use crate::error::Answer;
use crate::log::Log;
use crate::platform::{AppError, LogLevel, Network};
use crate::profile::Profile;
use crate::runtime;

/// What changed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, uniffi::Record)]
pub struct Changes {
    /// Everything up to this revision; see the status.
    pub revision: i64,
    /// In these visits: the plan, the notebook, what is shared, the debrief or the response.
    pub visits: Vec<String>,
    /// In the network's own words.
    pub in_network: bool,
    /// In the list of visits, their stages, the members.
    pub in_facts: bool,
    /// In what is held, waiting or refused, or in the connection.
    pub in_status: bool,
}

/// Hears of changes. Never called on the app's own threads, and never twice at once.
#[uniffi::export(with_foreign)]
pub trait ChangeListener: Send + Sync {
    /// Something changed: read again what is on the screen.
    fn changed(&self, changes: Changes) -> Result<(), AppError>;
}

/// Keeps something going until it is ended or dropped.
#[derive(uniffi::Object)]
pub struct Subscription {
    going: Mutex<Option<Going>>,
    life: watch::Receiver<()>,
}

/// What goes on; its drop ends it.
struct Going {
    _heard: client::Subscription,
    task: AbortHandle,
}

impl Drop for Going {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Subscription {
    /// Starts `work`, which goes on until it ends by itself or this is ended; what was `heard` goes with it.
    pub(crate) fn start(
        heard: client::Subscription,
        work: impl Future<Output = ()> + Send + 'static,
    ) -> Answer<Arc<Self>> {
        // Nothing is ever sent: the work holds the one end, and who waits for the end of the work the other.
        let (alive, life) = watch::channel(());
        let task = runtime::handle()?.spawn(async move {
            work.await;
            drop(alive);
        });
        let going = Going { _heard: heard, task: task.abort_handle() };
        Ok(Arc::new(Self { going: Mutex::new(Some(going)), life }))
    }
}

#[uniffi::export]
impl Subscription {
    /// Ends it. A call that is under way may still come to its end.
    pub fn end(&self) {
        let going = self.going.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(going);
    }

    /// Whether it goes on.
    pub fn is_going(&self) -> bool {
        let going = self.going.lock().unwrap_or_else(PoisonError::into_inner);
        going.as_ref().is_some_and(|going| !going.task.is_finished())
    }

    /// Answers once it does not go on any more: it was ended, or the profile was closed. What makes a stream of the
    /// changes ends the stream then.
    pub async fn ended(&self) {
        let mut life = self.life.clone();
        while life.changed().await.is_ok() {}
    }
}

#[uniffi::export]
impl Profile {
    /// Calls `listener` after changes, until the subscription is ended or dropped, or the profile is closed.
    pub fn subscribe(&self, listener: Arc<dyn ChangeListener>) -> Answer<Arc<Subscription>> {
        let lease = self.lease()?;
        let (sender, changes) = unbounded_channel();
        let heard = lease.client.subscribe(move |changed| {
            // Fails only where nobody listens any more.
            let _ = sender.send(changed);
        });
        let (closing, log, mut network) = (self.closing(), self.log(), self.network_changes());
        let revision = self.revision_counter();
        // What the network was before is known.
        network.mark_unchanged();
        Subscription::start(heard, async move {
            tokio::select! {
                () = closing => {}
                () = tell(listener, changes, network, revision, log) => {}
            }
        })
    }
}

async fn tell(
    listener: Arc<dyn ChangeListener>,
    mut changes: UnboundedReceiver<Changed>,
    mut network: watch::Receiver<Network>,
    revision: Arc<AtomicI64>,
    log: Log,
) {
    loop {
        let first = tokio::select! {
            changed = changes.recv() => changed,
            // The network there is stands in the status. An error: the app let go of the library.
            Ok(()) = network.changed() => Some(Changed::Status),
        };
        let Some(first) = first else { return };
        let mut all = BTreeSet::from([first]);
        while let Ok(more) = changes.try_recv() {
            all.insert(more);
        }
        let changes = together(&all, revision.load(Ordering::Acquire));
        let listener = listener.clone();
        let told = tokio::task::spawn_blocking(move || listener.changed(changes)).await;
        if !matches!(told, Ok(Ok(()))) {
            log.say(LogLevel::Warning, "a change listener of the app failed");
        }
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
