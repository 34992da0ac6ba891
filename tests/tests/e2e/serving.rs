//! TLS, and stopping without losing anybody's push.

use std::ffi::OsStr;

use fieldwalk_core::client::SyncStep;
use fieldwalk_core::protocol::{MEDIA_TYPE, SYNC_PATH, SyncAnswer, decode_body, encode_body};
use fieldwalk_core::sync::{Event, Failure};
use fieldwalk_tests::device::{Device, http, http_trusting};
use fieldwalk_tests::process::Server;
use fieldwalk_tests::scene::Scene;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test]
async fn a_phone_that_trusts_the_root_syncs_over_tls_and_one_that_does_not_waits() {
    let folder = tempfile::tempdir().unwrap();
    let root_key = KeyPair::generate().unwrap();
    let mut root = CertificateParams::new(vec![]).unwrap();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root_pem = root.self_signed(&root_key).unwrap().pem();
    let key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    let leaf = leaf.signed_by(&key, &Issuer::new(root, root_key)).unwrap();
    let (cert_file, key_file) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    std::fs::write(&cert_file, leaf.pem()).unwrap();
    std::fs::write(&key_file, key.serialize_pem()).unwrap();

    let tls = [OsStr::new("--tls-cert"), cert_file.as_os_str(), OsStr::new("--tls-key"), key_file.as_os_str()];
    let scene = Scene::on(folder, http_trusting(&root_pem), &tls, 1).await;
    assert!(scene.url().starts_with("https://"), "{}", scene.url());
    let phone = scene.phone("ada", scene.observers[0]).await;
    phone.note(scene.visit, "over TLS");
    phone.sync_all(scene.url()).await;

    phone.note(scene.visit, "to nobody who cannot be trusted");
    let path = phone.path().to_owned();
    drop(phone);
    let wary = Device::open(&path, &http());
    assert_eq!(wary.sync(scene.url()).await.failure, Some(Failure::NoConnection));
    assert_eq!(wary.client.visit_status(scene.visit).unwrap().waiting, 1);
}

#[tokio::test]
async fn a_push_that_has_begun_when_the_server_is_told_to_stop_gets_its_receipt() {
    let mut scene = Scene::new(1).await;
    let visit = scene.visit;
    let phone = scene.phone("ada", scene.observers[0]).await;
    for number in 0..20 {
        phone.note(visit, &format!("note {number}"));
    }
    let SyncStep::Send(request) = phone.client.sync_step(Event::Asked) else { panic!("nothing to send") };
    let body = encode_body(&*request);
    let (first, second) = body.split_at(body.len() / 2);

    let address = scene.url().strip_prefix("http://").unwrap().to_owned();
    let mut connection = TcpStream::connect(&address).await.unwrap();
    let token = phone.client.profile().unwrap().token;
    let head = format!(
        "POST {SYNC_PATH} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nContent-Type: {MEDIA_TYPE}\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    // The server says this when it starts to read the body: from here on the request has begun.
    let mut go_on = [0; 25];
    connection.read_exact(&mut go_on).await.unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    connection.write_all(first).await.unwrap();

    scene.server.ask_to_stop();
    while TcpStream::connect(&address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    connection.write_all(second).await.unwrap();
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "{}", String::from_utf8_lossy(&answer[..answer.len().min(200)]));
    let start = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
    let answer: SyncAnswer = decode_body(&answer[start..]).unwrap();
    phone.client.sync_step(Event::Answered(Box::new(answer)));
    assert_eq!(phone.client.status().unwrap().waiting_changes, 0);

    assert_eq!(scene.server.ended().code(), Some(0));
    let server = Server::start(scene.server.data());
    phone.note(visit, "after");
    phone.sync_all(server.url()).await;
    assert_eq!(phone.texts(visit).len(), 21);
}
