//! The plan changes while people walk, and the walk ends: every note stays where its author finds it.

use fieldwalk_core::clock::{Clock as _, SystemClock, seeded_rng};
use fieldwalk_core::domain::Team;
use fieldwalk_core::ids::TeamId;
use fieldwalk_tests::browser::{Chromedriver, Phone};
use fieldwalk_tests::pages::WebClient;
use fieldwalk_tests::scene::Scene;

use super::tour::look;

#[tokio::test]
async fn what_was_written_stays_in_sight_when_another_team_gets_the_room_and_when_the_walk_is_over() {
    let scene = Scene::new(1).await;
    let (visit, driver, phone) = (scene.visit, Chromedriver::start(), Phone::new("en"));
    let browser = phone.open(&driver, scene.url()).await;
    let ada = WebClient::join(browser, &scene.invite(scene.observers[0])).await;
    let browser = &ada.browser;
    ada.write("12 of 24 hands up").await;
    ada.is_held().await;

    let planner = &scene.facilitator;
    let facts = planner.client.facts().unwrap().visits[&visit].clone();
    let mut plan = planner.client.visit(visit).unwrap();
    let other = TeamId::new(SystemClock.now(), &mut seeded_rng(1));
    plan.teams.insert(other, Team { name: "Team 2".into() });
    plan.slots.values_mut().min_by_key(|slot| slot.starts_at).unwrap().team = other;
    planner.client.plan_visit(&facts, &plan).unwrap();
    planner.sync_all(scene.url()).await;
    ada.sync().await;
    browser.goto(&format!("/app/#/visit/{visit}/walk")).await;
    browser.sees("Written outside your rooms: 1").await;
    browser.sees("12 of 24 hands up").await;
    look(browser, "walk-elsewhere").await;

    for (room, next) in [("Room 2", "Room 3"), ("Room 3", "Room 4")] {
        browser.sees(room).await;
        ada.write(&format!("S: \"this is {room}\"")).await;
        browser.press("Done here").await;
        browser.sees(next).await;
    }
    browser.press("Done here").await;
    browser.goto("/app/#/").await;
    browser.goto(&format!("/app/#/visit/{visit}/walk")).await;
    browser.sees("Notes of this room").await;
    look(browser, "walk-over").await;
    browser.find(".app-room-choice select").await.select_by_index(0).await.unwrap();
    browser.sees("this is Room 2").await;
}
