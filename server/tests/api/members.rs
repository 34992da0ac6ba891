//! What a facilitator may do on their own network, in the console, and nobody else.

use fieldwalk_core::domain::{Member, Role, School};
use fieldwalk_core::ids::{MemberId, SchoolId};
use fieldwalk_server::service::admin::NotDone;
use fieldwalk_server::service::caller::Caller;
use fieldwalk_server::service::members::{Members, NotChanged};
use fieldwalk_server::service::roster::{self, NotImported};
use fieldwalk_server::service::session::session;
use fieldwalk_server::service::sign_in::sign_in;

use crate::world::World;

/// `member` in the console.
async fn console(world: &World, member: MemberId) -> Caller {
    let code = world.app.admin().sign_in_code(member).await.unwrap();
    let browser = sign_in(world.app.service(), &code.code, "a browser").await.unwrap();
    session(world.app.service(), &browser.token).await.unwrap().caller
}

fn member(id: u128, name: &str, role: Role) -> Member {
    Member { id: MemberId(uuid::Uuid::from_u128(id)), name: name.to_owned(), role, school: None }
}

#[tokio::test]
async fn a_facilitator_runs_the_people_of_the_network() {
    let world = World::new().await;
    let fay = console(&world, world.facilitator).await;
    let members = Members(world.app.service(), &fay);
    let school = School { id: SchoolId(uuid::Uuid::from_u128(1)), name: " Bayside ".to_owned() };
    members.put_school(school.clone()).await.unwrap();
    let names: Vec<_> = members.schools().await.unwrap().into_iter().map(|school| school.name).collect();
    assert_eq!(names, ["Bayside", "Hillside", "Lakeside"]);

    let zoe = Member { school: Some(school.id), ..member(2, "Zoë", Role::Coach) };
    members.put(zoe.clone()).await.unwrap();
    let invite = members.invite(zoe.id, 1).await.unwrap();
    assert_eq!(invite.link("https://north.example"), format!("https://north.example/invite#{}", invite.code));
    let mut phone = world.stranger(world.network);
    phone.enrol(&invite.code).await;
    let code = members.sign_in_code(zoe.id).await.unwrap();
    sign_in(world.app.service(), &code.code, "a browser").await.unwrap();

    let all = members.all().await.unwrap();
    let names: Vec<_> = all.iter().map(|one| one.row.member.name.as_str()).collect();
    assert_eq!(names, ["Ada", "Ben", "Fay", "Hal", "Zoë"]);
    assert_eq!((all[4].devices.len(), all[0].devices.len(), all[0].last_seen_at()), (2, 0, None));
    assert!(all[4].last_seen_at().is_some());

    members.revoke(phone.id()).await.unwrap();
    members.put(Member { role: Role::Leader, ..zoe.clone() }).await.unwrap();
    members.remove(world.ada).await.unwrap();
    let all = members.all().await.unwrap();
    assert_eq!((all[4].row.member.id, all[4].row.removed_at.is_some()), (world.ada, true));
    assert_eq!(all[3].row.member.role, Role::Leader);
    assert!(all[3].devices.iter().any(|device| device.id == phone.id() && device.revoked_at.is_some()));
}

#[tokio::test]
async fn a_form_sent_twice_adds_one_and_changes_nothing_the_second_time() {
    let world = World::new().await;
    let fay = console(&world, world.facilitator).await;
    let members = Members(world.app.service(), &fay);
    let zoe = member(2, "Zoë", Role::Coach);
    members.put(zoe.clone()).await.unwrap();
    let mut phone = world.device(world.facilitator).await;
    phone.sync(vec![]).await;
    members.put(zoe).await.unwrap();
    let request = phone.request(vec![]);
    assert!(phone.ask(&request).await.facts.is_none());
}

#[tokio::test]
async fn nobody_else_may_and_nobody_in_another_network() {
    let world = World::new().await;
    let admin = world.app.admin();
    let south = admin.create_network("South").await.unwrap();
    let eve = admin.add_member(south, "Eve", Role::Facilitator, None).await.unwrap();
    let eve = console(&world, eve).await;
    let phone = world.device(world.ada).await;
    let admins = Members(world.app.service(), &eve);
    assert_eq!(admins.all().await.unwrap().len(), 1);
    assert!(matches!(admins.remove(world.ada).await, Err(NotChanged::NotDone(NotDone::NoSuchMember))));
    assert!(matches!(admins.invite(world.ada, 1).await, Err(NotChanged::NotDone(NotDone::NoSuchMember))));
    assert!(matches!(admins.sign_in_code(world.ada).await, Err(NotChanged::NotDone(NotDone::NoSuchMember))));
    assert!(matches!(admins.revoke(phone.id()).await, Err(NotChanged::NotDone(NotDone::NoSuchDevice))));
    let taken = Member { id: world.ada, ..member(0, "Mine", Role::Coach) };
    assert!(matches!(admins.put(taken).await, Err(NotChanged::NotDone(NotDone::MemberElsewhere))));

    for other in [world.host, world.ada, world.ben] {
        let other = console(&world, other).await;
        let members = Members(world.app.service(), &other);
        let refused = [
            members.all().await.err(),
            members.schools().await.err(),
            members.put(member(2, "Zoë", Role::Facilitator)).await.err(),
            members.put(Member { role: Role::Facilitator, ..other.member.clone() }).await.err(),
            members.remove(world.facilitator).await.err(),
            members.invite(world.facilitator, 1).await.err(),
            members.sign_in_code(other.member.id).await.err(),
            members.revoke(phone.id()).await.err(),
        ];
        assert!(refused.iter().all(|error| matches!(error, Some(NotChanged::NotAllowed))), "{refused:?}");
    }
    // A facilitator who is one no longer is asked at each act.
    let fay = console(&world, world.facilitator).await;
    admin.put_member(world.network, member(9, "Gus", Role::Facilitator)).await.unwrap();
    admin.put_member(world.network, Member { role: Role::Coach, ..fay.member.clone() }).await.unwrap();
    let late = Members(world.app.service(), &fay).remove(world.ada).await;
    assert!(matches!(late, Err(NotChanged::NotAllowed)));
}

#[tokio::test]
async fn the_last_facilitator_stays_one() {
    let world = World::new().await;
    let fay = console(&world, world.facilitator).await;
    let members = Members(world.app.service(), &fay);
    let demoted = Member { role: Role::Coach, ..fay.member.clone() };
    assert!(matches!(members.remove(world.facilitator).await, Err(NotChanged::LastFacilitator)));
    assert!(matches!(members.put(demoted.clone()).await, Err(NotChanged::LastFacilitator)));
    let gus = member(9, "Gus", Role::Facilitator);
    members.put(gus.clone()).await.unwrap();
    members.remove(gus.id).await.unwrap();
    assert!(matches!(members.put(demoted.clone()).await, Err(NotChanged::LastFacilitator)), "Gus is gone");
    members.put(gus).await.unwrap();
    members.put(demoted).await.unwrap();
    assert!(matches!(members.all().await, Err(NotChanged::NotAllowed)));
}

#[tokio::test]
async fn a_name_has_1_to_200_characters() {
    let world = World::new().await;
    let fay = console(&world, world.facilitator).await;
    let members = Members(world.app.service(), &fay);
    for (name, is_name) in [("", false), (" \t", false), (&"é".repeat(200), true), (&"é".repeat(201), false)] {
        assert_eq!(members.put(member(2, name, Role::Coach)).await.is_ok(), is_name, "{name}");
        let school = School { id: SchoolId(uuid::Uuid::from_u128(1)), name: name.to_owned() };
        assert_eq!(members.put_school(school).await.is_ok(), is_name, "{name}");
    }
}

const USERS: &[u8] = b"sourcedId,status,enabledUser,orgSourcedIds,role,givenName,familyName\n\
    1,,true,s1,administrator,Zo\xEB,Nu\xF1ez\n2,,true,s2,administrator,Ada,Lovelace\n3,,true,s1,student,Sue,Student\n";
const ORGS: &[u8] = b"sourcedId,status,name,type,parentSourcedId\ns1,,hillside,school,\ns2,,Bayside,school,\n";

#[tokio::test]
async fn a_roster_is_shown_then_imported_as_shown_and_a_second_time_changes_nothing() {
    let world = World::new().await;
    let fay = console(&world, world.facilitator).await;
    let members = Members(world.app.service(), &fay);
    let roster = roster::read(world.app.service(), &[USERS, ORGS]);
    let shown = members.import_plan(roster.clone()).await.unwrap();
    assert_eq!((shown.add.len(), shown.add_schools.as_slice()), (2, &["Bayside".to_owned()][..]));
    // Somebody else adds one of them meanwhile.
    members.put(Member { school: Some(world.host_school), ..member(2, "Zoë Nuñez", Role::Coach) }).await.unwrap();
    let late = members.import(roster.clone(), shown.digest()).await;
    assert!(matches!(late, Err(NotImported::PlanChanged)));
    assert_eq!(members.all().await.unwrap().len(), 5);

    let shown = members.import_plan(roster.clone()).await.unwrap();
    assert_eq!((shown.add.len(), shown.change.len()), (1, 1));
    let mut phone = world.device(world.facilitator).await;
    phone.sync(vec![]).await;
    let before = phone.cursor.unwrap();
    members.import(roster.clone(), shown.digest()).await.unwrap();
    let request = phone.request(vec![]);
    let facts = phone.ask(&request).await.facts.unwrap();
    assert_eq!(phone.cursor.unwrap().due, before.due + 1, "one change of facts");
    let zoe = &facts.members[&MemberId(uuid::Uuid::from_u128(2))];
    assert_eq!((zoe.role, zoe.school), (Role::Coach, Some(world.host_school)));
    let ada = facts.members.values().find(|member| member.name == "Ada Lovelace").unwrap();
    assert_eq!((ada.role, facts.schools[&ada.school.unwrap()].name.as_str()), (Role::Leader, "Bayside"));

    let again = members.import_plan(roster.clone()).await.unwrap();
    assert!(again.is_empty());
    members.import(roster, again.digest()).await.unwrap();
    let request = phone.request(vec![]);
    assert!(phone.ask(&request).await.facts.is_none());
}

#[tokio::test]
async fn only_a_facilitator_sees_and_imports_a_roster() {
    let world = World::new().await;
    let (fay, ada) = (console(&world, world.facilitator).await, console(&world, world.ada).await);
    let roster = roster::read(world.app.service(), &[USERS, ORGS]);
    let digest = Members(world.app.service(), &fay).import_plan(roster.clone()).await.unwrap().digest();
    let members = Members(world.app.service(), &ada);
    assert!(matches!(members.import_plan(roster.clone()).await, Err(NotChanged::NotAllowed)));
    let refused = members.import(roster, digest).await;
    assert!(matches!(refused, Err(NotImported::NotChanged(NotChanged::NotAllowed))));
    assert_eq!(world.app.admin().members(world.network).await.unwrap().len(), 4);
}

#[tokio::test]
async fn the_largest_roster_is_imported_whole() {
    let world = World::new().await;
    let fay = console(&world, world.facilitator).await;
    let members = Members(world.app.service(), &fay);
    let lines = (0..5_000).map(|n| format!("Person {n},leader,School {},p{n}\n", n % 500));
    let list = format!("name,role,school,id\n{}", lines.collect::<String>());
    let roster = roster::read(world.app.service(), &[list.as_bytes()]);
    let shown = members.import_plan(roster.clone()).await.unwrap();
    members.import(roster.clone(), shown.digest()).await.unwrap();
    assert_eq!(members.all().await.unwrap().len(), 5_004);
    let again = members.import_plan(roster).await.unwrap();
    assert_eq!((again.is_empty(), again.unchanged.len()), (true, 5_000));
}
