//! `fieldwalk evidence`: a filter, so whatever comes in is answered, and whoever stops reading ends it quietly.

use std::io::{BufRead, ErrorKind, Write};

use fieldwalk_core::evidence::{Check, check_line};

pub(super) fn run() -> anyhow::Result<()> {
    match answer_lines(std::io::stdin().lock(), std::io::stdout().lock()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        answered => Ok(answered?),
    }
}

/// One object for each line, in order. Bytes that are not UTF-8 become the replacement character.
fn answer_lines(lines: impl BufRead, mut out: impl Write) -> std::io::Result<()> {
    let check = Check::default();
    for line in lines.split(b'\n') {
        let line = line?;
        let text = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(&line));
        writeln!(out, "{}", check_line(&check, &text))?;
    }
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::answer_lines;

    #[test]
    fn every_line_is_answered_whatever_is_in_it() {
        let mut out = Vec::new();
        answer_lines(b"She smiled.\r\n\xff\xfe\n\nHe is lazy.".as_slice(), &mut out).unwrap();
        let verdicts: Vec<_> = String::from_utf8(out)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["verdict"].to_string())
            .collect();
        assert_eq!(verdicts, ["\"evidence\"", "\"evidence\"", "\"evidence\"", "\"judgement\""]);
    }
}
