//! Pictures of notes on one device, with the server's part played by hand.

use super::*;
use crate::blob::samples::{SECRETS, jpeg, png};
use crate::domain::{BlobHash, MediaType};
use crate::ids::{AttachmentId, ItemId};
use crate::protocol::{PART_BYTES_MAX, PartRefusal, PartTaken, PartWanted};
use crate::store::blob::BlobState;

fn allowing() -> Desk {
    let mut desk = Desk::new();
    desk.network.facts.allows_photographs = true;
    desk
}

/// A picture of more than one part.
fn large() -> Vec<u8> {
    let mut bytes = jpeg(None);
    let data: Vec<u8> = (0..PART_BYTES_MAX * 5 / 2).map(|n| (n % 251) as u8).collect();
    bytes.splice(bytes.len() - 2..bytes.len() - 2, data);
    bytes
}

fn hash(client: &Client, visit: VisitId, id: AttachmentId) -> BlobHash {
    client.notebook(visit).unwrap().attachments[&id].hash
}

#[test]
fn photographs_are_off_until_the_network_allows_them() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let item = client.add_note(visit, &note("The board")).unwrap();
    let refused = client.add_attachment(visit, item, jpeg(None), "");
    assert!(matches!(refused, Err(ClientError::PhotographsNotAllowed)));
    assert_eq!(client.attachments(visit, None).unwrap(), []);

    desk.network.facts.allows_photographs = true;
    desk.network.tell(&client, ByHand::member(2));
    client.add_attachment(visit, item, jpeg(None), "The board").unwrap();
}

#[test]
fn what_is_kept_of_a_picture_is_the_picture_and_it_is_there_after_a_restart() {
    let mut desk = allowing();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let item = client.add_note(visit, &note("The board")).unwrap();
    let path = desk.folder.path().join("IMG_0001.jpg");
    std::fs::write(&path, jpeg(Some(6))).unwrap();
    let id = client.add_attachment_file(visit, item, &path, "The board").unwrap();
    std::fs::remove_file(&path).unwrap();
    drop(client);

    let client = desk.open("ada", 2, 2);
    let entries = client.attachments(visit, Some(item)).unwrap();
    assert_eq!((entries.len(), entries[0].id, entries[0].state), (1, id, Some(BlobState::Ready)));
    assert_eq!(entries[0].attachment.media_type, MediaType::Jpeg);
    let kept = client.attachment_bytes(visit, entries[0].attachment.hash).unwrap().unwrap();
    assert_eq!(kept.len(), entries[0].attachment.size_bytes as usize);
    drop(client);
    let mut file = std::fs::read(desk.path("ada")).unwrap();
    file.extend(std::fs::read(desk.path("ada").with_extension("fieldwalk-wal")).unwrap_or_default());
    for secret in SECRETS {
        assert!(!file.windows(secret.len()).any(|window| window == secret), "{secret:?} is in the profile's file");
    }
}

#[test]
fn pictures_are_counted_apart_and_never_among_what_text_waits_for() {
    let mut desk = allowing();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let item = client.add_note(visit, &note("The board")).unwrap();
    client.add_attachment(visit, item, jpeg(None), "").unwrap();
    client.add_attachment(visit, item, png(None), "").unwrap();
    assert_eq!(client.visit_status(visit).unwrap().waiting, 1, "the note with what it says of its pictures");

    desk.network.answer(&client, |_| {});
    let status = client.status().unwrap();
    assert_eq!((status.waiting_changes, client.visit_status(visit).unwrap().waiting), (0, 0));
    assert_eq!((status.attachments.on_device, status.attachments.waiting), (2, 2));

    let first = client.next_upload(None).unwrap().unwrap();
    client.uploaded(&first, Ok(())).unwrap();
    let second = client.next_upload(Some(&first)).unwrap().unwrap();
    client.uploaded(&second, Err(PartRefusal::Full)).unwrap();
    assert_eq!(client.next_upload(None).unwrap(), None);
    let expected = AttachmentStatus { on_device: 2, held: 1, waiting: 0, refused: 1 };
    assert_eq!(client.status().unwrap().attachments, expected);

    client.retry_wedged().unwrap();
    assert_eq!(client.next_upload(None).unwrap().map(|upload| upload.hash()), Some(second.hash()));
    // A server that was put back to an older copy is asked again for what it held.
    desk.network.answer(&client, |answer| answer.restored = true);
    assert_eq!(client.status().unwrap().attachments.waiting, 2);
}

#[test]
fn a_picture_leaves_in_parts_from_wherever_the_server_has_come_to() {
    let mut desk = allowing();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let item = client.add_note(visit, &note("The board")).unwrap();
    let id = client.add_attachment(visit, item, large(), "").unwrap();
    let upload = client.next_upload(None).unwrap().unwrap();
    assert_eq!(client.part_asked(&upload).bytes, b"");
    // As if a server had stopped in the middle of a part.
    for begin in [0, 7, PART_BYTES_MAX - 1] {
        let mut sent = client.attachment_bytes(visit, upload.hash()).unwrap().unwrap()[..begin].to_vec();
        while let Some(part) = client.part_given(&upload, sent.len() as u64).unwrap() {
            assert!(part.offset == sent.len() as u64 && part.bytes.len() <= PART_BYTES_MAX);
            sent.extend(part.bytes);
        }
        assert_eq!(BlobHash::of(&sent), hash(&client, visit, id));
    }
}

#[test]
fn a_picture_comes_in_parts_and_only_what_its_hash_says_is_kept() {
    let mut desk = allowing();
    let visit = desk.visit();
    let phone = desk.open("ada", 2, 1);
    let item = phone.add_note(visit, &note("The board")).unwrap();
    phone.add_attachment(visit, item, large(), "").unwrap();
    let upload = phone.next_upload(None).unwrap().unwrap();
    // Another phone of the same member, which has the notebook and not the picture.
    let tablet = desk.open("tablet", 2, 2);
    let file = phone.export_visit(visit, ExportScope::ForMyself).unwrap();
    tablet.import_visit(&file).unwrap();
    let hash = upload.hash();
    assert_eq!(tablet.attachment_bytes(visit, hash).unwrap(), None);

    let size_bytes = phone.attachment_bytes(visit, hash).unwrap().unwrap().len() as u64;
    let fetch = |spoil: bool| {
        let mut last = true;
        while let Some(wanted) = tablet.part_wanted(visit, hash).unwrap() {
            let mut bytes = phone.part_given(&upload, wanted.offset).unwrap().unwrap().bytes;
            bytes[0] ^= u8::from(spoil);
            last = tablet
                .part_taken(&wanted, hash, &PartTaken { media_type: MediaType::Jpeg, size_bytes, bytes })
                .unwrap();
            if !last {
                break;
            }
        }
        last
    };
    assert!(!fetch(true));
    assert_eq!(
        tablet.part_wanted(visit, hash).unwrap().map(|wanted| wanted.offset),
        Some(0),
        "from the beginning"
    );
    assert!(fetch(false));
    assert_eq!(tablet.attachment_bytes(visit, hash).unwrap(), phone.attachment_bytes(visit, hash).unwrap());
    assert_eq!(tablet.next_upload(None).unwrap(), None, "what came from the server is not sent to it");
    // A part that nobody asked for, or that does not go on where the last one ended.
    let key = DocumentKey::Notebook(visit, ByHand::member(2));
    let stray = PartTaken { media_type: MediaType::Jpeg, size_bytes, bytes: vec![1] };
    assert!(
        !phone
            .part_taken(&PartWanted { document: key, offset: 9 }, BlobHash::of(b"other"), &stray)
            .is_ok_and(|kept| kept)
    );
}

#[test]
fn what_is_removed_is_gone_from_the_device_unless_it_is_needed_elsewhere() {
    let mut desk = allowing();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let item = client.add_note(visit, &note("The board")).unwrap();
    let other = client.add_note(visit, &note("The board again")).unwrap();
    let one = client.add_attachment(visit, item, jpeg(None), "").unwrap();
    let two = client.add_attachment(visit, other, jpeg(None), "").unwrap();
    let hash = hash(&client, visit, one);
    client.remove_attachment(visit, one).unwrap();
    assert!(client.attachment_bytes(visit, hash).unwrap().is_some(), "the other note has the same picture");
    // A deleted note keeps its picture for when it is restored, and sends it to nobody.
    client.delete(visit, other).unwrap();
    assert_eq!(client.next_upload(None).unwrap(), None);
    assert_eq!(client.status().unwrap().attachments.on_device, 0);
    client.restore(visit, other).unwrap();
    assert!(client.next_upload(None).unwrap().is_some());

    client.remove_attachment(visit, two).unwrap();
    assert!(matches!(client.attachment_bytes(visit, hash), Err(ClientError::UnknownItem)));
    assert_eq!(client.next_upload(None).unwrap(), None);
    assert!(matches!(client.remove_attachment(visit, two), Err(ClientError::UnknownItem)));
}

#[test]
fn what_cannot_be_attached_changes_nothing() {
    let mut desk = allowing();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    let item = client.add_note(visit, &note("The board")).unwrap();
    let unknown = ItemId(uuid::Uuid::from_u128(7));
    assert!(matches!(client.add_attachment(visit, unknown, jpeg(None), ""), Err(ClientError::UnknownItem)));
    assert!(matches!(client.add_attachment(visit, item, b"%PDF".to_vec(), ""), Err(ClientError::Picture(_))));
    let long = "x".repeat(501);
    assert!(matches!(client.add_attachment(visit, item, jpeg(None), &long), Err(ClientError::Document(_))));
    assert_eq!(client.attachments(visit, None).unwrap(), []);
    assert_eq!(client.status().unwrap().attachments, AttachmentStatus::default(), "no bytes are left behind");
    for _ in 0..10 {
        client.add_attachment(visit, item, jpeg(None), "").unwrap();
    }
    assert!(matches!(client.add_attachment(visit, item, jpeg(None), ""), Err(ClientError::TooManyAttachments)));
}
