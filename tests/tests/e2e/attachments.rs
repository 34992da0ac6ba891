//! Pictures between real phones and the real server: cut off anywhere they arrive once and whole, and no text waits.

use std::sync::atomic::{AtomicUsize, Ordering};

use fieldwalk_core::client::AttachmentStatus;
use fieldwalk_core::domain::BlobHash;
use fieldwalk_core::driver::{
    HttpTransport, NoPart, NotFetched, PartTransport, fetch_attachment, upload_attachments,
};
use fieldwalk_core::protocol::{PART_BYTES_MAX, PartGiven, PartReceipt, PartRefusal, PartTaken, PartWanted};
use fieldwalk_core::sync::Failure;
use fieldwalk_core::testing::{PLACE, photograph};
use fieldwalk_tests::device::Device;
use fieldwalk_tests::process::fieldwalk;
use fieldwalk_tests::scene::Scene;

/// A connection that breaks when so many parts went through.
struct Breaking {
    inner: HttpTransport,
    left: AtomicUsize,
}

impl PartTransport for Breaking {
    async fn give(&self, hash: BlobHash, part: &PartGiven) -> Result<PartReceipt, NoPart> {
        if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err() {
            return Err(Failure::NoConnection.into());
        }
        self.inner.give(hash, part).await
    }

    async fn take(&self, hash: BlobHash, wanted: &PartWanted) -> Result<PartTaken, NoPart> {
        self.inner.take(hash, wanted).await
    }
}

async fn allowing(observers: usize) -> Scene {
    let scene = Scene::new(observers).await;
    scene.cli().run(&["network", "photographs"], &["allow"]);
    scene
}

/// Attaches a picture of three parts to a new note; its hash.
fn attach(phone: &Device, scene: &Scene, number: u8) -> BlobHash {
    let note = phone.note(scene.visit, &format!("The board, {number}"));
    let path = scene.path(&format!("IMG_{number}.jpg"));
    std::fs::write(&path, photograph(number, PART_BYTES_MAX * 5 / 2)).unwrap();
    phone.client.add_attachment_file(scene.visit, note, &path, "The board").unwrap();
    let entries = phone.client.attachments(scene.visit, Some(note)).unwrap();
    entries[0].attachment.hash
}

fn pictures(phone: &Device) -> AttachmentStatus {
    phone.client.status().unwrap().attachments
}

#[tokio::test]
async fn a_picture_that_is_cut_off_anywhere_arrives_once_and_whole_and_others_see_it_without_its_place() {
    let mut scene = allowing(2).await;
    let (visit, ada) = (scene.visit, scene.phone("ada", scene.observers[0]).await);
    let hash = attach(&ada, &scene, 1);
    ada.client.share_all(visit).unwrap();
    ada.sync_all(scene.url()).await;
    // Each try gets one part further, and every other time the server is killed and the phone restarted.
    let mut ada = ada;
    for tries in 0_usize.. {
        assert!(tries < 20, "it never arrives");
        let breaking = Breaking { inner: ada.transport(scene.url()), left: AtomicUsize::new(2) };
        let report = upload_attachments(&ada.client, &breaking).await;
        if report.held == 1 {
            assert!(tries > 1, "it was never cut off");
            break;
        }
        assert_eq!((report.failure, pictures(&ada).waiting), (Some(Failure::NoConnection), 1));
        if tries % 2 == 0 {
            scene.server.kill();
            scene.restart();
            ada = ada.reopened();
        }
    }
    assert_eq!(pictures(&ada), AttachmentStatus { on_device: 1, held: 1, ..AttachmentStatus::default() });

    let ben = scene.phone("ben", scene.observers[1]).await;
    assert_eq!(ben.client.attachment_bytes(visit, hash).unwrap(), None, "nothing comes that nobody looked at");
    fetch_attachment(&ben.client, &ben.transport(scene.url()), visit, hash).await.unwrap();
    let seen = ben.client.attachment_bytes(visit, hash).unwrap().unwrap();
    assert_eq!(BlobHash::of(&seen), hash);
    assert!(!seen.windows(PLACE.len()).any(|window| window == PLACE));

    // What is withdrawn is gone from Ben's phone with the next sync.
    ada.client.withdraw_all(visit).unwrap();
    ada.sync_all(scene.url()).await;
    ben.sync_all(scene.url()).await;
    let gone = fetch_attachment(&ben.client, &ben.transport(scene.url()), visit, hash).await;
    assert!(matches!(gone, Err(NotFetched::Client(_))));
    let ben = ben.reopened();
    let file = std::fs::read(ben.path()).unwrap();
    assert!(!file.windows(64).any(|window| window == &seen[20_000..20_064]), "its bytes are still in the file");
}

#[tokio::test]
async fn texts_go_through_whatever_becomes_of_pictures() {
    let scene = allowing(1).await;
    let (visit, ada) = (scene.visit, scene.phone("ada", scene.observers[0]).await);
    attach(&ada, &scene, 1);
    attach(&ada, &scene, 2);
    // The policy is taken back while the pictures wait; the phone has not heard of it.
    scene.cli().run(&["network", "photographs"], &["forbid"]);
    let breaking = Breaking { inner: ada.transport(scene.url()), left: AtomicUsize::new(0) };
    ada.sync_all(scene.url()).await;
    assert_eq!(upload_attachments(&ada.client, &breaking).await.failure, Some(Failure::NoConnection));
    let report = upload_attachments(&ada.client, &ada.transport(scene.url())).await;
    assert_eq!((report.held, report.refused, report.failure), (0, 2, None));
    ada.note(visit, "written afterwards");
    ada.sync_all(scene.url()).await;
    let status = ada.client.visit_status(visit).unwrap();
    assert_eq!((status.held, status.waiting, pictures(&ada).refused), (3, 0, 2));
    let entries = ada.client.attachments(visit, None).unwrap();
    let refused = fieldwalk_core::store::blob::BlobState::Wedged(PartRefusal::NotAllowed);
    assert!(entries.iter().all(|entry| entry.state == Some(refused)), "each says why");

    // Allowed again, they go by themselves: the next sync tells the phone.
    scene.cli().run(&["network", "photographs"], &["allow"]);
    ada.sync_all(scene.url()).await;
    assert_eq!(upload_attachments(&ada.client, &ada.transport(scene.url())).await.held, 2);
}

#[tokio::test]
async fn a_backup_has_the_pictures_and_a_restored_server_gets_those_it_lacks_from_phones() {
    let mut scene = allowing(1).await;
    let (visit, ada) = (scene.visit, scene.phone("ada", scene.observers[0]).await);
    let early = attach(&ada, &scene, 1);
    ada.sync_all(scene.url()).await;
    assert_eq!(upload_attachments(&ada.client, &ada.transport(scene.url())).await.held, 1);
    let (data, copy) = (scene.server.data().to_owned(), scene.path("backup.sqlite"));
    let (data, copy) = (data.to_str().unwrap(), copy.to_str().unwrap());
    fieldwalk(&["backup", "--data", data, "--to", copy]);
    let late = attach(&ada, &scene, 2);
    ada.sync_all(scene.url()).await;
    assert_eq!(upload_attachments(&ada.client, &ada.transport(scene.url())).await.held, 1);

    scene.while_stopped(|data| {
        std::fs::remove_dir_all(data).unwrap();
        fieldwalk(&["restore", "--data", data.to_str().unwrap(), "--from", copy]);
    });
    let tablet = scene.phone("tablet", scene.observers[0]).await;
    fetch_attachment(&tablet.client, &tablet.transport(scene.url()), visit, early).await.unwrap();
    ada.sync_all(scene.url()).await;
    assert_eq!(pictures(&ada).waiting, 2, "nothing is believed of a server that was put back");
    assert_eq!(upload_attachments(&ada.client, &ada.transport(scene.url())).await.held, 2);
    tablet.sync_all(scene.url()).await;
    fetch_attachment(&tablet.client, &tablet.transport(scene.url()), visit, late).await.unwrap();
    let report = fieldwalk(&["check", "--data", data]);
    assert_eq!((report["attachments"].as_u64(), report["problems"].as_array().map(Vec::len)), (Some(2), Some(0)));
}
