//! A link that loses, repeats and delays.

use rand::RngExt;

use fieldwalk_core::clock::SeededRng;

/// What becomes of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It arrives and so does its answer.
    Delivered,
    /// The server never sees it.
    RequestLost,
    /// The server acts on it, and nobody hears of it.
    AnswerLost,
    /// The server sees it twice.
    Repeated,
    /// The phone gives up; the server sees it some time later.
    Delayed,
}

/// Draws the fate of a request on a link that fails this often (0 to 1).
pub(super) fn fate(rng: &mut SeededRng, trouble: f64) -> Fate {
    if !rng.random_bool(trouble) {
        return Fate::Delivered;
    }
    match rng.random_range(0..4) {
        0 => Fate::RequestLost,
        1 => Fate::AnswerLost,
        2 => Fate::Repeated,
        _ => Fate::Delayed,
    }
}
