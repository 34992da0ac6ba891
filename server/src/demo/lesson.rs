//! Lessons as they were spoken: what an observer standing in a room can hear.
//!
//! A file is tab-separated UTF-8 with one header line: `time` (hh:mm:ss from the lesson's start), `speaker`, `text`.
//! A speaker called `T`, or by a title and a name, is a teacher; every other one is a student. Times that step back
//! by a few seconds, as transcripts have them, are put in order.

use std::path::{Path, PathBuf};

/// One lesson, at least one line long, in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lesson {
    pub(super) lines: Vec<Line>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Seconds from the lesson's start.
    pub(super) second: u32,
    pub(super) speaker: Speaker,
    pub(super) text: String,
}

/// Who spoke. Names are not taken over: an observer writes T or S.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    Teacher,
    Student,
}

/// Why lessons could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum LessonError {
    /// The folder or a file in it cannot be opened.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// No lesson in the folder.
    #[error("{0} holds no lesson: a lesson is a file that ends in .tsv, with the columns time, speaker and text")]
    NoLessons(PathBuf),
    /// A file is not a lesson.
    #[error("{file}, line {line}: {what}")]
    Malformed {
        /// Which file.
        file: String,
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        what: &'static str,
    },
}

const TITLES: [&str; 11] =
    ["mr", "mrs", "ms", "miss", "mx", "dr", "señora", "señor", "madame", "monsieur", "teacher"];

const SAMPLES: [(&str, &str); 8] = [
    ("room-1.tsv", include_str!("../../lessons/room-1.tsv")),
    ("room-2.tsv", include_str!("../../lessons/room-2.tsv")),
    ("room-3.tsv", include_str!("../../lessons/room-3.tsv")),
    ("room-4.tsv", include_str!("../../lessons/room-4.tsv")),
    ("room-5.tsv", include_str!("../../lessons/room-5.tsv")),
    ("room-6.tsv", include_str!("../../lessons/room-6.tsv")),
    ("room-7.tsv", include_str!("../../lessons/room-7.tsv")),
    ("room-8.tsv", include_str!("../../lessons/room-8.tsv")),
];

/// The lessons that come with the program.
pub(super) fn samples() -> Result<Vec<Lesson>, LessonError> {
    SAMPLES.iter().map(|(file, text)| Lesson::parse(file, text)).collect()
}

/// The lessons in `folder`, one for each `.tsv` file, by file name.
pub(super) fn read_folder(folder: &Path) -> Result<Vec<Lesson>, LessonError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| LessonError::Unreadable { path, source }
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("tsv")) {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(LessonError::NoLessons(folder.to_owned()));
    }
    let read = |path: &PathBuf| {
        let bytes = std::fs::read(path).map_err(unreadable(path))?;
        let file = path.display().to_string();
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            malformed(&file, line, "this is not UTF-8 text")
        })?;
        Lesson::parse(&file, text)
    };
    files.iter().map(read).collect()
}

impl Lesson {
    /// Reads the text of one file; `file` is for error messages.
    fn parse(file: &str, text: &str) -> Result<Self, LessonError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut rows = text.lines().enumerate().map(|(index, row)| (index + 1, row));
        match rows.next() {
            Some((_, header)) if header.trim_end() == "time\tspeaker\ttext" => {}
            _ => return Err(malformed(file, 1, "the first line must name the columns: time, speaker, text")),
        }
        let mut lines = Vec::new();
        for (line, row) in rows.filter(|(_, row)| !row.trim().is_empty()) {
            let [time, speaker, text] = row.split('\t').collect::<Vec<_>>()[..] else {
                return Err(malformed(
                    file,
                    line,
                    "there must be three columns, divided by tabs: time, speaker, text",
                ));
            };
            let second = seconds(time).ok_or_else(|| malformed(file, line, "the time must be hh:mm:ss"))?;
            let text = text.trim().to_owned();
            if text.is_empty() {
                return Err(malformed(file, line, "the text is empty"));
            }
            lines.push(Line { second, speaker: Speaker::of(speaker), text });
        }
        if lines.is_empty() {
            return Err(malformed(file, 1, "there is nothing under the header: a lesson needs at least one line"));
        }
        lines.sort_by_key(|line| line.second);
        Ok(Self { lines })
    }

    /// How long it lasts, in seconds; at least 1.
    pub(super) fn seconds(&self) -> u32 {
        self.lines.last().map_or(0, |line| line.second) + 1
    }

    /// What is heard from second `from` until second `until`.
    pub(super) fn heard(&self, from: u32, until: u32) -> &[Line] {
        let start = self.lines.partition_point(|line| line.second < from);
        let end = self.lines.partition_point(|line| line.second < until);
        &self.lines[start..end.max(start)]
    }
}

impl Speaker {
    fn of(name: &str) -> Self {
        let name = name.trim();
        let titled = name.split_once(' ').map(|(title, _)| title.trim_end_matches('.').to_lowercase());
        let is_teacher = name == "T" || titled.is_some_and(|title| TITLES.contains(&title.as_str()));
        if is_teacher { Self::Teacher } else { Self::Student }
    }
}

/// `hh:mm:ss` in seconds.
fn seconds(time: &str) -> Option<u32> {
    let [hours, minutes, seconds] = time.trim().split(':').collect::<Vec<_>>()[..] else { return None };
    let part = |text: &str, most: u32| {
        let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u32>().ok().filter(|number| is_number && *number <= most)
    };
    Some(part(hours, 23)? * 3600 + part(minutes, 59)? * 60 + part(seconds, 59)?)
}

fn malformed(file: &str, line: usize, what: &'static str) -> LessonError {
    LessonError::Malformed { file: file.to_owned(), line, what }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        Lesson::parse("a.tsv", text).unwrap_err().to_string()
    }

    #[test]
    fn the_lessons_that_come_along_are_lessons() {
        let lessons = samples().unwrap();
        assert_eq!(lessons.len(), 8);
        for lesson in lessons {
            assert!(lesson.lines.len() > 100);
            assert!(lesson.lines.iter().any(|line| line.speaker == Speaker::Teacher));
            assert!(lesson.lines.iter().any(|line| line.speaker == Speaker::Student));
        }
    }

    #[test]
    fn lines_come_in_order_of_time_and_windows_do_not_overlap() {
        let text = "\u{feff}time\tspeaker\ttext\r\n00:00:05\tMs. Ito\tWhy?\r\n\r\n00:01:10\tS1\tNo.\n00:01:08\tAda\tYes.\n";
        let lesson = Lesson::parse("a.tsv", text).unwrap();
        let told: Vec<_> = lesson.lines.iter().map(|line| (line.second, line.speaker, &*line.text)).collect();
        assert_eq!(
            told,
            [(5, Speaker::Teacher, "Why?"), (68, Speaker::Student, "Yes."), (70, Speaker::Student, "No.")]
        );
        assert_eq!(lesson.seconds(), 71);
        assert_eq!(lesson.heard(0, 68).len() + lesson.heard(68, 71).len(), 3);
    }

    #[test]
    fn what_is_wrong_is_told_with_file_and_line() {
        let header = "time\tspeaker\ttext\n";
        assert_eq!(
            wrong("00:00:01\tT\tHi."),
            "a.tsv, line 1: the first line must name the columns: time, speaker, text"
        );
        assert_eq!(wrong(""), "a.tsv, line 1: the first line must name the columns: time, speaker, text");
        assert!(wrong(header).contains("at least one line"));
        for (row, what) in [
            ("00:00:01\tT", "three columns"),
            ("00:00:01\tT\ta\tb", "three columns"),
            ("1 min\tT\ta", "hh:mm:ss"),
            ("00:61:00\tT\ta", "hh:mm:ss"),
            ("00:-1:00\tT\ta", "hh:mm:ss"),
            ("00:00:01\tT\t ", "empty"),
        ] {
            let message = wrong(&format!("{header}00:00:00\tT\tHi.\n{row}\n"));
            assert!(message.starts_with("a.tsv, line 3: ") && message.contains(what), "{message}");
        }
    }

    #[test]
    fn a_folder_gives_its_lessons_by_name_and_says_what_it_lacks() {
        let folder = tempfile::tempdir().unwrap();
        let none = read_folder(folder.path()).unwrap_err();
        assert!(matches!(none, LessonError::NoLessons(_)), "{none}");
        std::fs::write(folder.path().join("b.tsv"), "time\tspeaker\ttext\n00:00:02\tT\tSecond\n").unwrap();
        std::fs::write(folder.path().join("a.tsv"), "time\tspeaker\ttext\n00:00:01\tT\tFirst\n").unwrap();
        std::fs::write(folder.path().join("README.md"), "not a lesson").unwrap();
        let lessons = read_folder(folder.path()).unwrap();
        assert_eq!(lessons.iter().map(|lesson| &*lesson.lines[0].text).collect::<Vec<_>>(), ["First", "Second"]);
        std::fs::write(folder.path().join("c.tsv"), b"time\tspeaker\ttext\n00:00:02\tT\t\xff\n").unwrap();
        let message = read_folder(folder.path()).unwrap_err().to_string();
        assert!(message.ends_with("c.tsv, line 2: this is not UTF-8 text"), "{message}");
        let missing = read_folder(&folder.path().join("nowhere")).unwrap_err();
        assert!(missing.to_string().contains("nowhere cannot be read"), "{missing}");
    }
}
