//! What this library says of itself to the app's log: what it did and how that ended, never what a person wrote.

use std::sync::Arc;

use crate::platform::{LogLevel, LogSink};

/// The app's log, if it gave one.
#[derive(Clone, Default)]
pub(crate) struct Log(pub(crate) Option<Arc<dyn LogSink>>);

impl Log {
    pub(crate) fn say(&self, level: LogLevel, text: &str) {
        if let Some(sink) = &self.0 {
            // A log that fails has nowhere to be told.
            drop(sink.log(level, text.to_owned()));
        }
    }
}
