//! The list that the app opens with.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::{Client, ClientError, VisitEntry, VisitStatus};
use crate::domain::{is_host, is_participant};
use crate::ids::VisitId;
use crate::order::{Gather as _, order_by_key};

/// A visit in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitRow {
    /// The visit.
    pub entry: VisitEntry,
    /// Whether this member takes part: writes, shares and works in the debrief.
    pub is_participant: bool,
    /// Whether this member's school is the host.
    pub is_host: bool,
    /// How much of one's own notebook the server holds.
    pub status: VisitStatus,
    /// What is asked of this member and not answered.
    pub asks: usize,
    /// Whether something is being typed there.
    pub has_draft: bool,
}

/// All visits of this member.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VisitList {
    /// Those of the day.
    pub today: Vec<VisitRow>,
    /// Those to come, the next one first.
    pub upcoming: Vec<VisitRow>,
    /// Those that were, the latest first.
    pub past: Vec<VisitRow>,
}

/// Sorts visits around `today`, the day where the phone is.
pub fn visit_list(rows: Vec<VisitRow>, today: Date) -> VisitList {
    let mut list = VisitList::default();
    for row in rows {
        match row.entry.facts.date.cmp(&today) {
            std::cmp::Ordering::Equal => list.today.push(row),
            std::cmp::Ordering::Greater => list.upcoming.push(row),
            std::cmp::Ordering::Less => list.past.push(row),
        }
    }
    let key = |row: &VisitRow| -> (Date, VisitId) { (row.entry.facts.date, row.entry.facts.visit) };
    order_by_key(&mut list.today, key);
    order_by_key(&mut list.upcoming, key);
    order_by_key(&mut list.past, |row| std::cmp::Reverse(key(row)));
    list
}

impl Client {
    /// The list of visits as seen on the day `today`.
    ///
    /// # Errors
    /// Those of the store.
    pub fn visit_list(&self, today: Date) -> Result<VisitList, ClientError> {
        let me = self.lock().me();
        let asks = self.facts().map(|facts| facts.asks).unwrap_or_default();
        let asked_on: BTreeSet<VisitId> = asks.values().map(|ask| ask.visit).gather();
        let mut rows = Vec::new();
        for entry in self.visits()? {
            let visit = entry.facts.visit;
            rows.push(VisitRow {
                is_participant: !entry.is_left && me.as_ref().is_ok_and(|me| is_participant(me, &entry.facts)),
                is_host: !entry.is_left && me.as_ref().is_ok_and(|me| is_host(me, &entry.facts)),
                status: self.visit_status(visit)?,
                asks: if asked_on.contains(&visit) { self.asks(visit)?.len() } else { 0 },
                has_draft: !self.drafts(visit)?.is_empty(),
                entry,
            });
        }
        Ok(visit_list(rows, today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::ByHand;

    #[test]
    fn visits_are_sorted_around_the_day() {
        let facts = ByHand::new(1).facts.visits.into_values().next().unwrap();
        let row = |day: i8| {
            let mut facts = facts.clone();
            facts.date = jiff::civil::date(2026, 11, day);
            VisitRow {
                entry: VisitEntry { facts, host_school: "Hillside".into(), is_left: false },
                is_participant: true,
                is_host: false,
                status: VisitStatus::default(),
                asks: 0,
                has_draft: false,
            }
        };
        let list = visit_list([3, 9, 5, 1, 7].map(row).to_vec(), jiff::civil::date(2026, 11, 5));
        let days = |rows: &[VisitRow]| rows.iter().map(|row| row.entry.facts.date.day()).collect::<Vec<_>>();
        assert_eq!((days(&list.today), days(&list.upcoming), days(&list.past)), (vec![5], vec![7, 9], vec![3, 1]));
    }
}
