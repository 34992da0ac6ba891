//! Golden stores: what a phone and its server had on disk under an earlier version, kept as it was.
//!
//! Each folder of `tests/golden` is one: the file of a profile, the secrets that were in the app's key store, the
//! database of the server, and what the library of that day read from it. [`Golden::make`] makes one with today's code,
//! so that every release can leave its own behind; none is ever changed. Nothing in them is anybody's: names, notes and
//! keys were made up for it.

mod phone;
mod seen;

use std::fs;
use std::path::{Path, PathBuf};

pub use phone::{KeyFile, Phone};
pub use seen::{Seen, SeenItem, SeenVisit};

use fieldwalk_mobile::{
    DraftPlace, Invite, NewNote, NewVisit, NoteEdit, NoteFocus, NoteKind, NoteMarks, VisitKind, VisitStage,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::process::{Server, fieldwalk};

/// What a profile's file is called here; its own name is in `seen.json`.
const PROFILE: &str = "profile.fieldwalk.zst";
const KEYS: &str = "keys.json";
const SEEN: &str = "seen.json";
/// The files of the server's folder lie in this one.
const SERVER: &str = "server";

/// What is known of a golden store beside what is in it.
#[derive(Serialize, Deserialize)]
struct Kept {
    network: String,
    seen: Seen,
}

/// One golden store.
#[derive(Debug)]
pub struct Golden(PathBuf);

impl Golden {
    /// All of them, in the order of their names.
    pub fn all() -> Vec<Self> {
        let mut folders: Vec<PathBuf> = files(&folder()).into_iter().filter(|path| path.is_dir()).collect();
        folders.sort();
        folders.into_iter().map(Self).collect()
    }

    /// What it is called: the version that wrote it, and what was special about it.
    pub fn name(&self) -> String {
        self.0.file_name().expect("it is a folder").to_string_lossy().into_owned()
    }

    /// What the library of its day read from the profile.
    pub fn seen(&self) -> Seen {
        self.kept().seen
    }

    /// The network, as the server's command line names it.
    pub fn network(&self) -> String {
        self.kept().network
    }

    fn kept(&self) -> Kept {
        serde_json::from_slice(&fs::read(self.0.join(SEEN)).expect("it was kept")).expect("it was written here")
    }

    /// Puts a copy of everything into `folder`: the phone, whose library has not opened anything yet, and a running server.
    pub fn unpacked(&self, folder: &Path) -> (Phone, Server) {
        let (phone, data) = (folder.join("phone"), folder.join("data"));
        fs::create_dir_all(&phone).expect("a temporary folder");
        fs::create_dir_all(&data).expect("a temporary folder");
        unpack(&self.0.join(PROFILE), &phone.join(format!("{}.fieldwalk", self.seen().profile)));
        for file in files(&self.0.join(SERVER)) {
            let name = file.file_stem().expect("a file has a name").to_owned();
            unpack(&file, &data.join(name));
        }
        let server = Server::start(&data);
        let keys = KeyFile::read(&self.0.join(KEYS));
        (Phone::new(&phone, keys, server.url()), server)
    }

    /// Makes one with today's code.
    pub async fn make(name: &str, folder: &Path) -> Self {
        let golden = Self(self::folder().join(name));
        assert!(!golden.0.exists(), "there is a golden store {name} already, and none is ever changed");
        let mut server = Server::start(&folder.join("data"));
        let phone = Phone::new(&folder.join("phone"), KeyFile::default(), server.url());
        let profile = written(&phone, &server).await;
        let seen = Seen::of(&phone.library.open_profile(profile.clone()).await.expect("it is open")).await;
        phone.library.open_profile(profile.clone()).await.expect("it is open").close().await.expect("it closes");
        server.ask_to_stop();
        assert!(server.ended().success(), "the server did not end in order");

        fs::create_dir_all(golden.0.join(SERVER)).expect("the folder of golden stores is there");
        pack(&folder.join("phone").join(format!("{profile}.fieldwalk")), &golden.0.join(PROFILE));
        let is_lock = |file: &Path| file.extension().is_some_and(|extension| extension == "lock");
        for file in files(server.data()).into_iter().filter(|file| file.is_file() && !is_lock(file)) {
            let name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
            pack(&file, &golden.0.join(SERVER).join(format!("{name}.zst")));
        }
        phone.keys.write(&golden.0.join(KEYS));
        let network = text(&server.first()["network"]);
        let kept = serde_json::to_string_pretty(&Kept { network, seen }).expect("plain data");
        fs::write(golden.0.join(SEEN), kept + "\n").expect("room for it");
        golden
    }
}

/// Has a facilitator join, plan two visits and write on them: held, waiting, shared, deleted, in drafts. The profile.
async fn written(phone: &Phone, server: &Server) -> String {
    let first = |what: &str| text(&server.first()[what]);
    let data = server.data().to_str().expect("a plain path");
    let add = |what: &[&str]| {
        let network = first("network");
        fieldwalk(&[&["network"], what, &["--data", data, "--network", &network]].concat())
    };
    let school = text(&add(&["add-school", "Hillside"])["school"]);
    let invite = Invite { server_url: server.url().to_owned(), code: first("invite") };
    let profile = phone.library.join(invite, "a golden phone".into()).await.expect("the first invite is good");
    phone.synced(&profile).await;
    let me = profile.network_page().await.expect("it has synced").me;
    let plan = |problem: &str| NewVisit {
        kind: VisitKind::LearningWalk,
        host_school: school.clone(),
        date: "2026-11-22".into(),
        problem_of_practice: problem.into(),
        observers: vec![me.clone()],
        rooms: vec!["Room A".into(), "Room B".into()],
        look_fors: vec!["Students explain".into()],
        starts_at: profile.now(),
        minutes: 10,
    };
    let walk =
        profile.plan_visit(plan("How do students explain their thinking?")).await.expect("a facilitator may");
    profile.set_stage(walk.clone(), VisitStage::Walking).await.expect("a facilitator may");
    phone.synced(&profile).await;

    let slot = profile.walk_screen(walk.clone(), None).await.expect("it is planned").slots[0].id.clone();
    let marks = || NoteMarks { kind: NoteKind::Verbatim, focus: NoteFocus::Students, look_fors: Vec::new() };
    let note = |slot: Option<&String>, text: &str| NewNote {
        slot: slot.cloned(),
        text: text.into(),
        marks: marks(),
        observed_at: None,
    };
    let words =
        async |text: &str| profile.add_note(walk.clone(), note(Some(&slot), text)).await.expect("room for it");
    let edit = |text: &str| NoteEdit { text: Some(text.into()), kind: None, focus: None, look_fors: None };
    profile.acknowledge_norms(walk.clone()).await.expect("room for it");
    profile.start_slot(walk.clone(), slot.clone()).await.expect("room for it");
    let held = words("S: \"I added the tens first.\"").await;
    let reworded = words("Nine of 24 hands up").await;
    profile.edit_note(walk.clone(), reworded.clone(), edit("Ten of 24 hands up")).await.expect("it is there");
    let deleted = words("Written in the wrong room").await;
    profile.delete_item(walk.clone(), deleted).await.expect("it is there");
    let tally =
        profile.add_tally(walk.clone(), Some(slot.clone()), "hands up".into(), Some(24)).await.expect("room");
    profile.count_tally(walk.clone(), tally, 12).await.expect("it is there");
    profile.add_wondering(walk.clone(), None, "I wonder who decides 🙂".into()).await.expect("room for it");
    profile.share(walk.clone(), vec![held.clone()]).await.expect("it is there");
    phone.synced(&profile).await;

    // From here on nothing is sent any more.
    words("Written in the basement").await;
    profile
        .edit_note(walk.clone(), held.clone(), edit("S: \"I added the tens first, then the ones.\""))
        .await
        .expect("so");
    profile.share(walk.clone(), vec![reworded.clone()]).await.expect("it is there");
    for (place, typed) in [
        (DraftPlace::NewNote { slot: Some(slot.clone()) }, "T: why did you"),
        (DraftPlace::NewWondering { slot: None }, "I wonder wh"),
        (DraftPlace::OfNote { note: reworded }, "Eleven of 24"),
    ] {
        profile.type_draft(walk.clone(), place, typed.into()).await.expect("room for it");
    }
    let later = profile.plan_visit(plan("Who speaks?")).await.expect("a facilitator may");
    let notes = vec![note(None, "on the way there"), note(None, "at the door")];
    profile.add_notes(later, notes).await.expect("room for them");
    profile.id()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("the folder reads").path()).collect()
}

fn pack(from: &Path, to: &Path) {
    let packed = zstd::encode_all(fs::File::open(from).expect("it was written"), 19).expect("it reads");
    fs::write(to, packed).expect("room for it");
}

fn unpack(from: &Path, to: &Path) {
    let bytes = zstd::decode_all(fs::File::open(from).expect("it was kept")).expect("it was packed here");
    fs::write(to, bytes).expect("room for it");
}

fn text(value: &Value) -> String {
    value.as_str().expect("the command says it").to_owned()
}
