//! `GET /v1/events`: "this network's log is at n", as server-sent events. Losing one costs only time.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_core::Stream;
use futures_util::stream::unfold;
use tokio::sync::watch;

use super::auth::Authenticated;
use crate::app::App;
use crate::service::caller::{Caller, log_end};

/// A comment now and then, so that nobody in between takes the stream for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

pub(super) async fn events(
    State(app): State<App>,
    Authenticated(caller): Authenticated,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let watching = Watching {
        commits: app.service().store.commits(),
        stopping: app.parts.stopping.subscribe(),
        told: None,
        open: Open::new(app),
        caller,
    };
    let stream = unfold(watching, |mut watching| async move {
        let number = watching.next().await?;
        Some((Ok(Event::default().event("log").data(number.to_string())), watching))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
}

struct Watching {
    open: Open,
    caller: Caller,
    commits: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
    /// The number that was told last.
    told: Option<u64>,
}

impl Watching {
    /// The next number to tell; `None` when the stream ends: the server stops, or the device may not know any more.
    async fn next(&mut self) -> Option<u64> {
        loop {
            if *self.stopping.borrow() {
                return None;
            }
            self.commits.mark_unchanged();
            let number = log_end(self.open.app.service(), self.caller.device).await.ok()?;
            if self.told != Some(number) {
                self.told = Some(number);
                return Some(number);
            }
            tokio::select! {
                changed = self.commits.changed() => changed.ok()?,
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
            }
        }
    }
}

/// Counts the stream as long as it is open.
struct Open {
    app: App,
}

impl Open {
    fn new(app: App) -> Self {
        app.service().metrics.event_streams(1);
        Self { app }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.app.service().metrics.event_streams(-1);
    }
}
