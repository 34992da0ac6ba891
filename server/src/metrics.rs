//! What the server counts, as Prometheus text. Labels are fixed words: never an id, a name or a path.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use fieldwalk_core::protocol::Receipt;

/// The counters of one server.
#[derive(Default)]
pub struct Metrics {
    answers: Mutex<BTreeMap<(&'static str, u16), u64>>,
    refusals: Mutex<BTreeMap<String, u64>>,
    held: AtomicU64,
    folded: AtomicU64,
    read: AtomicU64,
    event_streams: AtomicI64,
}

impl Metrics {
    /// Counts an answer to a request for `resource`, a fixed word.
    pub fn count_answer(&self, resource: &'static str, status: u16) {
        *self.answers.lock().unwrap_or_else(PoisonError::into_inner).entry((resource, status)).or_default() += 1;
    }

    pub(crate) fn count_receipts(&self, receipts: &[Receipt]) {
        for receipt in receipts {
            match receipt {
                Receipt::Held(_) => {
                    self.held.fetch_add(1, Relaxed);
                }
                Receipt::Refused(reason) => {
                    let mut refusals = self.refusals.lock().unwrap_or_else(PoisonError::into_inner);
                    *refusals.entry(format!("{reason:?}")).or_default() += 1;
                }
            }
        }
    }

    pub(crate) fn count_folded(&self) {
        self.folded.fetch_add(1, Relaxed);
    }

    pub(crate) fn count_read(&self) {
        self.read.fetch_add(1, Relaxed);
    }

    /// How many documents workers were given to read.
    pub fn documents_read(&self) -> u64 {
        self.read.load(Relaxed)
    }

    pub(crate) fn event_streams(&self, change: i64) {
        self.event_streams.fetch_add(change, Relaxed);
    }

    /// All counters as Prometheus text.
    pub fn to_text(&self, commits: u64, worker_deaths: u64) -> String {
        let mut text = String::new();
        let mut counter = |name: &str, kind: &str, rows: &[(String, i128)]| {
            let _ = writeln!(text, "# TYPE fieldwalk_{name} {kind}");
            for (labels, value) in rows {
                let _ = writeln!(text, "fieldwalk_{name}{labels} {value}");
            }
        };
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let answers: Vec<_> = answers
            .iter()
            .map(|((resource, status), count)| {
                (format!("{{resource=\"{resource}\",status=\"{status}\"}}"), i128::from(*count))
            })
            .collect();
        counter("answers_total", "counter", &answers);
        let refusals = self.refusals.lock().unwrap_or_else(PoisonError::into_inner);
        let refusals: Vec<_> = refusals
            .iter()
            .map(|(reason, count)| (format!("{{reason=\"{reason}\"}}"), i128::from(*count)))
            .collect();
        counter("offers_refused_total", "counter", &refusals);
        let mut single = |name, kind, value: i128| counter(name, kind, &[(String::new(), value)]);
        single("offers_held_total", "counter", self.held.load(Relaxed).into());
        single("documents_folded_total", "counter", self.folded.load(Relaxed).into());
        single("documents_read_total", "counter", self.documents_read().into());
        single("commits_total", "counter", commits.into());
        single("worker_deaths_total", "counter", worker_deaths.into());
        single("event_streams", "gauge", self.event_streams.load(Relaxed).into());
        text
    }
}
