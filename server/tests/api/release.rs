//! Clearing, reviewing and releasing: what is frozen stays as it is, and one changed byte is found.

use std::path::Path;
use std::process::{Command as Process, Output};

use fieldwalk_core::domain::{
    AskKind, DebriefStep, DocumentKey, Feedback, MASK, ReviewAct, Shows, Stage, VisitFacts,
};
use fieldwalk_core::ids::{AskId, EvidenceId};
use fieldwalk_core::protocol::{Command, Offer, Receipt, Refusal};
use fieldwalk_core::testing::MORNING;
use fieldwalk_server::service::caller::{Caller, authenticate};
use fieldwalk_server::service::feedback::feedback_for;
use fieldwalk_server::service::release::{release, releases};
use fieldwalk_server::store::FILE_NAME;

use crate::world::{Device, World, is_held};

struct Scene {
    world: World,
    facts: VisitFacts,
    fay: Device,
    hal: Device,
    ada: Device,
}

impl Scene {
    async fn cleared() -> Self {
        let world = World::new().await;
        let (mut fay, hal, mut ada) =
            (world.device(world.facilitator).await, world.device(world.host).await, world.device(world.ada).await);
        let facts = world.visit(&[world.ada]);
        let offers = vec![fay.put_visit(&facts), Offer::Chunk(fay.plan(facts.visit, "Who does the thinking?"))];
        assert!(fay.sync(offers).await.iter().all(is_held));
        let offers = vec![
            Offer::Chunk(ada.share(facts.visit, "Mia reads aloud")),
            Offer::Chunk(ada.share(facts.visit, "Four pairs compare answers")),
        ];
        assert!(ada.sync(offers).await.iter().all(is_held));
        let mut scene = Self { world, facts, fay, hal, ada };
        assert!(is_held(&scene.fay_does(Command::SetStage(scene.facts.visit, Stage::Cleared)).await));
        scene
    }

    async fn fay_does(&mut self, wish: Command) -> Receipt {
        self.fay.ask_for(wish).await
    }

    async fn review(&mut self, act: ReviewAct) -> Receipt {
        self.fay.ask_for(Command::Review(self.facts.visit, act)).await
    }

    async fn release(&mut self) -> Receipt {
        self.hal.ask_for(Command::SetStage(self.facts.visit, Stage::Released)).await
    }

    async fn caller(&self, device: &Device) -> Caller {
        authenticate(self.world.app.service(), &device.token).await.unwrap()
    }

    async fn live(&self, device: &Device) -> Feedback {
        let caller = self.caller(device).await;
        let feedback = feedback_for(self.world.app.service(), &caller, self.facts.visit).await.unwrap();
        (*feedback.feedback).clone()
    }

    /// The evidence that begins with these words, as a facilitator reads it.
    async fn evidence(&self, words: &str) -> EvidenceId {
        let feedback = self.live(&self.fay).await;
        feedback.notes.iter().find(|note| note.text.starts_with(words)).unwrap().evidence
    }
}

fn texts(feedback: &Feedback) -> Vec<&str> {
    let mut texts: Vec<&str> = feedback.notes.iter().map(|note| note.text.as_str()).collect();
    texts.sort_unstable();
    texts
}

#[tokio::test]
async fn a_release_stays_as_it_is_whatever_comes_after() {
    let mut scene = Scene::cleared().await;
    assert!(is_held(&scene.release().await));
    let late = scene.ada.share(scene.facts.visit, "A late note");
    assert!(is_held(&scene.ada.push(late).await));
    let mia = scene.evidence("Mia").await;
    assert!(is_held(&scene.review(ReviewAct::Mask(mia, "Mia".into())).await));

    let service = scene.world.app.service();
    let (ada, hal) = (scene.caller(&scene.ada).await, scene.caller(&scene.hal).await);
    let read = feedback_for(service, &ada, scene.facts.visit).await.unwrap();
    assert_eq!(texts(&read.feedback), ["Four pairs compare answers", "Mia reads aloud"]);
    assert_eq!(read.release.unwrap().number, 1);
    let view = release(service, &hal, scene.facts.visit, 1).await.unwrap();
    let late = scene.evidence("A late").await;
    assert_eq!((view.arrived_after.as_slice(), view.changes.is_none()), ([late].as_slice(), true));
    assert!(release(service, &ada, scene.facts.visit, 1).await.unwrap().arrived_after.is_empty());

    // A second release takes it in and says what is different.
    assert!(is_held(&scene.release().await));
    let service = scene.world.app.service();
    let view = release(service, &ada, scene.facts.visit, 2).await.unwrap();
    let changes = view.changes.unwrap();
    assert_eq!(changes.evidence.added.into_keys().collect::<Vec<_>>(), [late]);
    assert_eq!(changes.evidence.reworded[&mia].after, format!("{MASK} reads aloud"));
    assert!(release(service, &hal, scene.facts.visit, 2).await.unwrap().arrived_after.is_empty());
    let known = releases(service, &ada, scene.facts.visit).await.unwrap();
    assert_eq!(known.iter().map(|one| one.number).collect::<Vec<_>>(), [1, 2]);
    let first = release(service, &ada, scene.facts.visit, 1).await.unwrap();
    assert_eq!(texts(&first.feedback.feedback), ["Four pairs compare answers", "Mia reads aloud"]);
}

#[tokio::test]
async fn only_the_host_releases_only_what_a_facilitator_cleared_and_once_for_each_command() {
    let mut scene = Scene::cleared().await;
    let visit = scene.facts.visit;
    let release = Command::SetStage(visit, Stage::Released);
    assert_eq!(scene.fay.ask_for(release.clone()).await, Receipt::Refused(Refusal::NotAllowed));
    assert_eq!(scene.ada.ask_for(release.clone()).await, Receipt::Refused(Refusal::NotAllowed));
    assert!(is_held(&scene.hal.ask_for(Command::SetStage(visit, Stage::Debriefing)).await));
    assert_eq!(scene.hal.ask_for(release.clone()).await, Receipt::Refused(Refusal::NotApplicable));
    let clear = Command::SetStage(visit, Stage::Cleared);
    assert_eq!(scene.hal.ask_for(clear.clone()).await, Receipt::Refused(Refusal::NotAllowed));
    assert!(is_held(&scene.fay.ask_for(clear).await));

    let offer = scene.hal.command(release);
    let receipts = scene.hal.sync(vec![offer.clone(), offer.clone()]).await;
    assert!(is_held(&receipts[0]) && receipts[0] == receipts[1]);
    assert_eq!(scene.hal.sync(vec![offer]).await[0], receipts[0]);
    let caller = scene.caller(&scene.hal).await;
    assert_eq!(releases(scene.world.app.service(), &caller, visit).await.unwrap().len(), 1);
}

#[tokio::test]
async fn how_far_a_visit_has_come_is_not_changed_by_changing_its_facts() {
    let mut scene = Scene::cleared().await;
    assert!(is_held(&scene.release().await));
    let visit = scene.facts.visit;
    assert!(is_held(&scene.hal.ask_for(Command::PublishResponse(visit, true)).await));
    assert!(is_held(&scene.ada.ask_for(Command::SetDebriefStep(visit, DebriefStep::Group)).await));
    let wanted = VisitFacts { shows: Shows::ThemesOnly, ..scene.facts.clone() };
    let put = scene.hal.put_visit(&wanted);
    let request = scene.hal.request(vec![put]);
    let facts = scene.hal.ask(&request).await.facts.unwrap().visits[&visit].clone();
    assert_eq!(
        (facts.stage, facts.debrief_step, facts.is_response_published, facts.releases, facts.shows),
        (Stage::Released, DebriefStep::Group, true, 1, Shows::ThemesOnly)
    );
    let new = VisitFacts { stage: Stage::Cleared, ..scene.world.visit(&[]) };
    let put = scene.fay.put_visit(&new);
    assert_eq!(scene.fay.sync(vec![put]).await, [Receipt::Refused(Refusal::NotApplicable)]);
}

#[tokio::test]
async fn the_debrief_goes_step_by_step_for_participants() {
    let mut scene = Scene::cleared().await;
    let visit = scene.facts.visit;
    let to = |step| Command::SetDebriefStep(visit, step);
    assert_eq!(scene.hal.ask_for(to(DebriefStep::Group)).await, Receipt::Refused(Refusal::NotAllowed));
    assert_eq!(scene.ada.ask_for(to(DebriefStep::Predict)).await, Receipt::Refused(Refusal::NotApplicable));
    for step in [DebriefStep::Group, DebriefStep::Predict, DebriefStep::Describe, DebriefStep::Group] {
        assert!(is_held(&scene.ada.ask_for(to(step)).await), "{step:?}");
    }
}

#[tokio::test]
async fn what_is_masked_and_hidden_is_not_read_and_comes_back_when_taken_back() {
    let mut scene = Scene::cleared().await;
    let (mia, four) = (scene.evidence("Mia").await, scene.evidence("Four").await);
    for act in [ReviewAct::Mask(mia, "Mia".into()), ReviewAct::Hide(four)] {
        assert!(is_held(&scene.review(act.clone()).await));
        assert!(is_held(&scene.review(act).await), "twice is once");
    }
    assert_eq!(texts(&scene.live(&scene.hal).await), [format!("{MASK} reads aloud")]);
    for act in [ReviewAct::Unmask(mia, "Mia".into()), ReviewAct::Unhide(four)] {
        assert!(is_held(&scene.review(act).await));
    }
    assert_eq!(texts(&scene.live(&scene.hal).await), ["Four pairs compare answers", "Mia reads aloud"]);

    let nothing = EvidenceId(uuid::Uuid::nil());
    for act in [ReviewAct::Hide(nothing), ReviewAct::Mask(nothing, "x".into())] {
        assert_eq!(scene.review(act).await, Receipt::Refused(Refusal::NotApplicable));
    }
    let by_ada = Command::Review(scene.facts.visit, ReviewAct::Hide(mia));
    assert_eq!(scene.ada.ask_for(by_ada).await, Receipt::Refused(Refusal::NotAllowed));
}

#[tokio::test]
async fn an_ask_reaches_its_author_and_nobody_else_until_it_is_settled() {
    let mut scene = Scene::cleared().await;
    scene.ada.sync(vec![]).await;
    let mia = scene.evidence("Mia").await;
    let id = AskId::new(MORNING, &mut scene.fay.rng);
    assert!(is_held(&scene.review(ReviewAct::Ask(id, mia, AskKind::Reword, "Leave out the name".into())).await));
    let asks = async |device: &mut Device| {
        let request = device.request(vec![]);
        device.ask(&request).await.facts.map(|facts| facts.asks)
    };
    let asked = asks(&mut scene.ada).await.unwrap();
    let contribution = DocumentKey::Contribution(scene.facts.visit, scene.world.ada);
    let items = scene.ada.documents[&contribution].contribution();
    assert_eq!(EvidenceId::of(asked[&id].item), mia);
    assert!(items.holds(asked[&id].item));
    assert_eq!(asks(&mut scene.hal).await.map(|asks| asks.len()), Some(0));
    let question = ReviewAct::Ask(id, mia, AskKind::Question, "How many?".into());
    assert_eq!(scene.review(question).await, Receipt::Refused(Refusal::NotAllowed), "questions are the host's");
    assert!(is_held(&scene.review(ReviewAct::Settle(id)).await));
    assert_eq!(asks(&mut scene.ada).await.map(|asks| asks.len()), Some(0));
}

fn check_release(data: &Path, file: Option<&Path>) -> Output {
    let mut process = Process::new(env!("CARGO_BIN_EXE_fieldwalk"));
    process.args(["check", "--json", "--data"]).arg(data).arg("--release").args(file).output().unwrap()
}

#[tokio::test]
async fn a_release_verifies_and_one_changed_byte_is_reported() {
    let mut scene = Scene::cleared().await;
    assert!(is_held(&scene.release().await));
    let (data, out) = (scene.world.folder.path().join("data"), scene.world.folder.path().join("out"));
    let visit = scene.facts.visit.to_string();
    let exported = Process::new(env!("CARGO_BIN_EXE_fieldwalk"))
        .args(["export", "--visit", &visit, "--data"])
        .arg(&data)
        .arg("--out")
        .arg(&out)
        .output()
        .unwrap();
    assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
    let file = out.join("release-1.json");
    for whole in [check_release(&data, None), check_release(&data, Some(&file)), check_release(&out, Some(&file))]
    {
        assert!(whole.status.success(), "{}", String::from_utf8_lossy(&whole.stdout));
    }

    let good = std::fs::read(&file).unwrap();
    for at in [0, good.len() / 3, good.len() / 2, good.len() - 3] {
        let mut changed = good.clone();
        changed[at] ^= 1;
        std::fs::write(&file, &changed).unwrap();
        let found = check_release(&data, Some(&file));
        assert!(!found.status.success(), "byte {at}");
        assert!(
            !String::from_utf8_lossy(&found.stdout).contains("reads aloud"),
            "it does not repeat what is in it"
        );
    }

    let world = scene.world;
    drop((scene.fay, scene.hal, scene.ada));
    let world = world
        .reopened(|folder| {
            let database = rusqlite::Connection::open(folder.join("data").join(FILE_NAME)).unwrap();
            let mut bytes: Vec<u8> =
                database.query_row("SELECT bytes FROM release", [], |row| row.get(0)).unwrap();
            let at = bytes.len() / 2;
            bytes[at] ^= 1;
            database.execute("UPDATE release SET bytes = ?1", [bytes]).unwrap();
        })
        .await;
    let found = check_release(&data, None);
    assert!(!found.status.success());
    assert!(String::from_utf8_lossy(&found.stdout).contains(&format!("release 1 of visit {visit}")));
    let report = fieldwalk_server::service::check::check(world.app.service()).await.unwrap();
    assert_eq!((report.releases, report.problems.len()), (1, 1));
}
