//! What observers write here: the speech of the project's own sample lessons.

const LESSONS: [&str; 4] = [
    include_str!("../../../../server/lessons/room-1.tsv"),
    include_str!("../../../../server/lessons/room-2.tsv"),
    include_str!("../../../../server/lessons/room-3.tsv"),
    include_str!("../../../../server/lessons/room-4.tsv"),
];

/// The text of note number `number`: so many words of speech, from another place for each number.
pub(crate) fn note(number: usize, words: usize) -> String {
    let lesson = LESSONS[number % LESSONS.len()];
    let spoken =
        lesson.lines().skip(1).filter_map(|line| line.rsplit('\t').next()).flat_map(str::split_whitespace);
    spoken.cycle().skip(number * 13 % 900).take(words).collect::<Vec<_>>().join(" ")
}
