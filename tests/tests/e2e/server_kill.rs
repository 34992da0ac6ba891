//! Promises 1 and 4 on the server: kill -9 in the middle of several phones' pushes makes no receipt untrue, and in the
//! end everybody has everything once.

use std::sync::{Arc, Mutex};

use fieldwalk_core::clock::seeded_rng;
use fieldwalk_core::driver::{HttpTransport, Transport};
use fieldwalk_core::ids::{NetworkId, VisitId};
use fieldwalk_core::protocol::{ChunkHash, Offer, Receipt, SyncAnswer, SyncRequest, VERSION};
use fieldwalk_core::sync::Failure;
use fieldwalk_tests::device::Device;
use fieldwalk_tests::process::fieldwalk;
use fieldwalk_tests::scene::Scene;
use rand::RngExt;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;

const KILLS: u64 = 50;
const AUTHORS: usize = 4;
/// Requests begun and answered before the kill, at most, over all phones.
const MOMENTS_MAX: usize = 16;
/// Turns of the runtime after the last of those moments, at most: a request is then anywhere in the server.
const TURNS_MAX: usize = 500;

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_in_the_middle_of_pushes_has_kept_every_receipt() {
    let mut scene = Scene::new(AUTHORS).await;
    let mut authors = Vec::new();
    for (number, observer) in scene.observers.iter().enumerate() {
        let phone = scene.phone(&format!("phone {number}"), *observer).await;
        authors.push(Arc::new(Author { number, phone, words: Mutex::default() }));
    }
    let mut rng = seeded_rng(50);
    let held = Arc::new(Mutex::new(Vec::new()));
    for kill in 0..KILLS {
        let (moment, mut happened) = unbounded_channel();
        let mut pushes = JoinSet::new();
        for author in &authors {
            let inner = author.phone.transport(scene.url());
            let recorder = Recorder { inner, network: scene.network, moment: moment.clone(), held: held.clone() };
            pushes.spawn(author.clone().push_until_cut_off(scene.visit, recorder));
        }
        for _ in 0..rng.random_range(1..=MOMENTS_MAX) {
            happened.recv().await.unwrap();
        }
        for _ in 0..rng.random_range(0..=TURNS_MAX) {
            tokio::task::yield_now().await;
        }
        scene.server.kill();
        pushes.join_all().await;
        scene.restart();
        let held = held.lock().unwrap().clone();
        assert_all_held(&scene, held, kill).await;
    }
    assert_everybody_has_everything_once(&scene, authors).await;
}

/// Asks the server whether it holds what it ever said that it held.
async fn assert_all_held(scene: &Scene, held: Vec<ChunkHash>, kill: u64) {
    let request = SyncRequest {
        version: VERSION,
        cursor: None,
        offers: vec![],
        questions: held,
        repair: vec![],
        declarations: vec![],
    };
    let answer = scene.facilitator.transport(scene.url()).sync(&request).await.unwrap();
    assert_eq!(answer.lacking, [], "kill {kill}: receipts that are not true any more");
}

async fn assert_everybody_has_everything_once(scene: &Scene, authors: Vec<Arc<Author>>) {
    let mut shared = Vec::new();
    for author in authors {
        author.phone.sync_all(scene.url()).await;
        let next = scene.phone(&format!("next phone {}", author.number), scene.observers[author.number]).await;
        let words = author.words.lock().unwrap();
        assert!(words.written.len() as u64 > KILLS, "too few notes to mean anything: {}", words.written.len());
        assert_eq!(author.phone.texts(scene.visit), words.written);
        assert_eq!(next.texts(scene.visit), words.written);
        shared.extend_from_slice(&words.shared);
    }
    shared.sort();
    scene.facilitator.sync_all(scene.url()).await;
    assert_eq!(scene.facilitator.shared_texts(scene.visit), shared);
    fieldwalk(&["check", "--data", scene.server.data().to_str().unwrap()]);
}

struct Author {
    number: usize,
    phone: Device,
    words: Mutex<Words>,
}

/// What was confirmed to the author, in order.
#[derive(Default)]
struct Words {
    written: Vec<String>,
    shared: Vec<String>,
}

impl Author {
    /// Writes a note, shares every third one, syncs; and again until the server is gone.
    async fn push_until_cut_off(self: Arc<Self>, visit: VisitId, recorder: Recorder) {
        loop {
            self.write(visit);
            match self.phone.sync_over(&recorder).await.failure {
                None => {}
                // It may be that the kill comes so late that the server has had enough of us.
                Some(Failure::NoConnection | Failure::Wait(_)) => return,
                Some(other) => panic!("the server was there and said: {other}"),
            }
        }
    }

    fn write(&self, visit: VisitId) {
        let mut words = self.words.lock().unwrap();
        let count = words.written.len();
        let text = format!("S: note {count} of observer {}", self.number);
        let item = self.phone.note(visit, &text);
        words.written.push(text.clone());
        if count.is_multiple_of(3) {
            self.phone.client.share(visit, &[item]).unwrap();
            words.shared.push(text);
        }
    }
}

/// Remembers every receipt that reached a phone, and tells when a request begins and when it is answered.
struct Recorder {
    inner: HttpTransport,
    network: NetworkId,
    moment: UnboundedSender<()>,
    held: Arc<Mutex<Vec<ChunkHash>>>,
}

impl Transport for Recorder {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncAnswer, Failure> {
        self.moment.send(()).unwrap();
        let answer = self.inner.sync(request).await?;
        self.moment.send(()).unwrap();
        for (offer, receipt) in request.offers.iter().zip(&answer.receipts) {
            if let (Offer::Chunk(chunk), Receipt::Held(_)) = (offer, receipt) {
                self.held.lock().unwrap().push(chunk.hash(self.network));
            }
        }
        Ok(answer)
    }
}
