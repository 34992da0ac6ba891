//! What a transcript does not tell, in short lists to draw from. `{n}` becomes a number up to the number of students
//! in the room, `{of}` that number.

use fieldwalk_core::clock::SeededRng;
use fieldwalk_core::domain::Focus;
use rand::RngExt;

use super::plan::Watch;

/// What students and teachers do.
pub(super) const BEHAVIOUR: [(&str, Focus, &[Watch]); 10] = [
    ("{n} of {of} students write in a notebook.", Focus::Students, &[Watch::TimeToThink]),
    ("{n} of {of} students turn to a partner and speak.", Focus::Students, &[Watch::TimeToThink]),
    ("{n} of {of} hands up before anyone is called on.", Focus::Students, &[]),
    ("Teacher calls on a student whose hand is down.", Focus::Teacher, &[]),
    ("Teacher writes a student's words on the board.", Focus::Teacher, &[Watch::Explain]),
    ("Teacher walks to the back table and kneels beside a student.", Focus::Teacher, &[]),
    ("A student goes to the board and points while speaking.", Focus::Students, &[Watch::Explain]),
    (
        "Two students look at one sheet; one points, the other writes.",
        Focus::Students,
        &[Watch::RespondToOneAnother],
    ),
    ("A student sharpens a pencil and sits down again.", Focus::Students, &[]),
    ("{n} of {of} students have the first line of the sheet filled in.", Focus::Task, &[Watch::TaskInView]),
];

/// What is on walls, desks and boards.
pub(super) const ENVIRONMENT: [&str; 8] = [
    "On the board: today's question and the date.",
    "Word list beside the door, {n} words.",
    "Desks in groups of four, all facing the middle.",
    "Chart on the wall: \"I agree because ...\", \"I would add ...\"",
    "Screen shows a timer that counts down from 5:00.",
    "{n} pieces of student work on the back wall.",
    "One sheet for each table, the task at the top.",
    "No sentence starters on the walls.",
];

/// What is not evidence, as it slips in.
pub(super) const SLIPS: [&str; 8] = [
    "Students were really engaged.",
    "Great questioning by the teacher.",
    "She should have called on more students.",
    "A lot of hands went up.",
    "The boys at the back seemed bored.",
    "Pacing was too slow, he lost them.",
    "They did not care about the task because it was too easy.",
    "The lesson needs a clearer objective.",
];

/// What is counted, and how often at most.
pub(super) const TALLIES: [(&str, u32); 4] = [
    ("Students who speak to the whole class", 12),
    ("Students who explain how they know", 6),
    ("Students who respond to another student", 5),
    ("Students with a pencil in the hand", 14),
];

/// Questions that stay.
pub(super) const WONDERINGS: [&str; 8] = [
    "I wonder what students would say if they asked the next question.",
    "I wonder how students know when an explanation is complete.",
    "I wonder what would change with ten more seconds after each question.",
    "I wonder who has not spoken yet today.",
    "I wonder what the notebooks say that the talk does not.",
    "I wonder how the task would go without the example on the board.",
    "I wonder when students last changed their mind in this class.",
    "I wonder what students do at home with the word list.",
];

/// One of a list.
pub(super) fn pick<T: Copy>(list: &[T], rng: &mut SeededRng) -> T {
    list[rng.random_range(0..list.len())]
}

/// A text with its numbers.
pub(super) fn fill(text: &str, students: u32, rng: &mut SeededRng) -> String {
    let number = rng.random_range(2..=students);
    text.replace("{n}", &number.to_string()).replace("{of}", &students.to_string())
}
