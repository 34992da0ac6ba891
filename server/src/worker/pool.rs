//! A few worker processes, started with the server or when first needed, killed when they take too long, replaced when they die.

use std::io;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use fieldwalk_core::protocol::{decode, encode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::Semaphore;

use super::Processes;
use super::process::{message_bytes, message_length};
use super::task::{Outcome, Task};

/// Tasks that one worker does before it makes place for a new one, whatever it may have leaked.
const TASKS_MAX: u32 = 64;

/// Why a task came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    /// The worker died or took too long.
    #[error("the worker died or took too long")]
    Died {
        /// It had done nothing before, so that only this task can be at fault.
        of_this_alone: bool,
    },
    /// There is no worker to be had.
    #[error("no worker could be started")]
    NotStarted(#[source] io::Error),
}

/// The workers.
pub struct Pool {
    processes: Processes,
    permits: Semaphore,
    idle: Mutex<Vec<Worker>>,
    deaths: AtomicU64,
}

impl Pool {
    /// A pool without workers yet.
    pub fn new(processes: Processes) -> Self {
        let permits = Semaphore::new(processes.workers);
        Self { processes, permits, idle: Mutex::default(), deaths: AtomicU64::new(0) }
    }

    /// Starts the workers now, so that whoever comes first does not wait for them. Before anything is asked of the pool:
    /// later it would start more than it may.
    pub fn start_all(&self) {
        let started = (0..self.processes.workers).map_while(|_| self.start().ok());
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).extend(started);
    }

    /// How many workers have died so far.
    pub fn deaths(&self) -> u64 {
        self.deaths.load(Ordering::Relaxed)
    }

    /// Has the task done by a worker.
    pub(super) async fn perform(&self, task: &Task) -> Result<Outcome, WorkerError> {
        let _permit = self.permits.acquire().await.expect("the semaphore is never closed");
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let worker = idle.map_or_else(|| self.start(), Ok)?;
        self.ask(worker, task).await
    }

    /// Has the task done by a worker; should one die that did other tasks before, by a new one again.
    pub(super) async fn perform_alone(&self, task: &Task) -> Result<Outcome, WorkerError> {
        match self.perform(task).await {
            Err(WorkerError::Died { of_this_alone: false }) => {
                let _permit = self.permits.acquire().await.expect("the semaphore is never closed");
                self.ask(self.start()?, task).await
            }
            outcome => outcome,
        }
    }

    fn start(&self) -> Result<Worker, WorkerError> {
        Worker::start(&self.processes).map_err(|error| {
            tracing::error!(%error, "no worker could be started");
            WorkerError::NotStarted(error)
        })
    }

    async fn ask(&self, mut worker: Worker, task: &Task) -> Result<Outcome, WorkerError> {
        let answer = tokio::time::timeout(self.processes.time_limit, worker.ask(task)).await;
        if let Ok(Ok(outcome)) = answer {
            worker.tasks += 1;
            if worker.tasks < TASKS_MAX {
                self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
            }
            return Ok(outcome);
        }
        self.deaths.fetch_add(1, Ordering::Relaxed);
        tracing::warn!(in_time = answer.is_ok(), tasks_before = worker.tasks, "a worker died");
        // It is killed when dropped, and waited for by the runtime.
        Err(WorkerError::Died { of_this_alone: worker.tasks == 0 })
    }
}

struct Worker {
    // Killed when dropped.
    _child: Child,
    input: ChildStdin,
    output: ChildStdout,
    tasks: u32,
}

impl Worker {
    fn start(processes: &Processes) -> io::Result<Self> {
        let mut child = Command::new(&processes.program)
            .arg("vet-worker")
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let pipe = || io::Error::other("a pipe is missing");
        let (input, output) = (child.stdin.take().ok_or_else(pipe)?, child.stdout.take().ok_or_else(pipe)?);
        Ok(Self { _child: child, input, output, tasks: 0 })
    }

    async fn ask(&mut self, task: &Task) -> io::Result<Outcome> {
        let message = encode(task);
        self.input.write_all(&message_length(&message)?).await?;
        self.input.write_all(&message).await?;
        self.input.flush().await?;
        let mut length = [0; 4];
        self.output.read_exact(&mut length).await?;
        let mut answer = vec![0; message_bytes(length)?];
        self.output.read_exact(&mut answer).await?;
        decode(&answer).map_err(io::Error::other)
    }
}
