//! The real worker processes: what members send is judged there, and what kills one costs no other.

use std::path::PathBuf;
use std::time::Duration;

use fieldwalk_core::domain::DocumentKey;
use fieldwalk_core::protocol::{Offer, Receipt, Refusal};
use fieldwalk_server::app::VettingPlace;
use fieldwalk_server::service::{Sizes, check};
use fieldwalk_server::worker::Processes;

use crate::world::{World, is_held};

async fn world() -> World {
    world_of(env!("CARGO_BIN_EXE_fieldwalk").into()).await
}

async fn world_of(program: PathBuf) -> World {
    World::with(|config| {
        // Far more than a busy machine needs for an honest chunk.
        let time_limit = Duration::from_secs(60);
        config.vetting = VettingPlace::Processes(Processes { program, time_limit, ..Processes::default() });
        config.sizes = Sizes { tail_chunks_max: 3, ..Sizes::default() };
    })
    .await
}

#[tokio::test]
async fn workers_vet_fold_and_check() {
    let world = world().await;
    let (mut fay, mut ada) = (world.device(world.facilitator).await, world.device(world.ada).await);
    let facts = world.visit(&[world.ada]);
    let mut offers = vec![fay.put_visit(&facts), Offer::Chunk(fay.plan(facts.visit, "Who does the thinking?"))];
    assert!(fay.sync(std::mem::take(&mut offers)).await.iter().all(is_held));
    for n in 0..5 {
        offers.push(Offer::Chunk(ada.share(facts.visit, &format!("{n}"))));
        offers.push(Offer::Chunk(ada.note(facts.visit, &format!("{n}"))));
    }
    assert!(ada.sync(offers.clone()).await.iter().all(is_held));
    assert!(ada.sync(offers).await.iter().all(is_held));
    world.app.keep_house().await.unwrap();
    fay.sync(vec![]).await;
    assert_eq!(fay.texts(DocumentKey::Contribution(facts.visit, world.ada)).len(), 5);
    let report = check::check(world.app.service()).await.unwrap();
    assert_eq!(report.problems, [""; 0]);
    assert_eq!((report.documents, world.app.service().vetting().deaths()), (3, 0));
}

/// Three offers to one document, the second hostile; what came of them.
async fn push_around_a_hostile_chunk(world: &World) -> Vec<Receipt> {
    let (mut fay, mut ada) = (world.device(world.facilitator).await, world.device(world.ada).await);
    let facts = world.visit(&[world.ada]);
    let create = fay.put_visit(&facts);
    fay.sync(vec![create]).await;

    let notebook = DocumentKey::Notebook(facts.visit, world.ada);
    let before = ada.note(facts.visit, "before");
    let hostile = ada.signed(notebook, hostile(ada.id().as_bytes()));
    let after = ada.note(facts.visit, "after");
    ada.sync([before, hostile, after].map(Offer::Chunk).to_vec()).await
}

#[tokio::test]
async fn a_chunk_that_claims_too_much_is_refused_before_it_can_harm_its_worker() {
    let world = world().await;
    let receipts = push_around_a_hostile_chunk(&world).await;
    assert_eq!(receipts[1], Receipt::Refused(Refusal::TooLarge));
    assert!(is_held(&receipts[0]) && is_held(&receipts[2]));
    assert_eq!(world.app.service().vetting().deaths(), 0);
}

#[cfg(unix)]
#[tokio::test]
async fn a_worker_that_dies_costs_no_other_chunk() {
    use std::os::unix::fs::PermissionsExt;

    // Dies at its first start in the middle of what it was given, and works from then on.
    let folder = tempfile::tempdir().unwrap();
    let (program, flag) = (folder.path().join("worker"), folder.path().join("died"));
    let script = format!(
        "#!/bin/sh\nif mkdir '{}' 2>/dev/null; then head -c 16 >/dev/null; kill -9 $$; fi\nexec '{}' \"$@\"\n",
        flag.display(),
        env!("CARGO_BIN_EXE_fieldwalk")
    );
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let world = world_of(program).await;
    let receipts = push_around_a_hostile_chunk(&world).await;
    assert_eq!(receipts[1], Receipt::Refused(Refusal::TooLarge));
    assert!(is_held(&receipts[0]) && is_held(&receipts[2]));
    assert_eq!(world.app.service().vetting().deaths(), 1);
}

#[tokio::test]
async fn without_any_worker_everything_is_refused_for_now_and_the_server_answers() {
    let world = world_of("/bin/false".into()).await;
    let receipts = push_around_a_hostile_chunk(&world).await;
    assert_eq!(receipts, [Receipt::Refused(Refusal::TooCostly); 3]);
    assert!(Refusal::TooCostly.may_pass_later(), "the phone offers them again");
    assert!(world.app.service().vetting().deaths() > 0);
}

/// A change of one operation that claims to replace 2^36 others, in under 200 bytes.
fn hostile(device: &[u8; 16]) -> Vec<u8> {
    let many = 1_u64 << 36;
    let mut content = vec![0];
    content.push(24);
    content.extend_from_slice(device);
    content.extend_from_slice(&[7; 8]);
    // Sequence, first operation, time, message, other actors.
    content.extend_from_slice(&[1, 1, 0, 0, 0]);
    let run_of = |count: u64, value: u8| [signed(count), vec![value]].concat();
    let columns: [(u8, Vec<u8>); 8] = [
        (0x15, vec![0x7f, 1, b'x']),
        (0x34, vec![1]),
        (0x42, vec![0x7f, 1]),
        (0x56, vec![0x7f, 0x13]),
        (0x57, vec![1]),
        (0x70, [vec![0x7f], unsigned(many)].concat()),
        (0x71, run_of(many, 0)),
        (0x73, run_of(many, 1)),
    ];
    content.push(columns.len() as u8);
    for (specification, column) in &columns {
        content.extend(unsigned(u64::from(*specification)));
        content.extend(unsigned(column.len() as u64));
    }
    columns.iter().for_each(|(_, column)| content.extend(column));
    let mut change = vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 1];
    change.extend(unsigned(content.len() as u64));
    change.extend(content);
    change
}

fn unsigned(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let byte = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            bytes.push(byte);
            return bytes;
        }
        bytes.push(byte | 0x80);
    }
}

/// A positive number as signed LEB128.
fn signed(value: u64) -> Vec<u8> {
    let mut bytes = unsigned(value);
    let last = bytes.last_mut().unwrap();
    if *last & 0x40 != 0 {
        *last |= 0x80;
        bytes.push(0);
    }
    bytes
}
