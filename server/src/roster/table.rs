//! Bytes as a table: encodings, separators and quotation marks as spreadsheets really write them.

use std::borrow::Cow;

/// A file with a first line that names the columns.
#[derive(Debug)]
pub(super) struct Table {
    /// Names as compared: without space, in lower case.
    columns: Vec<String>,
    rows: Vec<Row>,
}

/// One line. A missing field at its end reads as empty.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u64,
    fields: csv::StringRecord,
}

impl Table {
    /// `None` where there is not even a first line.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        // One kind of line ending, so that lines are counted as a person counts them.
        let text = decoded(bytes).replace("\r\n", "\n").replace('\r', "\n");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator(&text))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        // The text is valid and lines may be of any length: there is nothing left that could fail.
        let columns: Vec<_> = reader.headers().ok()?.iter().map(str::to_lowercase).collect();
        if columns.iter().all(String::is_empty) {
            return None;
        }
        let rows = reader.into_records().filter_map(Result::ok);
        let rows = rows
            .filter(|fields| fields.iter().any(|field| !field.is_empty()))
            .map(|fields| Row { line: fields.position().map_or(0, csv::Position::line), fields });
        Some(Self { columns, rows: rows.collect() })
    }

    /// The place of a column by its name in lower case.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }
}

impl Row {
    /// The field in a column; empty where there is none.
    pub(super) fn field(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.fields.get(column)).unwrap_or_default()
    }
}

/// UTF-8, UTF-16 where a mark says so, and else Windows-1252, which older spreadsheets write.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            std::str::from_utf8(bytes)
                .map_or_else(|_| Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect()), Cow::Borrowed)
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.as_chunks().0.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16_lossy(&units)
}

/// The characters of Windows-1252 from 0x80 to 0x9F, as the WHATWG encoding standard has them. All others are those of
/// Unicode.
const FROM_0X80: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => FROM_0X80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// What separates the columns in the first line: spreadsheets set to Spanish write semicolons.
fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: u8| first.bytes().filter(|byte| *byte == separator).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}
