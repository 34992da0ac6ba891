//! What an import would do, before it does it.
//!
//! A person is matched by the id in the roster where there is one, else by name and school. So the same files a second
//! time change nothing. An import adds and changes and never removes; it brings back nobody who was removed, and takes
//! the network's running out of nobody's hands.

use std::collections::{HashMap, HashSet};

use data_encoding::HEXLOWER;
use fieldwalk_core::domain::{Member, Role, School};
use fieldwalk_core::ids::{MemberId, SchoolId};
use serde::Serialize;

use super::{Person, Problem, ProblemKind, Proposed, Roster, RosterFile, folded};

/// The network as it is.
#[derive(Debug, Clone, Default)]
pub struct Existing {
    /// Its members, removed ones included.
    pub members: Vec<Known>,
    /// Its schools.
    pub schools: Vec<School>,
}

/// A member of the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The member.
    pub member: Member,
    /// The member's id in the roster.
    pub source: Option<String>,
    /// Whether the member was removed.
    pub is_removed: bool,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ImportPlan {
    /// Names of schools that the network does not have yet.
    pub add_schools: Vec<String>,
    /// Who would become a member.
    pub add: Vec<Person>,
    /// Whom it would change.
    pub change: Vec<Change>,
    /// Who is as in the files already.
    pub unchanged: Vec<MemberId>,
    /// What was not understood, or is not for an import to do.
    pub problems: Vec<Problem>,
    /// How many more problems there are.
    pub more_problems: usize,
    /// People in the files who do not become members.
    pub passed_over: usize,
}

/// A member before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// As the member is.
    pub before: Member,
    /// As the member would be.
    pub after: Person,
}

impl ImportPlan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.add.is_empty() && self.change.is_empty()
    }

    /// Names this plan, so that what is done is what was shown.
    pub fn digest(&self) -> String {
        let bytes = serde_json::to_vec(self).expect("a plan has no maps and nothing that JSON lacks");
        HEXLOWER.encode(blake3::hash(&bytes).as_bytes())
    }
}

/// What importing `roster` into the network as it is would do.
pub fn plan_import(existing: &Existing, roster: &Roster) -> ImportPlan {
    let index = Index::of(existing);
    let mut plan = ImportPlan {
        problems: roster.problems.clone(),
        more_problems: roster.more_problems,
        passed_over: roster.passed_over,
        ..ImportPlan::default()
    };
    let mut taken = HashSet::new();
    let mut seen = Seen::default();
    for row in &roster.rows {
        let tell = |kind| Problem::at(RosterFile::Unknown, row.line, kind, &row.person.name);
        let known = match index.find(row) {
            _ if seen.has(&row.person) => {
                plan.problems.push(tell(ProblemKind::PersonTwice));
                continue;
            }
            Found::Nobody => {
                plan.add.push(row.person.clone());
                continue;
            }
            Found::Removed => {
                plan.problems.push(tell(ProblemKind::WasRemoved));
                continue;
            }
            Found::Several => {
                plan.problems.push(tell(ProblemKind::SeveralMembers));
                continue;
            }
            Found::One(known) => known,
        };
        if !taken.insert(known.member.id) {
            plan.problems.push(tell(ProblemKind::PersonTwice));
            continue;
        }
        let mut after = row.person.clone();
        after.source = after.source.or_else(|| known.source.clone());
        let keeps_role = !row.is_role_stated || known.member.role == Role::Facilitator;
        if keeps_role {
            if row.is_role_stated && after.role != known.member.role {
                plan.problems.push(tell(ProblemKind::StaysFacilitator));
            }
            after.role = known.member.role;
        }
        let school = after.school.as_deref().map(|name| index.school(name));
        let is_same = after.name == known.member.name
            && after.role == known.member.role
            && after.source == known.source
            && school == known.member.school.map(Some);
        if is_same {
            plan.unchanged.push(known.member.id);
        } else {
            plan.change.push(Change { before: known.member.clone(), after });
        }
    }
    plan.add_schools = new_schools(&index, &plan);
    plan
}

/// The people of the lines before.
#[derive(Default)]
struct Seen<'a> {
    sources: HashSet<&'a str>,
    /// By name and school: whether somebody was there without an id, who may be anybody of that name.
    names: HashMap<(String, String), bool>,
}

impl<'a> Seen<'a> {
    /// Whether `person` may be one of them; they are one of them from now on.
    fn has(&mut self, person: &'a Person) -> bool {
        let name = (folded(&person.name), folded(person.school.as_deref().unwrap_or_default()));
        let is_without_id = person.source.is_none();
        let before = self.names.get(&name).copied();
        self.names.insert(name, is_without_id || before == Some(true));
        let is_same_id = person.source.as_deref().is_some_and(|source| !self.sources.insert(source));
        is_same_id || before.is_some_and(|was_without_id| is_without_id || was_without_id)
    }
}

fn new_schools(index: &Index<'_>, plan: &ImportPlan) -> Vec<String> {
    let people = plan.add.iter().chain(plan.change.iter().map(|change| &change.after));
    let mut seen = HashSet::new();
    people
        .filter_map(|person| person.school.as_ref())
        .filter(|name| index.school(name).is_none() && seen.insert(folded(name)))
        .cloned()
        .collect()
}

/// Schools by their name, however it is written.
pub(crate) fn schools_by_name(schools: &[School]) -> HashMap<String, SchoolId> {
    // Of two with the same name, the older one.
    schools.iter().rev().map(|school| (folded(&school.name), school.id)).collect()
}

/// The key of a school's name in [`schools_by_name`].
pub(crate) fn school_key(name: &str) -> String {
    folded(name)
}

struct Index<'a> {
    schools: HashMap<String, SchoolId>,
    by_source: HashMap<&'a str, &'a Known>,
    by_name: HashMap<(String, Option<SchoolId>), Vec<&'a Known>>,
}

enum Found<'a> {
    Nobody,
    One(&'a Known),
    Several,
    Removed,
}

impl<'a> Index<'a> {
    fn of(existing: &'a Existing) -> Self {
        let sources = existing.members.iter().filter_map(|known| Some((known.source.as_deref()?, known)));
        let mut by_name: HashMap<_, Vec<_>> = HashMap::new();
        for known in &existing.members {
            by_name.entry((folded(&known.member.name), known.member.school)).or_default().push(known);
        }
        Self { schools: schools_by_name(&existing.schools), by_source: sources.collect(), by_name }
    }

    fn school(&self, name: &str) -> Option<SchoolId> {
        self.schools.get(&folded(name)).copied()
    }

    fn find(&self, row: &Proposed) -> Found<'a> {
        let source = row.person.source.as_deref();
        if let Some(known) = source.and_then(|source| self.by_source.get(source)) {
            return if known.is_removed { Found::Removed } else { Found::One(known) };
        }
        let school = match row.person.school.as_deref() {
            None => None,
            Some(name) => match self.school(name) {
                // Nobody belongs to a school that is not there.
                None => return Found::Nobody,
                school => school,
            },
        };
        let namesakes = self.by_name.get(&(folded(&row.person.name), school)).map_or(&[][..], Vec::as_slice);
        // Who has another id in the roster is somebody else.
        let mut namesakes = namesakes.iter().filter(|known| source.is_none() || known.source.is_none()).peekable();
        if namesakes.peek().is_none() {
            return Found::Nobody;
        }
        let present: Vec<_> = namesakes.filter(|known| !known.is_removed).collect();
        match present.as_slice() {
            [] => Found::Removed,
            [one] => Found::One(one),
            _ => Found::Several,
        }
    }
}
