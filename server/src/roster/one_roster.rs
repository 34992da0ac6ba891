//! OneRoster CSV files as a student information system exports them, 1.1 and 1.2.
//!
//! In 1.1 a user has one role and a list of organisations; in 1.2 the file of roles has a line for each role in each
//! organisation, and an administrator is a principal, an administrator of a site, of a district or of the system. Who
//! leads becomes a leader of that school, who administers something wider becomes district staff, and whoever is called
//! a coach becomes a coach. The system's administrators look after machines; they and everybody else are passed over.
//! Columns and words: 1EdTech, *OneRoster CSV Binding* 1.1 and 1.2.1.

use std::collections::{HashMap, HashSet};

use fieldwalk_core::domain::Role;
use jiff::civil::Date;

use super::table::{Row, Table};
use super::{Person, Problem, ProblemKind, Proposed, Roster, RosterFile, Tables, tidy_name};

/// How many steps an organisation may be below its school.
const DEPTH_MAX: usize = 8;

pub(super) fn read(tables: &Tables, today: Date, roster: &mut Roster) {
    let missing = |kind| Problem::whole(RosterFile::Unknown, kind);
    let (users, orgs) = match (&tables.users, &tables.orgs) {
        (None, None) if tables.roles.is_none() => return,
        (None, _) => return roster.tell(missing(ProblemKind::UsersMissing)),
        (Some(_), None) => return roster.tell(missing(ProblemKind::OrgsMissing)),
        (Some(users), Some(orgs)) => (users, orgs),
    };
    let role_column = users.column("role").or_else(|| users.column("roles"));
    if role_column.is_none() && tables.roles.is_none() {
        return roster.tell(missing(ProblemKind::RolesMissing));
    }
    let orgs = Orgs::read(orgs);
    let posts = tables.roles.as_ref().map(|roles| posts_by_user(roles, today)).unwrap_or_default();
    let columns = Columns::of(users);
    let mut seen = HashSet::new();
    for row in users.rows() {
        let id = row.field(columns.id);
        let is_gone = is_deleted(row, columns.status) || row.field(columns.enabled).eq_ignore_ascii_case("false");
        let own = posts_in_user(row, role_column, &columns);
        let posts = posts.get(id).map_or(own.as_slice(), Vec::as_slice);
        let posts: Vec<_> = posts.iter().filter(|post| is_looked_at(post.role)).collect();
        if is_gone || posts.is_empty() {
            roster.passed_over += 1;
            continue;
        }
        match person(row, &columns, &posts, &orgs) {
            _ if !id.is_empty() && !seen.insert(id.to_owned()) => {
                roster.tell(Problem::at(RosterFile::Users, row.line, ProblemKind::PersonTwice, id));
            }
            Ok(person) => roster.rows.push(Proposed { line: row.line, person, is_role_stated: false }),
            Err((kind, value)) => roster.tell(Problem::at(RosterFile::Users, row.line, kind, &value)),
        }
    }
}

struct Columns {
    id: Option<usize>,
    status: Option<usize>,
    enabled: Option<usize>,
    given: Option<usize>,
    preferred_given: Option<usize>,
    family: Option<usize>,
    preferred_family: Option<usize>,
    orgs: Option<usize>,
    primary_org: Option<usize>,
}

impl Columns {
    fn of(users: &Table) -> Self {
        Self {
            id: users.column("sourcedid"),
            status: users.column("status"),
            enabled: users.column("enableduser"),
            given: users.column("givenname"),
            preferred_given: users.column("preferredgivenname"),
            family: users.column("familyname"),
            preferred_family: users.column("preferredfamilyname"),
            orgs: users.column("orgsourcedids"),
            primary_org: users.column("primaryorgsourcedid"),
        }
    }
}

/// A role in an organisation.
struct Post<'a> {
    role: &'a str,
    org: &'a str,
    is_primary: bool,
}

/// 1.2: who has which posts now.
fn posts_by_user(roles: &Table, today: Date) -> HashMap<&str, Vec<Post<'_>>> {
    let column = |name| roles.column(name);
    let (user, role, org) = (column("usersourcedid"), column("role"), column("orgsourcedid"));
    let (kind, status, end) = (column("roletype"), column("status"), column("enddate"));
    let mut posts: HashMap<&str, Vec<Post<'_>>> = HashMap::new();
    for row in roles.rows() {
        let has_ended =
            row.field(end).get(..10).and_then(|date| date.parse().ok()).is_some_and(|end: Date| end < today);
        if is_deleted(row, status) || has_ended {
            continue;
        }
        let is_primary = row.field(kind).eq_ignore_ascii_case("primary");
        let post = Post { role: row.field(role), org: row.field(org), is_primary };
        posts.entry(row.field(user)).or_default().push(post);
    }
    posts
}

/// 1.1: the same role in each organisation of the user.
fn posts_in_user<'a>(row: &'a Row, role: Option<usize>, columns: &Columns) -> Vec<Post<'a>> {
    let primary = Some(row.field(columns.primary_org)).filter(|org| !org.is_empty());
    let orgs =
        row.field(columns.orgs).split(',').map(str::trim).filter(|org| !org.is_empty() && Some(*org) != primary);
    let orgs: Vec<_> = primary.into_iter().chain(orgs).collect();
    let roles = row.field(role).split(',').map(str::trim).filter(|role| !role.is_empty());
    // One that is nowhere is told about, not passed over.
    let places = if orgs.is_empty() { vec![""] } else { orgs };
    roles
        .flat_map(|role| places.iter().map(move |org| Post { role, org, is_primary: primary == Some(org) }))
        .collect()
}

fn is_deleted(row: &Row, status: Option<usize>) -> bool {
    // `inactive` is what 1.0 said.
    ["tobedeleted", "inactive"].iter().any(|gone| row.field(status).eq_ignore_ascii_case(gone))
}

/// A role's word without what exporters put around it.
fn word(role: &str) -> String {
    let role = role.strip_prefix("ext:").unwrap_or(role);
    role.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether people with this role may become members.
fn is_looked_at(role: &str) -> bool {
    proposed(role, true).is_some()
}

/// The role that is proposed for somebody with this one, in a school or in something wider.
fn proposed(role: &str, is_school: bool) -> Option<Role> {
    Some(match word(role).as_str() {
        "administrator" if is_school => Role::Leader,
        "administrator" | "districtadministrator" | "superintendent" | "assistantsuperintendent" => {
            Role::DistrictStaff
        }
        "principal" | "assistantprincipal" | "viceprincipal" | "siteadministrator" | "headteacher" => Role::Leader,
        word if word.contains("coach") => Role::Coach,
        _ => return None,
    })
}

type Why = (ProblemKind, String);

fn person(row: &Row, columns: &Columns, posts: &[&Post<'_>], orgs: &Orgs<'_>) -> Result<Person, Why> {
    let id = row.field(columns.id);
    if id.is_empty() {
        return Err((ProblemKind::IdMissing, String::new()));
    }
    let either =
        |preferred, given| Some(row.field(preferred)).filter(|name| !name.is_empty()).unwrap_or(row.field(given));
    let given = either(columns.preferred_given, columns.given);
    let name = format!("{given} {}", either(columns.preferred_family, columns.family));
    let name = tidy_name(&name).map_err(|kind| (kind, name))?;
    let places = posts.iter().filter_map(|post| {
        let school = orgs.school_of(post.org)?;
        Some((post.is_primary, proposed(post.role, school.is_some())?, school))
    });
    // The primary post; else what is wider; else the first that has a school.
    let best = places
        .min_by_key(|(is_primary, role, school)| (!is_primary, *role != Role::DistrictStaff, school.is_none()));
    let Some((_, role, school)) = best else {
        return Err((ProblemKind::OrgUnknown, posts.first().map_or_else(String::new, |post| post.org.to_owned())));
    };
    // District staff belong to no one school.
    let school = school.filter(|_| role != Role::DistrictStaff).map(tidy_name).transpose();
    let school = school.map_err(|kind| (kind, String::new()))?;
    Ok(Person { name, role, school, source: Some(id.to_owned()) })
}

/// The organisations of `orgs.csv`.
struct Orgs<'a>(HashMap<&'a str, Org<'a>>);

struct Org<'a> {
    name: &'a str,
    kind: &'a str,
    parent: &'a str,
}

impl<'a> Orgs<'a> {
    fn read(table: &'a Table) -> Self {
        let column = |name| table.column(name);
        let (id, name, kind) = (column("sourcedid"), column("name"), column("type"));
        let (status, parent) = (column("status"), column("parentsourcedid"));
        let present = table.rows().iter().filter(|row| !is_deleted(row, status));
        let org = |row: &'a Row| Org { name: row.field(name), kind: row.field(kind), parent: row.field(parent) };
        Self(present.map(|row| (row.field(id), org(row))).collect())
    }

    /// The name of the school that the organisation is, or is a department of: `Some(None)` for what is wider than a
    /// school, `None` for what is not in the file.
    fn school_of(&self, id: &str) -> Option<Option<&'a str>> {
        let mut org = self.0.get(id)?;
        for _ in 0..DEPTH_MAX {
            match org.kind.to_lowercase().as_str() {
                "school" | "campus" => return Some(Some(org.name)),
                "department" => match self.0.get(org.parent) {
                    Some(parent) => org = parent,
                    None => return Some(None),
                },
                _ => return Some(None),
            }
        }
        Some(None)
    }
}
