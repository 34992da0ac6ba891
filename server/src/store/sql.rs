//! Between SQLite's values and ours.

use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::Type;

use crate::store::StoreError;

/// A value of ours that is kept as text: an id, a key, a word.
pub(super) fn parsed<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let text: String = row.get(column)?;
    text.parse().map_err(|error| wrong(row, column, error))
}

/// As [`parsed`], where there may be none.
pub(super) fn parsed_if_any<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>>
where
    T: FromStr,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let text: Option<String> = row.get(column)?;
    text.map(|text| text.parse().map_err(|error| wrong(row, column, error))).transpose()
}

/// A word of a fixed list.
pub(super) fn word<T>(row: &Row<'_>, column: &str, from_word: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    from_word(&text).ok_or_else(|| wrong(row, column, UnknownWord))
}

/// A count, size or number, which SQLite keeps signed.
pub(super) fn natural(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|error| wrong(row, column, error))
}

/// `value` for SQLite. Ours are all under 2^63.
pub(super) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// The rows of a query, collected.
pub(super) fn collected<T, C: FromIterator<T>>(
    rows: impl Iterator<Item = rusqlite::Result<T>>,
) -> Result<C, StoreError> {
    Ok(rows.collect::<rusqlite::Result<C>>()?)
}

#[derive(Debug, thiserror::Error)]
#[error("not a word that this version knows")]
struct UnknownWord;

fn wrong(row: &Row<'_>, column: &str, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    let index = row.as_ref().column_index(column).unwrap_or(usize::MAX);
    rusqlite::Error::FromSqlConversionFailure(index, Type::Text, Box::new(error))
}
