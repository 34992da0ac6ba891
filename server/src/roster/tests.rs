//! Files as people and systems really write them.

use fieldwalk_core::domain::{Member, School};
use fieldwalk_core::ids::{MemberId, SchoolId};
use jiff::civil::date;
use uuid::Uuid;

use super::plan::{Existing, ImportPlan, Known, plan_import, schools_by_name};
use super::*;

const TODAY: jiff::civil::Date = date(2026, 11, 21);

const USERS_1_1: &str = "\
sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,\
identifier,email,sms,phone,agentSourceIds,grades,password\r\n\
1001,,,true,\"d1,s1\",administrator,mreyes,,María,Reyes,,1001,mreyes@example.org,,,,,\r\n\
1002,,,true,s1,administrator,okafor,,\"Chidi \"\"Chi\"\"\",\"Okafor, Jr.\",,1002,,,,,,\r\n\
1003,,,true,s1,teacher,tteacher,,Tom,Teacher,,1003,,,,,,\r\n\
1004,,,true,s2,student,sstudent,,Sue,Student,,1004,,,,,05,\r\n\
1005,,,true,s2,guardian,gguard,,Gus,Guardian,,1005,,,,,,\r\n\
1006,tobedeleted,2026-01-01,true,s2,administrator,gone,,Gone,Already,,1006,,,,,,\r\n\
1007,,,false,s2,administrator,off,,Off,Leave,,1007,,,,,,\r\n\
1008,,,true,s2-math,administrator,dept,,Dee,Partment,,1008,,,,,,\r\n\
1009,,,true,s9,administrator,lost,,Lost,School,,1009,,,,,,\r\n\
1010,,,true,s2,aide,aaide,,Al,Aide,,1010,,,,,,\r\n";

const ORGS: &str = "\
sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\r\n\
d1,,,Harbour Unified,district,0600001,\r\n\
s1,,,Bayside Elementary,school,0600011,d1\r\n\
s2,,,Hillcrest Middle,school,0600012,d1\r\n\
s2-math,,,Mathematics,department,,s2\r\n\
s3,tobedeleted,,Closed School,school,,d1\r\n";

const USERS_1_2: &str = "\
sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,\
phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,\
preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\n\
u1,,,true,a,,Katherine,Ng,,,,,,,,,,,Kate,,,s1,\n\
u2,,,true,b,,Sam,Both,,,,,,,,,,,,,,s1,\n\
u3,,,true,c,,Ida,District,,,,,,,,,,,,,,d1,\n\
u4,,,true,d,,Cora,Coach,,,,,,,,,,,,,,s2,\n\
u5,,,true,e,,Sys,Admin,,,,,,,,,,,,,,d1,\n\
u6,,,true,f,,Former,Principal,,,,,,,,,,,,,,s2,\n\
u7,,,true,g,,Stu,Dent,,,,,,,,,,,,,,s2,\n";

const ROLES_1_2: &str = "\
sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n\
r1,,,u1,primary,principal,2026-08-01,,s1,\n\
r2,,,u2,secondary,teacher,,,s1,\n\
r3,,,u2,secondary,siteAdministrator,,,s1,\n\
r4,,,u2,primary,siteAdministrator,,,s2,\n\
r5,,,u3,primary,districtAdministrator,,,d1,\n\
r6,,,u4,primary,ext:instructionalCoach,,,s2,\n\
r7,,,u5,primary,systemAdministrator,,,d1,\n\
r8,,,u6,primary,principal,2020-08-01,2026-06-30,s2,\n\
r9,,,u7,primary,student,,,s2,\n";

fn read(files: &[&str]) -> Roster {
    let files: Vec<&[u8]> = files.iter().map(|file| file.as_bytes()).collect();
    parse(&files, TODAY)
}

/// Name, role and school of each.
fn people(roster: &Roster) -> Vec<(&str, &str, Option<&str>)> {
    roster
        .rows
        .iter()
        .map(|row| (row.person.name.as_str(), row.person.role.as_str(), row.person.school.as_deref()))
        .collect()
}

fn problems(roster: &Roster) -> Vec<(Option<u64>, ProblemKind, &str)> {
    roster.problems.iter().map(|problem| (problem.line, problem.kind, problem.value.as_str())).collect()
}

/// The network after the plan was carried out.
fn after(existing: &Existing, plan: &ImportPlan) -> Existing {
    let mut after = existing.clone();
    for name in &plan.add_schools {
        let id = SchoolId(Uuid::from_u128(100 + after.schools.len() as u128));
        after.schools.push(School { id, name: name.clone() });
    }
    let schools = schools_by_name(&after.schools);
    let known = |id, person: &Person| {
        let school = person.school.as_deref().map(|name| schools[&plan::school_key(name)]);
        let member = Member { id, name: person.name.clone(), role: person.role, school };
        Known { member, source: person.source.clone(), is_removed: false }
    };
    for change in &plan.change {
        let place = after.members.iter_mut().find(|known| known.member.id == change.before.id).unwrap();
        *place = known(change.before.id, &change.after);
    }
    for person in &plan.add {
        let id = MemberId(Uuid::from_u128(1000 + after.members.len() as u128));
        after.members.push(known(id, person));
    }
    after
}

#[test]
fn one_roster_1_1_proposes_who_leads_and_nobody_else() {
    for files in [[USERS_1_1, ORGS], [ORGS, USERS_1_1]] {
        let roster = read(&files);
        assert_eq!(
            people(&roster),
            [
                ("María Reyes", "district_staff", None),
                ("Chidi \"Chi\" Okafor, Jr.", "leader", Some("Bayside Elementary")),
                ("Dee Partment", "leader", Some("Hillcrest Middle")),
            ]
        );
        assert_eq!(problems(&roster), [(Some(10), ProblemKind::OrgUnknown, "s9")]);
        assert_eq!(roster.passed_over, 6);
        assert_eq!((roster.rows[1].line, roster.rows[1].person.source.as_deref()), (3, Some("1002")));
    }
}

#[test]
fn one_roster_1_2_takes_roles_from_their_own_file() {
    let roster = read(&[USERS_1_2, ROLES_1_2, ORGS]);
    assert_eq!(
        people(&roster),
        [
            ("Kate Ng", "leader", Some("Bayside Elementary")),
            ("Sam Both", "leader", Some("Hillcrest Middle")),
            ("Ida District", "district_staff", None),
            ("Cora Coach", "coach", Some("Hillcrest Middle")),
        ]
    );
    assert_eq!((problems(&roster), roster.passed_over), (vec![], 3));
}

#[test]
fn a_file_that_is_missing_is_named() {
    for (files, kind) in [
        (vec![USERS_1_1], ProblemKind::OrgsMissing),
        (vec![ORGS], ProblemKind::UsersMissing),
        (vec![ROLES_1_2], ProblemKind::UsersMissing),
        (vec![USERS_1_2, ORGS], ProblemKind::RolesMissing),
        (vec![""], ProblemKind::Empty),
        (vec!["\u{feff}\n\n"], ProblemKind::Empty),
        (vec!["Fay,facilitator,Hillside\n"], ProblemKind::UnknownColumns),
        (vec!["name,role\nFay,facilitator\n"], ProblemKind::UnknownColumns),
    ] {
        let roster = read(&files);
        assert_eq!((roster.rows.len(), problems(&roster)), (0, vec![(None, kind, "")]), "{files:?}");
    }
    let twice = read(&["name,role,school\nFay,coach,\n", "name,role,school\nAda,coach,\n"]);
    assert_eq!((people(&twice), twice.problems[0].kind), (vec![("Fay", "coach", None)], ProblemKind::FileTwice));
}

#[test]
fn a_list_is_read_however_a_spreadsheet_wrote_it() {
    let expected = [("Zoë Nuñez", "leader", Some("Bahía")), ("O’Neil", "district_staff", None)];
    let plain = "name,role,school\nZoë Nuñez,leader,Bahía\nO’Neil,district_staff,\n";
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(plain.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes));
    let mut utf16_big = vec![0xFE, 0xFF];
    utf16_big.extend(plain.encode_utf16().flat_map(u16::to_be_bytes));
    let windows =
        b"Nombre;Cargo;Escuela\r\nZo\xEB Nu\xF1ez;Directora;Bah\xEDa\r\nO\x92Neil;Distrito;\r\n".to_vec();
    let files = [
        plain.as_bytes().to_vec(),
        format!("\u{feff}{}", plain.replace('\n', "\r\n")).into_bytes(),
        plain.replace('\n', "\r").into_bytes(),
        "\"School\",\"Role\", Name,Remark\n\"Bahía\",School  Leader,\"  Zoë\u{a0}\n Nuñez \"\n\n,District-Staff,O’Neil,\"a,b\"\n"
            .into(),
        utf16,
        utf16_big,
        windows,
    ];
    for file in files {
        let roster = parse(&[&file], TODAY);
        assert_eq!((people(&roster), problems(&roster)), (expected.to_vec(), vec![]), "{file:?}");
        assert!(roster.rows.iter().all(|row| row.is_role_stated));
    }
}

#[test]
fn a_line_that_cannot_be_used_is_told_and_the_others_are_read() {
    let long = "x".repeat(201);
    let list = format!(
        "name,role,school\n ,leader,Bayside\n{long},leader,Bayside\nAda,boss,Bayside\nBen\nAda,coach,Bayside\n\
         ada,coach,BAYSIDE\nAda,leader,Bayside\nAda,coach,Hillcrest\n"
    );
    let roster = read(&[&list]);
    assert_eq!(
        problems(&roster),
        [
            (Some(2), ProblemKind::NameMissing, ""),
            (Some(3), ProblemKind::NameTooLong, "x".repeat(100).as_str()),
            (Some(4), ProblemKind::RoleUnknown, "boss"),
            (Some(5), ProblemKind::RoleUnknown, ""),
            (Some(8), ProblemKind::PersonTwice, "Ada"),
        ]
    );
    let expected = [("Ada", "coach", Some("Bayside")), ("Ada", "coach", Some("Hillcrest"))];
    assert_eq!(people(&roster), expected);
}

#[test]
fn what_is_too_much_is_left_out_as_a_whole() {
    let rows = |count: usize| {
        let lines = (0..count).map(|n| format!("Person {n},coach,\n"));
        format!("name,role,school\n{}", lines.collect::<String>())
    };
    assert_eq!(read(&[&rows(ROWS_MAX)]).rows.len(), ROWS_MAX);
    let roster = read(&[&rows(ROWS_MAX + 1)]);
    assert_eq!((roster.rows.len(), roster.problems[0].kind), (0, ProblemKind::TooManyRows));
    let large = vec![b'x'; FILE_BYTES_MAX + 1];
    let roster = parse(&[&large], TODAY);
    assert_eq!((roster.rows.len(), roster.problems[0].kind), (0, ProblemKind::FileTooLarge));
    let wrong = format!("name,role,school\n{}", "Ada,boss,\n".repeat(600));
    let roster = read(&[&wrong]);
    assert_eq!((roster.problems.len(), roster.more_problems), (500, 100));
}

#[test]
fn bytes_that_are_no_table_are_no_trouble() {
    let garbage: Vec<u8> = (0..20_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for bytes in
        [&garbage[..], b"name,role,school\n\"never closed,leader,\n", b"\xFF\xFE\x00", b"\0\0\0", b",,,\n,,,"]
    {
        assert_eq!(parse(&[bytes], TODAY).rows, []);
    }
}

#[test]
fn the_same_files_a_second_time_change_nothing() {
    let list = "name,role,school,id\nAda,leader,Bayside Elementary,\nBen,coach,,b-7\nCy,facilitator,bayside  elementary,\n";
    for files in [vec![USERS_1_1, ORGS], vec![USERS_1_2, ROLES_1_2, ORGS], vec![list]] {
        let roster = read(&files);
        let empty = Existing::default();
        let first = plan_import(&empty, &roster);
        assert_eq!((first.add.len(), first.change.len()), (roster.rows.len(), 0));
        let then = after(&empty, &first);
        let second = plan_import(&then, &roster);
        assert!(second.is_empty(), "{second:?}");
        assert_eq!((second.add_schools.len(), second.unchanged.len()), (0, roster.rows.len()));
        assert_eq!(second.problems, first.problems);
        assert_ne!(first.digest(), second.digest());
    }
}

/// A network of one school, and members by name, role, id in the roster and whether they were removed.
fn network(members: &[(&str, Role, Option<&str>, bool)]) -> Existing {
    let school = SchoolId(Uuid::from_u128(1));
    let known = |(n, (name, role, source, is_removed)): (usize, &(&str, Role, Option<&str>, bool))| {
        let id = MemberId(Uuid::from_u128(n as u128));
        let member = Member { id, name: (*name).to_owned(), role: *role, school: Some(school) };
        Known { member, source: source.map(str::to_owned), is_removed: *is_removed }
    };
    let schools = vec![School { id: school, name: "Bayside".to_owned() }];
    Existing { members: members.iter().enumerate().map(known).collect(), schools }
}

#[test]
fn who_is_a_member_already_is_found_by_id_and_else_by_name_and_school() {
    let existing = network(&[
        ("Ada Old", Role::Leader, Some("7"), false),
        ("Ben", Role::Leader, None, false),
        ("Cy", Role::Leader, Some("8"), false),
        ("Di", Role::Coach, None, false),
    ]);
    let list = "name,role,school,id\nAda New,leader,Bayside,7\nBEN,leader,bayside,9\nCy,leader,Bayside,10\n\
                Di,leader,Bayside,\nEd,coach,Bayside,\n";
    let plan = plan_import(&existing, &read(&[list]));
    let changed: Vec<_> = plan.change.iter().map(|change| (&*change.before.name, &*change.after.name)).collect();
    assert_eq!(changed, [("Ada Old", "Ada New"), ("Ben", "BEN"), ("Di", "Di")]);
    assert_eq!(plan.change[1].after.source.as_deref(), Some("9"));
    let added: Vec<_> = plan.add.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(added, ["Cy", "Ed"], "a namesake with another id is somebody else");
    assert_eq!((plan.add_schools.len(), plan.problems.len()), (0, 0));
}

#[test]
fn an_import_brings_nobody_back_and_makes_no_facilitator_less() {
    let existing = network(&[
        ("Ada", Role::Facilitator, None, false),
        ("Ben", Role::Leader, Some("7"), true),
        ("Cy", Role::Coach, None, true),
        ("Di", Role::Coach, None, false),
        ("Di", Role::Leader, None, false),
    ]);
    let list =
        "name,role,school,id\nAda,coach,Bayside,\nBen,leader,Elsewhere,7\nCy,coach,Bayside,\nDi,coach,Bayside,\n";
    let plan = plan_import(&existing, &read(&[list]));
    assert!(plan.is_empty(), "{plan:?}");
    let kinds: Vec<_> = plan.problems.iter().map(|problem| problem.kind).collect();
    let expected = [
        ProblemKind::StaysFacilitator,
        ProblemKind::WasRemoved,
        ProblemKind::WasRemoved,
        ProblemKind::SeveralMembers,
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn a_role_that_is_only_proposed_changes_nobodys() {
    let mut existing = after(&Existing::default(), &plan_import(&Existing::default(), &read(&[USERS_1_1, ORGS])));
    existing.members[1].member.role = Role::Coach;
    existing.members[2].member.role = Role::Facilitator;
    let moved = USERS_1_1.replace("1002,,,true,s1", "1002,,,true,s2");
    let plan = plan_import(&existing, &read(&[&moved, ORGS]));
    assert_eq!((plan.change.len(), plan.unchanged.len(), plan.problems.len()), (1, 2, 1));
    assert_eq!(
        (plan.change[0].after.role, plan.change[0].after.school.as_deref()),
        (Role::Coach, Some("Hillcrest Middle"))
    );
}

#[test]
fn one_id_is_one_person() {
    let list = "name,role,school,id\nAda,leader,Bayside,7\nBen,leader,Bayside,7\nCy,leader,Bayside,\nCy,leader,Bayside,8\n";
    let plan = plan_import(&Existing::default(), &read(&[list]));
    let added: Vec<_> = plan.add.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(added, ["Ada", "Cy"]);
    assert!(plan.problems.iter().all(|problem| problem.kind == ProblemKind::PersonTwice));
    assert_eq!(plan.problems.len(), 2);
}

#[test]
fn every_problem_says_what_to_do_and_has_a_word_of_its_own() {
    let keys: std::collections::BTreeSet<_> = ProblemKind::ALL.iter().map(|kind| kind.key()).collect();
    assert_eq!(keys.len(), ProblemKind::ALL.len());
    for kind in ProblemKind::ALL {
        assert!(kind.what().ends_with('.') && kind.to_do().ends_with('.'), "{kind}");
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.key());
    }
}
