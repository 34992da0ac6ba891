//! Enrolment: one invite, one device, and a lost answer locks nobody out.

use axum::http::StatusCode;
use fieldwalk_core::protocol::{ENROL_PATH, encode_body};

use crate::world::{World, post, problem};

#[tokio::test]
async fn a_device_whose_answer_was_lost_asks_again_and_gets_a_fresh_token() {
    let world = World::new().await;
    let invite = world.app.admin().invite(world.network, world.ada, 1).await.unwrap();
    let mut ada = world.stranger(world.network);
    let first = ada.enrol(&invite.code).await;
    let again = ada.enrol(&invite.code.to_lowercase().replace('-', " ")).await;
    assert_eq!((first.device, first.member, first.network), (again.device, again.member, again.network));
    assert_eq!((again.device, again.member, again.network_name.as_str()), (ada.id(), world.ada, "North"));
    assert_ne!(first.token, again.token);
    assert_eq!(again.token.len(), 64);
    ada.sync(vec![]).await;
    ada.token = first.token;
    assert_eq!(problem(ada.send(&ada.request(vec![])).await).await, (401, "token-unknown".into()));
    assert_eq!(world.app.admin().devices(world.network).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_invite_ends_with_its_time_also_for_the_device_that_used_it() {
    let world = World::new().await;
    let invite = world.app.admin().invite(world.network, world.ada, 1).await.unwrap();
    let mut ada = world.stranger(world.network);
    ada.enrol(&invite.code).await;
    let unused = world.app.admin().invite(world.network, world.ben, 1).await.unwrap();
    world.clock.advance(60 * 60 * 1000 - 1);
    ada.enrol(&invite.code).await;
    world.clock.advance(1);
    for (device, code) in [(&ada, &invite.code), (&world.stranger(world.network), &unused.code)] {
        let answer = post(&world.app.router(), ENROL_PATH, "", encode_body(&device.enrol_request(code))).await;
        assert_eq!(problem(answer).await, (410, "invite-expired".into()));
    }
    ada.sync(vec![]).await;
}

#[tokio::test]
async fn a_known_device_with_a_new_invite_stays_the_same_device() {
    let world = World::new().await;
    let mut ada = world.device(world.ada).await;
    let invite = world.app.admin().invite(world.network, world.ada, 1).await.unwrap();
    ada.enrol(&invite.code).await;
    assert_eq!(world.app.admin().devices(world.network).await.unwrap().len(), 1);
    ada.sync(vec![]).await;

    // But it is Ada's for good.
    let for_ben = world.app.admin().invite(world.network, world.ben, 1).await.unwrap();
    let answer = post(&world.app.router(), ENROL_PATH, "", encode_body(&ada.enrol_request(&for_ben.code))).await;
    assert_eq!(problem(answer).await, (409, "key-in-use".into()));
}

#[tokio::test]
async fn of_two_devices_at_once_one_gets_the_invite() {
    let world = World::new().await;
    let invite = world.app.admin().invite(world.network, world.ada, 1).await.unwrap();
    let (one, other) = (world.stranger(world.network), world.stranger(world.network));
    let router = world.app.router();
    let (one, other) = tokio::join!(
        post(&router, ENROL_PATH, "", encode_body(&one.enrol_request(&invite.code))),
        post(&router, ENROL_PATH, "", encode_body(&other.enrol_request(&invite.code))),
    );
    let mut statuses = [one.status(), other.status()];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::CONFLICT]);
}

#[tokio::test]
async fn no_code_is_kept_as_it_is_typed_nor_any_token() {
    let world = World::new().await;
    let invite = world.app.admin().invite(world.network, world.ada, 1).await.unwrap();
    let mut ada = world.stranger(world.network);
    let token = ada.enrol(&invite.code).await.token;
    let letters = invite.code.replace('-', "");
    let unknown = encode_body(&ada.enrol_request("0000-0000-0000-0000"));
    assert_eq!(
        problem(post(&world.app.router(), ENROL_PATH, "", unknown).await).await,
        (404, "invite-unknown".into())
    );
    for file in std::fs::read_dir(world.folder.path().join("data")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in [token.as_bytes(), letters.as_bytes(), invite.code.as_bytes()] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        }
    }
}
