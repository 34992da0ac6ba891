//! Invented names for the demo's network. None of them may reach the host.

use fieldwalk_core::domain::Role;

/// The network.
pub(super) const NETWORK: &str = "River Valley Network";
/// The schools; the first one hosts.
pub(super) const SCHOOLS: [&str; 8] = [
    "Harbor View School",
    "Cedar Grove School",
    "Northgate School",
    "Lakeside School",
    "Millbrook School",
    "Stonebridge School",
    "Orchard Lane School",
    "Hilltop School",
];
/// Plans the visit.
pub(super) const FACILITATOR: &str = "Ingrid Castellanos";
/// Leads the host school.
pub(super) const HOST: &str = "Thaddeus Okonkwo";

const FIRST: [&str; 20] = [
    "Amara",
    "Benedikt",
    "Chiara",
    "Dmitri",
    "Eleni",
    "Farid",
    "Giselle",
    "Hiroshi",
    "Ifeoma",
    "Joaquin",
    "Katarina",
    "Lorenzo",
    "Mireille",
    "Nikolai",
    "Oluwaseun",
    "Priyanka",
    "Quentin",
    "Rosalind",
    "Soren",
    "Tamsin",
];
const LAST: [&str; 20] = [
    "Abernathy",
    "Bergstrom",
    "Calloway",
    "Delacroix",
    "Eriksen",
    "Fitzwilliam",
    "Grzeskowiak",
    "Hallgrimsson",
    "Iwasaki",
    "Jankowski",
    "Kowalczyk",
    "Lindgren",
    "Montenegro",
    "Nakagawa",
    "Oyelaran",
    "Papadakis",
    "Quartermaine",
    "Ramanathan",
    "Sandoval",
    "Thorvaldsen",
];

/// The full name of an observer; different for the first 400.
pub(super) fn name(observer: usize) -> String {
    let first = observer % FIRST.len();
    let last = (observer / FIRST.len() + 7 * first) % LAST.len();
    format!("{} {}", FIRST[first], LAST[last])
}

/// An observer's role and the number of the school, if any: leaders of the other schools, coaches, district staff.
pub(super) fn post(observer: usize) -> (Role, Option<usize>) {
    match observer % 12 {
        11 => (Role::DistrictStaff, None),
        5 => (Role::Coach, None),
        _ => (Role::Leader, Some(1 + observer % (SCHOOLS.len() - 1))),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn four_hundred_observers_have_names_of_their_own_and_none_leads_the_host_school() {
        assert_eq!((0..400).map(name).collect::<BTreeSet<_>>().len(), 400);
        assert!((0..400).all(|observer| post(observer).1 != Some(0)));
    }
}
