//! Writing in the console: the same gates as for a phone, and nothing lost when several write at once.

use fieldwalk_core::document::{Actor, Document, DocumentError};
use fieldwalk_core::domain::{DocumentKey, VisitFacts};
use fieldwalk_core::ids::{PatternId, StatementId};
use fieldwalk_core::protocol::Refusal;
use fieldwalk_core::testing::MORNING;
use fieldwalk_server::service::caller::authenticate;
use fieldwalk_server::service::write::{NotWritten, Written, write};

use crate::world::{Device, World, is_held};

struct Console {
    device: Device,
    actor: Actor,
}

impl Console {
    async fn of(world: &World, member: fieldwalk_core::ids::MemberId) -> Self {
        let mut device = world.device(member).await;
        let actor = Actor::new(device.id(), &mut device.rng);
        Self { device, actor }
    }

    async fn write(
        &self,
        world: &World,
        document: DocumentKey,
        intent: impl FnOnce(&mut Document) -> Result<Option<Vec<u8>>, DocumentError> + Send + 'static,
    ) -> Result<Written, NotWritten> {
        let service = world.app.service();
        let caller = authenticate(service, &self.device.token).await.unwrap();
        write(service, &caller, &self.device.keys, &self.actor, document, intent).await
    }
}

async fn planned(world: &World) -> VisitFacts {
    let mut fay = world.device(world.facilitator).await;
    let facts = world.visit(&[world.ada, world.ben]);
    let put = fay.put_visit(&facts);
    assert!(is_held(&fay.sync(vec![put]).await[0]));
    facts
}

#[tokio::test]
async fn what_is_written_in_the_console_reaches_phones_and_sending_it_twice_is_one_thing() {
    let world = World::new().await;
    let facts = planned(&world).await;
    let debrief = DocumentKey::Debrief(facts.visit);
    let mut ada = Console::of(&world, world.ada).await;
    let pattern = PatternId::new(MORNING, &mut ada.device.rng);
    let add = move |document: &mut Document| document.add_pattern(pattern, "Students ask", MORNING);
    let first = ada.write(&world, debrief, add).await.unwrap();
    let again = ada.write(&world, debrief, add).await.unwrap();
    assert_eq!((first.is_new, again), (true, Written { number: first.number, is_new: false }));
    let step = StatementId::new(MORNING, &mut ada.device.rng);
    let predict = move |document: &mut Document| document.add_prediction(step, "They can ask", MORNING);
    assert!(ada.write(&world, debrief, predict).await.unwrap().number > first.number);

    let mut ben = world.device(world.ben).await;
    ben.sync(vec![]).await;
    let seen = ben.documents[&debrief].debrief();
    assert_eq!((seen.patterns[&pattern].statement.as_str(), seen.predictions.len()), ("Students ask", 1));
}

#[tokio::test]
async fn many_who_write_at_once_are_all_kept() {
    let world = World::new().await;
    let facts = planned(&world).await;
    let debrief = DocumentKey::Debrief(facts.visit);
    let (mut ada, ben) = (Console::of(&world, world.ada).await, Console::of(&world, world.ben).await);
    let patterns: Vec<PatternId> = (0..6).map(|_| PatternId::new(MORNING, &mut ada.device.rng)).collect();
    let written = patterns.iter().enumerate().map(|(number, pattern)| {
        let (pattern, writer) = (*pattern, if number % 2 == 0 { &ada } else { &ben });
        writer.write(&world, debrief, move |document| document.add_pattern(pattern, "One", MORNING))
    });
    let written = futures_util::future::join_all(written).await;
    assert!(written.iter().all(|written| written.as_ref().is_ok_and(|written| written.is_new)));
    let mut fay = world.device(world.facilitator).await;
    fay.sync(vec![]).await;
    assert_eq!(fay.documents[&debrief].debrief().patterns.len(), 6);
}

#[tokio::test]
async fn who_may_not_write_is_told_so_before_anything_is_looked_at() {
    let world = World::new().await;
    let facts = planned(&world).await;
    let hal = Console::of(&world, world.host).await;
    for (document, reason) in [
        (DocumentKey::Debrief(facts.visit), Refusal::NotAllowed),
        (DocumentKey::Network, Refusal::NotAllowed),
        (DocumentKey::Notebook(facts.visit, world.ada), Refusal::NotAllowed),
        (DocumentKey::Debrief(world.visit(&[]).visit), Refusal::UnknownVisit),
    ] {
        let refused = hal.write(&world, document, |_| Err(DocumentError::NotFound)).await;
        assert!(matches!(refused, Err(NotWritten::Refused(found)) if found == reason), "{document}: {refused:?}");
    }
    let wrong = hal.write(&world, DocumentKey::Response(facts.visit), |_| Err(DocumentError::TooLong)).await;
    assert!(matches!(wrong, Err(NotWritten::Intent(DocumentError::TooLong))));
}
