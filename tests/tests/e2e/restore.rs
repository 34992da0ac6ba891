//! Older copies: of a phone's file, and of the server's database.

use std::fs;
use std::path::Path;

use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::driver::Transport;
use fieldwalk_core::protocol::{Signer, SyncRequest, VERSION};
use fieldwalk_core::sync::Failure;
use fieldwalk_tests::device::Device;
use fieldwalk_tests::process::fieldwalk;
use fieldwalk_tests::scene::Scene;
use rusqlite::Connection;

#[tokio::test]
async fn a_phone_restored_from_an_older_copy_goes_on_writing_and_gets_its_later_notes_back() {
    let scene = Scene::new(1).await;
    let (visit, ada) = (scene.visit, scene.observers[0]);
    let phone = scene.phone("ada", ada).await;
    let edited = phone.note(visit, "before the copy");
    phone.sync_all(scene.url()).await;
    phone.note(visit, "before the copy, not sent");
    let path = phone.path().to_owned();
    drop(phone);
    let copy = fs::read(&path).unwrap();

    let phone = scene.open(&path);
    phone.note(visit, "after the copy");
    phone.edit(visit, edited, "before the copy, edited after");
    phone.sync_all(scene.url()).await;
    drop(phone);

    fs::write(&path, copy).unwrap();
    let phone = scene.open(&path);
    assert_eq!(phone.texts(visit), ["before the copy", "before the copy, not sent"]);
    phone.note(visit, "after the restore");
    phone.sync_all(scene.url()).await;
    let all =
        ["before the copy, edited after", "before the copy, not sent", "after the copy", "after the restore"];
    assert_eq!(phone.texts(visit), all);
    phone.sync_all(scene.url()).await;
    assert_eq!(scene.phone("tablet", ada).await.texts(visit), all);
}

/// A way to bring an older state of the server's data back.
struct OlderCopy {
    /// Keeps the present state in the new file or folder `copy`.
    keep: fn(scene: &mut Scene, copy: &Path),
    /// Puts it back into the folder of a server that has ended.
    put_back: fn(data: &Path, copy: &Path),
}

/// `fieldwalk backup`, while it serves, and `fieldwalk restore`.
const BACKUP: OlderCopy = OlderCopy {
    keep: |scene, copy| {
        let data = scene.server.data().to_str().unwrap();
        fieldwalk(&["backup", "--data", data, "--to", copy.to_str().unwrap()]);
    },
    put_back: |data, copy| {
        fieldwalk(&["restore", "--data", data.to_str().unwrap(), "--from", copy.to_str().unwrap()]);
    },
};

/// Copying files, as a machine that is put back does it: nobody tells the server.
const PLAIN_COPY: OlderCopy = OlderCopy {
    keep: |scene, copy| {
        scene.while_stopped(|data| {
            fs::create_dir(copy).unwrap();
            for entry in fs::read_dir(data).unwrap().map(Result::unwrap) {
                fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
            }
        });
    },
    put_back: |data, copy| {
        fs::remove_dir_all(data).unwrap();
        fs::rename(copy, data).unwrap();
    },
};

#[tokio::test]
async fn a_server_restored_from_a_backup_gets_back_all_that_any_phone_holds() {
    what_phones_hold_comes_back(&BACKUP).await;
}

#[tokio::test]
async fn a_server_whose_older_files_were_put_back_gets_back_all_that_any_phone_holds() {
    what_phones_hold_comes_back(&PLAIN_COPY).await;
}

/// After the restore Ada's phone is gone: what she shared late is on the phones of those who pulled it, on Ben's one
/// by one and on Cleo's in a snapshot that the server signed.
async fn what_phones_hold_comes_back(older: &OlderCopy) {
    let mut scene = Scene::new(3).await;
    let visit = scene.visit;
    let [of_ada, of_ben, of_cleo] = scene.observers[..] else { unreachable!("three observers were asked for") };
    let (ada, ben) = (scene.phone("ada", of_ada).await, scene.phone("ben", of_ben).await);
    let cleo = scene.phone("cleo", of_cleo).await;
    share(&ada, &scene, "Ada, early").await;
    let copy = scene.path("older");
    (older.keep)(&mut scene, &copy);

    share(&ada, &scene, "Ada, late").await;
    ben.sync_all(scene.url()).await;
    for number in 0..40 {
        share(&ada, &scene, &format!("Ada, later {number}")).await;
    }
    assert_comes_as_snapshot(&cleo, &scene, DocumentKey::Contribution(visit, of_ada)).await;
    cleo.sync_all(scene.url()).await;
    ben.note(visit, "Ben, for himself");
    ben.client.acknowledge_norms(visit).unwrap();
    let everything = cleo.shared_texts(visit);
    assert_eq!(everything.len(), 42);
    drop(ada);
    scene.while_stopped(|data| (older.put_back)(data, &copy));

    ben.note(visit, "Ben, after");
    ben.sync_all(scene.url()).await;
    scene.facilitator.sync_all(scene.url()).await;
    assert_eq!(scene.facilitator.shared_texts(visit), ["Ada, early", "Ada, late"], "as Ben pulled it");
    cleo.sync_all(scene.url()).await;
    scene.facilitator.sync_all(scene.url()).await;
    assert_eq!(scene.facilitator.shared_texts(visit), everything, "as Cleo pulled it");

    let tablet = scene.phone("ben's tablet", of_ben).await;
    assert_eq!(tablet.texts(visit), ["Ben, for himself", "Ben, after"]);
    let ada = scene.phone("ada's next phone", of_ada).await;
    assert_eq!(ada.shared_texts(visit), everything);
    assert_eq!(ada.texts(visit), ["Ada, early"], "what was private was on her lost phone alone");
    share(&ada, &scene, "Ada goes on").await;
    ben.sync_all(scene.url()).await;
    assert!(ben.shared_texts(visit).contains(&"Ada goes on".to_owned()));
    fieldwalk(&["check", "--data", scene.server.data().to_str().unwrap()]);
}

#[tokio::test]
async fn a_device_that_the_restored_server_never_met_keeps_everything_and_sends_it_with_a_new_invite() {
    let mut scene = Scene::new(1).await;
    let (visit, ada) = (scene.visit, scene.observers[0]);
    let copy = scene.path("older");
    (BACKUP.keep)(&mut scene, &copy);
    let phone = scene.phone("ada", ada).await;
    phone.note(visit, "sent to the server as it was");
    phone.sync_all(scene.url()).await;
    scene.while_stopped(|data| (BACKUP.put_back)(data, &copy));

    phone.note(visit, "not sent");
    assert_eq!(phone.sync(scene.url()).await.failure, Some(Failure::SignedOut));
    phone.enrol(scene.url(), &scene.invite(ada)).await.unwrap();
    phone.sync_all(scene.url()).await;
    let tablet = scene.phone("tablet", ada).await;
    assert_eq!(tablet.texts(visit), ["sent to the server as it was", "not sent"]);
}

/// Writes a note, shares it and syncs.
async fn share(phone: &Device, scene: &Scene, text: &str) {
    let item = phone.note(scene.visit, text);
    phone.client.share(scene.visit, &[item]).unwrap();
    phone.sync_all(scene.url()).await;
}

/// Waits until the server has folded a document, and sees to it that `phone` will get it so.
async fn assert_comes_as_snapshot(phone: &Device, scene: &Scene, document: DocumentKey) {
    let database = Connection::open(scene.server.data().join("fieldwalk.sqlite")).unwrap();
    let is_folded = || -> bool {
        let query = "SELECT covers > 0 FROM document WHERE key = ?1";
        database.query_row(query, [document.to_string()], |row| row.get(0)).unwrap()
    };
    while !is_folded() {
        std::thread::yield_now();
    }
    let whole = SyncRequest {
        version: VERSION,
        cursor: None,
        offers: vec![],
        questions: vec![],
        repair: vec![],
        declarations: vec![],
    };
    let answer = phone.transport(scene.url()).sync(&whole).await.unwrap();
    let page = answer.documents.into_iter().find(|page| page.document == document).unwrap();
    assert_eq!(page.chunks[0].chunk.signer, Signer::Server);
}
