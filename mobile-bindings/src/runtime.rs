//! Where the work is done: threads of our own, never the caller's.
//!
//! A future that is exported is polled on the thread of whoever awaits it, which may be the one that draws the screen.
//! So everything that reads, writes or hashes runs on these threads, and the exported future only waits for it. A
//! caller that stops waiting leaves the work to end by itself: a note whose caller went away is kept all the same.

use std::any::Any;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll};

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

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

/// What some work came to, with its type taken off. What tokio, the line of writing and the wait for an answer do is
/// compiled once so, instead of once for each exported method, which was a tenth of the library.
pub(crate) type Done = Box<dyn Any + Send>;

/// Work with its type taken off.
pub(crate) type Work = Box<dyn FnOnce() -> Done + Send>;

/// The answer to some work. Dropped, work on a thread goes on, and a future ends at its next await.
pub(crate) struct Asked<T> {
    under_way: Answer<Pending>,
    answer: PhantomData<fn() -> T>,
}

/// Work that was begun.
pub(crate) enum Pending {
    OffThread(oneshot::Receiver<Done>),
    OnRuntime(AbortOnDrop),
}

impl<T> Asked<T> {
    pub(crate) fn new(under_way: Answer<Pending>) -> Self {
        Self { under_way, answer: PhantomData }
    }
}

impl<T: 'static> Future for Asked<T> {
    type Output = Answer<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Answer<T>> {
        let done = std::task::ready!(done(&mut self.under_way, context))?;
        Poll::Ready(done.downcast::<Answer<T>>().map_or_else(|_| Err(fault()), |answer| *answer))
    }
}

/// What the work came to; a fault where it ended in a panic.
fn done(under_way: &mut Answer<Pending>, context: &mut Context<'_>) -> Poll<Answer<Done>> {
    let done = match under_way {
        Ok(Pending::OffThread(told)) => Pin::new(told).poll(context).map(Result::ok),
        Ok(Pending::OnRuntime(task)) => Pin::new(&mut task.0).poll(context).map(Result::ok),
        Err(error) => return Poll::Ready(Err(error.clone())),
    };
    done.map(|done| done.ok_or_else(fault))
}

/// Runs `work`, which may take its time, on a thread of our own. A panic in it is an error here and ends nothing.
pub(crate) fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Answer<T> + Send + 'static) -> Asked<T> {
    Asked::new(start_off_thread(Box::new(move || Box::new(work()))))
}

pub(crate) fn start_off_thread(work: Work) -> Answer<Pending> {
    let (sender, receiver) = oneshot::channel();
    // Who does not wait any more is not told.
    handle()?.spawn_blocking(move || drop(sender.send(work())));
    Ok(Pending::OffThread(receiver))
}

/// Runs a future on the runtime.
pub(crate) fn on_runtime<T: Send + 'static>(work: impl Future<Output = Answer<T>> + Send + 'static) -> Asked<T> {
    Asked::new(start_on_runtime(Box::pin(async move { Box::new(work.await) as Done })))
}

fn start_on_runtime(work: Pin<Box<dyn Future<Output = Done> + Send>>) -> Answer<Pending> {
    Ok(Pending::OnRuntime(AbortOnDrop(handle()?.spawn(work))))
}

pub(crate) struct AbortOnDrop(JoinHandle<Done>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub(crate) fn fault() -> crate::error::FieldwalkError {
    error!(Fault, Retry::Later, "a fault of this library ended the work; what was confirmed is safe")
}
