//! The feedback that was released, on the phones of those who may read it.

use fieldwalk_core::domain::{Shows, Stage};
use fieldwalk_core::driver::fetch_releases;
use fieldwalk_tests::scene::Scene;

#[tokio::test]
async fn what_was_released_is_read_without_a_network_and_goes_when_the_right_to_it_goes() {
    let scene = Scene::new(1).await;
    let (visit, url) = (scene.visit, scene.url());
    let ada = scene.phone("ada", scene.observers[0]).await;
    let host = scene.phone("host", scene.host).await;
    let item = ada.note(visit, "12 of 24 hands up");
    ada.client.share(visit, &[item]).unwrap();
    ada.sync_all(url).await;
    fetch_releases(&ada.client, &ada.transport(url)).await.unwrap();
    assert_eq!(ada.client.released_feedback(visit).unwrap(), None);

    scene.facilitator.client.set_stage(visit, Stage::Cleared).unwrap();
    scene.facilitator.sync_all(url).await;
    host.sync_all(url).await;
    host.client.set_stage(visit, Stage::Released).unwrap();
    host.sync_all(url).await;
    for device in [&ada, &host] {
        device.sync_all(url).await;
        assert_eq!(fetch_releases(&device.client, &device.transport(url)).await, Ok(1));
        assert_eq!(fetch_releases(&device.client, &device.transport(url)).await, Ok(0), "held already");
    }

    let (ada, host) = (ada.reopened(), host.reopened());
    for device in [&ada, &host] {
        let held = device.client.released_feedback(visit).unwrap().expect("it was fetched");
        assert_eq!((held.number, held.feedback.notes[0].text.as_str()), (1, "12 of 24 hands up"));
    }

    let mut facts = scene.facilitator.client.facts().unwrap().visits[&visit].clone();
    let plan = scene.facilitator.client.visit(visit).unwrap();
    facts.shows = Shows::ThemesOnly;
    scene.facilitator.client.plan_visit(&facts, &plan).unwrap();
    scene.facilitator.sync_all(url).await;
    ada.sync_all(url).await;
    assert_eq!(ada.client.released_feedback(visit).unwrap(), None, "more than may be read now");
    assert_eq!(fetch_releases(&ada.client, &ada.transport(url)).await, Ok(1));
    let held = ada.client.released_feedback(visit).unwrap().expect("it was fetched again");
    assert_eq!((held.feedback.shows, held.feedback.notes.len()), (Shows::ThemesOnly, 0));

    facts.observers.clear();
    scene.facilitator.client.plan_visit(&facts, &plan).unwrap();
    scene.facilitator.sync_all(url).await;
    ada.sync_all(url).await;
    let nothing = ada.client.released_feedback(visit);
    assert!(!matches!(nothing, Ok(Some(_))), "not a participant any more");
}
