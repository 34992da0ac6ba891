//! Attachments through the router: who may give and take them, in which parts, and what becomes of a text meanwhile.

use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use fieldwalk_core::blob::Picture;
use fieldwalk_core::document::{NewAttachment, NewNote, ShareEntry};
use fieldwalk_core::domain::{DocumentKey, SharedAttachment, Stage, VisitFacts};
use fieldwalk_core::ids::{AttachmentId, ItemId, ShareId, VisitId};
use fieldwalk_core::protocol::{
    ATTACHMENTS_PATH, PART_BYTES_MAX, PartGiven, PartReceipt, PartTaken, PartWanted, decode_body, encode_body,
};
use fieldwalk_core::testing::{MORNING, PLACE, photograph};
use fieldwalk_server::limit::Rates;

use crate::world::{Device, World, bytes, get, is_held, post, problem};

/// A visit that Ada and Ben walk, and Ada's phone with a picture on a note; the server has the note.
struct Walk {
    world: World,
    facts: VisitFacts,
    ada: Device,
    note: ItemId,
    picture: Picture,
}

impl Walk {
    async fn new() -> Self {
        let world = World::new().await;
        world.app.admin().allow_photographs(world.network, true).await.unwrap();
        Self::on(world).await
    }

    async fn on(world: World) -> Self {
        let facts = VisitFacts { stage: Stage::Debriefing, ..world.visit(&[world.ada, world.ben]) };
        let mut facilitator = world.device(world.facilitator).await;
        let wish = facilitator.put_visit(&facts);
        assert!(is_held(&facilitator.sync(vec![wish]).await[0]));
        let mut ada = world.device(world.ada).await;
        let picture = Picture::new(photograph(1, PART_BYTES_MAX * 5 / 2)).unwrap();
        let note = ItemId::new(MORNING, &mut ada.rng);
        let key = DocumentKey::Notebook(facts.visit, ada.member);
        let new = NewNote {
            slot: None,
            kind: Default::default(),
            focus: Default::default(),
            look_fors: Default::default(),
            text: "The board".to_owned(),
            observed_at: MORNING,
        };
        let attachment = NewAttachment {
            note,
            hash: picture.hash,
            media_type: picture.media_type,
            size_bytes: picture.bytes.len() as u32,
            caption: "Sums on the board, by Mr. Ruiz".to_owned(),
        };
        let id = AttachmentId::new(MORNING, &mut ada.rng);
        let mut changes = ada.document(key).add_note(note, &new, MORNING).unwrap().unwrap();
        changes.extend(ada.document(key).add_attachment(id, &attachment, MORNING).unwrap().unwrap());
        let chunk = ada.signed(key, changes);
        assert!(is_held(&ada.push(chunk).await));
        Self { world, facts, ada, note, picture }
    }

    fn notebook(&self) -> DocumentKey {
        DocumentKey::Notebook(self.facts.visit, self.world.ada)
    }

    fn contribution(&self) -> DocumentKey {
        DocumentKey::Contribution(self.facts.visit, self.world.ada)
    }

    async fn share(&mut self) {
        let notebook = self.ada.document(self.notebook()).notebook();
        let pictures = notebook.attachments_of(self.note).map(|(id, one)| SharedAttachment::of(id, one)).collect();
        let entry = ShareEntry::of_note(&notebook.notes[&self.note], pictures, None);
        let (key, share) = (self.contribution(), ShareId::new(MORNING, &mut self.ada.rng));
        let changes = self.ada.document(key).share(&[(share, self.note, entry)], MORNING).unwrap();
        let chunk = self.ada.signed(key, changes.concat());
        assert!(is_held(&self.ada.push(chunk).await));
    }

    /// Gives the bytes from `offset` up to `end`.
    async fn give(&self, device: &Device, document: DocumentKey, offset: usize, end: usize) -> Response<Body> {
        let bytes = self.picture.bytes[offset..end].to_vec();
        let part = PartGiven { document, offset: offset as u64, bytes };
        post(&device.router, &self.path(), &device.token, encode_body(&part)).await
    }

    async fn given(&self, offset: usize, end: usize) -> PartReceipt {
        read(self.give(&self.ada, self.notebook(), offset, end).await).await
    }

    /// Gives all of it, from wherever the server has come to.
    async fn give_all(&self) {
        let mut receipt = self.given(0, 0).await;
        while !receipt.is_whole {
            let offset = receipt.received_bytes as usize;
            receipt = self.given(offset, self.picture.bytes.len().min(offset + PART_BYTES_MAX)).await;
        }
    }

    async fn take(&self, device: &Device, document: DocumentKey, offset: u64) -> Response<Body> {
        let wanted = PartWanted { document, offset };
        post(&device.router, &format!("{}/part", self.path()), &device.token, encode_body(&wanted)).await
    }

    fn path(&self) -> String {
        format!("{ATTACHMENTS_PATH}/{}", self.picture.hash)
    }

    async fn assert_unknown(&self, response: Response<Body>, who: &str) {
        assert_eq!(problem(response).await, (404, "attachment-unknown".to_owned()), "{who}");
    }
}

async fn read<T: serde::de::DeserializeOwned + Send + 'static>(response: Response<Body>) -> T {
    assert_eq!(response.status(), StatusCode::OK);
    decode_body(&bytes(response).await).unwrap()
}

#[tokio::test]
async fn what_was_cut_off_goes_on_where_it_was_and_is_whole_only_at_its_end() {
    let walk = Walk::new().await;
    let size = walk.picture.bytes.len();
    assert_eq!(walk.given(0, 0).await, PartReceipt { received_bytes: 0, is_whole: false });
    assert_eq!(walk.given(0, 1_000).await.received_bytes, 1_000);
    assert_eq!(walk.given(0, 1_000).await.received_bytes, 1_000, "the answer was lost, and it is given again");
    assert_eq!(walk.given(5_000, 6_000).await.received_bytes, 1_000, "a gap");
    let taken = walk.take(&walk.ada, walk.notebook(), 0).await;
    assert_eq!(problem(taken).await, (404, "attachment-not-arrived".to_owned()));

    // The server ends and starts again.
    let Walk { world, facts, ada, note, picture } = walk;
    let away = ada.away();
    let world = world.reopened(|_| {}).await;
    let walk = Walk { ada: world.returned(away), world, facts, note, picture };
    assert_eq!(walk.given(0, 0).await.received_bytes, 1_000);
    walk.give_all().await;
    assert_eq!(walk.given(0, 0).await, PartReceipt { received_bytes: size as u64, is_whole: true });

    let mut whole = Vec::new();
    while whole.len() < size {
        let part: PartTaken = read(walk.take(&walk.ada, walk.notebook(), whole.len() as u64).await).await;
        assert_eq!(part.size_bytes, size as u64);
        whole.extend(part.bytes);
    }
    assert_eq!(whole, walk.picture.bytes);
    assert!(!whole.windows(PLACE.len()).any(|window| window == PLACE));
}

#[tokio::test]
async fn a_picture_is_its_authors_to_give_and_everybodys_to_see_who_may_read_the_note() {
    let mut walk = Walk::new().await;
    let [ben, fay, hal] = [walk.world.ben, walk.world.facilitator, walk.world.host];
    let (ben, fay, hal) =
        (walk.world.device(ben).await, walk.world.device(fay).await, walk.world.device(hal).await);
    walk.give_all().await;
    for (who, device) in [("ben", &ben), ("facilitator", &fay), ("host", &hal)] {
        walk.assert_unknown(walk.take(device, walk.notebook(), 0).await, who).await;
        walk.assert_unknown(walk.take(device, walk.contribution(), 0).await, who).await;
        walk.assert_unknown(walk.give(device, walk.notebook(), 0, 9).await, who).await;
    }
    walk.share().await;
    for (who, device) in [("ben", &ben), ("facilitator", &fay)] {
        let part: PartTaken = read(walk.take(device, walk.contribution(), 0).await).await;
        assert_eq!(part.bytes.len(), PART_BYTES_MAX, "{who}");
        walk.assert_unknown(walk.take(device, walk.notebook(), 0).await, who).await;
    }
    // The host reads the feedback and no contribution.
    walk.assert_unknown(walk.take(&hal, walk.contribution(), 0).await, "host").await;
    let nobody = walk.world.stranger(walk.world.network);
    assert_eq!(problem(walk.take(&nobody, walk.contribution(), 0).await).await.0, 401);

    let (key, note) = (walk.contribution(), walk.note);
    let withdrawn = walk.ada.document(key).withdraw(&[note], MORNING).unwrap().unwrap();
    let chunk = walk.ada.signed(key, withdrawn);
    assert!(is_held(&walk.ada.push(chunk).await));
    walk.assert_unknown(walk.take(&ben, walk.contribution(), 0).await, "withdrawn").await;
    let _: PartTaken = read(walk.take(&walk.ada, walk.notebook(), 0).await).await;
}

/// Who has seen a hash may write it into a document of their own; that shows them nothing.
#[tokio::test]
async fn naming_the_hash_of_somebody_elses_picture_opens_nothing() {
    let walk = Walk::new().await;
    walk.give_all().await;
    let mut ben = walk.world.device(walk.world.ben).await;
    let key = DocumentKey::Notebook(walk.facts.visit, ben.member);
    let notebook = walk.ada.documents[&walk.notebook()].notebook();
    let (id, one) = notebook.live_attachments().next().unwrap();
    let note = ben.note(walk.facts.visit, "mine");
    assert!(is_held(&ben.push(note).await));
    let own = *ben.document(key).notebook().notes.keys().next().unwrap();
    let named = NewAttachment {
        note: own,
        hash: one.hash,
        media_type: one.media_type,
        size_bytes: one.size_bytes,
        caption: String::new(),
    };
    let change = ben.document(key).add_attachment(id, &named, MORNING).unwrap().unwrap();
    let chunk = ben.signed(key, change);
    assert!(is_held(&ben.push(chunk).await));
    assert_eq!(problem(walk.take(&ben, key, 0).await).await, (404, "attachment-not-arrived".to_owned()));
    let receipt: PartReceipt = read(walk.give(&ben, key, 0, 0).await).await;
    assert_eq!(receipt.received_bytes, 0);
}

#[tokio::test]
async fn where_the_network_does_not_allow_photographs_none_is_taken_and_the_note_is() {
    let walk = Walk::on(World::new().await).await;
    let response = walk.give(&walk.ada, walk.notebook(), 0, 1_000).await;
    assert_eq!(problem(response).await, (403, "photographs-not-allowed".to_owned()));
    let admin = walk.world.app.admin();
    admin.allow_photographs(walk.world.network, true).await.unwrap();
    walk.give_all().await;
    // Those that are there stay, and no more come.
    admin.allow_photographs(walk.world.network, false).await.unwrap();
    let part: PartTaken = read(walk.take(&walk.ada, walk.notebook(), 0).await).await;
    assert_eq!(part.bytes.len(), PART_BYTES_MAX);
}

#[tokio::test]
async fn what_is_damaged_too_large_or_too_much_is_refused_with_its_reason() {
    let mut world = World::with(|config| config.sizes.member_blob_bytes_max = PART_BYTES_MAX as u64 * 3).await;
    world.app.admin().allow_photographs(world.network, true).await.unwrap();
    let mut walk = Walk::on(world).await;
    let size = walk.picture.bytes.len();
    let sound = walk.picture.bytes.clone();
    walk.picture.bytes[size / 2] ^= 1;
    walk.given(0, PART_BYTES_MAX).await;
    walk.given(PART_BYTES_MAX, 2 * PART_BYTES_MAX).await;
    let last = walk.give(&walk.ada, walk.notebook(), 2 * PART_BYTES_MAX, size).await;
    assert_eq!(problem(last).await, (422, "attachment-damaged".to_owned()));
    assert_eq!(walk.given(0, 0).await.received_bytes, 0, "what came is not kept");
    walk.picture.bytes = sound;
    let much = walk.give(&walk.ada, walk.notebook(), 0, PART_BYTES_MAX + 1).await;
    assert_eq!(problem(much).await, (413, "attachment-too-large".to_owned()));
    walk.give_all().await;

    // A second one of the same size is more than this member may have.
    let other = Picture::new(photograph(2, PART_BYTES_MAX * 5 / 2)).unwrap();
    let key = walk.notebook();
    let named = NewAttachment {
        note: walk.note,
        hash: other.hash,
        media_type: other.media_type,
        size_bytes: other.bytes.len() as u32,
        caption: String::new(),
    };
    let id = AttachmentId::new(MORNING, &mut walk.ada.rng);
    let change = walk.ada.document(key).add_attachment(id, &named, MORNING).unwrap().unwrap();
    let chunk = walk.ada.signed(key, change);
    assert!(is_held(&walk.ada.push(chunk).await));
    walk.picture = other;
    let full = walk.give(&walk.ada, key, 0, 1_000).await;
    assert_eq!(problem(full).await, (409, "attachments-full".to_owned()));
    world = walk.world;
    let wrong = post(&world.app.router(), "/v1/attachments/..%2f..%2fserver.lock", &walk.ada.token, vec![]).await;
    assert_eq!(wrong.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn parts_have_a_rate_of_their_own_and_take_none_from_texts() {
    let rates =
        Rates { requests: std::num::NonZeroU32::new(3), parts: std::num::NonZeroU32::new(4), enrolments: None };
    let world = World::with(|config| config.rates = rates).await;
    world.app.admin().allow_photographs(world.network, true).await.unwrap();
    let mut walk = Walk::on(world).await;
    for _ in 0..4 {
        walk.given(0, 0).await;
    }
    let response = walk.give(&walk.ada, walk.notebook(), 0, 0).await;
    assert!(response.headers().contains_key(header::RETRY_AFTER));
    assert_eq!(problem(response).await, (429, "too-many-requests".to_owned()));
    let note = walk.ada.note(walk.facts.visit, "written meanwhile");
    assert!(is_held(&walk.ada.push(note).await));
}

/// A page that may show a piece shows its picture, and the picture is there for whoever reads the page.
#[tokio::test]
async fn the_console_shows_a_picture_to_whoever_reads_its_piece_and_to_nobody_else() {
    let mut walk = Walk::new().await;
    walk.share().await;
    walk.give_all().await;
    let visit: VisitId = walk.facts.visit;
    let evidence = fieldwalk_core::ids::EvidenceId::of(walk.note);
    let path = format!("/visits/{visit}/evidence/{evidence}/{}", walk.picture.hash);
    let world = &walk.world;
    let fay = crate::console::Browser::signed_in(world, world.facilitator).await;
    let page = fay.page(&format!("/visits/{visit}/evidence")).await;
    assert!(page.contains(&format!("<img src=\"{path}\" alt=\"Sums on the board, by Mr. Ruiz\"")), "{page}");
    let answer = fay.get(&path).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "image/jpeg");
    assert_eq!(answer.headers()[header::CONTENT_DISPOSITION], "inline; filename=\"picture.jpg\"");
    assert_eq!(answer.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert!(answer.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().starts_with("default-src 'none'"));
    assert_eq!(&bytes(answer).await[..], walk.picture.bytes);

    // Neither the host before it is cleared, nor another observer before it is released, nor somebody without a session.
    for member in [world.host, world.ben] {
        let browser = crate::console::Browser::signed_in(world, member).await;
        assert_eq!(browser.get(&path).await.status(), StatusCode::NOT_FOUND);
    }
    assert_ne!(get(&world.app.router(), &path, "").await.status(), StatusCode::OK);
    let other = path.replace(&evidence.to_string(), &uuid::Uuid::from_u128(1).to_string());
    assert_eq!(fay.get(&other).await.status(), StatusCode::NOT_FOUND);

    // Words masked in the piece are covered beneath the picture too; a piece that is withdrawn takes it along.
    let mut facilitator = world.device(world.facilitator).await;
    let mask = fieldwalk_core::domain::ReviewAct::Mask(evidence, "Ruiz".to_owned());
    let wish = fieldwalk_core::protocol::Command::Review(visit, mask);
    assert!(is_held(&facilitator.ask_for(wish).await));
    let page = fay.page(&format!("/visits/{visit}/evidence")).await;
    assert!(page.contains("by Mr. ███") && !page.contains("Ruiz"));
    let (key, note) = (walk.contribution(), walk.note);
    let withdrawn = walk.ada.document(key).withdraw(&[note], MORNING).unwrap().unwrap();
    let chunk = walk.ada.signed(key, withdrawn);
    assert!(is_held(&walk.ada.push(chunk).await));
    assert_eq!(fay.get(&path).await.status(), StatusCode::NOT_FOUND);
}
