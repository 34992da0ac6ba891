//! What nobody may do: each refused with an outcome of its own, each over HTTP.

use std::io::Read as _;

use fieldwalk_core::document::{Actor, Document, NewNote};
use fieldwalk_core::domain::{DocumentKey, Focus, NoteKind, Role, VisitFacts};
use fieldwalk_core::ids::{DeviceId, ItemId, NetworkId};
use fieldwalk_core::protocol::{Chunk, DocumentPage, ENROL_PATH, Offer, Receipt, Refusal, Signer, encode_body};
use fieldwalk_core::testing::MORNING;
use flate2::bufread::DeflateDecoder;

use crate::world::{Device, World, get, is_held, post, problem};

/// A visit that Ada and Ben walk, and Ada's private and shared notes on it.
async fn walked(world: &World) -> (VisitFacts, Device, Device) {
    let (mut fay, mut ada, ben) =
        (world.device(world.facilitator).await, world.device(world.ada).await, world.device(world.ben).await);
    let facts = world.visit(&[world.ada, world.ben]);
    let offers = vec![fay.put_visit(&facts), Offer::Chunk(fay.plan(facts.visit, "Who does the thinking?"))];
    fay.sync(offers).await;
    let offers =
        vec![Offer::Chunk(ada.note(facts.visit, "private")), Offer::Chunk(ada.share(facts.visit, "shared"))];
    assert!(ada.sync(offers).await.iter().all(is_held));
    (facts, ada, ben)
}

fn refused(reason: Refusal) -> Receipt {
    Receipt::Refused(reason)
}

fn keys(pages: &[DocumentPage]) -> Vec<DocumentKey> {
    pages.iter().map(|page| page.document).collect()
}

#[tokio::test]
async fn a_member_of_another_network_sees_nothing_and_writes_nothing() {
    let world = World::new().await;
    let (facts, ada, _) = walked(&world).await;
    let admin = world.app.admin();
    let south = admin.create_network("South").await.unwrap();
    let eve = admin.add_member(south, "Eve", Role::Facilitator, None).await.unwrap();
    let mut eve_phone = world.stranger(south);
    eve_phone.enrol(&admin.invite(south, eve, 1).await.unwrap().code).await;

    // Pulls, asks for repair, and asks after what she knows the hash of.
    let mut request = eve_phone.request(vec![]);
    request.repair = vec![
        DocumentKey::Visit(facts.visit),
        DocumentKey::Notebook(facts.visit, world.ada),
        DocumentKey::Contribution(facts.visit, world.ada),
    ];
    let of_ada = ada.documents[&DocumentKey::Contribution(facts.visit, world.ada)].save();
    request.questions =
        vec![ada.signed(DocumentKey::Contribution(facts.visit, world.ada), of_ada).hash(world.network)];
    let answer = eve_phone.ask(&request).await;
    assert_eq!(keys(&answer.documents), []);
    assert_eq!(answer.lacking, request.questions);
    let seen = answer.facts.unwrap();
    assert_eq!((seen.visits.len(), seen.members.len(), seen.devices.len()), (0, 1, 1));

    // Writes into the other network's visit, as herself and in the name of its facilitator's network.
    let plan = eve_phone.plan(facts.visit, "Mine now");
    assert_eq!(eve_phone.push(plan.clone()).await, refused(Refusal::UnknownVisit));
    let moved = Chunk::sign(world.network, plan.document, plan.bytes, plan.signer, &eve_phone.keys);
    assert_eq!(eve_phone.push(moved).await, refused(Refusal::WrongSignature));

    // A device of this network carries her chunk: here she is nobody.
    let mut carrier = world.device(world.ben).await;
    eve_phone.network = world.network;
    let carried = eve_phone.plan(facts.visit, "Mine again");
    assert_eq!(carrier.push(carried).await, refused(Refusal::UnknownDevice));
    let path = format!("/v1/visits/{}/feedback", facts.visit);
    assert_eq!(
        problem(get(&world.app.router(), &path, &eve_phone.token).await).await,
        (404, "visit-unknown".into())
    );
}

#[tokio::test]
async fn a_removed_member_may_neither_read_nor_write() {
    let world = World::new().await;
    let (facts, mut ada, mut ben) = walked(&world).await;
    world.app.admin().remove_member(world.network, world.ada).await.unwrap();

    let note = ada.note(facts.visit, "after removal");
    let request = ada.request(vec![Offer::Chunk(note.clone())]);
    assert_eq!(problem(ada.send(&request).await).await, (401, "member-removed".into()));
    let events = get(&world.app.router(), "/v1/events", &ada.token).await;
    assert_eq!(problem(events).await, (401, "member-removed".into()));
    assert_eq!(ben.push(note).await, refused(Refusal::DeviceRevoked), "nor by another's hand");

    let invite = world.app.admin().invite(world.network, world.ada, 1).await;
    assert!(invite.is_err(), "no invite for a removed member");
    ben.cursor = None;
    let request = ben.request(vec![]);
    let facts_of_ben = ben.ask(&request).await.facts.unwrap();
    assert!(!facts_of_ben.members.contains_key(&world.ada));
    assert!(!facts_of_ben.devices.contains_key(&ada.id()));
}

#[tokio::test]
async fn a_revoked_device_may_neither_read_nor_write_and_the_members_other_device_may() {
    let world = World::new().await;
    let (facts, mut lost, mut ben) = walked(&world).await;
    let mut kept = world.device(world.ada).await;
    world.app.admin().revoke(lost.id()).await.unwrap();

    let written = lost.note(facts.visit, "from a lost phone");
    let request = lost.request(vec![Offer::Chunk(written.clone())]);
    assert_eq!(problem(lost.send(&request).await).await, (401, "device-revoked".into()));
    assert_eq!(ben.push(written.clone()).await, refused(Refusal::DeviceRevoked));

    // What it gave before stays, and its owner goes on.
    kept.sync(vec![]).await;
    assert_eq!(kept.texts(DocumentKey::Notebook(facts.visit, world.ada)), ["private"]);
    let note = kept.note(facts.visit, "from the new phone");
    assert!(is_held(&kept.push(note).await));

    // The invite it came with does not bring it back; a new one does.
    let router = world.app.router();
    let again = encode_body(&lost.enrol_request(&lost.code));
    let answer = post(&router, ENROL_PATH, "", again).await;
    assert_eq!(problem(answer).await, (401, "device-revoked".into()));
    let invite = world.app.admin().invite(world.network, world.ada, 1).await.unwrap();
    lost.enrol(&invite.code).await;
    assert!(is_held(&lost.push(written).await));
    kept.cursor = None;
    let request = kept.request(vec![]);
    assert!(kept.ask(&request).await.facts.unwrap().devices.contains_key(&lost.id()));
}

#[tokio::test]
async fn an_observer_never_gets_anothers_notebook() {
    let world = World::new().await;
    let (facts, _, mut ben) = walked(&world).await;
    let notebook = DocumentKey::Notebook(facts.visit, world.ada);
    let mut request = ben.request(vec![]);
    request.repair = vec![notebook, DocumentKey::Contribution(facts.visit, world.ada)];
    let answer = ben.ask(&request).await;
    assert_eq!(
        keys(&answer.documents),
        [DocumentKey::Contribution(facts.visit, world.ada), DocumentKey::Visit(facts.visit)]
    );
    let said = encode_body(&answer);
    let mut raw = Vec::new();
    DeflateDecoder::new(said.as_slice()).read_to_end(&mut raw).unwrap();
    assert!(!raw.windows(7).any(|window| window == b"private"));
    assert!(raw.windows(6).any(|window| window == b"shared"));

    // Not even the facilitator, nor the host; and the host does not get who shared what.
    for member in [world.facilitator, world.host] {
        let mut device = world.device(member).await;
        let mut request = device.request(vec![]);
        request.repair = vec![notebook];
        let answer = device.ask(&request).await;
        assert!(!keys(&answer.documents).contains(&notebook));
        let reads_contributions = keys(&answer.documents).iter().any(|key| key.kind() == "contribution");
        assert_eq!(reads_contributions, member == world.facilitator);
    }
}

#[tokio::test]
async fn a_forged_actor_is_found_out() {
    let world = World::new().await;
    let (facts, ada, mut ben) = walked(&world).await;
    // Ben signs, in his own notebook, changes that claim to be of Ada's device.
    let key = DocumentKey::Notebook(facts.visit, world.ben);
    let forged = change_by(ada.id(), key);
    assert_eq!(ben.push(ben.signed(key, forged)).await, refused(Refusal::ForeignActor));
    ben.sync(vec![]).await;
    assert_eq!(ben.texts(key), [""; 0]);
}

fn change_by(device: DeviceId, key: DocumentKey) -> Vec<u8> {
    let mut rng = fieldwalk_core::clock::seeded_rng(99);
    let note = NewNote {
        slot: None,
        kind: NoteKind::Behaviour,
        focus: Focus::Students,
        look_fors: Default::default(),
        text: "not hers".into(),
        observed_at: MORNING,
    };
    let mut document = Document::new(key, &Actor::new(device, &mut rng));
    document.add_note(ItemId::new(MORNING, &mut rng), &note, MORNING).unwrap().unwrap()
}

#[tokio::test]
async fn a_forged_signature_is_found_out() {
    let world = World::new().await;
    let (facts, mut ada, mut ben) = walked(&world).await;
    let key = DocumentKey::Notebook(facts.visit, world.ada);
    let bytes = ada.note_in(key, "not by Ben");
    // Ben signs in Ada's name with his own key; alters what she signed; moves it to another document.
    let in_her_name = Chunk::sign(world.network, key, bytes.clone(), Signer::Device(ada.id()), &ben.keys);
    assert_eq!(ben.push(in_her_name).await, refused(Refusal::WrongSignature));
    let signed = ada.signed(key, bytes);
    let altered = Chunk { bytes: [signed.bytes.as_slice(), &[0]].concat(), ..signed.clone() };
    assert_eq!(ben.push(altered).await, refused(Refusal::WrongSignature));
    let moved = Chunk { document: DocumentKey::Contribution(facts.visit, world.ada), ..signed.clone() };
    assert_eq!(ben.push(moved).await, refused(Refusal::WrongSignature));
    // And in the server's name.
    let whole = ben.document(DocumentKey::Visit(facts.visit)).save();
    let as_server = Chunk::sign(world.network, DocumentKey::Visit(facts.visit), whole, Signer::Server, &ben.keys);
    assert_eq!(ben.push(as_server).await, refused(Refusal::WrongSignature));
    // Unaltered it may be carried by anybody.
    assert!(is_held(&ben.push(signed).await));
}

#[tokio::test]
async fn a_chunk_for_a_document_one_may_not_write_is_refused() {
    let world = World::new().await;
    let (facts, mut ada, mut ben) = walked(&world).await;
    let mut hal = world.device(world.host).await;
    ada.sync(vec![]).await;
    let plan = ada.plan(facts.visit, "An observer's question");
    assert_eq!(ada.push(plan).await, refused(Refusal::NotAllowed));

    let others = DocumentKey::Notebook(facts.visit, world.ada);
    let bytes = ben.note_in(others, "into her notebook");
    assert_eq!(ben.push(ben.signed(others, bytes)).await, refused(Refusal::NotAllowed));
    let network = ben.document(DocumentKey::Network).set_vision("Ben's", MORNING).unwrap().unwrap();
    assert_eq!(ben.push(ben.signed(DocumentKey::Network, network)).await, refused(Refusal::NotAllowed));

    // The host takes no part unless walking.
    let shared = hal.share(facts.visit, "by the host");
    assert_eq!(hal.push(shared).await, refused(Refusal::NotAllowed));
    let nowhere = world.visit(&[world.ben]);
    let note = ben.note(nowhere.visit, "on no visit");
    assert_eq!(ben.push(note).await, refused(Refusal::UnknownVisit));
}

#[tokio::test]
async fn a_replayed_invite_lets_no_second_device_in() {
    let world = World::new().await;
    let invite = world.app.admin().invite(world.network, world.ada, 1).await.unwrap();
    let mut ada = world.stranger(world.network);
    ada.enrol(&invite.code).await;
    let thief = world.stranger(world.network);
    let answer = post(&world.app.router(), ENROL_PATH, "", encode_body(&thief.enrol_request(&invite.code))).await;
    assert_eq!(problem(answer).await, (409, "invite-used".into()));
    // The whole request, overheard and sent again, gives no token without the key: the proof is of the key.
    let mut overheard = ada.enrol_request(&invite.code);
    overheard.public_key = thief.keys.public();
    let answer = post(&world.app.router(), ENROL_PATH, "", encode_body(&overheard)).await;
    assert_eq!(problem(answer).await, (400, "wrong-proof".into()));
    ada.sync(vec![]).await;
}

#[tokio::test]
async fn nobody_without_a_token_gets_anything() {
    let world = World::new().await;
    let (facts, ada, _) = walked(&world).await;
    for path in ["/v1/events", &format!("/v1/visits/{}/feedback", facts.visit)] {
        let answer = get(&world.app.router(), path, &"0".repeat(64)).await;
        assert_eq!(problem(answer).await, (401, "token-unknown".into()), "{path}");
    }
    let stranger = world.stranger(NetworkId(uuid::Uuid::nil()));
    assert_eq!(problem(stranger.send(&ada.request(vec![])).await).await, (401, "token-unknown".into()));
    let bare = axum::http::Request::post("/v1/sync").body(axum::body::Body::empty()).unwrap();
    let answer = tower::ServiceExt::oneshot(world.app.router(), bare).await.unwrap();
    assert_eq!(problem(answer).await, (401, "token-missing".into()));
}
