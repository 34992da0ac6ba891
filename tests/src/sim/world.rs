//! What happens: people write, share, sync; phones die; rights come and go; old copies are restored.

use std::path::PathBuf;
use std::sync::Arc;

use fieldwalk_core::client::SyncStep;
use fieldwalk_core::clock::{SeededRng, seeded_rng};
use fieldwalk_core::domain::{Role, VisitFacts, VisitKind};
use fieldwalk_core::ids::{MemberId, NetworkId, VisitId};
use fieldwalk_core::protocol::SyncRequest;
use fieldwalk_core::sync::{Event, Failure};
use fieldwalk_core::testing::{ByHand, MORNING, ManualClock};
use rand::RngExt;
use rand::seq::IndexedRandom;

use super::ledger::Ledger;
use super::link::{Fate, fate};
use super::phone::Phone;
use super::server::Server;
use super::{Broken, Sabotage, checks, deeds};

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
    pub(super) sabotage: Option<Sabotage>,
    trouble: f64,
    pub(super) restores_server: bool,
    pub(super) server_copies: Vec<PathBuf>,
    /// Requests that are still on their way; they die with the server's process.
    pub(super) delayed: Vec<(String, SyncRequest)>,
    pub(super) lines: Vec<String>,
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
                let (visit, day) = (VisitId::new(MORNING, &mut rng), jiff::civil::date(2026, 11, 21));
                let observers = members[2..].iter().copied().collect();
                let facts = VisitFacts::planned(visit, VisitKind::InFieldNetwork, school, day, observers);
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

    pub(super) fn enrol(&mut self, index: usize) -> Result<(), Broken> {
        let phone = &self.phones[index];
        let code = self.server.invite(self.network, phone.member)?;
        let answer = self.server.enrol(&phone.client().enrol_request(&code, "phone"))?;
        planned_ok(phone.client().enrolled("http://sim", &answer).map(drop), "enrolling")
    }

    /// Syncs over the bad link, perhaps dying in between.
    pub(super) fn sync(&mut self, index: usize) -> Result<String, Broken> {
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

    pub(super) fn make_container(&mut self, index: usize) -> Result<(), Broken> {
        let phone = &self.phones[index];
        let key = fieldwalk_core::domain::DocumentKey::Notebook(self.visit, phone.member);
        let change = Sabotage::container(phone.client().device().as_bytes());
        deeds::expected(phone.client().keep_foreign_change(key, &change)).map(drop)
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

fn planned_ok(result: Result<(), fieldwalk_core::client::ClientError>, what: &str) -> Result<(), Broken> {
    result.map_err(|error| format!("{what}: {error:?}"))
}
