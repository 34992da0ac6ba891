//! Who reads what of a visit, at every stage and under every policy: feedback, exports, releases, debrief, response.

use axum::http::StatusCode;
use fieldwalk_core::domain::{About, Audience, DocumentKey, Role, Shows, Stage, VisitFacts};
use fieldwalk_core::ids::{CommentId, NetworkId, PatternId, VisitId};
use fieldwalk_core::protocol::{
    Command, Offer, RELEASE_PATH, ReleaseAnswer, ReleaseRequest, SyncAnswer, SyncRequest, decode_body, encode_body,
};
use fieldwalk_core::testing::MORNING;
use fieldwalk_server::service::caller::authenticate;
use fieldwalk_server::service::release::{release, releases};
use serde_json::Value;

use crate::world::{Device, World, bytes, get, is_held, post, problem};

const NOTE: &str = "T: \"Who can say why?\"";

/// Everybody who might ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Facilitator,
    Host,
    Observer,
    LeaderElsewhere,
    Coach,
    DistrictStaff,
    RemovedMember,
    RevokedDevice,
    OtherNetwork,
}

/// What of the feedback somebody may read, said once more, apart from the product.
fn expected(who: Who, stage: Stage, is_released: bool, shows: Shows, audience: Audience) -> Option<Shows> {
    match who {
        Who::Facilitator => Some(Shows::WholeEvidence),
        Who::Host if stage >= Stage::Cleared => Some(shows),
        Who::Host | Who::Observer if is_released => Some(shows),
        Who::LeaderElsewhere | Who::Coach | Who::DistrictStaff if is_released && audience == Audience::Network => {
            Some(Shows::ThemesOnly)
        }
        _ => None,
    }
}

/// How who may read nothing is refused: as if there were no such visit.
fn refusal(who: Who) -> (u16, String) {
    let (status, kind) = match who {
        Who::RemovedMember => (401, "member-removed"),
        Who::RevokedDevice => (401, "device-revoked"),
        _ => (404, "visit-unknown"),
    };
    (status, kind.to_owned())
}

struct Scene {
    world: World,
    facts: VisitFacts,
    fay: Device,
    hal: Device,
    people: Vec<(Who, Device)>,
}

impl Scene {
    async fn new(shows: Shows, audience: Audience) -> Self {
        let world = World::new().await;
        let admin = world.app.admin();
        let add = async |network: NetworkId, name: &str, role: Role| {
            admin.add_member(network, name, role, None).await.unwrap()
        };
        let lea = add(world.network, "Lea", Role::Leader).await;
        let dan = add(world.network, "Dan", Role::DistrictStaff).await;
        let roy = add(world.network, "Roy", Role::Coach).await;
        let eve = add(world.network, "Eve", Role::Coach).await;
        let south = admin.create_network("South").await.unwrap();
        let sam = add(south, "Sam", Role::Facilitator).await;

        let (mut fay, mut hal) = (world.device(world.facilitator).await, world.device(world.host).await);
        let mut ada = world.device(world.ada).await;
        let observers = [world.ada, roy, eve];
        let facts = VisitFacts { stage: Stage::Planned, shows, audience, ..world.visit(&observers) };
        let visit = facts.visit;
        let offers = vec![fay.put_visit(&facts), Offer::Chunk(fay.plan(visit, "Who does the thinking?"))];
        assert!(fay.sync(offers).await.iter().all(is_held));
        let pattern = PatternId::new(MORNING, &mut ada.rng);
        let debrief = DocumentKey::Debrief(visit);
        let begun = ada.document(debrief).add_pattern(pattern, "Students ask", MORNING).unwrap().unwrap();
        let offers = vec![Offer::Chunk(ada.share(visit, NOTE)), Offer::Chunk(ada.signed(debrief, begun))];
        assert!(ada.sync(offers).await.iter().all(is_held));
        let comment = CommentId::new(MORNING, &mut hal.rng);
        let response = DocumentKey::Response(visit);
        let written =
            hal.document(response).add_comment(comment, About::Feedback, "Thank you", MORNING).unwrap().unwrap();
        let written = hal.signed(response, written);
        assert!(is_held(&hal.push(written).await));

        let roys = world.device(roy).await;
        let eves = world.device(eve).await;
        admin.remove_member(world.network, roy).await.unwrap();
        admin.revoke(eves.id()).await.unwrap();
        let mut sams = world.stranger(south);
        sams.enrol(&admin.invite(south, sam, 1).await.unwrap().code).await;
        let people = vec![
            (Who::Facilitator, world.device(world.facilitator).await),
            (Who::Host, world.device(world.host).await),
            (Who::Observer, ada),
            (Who::LeaderElsewhere, world.device(lea).await),
            (Who::Coach, world.device(world.ben).await),
            (Who::DistrictStaff, world.device(dan).await),
            (Who::RemovedMember, roys),
            (Who::RevokedDevice, eves),
            (Who::OtherNetwork, sams),
        ];
        Self { world, facts, fay, hal, people }
    }

    fn visit(&self) -> VisitId {
        self.facts.visit
    }

    async fn set_stage(&mut self, stage: Stage) {
        let visit = self.visit();
        let by = if stage == Stage::Released { &mut self.hal } else { &mut self.fay };
        assert!(is_held(&by.ask_for(Command::SetStage(visit, stage)).await), "{stage:?}");
    }

    async fn publish(&mut self, is_published: bool) {
        let visit = self.visit();
        assert!(is_held(&self.hal.ask_for(Command::PublishResponse(visit, is_published)).await));
    }

    async fn assert_feedback(&self, stage: Stage, is_released: bool) {
        let VisitFacts { shows, audience, .. } = self.facts;
        for (who, device) in &self.people {
            let told = expected(*who, stage, is_released, shows, audience);
            let case = format!("{who:?}, {stage:?}, released: {is_released}, {shows:?}, {audience:?}");
            for path in ["feedback", "export?format=json"] {
                self.assert_json(*who, device, path, told, &case).await;
            }
            self.assert_csv(*who, device, told, &case).await;
            self.assert_releases(*who, device, told, is_released, &case).await;
            self.assert_kept(*who, device, told.filter(|_| is_released), &case).await;
        }
    }

    async fn assert_json(&self, who: Who, device: &Device, path: &str, told: Option<Shows>, case: &str) {
        let Some(raw) = self.fetched(who, device, path, told, case).await else { return };
        let export: Value = serde_json::from_str(&raw).unwrap();
        let notes = export["feedback"]["notes"].as_array().unwrap().len();
        assert_eq!(notes, usize::from(told == Some(Shows::WholeEvidence)), "{case}");
        assert_eq!(export["feedback"]["shows"], told.unwrap().as_str(), "{case}");
        assert_eq!(export["host_school_name"], "Hillside", "{case}");
        assert_eq!(raw.contains("Who can say why"), told == Some(Shows::WholeEvidence), "{case}");
        assert_eq!(raw.contains("Ada"), who == Who::Facilitator, "{case}: observers are for who clears");
        let is_live = matches!(who, Who::Facilitator) || (who == Who::Host && export["stage"] != "debriefing");
        assert_eq!(export["release"].is_null(), is_live, "{case}");
    }

    async fn assert_csv(&self, who: Who, device: &Device, told: Option<Shows>, case: &str) {
        let Some(raw) = self.fetched(who, device, "export?format=csv", told, case).await else { return };
        assert_eq!(raw.lines().count(), 1 + usize::from(told == Some(Shows::WholeEvidence)), "{case}");
    }

    /// The body, where there is to be one.
    async fn fetched(
        &self,
        who: Who,
        device: &Device,
        path: &str,
        told: Option<Shows>,
        case: &str,
    ) -> Option<String> {
        let path = format!("/v1/visits/{}/{path}", self.visit());
        let answer = get(&self.world.app.router(), &path, &device.token).await;
        if told.is_some() {
            assert_eq!(answer.status(), StatusCode::OK, "{case}");
            return Some(String::from_utf8(bytes(answer).await.to_vec()).unwrap());
        }
        assert_eq!(problem(answer).await, refusal(who), "{case}");
        None
    }

    async fn assert_releases(
        &self,
        who: Who,
        device: &Device,
        told: Option<Shows>,
        is_released: bool,
        case: &str,
    ) {
        let service = self.world.app.service();
        let Ok(caller) = authenticate(service, &device.token).await else {
            assert!(matches!(who, Who::RemovedMember | Who::RevokedDevice), "{case}");
            return;
        };
        let known = releases(service, &caller, self.visit()).await;
        assert_eq!(known.as_ref().ok().map(Vec::len), told.map(|_| usize::from(is_released)), "{case}");
        let first = release(service, &caller, self.visit(), 1).await;
        assert_eq!(first.is_ok(), told.is_some() && is_released, "{case}");
        if let Ok(first) = first {
            assert!(first.feedback.feedback.notes.iter().all(|note| note.observer.is_none()), "{case}");
            let has_notes = !first.feedback.feedback.notes.is_empty();
            let may = told == Some(Shows::WholeEvidence) && self.facts.shows == Shows::WholeEvidence;
            assert_eq!(has_notes, may, "{case}");
        }
    }

    /// The release that a device may keep.
    async fn assert_kept(&self, who: Who, device: &Device, told: Option<Shows>, case: &str) {
        let wanted = encode_body(&ReleaseRequest { visit: self.visit() });
        let answer = post(&self.world.app.router(), RELEASE_PATH, &device.token, wanted).await;
        let Some(told) = told else {
            return assert_eq!(problem(answer).await, refusal(who), "{case}");
        };
        let kept: ReleaseAnswer = decode_body(&bytes(answer).await).unwrap();
        let may = (told, self.facts.shows) == (Shows::WholeEvidence, Shows::WholeEvidence);
        assert_eq!((kept.number, kept.feedback.notes.len()), (1, usize::from(may)), "{case}");
        assert!(kept.feedback.notes.iter().all(|note| note.observer.is_none()), "{case}");
    }

    /// Who gets the debrief and the response by sync, all else being equal: a device that has nothing yet.
    async fn assert_synced(&self, is_published: bool) {
        for (who, device) in &self.people {
            let whole = SyncRequest { cursor: None, ..device.request(vec![]) };
            let answer = device.send(&whole).await;
            if matches!(who, Who::RemovedMember | Who::RevokedDevice) {
                assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
                continue;
            }
            let answer: SyncAnswer = decode_body(&bytes(answer).await).unwrap();
            let got = |key: DocumentKey| answer.documents.iter().any(|page| page.document == key);
            let takes_part = matches!(who, Who::Facilitator | Who::Observer);
            let case = format!("{who:?}, published: {is_published}");
            assert_eq!(
                got(DocumentKey::Debrief(self.visit())),
                takes_part || *who == Who::Host,
                "debrief: {case}"
            );
            let may = *who == Who::Host || (takes_part && is_published);
            assert_eq!(got(DocumentKey::Response(self.visit())), may, "response: {case}");
        }
    }
}

#[tokio::test]
async fn everybody_reads_what_stage_and_policy_open_to_them_and_no_more() {
    for shows in Shows::ALL {
        for audience in Audience::ALL {
            let mut scene = Scene::new(shows, audience).await;
            scene.assert_feedback(Stage::Planned, false).await;
            for stage in [Stage::Walking, Stage::Debriefing, Stage::Cleared] {
                scene.set_stage(stage).await;
                scene.assert_feedback(stage, false).await;
            }
            scene.assert_synced(false).await;
            scene.set_stage(Stage::Released).await;
            scene.assert_feedback(Stage::Released, true).await;
            scene.publish(true).await;
            scene.assert_synced(true).await;
            // What was released stays released; what is going on now is again for those who clear.
            for stage in [Stage::Cleared, Stage::Debriefing] {
                scene.set_stage(stage).await;
                scene.assert_feedback(stage, true).await;
            }
            scene.publish(false).await;
            scene.assert_synced(false).await;
        }
    }
}

#[tokio::test]
async fn a_published_response_reaches_participants_whatever_they_have_seen_before() {
    let mut scene = Scene::new(Shows::WholeEvidence, Audience::Participants).await;
    let response = DocumentKey::Response(scene.visit());
    let mut ada = scene.people.remove(2).1;
    ada.sync(vec![]).await;
    assert!(!ada.documents.contains_key(&response));
    scene.publish(true).await;
    scene.fay.sync(vec![]).await;
    ada.sync(vec![]).await;
    for device in [&ada, &scene.fay] {
        assert_eq!(device.documents[&response].response().comments.len(), 1);
    }
    // Unpublished, it is not given any more: not even what is new in it.
    scene.publish(false).await;
    let comment = CommentId::new(MORNING, &mut scene.hal.rng);
    let more =
        scene.hal.document(response).add_comment(comment, About::Feedback, "More", MORNING).unwrap().unwrap();
    let more = scene.hal.signed(response, more);
    assert!(is_held(&scene.hal.push(more).await));
    let request = SyncRequest { repair: vec![response], ..ada.request(vec![]) };
    assert!(ada.ask(&request).await.documents.is_empty());
    scene.publish(true).await;
    ada.sync(vec![]).await;
    assert_eq!(ada.documents[&response].response().comments.len(), 2);
}

#[tokio::test]
async fn a_new_host_leader_gets_the_response_also_after_having_observed() {
    let mut scene = Scene::new(Shows::WholeEvidence, Audience::Participants).await;
    let response = DocumentKey::Response(scene.visit());
    let mut ada = scene.people.remove(2).1;
    ada.sync(vec![]).await;
    let admin = scene.world.app.admin();
    let members = admin.members(scene.world.network).await.unwrap();
    let ada_now = members.into_iter().find(|row| row.member.id == scene.world.ada).unwrap().member;
    let school = ada_now.school.unwrap();
    let moved = VisitFacts { host_school: school, ..scene.facts.clone() };
    let put = scene.fay.put_visit(&moved);
    assert!(is_held(&scene.fay.sync(vec![put]).await[0]));
    ada.sync(vec![]).await;
    assert!(ada.documents.contains_key(&response));
}
