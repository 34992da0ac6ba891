//! Writing during a walk. All of it works offline, and is on disk when the answer comes.

use fieldwalk_core::client::DraftPlace as CorePlace;
use fieldwalk_core::clock::{Clock, SystemClock, Timestamp};
use fieldwalk_core::document::{NewTally, NewWondering};
use fieldwalk_core::ids::ItemId;

use super::{sane, waiting};
use crate::error::{Answer, bad_argument};
use crate::ids::{count, id, optional};
use crate::profile::Profile;
use crate::record::{
    Draft, DraftPlace, EvidenceFinding, ItemPage, ItemsShown, NewNote, NoteEdit, NoteMarks, SearchMatch,
    WalkScreen,
};

#[uniffi::export]
impl Profile {
    /// The walk screen of a visit now. `shown` is the slot that the person looks at; none for the current one.
    pub async fn walk_screen(&self, visit: String, shown: Option<String>) -> Answer<WalkScreen> {
        let (visit, shown) = (id(&visit)?, optional(shown.as_deref())?);
        self.read(move |client| {
            let screen = client.walk_screen(visit, shown)?;
            Ok(WalkScreen::of(screen, &waiting(client, visit)?, client.visit_status(visit)?.into()))
        })
        .await
    }

    /// A page of this member's notebook: `limit` items from `offset` on, oldest first.
    pub async fn items(&self, visit: String, shown: ItemsShown, offset: i64, limit: i64) -> Answer<ItemPage> {
        let visit = id(&visit)?;
        let (offset, limit) = (count(offset, "an offset")?, count(limit, "a limit")?);
        self.read(move |client| {
            Ok(ItemPage::of(client.notebook(visit)?, shown, offset, limit, &waiting(client, visit)?))
        })
        .await
    }

    /// Keeps what has been typed at `place` so far. Call it at every keystroke and wait for nothing; an empty text
    /// ends the draft.
    pub async fn type_draft(&self, visit: String, place: DraftPlace, text: String) -> Answer<()> {
        let (visit, place, text) = (id(&visit)?, CorePlace::try_from(place)?, sane(text)?);
        self.write(move |client| Ok(client.type_draft(visit, place, &text)?)).await
    }

    /// All drafts of a visit: after the app was killed, what was being typed.
    pub async fn drafts(&self, visit: String) -> Answer<Vec<Draft>> {
        let visit = id(&visit)?;
        self.read(move |client| Ok(client.drafts(visit)?.into_iter().map(Into::into).collect())).await
    }

    /// Turns the draft at `place` into what it is the draft of, on pause, blur or leaving. The item; none where
    /// nothing but white space was typed.
    pub async fn commit_draft(
        &self,
        visit: String,
        place: DraftPlace,
        marks: NoteMarks,
    ) -> Answer<Option<String>> {
        let (visit, place, marks) = (id(&visit)?, CorePlace::try_from(place)?, marks.parse()?);
        self.write(move |client| Ok(client.commit_draft(visit, place, &marks)?.map(|item| item.to_string()))).await
    }

    /// Adds a note whose text is complete; its id.
    pub async fn add_note(&self, visit: String, note: NewNote) -> Answer<String> {
        let (visit, note) = (id(&visit)?, note.parse(SystemClock.now())?);
        self.write(move |client| Ok(client.add_note(visit, &note)?.to_string())).await
    }

    /// Adds notes whose texts are complete, for what was written elsewhere; their ids, in the order given. All are kept at
    /// once or, where one is refused, none: one flush of the disk for all of them.
    pub async fn add_notes(&self, visit: String, notes: Vec<NewNote>) -> Answer<Vec<String>> {
        let visit = id(&visit)?;
        let now = SystemClock.now();
        let notes: Vec<_> = notes.into_iter().map(|note| note.parse(now)).collect::<Answer<_>>()?;
        self.write(move |client| {
            let items = client.add_notes(visit, &notes)?;
            Ok(items.iter().map(ToString::to_string).collect())
        })
        .await
    }

    /// Changes a note's wording or marks. Where two wordings are in conflict, writing one of them again settles it.
    pub async fn edit_note(&self, visit: String, note: String, edit: NoteEdit) -> Answer<()> {
        let (visit, note, edit) = (id(&visit)?, id(&note)?, edit.parse()?);
        self.write(move |client| Ok(client.edit_note(visit, note, &edit)?)).await
    }

    /// Starts a tally; its id.
    pub async fn add_tally(
        &self,
        visit: String,
        slot: Option<String>,
        label: String,
        denominator: Option<i64>,
    ) -> Answer<String> {
        let (visit, slot, label) = (id(&visit)?, optional(slot.as_deref())?, sane(label)?);
        let denominator = denominator.map(|of| count(of, "a denominator")).transpose()?;
        let tally = NewTally { slot, label, count: 0, denominator, observed_at: SystemClock.now() };
        self.write(move |client| Ok(client.add_tally(visit, &tally)?.to_string())).await
    }

    /// Adds to a tally's count; a negative number undoes.
    pub async fn count_tally(&self, visit: String, tally: String, delta: i64) -> Answer<()> {
        let (visit, tally) = (id(&visit)?, id(&tally)?);
        let delta = i32::try_from(delta).map_err(|_| bad_argument("that is more than is counted at once"))?;
        self.write(move |client| Ok(client.count(visit, tally, delta)?)).await
    }

    /// Says of how many a tally counts.
    pub async fn set_denominator(&self, visit: String, tally: String, denominator: Option<i64>) -> Answer<()> {
        let (visit, tally) = (id(&visit)?, id(&tally)?);
        let denominator = denominator.map(|of| count(of, "a denominator")).transpose()?;
        self.write(move |client| Ok(client.set_denominator(visit, tally, denominator)?)).await
    }

    /// Adds a wondering; its id.
    pub async fn add_wondering(&self, visit: String, slot: Option<String>, text: String) -> Answer<String> {
        let (visit, slot, text) = (id(&visit)?, optional(slot.as_deref())?, sane(text)?);
        let wondering = NewWondering { slot, text, observed_at: SystemClock.now() };
        self.write(move |client| Ok(client.add_wondering(visit, &wondering)?.to_string())).await
    }

    /// Changes a wondering's text.
    pub async fn edit_wondering(&self, visit: String, wondering: String, text: String) -> Answer<()> {
        let (visit, wondering, text) = (id(&visit)?, id(&wondering)?, sane(text)?);
        self.write(move |client| Ok(client.edit_wondering(visit, wondering, &text)?)).await
    }

    /// Marks an item as deleted. Nothing is lost: `restore_item` brings it back.
    pub async fn delete_item(&self, visit: String, item: String) -> Answer<()> {
        let (visit, item): (_, ItemId) = (id(&visit)?, id(&item)?);
        self.write(move |client| Ok(client.delete(visit, item)?)).await
    }

    /// Brings a deleted item back.
    pub async fn restore_item(&self, visit: String, item: String) -> Answer<()> {
        let (visit, item): (_, ItemId) = (id(&visit)?, id(&item)?);
        self.write(move |client| Ok(client.restore(visit, item)?)).await
    }

    /// Acknowledges the visit's norms.
    pub async fn acknowledge_norms(&self, visit: String) -> Answer<()> {
        let visit = id(&visit)?;
        self.write(move |client| Ok(client.acknowledge_norms(visit)?)).await
    }

    /// Notes that this observer entered the room of a slot.
    pub async fn start_slot(&self, visit: String, slot: String) -> Answer<()> {
        let (visit, slot) = (id(&visit)?, id(&slot)?);
        self.write(move |client| Ok(client.start_slot(visit, slot)?)).await
    }

    /// Notes that this observer left the room of a slot.
    pub async fn finish_slot(&self, visit: String, slot: String) -> Answer<()> {
        let (visit, slot) = (id(&visit)?, id(&slot)?);
        self.write(move |client| Ok(client.finish_slot(visit, slot)?)).await
    }

    /// What the evidence check has to say about a text: on the device, and never in the way.
    pub async fn check_evidence(&self, text: String) -> Answer<Vec<EvidenceFinding>> {
        let text = sane(text)?;
        self.read(move |client| Ok(EvidenceFinding::all(client.check_evidence(&text), &text))).await
    }

    /// The newest of one's own items, on all visits, that hold every word; the last word may be unfinished.
    pub async fn search(&self, words: String, limit: i64) -> Answer<Vec<SearchMatch>> {
        let (words, limit) = (sane(words)?, count(limit, "a limit")?);
        // More words than anybody types cost more than they find.
        if words.split_whitespace().nth(64).is_some() {
            return Err(super::too_long());
        }
        self.read(move |client| Ok(client.search(&words, limit as usize)?.into_iter().map(Into::into).collect()))
            .await
    }

    /// The time by this device's clock, as records count it.
    pub fn now(&self) -> i64 {
        let Timestamp(now) = SystemClock.now();
        now
    }
}
