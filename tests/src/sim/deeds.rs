//! The things that happen, one at a time and drawn at random.

use fieldwalk_core::client::{ClientError, DraftPlace, ExportScope, NoteMarks};
use fieldwalk_core::document::{NewNote, NewTally, NoteEdit};
use fieldwalk_core::domain::{Focus, NoteKind};
use fieldwalk_core::ids::{ItemId, MemberId};
use fieldwalk_core::store::StoreError;
use fieldwalk_core::testing::{ByHand, MORNING};
use rand::RngExt;
use rand::seq::IndexedRandom;

use super::Broken;
use super::world::World;

impl World {
    /// One more thing happens.
    pub(super) fn step(&mut self) -> Result<(), Broken> {
        self.clock.advance(self.rng.random_range(0..20 * 60_000));
        let index = self.rng.random_range(0..self.phones.len());
        let line = match self.rng.random_range(0..100) {
            0..18 => self.write_note(index)?,
            18..25 => self.debrief(index)?,
            25..32 => self.change_note(index)?,
            32..35 => self.tally(index)?,
            35..45 => self.share(index)?,
            45..70 => self.sync(index)?,
            70..75 => self.restart_phone(index)?,
            75..78 => self.copy_or_restore_phone(index)?,
            78..81 => self.copy_or_restore_server()?,
            81..84 => self.late_request(),
            84..87 => self.change_rights()?,
            87..89 => self.revoke(index)?,
            89..91 => self.fill_disk(index)?,
            91..94 => self.hand_over_file(index)?,
            94..96 => self.set_clock(index),
            96..98 => {
                self.server.restart()?;
                self.delayed.clear();
                "server restarted".into()
            }
            _ => {
                self.clock.advance(30 * 3_600_000);
                self.server.keep_house()?;
                "a day passes, the server keeps house".into()
            }
        };
        self.lines.push(format!("{}: phone {index}: {line}", self.lines.len()));
        Ok(())
    }

    fn write_note(&mut self, index: usize) -> Result<String, Broken> {
        let text = self.ledger.next_text(index);
        let phone = &self.phones[index];
        let client = phone.client();
        let slot = Some(ByHand::slot(self.rng.random_range(1..3)));
        let written = if self.rng.random_bool(0.5) {
            let place = DraftPlace::NewNote(slot);
            client
                .type_draft(self.visit, place, &text)
                .and_then(|()| client.commit_draft(self.visit, place, &NoteMarks::default()))
        } else {
            let (kind, focus, look_fors) = (NoteKind::Verbatim, Focus::Students, Default::default());
            let observed_at = MORNING;
            let note = NewNote { slot, kind, focus, look_fors, text: text.clone(), observed_at };
            client.add_note(self.visit, &note).map(Some)
        };
        Ok(match expected(written)? {
            Some(Some(item)) => {
                self.ledger.wrote(item, phone.member, text);
                "wrote a note".into()
            }
            _ => "could not write".into(),
        })
    }

    /// The items in this phone's notebook that are not deleted.
    fn items(&self, index: usize) -> Result<Vec<ItemId>, Broken> {
        let notebook = expected(self.phones[index].client().notebook(self.visit))?.unwrap_or_default();
        Ok(notebook.notes.iter().filter(|(_, note)| note.deleted_at.is_none()).map(|(id, _)| *id).collect())
    }

    fn change_note(&mut self, index: usize) -> Result<String, Broken> {
        let items = self.items(index)?;
        let Some(item) = items.choose(&mut self.rng).copied() else { return Ok("nothing to change".into()) };
        let text = self.ledger.next_text(index);
        let client = self.phones[index].client();
        match self.rng.random_range(0..3) {
            0 => {
                expected(client.delete(self.visit, item))?;
                Ok("deleted a note".into())
            }
            1 => {
                expected(client.delete(self.visit, item))?;
                expected(client.restore(self.visit, item))?;
                Ok("deleted and restored a note".into())
            }
            _ => {
                let edit = NoteEdit { text: Some(text.clone()), ..NoteEdit::default() };
                if expected(client.edit_note(self.visit, item, &edit))?.is_some() {
                    self.ledger.reworded(item, text);
                }
                Ok("edited a note".into())
            }
        }
    }

    fn tally(&mut self, index: usize) -> Result<String, Broken> {
        let client = self.phones[index].client();
        let (label, observed_at) = ("hands".to_owned(), MORNING);
        let tally = NewTally { slot: None, label, count: 0, denominator: Some(24), observed_at };
        if let Some(item) = expected(client.add_tally(self.visit, &tally))? {
            for delta in [1, 1, -1] {
                expected(client.count(self.visit, item, delta))?;
            }
        }
        Ok("counted".into())
    }

    fn share(&mut self, index: usize) -> Result<String, Broken> {
        let items = self.items(index)?;
        let client = self.phones[index].client();
        let done = match self.rng.random_range(0..4) {
            0 => client.withdraw_all(self.visit),
            1 => client.share_all(self.visit).map(drop),
            _ => {
                let chosen: Vec<ItemId> = items.into_iter().filter(|_| self.rng.random_bool(0.6)).collect();
                client.share(self.visit, &chosen).map(drop)
            }
        };
        expected(done)?;
        Ok("shared".into())
    }

    fn restart_phone(&mut self, index: usize) -> Result<String, Broken> {
        self.phones[index].restart()?;
        Ok("died and came back".into())
    }

    fn copy_or_restore_phone(&mut self, index: usize) -> Result<String, Broken> {
        let copy = self.phones[index].copies.choose(&mut self.rng).cloned();
        let Some(copy) = copy.filter(|_| !self.restores_server && self.rng.random_bool(0.6)) else {
            self.phones[index].copy()?;
            return Ok("was backed up".into());
        };
        // What only this phone has is gone with it, as it is when a phone falls into the sea.
        self.ledger.patterns_may_be_gone(index);
        let waiting = expected(self.phones[index].client().waiting_items(self.visit))?.unwrap_or_default();
        for item in waiting {
            self.ledger.may_be_gone(item);
        }
        self.phones[index].restore(&copy)?;
        Ok("was put back to an older copy".into())
    }

    fn copy_or_restore_server(&mut self) -> Result<String, Broken> {
        let copy = self.server_copies.choose(&mut self.rng).cloned();
        let Some(copy) = copy.filter(|_| self.restores_server && self.rng.random_bool(0.5)) else {
            let target = self.folder.path().join(format!("server-copy-{}", self.server_copies.len()));
            self.server.copy_to(&target)?;
            self.server_copies.push(target);
            self.delayed.clear();
            return Ok("the server was backed up".into());
        };
        self.server.restore_from(&copy)?;
        self.delayed.clear();
        Ok("the server was put back to an older copy".into())
    }

    pub(super) fn late_request(&mut self) -> String {
        if self.delayed.is_empty() {
            return "no request is late".into();
        }
        let (token, request) = self.delayed.swap_remove(self.rng.random_range(0..self.delayed.len()));
        // Nobody waits for the answer any more.
        let _ = self.server.sync(&token, &request);
        "a late request arrives".into()
    }

    /// Invites or uninvites an observer, or changes whether the host sees names; by the facilitator's phone.
    fn change_rights(&mut self) -> Result<String, Broken> {
        let observers: Vec<MemberId> = self.phones[2..].iter().map(|phone| phone.member).collect();
        let member = *observers.choose(&mut self.rng).expect("there are observers");
        let mut facts = self.facts.clone();
        if self.rng.random_bool(0.3) {
            facts.names_observers = !facts.names_observers;
        } else if !facts.observers.remove(&member) {
            facts.observers.insert(member);
        }
        let plan = ByHand::new(0).plan;
        if expected(self.phones[0].client().plan_visit(&facts, &plan))?.is_none() {
            return Ok("rights did not change: the disk is full".into());
        }
        self.facts = facts;
        let synced = self.sync(0)?;
        Ok(format!("rights changed, {} observers: {synced}", self.facts.observers.len()))
    }

    fn revoke(&mut self, index: usize) -> Result<String, Broken> {
        let device = self.phones[index].client().device();
        let revoked = self.server.runtime.block_on(self.server.app().admin().revoke(device));
        revoked.map_err(|error| format!("revoking: {error}"))?;
        if self.rng.random_bool(0.5) {
            self.enrol(index)?;
            return Ok("was revoked and enrolled again".into());
        }
        Ok("was revoked".into())
    }

    fn fill_disk(&mut self, index: usize) -> Result<String, Broken> {
        let pages = self.rng.random_bool(0.5).then(|| self.rng.random_range(0..3));
        expected(self.phones[index].client().limit_storage(pages))?;
        Ok("has its disk filled or emptied".into())
    }

    fn hand_over_file(&mut self, index: usize) -> Result<String, Broken> {
        let other = self.rng.random_range(0..self.phones.len());
        let same = self.phones[index].member == self.phones[other].member;
        let scope = if same { ExportScope::ForMyself } else { ExportScope::ForColleagues };
        let file = expected(self.phones[index].client().export_visit(self.visit, scope))?;
        if let Some(file) = file {
            expected(self.phones[other].client().import_visit(&file))?;
        }
        Ok(format!("handed a file to phone {other}"))
    }

    fn set_clock(&mut self, index: usize) -> String {
        let off_by = self.rng.random_range(-3 * 86_400_000..3 * 86_400_000);
        self.phones[index].set_clock_off_by(off_by);
        "has its clock set".into()
    }
}

/// An outcome that a person can meet is fine; anything else breaks a promise.
pub(super) fn expected<T>(result: Result<T, ClientError>) -> Result<Option<T>, Broken> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(
            ClientError::UnknownVisit
            | ClientError::UnknownItem
            | ClientError::NotAllowed
            | ClientError::Store(StoreError::Full),
        ) => Ok(None),
        Err(other) => Err(format!("unexpected: {other:?}")),
    }
}
