//! What a person sees while the demo works: one line for each part of the day, and a bar under it on a terminal.

use std::io::Write;
use std::time::Duration;

use fieldwalk_core::clock::{Clock, SystemClock, Timestamp};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The terminal, or whatever takes its place.
pub(super) struct Screen {
    is_silent: bool,
}

/// A part of the day that is under way. Clones count for the same part.
#[derive(Clone)]
pub(super) struct Stage {
    bar: ProgressBar,
    began_at: Timestamp,
}

impl Screen {
    /// A silent one shows nothing, because somebody wants JSON alone.
    pub(super) fn new(is_silent: bool) -> Self {
        Self { is_silent }
    }

    /// Writes lines. Should nobody be there to read them any more, the demo goes on.
    pub(super) fn say(&self, text: impl std::fmt::Display) {
        if !self.is_silent {
            let mut out = std::io::stdout().lock();
            let _ = writeln!(out, "{text}");
            let _ = out.flush();
        }
    }

    /// Starts a part of `length` steps.
    pub(super) fn begin(&self, title: &'static str, length: usize) -> Stage {
        let bar = ProgressBar::new(length as u64);
        // On standard error, and hidden by itself where that is no terminal.
        bar.set_draw_target(if self.is_silent {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        });
        let style = ProgressStyle::with_template("  {msg:<34} {bar:32} {pos:>5} of {len}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(title);
        bar.enable_steady_tick(Duration::from_millis(100));
        Stage { bar, began_at: SystemClock.now() }
    }

    /// Ends a part, saying what came of it.
    pub(super) fn end(&self, stage: &Stage, outcome: impl std::fmt::Display) {
        stage.bar.finish_and_clear();
        let seconds = seconds_since(stage.began_at);
        self.say(format_args!("  {outcome}  ({seconds:.1} s)"));
    }
}

impl Stage {
    /// One step further.
    pub(super) fn tick(&self) {
        self.bar.inc(1);
    }
}

/// Seconds by the machine's clock.
pub(super) fn seconds_since(then: Timestamp) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a demo does not last for thousands of years")]
    let millis = SystemClock.now().0.saturating_sub(then.0).max(0) as f64;
    millis / 1000.0
}
