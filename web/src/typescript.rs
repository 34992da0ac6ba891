//! The TypeScript of what crosses, written from the records and calls themselves: `app/src/core/records.ts` is
//! committed, and a test tells when it differs. `FIELDWALK_WRITE=1` has the test write it.

use std::collections::{BTreeSet, VecDeque};

use fieldwalk_core::ids::{
    EvidenceId, ItemId, LookForId, MemberId, PatternId, ProfileId, SlotId, StatementId, VisitId,
};

/// A type that crosses.
pub(crate) trait TypeScript {
    /// What TypeScript calls it.
    fn name() -> String;

    /// Adds what it is made of.
    fn declare(_: &mut Declarations) {}
}

macro_rules! basic {
    ($($type:ty => $name:literal,)+) => {
        $(impl TypeScript for $type {
            fn name() -> String {
                $name.to_owned()
            }
        })+
    };
}

basic! {
    () => "null", bool => "boolean", String => "string", i32 => "number", i64 => "number", u32 => "number",
    EvidenceId => "string", ItemId => "string", LookForId => "string", MemberId => "string", PatternId => "string",
    ProfileId => "string", SlotId => "string", StatementId => "string", VisitId => "string",
}

impl<T: TypeScript> TypeScript for Option<T> {
    fn name() -> String {
        format!("{} | null", T::name())
    }

    fn declare(all: &mut Declarations) {
        T::declare(all);
    }
}

impl<T: TypeScript> TypeScript for Vec<T> {
    fn name() -> String {
        format!("{}[]", T::name())
    }

    fn declare(all: &mut Declarations) {
        T::declare(all);
    }
}

/// What is declared so far, each once.
#[derive(Default)]
pub(crate) struct Declarations {
    names: BTreeSet<&'static str>,
    texts: VecDeque<String>,
}

impl Declarations {
    /// Adds a record; false where it is there.
    pub(crate) fn interface(&mut self, docs: &[&str], name: &'static str, fields: &str) -> bool {
        self.add(name, || format!("{}export interface {name} {{\n{fields}}}\n", comment(docs, "")))
    }

    /// Adds a type of several words or forms; false where it is there.
    pub(crate) fn union(&mut self, docs: &[&str], name: &'static str, members: &str) -> bool {
        self.add(name, || format!("{}export type {name} =\n{};\n", comment(docs, ""), members.trim_end()))
    }

    fn add(&mut self, name: &'static str, text: impl FnOnce() -> String) -> bool {
        let is_new = self.names.insert(name);
        if is_new {
            self.texts.push_back(text());
        }
        is_new
    }
}

/// A field of a record.
pub(crate) fn field<T: TypeScript>(docs: &[&str], name: &str) -> String {
    format!("{}  {}: {};\n", comment(docs, "  "), camel(name), T::name())
}

/// A word of a choice.
pub(crate) fn word(docs: &[&str], name: &str) -> String {
    format!("{}  | \"{}\"\n", comment(docs, "  "), lower(name))
}

/// A form with its fields.
pub(crate) fn form(docs: &[&str], name: &str, fields: &[(&str, String)]) -> String {
    let fields: String = fields.iter().map(|(name, of)| format!("; {}: {of}", camel(name))).collect();
    format!("{}  | {{ type: \"{}\"{fields} }}\n", comment(docs, "  "), lower(name))
}

/// A method of the table of calls.
pub(crate) fn call<T: TypeScript>(docs: &[&str], name: &str, args: &[(&str, String)]) -> String {
    let args: Vec<String> = args.iter().map(|(name, of)| format!("{}: {of}", camel(name))).collect();
    let args = if args.is_empty() { "NoArgs".to_owned() } else { format!("{{ {} }}", args.join("; ")) };
    format!("{}  {}: {{ args: {args}; answer: {} }};\n", comment(docs, "  "), camel(name), T::name())
}

fn comment(docs: &[&str], indent: &str) -> String {
    match docs {
        [] => String::new(),
        [one] => format!("{indent}/** {} */\n", one.trim()),
        many => {
            let lines: String = many.iter().map(|line| format!("{indent} * {}\n", line.trim())).collect();
            format!("{indent}/**\n{lines}{indent} */\n")
        }
    }
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |all, word| all + &word[..1].to_uppercase() + &word[1..])
}

fn lower(pascal: &str) -> String {
    pascal[..1].to_lowercase() + &pascal[1..]
}

#[test]
fn typescript_of_records_and_calls_is_as_committed() {
    use crate::record::{Changes, ImportReport, SyncProgress};

    let mut all = Declarations::default();
    let calls = crate::api::typescript(&mut all);
    crate::error::CallFailure::declare(&mut all);
    Changes::declare(&mut all);
    ImportReport::declare(&mut all);
    SyncProgress::declare(&mut all);
    let records: Vec<String> = all.texts.into();
    let written = format!(
        "// Written from the records and calls of the crate fieldwalk-web by one of its tests: do not edit.\n//\n\
         // Ids are UUID text, times are milliseconds since 1970-01-01T00:00:00Z, days are `2026-11-21`.\n\n\
         {}\nexport type NoArgs = Record<string, never>;\n\n\
         /** Every method with its arguments and its answer. */\nexport interface Calls {{\n{calls}}}\n",
        records.join("\n")
    );
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/app/src/core/records.ts");
    if std::env::var_os("FIELDWALK_WRITE").is_some() {
        std::fs::write(path, &written).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(committed == written, "records.ts differs: run this test with FIELDWALK_WRITE=1 and look at the diff");
}
