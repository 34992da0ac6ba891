//! Promise 1 and 4 on the server: kill -9 in the middle of several phones' pushes makes no receipt untrue, and in the
//! end everybody has everything once.

use std::cell::RefCell;

use fieldwalk_core::clock::seeded_rng;
use fieldwalk_core::driver::{HttpTransport, Transport};
use fieldwalk_core::ids::{NetworkId, VisitId};
use fieldwalk_core::protocol::{ChunkHash, Offer, Receipt, SyncAnswer, SyncRequest, VERSION};
use fieldwalk_core::sync::Failure;
use fieldwalk_tests::device::Device;
use fieldwalk_tests::process::fieldwalk;
use fieldwalk_tests::scene::Scene;
use futures_util::future::join_all;
use rand::RngExt;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

const KILLS: u64 = 50;
const AUTHORS: usize = 4;
/// Requests begun and answered before the kill, at most, over all phones.
const MOMENTS_MAX: usize = 16;
/// Turns that everybody gets after the last of those moments, at most: a request is then anywhere in the server.
const TURNS_MAX: usize = 200;

#[tokio::test]
async fn a_server_killed_in_the_middle_of_pushes_has_kept_every_receipt() {
    let mut scene = Scene::new(AUTHORS).await;
    let mut authors = Vec::new();
    for (number, observer) in scene.observers.iter().enumerate() {
        let phone = scene.phone(&format!("phone {number}"), *observer).await;
        authors.push(Author { phone, number, written: RefCell::default(), shared: RefCell::default() });
    }
    let mut rng = seeded_rng(50);
    let held = RefCell::new(Vec::new());
    for kill in 0..KILLS {
        let (moments, turns) = (rng.random_range(1..=MOMENTS_MAX), rng.random_range(0..=TURNS_MAX));
        let (moment, mut happened) = unbounded_channel();
        let url = scene.url().to_owned();
        let pushes = join_all(authors.iter().map(|author| {
            let inner = author.phone.transport(&url);
            let recorder = Recorder { inner, network: scene.network, moment: moment.clone(), held: &held };
            author.push_until_cut_off(scene.visit, recorder)
        }));
        let killed = async {
            for _ in 0..moments {
                happened.recv().await.unwrap();
            }
            for _ in 0..turns {
                tokio::task::yield_now().await;
            }
            scene.server.kill();
        };
        tokio::join!(pushes, killed);
        scene.restart();
        let receipts = held.borrow().clone();
        assert_all_held(&scene, receipts, kill).await;
    }

    let mut shared = Vec::new();
    for author in &authors {
        author.phone.sync_all(scene.url()).await;
        shared.extend(author.shared.take());
    }
    for author in &authors {
        let next = scene.phone(&format!("next phone {}", author.number), scene.observers[author.number]).await;
        let written = author.written.take();
        assert!(written.len() as u64 > KILLS, "too few notes to mean anything: {}", written.len());
        assert_eq!(author.phone.texts(scene.visit), written);
        assert_eq!(next.texts(scene.visit), written);
    }
    shared.sort();
    scene.facilitator.sync_all(scene.url()).await;
    assert_eq!(scene.facilitator.shared_texts(scene.visit), shared);
    fieldwalk(&["check", "--data", scene.server.data().to_str().unwrap()]);
}

struct Author {
    phone: Device,
    number: usize,
    /// Every note that was confirmed, in order.
    written: RefCell<Vec<String>>,
    shared: RefCell<Vec<String>>,
}

impl Author {
    /// Writes a note, shares every third one, syncs; and again until the server is gone.
    async fn push_until_cut_off(&self, visit: VisitId, recorder: Recorder<'_>) {
        loop {
            let count = self.written.borrow().len();
            let text = format!("S: note {count} of observer {}", self.number);
            let item = self.phone.note(visit, &text);
            self.written.borrow_mut().push(text.clone());
            if count.is_multiple_of(3) {
                self.phone.client.share(visit, &[item]).unwrap();
                self.shared.borrow_mut().push(text);
            }
            match self.phone.sync_over(&recorder).await.failure {
                None => {}
                Some(Failure::NoConnection) => return,
                Some(other) => panic!("the server was there and said: {other}"),
            }
        }
    }
}

/// Remembers every receipt that reached a phone, and tells when a request begins and when it is answered.
struct Recorder<'a> {
    inner: HttpTransport,
    network: NetworkId,
    moment: UnboundedSender<()>,
    held: &'a RefCell<Vec<ChunkHash>>,
}

impl Transport for Recorder<'_> {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncAnswer, Failure> {
        // Nobody listens any more once the server is killed.
        let _ = self.moment.send(());
        let answer = self.inner.sync(request).await?;
        let _ = self.moment.send(());
        for (offer, receipt) in request.offers.iter().zip(&answer.receipts) {
            if let (Offer::Chunk(chunk), Receipt::Held(_)) = (offer, receipt) {
                self.held.borrow_mut().push(chunk.hash(self.network));
            }
        }
        Ok(answer)
    }
}

/// Asks the server whether it holds what it ever said that it held.
async fn assert_all_held(scene: &Scene, held: Vec<ChunkHash>, kill: u64) {
    let request = SyncRequest { version: VERSION, cursor: None, offers: vec![], questions: held, repair: vec![] };
    let answer = scene.facilitator.transport(scene.url()).sync(&request).await.unwrap();
    assert_eq!(answer.lacking, [], "kill {kill}: receipts that are not true any more");
}
