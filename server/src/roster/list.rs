//! A table that a person keeps: `name`, `role`, `school`, and `id` where people have one.

use std::collections::HashMap;

use fieldwalk_core::domain::Role;

use super::table::Table;
use super::{Person, Problem, ProblemKind, Proposed, Roster, RosterFile, folded, tidy_name};

/// Where the columns are. Their names may be English or Spanish.
pub(super) struct Columns {
    name: usize,
    role: usize,
    school: usize,
    source: Option<usize>,
}

impl Columns {
    pub(super) fn of(table: &Table) -> Option<Self> {
        let one_of = |names: &[&str]| names.iter().find_map(|name| table.column(name));
        Some(Self {
            name: one_of(&["name", "full name", "nombre", "nombre completo"])?,
            role: one_of(&["role", "rol", "función", "funcion", "cargo"])?,
            school: one_of(&["school", "escuela", "centro"])?,
            source: one_of(&["id", "sourcedid"]),
        })
    }
}

pub(super) fn read(table: &Table, roster: &mut Roster) {
    let Some(columns) = Columns::of(table) else { return };
    let mut seen: HashMap<(Option<String>, String, String), Role> = HashMap::new();
    for row in table.rows() {
        let tell = |kind, value: &str| Problem::at(RosterFile::List, row.line, kind, value);
        let name = match tidy_name(row.field(Some(columns.name))) {
            Ok(name) => name,
            Err(kind) => {
                roster.tell(tell(kind, row.field(Some(columns.name))));
                continue;
            }
        };
        let Some(role) = role(row.field(Some(columns.role))) else {
            roster.tell(tell(ProblemKind::RoleUnknown, row.field(Some(columns.role))));
            continue;
        };
        let school = match tidy_name(row.field(Some(columns.school))) {
            Ok(school) => Some(school),
            Err(ProblemKind::NameMissing) => None,
            Err(kind) => {
                roster.tell(tell(kind, row.field(Some(columns.school))));
                continue;
            }
        };
        let source = Some(row.field(columns.source)).filter(|id| !id.is_empty()).map(str::to_owned);
        let key = (source.clone(), folded(&name), folded(school.as_deref().unwrap_or_default()));
        match seen.insert(key, role) {
            // The same line twice is one person.
            Some(before) if before == role => continue,
            Some(_) => {
                roster.tell(tell(ProblemKind::PersonTwice, &name));
                continue;
            }
            None => {}
        }
        let person = Person { name, role, school, source };
        roster.rows.push(Proposed { line: row.line, person, is_role_stated: true });
    }
}

/// The role that a person means.
fn role(word: &str) -> Option<Role> {
    let word = folded(&word.replace(['_', '-'], " "));
    Some(match word.as_str() {
        "facilitator" | "facilitador" | "facilitadora" => Role::Facilitator,
        "leader"
        | "school leader"
        | "principal"
        | "assistant principal"
        | "head"
        | "director"
        | "directora"
        | "subdirector"
        | "subdirectora"
        | "líder"
        | "lider" => Role::Leader,
        "coach" | "instructional coach" | "asesor" | "asesora" => Role::Coach,
        "district staff" | "district" | "superintendent" | "distrito" | "personal del distrito" => {
            Role::DistrictStaff
        }
        _ => return None,
    })
}
