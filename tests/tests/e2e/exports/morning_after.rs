//! What the demo leaves out: the group debriefs and the facilitator clears, on the demo's own phones. Before that, one
//! observer shares what a spreadsheet, a rotation or a sum could stumble over, and the plan gets gaps.

use std::collections::BTreeSet;
use std::path::Path;

use fieldwalk_core::clock::{Clock, SystemClock, Timestamp, system_rng};
use fieldwalk_core::document::{NewNote, NewTally, NewWondering};
use fieldwalk_core::domain::{
    Bearing, Contribution, DebriefStep, Focus, Horizon, Level, LookFor, NoteKind, ReviewAct, Room, Slot, Visit,
};
use fieldwalk_core::ids::{EvidenceId, LookForId, RoomId, SlotId, VisitId};
use fieldwalk_tests::device::{Device, http};
use fieldwalk_tests::process::Server;

const LAST: Timestamp = Timestamp(i64::MAX / 2);

/// Does it, with a server on `data` that has ended when this returns.
pub(super) async fn morning_after(data: &Path) {
    let server = Server::start(data);
    let http = http();
    let phone = |name| Device::open(&data.join("phones").join(format!("{name}.fieldwalk")), &http);
    let [facilitator, ada, ben] = ["facilitator", "observer-01", "observer-02"].map(phone);
    let url = server.url();
    facilitator.sync_all(url).await;
    let visit = facilitator.client.visits().unwrap()[0].facts.visit;
    leave_gaps(&facilitator, visit);
    facilitator.sync_all(url).await;
    ada.sync_all(url).await;
    stumble(&ada, visit);
    ada.sync_all(url).await;
    ben.sync_all(url).await;
    let pieces = Pieces::on(&ben, visit);
    debrief(&ben, visit, &pieces);
    ben.sync_all(url).await;
    facilitator.sync_all(url).await;
    clear(&facilitator, visit, &pieces);
    facilitator.sync_all(url).await;
    server.ask_to_stop();
    let mut server = server;
    assert!(server.ended().success());
}

/// A look-for that nobody saw, a room that nobody wrote in, and a team that was due where others wrote.
fn leave_gaps(facilitator: &Device, visit: VisitId) {
    let client = &facilitator.client;
    let mut plan = client.visit(visit).unwrap();
    let mut rng = system_rng().unwrap();
    let now = SystemClock.now();
    let unseen = LookFor { name: "- students ask one another".into(), ..LookFor::default() };
    plan.look_fors.insert(LookForId::new(now, &mut rng), unseen);
    let empty = RoomId::new(now, &mut rng);
    plan.rooms.insert(empty, Room { code: "Room Z".into(), ..Room::default() });
    let (first, last) = (*plan.teams.keys().next().unwrap(), *plan.teams.keys().next_back().unwrap());
    let unseen_by_last = plan.rooms.keys().copied().find(|room| {
        let of_room = |slot: &&Slot| slot.room == *room;
        let teams: BTreeSet<_> = plan.slots.values().filter(of_room).map(|slot| slot.team).collect();
        !teams.is_empty() && !teams.contains(&last)
    });
    let due = [(first, Some(empty)), (last, unseen_by_last)];
    for (team, room) in due.into_iter().filter_map(|(team, room)| room.map(|room| (team, room))) {
        let slot = Slot { team, room, starts_at: LAST, minutes: 10 };
        plan.slots.insert(SlotId::new(now, &mut rng), slot);
    }
    let facts = client.visits().unwrap()[0].facts.clone();
    client.plan_visit(&facts, &plan).unwrap();
}

/// Texts that look like formulas, notes at the edges of a slot and outside of all, counts with and without a
/// denominator, words that were changed or taken back after sharing.
fn stumble(ada: &Device, visit: VisitId) {
    let client = &ada.client;
    let plan: Visit = client.visit(visit).unwrap();
    let member = client.profile().unwrap().member;
    let (slot, Slot { starts_at, minutes, .. }) = plan.slots_of(member)[0];
    let ends_at = starts_at.plus_minutes(minutes);
    let look_fors: BTreeSet<LookForId> = plan.look_fors.keys().take(2).copied().collect();
    let note = |text: &str, slot, observed_at| {
        let note = NewNote {
            slot,
            kind: NoteKind::Environment,
            focus: Focus::Task,
            look_fors: look_fors.clone(),
            text: text.to_owned(),
            observed_at,
        };
        client.add_note(visit, &note).unwrap()
    };
    let reworded = note("Ms. Koski points to the board", Some(slot), starts_at);
    let withdrawn = note("taken back", Some(slot), starts_at);
    let mut items = vec![
        reworded,
        withdrawn,
        note("=SUM(A1:A9) on the board", None, starts_at),
        note("- first, a list\n  of two \"lines\"; né 👩🏽‍🏫", Some(slot), starts_at.plus_millis(-1)),
        note("'+1 is written on the door", Some(slot), ends_at.plus_millis(-1)),
        note("007", Some(slot), ends_at),
    ];
    for (label, count, denominator) in [
        ("=laptops open", 3, Some(20)),
        ("=laptops open", 4, Some(21)),
        ("questions by students", 7, None),
        ("questions by students", 5, Some(24)),
        ("hands up", 0, Some(0)),
    ] {
        let tally = NewTally { slot: Some(slot), label: label.into(), count, denominator, observed_at: starts_at };
        items.push(client.add_tally(visit, &tally).unwrap());
    }
    for (text, slot) in [("@who chose the task?", None), ("I wonder what 007 means.", Some(slot))] {
        let wondering = NewWondering { slot, text: text.into(), observed_at: starts_at };
        items.push(client.add_wondering(visit, &wondering).unwrap());
    }
    client.share(visit, &items).unwrap();
    client.share(visit, &items[..3]).unwrap();
    client.reword(visit, reworded, "The teacher points to the board").unwrap();
    client.withdraw(visit, &[withdrawn]).unwrap();
}

/// All that is shared.
struct Pieces {
    notes: Vec<(EvidenceId, String)>,
    tallies: Vec<EvidenceId>,
    wonderings: Vec<EvidenceId>,
}

impl Pieces {
    fn on(phone: &Device, visit: VisitId) -> Self {
        let mut pieces = Self { notes: Vec::new(), tallies: Vec::new(), wonderings: Vec::new() };
        for Contribution { notes, tallies, wonderings } in phone.client.contributions(visit).unwrap().into_values()
        {
            pieces.notes.extend(notes.into_iter().map(|(item, note)| (EvidenceId::of(item), note.item.text)));
            pieces.tallies.extend(tallies.into_keys().map(EvidenceId::of));
            pieces.wonderings.extend(wonderings.into_keys().map(EvidenceId::of));
        }
        pieces
    }
}

fn debrief(ben: &Device, visit: VisitId, pieces: &Pieces) {
    let client = &ben.client;
    client.set_debrief_step(visit, DebriefStep::Group).unwrap();
    let pattern = |statement| client.add_pattern(visit, statement).unwrap();
    let [explain, few, none, dropped] =
        ["=Students say \"because\", and others listen.", "Few ask why.", "Nobody waits.", "Dropped."]
            .map(pattern);
    let place = |pattern, evidence, bearing| client.place_evidence(visit, pattern, evidence, bearing).unwrap();
    for (number, (evidence, _)) in pieces.notes.iter().enumerate() {
        match number % 6 {
            0 => place(explain, *evidence, Bearing::Supports),
            1 => place(explain, *evidence, Bearing::Contrasts),
            2 if number % 4 == 0 => place(few, *evidence, Bearing::Supports),
            3 if number % 9 == 0 => place(none, *evidence, Bearing::Exception),
            4 if number % 8 == 0 => place(dropped, *evidence, Bearing::Supports),
            _ => {}
        }
    }
    // One piece under two patterns; tallies and wonderings too; one taken out again, one moved.
    place(few, pieces.notes[0].0, Bearing::Contrasts);
    place(few, pieces.tallies[0], Bearing::Supports);
    place(explain, pieces.wonderings[0], Bearing::Supports);
    client.unplace_evidence(visit, explain, pieces.notes[6].0).unwrap();
    client.move_evidence(visit, Some(explain), none, pieces.notes[7].0, Bearing::Exception).unwrap();
    client.remove_pattern(visit, dropped).unwrap();

    client.set_debrief_step(visit, DebriefStep::Predict).unwrap();
    client.add_prediction(visit, "We would answer in one word.").unwrap();
    client.add_prediction(visit, "007").unwrap();
    client.add_prediction(visit, "  ").unwrap();
    client.add_group_wondering(visit, "+ Who decides who speaks?").unwrap();
    client.set_debrief_step(visit, DebriefStep::NextLevel).unwrap();
    let steps = [
        ("Wait three seconds.", Level::Classroom, Horizon::Week),
        ("Plan questions together.", Level::School, Horizon::Month),
        ("-1 meeting, +1 visit", Level::Network, Horizon::Year),
    ];
    for (text, level, horizon) in steps {
        client.add_next_step(visit, text, level, horizon).unwrap();
    }
}

/// Places a piece otherwise than the others did, leaves pieces out, and covers words.
fn clear(facilitator: &Device, visit: VisitId, pieces: &Pieces) {
    let client = &facilitator.client;
    let explain = *client.debrief(visit).unwrap().patterns.keys().next().unwrap();
    client.place_evidence(visit, explain, pieces.notes[0].0, Bearing::Exception).unwrap();
    let review = |act| client.review(visit, act).unwrap();
    // Under a pattern, and under none.
    for evidence in [pieces.notes[12].0, pieces.notes[5].0, pieces.tallies[1], pieces.wonderings[1]] {
        review(ReviewAct::Hide(evidence));
    }
    let word = |(evidence, text): &(EvidenceId, String)| {
        let word = text.split_whitespace().max_by_key(|word| word.len()).unwrap();
        ReviewAct::Mask(*evidence, word.to_owned())
    };
    review(word(&pieces.notes[1]));
    review(word(&pieces.notes[2]));
    // In a piece that is left out, and words that do not stand there: neither counts.
    review(word(&pieces.notes[5]));
    review(ReviewAct::Mask(pieces.notes[3].0, "no such words".into()));
}
