//! Who reads, as far as the feedback depends on it.

use super::super::{Shows, VisitFacts};

/// A breakdown that rests on fewer rooms than this would point at a teacher, and is left out.
pub const ROOMS_FOR_A_BREAKDOWN: usize = 3;

/// Who reads, as far as the feedback depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lens {
    /// Whether observers are named.
    pub names_observers: bool,
    /// How much of the evidence is shown.
    pub shows: Shows,
    /// Whether flags of the evidence check, hidden evidence and breakdowns under [`ROOMS_FOR_A_BREAKDOWN`] rooms are
    /// shown, as who clears the feedback needs them.
    pub is_clearing: bool,
}

impl Lens {
    /// As a facilitator reads it.
    pub fn facilitator() -> Self {
        Self { names_observers: true, shows: Shows::WholeEvidence, is_clearing: true }
    }

    /// As the host reads it, by the visit's policy.
    pub fn host(visit: &VisitFacts) -> Self {
        Self { names_observers: visit.names_observers, shows: visit.shows, is_clearing: false }
    }

    /// As a participant's phone shows what is shared, without names.
    pub fn participant() -> Self {
        Self { names_observers: false, shows: Shows::WholeEvidence, is_clearing: false }
    }

    /// As it is released: by the visit's policy, and never with an observer's name.
    pub fn release(visit: &VisitFacts) -> Self {
        Self { names_observers: false, ..Self::host(visit) }
    }

    /// Whether what points at single rooms is left out, where `rooms` were observed.
    pub(super) fn generalises(self, rooms: usize) -> bool {
        !self.is_clearing && rooms < ROOMS_FOR_A_BREAKDOWN
    }
}
