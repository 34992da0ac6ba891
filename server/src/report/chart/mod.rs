//! Charts as SVG, each with the table behind it.
//!
//! A chart is named and described for who does not see it, says every number in figures, and never tells two things
//! apart by colour alone. It carries no style of its own: colours are classes, so that the page's style sheet chooses
//! them for light, dark and print; [`Chart::standalone`] brings the light ones along.
//!
//! Coverage is not a comparison: its cells say where notes come from, in the order of the codes.

mod svg;

use fieldwalk_core::domain::Feedback;
use serde::Serialize;

use self::svg::{Svg, short};
use super::words::{Language, Word};

/// The style sheet that charts in a page need. Every colour is a custom property that a page may set.
pub const CHART_STYLE: &str = include_str!("chart.css");

/// A chart and the table behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// The SVG element, to stand in a page.
    pub svg: String,
    /// What it describes itself as.
    pub description: String,
    /// The same in figures.
    pub table: Table,
}

/// A table: the first column of each row heads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it is about.
    pub caption: String,
    /// The headers.
    pub columns: Vec<String>,
    /// The rows, as long as the headers.
    pub rows: Vec<Vec<String>>,
}

impl Chart {
    /// The SVG with a style sheet in it, to stand alone: in a file, in a PDF.
    pub fn standalone(&self) -> String {
        let style = literal(CHART_STYLE.split("/* dark */").next().unwrap_or_default());
        match self.svg.split_once('>') {
            Some((open, rest)) => format!("{open}><style>{style}</style>{rest}"),
            None => self.svg.clone(),
        }
    }
}

/// A style sheet with each `var(--name, value)` replaced by its value, for readers that know no custom properties.
fn literal(style: &str) -> String {
    let mut parts = style.split("var(");
    let mut literal = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (variable, rest) = part.split_once(')').unwrap_or((part, ""));
        literal.push_str(variable.split_once(", ").map_or("", |(_, value)| value));
        literal.push_str(rest);
    }
    literal
}

/// Notes by room and team; `None` where nothing is told by room.
pub fn coverage(feedback: &Feedback, language: Language) -> Option<Chart> {
    let cells = &feedback.coverage;
    let mut rooms: Vec<&str> = cells.iter().map(|cell| cell.room.as_str()).collect();
    rooms.dedup();
    let mut teams: Vec<&str> = cells.iter().map(|cell| cell.team.as_str()).collect();
    teams.sort_unstable();
    teams.dedup();
    if rooms.is_empty() {
        return None;
    }
    let notes = |room: &str, team: &str| {
        let of = cells.iter().filter(|cell| cell.room == room && cell.team == team);
        of.map(|cell| cell.notes).reduce(|sum, notes| sum + notes)
    };
    let most = cells.iter().map(|cell| cell.notes).max().unwrap_or(0);
    let (label, head, width, height) = (150, 28, if teams.len() > 7 { 68 } else { 96 }, 34);
    let mut svg = Svg::new(label + teams.len() * width, head + rooms.len() * height);
    for (column, team) in teams.iter().enumerate() {
        svg.middle("chart-text", label + column * width + width / 2, 18, &short(team, width / 8));
    }
    for (row, room) in rooms.iter().enumerate() {
        let y = head + row * height;
        svg.text("chart-text", 0, y + 21, &short(room, 18));
        for (column, team) in teams.iter().enumerate() {
            let Some(notes) = notes(room, team) else { continue };
            let (x, level) = (label + column * width, level(notes, most));
            let fill = if level == 0 { "chart-gap".to_owned() } else { format!("chart-level-{level}") };
            svg.rect(&fill, x + 2, y + 2, width - 4, height - 4);
            let class = if level == 4 { "chart-on-level-4" } else { "chart-value" };
            svg.middle(class, x + width / 2, y + 22, &notes.to_string());
        }
    }
    let title = language.say(Word::Coverage);
    let description = language.fill(Word::CoverageDesc, &[&rooms.len(), &teams.len()]);
    let mut columns = vec![language.say(Word::Room).to_owned()];
    columns.extend(teams.iter().map(|team| (*team).to_owned()));
    let row = |room: &&str| {
        let of = |team: &&str| notes(room, team).map_or(language.say(Word::NotDue).to_owned(), |n| n.to_string());
        std::iter::once((*room).to_owned()).chain(teams.iter().map(of)).collect()
    };
    let table = Table { caption: title.to_owned(), columns, rows: rooms.iter().map(row).collect() };
    Some(Chart { svg: svg.finish("chart-coverage", title, &description), description, table })
}

/// 0 for nothing, then 1 to 4 by quarters of the greatest number.
fn level(notes: usize, most: usize) -> usize {
    (notes * 4).div_ceil(most.max(1)).min(4)
}

/// In how many rooms each look-for was seen; where rooms are not told, how many notes bear on it.
pub fn look_fors(feedback: &Feedback, language: Language) -> Option<Chart> {
    let seen = &feedback.look_fors;
    if seen.is_empty() {
        return None;
    }
    let most_notes = seen.iter().map(|look_for| look_for.notes).max().unwrap_or(0);
    let bars = seen.iter().map(|look_for| {
        let notes = language.notes(look_for.notes);
        let (part, whole, value) = match look_for.rooms {
            Some((rooms, observed)) => {
                (rooms, observed, format!("{} · {notes}", language.rooms((rooms, observed))))
            }
            None => (look_for.notes, most_notes, notes),
        };
        Bar { name: look_for.name.clone(), part, whole, value }
    });
    let title = language.say(Word::LookFors);
    let description = match seen[0].rooms {
        Some((_, observed)) => language.fill(Word::LookForsDesc, &[&observed]),
        None => language.say(Word::LookForsDescNotes).to_owned(),
    };
    let columns = [Word::LookFor, Word::RoomsSeen, Word::OfRooms, Word::NotesHead];
    let rows = seen.iter().map(|look_for| {
        let rooms = |of: fn((usize, usize)) -> usize| look_for.rooms.map(|rooms| of(rooms).to_string());
        vec![
            look_for.name.clone(),
            rooms(|(seen, _)| seen).unwrap_or_default(),
            rooms(|(_, observed)| observed).unwrap_or_default(),
            look_for.notes.to_string(),
        ]
    });
    let table = Table {
        caption: title.to_owned(),
        columns: columns.map(|word| language.say(word).to_owned()).to_vec(),
        rows: rows.collect(),
    };
    let svg = bar_chart(bars.collect()).finish("chart-look-fors", title, &description);
    Some(Chart { svg, description, table })
}

/// Notes per part of the instructional core, as parts of one bar; `None` where there is no note.
pub fn focus(feedback: &Feedback, language: Language) -> Option<Chart> {
    let parts: Vec<(&str, usize)> =
        feedback.focus.iter().map(|(focus, notes)| (language.say(Word::focus(*focus)), *notes)).collect();
    let split = Split::new(language, Word::Focus, Word::FocusDesc, &parts)?;
    let mut svg = Svg::new(WIDTH, 54 + 26 * parts.len());
    svg.textures();
    let (mut x, mut before) = (0, 0);
    for (number, (name, notes)) in parts.iter().enumerate() {
        let class = format!("chart-part-{}", number % 3 + 1);
        before += notes;
        let end = before * WIDTH / split.total;
        let y = 58 + 26 * number;
        for (x, y, width, height) in [(x, 0, end - x, 40), (0, y, 18, 18)] {
            if width > 0 {
                svg.rect(&class, x, y, width, height);
                if let Some(texture) =
                    ["", "chart-lines", "chart-dots"].get(number % 3).filter(|id| !id.is_empty())
                {
                    svg.textured(texture, x, y, width, height);
                }
            }
        }
        svg.text("chart-text", 28, y + 14, &format!("{name}: {}", split.value(*notes)));
        x = end;
    }
    Some(split.chart(svg, "chart-focus"))
}

/// Notes per kind of evidence; `None` where there is no note.
pub fn kinds(feedback: &Feedback, language: Language) -> Option<Chart> {
    let parts: Vec<(&str, usize)> =
        feedback.kinds.iter().map(|(kind, notes)| (language.say(Word::kind(*kind)), *notes)).collect();
    let split = Split::new(language, Word::Kinds, Word::KindsDesc, &parts)?;
    let bar = |(name, notes): &(&str, usize)| Bar {
        name: (*name).to_owned(),
        part: *notes,
        whole: split.total,
        value: split.value(*notes),
    };
    let svg = bar_chart(parts.iter().map(bar).collect());
    Some(split.chart(svg, "chart-kinds"))
}

/// How wide charts of bars are.
const WIDTH: usize = 640;

/// Parts of a whole, told in numbers and in per cent.
struct Split {
    language: Language,
    title: Word,
    description: String,
    total: usize,
    rows: Vec<Vec<String>>,
}

impl Split {
    /// `None` where the whole is nothing.
    fn new(language: Language, title: Word, description: Word, parts: &[(&str, usize)]) -> Option<Self> {
        let total = parts.iter().map(|(_, notes)| notes).sum();
        if total == 0 {
            return None;
        }
        let row = |(name, notes): &(&str, usize)| {
            vec![(*name).to_owned(), notes.to_string(), format!("{}%", per_cent(*notes, total))]
        };
        let listed: Vec<String> = parts.iter().map(|(name, notes)| format!("{name} {notes}")).collect();
        let description = language.fill(description, &[&listed.join(", ")]);
        Some(Self { language, title, description, total, rows: parts.iter().map(row).collect() })
    }

    /// "12 notes (40%)".
    fn value(&self, notes: usize) -> String {
        format!("{} ({}%)", self.language.notes(notes), per_cent(notes, self.total))
    }

    fn chart(self, svg: Svg, id: &str) -> Chart {
        let title = self.language.say(self.title);
        let columns = [self.title, Word::NotesHead, Word::Share];
        let table = Table {
            caption: title.to_owned(),
            columns: columns.map(|word| self.language.say(word).to_owned()).to_vec(),
            rows: self.rows,
        };
        Chart { svg: svg.finish(id, title, &self.description), description: self.description, table }
    }
}

/// Rounded to the nearest whole, halves up; parts need not add up to 100.
fn per_cent(part: usize, whole: usize) -> usize {
    (part * 200 + whole) / (whole * 2)
}

/// A named bar: `part` of `whole` is filled, and `value` says so in words.
struct Bar {
    name: String,
    part: usize,
    whole: usize,
    value: String,
}

fn bar_chart(bars: Vec<Bar>) -> Svg {
    let height = 54;
    let mut svg = Svg::new(WIDTH, bars.len() * height);
    for (number, bar) in bars.iter().enumerate() {
        let (y, track) = (number * height, 400);
        svg.text("chart-text", 0, y + 16, &short(&bar.name, 80));
        svg.rect("chart-track", 0, y + 24, track, 18);
        let filled = bar.part.min(bar.whole) * track / bar.whole.max(1);
        if filled > 0 {
            svg.rect("chart-bar", 0, y + 24, filled, 18);
        }
        svg.text("chart-value", track + 12, y + 38, &bar.value);
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_of_the_greatest_number_are_levels_and_nothing_is_none() {
        assert_eq!([0, 1, 3, 6, 9, 12].map(|notes| level(notes, 12)), [0, 1, 1, 2, 3, 4]);
        assert_eq!(level(0, 0), 0);
    }

    #[test]
    fn a_style_without_custom_properties_keeps_their_values() {
        assert_eq!(
            literal("a { fill: var(--x, #123); stroke: var(--y, red); }"),
            "a { fill: #123; stroke: red; }"
        );
        assert!(!literal(CHART_STYLE).contains("var("));
    }

    #[test]
    fn per_cent_rounds_halves_up() {
        assert_eq!([(1, 3), (2, 3), (1, 8), (0, 5), (5, 5)].map(|(n, of)| per_cent(n, of)), [33, 67, 13, 0, 100]);
    }
}
