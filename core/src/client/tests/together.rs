//! Debrief, response, library and review, from several phones.

use super::*;

use crate::document::{DocumentError, TextPlace};
use crate::domain::{About, Ask, AskKind, Bearing, DebriefStep, Level, LookFor, ReviewAct, Role};
use crate::domain::{Horizon, Network};
use crate::ids::{AskId, EvidenceId};
#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Carries what `from` has, held by the server by then, to `to`.
fn hand_over(desk: &Desk, from: &Client, to: &Client, visit: VisitId) {
    desk.network.answer(from, |_| {});
    let report = to.import_visit(&from.export_visit(visit, ExportScope::ForColleagues).unwrap()).unwrap();
    assert_eq!(report.refused, []);
}

/// The commands in the next request.
fn commands(client: &Client) -> Vec<Command> {
    let SyncStep::Send(request) = client.sync_step(Event::Asked) else { panic!("nothing sent") };
    let command = |offer: &Offer| match offer {
        Offer::Command(_, command) => Some(command.clone()),
        Offer::Chunk(_) => None,
    };
    let commands = request.offers.iter().filter_map(command).collect();
    client.sync_step(Event::Failed(Failure::NoConnection));
    commands
}

/// Makes member 3 the host.
fn with_host(desk: &mut Desk) {
    let school = *desk.network.facts.schools.keys().next().unwrap();
    let host = desk.network.facts.members.get_mut(&ByHand::member(3)).unwrap();
    host.role = Role::Leader;
    host.school = Some(school);
    for facts in desk.network.facts.visits.values_mut() {
        facts.observers.remove(&ByHand::member(3));
    }
}

#[test]
fn two_phones_debrief_offline_and_read_the_same() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let (ada, ben) = (desk.open("ada", 2, 1), desk.open("ben", 3, 2));
    desk.network.tell(&ada, ByHand::member(2));
    let item = ada.add_note(visit, &note("S: why?")).unwrap();
    ada.share(visit, &[item]).unwrap();
    let evidence = EvidenceId::of(item);
    let talk = ada.add_pattern(visit, "Students ask.").unwrap();
    ada.place_evidence(visit, talk, evidence, Bearing::Supports).unwrap();
    hand_over(&desk, &ada, &ben, visit);
    let place = TextPlace::Pattern(talk);
    let (by_ada, by_ben) = (ada.shared_text(visit, &place).unwrap(), ben.shared_text(visit, &place).unwrap());
    assert_eq!(by_ada, by_ben);
    ada.edit_text(visit, &place, &by_ada.seen, "Most students ask.").unwrap();
    ben.edit_text(visit, &place, &by_ben.seen, "Students ask why.").unwrap();
    ben.move_evidence(visit, Some(talk), talk, evidence, Bearing::Exception).unwrap();
    let more = ben.add_pattern(visit, "Few rooms.").unwrap();
    // Which this phone has not heard of.
    let unknown = ada.move_evidence(visit, Some(talk), more, evidence, Bearing::Supports);
    assert!(matches!(unknown, Err(ClientError::Document(DocumentError::NotFound))));
    ada.add_prediction(visit, "We would ask.").unwrap();
    ben.add_group_wondering(visit, "Who answers?").unwrap();
    ben.add_next_step(visit, "Wait three seconds.", Level::Classroom, Horizon::Week).unwrap();
    hand_over(&desk, &ada, &ben, visit);
    hand_over(&desk, &ben, &ada, visit);

    let debrief = ada.debrief(visit).unwrap();
    assert_eq!(debrief, ben.debrief(visit).unwrap());
    assert_eq!(debrief.patterns[&talk].statement, "Most students ask why.");
    assert_eq!(debrief.patterns[&talk].evidence[&evidence], BTreeSet::from([Bearing::Exception]));
    assert_eq!(ben.feedback(visit).unwrap(), ada.feedback(visit).unwrap());

    ben.unplace_evidence(visit, talk, evidence).unwrap();
    ben.remove_pattern(visit, more).unwrap();
    let patterns = ben.debrief(visit).unwrap().patterns;
    assert!(patterns[&talk].evidence.is_empty() && patterns.len() == 1);
}

#[test]
fn what_the_server_does_not_hold_of_a_debrief_is_not_handed_to_others() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let (ada, ben) = (desk.open("ada", 2, 1), desk.open("ben", 3, 2));
    let tablet = desk.open("tablet", 2, 3);
    desk.network.tell(&ada, ByHand::member(2));
    ada.add_pattern(visit, "Students ask.").unwrap();
    ben.import_visit(&ada.export_visit(visit, ExportScope::ForColleagues).unwrap()).unwrap();
    assert!(ben.debrief(visit).unwrap().patterns.is_empty());
    tablet.import_visit(&ada.export_visit(visit, ExportScope::ForMyself).unwrap()).unwrap();
    assert_eq!(tablet.debrief(visit).unwrap().patterns.len(), 1);
}

#[test]
fn the_debrief_goes_on_step_by_step_and_shows_at_once_where_it_is() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let ada = desk.open("ada", 2, 1);
    assert!(matches!(ada.set_debrief_step(visit, DebriefStep::Predict), Err(ClientError::StepSkipped)));
    ada.set_debrief_step(visit, DebriefStep::Group).unwrap();
    ada.set_debrief_step(visit, DebriefStep::Predict).unwrap();
    assert_eq!(ada.visits().unwrap()[0].facts.debrief_step, DebriefStep::Predict);
    let steps = [DebriefStep::Group, DebriefStep::Predict].map(|step| Command::SetDebriefStep(visit, step));
    assert_eq!(commands(&ada), steps);
}

#[test]
fn only_the_host_responds_and_others_read_it_once_published() {
    let mut desk = Desk::new();
    with_host(&mut desk);
    let visit = desk.visit();
    let (ada, host) = (desk.open("ada", 2, 1), desk.open("host", 3, 2));
    desk.network.tell(&ada, ByHand::member(2));
    assert!(matches!(ada.add_comment(visit, About::Feedback, "x"), Err(ClientError::NotAllowed)));
    assert!(matches!(ada.response(visit), Err(ClientError::NotAllowed)));
    assert!(matches!(ada.publish_response(visit, true), Err(ClientError::NotAllowed)));
    assert!(matches!(host.add_pattern(visit, "x"), Err(ClientError::NotAllowed)));
    assert!(host.debrief(visit).unwrap().patterns.is_empty());

    host.add_comment(visit, About::Feedback, "Thank you.").unwrap();
    let commitment = host.add_commitment(visit, "Ask why.", "Maths", None).unwrap();
    host.set_commitment_done(visit, commitment, true).unwrap();
    let cycle = host.add_cycle(visit, None).unwrap();
    let question = host.add_question(visit, cycle).unwrap();
    host.lock_cycle(visit, cycle).unwrap();
    let prediction = TextPlace::Question(question, crate::document::QuestionText::Prediction);
    let late = host.edit_text(visit, &prediction, &[], "late");
    assert!(matches!(late, Err(ClientError::Document(DocumentError::Locked))));

    // Not in a file for others before it is published.
    hand_over(&desk, &host, &ada, visit);
    host.publish_response(visit, true).unwrap();
    assert!(host.visits().unwrap()[0].facts.is_response_published);
    assert_eq!(commands(&host), [Command::PublishResponse(visit, true)]);
    desk.network.facts.visits.get_mut(&visit).unwrap().is_response_published = true;
    desk.network.tell(&ada, ByHand::member(2));
    assert!(ada.response(visit).unwrap().comments.is_empty());
    desk.network.tell(&host, ByHand::member(3));
    hand_over(&desk, &host, &ada, visit);
    assert_eq!(ada.response(visit).unwrap(), host.response(visit).unwrap());
}

#[test]
fn facilitators_keep_the_library() {
    let mut desk = Desk::new();
    let (fay, ada) = (desk.open("fay", 1, 1), desk.open("ada", 2, 2));
    let look_for = LookFor { name: "Reasons".into(), ..LookFor::default() };
    assert!(matches!(ada.put_library_look_for(None, &look_for), Err(ClientError::NotAllowed)));
    assert_eq!(ada.network().unwrap(), Network::default());
    let heard = Arc::new(Mutex::new(Vec::new()));
    let sink = heard.clone();
    let _subscription = fay.subscribe(move |changed| sink.lock().unwrap().push(changed));
    fay.set_vision("every child").unwrap();
    assert_eq!(*heard.lock().unwrap(), [Changed::Network, Changed::Status]);
    let id = fay.put_library_look_for(None, &look_for).unwrap();
    let renamed = LookFor { name: "Reasons given".into(), ..look_for };
    assert_eq!(fay.put_library_look_for(Some(id), &renamed).unwrap(), id);
    assert_eq!(fay.network().unwrap().look_fors[&id], renamed);
    fay.remove_library_look_for(id).unwrap();
    assert!(fay.network().unwrap().look_fors.is_empty());
}

#[test]
fn an_author_sees_what_is_asked_until_they_reword() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let ada = desk.open("ada", 2, 1);
    let said = ada.add_note(visit, &note("Ms. Green said good job")).unwrap();
    let text = "I wonder why Ms. Green asks.".into();
    let wondered = NewWondering { slot: Some(ByHand::slot(1)), text, observed_at: MORNING };
    let wondered = ada.add_wondering(visit, &wondered).unwrap();
    ada.share(visit, &[said, wondered]).unwrap();
    desk.clock.advance(60_000);
    let asked_at = MORNING.plus_millis(60_000);
    for (number, item) in [(1, said), (2, wondered)] {
        let text = "Leave out the name.".into();
        let ask = Ask { visit, item, kind: AskKind::Reword, text, asked_at };
        desk.network.facts.asks.insert(AskId(uuid::Uuid::from_u128(number)), ask);
    }
    desk.network.tell(&ada, ByHand::member(2));
    let asked: Vec<_> = ada.asks(visit).unwrap().into_iter().map(|ask| (ask.item, ask.wording)).collect();
    let [first, second] = ["Ms. Green said good job", "I wonder why Ms. Green asks."].map(str::to_owned);
    assert_eq!(asked, [(said, first), (wondered, second)]);
    desk.clock.advance(60_000);
    ada.reword(visit, said, "T: good job").unwrap();
    let open: Vec<_> = ada.asks(visit).unwrap().into_iter().map(|ask| ask.item).collect();
    assert_eq!(open, [wondered]);
    ada.reword(visit, wondered, "I wonder why the teacher asks.").unwrap();
    assert_eq!(ada.asks(visit).unwrap(), []);
}

#[test]
fn who_clears_masks_and_asks_within_the_limits() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let (fay, ada) = (desk.open("fay", 1, 1), desk.open("ada", 2, 2));
    let evidence = EvidenceId(uuid::Uuid::from_u128(5));
    let mask = ReviewAct::Mask(evidence, "Green".into());
    assert!(matches!(ada.review(visit, mask.clone()), Err(ClientError::NotAllowed)));
    fay.review(visit, mask.clone()).unwrap();
    let ask = fay.ask(visit, evidence, AskKind::Reword, "Leave out the name.").unwrap();
    assert!(matches!(fay.ask(visit, evidence, AskKind::Question, "Who?"), Err(ClientError::NotAllowed)));
    let long = fay.review(visit, ReviewAct::Mask(evidence, "x".repeat(201)));
    assert!(matches!(long, Err(ClientError::Document(DocumentError::TooLong))));
    let asked = ReviewAct::Ask(ask, evidence, AskKind::Reword, "Leave out the name.".into());
    assert_eq!(commands(&fay), [Command::Review(visit, mask), Command::Review(visit, asked)]);
}

#[test]
fn what_was_refused_because_one_is_not_invited_is_kept_until_one_is() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let ada = desk.open("ada", 2, 1);
    ada.add_pattern(visit, "Students ask.").unwrap();
    let invited = desk.network.facts.clone();
    desk.network.facts.visits.get_mut(&visit).unwrap().observers.clear();
    let told = crate::domain::Facts { me: ByHand::member(2), ..desk.network.facts.clone() };
    desk.network.answer(&ada, |answer| {
        answer.receipts.fill(Receipt::Refused(Refusal::NotAllowed));
        answer.facts = Some(told);
    });
    assert!(matches!(ada.debrief(visit), Err(ClientError::NotAllowed)));
    desk.network.answer(&ada, |answer| answer.receipts.fill(Receipt::Refused(Refusal::NotAllowed)));
    desk.network.facts = invited;
    desk.network.tell(&ada, ByHand::member(2));
    assert_eq!(ada.debrief(visit).unwrap().patterns.len(), 1);
    let SyncStep::Send(request) = ada.sync_step(Event::Asked) else { panic!("nothing sent") };
    assert_eq!(request.offers.len(), 1, "it is offered again");
}
