//! A server with a network on it, and devices that speak to it through its router.
//!
//! One school hosts one visit. People: a facilitator, the host's leader, and two observers from elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use fieldwalk_core::clock::{SeededRng, Timestamp, seeded_rng};
use fieldwalk_core::document::{Actor, Document, NewNote, ShareContent, ShareEntry};
use fieldwalk_core::domain::{
    Audience, DebriefStep, DocumentKey, Focus, NoteKind, Role, SharedNote, Shows, Stage, Visit, VisitFacts,
    VisitKind,
};
use fieldwalk_core::ids::{CommandId, DeviceId, ItemId, MemberId, NetworkId, SchoolId, ShareId, VisitId};
use fieldwalk_core::protocol::{
    Chunk, Command, Cursor, ENROL_PATH, EnrolAnswer, EnrolRequest, Keys, Offer, Receipt, SYNC_PATH, Signer,
    SyncAnswer, SyncRequest, VERSION, decode_body, encode_body, enrolment_proof,
};
use fieldwalk_core::testing::{MORNING, ManualClock};
use fieldwalk_server::app::{App, Config, VettingPlace};
use fieldwalk_server::limit::Rates;
use tower::ServiceExt;

/// One server, one network.
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) network: NetworkId,
    pub(crate) host_school: SchoolId,
    pub(crate) facilitator: MemberId,
    pub(crate) host: MemberId,
    pub(crate) ada: MemberId,
    pub(crate) ben: MemberId,
    pub(crate) folder: tempfile::TempDir,
    seeds: std::cell::Cell<u64>,
}

impl World {
    /// With vetting in this process and no rate limits.
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// With another configuration.
    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = ManualClock::at(MORNING);
        let mut config = config(&folder, &clock, 7);
        change(&mut config);
        let app = App::open(config).await.unwrap();
        let admin = app.admin();
        let network = admin.create_network("North").await.unwrap();
        let host_school = admin.add_school(network, "Hillside").await.unwrap();
        let elsewhere = admin.add_school(network, "Lakeside").await.unwrap();
        let facilitator = admin.add_member(network, "Fay", Role::Facilitator, None).await.unwrap();
        let host = admin.add_member(network, "Hal", Role::Leader, Some(host_school)).await.unwrap();
        let ada = admin.add_member(network, "Ada", Role::Leader, Some(elsewhere)).await.unwrap();
        let ben = admin.add_member(network, "Ben", Role::Coach, None).await.unwrap();
        Self { app, clock, network, host_school, facilitator, host, ada, ben, folder, seeds: 1000.into() }
    }

    /// Closes the server and opens it again on the same folder.
    pub(crate) async fn reopened(self, between: impl FnOnce(&std::path::Path)) -> Self {
        let Self { app, clock, network, host_school, facilitator, host, ada, ben, folder, seeds } = self;
        drop(app);
        between(folder.path());
        let app = App::open(config(&folder, &clock, seeds.get())).await.unwrap();
        Self { app, clock, network, host_school, facilitator, host, ada, ben, folder, seeds }
    }

    /// Enrols a new device of `member`.
    pub(crate) async fn device(&self, member: MemberId) -> Device {
        let invite = self.app.admin().invite(self.network, member, 1).await.unwrap();
        let mut device = self.stranger(self.network);
        device.enrol(&invite.code).await;
        device
    }

    /// A device that is not enrolled.
    pub(crate) fn stranger(&self, network: NetworkId) -> Device {
        let seed = self.seeds.get();
        self.seeds.set(seed + 1);
        let mut rng = seeded_rng(seed);
        let keys = Keys::generate(&mut rng);
        Device {
            router: self.app.router(),
            actor: Actor::new(keys.device(), &mut rng),
            keys,
            rng,
            network,
            member: MemberId(uuid::Uuid::nil()),
            token: String::new(),
            code: String::new(),
            cursor: None,
            documents: BTreeMap::new(),
        }
    }

    /// A device that went on while the server was away. It opens its store again, so it has a new actor.
    pub(crate) fn returned(&self, away: Away) -> Device {
        let Away { keys, token, cursor, member } = away;
        let mut device = self.stranger(self.network);
        device.actor = Actor::new(keys.device(), &mut device.rng);
        Device { keys, token, cursor, member, ..device }
    }

    /// A visit at the host school, not told to the server yet.
    pub(crate) fn visit(&self, observers: &[MemberId]) -> VisitFacts {
        let seed = self.seeds.get();
        self.seeds.set(seed + 1);
        VisitFacts {
            visit: VisitId::new(MORNING, &mut seeded_rng(seed)),
            kind: VisitKind::SchoolVisit,
            host_school: self.host_school,
            date: jiff::civil::date(2026, 11, 21),
            stage: Stage::Walking,
            debrief_step: DebriefStep::default(),
            names_observers: false,
            shows: Shows::default(),
            audience: Audience::default(),
            is_response_published: false,
            releases: 0,
            observers: observers.iter().copied().collect(),
        }
    }
}

fn config(folder: &tempfile::TempDir, clock: &Arc<ManualClock>, seed: u64) -> Config {
    Config {
        clock: clock.clone(),
        seed: Some(seed),
        vetting: VettingPlace::InProcess,
        rates: Rates::NONE,
        ..Config::new(folder.path().join("data"))
    }
}

/// One installation of a client, as far as the server can tell.
pub(crate) struct Device {
    pub(crate) router: axum::Router,
    pub(crate) keys: Keys,
    pub(crate) network: NetworkId,
    pub(crate) member: MemberId,
    pub(crate) token: String,
    /// The invite it used last.
    pub(crate) code: String,
    pub(crate) cursor: Option<Cursor>,
    /// What it wrote and what it pulled.
    pub(crate) documents: BTreeMap<DocumentKey, Document>,
    pub(crate) rng: SeededRng,
    actor: Actor,
}

/// What a device keeps while the server is closed.
#[derive(Clone)]
pub(crate) struct Away {
    keys: Keys,
    token: String,
    pub(crate) cursor: Option<Cursor>,
    member: MemberId,
}

impl Device {
    /// Lets go of the server.
    pub(crate) fn away(self) -> Away {
        Away { keys: self.keys, token: self.token, cursor: self.cursor, member: self.member }
    }

    pub(crate) fn id(&self) -> DeviceId {
        self.keys.device()
    }

    pub(crate) fn enrol_request(&self, code: &str) -> EnrolRequest {
        EnrolRequest {
            code: code.to_owned(),
            device_name: "a phone".to_owned(),
            public_key: self.keys.public(),
            proof: enrolment_proof(code, &self.keys),
        }
    }

    pub(crate) async fn enrol(&mut self, code: &str) -> EnrolAnswer {
        let answer = post(&self.router, ENROL_PATH, "", encode_body(&self.enrol_request(code))).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let answer: EnrolAnswer = decode_body(&bytes(answer).await).unwrap();
        self.token = answer.token.clone();
        self.code = code.to_owned();
        self.member = answer.member;
        answer
    }

    /// A command to create or change a visit.
    pub(crate) fn put_visit(&mut self, facts: &VisitFacts) -> Offer {
        self.command(Command::PutVisit(facts.clone()))
    }

    pub(crate) fn set_stage(&mut self, visit: VisitId, stage: Stage) -> Offer {
        self.command(Command::SetStage(visit, stage))
    }

    /// A command of any kind.
    pub(crate) fn command(&mut self, wish: Command) -> Offer {
        Offer::Command(CommandId::new(MORNING, &mut self.rng), wish)
    }

    /// Gives one command. Returns its receipt.
    pub(crate) async fn ask_for(&mut self, wish: Command) -> Receipt {
        let offer = self.command(wish);
        self.sync(vec![offer]).await[0]
    }

    pub(crate) fn document(&mut self, key: DocumentKey) -> &mut Document {
        let actor = self.actor;
        self.documents.entry(key).or_insert_with(|| Document::new(key, &actor))
    }

    /// Writes a note into its notebook.
    pub(crate) fn note(&mut self, visit: VisitId, text: &str) -> Chunk {
        let key = DocumentKey::Notebook(visit, self.member);
        let bytes = self.note_in(key, text);
        self.signed(key, bytes)
    }

    /// The change that a note makes in a notebook, whosoever.
    pub(crate) fn note_in(&mut self, key: DocumentKey, text: &str) -> Vec<u8> {
        let id = ItemId::new(MORNING, &mut self.rng);
        let note = NewNote {
            slot: None,
            kind: NoteKind::Verbatim,
            focus: Focus::Teacher,
            look_fors: Default::default(),
            text: text.to_owned(),
            observed_at: MORNING,
        };
        self.document(key).add_note(id, &note, MORNING).unwrap().unwrap()
    }

    /// Shares a note of this text.
    pub(crate) fn share(&mut self, visit: VisitId, text: &str) -> Chunk {
        let key = DocumentKey::Contribution(visit, self.member);
        let ids = (ShareId::new(MORNING, &mut self.rng), ItemId::new(MORNING, &mut self.rng));
        let note = SharedNote {
            kind: NoteKind::Verbatim,
            focus: Focus::Teacher,
            look_fors: Default::default(),
            text: text.to_owned(),
            reworded_at: None,
            attachments: Vec::new(),
        };
        let content = ShareContent::Note(note);
        let entry = ShareEntry { slot: None, room: None, observed_at: MORNING, content };
        let changes = self.document(key).share(&[(ids.0, ids.1, entry)], MORNING).unwrap();
        self.signed(key, changes.concat())
    }

    /// Writes the plan of a visit.
    pub(crate) fn plan(&mut self, visit: VisitId, question: &str) -> Chunk {
        let key = DocumentKey::Visit(visit);
        let plan = Visit { problem_of_practice: question.to_owned(), ..Visit::default() };
        let bytes = self.document(key).plan(&plan, MORNING).unwrap().unwrap();
        self.signed(key, bytes)
    }

    pub(crate) fn signed(&self, key: DocumentKey, bytes: Vec<u8>) -> Chunk {
        Chunk::sign(self.network, key, bytes, Signer::Device(self.id()), &self.keys)
    }

    pub(crate) fn request(&self, offers: Vec<Offer>) -> SyncRequest {
        SyncRequest {
            version: VERSION,
            cursor: self.cursor,
            offers,
            questions: Vec::new(),
            repair: Vec::new(),
            declarations: Vec::new(),
        }
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: &SyncRequest) -> Response<Body> {
        post(&self.router, SYNC_PATH, &self.token, encode_body(request)).await
    }

    /// Asks once and takes the answer as a client would: documents and cursor together.
    pub(crate) async fn ask(&mut self, request: &SyncRequest) -> SyncAnswer {
        let response = self.send(request).await;
        assert_eq!(response.status(), StatusCode::OK);
        let answer: SyncAnswer = decode_body(&bytes(response).await).unwrap();
        for page in &answer.documents {
            for held in &page.chunks {
                self.document(page.document).apply(&held.chunk.bytes).unwrap();
            }
        }
        self.cursor = Some(answer.cursor);
        answer
    }

    /// Gives `offers` and pulls what there is, all pages. Returns the receipts.
    pub(crate) async fn sync(&mut self, offers: Vec<Offer>) -> Vec<Receipt> {
        let request = self.request(offers);
        let mut answer = self.ask(&request).await;
        let receipts = std::mem::take(&mut answer.receipts);
        while answer.more {
            let request = self.request(Vec::new());
            answer = self.ask(&request).await;
        }
        receipts
    }

    /// Gives one chunk. Returns its receipt.
    pub(crate) async fn push(&mut self, chunk: Chunk) -> Receipt {
        self.sync(vec![Offer::Chunk(chunk)]).await[0]
    }

    /// Texts of the notes in a notebook as this device has it.
    pub(crate) fn texts(&self, key: DocumentKey) -> Vec<String> {
        let Some(document) = self.documents.get(&key) else { return Vec::new() };
        let mut texts: Vec<String> = match key {
            DocumentKey::Notebook(..) => document.notebook().notes.into_values().map(|note| note.text).collect(),
            _ => document.contribution().notes.into_values().map(|shared| shared.item.text).collect(),
        };
        texts.sort();
        texts
    }
}

pub(crate) async fn post(router: &axum::Router, path: &str, token: &str, body: Vec<u8>) -> Response<Body> {
    let request = Request::post(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
    router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap()
}

pub(crate) async fn get(router: &axum::Router, path: &str, token: &str) -> Response<Body> {
    let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
    router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

pub(crate) async fn bytes(response: Response<Body>) -> Bytes {
    to_bytes(response.into_body(), usize::MAX).await.unwrap()
}

/// The status and the name of the problem.
pub(crate) async fn problem(response: Response<Body>) -> (u16, String) {
    let status = response.status().as_u16();
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
    let body: serde_json::Value = serde_json::from_slice(&bytes(response).await).unwrap();
    assert_eq!(body["status"], status);
    assert!(body["title"].is_string() && body["detail"].is_string());
    let name = body["type"].as_str().unwrap().strip_prefix("urn:fieldwalk:problem:").unwrap();
    (status, name.to_owned())
}

pub(crate) fn is_held(receipt: &Receipt) -> bool {
    matches!(receipt, Receipt::Held(_))
}

/// A moment after all tests begin.
pub(crate) fn later(minutes: u32) -> Timestamp {
    MORNING.plus_minutes(minutes)
}
