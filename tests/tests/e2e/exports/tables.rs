//! The CSV files and the workbook as they must be, made from the recount. The names of columns and sheets are those that
//! a person reads.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use fieldwalk_core::domain::{Focus, Horizon, Level, NoteKind};
use serde_json::{Value, json};

use super::recount::Recount;

type Rows = Vec<Vec<Value>>;

/// Holds the CSV files in `folder` against the recount.
pub(super) fn check_csv(folder: &Path, count: &Recount<'_>) {
    let raw = count.raw;
    let notes = count.notes.iter().map(|note| {
        let (room, look_fors) = (note.room.clone().unwrap_or_default(), note.says.look_fors.join("; "));
        let (kind, focus) = (note.says.kind.as_str(), note.says.focus.as_str());
        row([&note.evidence, &room, &number(note.minute), kind, focus, &look_fors, &note.text, "", "0"])
    });
    let columns = ["evidence", "room", "minute", "kind", "focus", "look_fors", "text", "observer", "attachments"];
    csv(folder, "notes.csv", &columns, notes);

    let tallies = count.tallies.iter().map(|tally| {
        let ((counted, of), room) = (tally.says, tally.room.clone().unwrap_or_default());
        row([&tally.evidence, &room, &tally.text, &counted.to_string(), &number(of), ""])
    });
    csv(folder, "tallies.csv", &["evidence", "room", "label", "count", "denominator", "observer"], tallies);

    let wonderings = count.wonderings.iter().map(|wondering| {
        row([&wondering.evidence, &wondering.room.clone().unwrap_or_default(), &wondering.text, ""])
    });
    csv(folder, "wonderings.csv", &["evidence", "room", "text", "observer"], wonderings);

    let told = |rooms: usize| if count.tells_rooms() { rooms.to_string() } else { String::new() };
    let patterns = count.patterns.iter().map(|pattern| {
        let bearing = |word| pattern.bearings[word].to_string();
        row([
            &pattern.id,
            &pattern.statement,
            &told(pattern.rooms),
            &told(count.rooms),
            &pattern.observers.to_string(),
            &bearing("supports"),
            &bearing("contrasts"),
            &bearing("exception"),
        ])
    });
    let columns =
        ["pattern", "statement", "rooms", "rooms_observed", "observers", "supports", "contrasts", "exceptions"];
    csv(folder, "patterns.csv", &columns, patterns);

    let placements = count.patterns.iter().flat_map(|pattern| {
        let placed = pattern.placed.iter();
        placed
            .flat_map(|(evidence, bearings)| bearings.iter().map(|bearing| row([&pattern.id, evidence, bearing])))
    });
    csv(folder, "placements.csv", &["pattern", "evidence", "bearing"], placements);

    let said = |kind, texts: Vec<String>| texts.into_iter().map(move |text| row([kind, &text]));
    let predictions = Recount::said(raw.debrief.predictions.values().map(|said| &said.text));
    let wonderings = Recount::said(raw.debrief.wonderings.values().map(|said| &said.text));
    let statements = said("prediction", predictions).chain(said("wondering", wonderings));
    csv(folder, "statements.csv", &["kind", "text"], statements);

    let steps = raw.debrief.next_steps.iter().filter(|(_, step)| !step.text.trim().is_empty());
    let steps =
        steps.map(|(id, step)| row([&id.to_string(), &step.text, step.level.as_str(), step.horizon.as_str()]));
    csv(folder, "next_steps.csv", &["step", "text", "level", "horizon"], steps);
}

/// Holds the workbook against the recount.
pub(super) fn check_workbook(path: &Path, count: &Recount<'_>) {
    let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
    let mut expected = sheets(count);
    assert_eq!(workbook.sheet_names(), expected.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
    for (name, rows) in &mut expected {
        let sheet = workbook.worksheet_range(name).unwrap();
        let found: Rows = sheet.rows().map(|row| row.iter().map(cell).collect()).collect();
        assert_eq!(found.len(), rows.len(), "{name}: how many rows");
        for (number, (found, expected)) in found.iter().zip(rows).enumerate() {
            // A text that is empty is no cell.
            expected.iter_mut().filter(|cell| **cell == json!("")).for_each(|cell| *cell = Value::Null);
            assert_eq!(found, expected, "{name}, row {number}");
        }
    }
}

fn sheets(count: &Recount<'_>) -> Vec<(&'static str, Rows)> {
    let raw = count.raw;
    let notes = count.notes.len();
    let share = |name: &str, part: usize| {
        let percent = (100.0 * part as f64 / notes as f64 + 0.5).floor();
        vec![json!(name), figure(part), json!(format!("{percent}%"))]
    };
    let focus = |(name, focus): (&str, Focus)| share(name, count.notes_where(|note| note.focus == focus));
    let kind = |(name, kind): (&str, NoteKind)| share(name, count.notes_where(|note| note.kind == kind));
    let told = |rooms: usize| if count.tells_rooms() { figure(rooms) } else { Value::Null };
    let look_fors = count
        .look_fors
        .iter()
        .map(|(name, notes, rooms)| vec![json!(name), told(*rooms), told(count.rooms), figure(*notes)]);
    let sums = count.sums.iter().map(|(label, sum, denominator, tallies)| {
        vec![json!(label), json!(*sum as f64), json!(denominator.map(|of| of as f64)), figure(*tallies)]
    });
    let patterns = (1..).zip(&count.patterns).map(|(number, pattern)| {
        let numbers = ["supports", "contrasts", "exception"].map(|word| figure(pattern.bearings[word]));
        let head = [figure(number), json!(pattern.statement), told(pattern.rooms), told(count.rooms)];
        head.into_iter().chain([figure(pattern.observers)]).chain(numbers).collect()
    });
    let under = patterns_by_evidence(count);
    let under = |evidence: &String| json!(under.get(evidence));
    let each_note = count.notes.iter().map(|note| {
        vec![
            json!(note.room),
            json!(note.minute.map(|minute| minute as f64)),
            json!(KINDS.iter().find(|(_, kind)| *kind == note.says.kind).unwrap().0),
            json!(FOCUS.iter().find(|(_, focus)| *focus == note.says.focus).unwrap().0),
            json!(note.says.look_fors.join("; ")),
            json!(note.text),
            under(&note.evidence),
            Value::Null,
            json!(note.evidence),
        ]
    });
    let each_tally = count.tallies.iter().map(|tally| {
        let (counted, of) = (f64::from(tally.says.0), tally.says.1.map(f64::from));
        let said = [json!(tally.room), json!(tally.text), json!(counted), json!(of)];
        said.into_iter().chain([under(&tally.evidence), Value::Null, json!(tally.evidence)]).collect()
    });
    let wonderings = count.wonderings.iter().map(|wondering| {
        vec![json!(wondering.room), json!(wondering.text), Value::Null, json!(wondering.evidence)]
    });
    let steps = raw.debrief.next_steps.values().filter(|step| !step.text.trim().is_empty()).map(|step| {
        let level = match step.level {
            Level::Classroom => "Classroom",
            Level::School => "School",
            Level::Network => "Network",
        };
        let horizon = match step.horizon {
            Horizon::Week => "Next week",
            Horizon::Month => "Next month",
            Horizon::Year => "By the end of the year",
        };
        vec![json!(step.text), json!(level), json!(horizon)]
    });
    let notes_columns =
        ["Room", "Minute", "Kind", "Focus", "Look-fors", "Text", "Patterns", "Observer", "Evidence"];
    let patterns_columns =
        ["No.", "Statement", "Rooms", "Of rooms observed", "Observers", "Supports", "Contrasts", "Exceptions"];
    let tally_columns = ["Room", "What was counted", "Count", "Of", "Patterns", "Observer", "Evidence"];
    vec![
        ("Summary", table(&["Summary", "Text"], summary(count))),
        ("Coverage", coverage(count)),
        ("Look-fors", table(&["Look-for", "Rooms", "Of rooms observed", "Notes"], look_fors)),
        ("Focus", table(&["Focus", "Notes", "Share"], FOCUS.into_iter().map(focus))),
        ("Kinds of evidence", table(&["Kinds of evidence", "Notes", "Share"], KINDS.into_iter().map(kind))),
        ("Tallies", table(&["What was counted", "Count", "Of", "Times counted"], sums)),
        ("Patterns", table(&patterns_columns, patterns)),
        ("Notes", table(&notes_columns, each_note)),
        ("Each tally", table(&tally_columns, each_tally)),
        ("Wonderings", table(&["Room", "Text", "Observer", "Evidence"], wonderings)),
        ("Next level of work", table(&["Next step", "Level", "By when"], steps)),
    ]
}

const FOCUS: [(&str, Focus); 3] =
    [("Teacher", Focus::Teacher), ("Students", Focus::Students), ("Task", Focus::Task)];
const KINDS: [(&str, NoteKind); 4] = [
    ("Words as said", NoteKind::Verbatim),
    ("Behaviour", NoteKind::Behaviour),
    ("Count", NoteKind::Count),
    ("Environment", NoteKind::Environment),
];

fn summary(count: &Recount<'_>) -> impl Iterator<Item = Vec<Value>> {
    let raw = count.raw;
    assert_eq!(raw.kind, "in_field_network", "the demo's visit is one");
    let few =
        (!count.tells_rooms()).then_some("Fewer than three rooms were observed, so nothing is told by room.");
    let said = |name: &'static str, texts: Vec<String>| texts.into_iter().map(move |text| (name, json!(text)));
    let gaps = count.gaps().into_iter().map(|(_, words)| words).collect();
    [
        ("Host school", json!(raw.host_school_name)),
        ("Date", json!(raw.date)),
        ("Kind of visit", json!("In-Field Network session")),
        ("Release", json!("Not released")),
        ("Problem of practice", json!(raw.plan.problem_of_practice)),
        ("Observers", figure(count.observers)),
        ("Rooms observed", figure(count.rooms)),
        ("Notes", figure(count.notes.len())),
        ("Tallies", figure(count.tallies.len())),
        ("Wonderings", figure(count.wonderings.len())),
        ("Evidence under no pattern", figure(count.unclustered.len())),
        ("Pieces with masked words", figure(count.masked)),
        ("Pieces left out", figure(count.hidden)),
    ]
    .into_iter()
    .chain(few.map(|words| ("To know", json!(words))))
    .chain(said("Predictions", Recount::said(raw.debrief.predictions.values().map(|said| &said.text))))
    .chain(said("Wonderings of the group", Recount::said(raw.debrief.wonderings.values().map(|said| &said.text))))
    .chain(said("Not covered yet", gaps))
    .map(|(name, value)| vec![json!(name), value])
}

/// A row for each room, a column for each team.
fn coverage(count: &Recount<'_>) -> Rows {
    let mut rooms: Vec<&String> = count.coverage.iter().map(|cell| &cell.0).collect();
    let mut teams: Vec<&String> = count.coverage.iter().map(|cell| &cell.1).collect();
    rooms.dedup();
    teams.sort();
    teams.dedup();
    if rooms.is_empty() {
        return table(&["Coverage"], std::iter::empty());
    }
    let columns: Vec<&str> = std::iter::once("Room").chain(teams.iter().map(|team| team.as_str())).collect();
    let rows = rooms.iter().map(|room| {
        let notes = |team: &&String| count.coverage.iter().find(|cell| cell.0 == **room && cell.1 == **team);
        let cells = teams.iter().map(|team| notes(team).map_or(json!("not due"), |cell| figure(cell.2)));
        std::iter::once(json!(room)).chain(cells).collect()
    });
    table(&columns, rows)
}

/// "1 Supports, 3 Exception".
fn patterns_by_evidence(count: &Recount<'_>) -> BTreeMap<String, String> {
    let mut under: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (number, pattern) in (1..).zip(&count.patterns) {
        for (evidence, bearings) in &pattern.placed {
            for bearing in bearings {
                let word = match *bearing {
                    "supports" => "Supports",
                    "contrasts" => "Contrasts",
                    _ => "Exception",
                };
                under.entry(evidence.clone()).or_default().push(format!("{number} {word}"));
            }
        }
    }
    under.into_iter().map(|(evidence, words)| (evidence, words.join(", "))).collect()
}

fn table(columns: &[&str], rows: impl Iterator<Item = Vec<Value>>) -> Rows {
    std::iter::once(columns.iter().map(|column| json!(column)).collect()).chain(rows).collect()
}

fn figure(number: usize) -> Value {
    json!(number as f64)
}

fn cell(cell: &Data) -> Value {
    match cell {
        Data::Empty => Value::Null,
        Data::String(text) => json!(text),
        Data::Float(number) => json!(number),
        Data::Int(number) => json!(*number as f64),
        other => panic!("{other:?}: a workbook holds texts and numbers alone"),
    }
}

fn csv(folder: &Path, name: &str, columns: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let mut file = csv::Reader::from_path(folder.join(name)).unwrap();
    assert_eq!(file.headers().unwrap(), columns, "{name}");
    let found: Vec<Vec<String>> =
        file.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let expected: Vec<Vec<String>> = rows.collect();
    assert_eq!(found.len(), expected.len(), "{name}: how many rows");
    for (number, (found, expected)) in found.iter().zip(&expected).enumerate() {
        assert_eq!(found, expected, "{name}, row {number}");
    }
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(harmless).to_vec()
}

/// A cell with an apostrophe in front where a spreadsheet would run it, as docs/operations/exports.md says.
fn harmless(text: &str) -> String {
    let begins = text.trim_start_matches('\'').starts_with(['\t', '\r', '\n']);
    let bare = text.trim_start_matches(|c: char| c == '\'' || c.is_whitespace());
    let runs = begins || ["=", "+", "-", "@", "＝", "＋", "－", "＠"].iter().any(|sign| bare.starts_with(sign));
    if runs { format!("'{text}") } else { text.to_owned() }
}

fn number<N: ToString>(number: Option<N>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
