//! One thread a profile that writes, in the order in which it was asked.
//!
//! Two keystrokes that nobody waited for must not change places, and what was asked for is written even when the
//! screen that asked is gone. So writing is put in a line at the first poll of the exported future, on the caller's
//! thread, and that costs nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};

use tokio::sync::oneshot;

use crate::error::{Answer, closed};
use crate::runtime::{Pending, Work};

/// The line of one profile. Dropping it lets the thread finish what is in the line, and end.
pub(crate) struct Writer(Sender<Box<dyn FnOnce() + Send>>);

impl Writer {
    pub(crate) fn start() -> Answer<Self> {
        let (sender, line) = channel();
        let run = move || {
            for work in line {
                // A panic has been told to who waits, by the drop of its answer.
                drop(catch_unwind(AssertUnwindSafe(work)));
            }
        };
        std::thread::Builder::new().name("fieldwalk-writer".to_owned()).spawn(run)?;
        Ok(Self(sender))
    }

    /// Puts `work` in the line.
    pub(crate) fn put(&self, work: Work) -> Answer<Pending> {
        let (sender, receiver) = oneshot::channel();
        let sent = self.0.send(Box::new(move || {
            // Who does not wait any more is not told.
            drop(sender.send(work()));
        }));
        sent.map(|()| Pending::OffThread(receiver)).map_err(|_| closed())
    }
}
