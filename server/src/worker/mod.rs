//! Vetting: judging and folding what members wrote, away from the server's own process.
//!
//! Bytes that look like changes can ask for gigabytes, run for minutes, panic or abort. So they are loaded in child
//! processes of this same binary, with limits on memory and time; one that dies costs the chunk it died of and
//! nothing else. What crosses the pipe is in `task`; nothing else in this crate loads what a worker has not written.

mod pool;
mod process;
mod reading;
mod task;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::protocol::{Refusal, Signer};

pub use pool::{Pool, WorkerError};
pub use process::run as run_worker;
pub(crate) use reading::READING_VERSION;
pub use reading::{
    ContributionReading, DebriefReading, Heads, NamedBlob, NetworkReading, NotebookReading, Reading,
    ResponseReading, VisitPlan,
};
pub use task::{Offered, Verdict};
use task::{Outcome, Task};

/// Workers that one device's chunks may kill in one request before the rest of them is refused unseen.
const DEATHS_MAX: u32 = 3;

/// How the worker processes are run.
#[derive(Debug, Clone)]
pub struct Processes {
    /// The `fieldwalk` binary. By default the program that is running, so whoever is not `fieldwalk` names it.
    pub program: PathBuf,
    /// How many work at the same time.
    pub workers: usize,
    /// How long one task may take before its worker is killed.
    pub time_limit: Duration,
}

impl Default for Processes {
    fn default() -> Self {
        Self { program: own_binary(), workers: 2, time_limit: Duration::from_secs(10) }
    }
}

/// Where members' bytes are loaded.
pub enum Vetting {
    /// In worker processes: the only way to serve people.
    Processes(Pool),
    /// In this process: for simulations, whose members are known to be honest, and which must replay exactly.
    InProcess,
}

impl Vetting {
    /// Starts the workers, where there are any, before the first one is needed.
    pub fn start_workers(&self) {
        if let Self::Processes(pool) = self {
            pool.start_all();
        }
    }

    /// Judges what is offered to one document, in order, each on top of what was held and of what was new before it.
    pub async fn vet(&self, document: DocumentKey, base: Vec<Vec<u8>>, offered: Vec<Offered>) -> Vec<Verdict> {
        let task = Task::Vet { document, base, offered };
        match self {
            Self::InProcess => task.perform().verdicts().unwrap_or_default(),
            Self::Processes(pool) => {
                let first = pool.perform(&task).await;
                let Task::Vet { document, base, offered } = task else { return Vec::new() };
                match first.map(Outcome::verdicts) {
                    Ok(Some(verdicts)) if verdicts.len() == offered.len() => verdicts,
                    Err(WorkerError::Died { of_this_alone: true }) if offered.len() == 1 => {
                        vec![Verdict::TOO_COSTLY]
                    }
                    _ => one_by_one(pool, document, base, offered).await,
                }
            }
        }
    }

    /// Makes one snapshot of all parts of a document.
    ///
    /// # Errors
    /// Why the parts do not make a document.
    pub async fn fold(&self, document: DocumentKey, parts: Vec<Vec<u8>>) -> Result<Vec<u8>, Refusal> {
        let task = Task::Fold { document, parts };
        let outcome = match self {
            Self::InProcess => Ok(task.perform()),
            Self::Processes(pool) => pool.perform_alone(&task).await,
        };
        outcome.ok().and_then(Outcome::snapshot).unwrap_or(Err(Refusal::TooCostly))
    }

    /// Reads all parts of a document: a [`Reading`] as CBOR. `names` are those that must stay out of evidence.
    ///
    /// # Errors
    /// Why the parts do not make a document.
    pub async fn read(
        &self,
        document: DocumentKey,
        parts: Vec<Vec<u8>>,
        names: Vec<String>,
    ) -> Result<Vec<u8>, Refusal> {
        let task = Task::Read { document, parts, names };
        let outcome = match self {
            Self::InProcess => Ok(task.perform()),
            Self::Processes(pool) => pool.perform_alone(&task).await,
        };
        outcome.ok().and_then(Outcome::reading).unwrap_or(Err(Refusal::TooCostly))
    }

    /// Those of `changes` that are in the parts of a document.
    ///
    /// # Errors
    /// Why the parts do not make a document.
    pub async fn find(
        &self,
        document: DocumentKey,
        parts: Vec<Vec<u8>>,
        changes: Vec<[u8; 32]>,
    ) -> Result<Vec<[u8; 32]>, Refusal> {
        let task = Task::Find { document, parts, changes };
        let outcome = match self {
            Self::InProcess => Ok(task.perform()),
            Self::Processes(pool) => pool.perform_alone(&task).await,
        };
        outcome.ok().and_then(Outcome::found).unwrap_or(Err(Refusal::TooCostly))
    }

    /// Whether a worker can be had at all.
    pub async fn is_ready(&self) -> bool {
        match self {
            Self::InProcess => true,
            Self::Processes(pool) => {
                let nothing = Task::Vet { document: DocumentKey::Network, base: Vec::new(), offered: Vec::new() };
                pool.perform(&nothing).await.is_ok()
            }
        }
    }

    /// How many workers have died so far.
    pub fn deaths(&self) -> u64 {
        match self {
            Self::InProcess => 0,
            Self::Processes(pool) => pool.deaths(),
        }
    }
}

/// Judges each by itself after a worker died of them together, so that only the one at fault is refused.
async fn one_by_one(
    pool: &Pool,
    document: DocumentKey,
    mut base: Vec<Vec<u8>>,
    offered: Vec<Offered>,
) -> Vec<Verdict> {
    let mut deaths: BTreeMap<Signer, u32> = BTreeMap::new();
    let mut verdicts = Vec::with_capacity(offered.len());
    for one in offered {
        let deaths = deaths.entry(one.signer).or_default();
        if *deaths >= DEATHS_MAX {
            verdicts.push(Verdict::TOO_COSTLY);
            continue;
        }
        let bytes = one.bytes.clone();
        let task = Task::Vet { document, base, offered: vec![one] };
        let outcome = pool.perform_alone(&task).await.map(Outcome::verdicts);
        let Task::Vet { base: held, .. } = task else { return verdicts };
        base = held;
        let verdict = match outcome {
            Ok(Some(verdicts)) => verdicts.first().copied().unwrap_or(Verdict::TOO_COSTLY),
            _ => {
                *deaths += 1;
                Verdict::TOO_COSTLY
            }
        };
        if verdict == Verdict::New {
            base.push(bytes);
        }
        verdicts.push(verdict);
    }
    verdicts
}

/// This very binary, also after the file was replaced by a newer release while the server runs.
fn own_binary() -> PathBuf {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() {
        return running;
    }
    std::env::current_exe().unwrap_or_else(|_| PathBuf::from("fieldwalk"))
}
