//! A network on a real server, with a facilitator's phone and a planned visit: where most end-to-end tests begin.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use fieldwalk_core::clock::{Clock, SystemClock, Timestamp, system_rng};
use fieldwalk_core::domain::{LookFor, Room, Slot, Stage, Team, Visit, VisitFacts, VisitKind};
use fieldwalk_core::ids::{LookForId, MemberId, NetworkId, RoomId, SchoolId, SlotId, TeamId, VisitId};
use serde_json::Value;
use tempfile::TempDir;

use crate::device::{Device, http};
use crate::process::{Server, fieldwalk};

/// Rooms of the visit, and slots of its one team.
const ROOMS: u32 = 4;

/// A network with one visit, ready to be walked.
pub struct Scene {
    /// The server; a test that kills it puts the next one here.
    pub server: Server,
    /// The network.
    pub network: NetworkId,
    /// The facilitator's phone, which planned the visit.
    pub facilitator: Device,
    /// The leader of the school that hosts.
    pub host: MemberId,
    /// The invited observers.
    pub observers: Vec<MemberId>,
    /// The visit.
    pub visit: VisitId,
    /// The observers' slots, in order.
    pub slots: Vec<SlotId>,
    http: reqwest::Client,
    folder: TempDir,
}

impl Scene {
    /// A network with so many observers.
    pub async fn new(observers: usize) -> Self {
        Self::on(TempDir::new().expect("a temporary folder"), http(), &[], observers).await
    }

    /// As [`Scene::new`], in `folder`, with phones that use `http` and a server started with `arguments`.
    pub async fn on(folder: TempDir, http: reqwest::Client, arguments: &[&OsStr], observers: usize) -> Self {
        let server = Server::start_with(&folder.path().join("data"), arguments);
        let network = id::<NetworkId>(&server.first()["network"]);
        let cli = Cli { data: server.data().to_owned(), network };
        let school: SchoolId = id(&cli.network_command(&["add-school", "Hillside"])["school"]);
        let host = cli.add_member("Head Hill", "leader", Some(school));
        let observers: Vec<_> =
            (1..=observers).map(|number| cli.add_member(&format!("Observer {number}"), "coach", None)).collect();

        let facilitator = Device::open(&folder.path().join("facilitator.fieldwalk"), &http);
        let code = server.first()["invite"].as_str().expect("the first start shows an invite");
        facilitator.enrol(server.url(), code).await.expect("the first invite is good");
        facilitator.sync_all(server.url()).await;

        let (facts, plan, slots) = planned(school, &observers);
        facilitator.client.plan_visit(&facts, &plan).expect("a facilitator may plan");
        facilitator.sync_all(server.url()).await;
        Self { server, network, facilitator, host, observers, visit: facts.visit, slots, http, folder }
    }

    /// Where the server listens.
    pub fn url(&self) -> &str {
        self.server.url()
    }

    /// A path in this scene's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A new phone of `member` in the file `name`, enrolled and synced.
    pub async fn phone(&self, name: &str, member: MemberId) -> Device {
        let phone = self.unenrolled(name);
        phone.enrol(self.url(), &self.invite(member)).await.expect("the invite is good");
        phone.sync_all(self.url()).await;
        phone
    }

    /// A new phone that knows no network yet.
    pub fn unenrolled(&self, name: &str) -> Device {
        self.open(&self.path(&format!("{name}.fieldwalk")))
    }

    /// The phone whose profile is in the file `path`.
    pub fn open(&self, path: &Path) -> Device {
        Device::open(path, &self.http)
    }

    /// A new invite for `member`.
    pub fn invite(&self, member: MemberId) -> String {
        let member = member.to_string();
        let invite = self.cli().run(&["invite"], &["--member", &member]);
        invite["code"].as_str().expect("an invite has a code").to_owned()
    }

    /// The command line on this network.
    pub fn cli(&self) -> Cli {
        Cli { data: self.server.data().to_owned(), network: self.network }
    }

    /// Starts the server, which has ended, again on the same data.
    pub fn restart(&mut self) {
        self.server = Server::start(self.server.data());
    }

    /// Starts the server, which has ended, again on the same data and at the same address: a page in a browser goes on.
    pub fn come_back(&mut self) {
        let address = self.url().trim_start_matches("http://").to_owned();
        self.server = Server::start_at(self.server.data(), &address, &[]);
    }

    /// Has the server end in order, does `work` on the folder of its data, and starts it again.
    pub fn while_stopped(&mut self, work: impl FnOnce(&Path)) {
        self.server.ask_to_stop();
        assert!(self.server.ended().success(), "the server did not end in order");
        work(self.server.data());
        self.restart();
    }
}

/// The command line on one network.
pub struct Cli {
    data: PathBuf,
    network: NetworkId,
}

impl Cli {
    /// Runs `fieldwalk <command> --data … --network … <rest>`.
    pub fn run(&self, command: &[&str], rest: &[&str]) -> Value {
        let network = self.network.to_string();
        let of = [OsStr::new("--data"), self.data.as_os_str(), OsStr::new("--network"), OsStr::new(&network)];
        let arguments: Vec<&OsStr> =
            command.iter().map(OsStr::new).chain(of).chain(rest.iter().map(OsStr::new)).collect();
        fieldwalk(&arguments)
    }

    /// Removes a member.
    pub fn remove_member(&self, member: MemberId) {
        self.run(&["network", "remove-member"], &["--member", &member.to_string()]);
    }

    fn network_command(&self, words: &[&str]) -> Value {
        self.run(&[&["network"], words].concat(), &[])
    }

    fn add_member(&self, name: &str, role: &str, school: Option<SchoolId>) -> MemberId {
        let school = school.map(|school| school.to_string());
        let at: Vec<&str> = school.iter().flat_map(|school| ["--school", school]).collect();
        id(&self.run(&["network", "add-member", name], &[&["--role", role], at.as_slice()].concat())["member"])
    }
}

fn id<T: FromStr<Err: std::fmt::Debug>>(value: &Value) -> T {
    value.as_str().expect("an id is text").parse().expect("the server prints ids as it reads them")
}

/// A visit of one team through [`ROOMS`] rooms.
fn planned(school: SchoolId, observers: &[MemberId]) -> (VisitFacts, Visit, Vec<SlotId>) {
    let (now, mut rng) = (SystemClock.now(), system_rng().expect("the system has randomness"));
    let team = TeamId::new(now, &mut rng);
    let rooms: Vec<RoomId> = (0..ROOMS).map(|_| RoomId::new(now, &mut rng)).collect();
    let slots: Vec<SlotId> = (0..ROOMS).map(|_| SlotId::new(now, &mut rng)).collect();
    let look_for = LookFor { name: "Students explain".into(), ..LookFor::default() };
    let room = |(number, id): (u32, &RoomId)| (*id, Room { code: format!("Room {number}"), ..Room::default() });
    let slot = |((number, id), room): ((u32, &SlotId), &RoomId)| {
        let starts_at = now.plus_minutes(12 * number);
        (*id, Slot { team, room: *room, starts_at, minutes: 10 })
    };
    let plan = Visit {
        problem_of_practice: "How do students explain their thinking?".into(),
        look_fors: BTreeMap::from([(LookForId::new(now, &mut rng), look_for)]),
        rooms: (1..).zip(&rooms).map(room).collect(),
        teams: BTreeMap::from([(team, Team { name: "Team 1".into() })]),
        team_members: observers.iter().map(|observer| (*observer, team)).collect(),
        slots: (1..).zip(&slots).zip(&rooms).map(slot).collect(),
        ..Visit::default()
    };
    let (visit, day) = (VisitId::new(now, &mut rng), today(now));
    let observers = observers.iter().copied().collect();
    let planned = VisitFacts::planned(visit, VisitKind::InFieldNetwork, school, day, observers);
    let facts = VisitFacts { stage: Stage::Walking, ..planned };
    (facts, plan, slots)
}

/// The day where this machine is: visits of today are what a phone opens with.
fn today(now: Timestamp) -> jiff::civil::Date {
    let now = jiff::Timestamp::from_millisecond(now.0).expect("the clock is within the calendar");
    now.to_zoned(jiff::tz::TimeZone::system()).date()
}
