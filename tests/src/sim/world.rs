//! What happens: people write, share, sync; phones die; rights come and go; old copies are restored.

use std::path::PathBuf;
use std::sync::Arc;

use fieldwalk_core::client::{DraftPlace, ExportScope, NoteMarks, SyncStep};
use fieldwalk_core::clock::{SeededRng, seeded_rng};
use fieldwalk_core::document::{NewNote, NewTally, NoteEdit};
use fieldwalk_core::domain::{Focus, NoteKind, Role, Stage, VisitFacts, VisitKind};
use fieldwalk_core::ids::{ItemId, MemberId, NetworkId, VisitId};
use fieldwalk_core::protocol::SyncRequest;
use fieldwalk_core::sync::{Event, Failure};
use fieldwalk_core::testing::{ByHand, MORNING, ManualClock};
use rand::RngExt;
use rand::seq::IndexedRandom;

use super::ledger::Ledger;
use super::link::{Fate, fate};
use super::phone::Phone;
use super::server::Server;
use super::{Broken, Sabotage, checks};

/// What to simulate.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Everything that happens follows from it.
    pub seed: u64,
    /// How many things happen before it calms down.
    pub steps: usize,
    /// A promise to break.
    pub sabotage: Option<Sabotage>,
}

/// What happened, for comparing two runs of one seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// One line a step.
    pub lines: Vec<String>,
    /// Items written.
    pub items: usize,
}

pub(super) struct World {
    pub(super) rng: SeededRng,
    pub(super) clock: Arc<ManualClock>,
    pub(super) folder: tempfile::TempDir,
    pub(super) server: Server,
    pub(super) network: NetworkId,
    pub(super) visit: VisitId,
    pub(super) facts: VisitFacts,
    /// The first is the facilitator's, the second the host's; the others are observers', some with two.
    pub(super) phones: Vec<Phone>,
    pub(super) ledger: Ledger,
    sabotage: Option<Sabotage>,
    trouble: f64,
    restores_server: bool,
    server_copies: Vec<PathBuf>,
    /// Requests that are still on their way; they die with the server's process.
    delayed: Vec<(String, SyncRequest)>,
    lines: Vec<String>,
}

/// Runs one seed to its end.
///
/// # Errors
/// The promise that did not hold.
pub fn run(options: Options) -> Result<Story, Broken> {
    let mut world = World::new(options)?;
    for _ in 0..options.steps {
        world.step()?;
    }
    world.calm_down()?;
    checks::all(&mut world).map_err(|broken| format!("{broken}\n{}", world.lines.join("\n")))?;
    Ok(Story { lines: world.lines, items: world.ledger.len() })
}

impl World {
    fn new(options: Options) -> Result<Self, Broken> {
        let mut rng = seeded_rng(options.seed);
        // A folder in memory where there is one: nothing here is about power cuts.
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.map_err(|error| error.to_string())?;
        let clock = ManualClock::at(MORNING);
        let server = Server::start(folder.path().join("server"), clock.clone(), options.seed)?;
        let admin = server.app().admin();
        let (network, facts, members) = server
            .runtime
            .block_on(async {
                let network = admin.create_network("North").await?;
                let school = admin.add_school(network, "Hillside").await?;
                let elsewhere = admin.add_school(network, "Lakeside").await?;
                let facilitator = admin.add_member(network, "Fay Olsen", Role::Facilitator, None).await?;
                let host = admin.add_member(network, "Hugo Brandt", Role::Leader, Some(school)).await?;
                let mut members = vec![facilitator, host];
                for number in 0..rng.random_range(2..5) {
                    let name = format!("Observer {number}");
                    members.push(admin.add_member(network, &name, Role::Leader, Some(elsewhere)).await?);
                }
                let facts = VisitFacts {
                    visit: VisitId::new(MORNING, &mut rng),
                    kind: VisitKind::InFieldNetwork,
                    host_school: school,
                    date: jiff::civil::date(2026, 11, 21),
                    stage: Stage::Planned,
                    names_observers: false,
                    observers: members[2..].iter().copied().collect(),
                };
                Ok::<_, fieldwalk_server::service::admin::NotDone>((network, facts, members))
            })
            .map_err(|error| format!("set-up: {error}"))?;
        let mut world = Self {
            restores_server: rng.random_bool(0.5),
            trouble: *[0.0, 0.1, 0.5].choose(&mut rng).expect("three"),
            rng,
            clock,
            folder,
            server,
            network,
            visit: facts.visit,
            facts,
            phones: Vec::new(),
            ledger: Ledger::default(),
            sabotage: options.sabotage,
            server_copies: Vec::new(),
            delayed: Vec::new(),
            lines: Vec::new(),
        };
        for member in members {
            world.add_phone(member)?;
            if world.phones.len() > 2 && world.rng.random_bool(0.3) {
                world.add_phone(member)?;
            }
        }
        let plan = ByHand::new(0).plan;
        world.sync_well(0)?;
        planned_ok(world.phones[0].client().plan_visit(&world.facts, &plan), "planning")?;
        for phone in 0..world.phones.len() {
            world.sync_well(phone)?;
        }
        Ok(world)
    }

    /// A new phone for `member`, enrolled.
    pub(super) fn add_phone(&mut self, member: MemberId) -> Result<usize, Broken> {
        let index = self.phones.len();
        let path = self.folder.path().join(format!("phone-{index}.fieldwalk"));
        let seed = self.rng.random_range(0..1 << 60);
        self.phones.push(Phone::new(path, member, self.clock.clone(), seed)?);
        self.enrol(index)?;
        Ok(index)
    }

    fn enrol(&mut self, index: usize) -> Result<(), Broken> {
        let phone = &self.phones[index];
        let code = self.server.invite(self.network, phone.member)?;
        let answer = self.server.enrol(&phone.client().enrol_request(&code, "phone"))?;
        planned_ok(phone.client().enrolled("http://sim", &answer).map(drop), "enrolling")
    }

    fn step(&mut self) -> Result<(), Broken> {
        self.clock.advance(self.rng.random_range(0..20 * 60_000));
        let index = self.rng.random_range(0..self.phones.len());
        let line = match self.rng.random_range(0..100) {
            0..25 => self.write_note(index)?,
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

    fn late_request(&mut self) -> String {
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
        self.sync(0)?;
        Ok("rights changed".into())
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

    /// Syncs over the bad link, perhaps dying in between.
    fn sync(&mut self, index: usize) -> Result<String, Broken> {
        if self.sabotage == Some(Sabotage::ContainerMadeByIntent) && self.rng.random_bool(0.2) {
            self.make_container(index)?;
        }
        self.sync_with(index, self.trouble)
    }

    pub(super) fn sync_well(&mut self, index: usize) -> Result<String, Broken> {
        self.sync_with(index, 0.0)
    }

    fn sync_with(&mut self, index: usize, trouble: f64) -> Result<String, Broken> {
        let mut step = self.phones[index].client().sync_step(Event::Asked);
        for _ in 0..200 {
            let request = match step {
                SyncStep::Done { report, .. } => return Ok(format!("synced: {report:?}")),
                SyncStep::Send(request) => *request,
            };
            if trouble > 0.0 && self.rng.random_bool(0.05) {
                self.phones[index].restart()?;
                return Ok("died before sending".into());
            }
            let event = self.exchange(index, request, trouble);
            if trouble > 0.0 && self.rng.random_bool(0.05) {
                self.phones[index].restart()?;
                return Ok("died before the answer was stored".into());
            }
            step = self.phones[index].client().sync_step(event);
        }
        Err(format!("phone {index}: a sync does not end"))
    }

    fn exchange(&mut self, index: usize, request: SyncRequest, trouble: f64) -> Event {
        let token = self.phones[index].client().profile().map(|profile| profile.token).unwrap_or_default();
        let answer = match fate(&mut self.rng, trouble) {
            Fate::Delivered => self.deliver(&token, request),
            Fate::Repeated => {
                let _ = self.deliver(&token, request.clone());
                self.deliver(&token, request)
            }
            Fate::RequestLost => Err(Failure::NoConnection),
            Fate::AnswerLost => {
                let _ = self.deliver(&token, request);
                Err(Failure::NoConnection)
            }
            Fate::Delayed => {
                self.delayed.push((token, request));
                Err(Failure::NoConnection)
            }
        };
        answer.map_or_else(Event::Failed, |answer| Event::Answered(Box::new(answer)))
    }

    fn deliver(
        &mut self,
        token: &str,
        mut request: SyncRequest,
    ) -> Result<fieldwalk_core::protocol::SyncAnswer, Failure> {
        let Some(sabotage) = self.sabotage else { return self.server.sync(token, &request) };
        let swallowed = self.rng.random_bool(0.3).then(|| sabotage.swallow(&mut request)).flatten();
        let mut answer = self.server.sync(token, &request)?;
        if let Some(place) = swallowed {
            Sabotage::lie(&mut answer, place);
        }
        sabotage.forget_grants(&mut answer, request.cursor);
        Ok(answer)
    }

    fn make_container(&mut self, index: usize) -> Result<(), Broken> {
        let phone = &self.phones[index];
        let key = fieldwalk_core::domain::DocumentKey::Notebook(self.visit, phone.member);
        let change = Sabotage::container(phone.client().device().as_bytes());
        expected(phone.client().keep_foreign_change(key, &change)).map(drop)
    }

    /// The link heals, disks have room again, everybody signed out is invited again, and all sync until nothing moves.
    fn calm_down(&mut self) -> Result<(), Broken> {
        while !self.delayed.is_empty() {
            self.late_request();
        }
        self.server.keep_house()?;
        for index in 0..self.phones.len() {
            planned_ok(self.phones[index].client().limit_storage(None), "making room")?;
            self.enrol(index)?;
        }
        for round in 0..4 {
            for index in 0..self.phones.len() {
                let line = self.sync_well(index)?;
                self.lines.push(format!("calm {round}: phone {index}: {line}"));
            }
        }
        Ok(())
    }
}

/// An outcome that a person can meet is fine; anything else breaks a promise.
fn expected<T>(result: Result<T, fieldwalk_core::client::ClientError>) -> Result<Option<T>, Broken> {
    use fieldwalk_core::client::ClientError;
    use fieldwalk_core::store::StoreError;
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

fn planned_ok(result: Result<(), fieldwalk_core::client::ClientError>, what: &str) -> Result<(), Broken> {
    result.map_err(|error| format!("{what}: {error:?}"))
}
