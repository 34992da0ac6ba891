//! What happened, as numbers: each counted in the stores and in the host's files, never from what a writer believes.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use serde::Serialize;

use super::compare::Comparison;
use super::leak::Searched;
use super::link::Traffic;
use super::options::{DemoOptions, LinkKind};
use super::rotation::Rotation;
use super::truth::Kept;
use super::walk::Walked;

/// The report that `--report` writes.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Report {
    /// In the phones' notebooks, deleted ones included.
    pub(super) notes_written: usize,
    /// In the phones' contributions.
    pub(super) notes_shared: usize,
    /// In the server's notebooks, exactly as on the phones.
    pub(super) notes_held_by_server: usize,
    /// Rows of the host's CSV.
    pub(super) notes_visible_to_host: usize,
    /// Items that are missing or different anywhere they belong.
    pub(super) lost: usize,
    /// Items that are anywhere too often, or that nobody wrote.
    pub(super) duplicated: usize,
    /// Private texts found where they do not belong.
    pub(super) leaked: usize,
    /// Requests of a phone at the end of the walk, to push and to pull, on average.
    pub(super) requests_per_phone: f64,
    /// Of all phones together.
    pub(super) requests: u64,
    /// The most that any phone needed to push.
    pub(super) push_requests_most: u64,
    /// The most that any phone needed to pull.
    pub(super) pull_requests_most: u64,
    /// Request bodies at the end of the walk, as sent.
    pub(super) bytes_up: u64,
    /// Answer bodies at the end of the walk, as sent.
    pub(super) bytes_down: u64,
    /// From the start of the server to the end of the comparison.
    pub(super) seconds: f64,
    /// Phones whose merged evidence is the host's.
    pub(super) phones_in_agreement: usize,
    pub(super) notes_deleted: usize,
    pub(super) notes_edited: usize,
    /// In the phones' notebooks.
    pub(super) tallies: usize,
    /// In the phones' notebooks.
    pub(super) wonderings: usize,
    /// Texts on which the evidence check had something to say.
    pub(super) advised: usize,
    /// Private texts that were searched for.
    pub(super) texts_searched_for: usize,
    /// Where they were searched for, in bytes.
    pub(super) bytes_searched: u64,
    pub(super) requests_lost: u64,
    pub(super) answers_lost: u64,
    pub(super) requests_repeated: u64,
    pub(super) observers: usize,
    pub(super) teams: usize,
    pub(super) rooms: usize,
    pub(super) rooms_per_team: usize,
    pub(super) lessons: usize,
    pub(super) seed: u64,
    pub(super) link: LinkKind,
}

impl Report {
    /// An empty one.
    pub(super) fn new(options: &DemoOptions, rotation: &Rotation, lessons: usize) -> Self {
        Self {
            observers: options.observers,
            teams: rotation.teams,
            rooms: rotation.rooms,
            rooms_per_team: options.rooms_per_team,
            lessons,
            seed: options.seed,
            link: options.link,
            ..Self::default()
        }
    }

    /// Counts what is in the phones' stores after the walk.
    pub(super) fn count_writing(&mut self, phones: &[(Walked, Kept)]) {
        for (walked, Kept { notebook, contribution }) in phones {
            self.notes_written += notebook.notes.len();
            self.notes_deleted += notebook.notes.values().filter(|note| note.deleted_at.is_some()).count();
            self.notes_edited += notebook.notes.values().filter(|note| note.edited_at.is_some()).count();
            self.tallies += notebook.tallies.len();
            self.wonderings += notebook.wonderings.len();
            self.notes_shared += contribution.notes.len();
            self.advised += walked.advised;
        }
    }

    /// Counts what the comparison found.
    pub(super) fn count_comparison(&mut self, comparison: &Comparison) {
        self.notes_held_by_server = comparison.notes_held;
        self.notes_visible_to_host = comparison.notes_visible;
        self.lost = comparison.lost.len();
        self.duplicated = comparison.duplicated;
    }

    /// Counts one phone: what crossed its link to push and to pull, and whether it ended up with the host's evidence.
    pub(super) fn count_phone(&mut self, rounds: &[Traffic], agrees: bool) {
        self.phones_in_agreement += usize::from(agrees);
        let mut all = Traffic::default();
        rounds.iter().for_each(|round| all += *round);
        let [push, pull] = [0, 1].map(|round| rounds.get(round).map_or(0, |traffic| traffic.requests));
        self.push_requests_most = self.push_requests_most.max(push);
        self.pull_requests_most = self.pull_requests_most.max(pull);
        self.requests += all.requests;
        self.requests_per_phone = ratio(self.requests, self.observers);
        self.bytes_up += all.bytes_up;
        self.bytes_down += all.bytes_down;
        self.requests_lost += all.requests_lost;
        self.answers_lost += all.answers_lost;
        self.requests_repeated += all.requests_repeated;
        self.leaked += usize::try_from(all.leaked).unwrap_or(usize::MAX);
    }

    /// Counts what the search for private texts found.
    pub(super) fn count_search(&mut self, texts: usize, searched: Searched) {
        self.texts_searched_for = texts;
        self.bytes_searched = searched.bytes;
        self.leaked += searched.leaked;
    }

    /// Whether every promise held.
    pub(super) fn is_good(&self) -> bool {
        self.lost == 0
            && self.duplicated == 0
            && self.leaked == 0
            && self.notes_held_by_server == self.notes_written
            && self.notes_visible_to_host == self.notes_shared
            && self.phones_in_agreement == self.observers
    }

    /// Shows it on standard output, on one line.
    pub(super) fn print(&self) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        serde_json::to_writer(&mut out, self)?;
        Ok(writeln!(out)?)
    }

    /// Writes it to a file.
    pub(super) fn write(&self, path: &Path) -> anyhow::Result<()> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        std::fs::write(path, json).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// To two places, as people read it.
fn ratio(part: u64, of: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "requests and phones are few")]
    let ratio = part as f64 / of as f64;
    (ratio * 100.0).round() / 100.0
}
