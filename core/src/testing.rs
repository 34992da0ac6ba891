//! For tests of this and other crates: a clock that moves by hand, a place for secrets, and a network whose facts are
//! made by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;

use crate::client::{Client, Secret, SecretStore, SecretsUnavailable, SyncStep};
use crate::clock::{Clock, Timestamp, seeded_rng};
use crate::domain::{
    Audience, DebriefStep, DeviceFacts, Facts, LookFor, Member, Role, Room, School, Shows, Slot, Stage, Team,
    Visit, VisitFacts, VisitKind,
};
use crate::ids::{HistoryId, LookForId, MemberId, NetworkId, RoomId, SchoolId, SlotId, TeamId, VisitId};
use crate::protocol::{Cursor, EnrolAnswer, Keys, Receipt, SyncAnswer, VERSION};
use crate::sync::Event;

/// A clock that moves only by hand.
#[derive(Debug, Default)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock that stands at `now`.
    pub fn at(now: Timestamp) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(now.0)))
    }

    /// Moves it by `millis`, also backwards.
    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::Relaxed);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

/// A place for secrets in memory.
#[derive(Default)]
pub struct SecretsInMemory(pub Mutex<BTreeMap<Secret, Vec<u8>>>);

impl SecretStore for SecretsInMemory {
    fn get(&self, secret: Secret) -> Result<Option<Vec<u8>>, SecretsUnavailable> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&secret).cloned())
    }

    fn put(&self, secret: Secret, value: &[u8]) -> Result<(), SecretsUnavailable> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(secret, value.to_vec());
        Ok(())
    }
}

/// The morning of the visit that [`ByHand`] plans.
pub const MORNING: Timestamp = Timestamp(1_795_251_600_000);

/// A photograph of about so many bytes, no two of different `number` the same. Beside the picture stands what [`PLACE`]
/// says.
pub fn photograph(number: u8, size_bytes: usize) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xfe\x00\x16".to_vec();
    bytes.extend(PLACE);
    bytes.extend(b"\xff\xda\x00\x03\x01");
    bytes.extend((0..size_bytes).map(|n| (n % 251) as u8 ^ (number & 1)));
    bytes.push(number / 2);
    bytes.extend(b"\xff\xd9");
    bytes
}

/// Where a [`photograph`] was taken.
pub const PLACE: &[u8; 20] = b"taken in room 12 B!!";

/// A network without a server: facts and receipts are handed to clients as a server would.
#[derive(Debug, Clone)]
pub struct ByHand {
    /// What every client is told.
    pub facts: Facts,
    /// The plan of its one visit: two rooms, one team, one slot in each room.
    pub plan: Visit,
    server: Keys,
}

impl ByHand {
    /// A network with a facilitator (member 1) and `observers` observers (2 ...) on one visit.
    pub fn new(observers: u128) -> Self {
        let school = SchoolId(Uuid::from_u128(900));
        let visit = VisitId(Uuid::from_u128(100));
        let ids: BTreeSet<MemberId> = (2..2 + observers).map(Self::member).collect();
        let person = |id: MemberId, role| Member { id, name: format!("Person {id}"), role, school: None };
        let mut members: BTreeMap<_, _> = ids.iter().map(|id| (*id, person(*id, Role::Coach))).collect();
        members.insert(Self::member(1), person(Self::member(1), Role::Facilitator));
        let facts = Facts {
            network: NetworkId(Uuid::from_u128(1)),
            network_name: "North".into(),
            allows_photographs: false,
            me: Self::member(1),
            schools: BTreeMap::from([(school, School { id: school, name: "Hillside".into() })]),
            members,
            devices: BTreeMap::new(),
            visits: BTreeMap::from([(
                visit,
                VisitFacts {
                    visit,
                    kind: VisitKind::LearningWalk,
                    host_school: school,
                    date: jiff::civil::date(2026, 11, 21),
                    stage: Stage::Walking,
                    debrief_step: DebriefStep::default(),
                    names_observers: false,
                    shows: Shows::default(),
                    audience: Audience::default(),
                    is_response_published: false,
                    releases: 0,
                    observers: ids.clone(),
                },
            )]),
            asks: BTreeMap::new(),
        };
        let team = TeamId(Uuid::from_u128(300));
        let mut plan = Visit {
            problem_of_practice: "How do students explain their thinking?".into(),
            teams: BTreeMap::from([(team, Team { name: "Team 1".into() })]),
            team_members: ids.iter().map(|id| (*id, team)).collect(),
            ..Visit::default()
        };
        plan.look_fors.insert(
            LookForId(Uuid::from_u128(400)),
            LookFor { name: "Students explain".into(), ..LookFor::default() },
        );
        for number in 1..=2 {
            let room = RoomId(Uuid::from_u128(500 + number));
            let code = format!("Room {number}");
            plan.rooms.insert(room, Room { code, ..Room::default() });
            let starts_at = MORNING.plus_minutes(10 * number as u32);
            plan.slots.insert(Self::slot(number), Slot { team, room, starts_at, minutes: 10 });
        }
        Self { facts, plan, server: Keys::generate(&mut seeded_rng(77)) }
    }

    /// The member with this number.
    pub fn member(number: u128) -> MemberId {
        MemberId(Uuid::from_u128(200 + number))
    }

    /// The slot with this number (1 or 2).
    pub fn slot(number: u128) -> SlotId {
        SlotId(Uuid::from_u128(600 + number))
    }

    /// The visit.
    pub fn visit(&self) -> VisitId {
        *self.facts.visits.keys().next().expect("new() put one there")
    }

    /// Opens the profile at `path` and enrols it for a member, if that has not been done.
    pub fn open(&mut self, path: &Path, number: u128, clock: &Arc<ManualClock>, seed: u64) -> Client {
        let (client, _) = Client::open(path, clock.clone(), seeded_rng(seed)).expect("the profile opens");
        self.enrol(&client, number);
        client
    }

    /// Enrols `client` for a member and tells it the facts.
    pub fn enrol(&mut self, client: &Client, number: u128) {
        let member = Self::member(number);
        let public_key = client.enrol_request("", "").public_key;
        self.facts.devices.insert(client.device(), DeviceFacts { member, public_key });
        let answer = EnrolAnswer {
            token: "token".into(),
            device: client.device(),
            member,
            network: self.facts.network,
            network_name: self.facts.network_name.clone(),
            server_key: self.server.public(),
            history: HistoryId(Uuid::from_u128(1)),
        };
        client.enrolled("http://127.0.0.1:9", &answer).expect("the profile takes the answer");
        self.tell(client, member);
    }

    /// Tells `client` the present facts and gives it receipts for all that it offers.
    pub fn tell(&self, client: &Client, member: MemberId) {
        let facts = Facts { me: member, ..self.facts.clone() };
        self.answer(client, |answer| answer.facts = Some(facts));
    }

    /// Lets `client` sync once: everything it offers is held, `change` makes of the answer what it likes.
    ///
    /// # Panics
    /// Where the client is at a sync already.
    #[expect(clippy::panic, reason = "a test that asks in the middle of a sync must fail here")]
    pub fn answer(&self, client: &Client, change: impl FnOnce(&mut SyncAnswer)) {
        let SyncStep::Send(request) = client.sync_step(Event::Asked) else {
            panic!("the client has nothing to ask")
        };
        let mut answer = SyncAnswer {
            version: VERSION,
            restored: false,
            receipts: request.offers.iter().map(|_| Receipt::Held(1)).collect(),
            lacking: Vec::new(),
            facts: None,
            documents: Vec::new(),
            cursor: Cursor { history: HistoryId(Uuid::from_u128(1)), due: 1, number: 1, tag: 1 },
            more: false,
            server_key: self.server.public(),
        };
        change(&mut answer);
        client.sync_step(Event::Answered(Box::new(answer)));
    }
}
