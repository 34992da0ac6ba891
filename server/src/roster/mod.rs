//! A list of people from elsewhere, to become members: read here, compared in [`plan`], taken in by `service::roster`.
//!
//! Two kinds of files are read. One is a table that a person keeps: `name`, `role`, `school` and perhaps `id`. The other is
//! what districts have anyway: OneRoster 1.1 (`users.csv`, `orgs.csv`) or 1.2 (with `roles.csv`). Those list everybody,
//! students and their families included: only who leads or coaches is looked at, nothing else of the file is kept, and
//! what is passed over is counted and not named.
//!
//! Everything here is bytes and plain values in, plain values out. A file never fails as a whole for one line: the line
//! becomes a [`Problem`], and the rest is proposed.

mod list;
mod one_roster;
pub mod plan;
mod problem;
mod table;

use fieldwalk_core::domain::Role;
use serde::Serialize;

pub use problem::{Problem, ProblemKind, RosterFile};
use table::Table;

/// Bytes of one file.
pub const FILE_BYTES_MAX: usize = 4 << 20;
/// People proposed by one import.
pub const ROWS_MAX: usize = 5_000;
/// Problems that are kept; the rest is counted.
const PROBLEMS_MAX: usize = 500;

/// What was read from files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    /// Who may become a member.
    pub rows: Vec<Proposed>,
    /// What could not be read, in the order of the files, at most 500.
    pub problems: Vec<Problem>,
    /// How many more problems there are.
    pub more_problems: usize,
    /// People in the files who do not become members: students, families, teachers, and whoever has left.
    pub passed_over: usize,
}

/// One person, as a file has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The line in its file.
    pub line: u64,
    /// The person.
    pub person: Person,
    /// The file says the role outright. Where it does not, the role is proposed to newcomers and changes nobody's.
    pub is_role_stated: bool,
}

/// What an import knows of a person, and no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Their full name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Their school's name.
    pub school: Option<String>,
    /// Their id in the roster.
    pub source: Option<String>,
}

/// Reads the files of one import, in any order. What each is shows in its first line, not in its name. `today` decides
/// whose role has ended.
pub fn parse(files: &[&[u8]], today: jiff::civil::Date) -> Roster {
    let mut roster = Roster::default();
    let mut tables = Tables::default();
    for bytes in files {
        if bytes.len() > FILE_BYTES_MAX {
            roster.tell(Problem::whole(RosterFile::Unknown, ProblemKind::FileTooLarge));
            continue;
        }
        match Table::read(bytes) {
            None => roster.tell(Problem::whole(RosterFile::Unknown, ProblemKind::Empty)),
            Some(table) => tables.sort_in(table, &mut roster),
        }
    }
    if let Some(list) = &tables.list {
        list::read(list, &mut roster);
    }
    one_roster::read(&tables, today, &mut roster);
    if roster.rows.len() > ROWS_MAX {
        roster.rows.clear();
        roster.tell(Problem::whole(RosterFile::Unknown, ProblemKind::TooManyRows));
    }
    roster
}

impl Roster {
    fn tell(&mut self, problem: Problem) {
        if self.problems.len() < PROBLEMS_MAX {
            self.problems.push(problem);
        } else {
            self.more_problems += 1;
        }
    }
}

/// The files of one import, by what they are.
#[derive(Default)]
struct Tables {
    list: Option<Table>,
    users: Option<Table>,
    orgs: Option<Table>,
    roles: Option<Table>,
}

impl Tables {
    fn sort_in(&mut self, table: Table, roster: &mut Roster) {
        let has = |names: &[&str]| names.iter().all(|name| table.column(name).is_some());
        let (file, place) = if has(&["sourcedid", "givenname", "familyname"]) {
            (RosterFile::Users, &mut self.users)
        } else if has(&["usersourcedid", "orgsourcedid", "role"]) {
            (RosterFile::Roles, &mut self.roles)
        } else if has(&["sourcedid", "name", "type"]) {
            (RosterFile::Orgs, &mut self.orgs)
        } else if list::Columns::of(&table).is_some() {
            (RosterFile::List, &mut self.list)
        } else {
            return roster.tell(Problem::whole(RosterFile::Unknown, ProblemKind::UnknownColumns));
        };
        if place.is_some() {
            return roster.tell(Problem::whole(file, ProblemKind::FileTwice));
        }
        *place = Some(table);
    }
}

/// A name as it is kept: single spaces, nothing that does not show. `None` where nothing is left or too much.
fn tidy_name(name: &str) -> Result<String, ProblemKind> {
    let visible: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let name = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(ProblemKind::NameMissing),
        1..=200 => Ok(name),
        _ => Err(ProblemKind::NameTooLong),
    }
}

/// What two names have in common that are the same to a person.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests;
