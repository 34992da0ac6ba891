//! The link between a phone and the server: HTTP as it is, or with seeded faults in front of it. Counts what crosses.
//!
//! Three things go wrong on a faulty link: a request never arrives, an answer never arrives although the server acted,
//! and a request arrives twice. The phone cannot tell the first two apart.

use std::sync::{Arc, Mutex, PoisonError};

use fieldwalk_core::clock::{SeededRng, seeded_rng};
use fieldwalk_core::driver::{HttpTransport, Transport};
use fieldwalk_core::protocol::{SyncAnswer, SyncRequest, encode_body};
use fieldwalk_core::sync::Failure;
use rand::RngExt;

use super::options::LinkKind;
use super::search::Search;

/// Of a hundred requests.
const REQUESTS_LOST: u32 = 20;
const ANSWERS_LOST: u32 = 20;
const REQUESTS_REPEATED: u32 = 15;

/// What crossed a link.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Traffic {
    /// Requests that the phone sent, lost ones included, and repetitions.
    pub(super) requests: u64,
    pub(super) requests_lost: u64,
    pub(super) answers_lost: u64,
    pub(super) requests_repeated: u64,
    /// Bodies as sent by the phone, whether they arrived or not.
    pub(super) bytes_up: u64,
    /// Bodies as sent by the server, whether they arrived or not.
    pub(super) bytes_down: u64,
    /// Private texts of others in what the server answered.
    pub(super) leaked: u64,
}

/// One phone's link.
pub(super) struct Link {
    http: HttpTransport,
    kind: LinkKind,
    chance: Mutex<SeededRng>,
    traffic: Mutex<Traffic>,
    observer: usize,
    search: Arc<Search>,
}

enum Fate {
    Passes,
    RequestLost,
    AnswerLost,
    Repeated,
}

impl Link {
    pub(super) fn new(
        http: HttpTransport,
        kind: LinkKind,
        seed: u64,
        observer: usize,
        search: Arc<Search>,
    ) -> Self {
        Self { http, kind, chance: Mutex::new(seeded_rng(seed)), traffic: Mutex::default(), observer, search }
    }

    /// What has crossed since the last time this was asked.
    pub(super) fn take_traffic(&self) -> Traffic {
        std::mem::take(&mut *self.traffic.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn fate(&self) -> Fate {
        if self.kind == LinkKind::Clean {
            return Fate::Passes;
        }
        let drawn = self.chance.lock().unwrap_or_else(PoisonError::into_inner).random_range(0..100);
        match drawn {
            _ if drawn < REQUESTS_LOST => Fate::RequestLost,
            _ if drawn < REQUESTS_LOST + ANSWERS_LOST => Fate::AnswerLost,
            _ if drawn < REQUESTS_LOST + ANSWERS_LOST + REQUESTS_REPEATED => Fate::Repeated,
            _ => Fate::Passes,
        }
    }

    fn count(&self, change: impl FnOnce(&mut Traffic)) {
        change(&mut self.traffic.lock().unwrap_or_else(PoisonError::into_inner));
    }

    async fn send(&self, request: &SyncRequest) -> Result<SyncAnswer, Failure> {
        let answer = self.http.sync(request).await?;
        let chunks = answer.documents.iter().flat_map(|page| &page.chunks);
        let leaked: usize = chunks.map(|held| self.search.leaks(&held.chunk.bytes, Some(self.observer))).sum();
        let bytes = encode_body(&answer).len() as u64;
        self.count(|traffic| {
            traffic.bytes_down += bytes;
            traffic.leaked += leaked as u64;
        });
        Ok(answer)
    }
}

impl Transport for Link {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncAnswer, Failure> {
        let fate = self.fate();
        let times = if matches!(fate, Fate::Repeated) { 2 } else { 1 };
        let bytes = encode_body(request).len() as u64;
        self.count(|traffic| {
            traffic.requests += times;
            traffic.bytes_up += times * bytes;
            match fate {
                Fate::Passes => {}
                Fate::RequestLost => traffic.requests_lost += 1,
                Fate::AnswerLost => traffic.answers_lost += 1,
                Fate::Repeated => traffic.requests_repeated += 1,
            }
        });
        match fate {
            Fate::Passes => self.send(request).await,
            Fate::RequestLost => Err(Failure::NoConnection),
            Fate::AnswerLost => {
                self.send(request).await?;
                Err(Failure::NoConnection)
            }
            Fate::Repeated => {
                self.send(request).await?;
                self.send(request).await
            }
        }
    }
}

impl std::ops::AddAssign for Traffic {
    fn add_assign(&mut self, other: Self) {
        self.requests += other.requests;
        self.requests_lost += other.requests_lost;
        self.answers_lost += other.answers_lost;
        self.requests_repeated += other.requests_repeated;
        self.bytes_up += other.bytes_up;
        self.bytes_down += other.bytes_down;
        self.leaked += other.leaked;
    }
}
