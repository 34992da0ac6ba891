//! The envelope: bodies, versions, rates, notices, and what monitors ask.

use std::io::Read as _;
use std::num::NonZeroU32;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use fieldwalk_core::protocol::{ENROL_PATH, Offer, SYNC_PATH, encode_body};
use fieldwalk_server::limit::Rates;
use flate2::Compression;
use flate2::bufread::DeflateEncoder;
use futures_util::StreamExt;
use serde_json::Value;
use tower::ServiceExt;

use crate::world::{World, bytes, get, is_held, post, problem};

#[tokio::test]
async fn a_body_that_is_no_message_is_told_so() {
    let world = World::new().await;
    let ada = world.device(world.ada).await;
    let router = world.app.router();
    let large = vec![0; fieldwalk_core::protocol::BODY_BYTES_MAX + 1];
    let mut bomb = Vec::new();
    DeflateEncoder::new([0; 17 << 20].as_slice(), Compression::best()).read_to_end(&mut bomb).unwrap();
    for (body, expected) in [
        (Vec::new(), (400, "body-unreadable")),
        (b"not compressed".to_vec(), (400, "body-unreadable")),
        (encode_body(&"another message"), (400, "body-unreadable")),
        (large, (413, "body-too-large")),
        (bomb, (413, "body-too-large")),
    ] {
        for path in [SYNC_PATH, ENROL_PATH] {
            let (status, name) = problem(post(&router, path, &ada.token, body.clone()).await).await;
            assert_eq!((status, name.as_str()), expected, "{path}");
        }
    }
}

#[tokio::test]
async fn another_version_is_told_which_ones_are_spoken_here() {
    let world = World::new().await;
    let ada = world.device(world.ada).await;
    let mut request = ada.request(vec![]);
    request.version = 0;
    let of_the_future = serde_json::json!({ "version": 9, "something": "else" });
    for body in [encode_body(&request), encode_body(&of_the_future)] {
        let answer = post(&world.app.router(), SYNC_PATH, &ada.token, body).await;
        assert_eq!(answer.status(), StatusCode::UPGRADE_REQUIRED);
        let body: Value = serde_json::from_slice(&bytes(answer).await).unwrap();
        assert_eq!(body["type"], "urn:fieldwalk:problem:version-not-accepted");
        assert_eq!((&body["oldest_accepted"], &body["newest_accepted"]), (&1.into(), &1.into()));
    }
    let server = bytes(get(&world.app.router(), "/v1/server", "").await).await;
    let server: Value = serde_json::from_slice(&server).unwrap();
    assert_eq!(server["oldest_accepted"], 1);
}

#[tokio::test]
async fn too_many_offers_are_too_large_a_request() {
    let world = World::new().await;
    let mut ada = world.device(world.ada).await;
    let facts = world.visit(&[]);
    let offers = (0..4_097).map(|_| ada.put_visit(&facts)).collect();
    assert_eq!(problem(ada.send(&ada.request(offers)).await).await, (413, "body-too-large".into()));
}

#[tokio::test]
async fn a_device_that_asks_too_often_is_asked_to_wait_and_others_are_not() {
    // One a minute: the second comes too early however slow this machine is.
    let rates = Rates { requests: NonZeroU32::new(1), enrolments: None, ..Rates::NONE };
    let world = World::with(|config| config.rates = rates).await;
    let (ada, ben) = (world.device(world.ada).await, world.device(world.ben).await);
    assert_eq!(ada.send(&ada.request(vec![])).await.status(), StatusCode::OK);
    let answer = ada.send(&ada.request(vec![])).await;
    let wait: u64 = answer.headers()[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=61).contains(&wait));
    assert_eq!(problem(answer).await, (429, "too-many-requests".into()));
    assert_eq!(ben.send(&ben.request(vec![])).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_address_that_tries_codes_is_asked_to_wait() {
    let rates = Rates { requests: None, enrolments: NonZeroU32::new(1), ..Rates::NONE };
    let world = World::with(|config| {
        config.rates = rates;
        config.is_behind_proxy = true;
    })
    .await;
    let stranger = world.stranger(world.network);
    let body = encode_body(&stranger.enrol_request("0000-0000-0000-0000"));
    let try_from = async |forwarded: &str| {
        let request = Request::post(ENROL_PATH).header("x-forwarded-for", forwarded);
        let answer = world.app.router().oneshot(request.body(Body::from(body.clone())).unwrap()).await.unwrap();
        problem(answer).await.0
    };
    assert_eq!(try_from("192.0.2.1").await, 404);
    assert_eq!(try_from("192.0.2.1").await, 429);
    assert_eq!(try_from("198.51.100.9, 192.0.2.1").await, 429, "only the proxy's own entry counts");
    assert_eq!(try_from("192.0.2.2").await, 404);
    assert_eq!(try_from("2001:db8::1").await, 404);
    assert_eq!(try_from("2001:db8::2").await, 429, "one subnet is one address");
}

#[tokio::test]
async fn a_notice_comes_with_every_change_and_the_stream_ends_with_the_right_to_it() {
    let world = World::new().await;
    let mut fay = world.device(world.facilitator).await;
    let ada = world.device(world.ada).await;
    let answer = get(&world.app.router(), "/v1/events", &ada.token).await;
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/event-stream");
    let mut notices = answer.into_body().into_data_stream();
    let mut next =
        async || notices.next().await.map(|notice| String::from_utf8(notice.unwrap().to_vec()).unwrap());
    let number = |notice: Option<String>| -> u64 {
        notice.unwrap().lines().find_map(|line| line.strip_prefix("data: ")).unwrap().parse().unwrap()
    };

    let at_first = number(next().await);
    let facts = world.visit(&[world.ada]);
    let offers = vec![fay.put_visit(&facts), Offer::Chunk(fay.plan(facts.visit, "Who?"))];
    assert!(fay.sync(offers).await.iter().all(is_held));
    let mut now = at_first;
    while now < at_first + 2 {
        now = number(next().await);
    }
    assert_eq!(now, at_first + 2);
    // A command beside the server is noticed too.
    let beside = fieldwalk_server::app::App::open_beside(fieldwalk_server::app::Config::new(
        world.folder.path().join("data"),
    ));
    beside.await.unwrap().admin().revoke(ada.id()).await.unwrap();
    world.app.service().notice_other_writers().unwrap();
    assert_eq!(next().await, None);
}

#[tokio::test]
async fn streams_end_when_the_server_stops() {
    let world = World::new().await;
    let ada = world.device(world.ada).await;
    let mut notices = get(&world.app.router(), "/v1/events", &ada.token).await.into_body().into_data_stream();
    assert!(notices.next().await.is_some());
    world.app.stop();
    assert!(notices.next().await.is_none());
}

#[tokio::test]
async fn monitors_learn_what_they_need_and_no_more() {
    let world = World::new().await;
    let (mut fay, mut ada) = (world.device(world.facilitator).await, world.device(world.ada).await);
    let facts = world.visit(&[world.ada]);
    let create = fay.put_visit(&facts);
    fay.sync(vec![create]).await;
    let offers = vec![Offer::Chunk(ada.note(facts.visit, "held")), Offer::Chunk(ada.plan(facts.visit, "refused"))];
    ada.sync(offers).await;
    let router = world.app.router();
    assert_eq!(get(&router, "/healthz", "").await.status(), StatusCode::OK);
    assert_eq!(get(&router, "/readyz", "").await.status(), StatusCode::OK);
    assert_eq!(problem(get(&router, "/nowhere", "").await).await, (404, "not-found".into()));
    assert_eq!(problem(get(&router, SYNC_PATH, "").await).await, (405, "method-not-allowed".into()));
    let text = String::from_utf8(bytes(get(&router, "/metrics", "").await).await.to_vec()).unwrap();
    for line in [
        "fieldwalk_offers_held_total 2",
        "fieldwalk_offers_refused_total{reason=\"NotAllowed\"} 1",
        "fieldwalk_answers_total{resource=\"sync\",status=\"200\"} 2",
        "fieldwalk_answers_total{resource=\"other\",status=\"404\"} 1",
        "fieldwalk_worker_deaths_total 0",
    ] {
        assert!(text.lines().any(|one| one == line), "{line} in\n{text}");
    }
    for hidden in [ada.member.to_string(), facts.visit.to_string(), "Ada".into(), "North".into()] {
        assert!(!text.contains(&hidden));
    }
}
