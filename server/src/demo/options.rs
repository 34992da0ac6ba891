//! What can be said on the command line of `fieldwalk demo`.

use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;

/// Let simulated observers walk a school visit through the real phones, the real server and real HTTP
#[derive(Debug, Clone, clap::Args)]
pub struct DemoOptions {
    /// Lessons to walk through: TSV files with time, speaker and text, one file one room [default: sample lessons]
    #[arg(long, value_name = "DIR")]
    pub lessons: Option<PathBuf>,
    /// Observers, each with a phone
    #[arg(long, default_value_t = 24, value_parser = RangedU64ValueParser::<usize>::new().range(1..=400))]
    pub observers: usize,
    /// Rooms that each team sees
    #[arg(long, default_value_t = 4, value_parser = RangedU64ValueParser::<usize>::new().range(1..=20))]
    pub rooms_per_team: usize,
    /// Notes that an observer writes in a room, give or take a fifth
    #[arg(long, default_value_t = 10, value_parser = RangedU64ValueParser::<usize>::new().range(1..=100))]
    pub notes_per_room: usize,
    /// The same seed gives the same notes
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The link over which the phones come back
    #[arg(long, value_enum, default_value_t = LinkKind::Faulty)]
    pub link: LinkKind,
    /// A new or empty folder for the server's data and the phones' stores [default: one that is removed at the end]
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Write what happened as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write the evidence as the host received it: notes.csv and visit.json
    #[arg(long, value_name = "DIR")]
    pub export: Option<PathBuf>,
    /// Exit when done instead of serving on
    #[arg(long)]
    pub once: bool,
}

/// How good the link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Everything arrives, once.
    Clean,
    #[default]
    /// Requests are lost, answers are lost, requests arrive twice.
    Faulty,
}
