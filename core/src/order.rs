//! Maps and orders that are made by code which all types share.
//!
//! To `collect` into a `BTreeMap` sorts first, and each sort of the standard library is 4 kB of code for each type. With
//! sixty types that was a twentieth of the library for phones.

use std::cmp::Ordering;

/// What `collect` does, for maps and sets.
pub trait Gather: Iterator + Sized {
    /// Puts one after the other into a map or a set: of two with one key, the later stays.
    fn gather<All: Default + Extend<Self::Item> + IntoIterator<Item = Self::Item>>(self) -> All {
        let mut all = All::default();
        all.extend(self);
        all
    }
}

impl<I: Iterator> Gather for I {}

/// Sorts `items`; equal ones stay in the order they have.
pub fn order_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order_of(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(order.into_iter().filter_map(|place| taken[place].take()));
}

/// As [`order_by`], by what `key` makes of each.
pub fn order_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    order_by(items, |a, b| key(a).cmp(&key(b)));
}

/// The one sort of them all: of places, which are of one type.
fn order_of(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn equal_ones_keep_their_order_and_none_is_lost() {
        let mut words = vec!["pear", "fig", "kiwi", "plum", "nut", "apple", "fig"];
        order_by_key(&mut words, |word| word.len());
        assert_eq!(words, ["fig", "nut", "fig", "pear", "kiwi", "plum", "apple"]);
    }

    #[test]
    fn of_two_with_one_key_the_later_stays_as_with_collect() {
        let pairs = [(2, "a"), (1, "b"), (2, "c")];
        let gathered: BTreeMap<i32, &str> = pairs.into_iter().gather();
        assert_eq!(gathered, pairs.into_iter().collect());
    }
}
