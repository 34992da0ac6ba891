//! Working together on what was seen. All of it works offline and merges.

use fieldwalk_core::client::Client;
use fieldwalk_core::document::TextPlace;
use fieldwalk_core::ids::{EvidenceId, PatternId, StatementId, VisitId};

use super::calls;
use crate::error::{Answer, bad_argument};
use crate::record::{DebriefBoard, DebriefStep, EvidenceBearing, NextStepHorizon, NextStepLevel, SharedText};

calls! {
    over Client;

    /// The debrief board of a visit.
    debrief_board(visit: VisitId) -> DebriefBoard = |client| Ok(client.debrief_board(visit)?.into());

    /// Moves the debrief one step on, or back to any.
    set_debrief_step(visit: VisitId, step: DebriefStep) -> () = |client| {
        Ok(client.set_debrief_step(visit, step.into())?)
    };

    /// Begins a pattern; its id.
    add_pattern(visit: VisitId, statement: String) -> PatternId = |client| {
        Ok(client.add_pattern(visit, &statement)?)
    };

    /// Removes a pattern. The evidence under it is under none then.
    remove_pattern(visit: VisitId, pattern: PatternId) -> () = |client| Ok(client.remove_pattern(visit, pattern)?);

    /// Places a piece of evidence under a pattern.
    place_evidence(visit: VisitId, pattern: PatternId, evidence: EvidenceId, bearing: EvidenceBearing) -> ()
        = |client| Ok(client.place_evidence(visit, pattern, evidence, bearing.into())?);

    /// Takes a piece of evidence from under a pattern.
    unplace_evidence(visit: VisitId, pattern: PatternId, evidence: EvidenceId) -> () = |client| {
        Ok(client.unplace_evidence(visit, pattern, evidence)?)
    };

    /// Places a piece of evidence under `toPattern` and takes it from under `fromPattern`; under the same pattern,
    /// that changes how it stands to it.
    move_evidence(
        visit: VisitId,
        from_pattern: Option<PatternId>,
        to_pattern: PatternId,
        evidence: EvidenceId,
        bearing: EvidenceBearing
    ) -> () = |client| Ok(client.move_evidence(visit, from_pattern, to_pattern, evidence, bearing.into())?);

    /// Adds a prediction; its id.
    add_prediction(visit: VisitId, text: String) -> StatementId = |client| Ok(client.add_prediction(visit, &text)?);

    /// Removes a prediction.
    remove_prediction(visit: VisitId, prediction: StatementId) -> () = |client| {
        Ok(client.remove_prediction(visit, prediction)?)
    };

    /// Adds a wondering of the group; its id.
    add_group_wondering(visit: VisitId, text: String) -> StatementId = |client| {
        Ok(client.add_group_wondering(visit, &text)?)
    };

    /// Removes a wondering of the group.
    remove_group_wondering(visit: VisitId, wondering: StatementId) -> () = |client| {
        Ok(client.remove_group_wondering(visit, wondering)?)
    };

    /// Adds a next step; its id.
    add_next_step(visit: VisitId, text: String, level: NextStepLevel, horizon: NextStepHorizon) -> StatementId
        = |client| Ok(client.add_next_step(visit, &text, level.into(), horizon.into())?);

    /// Says where and by when a next step shows.
    set_next_step(visit: VisitId, step: StatementId, level: NextStepLevel, horizon: NextStepHorizon) -> ()
        = |client| Ok(client.set_next_step(visit, step, level.into(), horizon.into())?);

    /// Removes a next step.
    remove_next_step(visit: VisitId, step: StatementId) -> () = |client| Ok(client.remove_next_step(visit, step)?);

    /// A text that several people write together, to be edited.
    shared_text(visit: VisitId, place: String) -> SharedText = |client| {
        let shared = client.shared_text(visit, &text_place(&place)?)?;
        Ok(SharedText::of(place, shared))
    };

    /// Rewords a shared text. `seen` is what it came with, so that what others wrote since is kept.
    edit_text(visit: VisitId, place: String, seen: String, text: String) -> () = |client| {
        let seen = SharedText::parse_seen(&seen)?;
        Ok(client.edit_text(visit, &text_place(&place)?, &seen, &text)?)
    };
}

fn text_place(place: &str) -> Answer<TextPlace> {
    place.parse().map_err(bad_argument)
}
