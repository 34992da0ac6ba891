//! Who may sync, and that whoever may not goes on writing and loses nothing.

use fieldwalk_core::client::Profile;
use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::driver::{EnrolError, SignInError, Transport, sign_in_code};
use fieldwalk_core::protocol::{ENROL_PATH, SyncRequest, VERSION, encode_body};
use fieldwalk_core::sync::Failure;
use fieldwalk_tests::device::{Device, http};
use fieldwalk_tests::process::fieldwalk;
use fieldwalk_tests::scene::Scene;

/// Syncs once; the server must refuse for this reason, and the phone must say so.
async fn assert_refused(phone: &Device, scene: &Scene, reason: Failure) {
    assert_eq!(phone.sync(scene.url()).await.failure, Some(reason));
    assert_eq!(phone.client.status().unwrap().failing.map(|(failure, _)| failure), Some(reason));
}

#[tokio::test]
async fn a_revoked_device_goes_on_writing_and_sends_all_of_it_once_invited_again() {
    let scene = Scene::new(1).await;
    let (visit, ada) = (scene.visit, scene.observers[0]);
    let phone = scene.phone("ada", ada).await;
    phone.note(visit, "sent before");
    phone.sync_all(scene.url()).await;
    phone.note(visit, "not sent before");

    let (data, device) = (scene.server.data().to_str().unwrap(), phone.client.device().to_string());
    fieldwalk(&["revoke", "--data", data, "--device", &device]);
    assert_refused(&phone, &scene, Failure::Revoked).await;
    phone.note(visit, "written while revoked");
    let phone = phone.reopened();
    assert_eq!(phone.texts(visit).len(), 3, "capture goes on");
    assert_eq!(phone.client.visit_status(visit).unwrap().waiting, 2);

    phone.enrol(scene.url(), &scene.invite(ada)).await.unwrap();
    phone.sync_all(scene.url()).await;
    let tablet = scene.phone("tablet", ada).await;
    assert_eq!(tablet.texts(visit), ["sent before", "not sent before", "written while revoked"]);
}

#[tokio::test]
async fn a_revoked_device_does_not_come_back_with_the_invite_it_used_before() {
    let scene = Scene::new(1).await;
    let phone = scene.unenrolled("ada");
    let code = scene.invite(scene.observers[0]);
    phone.enrol(scene.url(), &code).await.unwrap();
    let (data, device) = (scene.server.data().to_str().unwrap(), phone.client.device().to_string());
    fieldwalk(&["revoke", "--data", data, "--device", &device]);

    let again = phone.enrol(scene.url(), &code).await;
    assert!(matches!(again, Err(EnrolError::Refused(_))), "{again:?}");
    assert_refused(&phone, &scene, Failure::Revoked).await;
}

#[tokio::test]
async fn a_removed_member_goes_on_writing_and_sends_all_of_it_when_added_again() {
    let scene = Scene::new(1).await;
    let (visit, ada) = (scene.visit, scene.observers[0]);
    let phone = scene.phone("ada", ada).await;
    scene.cli().remove_member(ada);
    phone.note(visit, "written while removed");
    assert_refused(&phone, &scene, Failure::Removed).await;
    let phone = phone.reopened();
    assert_eq!(phone.texts(visit), ["written while removed"]);

    let id = ada.to_string();
    scene.cli().run(&["network", "add-member", "Observer 1"], &["--role", "coach", "--id", &id]);
    phone.sync_all(scene.url()).await;
    assert_eq!(scene.phone("tablet", ada).await.texts(visit), ["written while removed"]);
}

#[tokio::test]
async fn a_phone_shows_a_code_for_the_console_until_it_is_revoked() {
    let scene = Scene::new(1).await;
    let phone = scene.phone("ada", scene.observers[0]).await;
    let profile = Profile { server_url: scene.url().to_owned(), ..phone.client.profile().unwrap() };
    let code = sign_in_code(&http(), &profile).await.unwrap();
    assert_eq!(code.link(scene.url()), format!("{}/sign-in#{}", scene.url(), code.code));
    assert_ne!(sign_in_code(&http(), &profile).await.unwrap().code, code.code);

    let (data, device) = (scene.server.data().to_str().unwrap(), phone.client.device().to_string());
    fieldwalk(&["revoke", "--data", data, "--device", &device]);
    let refused = sign_in_code(&http(), &profile).await;
    assert!(matches!(refused, Err(SignInError::Failed(Failure::Revoked))), "{refused:?}");
}

#[tokio::test]
async fn an_invite_serves_one_device_and_no_other() {
    let scene = Scene::new(1).await;
    let code = scene.invite(scene.observers[0]);
    scene.unenrolled("first").enrol(scene.url(), &code).await.unwrap();
    let second = scene.unenrolled("second");
    match second.enrol(scene.url(), &code).await {
        Err(EnrolError::Refused(words)) => assert!(words.contains("used by another device"), "{words}"),
        other => panic!("a replayed invite: {other:?}"),
    }
    assert_eq!(second.client.profile(), None);
}

#[tokio::test]
async fn a_device_whose_enrolment_answer_was_lost_may_ask_again() {
    let scene = Scene::new(1).await;
    let (visit, ada) = (scene.visit, scene.observers[0]);
    let phone = scene.unenrolled("ada");
    let code = scene.invite(ada);
    let request = http()
        .post(format!("{}{ENROL_PATH}", scene.url()))
        .body(encode_body(&phone.client.enrol_request(&code, "phone")));
    let lost = request.send().await.unwrap();
    assert!(lost.status().is_success(), "{lost:?}");
    drop(lost);

    let phone = phone.reopened();
    phone.enrol(scene.url(), &code).await.unwrap();
    phone.sync_all(scene.url()).await;
    phone.note(visit, "goes on");
    phone.sync_all(scene.url()).await;
}

#[tokio::test]
async fn nobody_is_given_anothers_notebook_by_asking_for_it() {
    let scene = Scene::new(2).await;
    let visit = scene.visit;
    let ada = scene.phone("ada", scene.observers[0]).await;
    ada.note(visit, "for Ada alone");
    ada.sync_all(scene.url()).await;
    let notebook = DocumentKey::Notebook(visit, scene.observers[0]);
    let request = SyncRequest {
        version: VERSION,
        cursor: None,
        offers: vec![],
        questions: vec![],
        repair: vec![notebook],
        declarations: vec![],
    };
    let ben = scene.phone("ben", scene.observers[1]).await;
    for device in [&ben, &scene.facilitator, &scene.phone("host", scene.host).await] {
        let answer = device.transport(scene.url()).sync(&request).await.unwrap();
        assert!(answer.documents.iter().all(|page| page.document != notebook));
    }
    let answer = ada.transport(scene.url()).sync(&request).await.unwrap();
    assert!(answer.documents.iter().any(|page| page.document == notebook), "the owner gets it");
}

#[tokio::test]
async fn a_waiting_phone_is_told_when_another_has_given_something() {
    let scene = Scene::new(2).await;
    let ada = scene.phone("ada", scene.observers[0]).await;
    let ben = scene.phone("ben", scene.observers[1]).await;
    let mut notices = ada.transport(scene.url()).notices().await.unwrap();
    // The first tells where the log is now.
    notices.next().await.unwrap();

    ben.note(scene.visit, "shared");
    ben.client.share_all(scene.visit).unwrap();
    ben.sync(scene.url()).await;
    notices.next().await.unwrap();
    ada.sync(scene.url()).await;
    assert_eq!(ada.shared_texts(scene.visit), ["shared"]);

    drop(scene);
    assert_eq!(notices.next().await, None, "a server that is gone ends the notices");
}
