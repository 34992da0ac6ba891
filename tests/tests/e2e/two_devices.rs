//! Two devices of one author, and two people on one device.

use fieldwalk_core::client::profiles;
use fieldwalk_tests::scene::Scene;

#[tokio::test]
async fn two_wordings_of_one_note_are_kept_and_offered_until_the_author_chooses() {
    let scene = Scene::new(1).await;
    let (visit, ada) = (scene.visit, scene.observers[0]);
    let phone = scene.phone("phone", ada).await;
    let tablet = scene.phone("tablet", ada).await;
    let item = phone.note(visit, "12 of 24 hands up");
    phone.sync_all(scene.url()).await;
    tablet.sync_all(scene.url()).await;

    phone.edit(visit, item, "13 of 24 hands up");
    tablet.edit(visit, item, "12 of 25 hands up");
    for device in [&phone, &tablet, &phone] {
        device.sync_all(scene.url()).await;
    }
    for device in [&phone, &tablet] {
        let mut wordings = device.client.notebook(visit).unwrap().notes[&item].wordings.clone();
        wordings.sort();
        assert_eq!(wordings, ["12 of 25 hands up", "13 of 24 hands up"]);
    }

    tablet.edit(visit, item, "12 of 25 hands up");
    tablet.sync_all(scene.url()).await;
    phone.sync_all(scene.url()).await;
    for device in [&phone, &tablet, &scene.phone("laptop", ada).await] {
        let note = &device.client.notebook(visit).unwrap().notes[&item];
        assert_eq!((note.text.as_str(), note.wordings.len()), ("12 of 25 hands up", 0));
    }
}

#[tokio::test]
async fn two_people_on_one_phone_neither_see_nor_lose_each_others_notes() {
    let scene = Scene::new(2).await;
    let visit = scene.visit;
    let ada = scene.phone("ada", scene.observers[0]).await;
    let ben = scene.phone("ben", scene.observers[1]).await;
    ada.note(visit, "S: Ada heard this");
    ben.note(visit, "S: Ben heard this");
    for device in [&ada, &ben, &ada] {
        device.sync_all(scene.url()).await;
    }

    let folder = ada.path().parent().unwrap().to_owned();
    let (ada, ben) = (ada.reopened(), ben.reopened());
    assert_eq!(
        (ada.texts(visit), ben.texts(visit)),
        (vec!["S: Ada heard this".into()], vec!["S: Ben heard this".into()])
    );
    let of_ben = ben.path().to_owned();
    drop((ada, ben));
    let members: Vec<_> = profiles(&folder).unwrap().into_iter().filter_map(|profile| profile.member).collect();
    assert!(scene.observers.iter().all(|member| members.contains(member)), "{members:?}");
    let bytes = std::fs::read(of_ben).unwrap();
    assert!(!bytes.windows(9).any(|window| window == b"Ada heard"), "Ben's file holds Ada's words");
}
