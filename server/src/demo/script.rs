//! What one observer writes in one room: made from what was said there in that time, by plain rules, from a seed.
//!
//! Speech is written down as it was said. Counts are counted in the lesson. What a transcript does not tell (who
//! writes, what is on the wall) is drawn from short lists: the observers are simulated, and the demo says so. Some
//! notes begin as judgements, so that the evidence check has something to say and the author something to reword.

use std::collections::BTreeSet;

use fieldwalk_core::clock::{SeededRng, seeded_rng};
use fieldwalk_core::domain::{Focus, NoteKind};
use rand::RngExt;

use super::lesson::{Lesson, Line, Speaker};
use super::options::DemoOptions;
use super::plan::{Plan, Watch, minutes_per_room};
use super::rotation::Rotation;
use super::stock;
use super::walk::SlotScript;

/// Something an observer does in a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Milliseconds from the slot's start.
    pub(super) at_millis: i64,
    pub(super) what: What,
    /// Whether the observer will choose it for sharing.
    pub(super) is_chosen: bool,
}

/// What is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Note { text: String, kind: NoteKind, focus: Focus, watched: BTreeSet<Watch>, later: Later },
    Tally { label: &'static str, counted: u32, miscounts: u32, denominator: u32 },
    Wondering { text: &'static str },
}

/// What becomes of a note before the observer leaves the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Later {
    Stays,
    /// It gets this wording.
    Edited(String),
    Deleted,
    Restored,
}

/// What is heard in a slot: the sentences, and where the slot's share of the lesson begins and ends.
pub(super) struct Heard<'a> {
    pub(super) lines: &'a [Line],
    pub(super) from_second: u32,
    pub(super) until_second: u32,
    /// How long the slot is.
    pub(super) minutes: u32,
}

/// The walk of every observer, each from a seed of its own.
pub(super) fn scripts(
    plan: &Plan,
    rotation: &Rotation,
    lessons: &[Lesson],
    options: &DemoOptions,
) -> Vec<Vec<SlotScript>> {
    let minutes = minutes_per_room(rotation.periods);
    (0..options.observers)
        .map(|observer| {
            let mut rng = seeded_rng(options.seed.wrapping_mul(1_000_003).wrapping_add(observer as u64));
            let walk = plan.walks[rotation.team(observer)].iter();
            walk.map(|(slot, room, period)| {
                let heard = Heard::of(&lessons[room % lessons.len()], *period, rotation.periods, minutes);
                let starts_at = plan.visit.slots[slot].starts_at;
                let ends_at = starts_at.plus_minutes(minutes);
                SlotScript {
                    slot: *slot,
                    starts_at,
                    ends_at,
                    entries: entries(&heard, options.notes_per_room, &mut rng),
                }
            })
            .collect()
        })
        .collect()
}

/// What one observer writes in one slot, in order of time.
pub(super) fn entries(heard: &Heard<'_>, notes: usize, rng: &mut SeededRng) -> Vec<Entry> {
    let spread = notes / 5;
    let notes = rng.random_range(notes - spread..=notes + spread);
    let students = rng.random_range(17..=28);
    let mut entries: Vec<Entry> = (0..notes).map(|_| note(heard, students, rng)).collect();
    if rng.random_bool(0.6) {
        entries.push(tally(heard, students, rng));
    }
    if rng.random_bool(0.4) {
        let what = What::Wondering { text: stock::pick(&stock::WONDERINGS, rng) };
        entries.push(entry(heard.any_moment(rng), what, rng));
    }
    entries.sort_by_key(|entry| entry.at_millis);
    entries
}

fn note(heard: &Heard<'_>, students: u32, rng: &mut SeededRng) -> Entry {
    match rng.random_range(0..100) {
        0..70 => speech(heard, rng),
        70..78 => count(heard, rng),
        78..86 => behaviour(heard, students, rng),
        86..93 => {
            let text = stock::fill(stock::pick(&stock::ENVIRONMENT, rng), students, rng);
            plain(heard.any_moment(rng), text, NoteKind::Environment, Focus::Task, &[Watch::TaskInView], rng)
        }
        _ => slip(heard, students, rng),
    }
}

/// A sentence as it was said, sometimes with the answer to it.
fn speech(heard: &Heard<'_>, rng: &mut SeededRng) -> Entry {
    let worth_writing: Vec<usize> =
        (0..heard.lines.len()).filter(|at| heard.lines[*at].text.split_whitespace().count() >= 4).collect();
    if worth_writing.is_empty() {
        return count(heard, rng);
    }
    let at = worth_writing[rng.random_range(0..worth_writing.len())];
    let line = &heard.lines[at];
    let mut text = spoken(line);
    let mut watched = watched(line);
    if let Some(answer) = heard.lines.get(at + 1).filter(|next| next.speaker != line.speaker)
        && rng.random_bool(0.3)
    {
        text = format!("{text}\n{}", spoken(answer));
        watched.extend(self::watched(answer));
    }
    let focus = match line.speaker {
        Speaker::Student => Focus::Students,
        Speaker::Teacher if watched.contains(&Watch::TaskInView) => Focus::Task,
        Speaker::Teacher => Focus::Teacher,
    };
    let watched: Vec<_> = watched.into_iter().collect();
    plain(heard.moment(line.second), text, NoteKind::Verbatim, focus, &watched, rng)
}

/// How many sentences were whose, counted in a stretch of the lesson.
fn count(heard: &Heard<'_>, rng: &mut SeededRng) -> Entry {
    let until = rng.random_range(heard.from_second..heard.until_second);
    let before: Vec<&Line> = heard.lines.iter().filter(|line| line.second <= until).collect();
    let by_students = before.iter().filter(|line| line.speaker == Speaker::Student).count();
    let at_millis = heard.moment(until);
    let minutes = (at_millis / 60_000).max(1);
    let text = format!("First {minutes} min: {by_students} of {} sentences said by students.", before.len());
    plain(at_millis, text, NoteKind::Count, Focus::Students, &[], rng)
}

/// A silence in the transcript, or something from the list.
fn behaviour(heard: &Heard<'_>, students: u32, rng: &mut SeededRng) -> Entry {
    let silence = heard.lines.windows(2).find_map(|pair| {
        let seconds = pair[1].second - pair[0].second;
        (pair[0].text.ends_with('?') && (3..=40).contains(&seconds)).then_some((&pair[0], seconds))
    });
    match silence {
        Some((question, seconds)) if rng.random_bool(0.4) => {
            let text = format!("{seconds} seconds without talk after: {}", question.text);
            let at = heard.moment(question.second);
            plain(at, text, NoteKind::Behaviour, Focus::Teacher, &[Watch::TimeToThink], rng)
        }
        _ => {
            let (text, focus, watched) = stock::pick(&stock::BEHAVIOUR, rng);
            let text = stock::fill(text, students, rng);
            plain(heard.any_moment(rng), text, NoteKind::Behaviour, focus, watched, rng)
        }
    }
}

/// A judgement that slips in: reworded, thrown away, or kept to oneself.
fn slip(heard: &Heard<'_>, students: u32, rng: &mut SeededRng) -> Entry {
    let text = stock::pick(&stock::SLIPS, rng).to_owned();
    let (evidence, focus, watched) = stock::pick(&stock::BEHAVIOUR, rng);
    let (later, is_chosen) = match rng.random_range(0..10) {
        0..6 => (Later::Edited(stock::fill(evidence, students, rng)), rng.random_bool(0.67)),
        6..8 => (Later::Deleted, false),
        _ => (Later::Stays, false),
    };
    let watched = watched.iter().copied().collect();
    let what = What::Note { text, kind: NoteKind::Behaviour, focus, watched, later };
    Entry { at_millis: heard.any_moment(rng), what, is_chosen }
}

/// Counted by tapping, with a tap too many now and then.
fn tally(heard: &Heard<'_>, students: u32, rng: &mut SeededRng) -> Entry {
    let (label, most) = stock::pick(&stock::TALLIES, rng);
    let counted = rng.random_range(2..=most.min(students));
    let what = What::Tally { label, counted, miscounts: rng.random_range(0..=2), denominator: students };
    entry(heard.any_moment(rng), what, rng)
}

fn plain(
    at_millis: i64,
    text: String,
    kind: NoteKind,
    focus: Focus,
    watched: &[Watch],
    rng: &mut SeededRng,
) -> Entry {
    let later = match rng.random_range(0..100) {
        0..8 => Later::Edited(format!("{text} (noted at minute {})", at_millis / 60_000)),
        8..12 => Later::Deleted,
        12..16 => Later::Restored,
        _ => Later::Stays,
    };
    entry(at_millis, What::Note { text, kind, focus, watched: watched.iter().copied().collect(), later }, rng)
}

fn entry(at_millis: i64, what: What, rng: &mut SeededRng) -> Entry {
    Entry { at_millis, what, is_chosen: rng.random_bool(0.67) }
}

fn spoken(line: &Line) -> String {
    let who = match line.speaker {
        Speaker::Teacher => "T",
        Speaker::Student => "S",
    };
    format!("{who}: {}", line.text)
}

/// The look-fors that a sentence bears on, by the words in it.
fn watched(line: &Line) -> BTreeSet<Watch> {
    let text = format!(" {} ", line.text.to_lowercase().replace(['\u{2019}', ',', '.', '?', '!'], " "));
    let holds = |words: &[&str]| words.iter().any(|word| text.contains(&format!(" {word} ")));
    let mut watched = BTreeSet::new();
    match line.speaker {
        Speaker::Teacher => {
            if holds(&["why", "how do you know", "how did you", "what makes", "explain", "because", "prove"]) {
                watched.insert(Watch::AskForReasons);
            }
            if holds(&["think about", "take a moment", "quietly", "silently", "in silence", "partner", "talk to"])
            {
                watched.insert(Watch::TimeToThink);
            }
            if holds(&[
                "board",
                "screen",
                "page",
                "read",
                "directions",
                "question",
                "problem",
                "write",
                "worksheet",
            ]) {
                watched.insert(Watch::TaskInView);
            }
            if holds(&["add to", "agree", "disagree", "who else", "what he said", "what she said"]) {
                watched.insert(Watch::RespondToOneAnother);
            }
        }
        Speaker::Student => {
            if holds(&["because", "i think", "so", "since", "that means"]) && line.text.len() > 20 {
                watched.insert(Watch::Explain);
            }
            if holds(&["agree", "disagree", "add", "same as", "he said", "she said", "you said"]) {
                watched.insert(Watch::RespondToOneAnother);
            }
        }
    }
    watched
}

impl<'a> Heard<'a> {
    /// A slot's share of a lesson: each lesson fills the whole walk.
    fn of(lesson: &'a Lesson, period: usize, periods: usize, minutes: u32) -> Self {
        let (period, periods) = (period as u32, periods as u32);
        let from_second = lesson.seconds() * period / periods;
        let until_second = (lesson.seconds() * (period + 1) / periods).max(from_second + 1);
        Self { lines: lesson.heard(from_second, until_second), from_second, until_second, minutes }
    }

    /// Where a second of the lesson falls in the slot.
    fn moment(&self, second: u32) -> i64 {
        let share = i64::from(self.until_second - self.from_second).max(1);
        i64::from(second.saturating_sub(self.from_second)) * i64::from(self.minutes) * 60_000 / share
    }

    fn any_moment(&self, rng: &mut SeededRng) -> i64 {
        rng.random_range(0..i64::from(self.minutes) * 60_000)
    }
}

#[cfg(test)]
mod tests {
    use fieldwalk_core::clock::seeded_rng;

    use super::super::lesson::samples;
    use super::*;

    fn written(seed: u64) -> Vec<Entry> {
        let lessons = samples().unwrap();
        let heard = Heard { lines: lessons[0].heard(0, 600), from_second: 0, until_second: 600, minutes: 20 };
        entries(&heard, 60, &mut seeded_rng(seed))
    }

    #[test]
    fn the_same_seed_writes_the_same_and_another_seed_something_else() {
        assert_eq!(written(7), written(7));
        assert_ne!(written(7), written(8));
    }

    #[test]
    fn speech_is_as_it_was_said_and_all_of_it_falls_into_the_slot() {
        let lessons = samples().unwrap();
        let said: BTreeSet<String> = lessons[0].heard(0, 600).iter().map(spoken).collect();
        let entries = written(3);
        assert!(entries.iter().all(|entry| (0..20 * 60_000).contains(&entry.at_millis)));
        assert!(entries.windows(2).all(|pair| pair[0].at_millis <= pair[1].at_millis));
        let mut verbatim = 0;
        for entry in &entries {
            if let What::Note { text, kind: NoteKind::Verbatim, .. } = &entry.what {
                assert!(text.split('\n').all(|sentence| said.contains(sentence)), "{text}");
                verbatim += 1;
            }
        }
        assert!(verbatim > 20);
        let kinds: BTreeSet<_> = entries
            .iter()
            .filter_map(|entry| if let What::Note { kind, .. } = entry.what { Some(kind) } else { None })
            .collect();
        assert_eq!(kinds.len(), NoteKind::ALL.len());
    }

    #[test]
    fn look_fors_are_marked_by_the_words_that_were_said() {
        let line = |speaker, text: &str| Line { second: 0, speaker, text: text.into() };
        let by = |speaker, text| watched(&line(speaker, text)).into_iter().collect::<Vec<_>>();
        assert_eq!(by(Speaker::Teacher, "Why do you say that?"), [Watch::AskForReasons]);
        assert_eq!(by(Speaker::Student, "I think it is a half because it has two parts."), [Watch::Explain]);
        assert_eq!(by(Speaker::Student, "I disagree with her."), [Watch::RespondToOneAnother]);
        assert_eq!(by(Speaker::Student, "Because."), []);
        assert_eq!(by(Speaker::Teacher, "Someone whyever."), []);
    }

    #[test]
    fn a_silent_stretch_still_has_something_to_write_down() {
        let heard = Heard { lines: &[], from_second: 10, until_second: 11, minutes: 5 };
        let entries = entries(&heard, 20, &mut seeded_rng(1));
        assert!(entries.len() >= 16);
    }
}
