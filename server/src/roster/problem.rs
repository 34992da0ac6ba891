//! What is wrong in a file, and what a person can do about it.

use std::fmt;

use serde::Serialize;

/// Which file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RosterFile {
    /// A table of `name`, `role`, `school`.
    List,
    /// OneRoster's `users.csv`.
    Users,
    /// OneRoster's `orgs.csv`.
    Orgs,
    /// OneRoster's `roles.csv`.
    Roles,
    /// None of these, or all of them together.
    Unknown,
}

/// Something that was not taken in as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where.
    pub file: RosterFile,
    /// The line, from 1 for the first; `None` where it is the whole file.
    pub line: Option<u64>,
    /// What.
    pub kind: ProblemKind,
    /// The value that is meant, as it is in the file: for the screen of who brought the file, never for a log.
    pub value: String,
}

impl Problem {
    pub(super) fn whole(file: RosterFile, kind: ProblemKind) -> Self {
        Self { file, line: None, kind, value: String::new() }
    }

    pub(super) fn at(file: RosterFile, line: u64, kind: ProblemKind, value: &str) -> Self {
        Self { file, line: Some(line), kind, value: value.chars().take(VALUE_CHARS).collect() }
    }
}

/// What is shown of a value, in characters.
const VALUE_CHARS: usize = 100;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident, $key:literal, $what:literal, $to_do:literal;)*) => {
        /// What is wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum ProblemKind {
            $($(#[$doc])* $name,)*
        }

        impl ProblemKind {
            /// All kinds, for a catalogue to be complete.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The word for the message catalogue.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }

            /// What is wrong, in English.
            pub fn what(self) -> &'static str {
                match self {
                    $(Self::$name => $what,)*
                }
            }

            /// What to do about it, in English.
            pub fn to_do(self) -> &'static str {
                match self {
                    $(Self::$name => $to_do,)*
                }
            }
        }
    };
}

kinds! {
    /// More than [`FILE_BYTES_MAX`](super::FILE_BYTES_MAX).
    FileTooLarge, "file-too-large", "This file is larger than 4 MB.",
        "Keep only the rows of people who lead or coach, and try again.";
    /// More than [`ROWS_MAX`](super::ROWS_MAX).
    TooManyRows, "too-many-rows", "More than 5,000 people would become members.",
        "Import the list in several parts.";
    /// Nothing in it.
    Empty, "empty", "There is nothing in this file.", "Export it once more and try again.";
    /// Neither a list nor a file of OneRoster that is read.
    UnknownColumns, "unknown-columns", "The first line does not name the columns that are needed.",
        "Name the columns name, role and school in the first line, or use OneRoster's users.csv, orgs.csv and roles.csv.";
    /// Two files of the same kind.
    FileTwice, "file-twice", "There are two files of this kind; the second one was left out.",
        "Import them one after the other.";
    /// OneRoster without its `users.csv`.
    UsersMissing, "users-missing", "The file users.csv is missing.", "Add it and try again.";
    /// OneRoster without its `orgs.csv`.
    OrgsMissing, "orgs-missing", "The file orgs.csv is missing: nobody's school can be told.",
        "Add it and try again.";
    /// OneRoster 1.2 without its `roles.csv`.
    RolesMissing, "roles-missing", "The file roles.csv is missing: nobody's role can be told.",
        "Add it and try again.";
    /// A person without a name.
    NameMissing, "name-missing", "There is no name in this line.", "Fill it in, or leave the line out.";
    /// A name of more than 200 characters.
    NameTooLong, "name-too-long", "This name has more than 200 characters.",
        "Shorten it. A quotation mark that is not closed makes the rest of a file one name.";
    /// A role that is none of ours.
    RoleUnknown, "role-unknown", "This role is not known here.",
        "Use one of: facilitator, leader, coach, district staff.";
    /// A person of OneRoster without an id.
    IdMissing, "id-missing", "There is no sourcedId in this line.", "Export it once more with its ids.";
    /// An organisation that `orgs.csv` does not have.
    OrgUnknown, "org-unknown", "This person's school is not in orgs.csv.",
        "Export both files at the same time and try again.";
    /// The same person again, described otherwise.
    PersonTwice, "person-twice", "This person was in an earlier line already.",
        "Keep the line that is right; the earlier one is used.";
    /// Several members could be meant.
    SeveralMembers, "several-members", "Several members have this name at this school.",
        "Change this one by hand.";
    /// The member was removed, and an import brings nobody back.
    WasRemoved, "was-removed", "This member was removed from the network.",
        "Add them again by hand if they are back.";
    /// A facilitator stays one until somebody says otherwise by hand.
    StaysFacilitator, "stays-facilitator", "This member is a facilitator and stays one.",
        "Change the role by hand if it is meant.";
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.what(), self.to_do())
    }
}
