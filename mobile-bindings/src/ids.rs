//! Arguments as they come in: text that may be anything, parsed once at the edge.

use std::str::FromStr;

use fieldwalk_core::ids::NotAnId;

use crate::error::{Answer, bad_argument};

/// An id from its text.
pub(crate) fn id<Id: FromStr<Err = NotAnId>>(text: &str) -> Answer<Id> {
    Ok(text.parse()?)
}

/// An id that may be left out.
pub(crate) fn optional<Id: FromStr<Err = NotAnId>>(text: Option<&str>) -> Answer<Option<Id>> {
    text.map(id).transpose()
}

/// Several ids, as a list or a set.
pub(crate) fn ids<Id, All>(texts: &[String]) -> Answer<All>
where
    Id: FromStr<Err = NotAnId>,
    All: Default + Extend<Id> + IntoIterator<Item = Id>,
{
    texts.iter().try_fold(All::default(), |mut all, text| {
        all.extend([id(text)?]);
        Ok(all)
    })
}

/// A count that must not be negative.
pub(crate) fn count(number: i64, what: &str) -> Answer<u32> {
    u32::try_from(number).map_err(|_| bad_argument(format!("{what} is from 0 to 4294967295")))
}

/// A number of things, for the other side.
pub(crate) fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
