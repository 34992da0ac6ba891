//! Where the work is done: threads of our own, never the caller's.
//!
//! A future that is exported is polled on the thread of whoever awaits it, which may be the one that draws the screen.
//! So everything that reads, writes or hashes runs on these threads, and the exported future only waits for it. A
//! caller that stops waiting leaves the work to end by itself: a note whose caller went away is kept all the same.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

use crate::error::{Answer, Retry, error};

/// The runtime of this library; made at the first call and kept for the life of the process.
pub(crate) fn handle() -> Answer<Handle> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        Builder::new_multi_thread().worker_threads(2).thread_name("fieldwalk").enable_all().build().ok()
    });
    let runtime = runtime.as_ref().ok_or_else(|| error!(Fault, Retry::Later, "no thread could be started"))?;
    Ok(runtime.handle().clone())
}

/// Runs `work`, which may take its time, on a thread of our own. A panic in it is an error here and ends nothing.
pub(crate) async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Answer<T> + Send + 'static) -> Answer<T> {
    handle()?.spawn_blocking(work).await.unwrap_or_else(|_| Err(fault()))
}

/// Runs a future on the runtime; dropping the answer ends it at its next await.
pub(crate) async fn on_runtime<T: Send + 'static>(
    work: impl Future<Output = Answer<T>> + Send + 'static,
) -> Answer<T> {
    let task = AbortOnDrop(handle()?.spawn(work));
    task.await
}

struct AbortOnDrop<T>(tokio::task::JoinHandle<Answer<T>>);

impl<T> Future for AbortOnDrop<T> {
    type Output = Answer<T>;

    fn poll(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Self::Output> {
        std::pin::Pin::new(&mut self.0).poll(context).map(|ended| ended.unwrap_or_else(|_| Err(fault())))
    }
}

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub(crate) fn fault() -> crate::error::FieldwalkError {
    error!(Fault, Retry::Later, "a fault of this library ended the work; what was confirmed is safe")
}
