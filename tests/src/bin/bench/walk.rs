//! The default visit, 24 observers with 40 notes each, two thirds of them shared: pushing it and pulling it, through
//! the real server.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use anyhow::Result;
use fieldwalk_core::driver::Transport;
use fieldwalk_core::ids::ItemId;
use fieldwalk_core::protocol::{MEDIA_TYPE, Offer, SYNC_PATH, SyncAnswer, SyncRequest, decode_body, encode_body};
use fieldwalk_core::sync::Failure;
use fieldwalk_tests::device::{Device, http, new_note};
use fieldwalk_tests::scene::Scene;
use tokio::task::JoinSet;

use crate::stopwatch::{median_millis, timed_async};
use crate::table::{Row, aimed, row};
use crate::text;

const OBSERVERS: usize = 24;
const NOTES: usize = 40;
/// What the wire is compared with: the changes of a phone in one piece at this level of zstd.
const LEVEL: i32 = 9;

pub(crate) fn rows() -> Result<Vec<Row>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut rows = runtime.block_on(one_after_the_other())?;
    rows.extend(runtime.block_on(all_at_once())?);
    Ok(rows)
}

/// Each phone pushes alone: time and bytes of one.
async fn one_after_the_other() -> Result<Vec<Row>> {
    let (scene, phones) = walked().await?;
    let (mut pushes, mut pulls) = (Vec::new(), Vec::new());
    let (mut up, mut compressed, mut down, mut requests) = (0, 0, 0, 0);
    for phone in &phones {
        let link = Link::new(phone, scene.url());
        let (report, took) = timed_async(phone.sync_over(&link)).await;
        requests += report.requests;
        pushes.push(took);
        up += link.up.load(Relaxed);
        compressed += link.compressed_changes.load(Relaxed);
    }
    for phone in &phones {
        let link = Link::new(phone, scene.url());
        let (report, took) = timed_async(phone.sync_over(&link)).await;
        requests += report.requests;
        pulls.push(took);
        down += link.down.load(Relaxed);
    }
    let link = Link::new(&scene.facilitator, scene.url());
    let (_, took) = timed_async(scene.facilitator.sync_over(&link)).await;
    let shared = scene.facilitator.shared_texts(scene.visit).len();
    anyhow::ensure!(shared == OBSERVERS * NOTES * 2 / 3, "the visit is not complete: {shared}");
    let per_phone = |bytes: u64| bytes as f64 / OBSERVERS as f64 / 1e3;
    Ok(vec![
        row("a phone pushes its 40 notes, 26 shared", median_millis(pushes), "ms"),
        row("... bytes up", per_phone(up), "kB"),
        aimed("... against its changes compressed in one piece", up as f64 / compressed as f64, "", 1.1),
        row("a phone pulls what others shared since its push", median_millis(pulls), "ms"),
        row("... bytes down", per_phone(down), "kB"),
        row("requests of a phone, to push and to pull", f64::from(requests) / OBSERVERS as f64, ""),
        row("the facilitator pulls the whole visit, 640 shared notes", median_millis(vec![took]), "ms"),
        row("... bytes down", link.down.load(Relaxed) as f64 / 1e3, "kB"),
    ])
}

/// All phones push in the same moment: how much the server takes.
async fn all_at_once() -> Result<Vec<Row>> {
    let (scene, phones) = walked().await?;
    let mut pushes = JoinSet::new();
    let (_, took) = timed_async(async {
        for phone in phones {
            let link = Link::new(&phone, scene.url());
            pushes.spawn(async move { phone.sync_over(&link).await });
        }
        while let Some(report) = pushes.join_next().await {
            assert_eq!(report.expect("no push panics").failure, None);
        }
    })
    .await;
    let changes = (OBSERVERS * (NOTES + 1)) as f64;
    Ok(vec![
        row("24 phones push at once", median_millis(vec![took]), "ms"),
        row("... changes held", changes / took.as_secs_f64(), "/s"),
    ])
}

/// The visit after the walk: everything written, nothing sent.
async fn walked() -> Result<(Scene, Vec<Device>)> {
    let scene = Scene::new(OBSERVERS).await;
    let mut phones = Vec::new();
    for (index, observer) in scene.observers.iter().enumerate() {
        let phone = scene.phone(&format!("phone {index}"), *observer).await;
        let mut items = Vec::new();
        for number in 0..NOTES {
            let mut note = new_note(&text::note(index * NOTES + number, 15));
            note.slot = Some(scene.slots[number * scene.slots.len() / NOTES]);
            items.push(phone.client.add_note(scene.visit, &note)?);
        }
        let shared: Vec<ItemId> = items.into_iter().take(shared_of(index)).collect();
        phone.client.share(scene.visit, &shared)?;
        phones.push(phone);
    }
    Ok((scene, phones))
}

/// 26 or 27 notes, two thirds over all observers.
fn shared_of(index: usize) -> usize {
    NOTES * 2 * (index + 1) / 3 - NOTES * 2 * index / 3
}

/// A link that counts the bodies it carries.
struct Link {
    http: reqwest::Client,
    url: String,
    token: String,
    up: AtomicU64,
    down: AtomicU64,
    /// The offered changes, all of a request compressed in one piece.
    compressed_changes: AtomicU64,
}

impl Link {
    fn new(phone: &Device, url: &str) -> Self {
        let token = phone.client.profile().map(|profile| profile.token).unwrap_or_default();
        let url = format!("{url}{SYNC_PATH}");
        let zero = AtomicU64::default;
        Self { http: http(), url, token, up: zero(), down: zero(), compressed_changes: zero() }
    }
}

impl Transport for Link {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncAnswer, Failure> {
        let body = encode_body(request);
        self.up.fetch_add(body.len() as u64, Relaxed);
        self.compressed_changes.fetch_add(compressed_changes(request), Relaxed);
        let request =
            self.http.post(&self.url).bearer_auth(&self.token).header("content-type", MEDIA_TYPE).body(body);
        let response = request.send().await.map_err(|_| Failure::NoConnection)?;
        let body = response.bytes().await.map_err(|_| Failure::NoConnection)?;
        self.down.fetch_add(body.len() as u64, Relaxed);
        decode_body(&body).map_err(|_| Failure::BadAnswer)
    }
}

/// How many bytes the changes of a request are by themselves, compressed together.
fn compressed_changes(request: &SyncRequest) -> u64 {
    let chunks = request.offers.iter().filter_map(|offer| match offer {
        Offer::Chunk(chunk) => Some(chunk.bytes.as_slice()),
        Offer::Command(..) => None,
    });
    let changes = chunks.collect::<Vec<_>>().concat();
    if changes.is_empty() {
        return 0;
    }
    zstd::bulk::compress(&changes, LEVEL).map_or(0, |compressed| compressed.len() as u64)
}
