//! Long lists, fifty at a time: a page renders only what it shows.

use std::ops::Range;

/// Pieces on one page.
pub(crate) const PAGE_SIZE: usize = 50;

/// Where in a long list a page is, and the form that turns it. What was searched for goes along in the form's body:
/// words never stand in an address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Pages {
    /// Which page, from 1.
    pub(crate) number: usize,
    /// Of how many; at least 1.
    pub(crate) of: usize,
    /// How many entries there are on all pages.
    pub(crate) total: usize,
    /// Where the form goes.
    pub(crate) action: String,
    /// `get`, or `post` where words go along.
    pub(crate) method: &'static str,
    /// What goes along, by name.
    pub(crate) fields: Vec<(&'static str, String)>,
}

impl Pages {
    /// The page of this number in a list of `total`; the last one where there are not so many.
    pub(crate) fn new(total: usize, wanted: usize, action: String) -> Self {
        let of = total.div_ceil(PAGE_SIZE).max(1);
        Self { number: wanted.clamp(1, of), of, total, action, method: "get", fields: Vec::new() }
    }

    /// Which entries are on the page.
    pub(crate) fn range(&self) -> Range<usize> {
        let start = (self.number - 1) * PAGE_SIZE;
        start..(start + PAGE_SIZE).min(self.total)
    }

    /// The first entry's number as people count.
    pub(crate) fn first(&self) -> usize {
        if self.total == 0 { 0 } else { self.range().start + 1 }
    }

    /// The last entry's number.
    pub(crate) fn last(&self) -> usize {
        self.range().end
    }

    /// The page before.
    pub(crate) fn previous(&self) -> Option<usize> {
        (self.number > 1).then(|| self.number - 1)
    }

    /// The page after.
    pub(crate) fn next(&self) -> Option<usize> {
        (self.number < self.of).then(|| self.number + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_on_one_page() {
        for total in [0, 1, 49, 50, 51, 28_800] {
            let of = Pages::new(total, 1, String::new()).of;
            let all: Vec<usize> =
                (1..=of).flat_map(|number| Pages::new(total, number, String::new()).range()).collect();
            assert_eq!(all, (0..total).collect::<Vec<_>>(), "{total}");
        }
    }

    #[test]
    fn a_page_that_is_not_there_is_the_nearest() {
        let pages = Pages::new(120, 99, String::new());
        assert_eq!((pages.number, pages.of, pages.first(), pages.last()), (3, 3, 101, 120));
        assert_eq!((pages.previous(), pages.next()), (Some(2), None));
        assert_eq!(Pages::new(0, 0, String::new()).number, 1);
        assert_eq!(Pages::new(0, 0, String::new()).first(), 0);
    }
}
