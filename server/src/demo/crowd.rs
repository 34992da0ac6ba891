//! Many phones at once, each on a thread of its own, away from the threads that serve.

use std::sync::Arc;

use anyhow::Context;
use tokio::sync::Semaphore;

/// Does `job` with each of `things`, at most `at_once` at a time. The results come in the order of the things.
pub(super) async fn with_each<T, R>(
    things: Vec<T>,
    at_once: usize,
    job: impl Fn(T) -> anyhow::Result<R> + Send + Sync + 'static,
) -> anyhow::Result<Vec<R>>
where
    T: Send + 'static,
    R: Send + 'static,
{
    let (job, permits) = (Arc::new(job), Arc::new(Semaphore::new(at_once)));
    let tasks: Vec<_> = things
        .into_iter()
        .map(|thing| {
            let (job, permits) = (job.clone(), permits.clone());
            tokio::spawn(async move {
                let _permit = permits.acquire_owned().await?;
                tokio::task::spawn_blocking(move || job(thing)).await?
            })
        })
        .collect();
    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        results.push(task.await.context("a phone stopped in the middle")??);
    }
    Ok(results)
}
