//! Results on standard output.

use std::fmt::Display;
use std::io::Write;

use serde::Serialize;

/// As text or as JSON.
#[derive(Debug, Clone, Copy)]
pub(super) struct Output {
    pub(super) json: bool,
}

impl Output {
    /// Shows one result: as one line of JSON, or in words.
    pub(super) fn show(self, value: &impl Serialize, words: impl Display) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        if self.json {
            serde_json::to_writer(&mut out, value)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{words}")?;
        }
        Ok(out.flush()?)
    }

    /// Shows a list: as one JSON array, or one line each.
    pub(super) fn list<T: Serialize>(self, values: &[T], line: impl Fn(&T) -> String) -> anyhow::Result<()> {
        if self.json {
            return self.show(&values, "");
        }
        let mut out = std::io::stdout().lock();
        for value in values {
            writeln!(out, "{}", line(value))?;
        }
        Ok(out.flush()?)
    }
}
