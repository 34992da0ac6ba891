//! Who is taken off a visit keeps what they wrote on it.

use super::*;

#[cfg(target_family = "wasm")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn told(desk: &Desk, client: &Client, is_on: bool) {
    desk.network.answer(client, |answer| {
        let mut facts = desk.network.facts.clone();
        facts.me = ByHand::member(2);
        if !is_on {
            facts.visits.clear();
        }
        answer.facts = Some(facts);
    });
}

fn listed(client: &Client) -> Vec<(bool, bool, usize)> {
    let list = client.visit_list(jiff::civil::date(2026, 11, 5)).unwrap();
    let rows = [list.today, list.upcoming, list.past].concat();
    rows.iter().map(|row| (row.is_participant, row.entry.is_left, row.status.on_device)).collect()
}

#[test]
fn notebook_of_a_visit_that_somebody_was_taken_off_is_listed_and_read_until_they_are_back() {
    let mut desk = Desk::new();
    let visit = desk.visit();
    let client = desk.open("ada", 2, 1);
    client.add_note(visit, &note("in a room")).unwrap();
    told(&desk, &client, true);
    assert_eq!(listed(&client), [(true, false, 1)]);

    client.add_note(visit, &note("on the way")).unwrap();
    told(&desk, &client, false);
    assert_eq!(listed(&client), [(false, true, 2)]);
    let screen = client.walk_screen(visit, None).unwrap();
    assert_eq!((screen.slots.len(), screen.items.len()), (0, 2), "its room is in no plan any more");
    assert!(matches!(client.feedback(visit), Err(ClientError::UnknownVisit)));
    drop(client);
    let (client, _) = Client::open(&desk.path("ada"), desk.clock.clone(), seeded_rng(2)).unwrap();
    assert_eq!(listed(&client), [(false, true, 2)]);

    client.add_note(visit, &note("back")).unwrap();
    told(&desk, &client, true);
    assert_eq!(listed(&client), [(true, false, 3)]);
}

#[test]
fn visit_without_a_word_of_ones_own_goes_with_its_invitation() {
    let mut desk = Desk::new();
    let client = desk.open("ada", 2, 1);
    told(&desk, &client, false);
    assert_eq!(listed(&client), []);
}
