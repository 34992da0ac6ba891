//! Working together on what was seen. All of it works offline and merges.

use fieldwalk_core::document::TextPlace;

use super::sane;
use crate::error::{Answer, bad_argument};
use crate::ids::{id, optional};
use crate::profile::Profile;
use crate::record::{DebriefBoard, DebriefStep, EvidenceBearing, NextStepHorizon, NextStepLevel, SharedText};

#[uniffi::export]
impl Profile {
    /// The debrief board of a visit.
    pub async fn debrief_board(&self, visit: String) -> Answer<DebriefBoard> {
        let visit = id(&visit)?;
        self.read(move |client| Ok(client.debrief_board(visit)?.into())).await
    }

    /// Moves the debrief one step on, or back to any.
    pub async fn set_debrief_step(&self, visit: String, step: DebriefStep) -> Answer<()> {
        let visit = id(&visit)?;
        self.write(move |client| Ok(client.set_debrief_step(visit, step.into())?)).await
    }

    /// Begins a pattern; its id.
    pub async fn add_pattern(&self, visit: String, statement: String) -> Answer<String> {
        let (visit, statement) = (id(&visit)?, sane(statement)?);
        self.write(move |client| Ok(client.add_pattern(visit, &statement)?.to_string())).await
    }

    /// Removes a pattern. The evidence under it is under none then.
    pub async fn remove_pattern(&self, visit: String, pattern: String) -> Answer<()> {
        let (visit, pattern) = (id(&visit)?, id(&pattern)?);
        self.write(move |client| Ok(client.remove_pattern(visit, pattern)?)).await
    }

    /// Places a piece of evidence under a pattern.
    pub async fn place_evidence(
        &self,
        visit: String,
        pattern: String,
        evidence: String,
        bearing: EvidenceBearing,
    ) -> Answer<()> {
        self.move_evidence(visit, None, pattern, evidence, bearing).await
    }

    /// Takes a piece of evidence from under a pattern.
    pub async fn unplace_evidence(&self, visit: String, pattern: String, evidence: String) -> Answer<()> {
        let (visit, pattern) = (id(&visit)?, id(&pattern)?);
        let evidence = id(&evidence)?;
        self.write(move |client| Ok(client.unplace_evidence(visit, pattern, evidence)?)).await
    }

    /// Places a piece of evidence under `to_pattern` and takes it from under `from_pattern`; under the same pattern,
    /// that changes how it stands to it.
    pub async fn move_evidence(
        &self,
        visit: String,
        from_pattern: Option<String>,
        to_pattern: String,
        evidence: String,
        bearing: EvidenceBearing,
    ) -> Answer<()> {
        let (visit, from, to) = (id(&visit)?, optional(from_pattern.as_deref())?, id(&to_pattern)?);
        let evidence = id(&evidence)?;
        self.write(move |client| Ok(client.move_evidence(visit, from, to, evidence, bearing.into())?)).await
    }

    /// Adds a prediction; its id.
    pub async fn add_prediction(&self, visit: String, text: String) -> Answer<String> {
        let (visit, text) = (id(&visit)?, sane(text)?);
        self.write(move |client| Ok(client.add_prediction(visit, &text)?.to_string())).await
    }

    /// Removes a prediction.
    pub async fn remove_prediction(&self, visit: String, prediction: String) -> Answer<()> {
        let (visit, prediction) = (id(&visit)?, id(&prediction)?);
        self.write(move |client| Ok(client.remove_prediction(visit, prediction)?)).await
    }

    /// Adds a wondering of the group; its id.
    pub async fn add_group_wondering(&self, visit: String, text: String) -> Answer<String> {
        let (visit, text) = (id(&visit)?, sane(text)?);
        self.write(move |client| Ok(client.add_group_wondering(visit, &text)?.to_string())).await
    }

    /// Removes a wondering of the group.
    pub async fn remove_group_wondering(&self, visit: String, wondering: String) -> Answer<()> {
        let (visit, wondering) = (id(&visit)?, id(&wondering)?);
        self.write(move |client| Ok(client.remove_group_wondering(visit, wondering)?)).await
    }

    /// Adds a next step; its id.
    pub async fn add_next_step(
        &self,
        visit: String,
        text: String,
        level: NextStepLevel,
        horizon: NextStepHorizon,
    ) -> Answer<String> {
        let (visit, text) = (id(&visit)?, sane(text)?);
        self.write(move |client| Ok(client.add_next_step(visit, &text, level.into(), horizon.into())?.to_string()))
            .await
    }

    /// Says where and by when a next step shows.
    pub async fn set_next_step(
        &self,
        visit: String,
        step: String,
        level: NextStepLevel,
        horizon: NextStepHorizon,
    ) -> Answer<()> {
        let (visit, step) = (id(&visit)?, id(&step)?);
        self.write(move |client| Ok(client.set_next_step(visit, step, level.into(), horizon.into())?)).await
    }

    /// Removes a next step.
    pub async fn remove_next_step(&self, visit: String, step: String) -> Answer<()> {
        let (visit, step) = (id(&visit)?, id(&step)?);
        self.write(move |client| Ok(client.remove_next_step(visit, step)?)).await
    }

    /// A text that several people write together, to be edited.
    pub async fn shared_text(&self, visit: String, place: String) -> Answer<SharedText> {
        let (visit, at) = (id(&visit)?, text_place(&place)?);
        self.read(move |client| Ok(SharedText::of(place, client.shared_text(visit, &at)?))).await
    }

    /// Rewords a shared text. `seen` is what it came with, so that what others wrote since is kept.
    pub async fn edit_text(&self, visit: String, place: String, seen: String, text: String) -> Answer<()> {
        let (visit, place) = (id(&visit)?, text_place(&place)?);
        let (seen, text) = (SharedText::parse_seen(&seen)?, sane(text)?);
        self.write(move |client| Ok(client.edit_text(visit, &place, &seen, &text)?)).await
    }
}

fn text_place(place: &str) -> Answer<TextPlace> {
    place.parse().map_err(bad_argument)
}
