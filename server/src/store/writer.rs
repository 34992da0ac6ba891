//! The one thread that writes, with group commit: jobs that wait together share one transaction and one fsync.
//!
//! Each job runs in a savepoint of its own, so a job that fails undoes nothing of its neighbours. No job is answered
//! before the commit: whoever hears `Ok` may give a receipt.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread::JoinHandle;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::{oneshot, watch};

use super::StoreError;

/// Jobs that share one commit at most.
const BATCH_MAX: usize = 256;

/// Does the work, and returns how to tell its owner once the fate of the batch is known.
type Job = Box<dyn FnOnce(&Transaction<'_>) -> Tell + Send>;
/// Called after the commit. Dropped without a call, it tells the owner that nothing was kept.
type Tell = Box<dyn FnOnce() + Send>;

enum Order {
    Run(Job),
    NoticeOtherWriters,
}

pub(super) struct Writer {
    // Both are `None` only while being dropped.
    queue: Option<mpsc::Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread; the receiver changes with every commit.
    pub(super) fn start(connection: Connection) -> Result<(Self, watch::Receiver<u64>), StoreError> {
        let (queue, orders) = mpsc::channel();
        let (commits, watcher) = watch::channel(0);
        let mut loop_ = Loop { seen: data_version(&connection)?, connection, commits };
        let thread = std::thread::Builder::new()
            .name("fieldwalk-writer".to_owned())
            .spawn(move || loop_.run(&orders))
            .map_err(|source| StoreError::File { path: "the writer thread".into(), source })?;
        Ok((Self { queue: Some(queue), thread: Some(thread) }, watcher))
    }

    pub(super) async fn run<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        self.order(Order::Run(Box::new(move |transaction| {
            let outcome = in_savepoint(transaction, work);
            Box::new(move || drop(answer.send(outcome)))
        })))?;
        answered.await.map_err(|_| StoreError::NotCommitted)?
    }

    /// Runs `work` without an answer. Where the writer is gone, nothing happens.
    pub(super) fn give<F>(&self, work: F)
    where
        F: FnOnce(&Transaction<'_>) -> Result<(), StoreError> + Send + 'static,
    {
        let job: Job = Box::new(move |transaction| {
            let outcome = in_savepoint(transaction, work);
            Box::new(move || drop(outcome))
        });
        drop(self.order(Order::Run(job)));
    }

    pub(super) fn notice_other_writers(&self) -> Result<(), StoreError> {
        self.order(Order::NoticeOtherWriters)
    }

    fn order(&self, order: Order) -> Result<(), StoreError> {
        let queue = self.queue.as_ref().ok_or(StoreError::NotCommitted)?;
        queue.send(order).map_err(|_| StoreError::NotCommitted)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            // It cannot have panicked: every job is caught.
            drop(thread.join());
        }
    }
}

struct Loop {
    connection: Connection,
    commits: watch::Sender<u64>,
    /// SQLite's own counter of commits by other connections.
    seen: i64,
}

impl Loop {
    fn run(&mut self, orders: &mpsc::Receiver<Order>) {
        while let Ok(first) = orders.recv() {
            let mut batch = Vec::new();
            let mut look = false;
            for order in std::iter::once(first).chain(orders.try_iter()).take(BATCH_MAX) {
                match order {
                    Order::Run(job) => batch.push(job),
                    Order::NoticeOtherWriters => look = true,
                }
            }
            if !batch.is_empty() {
                let jobs = batch.len();
                match self.commit(batch) {
                    Ok(()) => tracing::trace!(jobs, "batch committed"),
                    Err(error) => tracing::error!(%error, jobs, "batch not committed"),
                }
            }
            if look {
                self.look();
            }
        }
    }

    fn commit(&mut self, batch: Vec<Job>) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut tells = Vec::with_capacity(batch.len());
        for job in batch {
            tells.push(job(&transaction));
            // Out of disk or memory, SQLite ends the whole transaction by itself. Then nothing more may run: it
            // would commit by itself, outside of any batch.
            if transaction.is_autocommit() {
                return Err(rusqlite::Error::InvalidQuery);
            }
        }
        transaction.commit()?;
        self.commits.send_modify(|count| *count += 1);
        for tell in tells {
            tell();
        }
        Ok(())
    }

    fn look(&mut self) {
        match data_version(&self.connection) {
            Ok(version) if version != self.seen => {
                self.seen = version;
                self.commits.send_modify(|count| *count += 1);
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "could not look for other writers"),
        }
    }
}

fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}

fn in_savepoint<T, E: From<StoreError>>(
    transaction: &Transaction<'_>,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
) -> Result<T, E> {
    transaction.execute_batch("SAVEPOINT job").map_err(StoreError::Sqlite)?;
    let outcome = catch_unwind(AssertUnwindSafe(|| work(transaction)))
        .unwrap_or_else(|_| Err(StoreError::NotCommitted.into()));
    let end = if outcome.is_ok() { "RELEASE job" } else { "ROLLBACK TO job; RELEASE job" };
    transaction.execute_batch(end).map_err(StoreError::Sqlite)?;
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn writer() -> (tempfile::TempDir, Arc<Writer>, watch::Receiver<u64>, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.sqlite");
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "journal_mode", "WAL").unwrap();
        connection.pragma_update(None, "foreign_keys", true).unwrap();
        // A deferred constraint is checked by the commit itself: a way to make one fail.
        connection
            .execute_batch(
                "CREATE TABLE t (n INTEGER PRIMARY KEY);
                 CREATE TABLE later (t REFERENCES t DEFERRABLE INITIALLY DEFERRED);",
            )
            .unwrap();
        let (writer, commits) = Writer::start(connection).unwrap();
        (folder, Arc::new(writer), commits, Connection::open(path).unwrap())
    }

    fn insert(transaction: &Transaction<'_>, n: i64) -> Result<(), StoreError> {
        transaction.execute("INSERT INTO t VALUES (?1)", [n])?;
        Ok(())
    }

    fn held(reader: &Connection) -> Vec<i64> {
        let mut rows = reader.prepare("SELECT n FROM t ORDER BY n").unwrap();
        rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    /// Holds the writer inside a first job until the rest is queued, so that the rest is one batch.
    async fn queued_together(writer: &Arc<Writer>, jobs: Vec<i64>) -> Vec<Result<(), StoreError>> {
        let (release, held_back) = mpsc::channel::<()>();
        let (running, is_running) = oneshot::channel();
        let first = {
            let writer = writer.clone();
            let hold = move |_: &Transaction<'_>| {
                running.send(()).unwrap();
                held_back.recv().unwrap();
                Ok::<_, StoreError>(())
            };
            tokio::spawn(async move { writer.run(hold).await })
        };
        is_running.await.unwrap();
        let mut waiting = Vec::new();
        for n in jobs {
            let writer = writer.clone();
            waiting.push(tokio::spawn(async move {
                writer
                    .run(move |transaction| {
                        insert(transaction, n)?;
                        assert!(n != 13, "this job panics after its write");
                        if n < 0 { Err(StoreError::NotCommitted) } else { Ok(()) }
                    })
                    .await
            }));
            tokio::task::yield_now().await;
        }
        release.send(()).unwrap();
        first.await.unwrap().unwrap();
        let mut outcomes = Vec::new();
        for job in waiting {
            outcomes.push(job.await.unwrap());
        }
        outcomes
    }

    #[tokio::test]
    async fn jobs_that_wait_together_share_one_commit() {
        let (_folder, writer, commits, reader) = writer();
        let outcomes = queued_together(&writer, vec![1, 2, 3, 4]).await;
        assert!(outcomes.iter().all(Result::is_ok));
        assert_eq!(held(&reader), [1, 2, 3, 4]);
        assert_eq!(*commits.borrow(), 2, "the job that held the queue, then all the others at once");
    }

    #[tokio::test]
    async fn a_job_that_fails_or_panics_undoes_only_its_own_writes() {
        let (_folder, writer, _commits, reader) = writer();
        let outcomes = queued_together(&writer, vec![1, -2, 13, 1, 4]).await;
        let ok: Vec<bool> = outcomes.iter().map(Result::is_ok).collect();
        assert_eq!(ok, [true, false, false, false, true]);
        assert_eq!(held(&reader), [1, 4]);
    }

    #[tokio::test]
    async fn nothing_is_answered_before_it_is_visible_to_others() {
        let (_folder, writer, _commits, reader) = writer();
        for n in 0..50 {
            writer.run(move |transaction| insert(transaction, n)).await.unwrap();
            assert_eq!(held(&reader).last(), Some(&n));
        }
    }

    #[tokio::test]
    async fn a_commit_that_fails_keeps_nothing_and_the_next_one_succeeds() {
        let (_folder, writer, commits, reader) = writer();
        let broken = writer.run(|transaction| {
            insert(transaction, 1)?;
            transaction.execute("INSERT INTO later VALUES (99)", [])?;
            Ok::<_, StoreError>(())
        });
        assert!(matches!(broken.await, Err(StoreError::NotCommitted)));
        assert_eq!((*commits.borrow(), held(&reader)), (0, vec![]));
        writer.run(|transaction| insert(transaction, 2)).await.unwrap();
        assert_eq!(held(&reader), [2]);
    }

    #[tokio::test]
    async fn a_write_by_another_process_is_noticed() {
        let (_folder, writer, mut commits, other) = writer();
        other.execute("INSERT INTO t VALUES (5)", []).unwrap();
        writer.notice_other_writers().unwrap();
        commits.changed().await.unwrap();
        assert_eq!(*commits.borrow(), 1);
    }
}
