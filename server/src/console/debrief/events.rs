//! `GET /visits/{visit}/debrief/events`: "what the board shows has changed", as server-sent events. It says that and
//! no more; losing it costs only time.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use fieldwalk_core::ids::{DeviceId, VisitId};
use futures_core::Stream;
use futures_util::stream::unfold;
use tokio::sync::watch;

use super::super::problem::Problem;
use super::super::session::SignedIn;
use super::parse;
use crate::app::App;
use crate::service::debrief::mark;

/// A comment now and then, so that nobody in between takes the stream for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// The stream.
pub(super) async fn events(
    State(app): State<App>,
    who: SignedIn,
    Path(visit): Path<String>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let (visit, device) = (parse(&visit)?, who.caller().device);
    let commits = app.service().store.commits();
    let first = mark(app.service(), device, visit).await.ok().flatten().ok_or(Problem::NotFound)?;
    let stopping = app.parts.stopping.subscribe();
    let watching = Watching { app, device, visit, commits, stopping, told: None, first: Some(first) };
    let stream = unfold(watching, |mut watching| async move {
        let mark = watching.next().await?;
        let mark: String = mark[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        Some((Ok(Event::default().event("board").data(mark)), watching))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}

struct Watching {
    app: App,
    device: DeviceId,
    visit: VisitId,
    commits: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
    /// What was found when the stream was opened, and is to be told first: more may have changed since the page came.
    first: Option<[u8; 32]>,
    told: Option<[u8; 32]>,
}

impl Watching {
    /// The next mark to tell; `None` when the stream ends: the server stops, or the member may not know any more.
    async fn next(&mut self) -> Option<[u8; 32]> {
        if let Some(first) = self.first.take() {
            self.told = Some(first);
            return Some(first);
        }
        loop {
            if *self.stopping.borrow() {
                return None;
            }
            self.commits.mark_unchanged();
            let mark = mark(self.app.service(), self.device, self.visit).await.ok().flatten()?;
            if self.told != Some(mark) {
                self.told = Some(mark);
                return Some(mark);
            }
            tokio::select! {
                changed = self.commits.changed() => changed.ok()?,
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
            }
        }
    }
}
