//! What phones do in the debrief.

use fieldwalk_core::document::TextPlace;
use fieldwalk_core::domain::{Bearing, Horizon, Level};
use fieldwalk_core::ids::{EvidenceId, PatternId};
use rand::RngExt;
use rand::seq::IndexedRandom;

use super::Broken;
use super::deeds::expected;
use super::world::World;

impl World {
    /// Adds, places, moves, rewords or removes, as one phone sees the debrief.
    pub(super) fn debrief(&mut self, index: usize) -> Result<String, Broken> {
        let text = self.ledger.next_text(index);
        let client = self.phones[index].client();
        let Some(debrief) = expected(client.debrief(self.visit))? else {
            return Ok("may not read the debrief".into());
        };
        let patterns: Vec<PatternId> = debrief.patterns.keys().copied().collect();
        let Some(pattern) = patterns.choose(&mut self.rng).copied().filter(|_| self.rng.random_bool(0.8)) else {
            if let Some(pattern) = expected(client.add_pattern(self.visit, &text))? {
                self.ledger.began(pattern, index);
            }
            return Ok("began a pattern".into());
        };
        let shared = expected(client.contributions(self.visit))?.unwrap_or_default();
        let items: Vec<_> = shared.values().flat_map(|of| of.notes.keys().copied()).collect();
        let evidence = items.choose(&mut self.rng).map(|item| EvidenceId::of(*item));
        let bearing = *Bearing::ALL.choose(&mut self.rng).expect("there are three");
        let done = match (self.rng.random_range(0..10), evidence) {
            (0..3, Some(evidence)) => client.place_evidence(self.visit, pattern, evidence, bearing),
            (3..5, Some(evidence)) => {
                let to = *patterns.choose(&mut self.rng).expect("there is one");
                client.move_evidence(self.visit, Some(pattern), to, evidence, bearing)
            }
            (5, Some(evidence)) => client.unplace_evidence(self.visit, pattern, evidence),
            (6, _) => client.add_next_step(self.visit, &text, Level::School, Horizon::Month).map(drop),
            (7, _) => {
                self.ledger.pattern_may_be_gone(pattern);
                client.remove_pattern(self.visit, pattern)
            }
            _ => {
                let place = TextPlace::Pattern(pattern);
                client.shared_text(self.visit, &place).and_then(|seen| {
                    client.edit_text(self.visit, &place, &seen.seen, &format!("{} {text}", seen.text))
                })
            }
        };
        expected(done)?;
        Ok("worked on the debrief".into())
    }
}
