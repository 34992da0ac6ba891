//! What was measured, as a table and as JSON.

use serde::Serialize;

/// One figure.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Row {
    /// What was measured.
    pub(crate) what: String,
    /// The figure.
    pub(crate) figure: f64,
    /// Its unit; empty for a ratio.
    pub(crate) unit: &'static str,
    /// It should be below this; `None` where nothing is aimed at.
    pub(crate) aim_below: Option<f64>,
}

/// A figure that has no aim of its own.
pub(crate) fn row(what: impl Into<String>, figure: f64, unit: &'static str) -> Row {
    Row { what: what.into(), figure, unit, aim_below: None }
}

/// A figure that should be below `aim`.
pub(crate) fn aimed(what: impl Into<String>, figure: f64, unit: &'static str, aim: f64) -> Row {
    Row { aim_below: Some(aim), ..row(what, figure, unit) }
}

/// The table for a person.
pub(crate) fn words(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let aim = row.aim_below.map_or(String::new(), |aim| {
            let verdict = if row.figure < aim { "met" } else { "MISSED" };
            format!("< {aim} {}  {verdict}", row.unit)
        });
        format!("{:<66} {:>10.3} {:<8} {aim}", row.what, row.figure, row.unit)
    };
    rows.iter().map(line).map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}
